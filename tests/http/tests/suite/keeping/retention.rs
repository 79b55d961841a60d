//! Leavers without their names: a dry run, two people, and figures that stay.

use crate::steps::{behind_its_back, has_passed, id, number, texts};
use chrono::{Months, TimeDelta};
use testkit::{Browser, Someone, TestApp};

/// Somebody with a completion and a certificate, who left so many years ago.
async fn left(app: &TestApp, name: &str, years: u32) -> Someone {
    let someone = app
        .learner()
        .at("Northside")
        .named(name)
        .staff_number(&format!("77{years}"))
        .started_days_ago(9000)
        .create()
        .await;
    has_passed(app, &someone, "awareness").await;
    let mut business = app.business_manager().at("Northside").sign_in().await;
    let page = business.get("/certificates").await.ok();
    let page = business.submit(&page, "Continue with all", &[]).await.ok();
    business.submit(&page, "Issue", &[]).await.ok();
    app.run_jobs().await;
    let last = app.site.today() - Months::new(years * 12) - TimeDelta::days(1);
    let person = id(app, someone.person);
    for sql in [
        format!("UPDATE post SET ends_on = '{last}' WHERE person_id = {person}"),
        format!("UPDATE completion SET completed_on = '{last}' WHERE person_id = {person}"),
    ] {
        behind_its_back(app, &sql).await;
    }
    someone
}

/// Whatever reports count: completions with their circumstances, cohorts, where everybody stood, and the figures of today.
async fn figures(app: &TestApp, browser: &mut Browser) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT level || ' ' || course || ' ' || cohorts || ' ' || completed_on FROM completion ORDER BY 1",
        "SELECT cohort || ' ' || since_on FROM membership ORDER BY 1",
        "SELECT level || ' ' || cohort || ' ' || due_on FROM standing ORDER BY 1",
    ] {
        all.extend(texts(app, sql).await);
    }
    for table in [
        "post",
        "completion",
        "study",
        "attempt",
        "certificate",
        "standing",
    ] {
        let counts = "SELECT CAST(COUNT(*) AS text) FROM ";
        all.extend(texts(app, &format!("{counts}{table}")).await);
    }
    all.push(browser.get("/overview/figures?as=csv").await.ok().html);
    all
}

/// The page about the leavers of Northside.
async fn path(app: &TestApp) -> String {
    format!(
        "/organisations/{}/retention",
        app.organisation("Northside").await
    )
}

/// Somebody proposes; the address of the proposal.
async fn proposed(app: &TestApp, browser: &mut Browser) -> String {
    let page = browser.get(&path(app).await).await.ok();
    let page = browser
        .submit(&page, "Propose to anonymise them", &[])
        .await
        .ok();
    page.path
}

#[tokio::test]
async fn two_people_anonymise_a_leaver_and_the_figures_stay() {
    let app = TestApp::start().await;
    let old = left(&app, "Olive Old", 8).await;
    let recent = left(&app, "Rita Recent", 6).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut administrator = app.administrator().at("Northside").sign_in().await;
    let before = figures(&app, &mut administrator).await;
    let page = lead.get(&path(&app).await).await.ok();
    assert!(page.text().contains("Olive Old"), "{}", page.text());
    assert!(!page.text().contains("Rita Recent"), "{}", page.text());
    let proposal = proposed(&app, &mut lead).await;
    let own = lead.get(&proposal).await.ok();
    assert!(own.text().contains("You proposed this."), "{}", own.text());
    app.run_jobs().await;
    let named = "SELECT COUNT(*) FROM person WHERE name = 'Olive Old'";
    assert_eq!(
        number(&app, named).await,
        1,
        "nothing happens before a second person agrees"
    );
    let page = administrator.get(&proposal).await.ok();
    let page = administrator
        .submit(&page, "Agree and anonymise them", &[])
        .await
        .ok();
    assert!(page.text().contains("Under way"), "{}", page.text());
    app.run_jobs().await;
    let page = administrator.get(&proposal).await.ok();
    assert!(
        page.text().contains("Done") && !page.text().contains("Olive"),
        "{}",
        page.text()
    );
    assert_eq!(number(&app, named).await, 0);
    let person = id(&app, old.person);
    for (table, column) in [("account", "person_id"), ("employer_identity", "person_id")] {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = {person}");
        assert_eq!(number(&app, &sql).await, 0, "{table}");
    }
    let sql = format!("SELECT staff_number FROM post WHERE person_id = {person}");
    assert_eq!(texts(&app, &sql).await, [""]);
    let after = figures(&app, &mut administrator).await;
    assert_eq!(before, after, "counts and reports of the past stay");
    let sql = format!(
        "SELECT name FROM person WHERE id = {}",
        id(&app, recent.person)
    );
    assert_eq!(texts(&app, &sql).await, ["Rita Recent"]);
    let code = texts(
        &app,
        &format!("SELECT code FROM certificate WHERE person_id = {person}"),
    )
    .await;
    let page = app.browser().get(&format!("/check/{}", code[0])).await.ok();
    assert!(
        page.text().contains("Former member of staff"),
        "{}",
        page.text()
    );
    assert!(!page.html.contains("Olive"));
}

