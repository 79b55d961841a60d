//! The tables of organisations.

pub mod district {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "district")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub demo: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod board {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "board")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub district_id: Uuid,
        pub name: String,
        pub prefix: String,
        pub logo: Option<String>,
        pub signatory_name: String,
        pub signatory_role: String,
        pub contact_adults: String,
        pub contact_children: String,
        pub contact_police: String,
        pub contact_office: String,
        pub next_serial: i64,
        pub demo: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod organisation {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub district_id: Uuid,
        pub name: String,
        pub kind: String,
        pub first_responder: bool,
        pub demo: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod team {
    use crate::entity::Relation;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "team")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: Uuid,
        pub parent_id: Option<Uuid>,
        pub name: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
