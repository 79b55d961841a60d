//! Deputies of line managers who are away: the same people, for the same time, and nobody else.

use crate::steps::rows;
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use testkit::{Browser, Page, Someone, TestApp};

async fn name(
    browser: &mut Browser,
    manager: &Someone,
    who: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Page {
    let page = browser
        .get(&format!("/people/{}/deputies", manager.person))
        .await
        .ok();
    let parts = [("from_on", from), ("to_on", to)]
        .into_iter()
        .flat_map(|(name, day)| {
            [
                (format!("={name}_day"), day.day().to_string()),
                (format!("={name}_month"), day.month().to_string()),
                (format!("={name}_year"), day.year().to_string()),
            ]
        });
    let parts: Vec<_> = parts.collect();
    let mut fill = vec![("Who is the deputy?", who)];
    fill.extend(parts.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    browser.submit(&page, "Name the deputy", &fill).await
}

/// A manager with somebody to manage, and a colleague who could stand in.
struct Team {
    app: TestApp,
    manager: Someone,
    mine: Someone,
    deputy: Someone,
}

async fn team() -> Team {
    let app = TestApp::start().await;
    let manager = app.manager().at("Northside").create().await;
    let mine = app
        .learner()
        .at("Northside")
        .managed_by(&manager)
        .create()
        .await;
    let deputy = app.learner().at("Northside").create().await;
    app.learner().at("Northside").create().await;
    Team {
        app,
        manager,
        mine,
        deputy,
    }
}

#[tokio::test]
async fn from_the_first_day_to_the_last_a_deputy_sees_the_managers_people_and_not_before_or_after()
{
    let team = team().await;
    let (app, today) = (&team.app, team.app.site.today());
    let mut manager = app.sign_in(&team.manager).await;
    let (from, to) = (today + Days::new(2), today + Days::new(4));
    let list = manager.get("/people").await.ok();
    assert!(list.link("Name a deputy for when you are away").is_some());
    let email = team.deputy.email.clone().expect("has one");
    let named = name(&mut manager, &team.manager, &email, from, to)
        .await
        .ok();
    assert!(
        named.text().contains("The deputy has been named."),
        "{}",
        named.text()
    );
    let page = format!("/people/{}", team.mine.person);
    for (days, sees) in [(0, false), (2, true), (4, true), (5, false)] {
        app.advance(TimeDelta::days(days) - (app.site.today() - today));
        let mut deputy = app.sign_in(&team.deputy).await;
        let shown = deputy.get(&page).await;
        assert_eq!(
            shown.status == 200,
            sees,
            "after {days} days: {}",
            shown.text()
        );
        let list = deputy.get("/people").await;
        assert_eq!(
            list.status == 200,
            sees,
            "after {days} days: {}",
            list.text()
        );
        if sees {
            assert!(list.text().contains(&team.mine.name), "{}", list.text());
            let whose = format!(
                "You look after the people of {} as their deputy",
                team.manager.name
            );
            assert!(list.text().contains(&whose), "{}", list.text());
            assert!(
                list.text().contains("1 post."),
                "nobody else: {}",
                list.text()
            );
            let figures = deputy.get("/overview/people").await.ok();
            assert!(
                figures.text().contains("1 requirement."),
                "{}",
                figures.text()
            );
            let timeline = deputy.get(&format!("{page}/timeline")).await;
            assert_eq!(timeline.status, 200);
            deputy.get(&format!("{page}/edit")).await.assert_not_found();
        }
    }
}

#[tokio::test]
async fn a_deputy_whose_time_is_ended_sees_nobody_at_once() {
    let team = team().await;
    let (app, today) = (&team.app, team.app.site.today());
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let email = team.deputy.email.clone().expect("has one");
    let mut before = app.sign_in(&team.deputy).await;
    let named = name(
        &mut lead,
        &team.manager,
        &email,
        today,
        today + Days::new(30),
    )
    .await
    .ok();
    let old = before.get("/people").await;
    assert!(
        old.path.starts_with("/sign-in"),
        "an old cookie carries no new powers: {}",
        old.path
    );
    let mut deputy = app.sign_in(&team.deputy).await;
    deputy.get("/people").await.ok();
    let ended = lead.submit(&named, "End", &[]).await.ok();
    assert!(
        ended
            .text()
            .contains("The deputy sees these people no longer."),
        "{}",
        ended.text()
    );
    let mut deputy_again = app.sign_in(&team.deputy).await;
    deputy_again.get("/people").await.assert_not_found();
    let audit = "SELECT COUNT(*) AS number FROM audit WHERE act = 'NameDeputy'";
    assert_eq!(crate::steps::number(app, audit).await, 2);
}

#[tokio::test]
async fn a_deputy_has_to_be_somebody_else_of_the_same_organisation() {
    let team = team().await;
    let (app, today) = (&team.app, team.app.site.today());
    let stranger = app.learner().at("Riverside").create().await;
    let mut manager = app.sign_in(&team.manager).await;
    let own = team.manager.email.clone().expect("has one");
    let elsewhere = stranger.email.clone().expect("has one");
    for (who, error) in [
        (own, "Nobody is their own deputy"),
        (
            elsewhere,
            "Nobody in this organisation has this e-mail address, staff number or name. Check it",
        ),
    ] {
        let page = name(
            &mut manager,
            &team.manager,
            &who,
            today,
            today + Days::new(3),
        )
        .await;
        assert_eq!(page.errors(), [error]);
    }
    assert_eq!(rows(app, "deputy").await, 0);
}

#[tokio::test]
async fn a_manager_names_no_deputy_for_another_and_a_deputy_has_no_deputy() {
    let team = team().await;
    let (app, today) = (&team.app, team.app.site.today());
    let mut other = app.manager().at("Northside").sign_in().await;
    other
        .get(&format!("/people/{}/deputies", team.manager.person))
        .await
        .assert_not_found();
    let mut manager = app.sign_in(&team.manager).await;
    let email = team.deputy.email.clone().expect("has one");
    name(
        &mut manager,
        &team.manager,
        &email,
        today,
        today + Days::new(3),
    )
    .await
    .ok();
    let mut deputy = app.sign_in(&team.deputy).await;
    deputy
        .get(&format!("/people/{}/deputies", team.manager.person))
        .await
        .assert_not_found();
    let own = deputy
        .get(&format!("/people/{}/deputies", team.deputy.person))
        .await
        .ok();
    assert!(
        own.text().contains("They are no line manager today"),
        "{}",
        own.text()
    );
}
