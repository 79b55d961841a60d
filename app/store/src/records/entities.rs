//! The table of completions.

pub mod completion {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
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
    }

    impl ActiveModelBehavior for ActiveModel {}
}
