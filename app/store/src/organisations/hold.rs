//! Holding an organisation while something is changed in it that must not cross another such change.

use crate::{StoreError, query::Query};
use domain::ids::OrganisationId;
use sea_orm::ConnectionTrait;

/// Makes transactions that hold the same organisation wait for one another: those that give out its staff numbers, so that
/// what one has found free stays free until it ends, and those that move its teams. Writing the row holds it on both
/// databases; on PostgreSQL rows that only refer to the organisation do not wait.
pub(crate) async fn hold(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE organisation SET name = name WHERE id = ");
    query.bind(organisation.0).run(on).await.map(|_| ())
}
