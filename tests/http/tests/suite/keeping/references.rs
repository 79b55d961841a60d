//! No table is forgotten: every reference to a person in the schema is found in what is held about that person.

use super::{own_file, rows_of};
use crate::steps::{behind_its_back, has_passed, id, number, texts};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::Engine;
use testkit::{Someone, TestApp};

/// A column that refers to a row of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    pub table: String,
    pub column: String,
    pub to: String,
}

/// Every reference that the schema knows, and columns that name a person without saying so.
pub async fn references(app: &TestApp) -> Vec<Reference> {
    let (known, named) = match app.site.db.engine() {
        Engine::Sqlite => (
            "SELECT m.name || ' ' || f.\"from\" || ' ' || f.\"table\" FROM sqlite_master m \
             JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
            "SELECT m.name || ' ' || c.name || ' person' FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.name = 'person_id'",
        ),
        Engine::Postgres => (
            "SELECT (k.table_name || ' ' || k.column_name || ' ' || u.table_name)::text \
             FROM information_schema.key_column_usage k \
             JOIN information_schema.referential_constraints r ON r.constraint_name = k.constraint_name \
             JOIN information_schema.constraint_column_usage u ON u.constraint_name = k.constraint_name",
            "SELECT (table_name || ' ' || column_name || ' person')::text FROM information_schema.columns \
             WHERE column_name = 'person_id' AND table_schema = 'public'",
        ),
    };
    let mut all = BTreeSet::new();
    for line in [texts(app, known).await, texts(app, named).await].concat() {
        let mut words = line.split(' ').map(str::to_owned);
        let mut word = || words.next().expect("three words");
        let (table, column, to) = (word(), word(), word());
        all.insert(Reference { table, column, to });
    }
    all.into_iter().collect()
}

/// Where a file says how often somebody is named in rows about others.
fn mentions(file: &Value) -> BTreeMap<(String, String), i64> {
    let all = file["named_in_what_is_about_others"].as_array();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let read = |one: &Value| {
        let rows = one["rows"].as_i64().expect("a number");
        ((text(&one["kept_in"]), text(&one["named_as"])), rows)
    };
    all.expect("mentions").iter().map(read).collect()
}

/// SQL that finds the rows of a table that are a person's own: directly, or through rows that are.
fn owned(
    app: &TestApp,
    all: &[Reference],
    file: &Value,
    who: &Someone,
) -> BTreeMap<String, String> {
    let person = id(app, who.person);
    let mentioned = mentions(file);
    let mut found = BTreeMap::from([("person".to_owned(), format!("id = {person}"))]);
    loop {
        let before = found.len();
        for one in all {
            let is_mention = mentioned.contains_key(&(one.table.clone(), one.column.clone()));
            if is_mention || found.contains_key(&one.table) {
                continue;
            }
            let Some(parent) = found.get(&one.to) else {
                continue;
            };
            let condition = if one.to == "person" {
                format!("{} = {person}", one.column)
            } else {
                format!(
                    "{} IN (SELECT id FROM {} WHERE {parent})",
                    one.column, one.to
                )
            };
            found.insert(one.table.clone(), condition);
        }
        if found.len() == before {
            return found;
        }
    }
}

#[tokio::test]
async fn no_table_that_speaks_of_a_person_is_forgotten() {
    let app = TestApp::with_demo().await;
    let who = app.administrator().at("Northside").create().await;
    has_passed(&app, &who, "awareness").await;
    give_what_others_have(&app, &who).await;
    let mut browser = app.sign_in(&who).await;
    let file = own_file(&mut browser).await;
    let mentioned = mentions(&file);
    let all = references(&app).await;
    for one in all.iter().filter(|one| one.to == "person") {
        let key = (one.table.clone(), one.column.clone());
        let sql = format!(
            "SELECT COUNT(*) FROM {} WHERE {} = {}",
            one.table,
            one.column,
            id(&app, who.person)
        );
        match mentioned.get(&key) {
            Some(rows) => assert_eq!(*rows, number(&app, &sql).await, "{one:?}"),
            None => assert!(
                number(&app, &sql).await
                    <= i64::try_from(rows_of(&file, &one.table).len()).unwrap(),
                "{one:?} is in no section: see app/store/src/keeping/sections"
            ),
        }
    }
    for (table, condition) in owned(&app, &all, &file, &who) {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {condition}");
        let rows = i64::try_from(rows_of(&file, &table).len()).unwrap();
        assert!(
            number(&app, &sql).await <= rows,
            "{table} shows {rows} rows"
        );
    }
}

/// Rows of somebody else become this person's, so that as many tables as can be have one.
async fn give_what_others_have(app: &TestApp, who: &Someone) {
    let person = id(app, who.person);
    for (table, column) in [
        ("absence", "post_id"),
        ("cohort_override", "post_id"),
        ("post_answer", "post_id"),
    ] {
        let sql = format!(
            "UPDATE {table} SET {column} = (SELECT id FROM post WHERE person_id = {person} LIMIT 1) \
             WHERE id IN (SELECT id FROM {table} LIMIT 1)"
        );
        behind_its_back(app, &sql).await;
    }
    for table in ["exemption", "claim", "certificate"] {
        let sql = format!(
            "UPDATE {table} SET person_id = {person} WHERE id IN (SELECT id FROM {table} LIMIT 1)"
        );
        behind_its_back(app, &sql).await;
    }
}
