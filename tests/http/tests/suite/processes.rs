//! What is proved by processes of their own: two servers on one database, and one that is killed.

use crate::{
    sessions::{SEMINAR, is_on, plan},
    steps::{id, number, texts, token},
};
use domain::ids::SessionId;
use store::Engine;
use testkit::{Browser, Process, TestApp};
use tokio::task::JoinSet;

/// The program, built beside the tests.
const PROGRAM: &str = env!("CARGO_BIN_EXE_cascade-tested");

/// Servers: one on SQLite, two on PostgreSQL.
fn servers(app: &TestApp) -> Vec<Process> {
    let names: &[&str] = match app.site.services().db.engine() {
        Engine::Sqlite => &["first"],
        Engine::Postgres => &["first", "second"],
    };
    let start = |name: &&str| Process::start(PROGRAM, app, name);
    names.iter().map(start).collect()
}

/// Somebody who is about to ask for a place: a browser, and the form that it will send.
type Asking = (Browser, Vec<(String, String)>);

/// So many people who are signed in, spread over the servers.
async fn people(app: &TestApp, servers: &[Process], number: usize) -> Vec<Asking> {
    app.organisation("Northside").await;
    let mut people = Vec::new();
    for place in 0..number {
        let mut browser = app.learner().at("Northside").sign_in().await;
        let fields = vec![("form_token".to_owned(), token(&mut browser).await)];
        let server = &servers[place % servers.len()];
        people.push((browser.at(server.url()), fields));
    }
    people
}

/// Asks for a place; the address of the booking that was acknowledged, if the server lived to do so.
async fn asks((browser, fields): &mut Asking, session: SessionId) -> Option<String> {
    let address = format!("/sessions/{session}/book/confirm");
    let answer = browser.try_post_once(&address, fields).await?;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let to = answer.headers.get("location");
    to.and_then(|to| to.to_str().ok()).map(str::to_owned)
}

/// What is kept of a session, when so many people have asked for its thirty places.
async fn thirty_hold_a_place_and_the_others_wait_in_order(
    app: &TestApp,
    session: SessionId,
    asked: usize,
) {
    let of = format!("FROM booking WHERE session_id = {}", id(app, session));
    let states = texts(app, &format!("SELECT state {of} ORDER BY asked")).await;
    let in_order = [vec!["booked"; 30], vec!["waiting"; asked - 30]].concat();
    assert_eq!(states, in_order);
    let everybody = i64::try_from(asked).unwrap();
    for what in ["COUNT(DISTINCT person_id)", "MAX(asked)"] {
        assert_eq!(number(app, &format!("SELECT {what} {of}")).await, everybody);
    }
    let taken = format!("SELECT taken FROM session WHERE id = {}", id(app, session));
    assert_eq!(number(app, &taken).await, 30);
    // Each holder was told once.
    let mails = "FROM outbox WHERE subject LIKE 'Your place is booked%'";
    for what in ["COUNT(*)", "COUNT(DISTINCT to_address)"] {
        assert_eq!(number(app, &format!("SELECT {what} {mails}")).await, 30);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_people_who_ask_at_all_servers_get_thirty_places() {
    let app = TestApp::start_by_the_machines_clock().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 30).await).await;
    let servers = servers(&app);
    let mut asking = JoinSet::new();
    for mut somebody in people(&app, &servers, 500).await {
        asking.spawn(async move { asks(&mut somebody, session).await });
    }
    let answers = asking.join_all().await;
    assert!(answers.iter().all(Option::is_some));
    thirty_hold_a_place_and_the_others_wait_in_order(&app, session, 500).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_acknowledged_outlives_its_death() {
    let app = TestApp::start_by_the_machines_clock().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 30).await).await;
    let mut servers = servers(&app);
    let mut asking = JoinSet::new();
    for mut somebody in people(&app, &servers, 80).await {
        asking.spawn(async move {
            let booking = asks(&mut somebody, session).await;
            (somebody, booking)
        });
    }
    let (mut acknowledged, mut unanswered) = (Vec::new(), Vec::new());
    while let Some(done) = asking.join_next().await {
        match done.unwrap() {
            (somebody, Some(booking)) => acknowledged.push((somebody, booking)),
            (somebody, None) => unanswered.push(somebody),
        }
        if acknowledged.len() == 10 && unanswered.is_empty() {
            servers.remove(0).kill();
        }
    }
    assert!(!unanswered.is_empty(), "the server had answered everybody");
    let after = Process::start(PROGRAM, &app, "after");
    for ((browser, _), booking) in acknowledged {
        browser.at(after.url()).get(&booking).await.ok();
    }
    for (browser, fields) in unanswered {
        let mut again = (browser.at(after.url()), fields);
        assert!(asks(&mut again, session).await.is_some());
    }
    thirty_hold_a_place_and_the_others_wait_in_order(&app, session, 80).await;
}
