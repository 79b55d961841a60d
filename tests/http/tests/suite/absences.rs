//! Times away from a post: nothing falls due meanwhile, and there is time when somebody comes back.

use crate::steps::{has_passed, rows};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use testkit::{Browser, Page, TestApp};

/// Fills in a form with days by the names of their fields.
async fn send(
    browser: &mut Browser,
    page: &Page,
    button: &str,
    fill: &[(&str, &str)],
    days: &[(&str, NaiveDate)],
) -> Page {
    let parts = days.iter().flat_map(|(name, day)| {
        [
            (format!("={name}_day"), day.day().to_string()),
            (format!("={name}_month"), day.month().to_string()),
            (format!("={name}_year"), day.year().to_string()),
        ]
    });
    let parts: Vec<_> = parts.collect();
    let all: Vec<_> = fill
        .iter()
        .copied()
        .chain(parts.iter().map(|(n, v)| (n.as_str(), v.as_str())))
        .collect();
    browser.submit(page, button, &all).await
}

/// The form for an absence of somebody.
async fn form(lead: &mut Browser, person: &str) -> Page {
    let page = lead.get(person).await.ok();
    let new = page
        .link("Record an absence")
        .expect("an absence can be recorded");
    lead.get(&new).await.ok()
}

#[tokio::test]
async fn while_somebody_is_away_nothing_falls_due_and_there_is_time_afterwards() {
    let app = TestApp::start().await;
    let lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .create()
        .await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let person = format!("/people/{}", asha.person);
    // Awareness is valid for three years; she leaves before it runs out and comes back afterwards.
    app.advance(TimeDelta::days(3 * 365 - 40));
    let mut browser = app.sign_in(&lead).await;
    let page = form(&mut browser, &person).await;
    let today = app.site.today();
    let days = [("from_on", today), ("to_on", today + Days::new(199))];
    let done = send(
        &mut browser,
        &page,
        "Record the absence",
        &[("Parental leave", "")],
        &days,
    )
    .await
    .ok();
    assert!(done.text().contains("Exempt"), "{}", done.text());
    // A day more, because clocks may have changed meanwhile.
    app.advance(TimeDelta::days(201));
    let mut browser = app.sign_in(&lead).await;
    let back = browser.get(&person).await.ok();
    assert!(back.text().contains("To do"), "{}", back.text());
    let list = browser.get("/overview/people?state=to-do").await.ok();
    assert!(list.text().contains(&asha.name), "{}", list.text());
    app.advance(TimeDelta::days(31));
    let mut browser = app.sign_in(&lead).await;
    let late = browser.get(&person).await.ok();
    assert!(late.text().contains("Overdue"), "{}", late.text());
}

#[tokio::test]
async fn an_absence_gets_its_last_day_and_is_taken_out_where_it_was_a_mistake() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let asha = app.learner().at("Northside").create().await;
    let person = format!("/people/{}", asha.person);
    let today = app.site.today();
    let page = form(&mut lead, &person).await;
    let wrong = lead.submit(&page, "Record the absence", &[]).await;
    assert_eq!(
        wrong.errors(),
        ["Select the kind of absence", "Enter the first day away"]
    );
    let early = [("from_on", today - Days::new(400))];
    let early = send(
        &mut lead,
        &wrong,
        "Record the absence",
        &[("Career break", "")],
        &early,
    )
    .await;
    assert_eq!(
        early.errors(),
        ["First day must be on or after the first day of the post"]
    );
    let from = [("from_on", today)];
    let done = send(&mut lead, &early, "Record the absence", &[], &from)
        .await
        .ok();
    assert!(done.text().contains("Not known yet"), "{}", done.text());
    send(&mut lead, &early, "Record the absence", &[], &from)
        .await
        .ok();
    assert_eq!(rows(&app, "absence").await, 1, "the same form twice");
    let second = form(&mut lead, &person).await;
    let meets = [("from_on", today + Days::new(5))];
    let second = send(
        &mut lead,
        &second,
        "Record the absence",
        &[("Secondment", "")],
        &meets,
    )
    .await;
    assert_eq!(
        second.errors(),
        [
            "They are away from this post at that time already. Change that absence, or choose other days"
        ]
    );
    let change = lead.get(&person).await.ok().attributes("main a", "href");
    let change = change
        .into_iter()
        .find(|href| href.contains("/absences/") && !href.ends_with("/new"))
        .expect("it can be changed");
    let page = lead.get(&change).await.ok();
    let to = [("to_on", today + Days::new(3))];
    let ended = send(&mut lead, &page, "Save the last day", &[], &to)
        .await
        .ok();
    assert!(!ended.text().contains("Not known yet"), "{}", ended.text());
    let confirm = lead.get(&format!("{change}/remove")).await.ok();
    let gone = lead.submit(&confirm, "Remove the absence", &[]).await.ok();
    assert!(!gone.text().contains("Times away"), "{}", gone.text());
    assert_eq!(rows(&app, "absence").await, 0);
}

#[tokio::test]
async fn why_somebody_is_away_only_those_see_who_record_it() {
    let app = TestApp::start().await;
    let manager = app.manager().at("Northside").create().await;
    let asha = app
        .learner()
        .at("Northside")
        .managed_by(&manager)
        .create()
        .await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let person = format!("/people/{}", asha.person);
    let page = form(&mut lead, &person).await;
    let days = [("from_on", app.site.today())];
    let done = send(
        &mut lead,
        &page,
        "Record the absence",
        &[("Long-term sick", "")],
        &days,
    )
    .await
    .ok();
    assert!(done.text().contains("Long-term sick"), "{}", done.text());
    let mut manager = app.sign_in(&manager).await;
    let seen = manager.get(&person).await.ok();
    assert!(seen.text().contains("Times away"), "{}", seen.text());
    assert!(!seen.text().contains("Long-term sick"), "{}", seen.text());
    let timeline = manager.get(&format!("{person}/timeline")).await.ok();
    assert!(timeline.text().contains("Away from"), "{}", timeline.text());
    assert!(!timeline.text().contains("sick"), "{}", timeline.text());
}
