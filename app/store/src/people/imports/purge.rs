//! Forgetting what a list said of people, once it is of no more use; who sent it, when, and its counts stay.

use crate::{StoreError, query::Query};
use domain::ids::StaffImportId;
use sea_orm::ConnectionTrait;

/// The tables that hold what a list said.
const TABLES: [&str; 10] = [
    "staff_import_part",
    "staff_import_sameness",
    "staff_import_place",
    "staff_import_team",
    "staff_import_row",
    "staff_import_left_out",
    "staff_import_absence",
    "staff_import_grant",
    "staff_import_person",
    "staff_import_post",
];

/// The lists of the demo's organisations, and those that its people have sent; `{people}` stands for its people.
const OF_DEMO: &str = "(SELECT id FROM staff_import WHERE sent_by IN {people} OR organisation_id IN \
                       (SELECT id FROM organisation WHERE demo))";

/// Statements that take out the lists of the demo, in the order in which they respect the references; `{people}` stands
/// for its people.
pub(crate) fn of_demo() -> Vec<String> {
    let of_lists = TABLES.map(|table| format!("DELETE FROM {table} WHERE import_id IN {OF_DEMO}"));
    let places = ["staff_import_place", "staff_import_organisation"].map(|table| {
        format!(
            "DELETE FROM {table} WHERE import_id IN {OF_DEMO} OR organisation_id IN (SELECT id FROM organisation WHERE demo)"
        )
    });
    let rest = [
        "DELETE FROM staff_import_heading WHERE organisation_id IN (SELECT id FROM organisation WHERE demo)".to_owned(),
        "DELETE FROM staff_import_choice WHERE home_id IN (SELECT id FROM organisation WHERE demo) \
         OR organisation_id IN (SELECT id FROM organisation WHERE demo)"
            .to_owned(),
        "UPDATE staff_import SET confirmed_by = NULL WHERE confirmed_by IN {people}".to_owned(),
        "UPDATE staff_import SET undone_by = NULL WHERE undone_by IN {people}".to_owned(),
        format!("DELETE FROM staff_import WHERE id IN {OF_DEMO}"),
    ];
    of_lists.into_iter().chain(places).chain(rest).collect()
}

/// Forgets what some lists said.
pub(super) async fn purge(
    on: &impl ConnectionTrait,
    lists: &[StaffImportId],
) -> Result<(), StoreError> {
    for table in TABLES {
        of_table(on, table, lists).await?;
    }
    Ok(())
}

/// Forgets what a check has found, so that the list can be checked again.
pub(super) async fn purge_findings(
    on: &impl ConnectionTrait,
    list: StaffImportId,
) -> Result<(), StoreError> {
    let kept = ["staff_import_part", "staff_import_sameness"];
    for table in TABLES.into_iter().filter(|table| !kept.contains(table)) {
        of_table(on, table, &[list]).await?;
    }
    of_table(on, "staff_import_organisation", &[list]).await
}

/// Forgets the cells of a list that has been brought in.
pub(super) async fn purge_cells(
    on: &impl ConnectionTrait,
    list: StaffImportId,
) -> Result<(), StoreError> {
    of_table(on, "staff_import_part", &[list]).await
}

async fn of_table(
    on: &impl ConnectionTrait,
    table: &str,
    lists: &[StaffImportId],
) -> Result<(), StoreError> {
    let query = Query::new(&format!("DELETE FROM {table} WHERE import_id IN ("));
    let query = query.bind_all(lists.iter().map(|list| list.0));
    query.sql(")").run(on).await?;
    Ok(())
}
