//! The table of the audit trail.

pub mod audit {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub actor: Option<Uuid>,
        pub act: String,
        pub subject: String,
        pub before_json: Option<String>,
        pub after_json: Option<String>,
        pub place: Option<i64>,
        pub hash: Option<Vec<u8>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
