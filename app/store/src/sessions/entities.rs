//! The tables of sessions, bookings and the register.

pub mod session {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub edition: i32,
        pub title: String,
        pub organisation_id: Uuid,
        pub district_id: Uuid,
        pub venue: String,
        pub link: String,
        pub note: String,
        pub open_to: String,
        pub open_team_id: Option<Uuid>,
        pub open_cohort: Option<String>,
        pub places: i32,
        pub taken: i32,
        pub reserved: i32,
        pub reserved_for: Option<Uuid>,
        pub reserved_until: Option<DateTimeUtc>,
        pub asked: i32,
        pub opens_at: DateTimeUtc,
        pub closes_at: DateTimeUtc,
        pub notice_days: i32,
        pub needs_approval: bool,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub number: i32,
        pub share: i32,
        pub created_by: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub cancelled_by: Option<Uuid>,
        pub cancelled_at: Option<DateTimeUtc>,
        pub cancelled_why: Option<String>,
        pub venue_id: Option<Uuid>,
        pub room: String,
        pub minimum: i32,
        pub is_tentative: bool,
        pub seats: i32,
        pub over_percent: i32,
        pub materials: String,
        pub prices: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod session_part {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session_part")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod session_trainer {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session_trainer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub session_id: Uuid,
        pub person_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[expect(clippy::struct_excessive_bools, reason = "columns of a table")]
pub mod booking {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "booking")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub session_id: Uuid,
        pub person_id: Uuid,
        pub reference: String,
        pub asked: i32,
        pub state: String,
        pub is_favoured: bool,
        pub needs_approval: bool,
        pub has_priority: bool,
        pub offered_until: Option<DateTimeUtc>,
        pub depends_on: Option<Uuid>,
        pub access_needs: String,
        pub dietary: String,
        pub booked_by: Option<Uuid>,
        pub asked_at: DateTimeUtc,
        pub held_at: Option<DateTimeUtc>,
        pub ended_by: Option<Uuid>,
        pub ended_at: Option<DateTimeUtc>,
        pub ended_why: String,
        pub is_walk_in: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod attendance {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub booking_id: Uuid,
        pub part: i32,
        pub mark: String,
        pub marked_by: Option<Uuid>,
        pub marked_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod walk_in {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "walk_in")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub session_id: Uuid,
        pub name: String,
        pub organisation: String,
        pub email: String,
        pub added_by: Option<Uuid>,
        pub added_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod walk_in_mark {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "walk_in_mark")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub walk_in_id: Uuid,
        pub part: i32,
        pub mark: String,
        pub marked_by: Option<Uuid>,
        pub marked_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
