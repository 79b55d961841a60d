//! The table of the outbox.

pub mod outbox {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub key: String,
        pub to_address: String,
        pub to_name: String,
        pub subject: String,
        pub text_body: String,
        pub html_body: String,
        pub certificate_id: Option<Uuid>,
        pub calendar: Option<String>,
        pub booking_id: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub due_at: DateTimeUtc,
        pub claimed_until: Option<DateTimeUtc>,
        pub tries: i32,
        pub sent_at: Option<DateTimeUtc>,
        pub problem: Option<String>,
        pub working_hours: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
