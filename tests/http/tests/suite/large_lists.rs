//! Staff lists of thousands of rows: what others can do meanwhile, and what taking one back needs.

use crate::{
    imports::{checked, list, look},
    steps::{behind_its_back, changed, everything, number, texts},
};
use domain::people::import::Written;
use store::{Engine, people};
use testkit::{Browser, Page, TestApp};

const WHOLE: &str = "Everybody on the staff list";

/// More than a transaction of the job takes.
const MANY: usize = 1_200;

/// A list of so many drivers.
fn drivers(rows: usize) -> Vec<u8> {
    let rows: Vec<String> = (1..=rows)
        .map(|n| format!("{n},Ada{n},Rowe{n},,Fleet,Driver,Permanent,01/09/2020,,"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    list(&rows)
}

/// Lets the jobs do what they have to, while somebody else saves one thing after the other; how many.
async fn saved_meanwhile(app: &TestApp, other: &Browser) -> usize {
    let (mut saved, jobs) = (0, app.run_jobs());
    tokio::pin!(jobs);
    loop {
        let save = people::begin_sign_in(app.site.services(), other.who().account, true, "test");
        tokio::select! {
            () = &mut jobs => return saved,
            token = save => {
                token.expect("it can be saved");
                saved += 1;
            }
        }
    }
}

async fn ask_to_take_back(lead: &mut Browser, page: &Page) {
    let ask = lead.get(&format!("{}/undo", page.path)).await.ok();
    lead.submit(&ask, "Take the list back", &[]).await.ok();
}

#[tokio::test]
async fn others_save_while_a_list_of_many_is_brought_in_and_taken_back() {
    let app = TestApp::start().await;
    app.rule("Northside", "Driver", &["Q1", "Q2"]).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let other = app.learner().at("Riverside").sign_in().await;
    let page = checked(&app, &mut lead, &drivers(MANY), WHOLE).await;
    let confirm = page.link("Go on to confirm").unwrap();
    let confirm = lead.get(&confirm).await.ok();
    let page = lead.submit(&confirm, "Bring in", &[]).await.ok();
    // Three transactions for the people to be sorted are the fewest that so many rows need.
    let saved = saved_meanwhile(&app, &other).await;
    assert!(saved >= 3, "{saved} saved while the list was brought in");
    let page = look(&app, &mut lead, &page).await.ok();
    assert!(page.text().contains("The list is in."), "{}", page.text());
    assert_eq!(standings(&app).await, MANY);
    ask_to_take_back(&mut lead, &page).await;
    let saved = saved_meanwhile(&app, &other).await;
    assert!(saved >= 3, "{saved} saved while the list was taken back");
    assert_eq!(standings(&app).await, 0);
}

/// How many posts it is written down for where their holders stand.
async fn standings(app: &TestApp) -> usize {
    let sql = "SELECT count(DISTINCT s.post_id) FROM standing s JOIN post p ON p.id = s.post_id \
               WHERE p.job_title = 'Driver'";
    usize::try_from(number(app, sql).await).unwrap()
}

#[tokio::test]
async fn a_list_that_stays_in_after_all_leaves_everybody_where_they_stood() {
    let app = TestApp::start().await;
    app.rule("Northside", "Driver", &["Q1", "Q2"]).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = checked(&app, &mut lead, &drivers(2), WHOLE).await;
    let confirm = page.link("Go on to confirm").unwrap();
    let confirm = lead.get(&confirm).await.ok();
    let page = lead.submit(&confirm, "Bring in", &[]).await.ok();
    let page = look(&app, &mut lead, &page).await.ok();
    // Something that the check before does not look at refers to somebody whom the list has added.
    behind_its_back(
        &app,
        "INSERT INTO saved_view (id, person_id, page, name, query, saved_at) \
         SELECT id, id, '/people', 'Mine', '', created_at FROM person WHERE name = 'Ada1 Rowe1'",
    )
    .await;
    let before = everything(&app).await;
    ask_to_take_back(&mut lead, &page).await;
    let page = look(&app, &mut lead, &page).await.ok();
    let said = "The list could not be taken back, because something in Cascade refers to people or teams that it added.";
    assert!(page.text().contains(said), "{}", page.text());
    let after = everything(&app).await;
    assert_eq!(changed(&before, &after), ["audit", "staff_import"]);
    assert_eq!(standings(&app).await, 2);
}

#[tokio::test]
async fn many_places_are_answered_at_once_however_alike_they_are_written() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let rows: Vec<String> = (1..=400)
        .map(|n| {
            let team = if n % 2 == 0 { "Depot" } else { "DEPOT" };
            let number = n / 2;
            format!("{n},Ada{n},Rowe{n},,{team} {number},Driver,Permanent,01/09/2020,,")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = checked(&app, &mut lead, &list(&rows), WHOLE).await;
    assert!(page.link("Go on to confirm").is_some(), "{}", page.text());
    let kept = texts(&app, "SELECT path FROM staff_import_choice").await;
    let key = |number: usize| {
        let place = Written {
            organisation: String::new(),
            path: vec![format!("Depot {number}")],
        };
        place.key().1
    };
    assert_eq!(kept.len(), 201);
    for number in 0..=200 {
        assert!(kept.contains(&key(number)), "Depot {number} is remembered");
    }
}

/// Deleting somebody looks for every reference to them. Without an index each of sixty thousand deletions reads a whole
/// table. Decided in `docs/decisions/0011-staff-imports.md`.
#[tokio::test]
async fn every_reference_to_a_person_a_post_or_a_team_is_found_by_an_index() {
    let app = TestApp::start().await;
    if app.site.db.engine() == Engine::Postgres {
        return; // The schema is the same text.
    }
    let without = texts(
        &app,
        "SELECT m.name || '.' || f.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
         WHERE m.type = 'table' AND f.\"table\" IN ('person', 'post', 'team') AND NOT EXISTS (SELECT 1 \
         FROM pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i JOIN sqlite_master x ON x.name = l.name \
         WHERE i.seqno = 0 AND i.name = f.\"from\" AND (l.\"partial\" = 0 \
         OR x.sql LIKE '% WHERE ' || f.\"from\" || ' IS NOT NULL')) ORDER BY 1",
    )
    .await;
    assert_eq!(without, Vec::<String>::new(), "references without an index");
}