#[tokio::test]
async fn nobody_agrees_to_their_own_proposal() {
    let app = TestApp::start().await;
    left(&app, "Olive Old", 8).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let proposal = proposed(&app, &mut lead).await;
    let page = lead.get(&proposal).await.ok();
    let mut form = page.form("Withdraw the proposal");
    for field in &mut form.fields {
        if field.0 == "do" {
            "agree".clone_into(&mut field.1);
        }
    }
    let refused = lead.post(&form.action, &form.fields).await;
    assert_eq!(refused.status, 409);
    app.run_jobs().await;
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM person WHERE name = 'Olive Old'").await,
        1
    );
    let page = lead.get(&proposal).await.ok();
    let page = lead.submit(&page, "Withdraw the proposal", &[]).await.ok();
    assert!(page.text().contains("Withdrawn"), "{}", page.text());
}

#[tokio::test]
async fn whoever_came_back_before_it_was_agreed_keeps_the_name() {
    let app = TestApp::start().await;
    let old = left(&app, "Olive Old", 8).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let proposal = proposed(&app, &mut lead).await;
    let sql = format!(
        "UPDATE post SET ends_on = NULL WHERE person_id = {}",
        id(&app, old.person)
    );
    behind_its_back(&app, &sql).await;
    let mut second = app.training_lead().at("Northside").sign_in().await;
    let page = second.get(&proposal).await.ok();
    second
        .submit(&page, "Agree and anonymise them", &[])
        .await
        .ok();
    app.run_jobs().await;
    let page = second.get(&proposal).await.ok();
    assert!(
        page.text().contains("Left out: holds a post"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Olive Old"));
}

#[tokio::test]
async fn an_administrator_says_for_how_long_and_a_lead_does_not() {
    let app = TestApp::start().await;
    left(&app, "Rita Recent", 6).await;
    let mut administrator = app.administrator().at("Northside").sign_in().await;
    let page = administrator.get(&path(&app).await).await.ok();
    assert!(
        page.text().contains("Nobody has decided"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("Rita Recent"));
    let fill = |years| [("Years after the last post ended", years)];
    let wrong = administrator
        .submit(&page, "Save the time", &fill("0"))
        .await;
    assert_eq!(
        wrong.errors(),
        ["Years must be a whole number between 1 and 40"]
    );
    let page = administrator
        .submit(&page, "Save the time", &fill("5"))
        .await
        .ok();
    assert!(
        page.text().contains("kept by name for 5 years"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Rita Recent"));
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&path(&app).await).await.ok();
    assert!(!page.html.contains("Save the time"));
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    other.get(&path(&app).await).await.assert_not_found();
}

#[tokio::test]
async fn the_second_person_leaves_somebody_out_with_a_reason() {
    let app = TestApp::start().await;
    left(&app, "Olive Old", 8).await;
    left(&app, "Oscar Older", 9).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut administrator = app.administrator().at("Northside").sign_in().await;
    let proposal = proposed(&app, &mut lead).await;
    let page = administrator.get(&proposal).await.ok();
    let page = administrator
        .get(&page.link("Leave out Olive Old").unwrap())
        .await
        .ok();
    let missing = administrator.submit(&page, "Leave out", &[]).await;
    assert_eq!(missing.errors(), ["Enter the reason"]);
    let fill = [(
        "Why do they keep their name?",
        "A review under way names her",
    )];
    let page = administrator.submit(&page, "Leave out", &fill).await.ok();
    assert!(
        page.text()
            .contains("Left out: A review under way names her"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("The name of 1 person goes"),
        "{}",
        page.text()
    );
    administrator
        .submit(&page, "Agree and anonymise them", &[])
        .await
        .ok();
    app.run_jobs().await;
    assert_eq!(
        texts(
            &app,
            "SELECT name FROM person WHERE name LIKE 'O%' ORDER BY 1"
        )
        .await,
        ["Olive Old"]
    );
}
