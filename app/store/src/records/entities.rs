//! The tables of completions and claims.

pub mod completion {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "completion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub level: String,
        pub worth: String,
        pub course: String,
        pub mode: String,
        pub source: String,
        pub minutes: i32,
        pub right_answers: Option<i32>,
        pub questions: Option<i32>,
        pub content_version: String,
        pub module_version_id: Option<Uuid>,
        pub attempt_id: Option<Uuid>,
        pub completed_on: Date,
        pub valid_until: Option<Date>,
        pub post_id: Option<Uuid>,
        pub organisation_id: Option<Uuid>,
        pub board_id: Option<Uuid>,
        pub cohorts: String,
        pub framework_version_id: Option<Uuid>,
        pub recorded_at: DateTimeUtc,
        pub course_id: Option<Uuid>,
        pub edition: Option<i32>,
        pub claim_id: Option<Uuid>,
        pub approved_by: Option<Uuid>,
        pub missing: String,
        pub booking_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod completion_withdrawn {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "completion_withdrawn")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub completion_id: Uuid,
        pub withdrawn_on: Date,
        pub why: String,
        pub withdrawn_by: Option<Uuid>,
        pub withdrawn_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod claim {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "claim")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub course_id: Option<Uuid>,
        pub edition: Option<i32>,
        pub title: String,
        pub provider: String,
        pub same: String,
        pub completed_on: Date,
        pub state: String,
        pub claimed_by: Option<Uuid>,
        pub claimed_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod claim_step {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "claim_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub claim_id: Uuid,
        pub state: String,
        pub by_id: Option<Uuid>,
        pub at: DateTimeUtc,
        pub words: String,
        pub evidence_hash: Option<String>,
        pub evidence_name: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod evidence {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub kind: String,
        pub bytes: Vec<u8>,
        pub kept_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
