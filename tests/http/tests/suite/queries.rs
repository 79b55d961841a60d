//! How many queries each page needs: a fixed number, however many people there are.

use crate::steps::{has_passed, module, read_all_screens};
use domain::access::{Actor, GrantRole, Role, permit};
use server::demo;
use store::people::{NewGrant, grant_role};
use testkit::{Browser, Someone, TestApp};

/// Each page with the most queries it may need.
const PAGES: [(&str, u64); 33] = [
    ("/", 1),
    ("/my-training", 8),
    ("/learn", 4),
    ("/learn/awareness", 4),
    ("/learn/awareness/about", 3),
    ("/learn/awareness/screens/2", 8),
    ("/learn/awareness/quiz", 4),
    ("/learn/awareness/result", 6),
    ("/overview", 9),
    ("/overview/people", 5),
    ("/cohorts", 7),
    ("/cohorts/rules", 5),
    ("/cohorts/rules/new", 4),
    ("/people/{person}/cohorts", 9),
    ("/people", 4),
    ("/people?q=an", 4),
    ("/people/new", 4),
    ("/people/{person}", 14),
    ("/people/{person}/roles", 7),
    ("/organisations", 4),
    ("/organisations/new", 2),
    ("/organisations/districts/new", 1),
    ("/board", 3),
    ("/certificates", 9),
    ("/certificates/issued", 3),
    ("/certificates/orders", 2),
    ("/certificates/{certificate}", 4),
    ("/my-training/certificates/{certificate}", 2),
    ("/account", 3),
    ("/check", 1),
    ("/check/{code}", 3),
    ("/sign-in/staff-number", 2),
    ("/health", 2),
];

/// Somebody in every role who has passed a module and holds its certificate.
async fn everybody(app: &TestApp) -> Someone {
    // Pages offer what there is to choose from, so there is a choice from the first.
    app.organisation("Riverside").await;
    let someone = app
        .administrator()
        .at("Northside")
        .named("Anna Everybody")
        .create()
        .await;
    let may = permit(&Actor::Program, GrantRole {}).expect("the program may");
    let (organisation, board) = (
        Some(app.organisation("Northside").await),
        Some(app.board("Northside").await),
    );
    let starts_on = app.site.today();
    for (role, organisation, board) in [
        (Role::Manager, organisation, None),
        (Role::TrainingLead, organisation, None),
        (Role::BusinessManager, None, board),
    ] {
        let new = NewGrant {
            person: someone.person,
            role,
            organisation,
            board,
            starts_on,
        };
        grant_role(app.site.services(), &may, &new)
            .await
            .expect("a role can be granted");
    }
    has_passed(app, &someone, "awareness").await;
    let mut browser = app.sign_in(&someone).await;
    let page = browser.get("/certificates").await.ok();
    let confirm = browser.submit(&page, "Continue with all", &[]).await.ok();
    browser.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;
    someone
}

async fn count(app: &TestApp, browser: &mut Browser, path: &str) -> u64 {
    browser.get_once(path).await;
    let before = app.site.db.queries();
    let page = browser.get_once(path).await;
    assert!([200, 303].contains(&page.status), "{path}: {}", page.status);
    app.site.db.queries() - before
}

async fn counts(app: &TestApp, someone: &Someone) -> Vec<(&'static str, u64)> {
    let mut browser = app.sign_in(someone).await;
    let certificate = crate::steps::texts(
        app,
        "SELECT code FROM certificate ORDER BY issued_at LIMIT 1",
    )
    .await
    .remove(0);
    let own = store::certificates::of_person(app.site.services(), &crate::steps::to_see(someone))
        .await
        .unwrap()
        .remove(0);
    let mut counts = Vec::new();
    for (path, _) in PAGES {
        let address = path
            .replace("{person}", &someone.person.to_string())
            .replace("{certificate}", &own.id.to_string())
            .replace("{code}", &certificate);
        counts.push((path, count(app, &mut browser, &address).await));
    }
    counts
}

#[tokio::test]
async fn every_page_needs_a_fixed_number_of_queries() {
    let few = TestApp::start().await;
    let someone = everybody(&few).await;
    let with_few = counts(&few, &someone).await;
    let many = TestApp::start().await;
    let someone = everybody(&many).await;
    demo::import(many.site.services(), &many.passwords, 400)
        .await
        .unwrap();
    for _ in 0..30 {
        let other = many
            .learner()
            .at("Northside")
            .managed_by(&someone)
            .create()
            .await;
        has_passed(&many, &other, "awareness").await;
    }
    has_passed(&many, &someone, "procurement-and-members").await;
    has_passed(&many, &someone, "first-responder").await;
    let with_many = counts(&many, &someone).await;
    assert_eq!(
        with_few, with_many,
        "the number of queries does not depend on the number of people"
    );
    let too_many: Vec<_> = PAGES
        .iter()
        .zip(&with_few)
        .filter(|((_, most), (_, needed))| needed > most)
        .collect();
    assert!(too_many.is_empty(), "{too_many:?}");
}

#[tokio::test]
async fn a_screen_and_a_question_cost_the_same_on_every_page_of_a_module() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let mut needed = Vec::new();
    for screen in 1..=module.screens.len() {
        needed.push(
            count(
                &app,
                &mut asha,
                &format!("/learn/awareness/screens/{screen}"),
            )
            .await,
        );
    }
    assert!(needed.iter().all(|n| *n <= 8), "{needed:?}");
    crate::steps::begin_quiz(&mut asha, &module).await.ok();
    let mut needed = Vec::new();
    for place in 1..=10 {
        needed.push(
            count(
                &app,
                &mut asha,
                &format!("/learn/awareness/quiz/questions/{place}"),
            )
            .await,
        );
    }
    assert!(
        needed.iter().all(|n| *n <= 5 && *n == needed[0]),
        "{needed:?}"
    );
}
