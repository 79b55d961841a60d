//! Questions that people ask of somebody in the directory, or of a board.

use crate::{
    directory::{lists, trained},
    steps::{behind_its_back, id, number},
};
use chrono::TimeDelta;
use domain::ids::AdviceId;
use testkit::{Browser, Page, Someone, TestApp};

/// A question of somebody to the board of their area, behind the product's back.
pub async fn asked(app: &TestApp, someone: &Someone) -> String {
    let advice: AdviceId = app.site.new_id();
    let sql = format!(
        "INSERT INTO advice (id, asker_id, board_id, about, question, asked_at, answer_by_on) \
         SELECT {}, t.person_id, b.id, 'Consent', 'How?', '2026-01-01T00:00:00Z', '2026-01-08' FROM post t \
         JOIN organisation o ON o.id = t.organisation_id JOIN board b ON b.district_id = o.district_id \
         WHERE t.person_id = {}",
        id(app, advice),
        id(app, someone.person)
    );
    behind_its_back(app, &sql).await;
    advice.to_string()
}

/// Sends a question from the page that asks it, twice.
async fn sends(browser: &mut Browser, page: &Page) -> Page {
    let fill = [
        ("What is it about, in a few words?", "Consent"),
        ("What do you want to know?", "How long may somebody think?"),
    ];
    let form = page.form("Send the question").fill(&fill);
    browser.post(&form.action, &form.fields).await.ok();
    browser.post(&form.action, &form.fields).await.ok()
}

/// A first responder of Northside who is listed, and a question to them.
async fn a_question(app: &TestApp) -> (Someone, Someone, Browser) {
    lists(app, "Northside").await;
    let rita = app
        .learner()
        .at("Northside")
        .named("Rita Ready")
        .email("rita@northside.example")
        .create()
        .await;
    trained(app, &rita, "FR", 300).await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Asha Asks")
        .email("asha.asks@northside.example")
        .create()
        .await;
    let mut browser = app.sign_in(&asha).await;
    let found = browser.get("/directory?q=rita").await.ok();
    let page = browser.get(&found.link("Ask Rita").unwrap()).await.ok();
    assert_eq!(page.heading(), "Ask Rita Ready for advice");
    let nothing = browser.submit(&page, "Send the question", &[]).await;
    assert_eq!(nothing.errors().len(), 2, "{:?}", nothing.errors());
    let sent = sends(&mut browser, &page).await;
    assert!(sent.text().contains("Waiting"), "{}", sent.text());
    (rita, asha, browser)
}

#[tokio::test]
async fn a_question_is_answered_without_showing_addresses() {
    let app = TestApp::start().await;
    let (rita, asha, mut asks) = a_question(&app).await;
    assert_eq!(number(&app, "SELECT COUNT(*) FROM advice").await, 1);
    let mails = app.mails_to("rita@northside.example").await;
    assert_eq!(mails.len(), 1);
    assert!(!mails[0].raw.contains("asha.asks@"), "{}", mails[0].raw);
    let link = mails[0].link("/directory/questions/").unwrap();
    let path = format!("/directory{}", link.split_once("/directory").unwrap().1);
    // Nobody else knows of it; whoever asked does not answer.
    let mut other = app.learner().at("Northside").sign_in().await;
    other.get(&path).await.assert_not_found();
    let own = asks.get(&path).await.ok();
    assert!(own.all("textarea").is_empty());
    let mut answers = app.sign_in(&rita).await;
    let page = answers.get(&path).await.ok();
    assert!(page.text().contains("How long may somebody think?"));
    assert!(!page.text().contains("asha.asks@"), "{}", page.text());
    let empty = answers.submit(&page, "Send the answer", &[]).await;
    assert_eq!(empty.errors(), ["Enter your answer"]);
    let fill = [("Your answer", "There is no fixed time.")];
    let form = page.form("Send the answer").fill(&fill);
    answers.post(&form.action, &form.fields).await.ok();
    let late = answers.post(&form.action, &form.fields).await;
    assert_eq!(late.heading(), "This question has been answered already");
    let mails = app.mails_to(asha.email.as_deref().unwrap()).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].raw.contains("There is no fixed time."));
    assert!(!mails[0].raw.contains("rita@"), "{}", mails[0].raw);
    let seen = asks.get(&path).await.ok();
    assert!(seen.text().contains("There is no fixed time."));
    // Answering is being active.
    let found = asks.get("/directory?q=rita").await.ok();
    let today = domain::calendar::day(app.site.today());
    assert!(found.text().contains(&format!("Last active on {today}")));
}

#[tokio::test]
async fn after_five_working_days_the_board_takes_over() {
    let app = TestApp::start().await;
    let office = app
        .business_manager()
        .at("Northside")
        .email("office@northside.example")
        .create()
        .await;
    let (_, asha, _) = a_question(&app).await;
    let by = "SELECT COUNT(*) FROM advice WHERE passed_on_at IS NOT NULL";
    app.run_jobs().await;
    assert_eq!(number(&app, by).await, 0);
    // Bank holidays may make it longer, yet never as long as this.
    app.advance(TimeDelta::days(21));
    app.run_jobs().await;
    app.run_jobs().await;
    assert_eq!(number(&app, by).await, 1);
    let told = app.mails_to("office@northside.example").await;
    assert_eq!(told.len(), 1);
    let told = app.mails_to(asha.email.as_deref().unwrap()).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].raw.contains("Northside Board"), "{}", told[0].raw);
    let mut office = app.sign_in(&office).await;
    let queue = office.get("/directory/questions").await.ok();
    assert!(queue.text().contains("With the board"), "{}", queue.text());
    let page = office.get(&queue.link("Consent").unwrap()).await.ok();
    let fill = [("Your answer", "As long as they need.")];
    let done = office.submit(&page, "Send the answer", &fill).await.ok();
    assert!(done.text().contains("Nothing waits for your board"));
}

#[tokio::test]
async fn the_board_sees_how_long_answers_take() {
    let app = TestApp::start().await;
    lists(&app, "Northside").await;
    let mut asks = app.learner().at("Northside").sign_in().await;
    let page = asks.get("/directory/ask").await.ok();
    sends(&mut asks, &page).await;
    let mut office = app.business_manager().at("Northside").sign_in().await;
    let queue = office.get("/directory/questions").await.ok();
    assert!(
        queue.text().contains("Without an answer 1"),
        "{}",
        queue.text()
    );
    let page = office.get(&queue.link("Consent").unwrap()).await.ok();
    let fill = [("Your answer", "As long as they need.")];
    let done = office.submit(&page, "Send the answer", &fill).await.ok();
    assert!(
        done.text().contains("1 of 1 in five working days"),
        "{}",
        done.text()
    );
    assert!(done.text().contains("0 days"), "{}", done.text());
    // The office of another board neither sees nor answers it.
    let mut other = app.business_manager().at("Riverside").sign_in().await;
    let path = queue.link("Consent").unwrap();
    other.get(&path).await.assert_not_found();
}
