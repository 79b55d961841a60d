//! What all entities share.

use sea_orm::entity::prelude::*;

/// The relations of an entity: none. What belongs together is joined by a query that says so (`query`), and what `SeaORM`
/// would write for relations, in each entity, takes the compiler longer than all the rest of this package.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
