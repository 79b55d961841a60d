//! The tables of certificates.

pub mod certificate {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub serial: String,
        pub revision: i32,
        pub completion_id: Uuid,
        pub person_id: Uuid,
        pub board_id: Uuid,
        pub code: String,
        pub facts: String,
        pub pdf: Vec<u8>,
        pub issued_at: DateTimeUtc,
        pub issued_by: Option<Uuid>,
        pub valid_until: Option<Date>,
        pub replaced_on: Option<Date>,
        pub revoked_on: Option<Date>,
        pub revoked_why: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod certificate_batch {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_batch")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub board_id: Uuid,
        pub form_key: String,
        pub ordered_by: Uuid,
        pub ordered_at: DateTimeUtc,
        pub wanted: i32,
        pub finished_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod certificate_order {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_order")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub batch_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub completion_id: Uuid,
        pub serial: Option<String>,
        pub code: Option<String>,
        pub claimed_until: Option<DateTimeUtc>,
        pub issued_at: Option<DateTimeUtc>,
        pub problem: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
