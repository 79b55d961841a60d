//! The tables of e-learning.

pub mod module_version {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "module_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub version: String,
        pub title: String,
        pub level: String,
        pub document: String,
        pub is_current: bool,
        pub imported_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod study {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "study")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub module_version_id: Uuid,
        pub module: String,
        pub screen: i32,
        pub furthest: i32,
        pub started_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
        pub passed_at: Option<DateTimeUtc>,
        pub reset_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod attempt {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub study_id: Uuid,
        pub number: i32,
        pub drawn: String,
        pub started_at: DateTimeUtc,
        pub submitted_at: Option<DateTimeUtc>,
        pub right_answers: Option<i32>,
        pub passed: Option<bool>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
