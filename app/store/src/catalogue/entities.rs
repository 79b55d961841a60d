//! The tables of the menu and of ratifications.

pub mod course {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "course")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: Option<String>,
        pub same: String,
        pub edition: i32,
        pub number: i32,
        pub document: String,
        pub changed_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod course_change {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "course_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub course_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub edition: i32,
        pub document: String,
        pub changed_by: Option<Uuid>,
        pub changed_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ratification {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ratification")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub board_id: Uuid,
        pub module_version_id: Option<Uuid>,
        pub course_id: Option<Uuid>,
        pub edition: Option<i32>,
        pub ratified_on: Date,
        pub ratified_by: String,
        pub note: String,
        pub recorded_by: Option<Uuid>,
        pub recorded_at: DateTimeUtc,
        pub withdrawn_on: Option<Date>,
        pub withdrawn_by: Option<String>,
        pub withdrawn_why: Option<String>,
        pub withdrawal_recorded_by: Option<Uuid>,
        pub withdrawal_recorded_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ratified_only {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ratified_only")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub board_id: Uuid,
        pub from_on: Date,
        pub decided_by: Option<Uuid>,
        pub decided_at: DateTimeUtc,
        pub until_on: Option<Date>,
        pub ended_by: Option<Uuid>,
        pub ended_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
