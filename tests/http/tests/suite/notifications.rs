//! Mail: once for each fact, whatever fails on the way.

use crate::steps::{has_passed, number, rows, texts};
use chrono::TimeDelta;
use std::collections::BTreeSet;
use store::notifications::{MOST_TRIES, claim, failed, next_due, sent};
use testkit::{Browser, TestApp};

/// Invites so many people; the browser of the lead who does.
async fn invite(app: &TestApp, people: usize) -> Browser {
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    for _ in 0..people {
        let someone = app.learner().at("Northside").create().await;
        let page = lead.get(&format!("/people/{}", someone.person)).await.ok();
        lead.submit(&page, "Send an invitation", &[]).await.ok();
    }
    lead
}

/// Puts a file where the folder for mail should be, so that nothing can be written into it.
fn break_mail(app: &TestApp) {
    let _ = std::fs::remove_dir_all(app.mail_folder());
    std::fs::create_dir_all(app.mail_folder().parent().unwrap()).unwrap();
    std::fs::write(app.mail_folder(), "no folder").unwrap();
}

fn mend_mail(app: &TestApp) {
    std::fs::remove_file(app.mail_folder()).unwrap();
}

#[tokio::test]
async fn a_mail_that_cannot_be_sent_is_tried_again_later() {
    let app = TestApp::start().await;
    break_mail(&app);
    invite(&app, 3).await;
    app.run_jobs().await;
    assert_eq!(number(&app, "SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND problem IS NOT NULL AND tries = 1").await, 3);
    app.run_jobs().await;
    assert_eq!(
        number(&app, "SELECT MAX(tries) FROM outbox").await,
        1,
        "it is not tried again at once"
    );
    assert_eq!(
        next_due(app.site.services()).await.unwrap(),
        Some(app.site.now() + TimeDelta::minutes(1))
    );
    app.advance(TimeDelta::minutes(1));
    app.run_jobs().await;
    assert_eq!(number(&app, "SELECT MIN(tries) FROM outbox").await, 2);
    app.advance(TimeDelta::minutes(1));
    app.run_jobs().await;
    assert_eq!(
        number(&app, "SELECT MIN(tries) FROM outbox").await,
        2,
        "the second time it waits twice as long"
    );
    mend_mail(&app);
    app.advance(TimeDelta::minutes(1));
    assert_eq!(app.mails().await.len(), 3);
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL AND problem IS NULL"
        )
        .await,
        3
    );
    app.advance(TimeDelta::days(30));
    assert_eq!(app.mails().await.len(), 3, "once");
    assert_eq!(next_due(app.site.services()).await.unwrap(), None);
}

#[tokio::test]
async fn a_mail_that_never_goes_out_is_parked_with_its_problem() {
    let app = TestApp::start().await;
    break_mail(&app);
    invite(&app, 1).await;
    for _ in 0..20 {
        app.run_jobs().await;
        app.advance(TimeDelta::hours(7));
    }
    assert_eq!(
        number(&app, "SELECT tries FROM outbox").await,
        i64::from(MOST_TRIES)
    );
    assert!(!texts(&app, "SELECT problem FROM outbox").await[0].is_empty());
    mend_mail(&app);
    assert!(
        app.mails().await.is_empty(),
        "somebody has to look at it first"
    );
}

#[tokio::test]
async fn what_was_due_while_the_program_stood_still_is_done_afterwards() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    for _ in 0..3 {
        let someone = app.learner().at("Northside").create().await;
        has_passed(&app, &someone, "awareness").await;
    }
    let page = imani.get("/certificates").await.ok();
    let confirm = imani.submit(&page, "Continue with all", &[]).await.ok();
    imani.submit(&confirm, "Issue", &[]).await.ok();
    // A server claims the lines, and dies.
    let claimed = store::certificates::claim(app.site.services(), 10, |code| {
        format!("http://x/check/{code}")
    })
    .await
    .unwrap();
    assert_eq!(claimed.len(), 3);
    app.run_jobs().await;
    assert_eq!(
        rows(&app, "certificate").await,
        0,
        "the others leave its work to it for a while"
    );
    app.advance(TimeDelta::minutes(3));
    app.run_jobs().await;
    assert_eq!(rows(&app, "certificate").await, 3);
    let mut numbers: Vec<_> = claimed.iter().map(|c| c.line.serial.clone()).collect();
    numbers.sort();
    assert_eq!(
        texts(&app, "SELECT serial FROM certificate ORDER BY serial").await,
        numbers,
        "each keeps the number it was given"
    );
    assert_eq!(app.mails().await.len(), 3);
    // A mail claimed by a server that dies is sent by another.
    invite(&app, 1).await;
    assert_eq!(claim(app.site.services(), 10).await.unwrap().len(), 1);
    assert_eq!(app.mails().await.len(), 3);
    app.advance(TimeDelta::minutes(6));
    assert_eq!(app.mails().await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_jobs_at_once_send_each_mail_once() {
    let app = TestApp::start().await;
    invite(&app, 12).await;
    let services = app.site.services();
    let claims = tokio::join!(
        claim(services, 5),
        claim(services, 5),
        claim(services, 5),
        claim(services, 5)
    );
    let all = [claims.0, claims.1, claims.2, claims.3]
        .map(|c| c.unwrap())
        .concat();
    let ids: BTreeSet<_> = all.iter().map(|due| due.id).collect();
    assert_eq!(ids.len(), all.len(), "no mail is claimed twice");
    assert!(
        claim(services, 20).await.unwrap().len() + all.len() == 12,
        "and none is forgotten"
    );
    sent(services, all[0].id).await.unwrap();
    failed(services, &all[1], "the server did not answer")
        .await
        .unwrap();
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL"
        )
        .await,
        1
    );
    assert_eq!(
        texts(&app, "SELECT problem FROM outbox WHERE problem IS NOT NULL").await,
        ["the server did not answer"]
    );
}

#[tokio::test]
async fn the_button_pressed_twice_sends_one_mail() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = app.learner().at("Northside").create().await;
    let page = lead.get(&format!("/people/{}", asha.person)).await.ok();
    let form = page.form("Send an invitation");
    for _ in 0..3 {
        lead.post(&form.action, &form.fields).await.ok();
    }
    assert_eq!(app.mails_to(asha.email.as_deref().unwrap()).await.len(), 1);
    // And the link that arrives is one that works.
    let link = app
        .mails_to(asha.email.as_deref().unwrap())
        .await
        .remove(0)
        .link("/link/")
        .unwrap();
    assert_eq!(
        app.browser().get(&link).await.heading(),
        "Choose your password"
    );
}
