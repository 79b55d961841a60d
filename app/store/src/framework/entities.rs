//! The tables of frameworks and of how posts are sorted.

pub mod framework_version {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "framework_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub version: String,
        pub effective_on: Date,
        pub document: String,
        pub imported_at: DateTimeUtc,
        pub title: String,
        pub standing: String,
        pub draft_id: Option<Uuid>,
        pub published_by: Option<Uuid>,
        pub begun_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod classification_rule {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "classification_rule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: Option<Uuid>,
        pub place: i32,
        pub job_title: String,
        pub team: String,
        pub answers: String,
        pub decided_by: Option<Uuid>,
        pub decided_at: DateTimeUtc,
        pub retired_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod post_answer {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "post_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub post_id: Uuid,
        pub question: String,
        pub yes: bool,
        pub decided_by: Option<Uuid>,
        pub decided_at: DateTimeUtc,
        pub replaced_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod cohort_override {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cohort_override")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub post_id: Uuid,
        pub cohort: String,
        pub is_in: bool,
        pub reason: String,
        pub from_on: Date,
        pub until_on: Option<Date>,
        pub decided_by: Option<Uuid>,
        pub decided_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod framework_draft {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "framework_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub form_key: String,
        pub version: String,
        pub title: String,
        pub document: String,
        pub edition: i64,
        pub copied_from: Uuid,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        pub changed_at: DateTimeUtc,
        pub changed_by_name: String,
        pub changed_part: String,
        pub shared_at: Option<DateTimeUtc>,
        pub published_at: Option<DateTimeUtc>,
        pub given_up_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod framework_comment {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "framework_comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub draft_id: Uuid,
        pub form_key: String,
        pub part: Option<String>,
        pub edition: i64,
        pub text: String,
        pub person_id: Option<Uuid>,
        pub by_name: String,
        pub by_place: String,
        pub made_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod framework_endorsement {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "framework_endorsement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub draft_id: Uuid,
        pub board_id: Uuid,
        pub board_name: String,
        pub edition: i64,
        pub person_id: Option<Uuid>,
        pub by_name: String,
        pub made_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub ended_why: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
