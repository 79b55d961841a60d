//! The tables of the directory, of SPOCs and of questions.

pub mod directory_board {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "directory_board")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub board_id: Uuid,
        pub seen_by: String,
        pub spoc_level: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod directory_level {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "directory_level")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub board_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub level: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod directory_choice {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "directory_choice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub listed: String,
        pub phone: String,
        pub topics: String,
        pub languages: String,
        pub search_languages: String,
        pub chosen_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod spoc {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "spoc")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub post_id: Uuid,
        pub organisation_id: Uuid,
        pub team_id: Option<Uuid>,
        pub is_deputy: bool,
        pub from_on: Date,
        pub to_on: Option<Date>,
        pub named_by: Option<Uuid>,
        pub named_at: DateTimeUtc,
        pub ended_by: Option<Uuid>,
        pub ended_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod advice {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "advice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub asker_id: Uuid,
        pub board_id: Uuid,
        pub asked_id: Option<Uuid>,
        pub about: String,
        pub question: String,
        pub asked_at: DateTimeUtc,
        pub answer_by_on: Date,
        pub passed_on_at: Option<DateTimeUtc>,
        pub answered_by: Option<Uuid>,
        pub answered_at: Option<DateTimeUtc>,
        pub answer: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
