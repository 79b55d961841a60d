//! Reminders: who is reminded of what and when, once each, whatever stands still.

use crate::steps::{behind_its_back, has_passed, id, number, texts};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{calendar::at_hour, calendar::day_of, ids::PersonId, reminders::next_opening};
use store::reminders::{Digest, remind_next};
use testkit::{Browser, Page, Someone, TestApp};
use ui::reminders::digest_mail;

/// Eight in the morning of the first working day so many days from today, or later.
fn morning(app: &TestApp, days: u64) -> DateTime<Utc> {
    next_opening(at_hour(app.site.today() + Days::new(days), 0), &[])
}

fn go_to(app: &TestApp, at: DateTime<Utc>) {
    app.advance(at - app.site.now());
}

/// A training lead of Northside who has nothing to do herself.
async fn lead(app: &TestApp) -> Someone {
    app.training_lead()
        .at("Northside")
        .cohorts(&[])
        .create()
        .await
}

/// Somebody at Northside who has to do the awareness training by a day.
async fn due_on(app: &TestApp, someone: &Someone, day: NaiveDate) {
    let sql = format!(
        "UPDATE standing SET due_on = '{day}' WHERE level = 'AW' AND person_id = {}",
        id(app, someone.person)
    );
    behind_its_back(app, &sql).await;
}

/// The page of the rule of a level.
async fn rule(app: &TestApp, browser: &mut Browser, level: &str) -> Page {
    let organisation = app.organisation("Northside").await;
    let path = format!("/reminders/{organisation}/{level}");
    browser.get(&path).await.ok()
}

/// Switches reminders of awareness on at Northside, and goes to the first morning on which they go out.
async fn switched_on(app: &TestApp) -> NaiveDate {
    let lead = lead(app).await;
    let mut browser = app.sign_in(&lead).await;
    let page = rule(app, &mut browser, "AW").await;
    browser
        .submit(&page, "Switch these reminders on", &[])
        .await
        .ok();
    go_to(app, morning(app, 1));
    app.site.today()
}

/// How many mails have gone to somebody.
async fn mails(app: &TestApp, someone: &Someone) -> usize {
    app.mails_to(someone.email.as_deref().unwrap()).await.len()
}

/// The outcomes of what was noted about somebody, with their steps.
async fn noted(app: &TestApp, someone: &Someone) -> Vec<String> {
    let sql = format!(
        "SELECT step || ' ' || outcome FROM reminder WHERE person_id = {} ORDER BY 1",
        id(app, someone.person)
    );
    texts(app, &sql).await
}

/// One piece of the work of the job that reminds, as a server that then dies would do it.
async fn one_piece(app: &TestApp) -> bool {
    let mail = |digest: &Digest| digest_mail(&app.site, digest);
    remind_next(app.site.services(), mail).await.unwrap()
}

async fn learner(app: &TestApp) -> Someone {
    app.learner().at("Northside").create().await
}

#[tokio::test]
async fn nobody_is_reminded_before_somebody_has_seen_who_it_would_be() {
    let app = TestApp::start().await;
    let mut lead = app.sign_in(&lead(&app).await).await;
    let asha = app
        .learner()
        .at("Northside")
        .started_days_ago(400)
        .create()
        .await;
    let silent = app
        .learner()
        .at("Northside")
        .staff_number("0042")
        .started_days_ago(400)
        .create()
        .await;
    go_to(&app, morning(&app, 1));
    app.run_jobs().await;
    assert_eq!(number(&app, "SELECT COUNT(*) FROM reminder").await, 0);
    let mut lead_again = app.sign_in(lead.who()).await;
    lead = app.sign_in(lead.who()).await;
    let list = lead.get("/reminders").await.ok();
    assert!(!list.text().contains("Since"), "{}", list.text());
    let page = rule(&app, &mut lead, "AW").await;
    for said in [
        "If you switch them on today, 4 reminders go out on",
        "30 days after the date: 2, of which 1 can reach nobody",
        &asha.name,
        asha.email.as_deref().unwrap(),
        &format!("{}: no e-mail address", silent.name),
        "Nobody: there is no line manager",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    let done = lead
        .submit(&page, "Switch these reminders on", &[])
        .await
        .ok();
    assert!(done.text().contains("are switched on"), "{}", done.text());
    // The form sent again, by another: still one rule.
    let again = rule(&app, &mut lead_again, "AW").await;
    assert!(again.text().contains("Switch these reminders off"));
    app.run_jobs().await;
    assert_eq!(
        mails(&app, &asha).await,
        0,
        "not before the next working day"
    );
    go_to(&app, morning(&app, 1));
    assert_eq!(mails(&app, &asha).await, 1);
    let mail = app.mails_to(asha.email.as_deref().unwrap()).await.remove(0);
    assert!(mail.raw.contains("was due by"), "{}", mail.raw);
    assert!(mail.link("/my-training").is_some(), "{}", mail.raw);
    assert_eq!(
        noted(&app, &silent).await.last().unwrap(),
        "manager-45 no-manager"
    );
    assert!(
        noted(&app, &silent)
            .await
            .contains(&"after-30 no-address".to_owned())
    );
}

#[tokio::test]
async fn an_outage_of_three_days_loses_and_doubles_nothing() {
    let app = TestApp::start().await;
    let (asha, ben, chidi, dora) = (
        learner(&app).await,
        learner(&app).await,
        learner(&app).await,
        learner(&app).await,
    );
    let first = switched_on(&app).await;
    due_on(&app, &asha, first + Days::new(31)).await;
    due_on(&app, &ben, first + Days::new(20)).await;
    due_on(&app, &chidi, first + Days::new(61)).await;
    due_on(&app, &dora, first + Days::new(8)).await;
    // The steps of the day are noted, and the server dies before it has sent anything.
    assert!(one_piece(&app).await && one_piece(&app).await);
    assert_eq!(noted(&app, &asha).await, ["before-60 waiting"]);
    assert_eq!(
        noted(&app, &dora).await,
        ["before-30 waiting", "before-60 passed-over"]
    );
    go_to(&app, morning(&app, 3));
    for someone in [&asha, &ben, &chidi, &dora] {
        assert_eq!(mails(&app, someone).await, 1, "{}", someone.name);
    }
    assert_eq!(
        noted(&app, &asha).await,
        ["before-30 sent", "before-60 passed-over"]
    );
    assert_eq!(
        noted(&app, &ben).await,
        ["before-30 sent", "before-60 passed-over"]
    );
    assert_eq!(noted(&app, &chidi).await, ["before-60 sent"]);
    assert_eq!(
        noted(&app, &dora).await,
        [
            "before-30 passed-over",
            "before-60 passed-over",
            "before-7 sent"
        ]
    );
    // However often it is looked again, that day and the next.
    for _ in 0..3 {
        app.advance(TimeDelta::hours(2));
        app.run_jobs().await;
    }
    go_to(&app, morning(&app, 1));
    app.run_jobs().await;
    assert_eq!(app.mails().await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_servers_share_the_work_and_remind_once() {
    let app = TestApp::start().await;
    let mut people = Vec::new();
    for _ in 0..8 {
        people.push(learner(&app).await);
    }
    let first = switched_on(&app).await;
    for someone in &people {
        due_on(&app, someone, first + Days::new(5)).await;
    }
    for _ in 0..5 {
        tokio::join!(one_piece(&app), one_piece(&app), one_piece(&app));
    }
    app.run_jobs().await;
    for someone in &people {
        assert_eq!(mails(&app, someone).await, 1, "{}", someone.name);
    }
    assert_eq!(number(&app, "SELECT COUNT(*) FROM digest").await, 8);
}

#[tokio::test]
async fn nothing_goes_out_by_night_and_what_failed_by_day_waits_for_the_next() {
    let app = TestApp::start().await;
    let asha = learner(&app).await;
    let first = switched_on(&app).await;
    due_on(&app, &asha, first + Days::new(5)).await;
    go_to(&app, at_hour(first, 8) - TimeDelta::minutes(30));
    assert_eq!(mails(&app, &asha).await, 0, "half past seven");
    go_to(&app, at_hour(first, 17) + TimeDelta::minutes(50));
    // The mail server is out of order.
    let _ = std::fs::remove_dir_all(app.mail_folder());
    std::fs::create_dir_all(app.mail_folder().parent().unwrap()).unwrap();
    std::fs::write(app.mail_folder(), "no folder").unwrap();
    app.run_jobs().await;
    assert_eq!(noted(&app, &asha).await.last().unwrap(), "before-7 sent");
    std::fs::remove_file(app.mail_folder()).unwrap();
    app.advance(TimeDelta::hours(3));
    assert_eq!(mails(&app, &asha).await, 0, "nine in the evening");
    go_to(&app, morning(&app, 1));
    assert_eq!(mails(&app, &asha).await, 1);
}

#[tokio::test]
async fn the_line_manager_hears_of_it_last_in_one_mail() {
    let app = TestApp::start().await;
    let mina = app.manager().at("Northside").cohorts(&[]).create().await;
    let mut people = Vec::new();
    for days in [44, 45, 200] {
        let someone = app
            .learner()
            .at("Northside")
            .managed_by(&mina)
            .create()
            .await;
        people.push((someone, days));
    }
    let first = switched_on(&app).await;
    for (someone, days) in &people {
        due_on(&app, someone, first - Days::new(*days)).await;
    }
    let to_mina = app.mails_to(mina.email.as_deref().unwrap()).await;
    assert_eq!(to_mina.len(), 1);
    let raw = to_mina[0].raw.replace("=\r\n", "");
    assert!(!raw.contains(&people[0].0.name), "{raw}");
    assert!(
        raw.contains(&people[1].0.name) && raw.contains(&people[2].0.name),
        "{raw}"
    );
    assert!(raw.contains("2 people"), "{raw}");
    for (someone, _) in &people {
        assert_eq!(mails(&app, someone).await, 1, "{}", someone.name);
    }
}

#[tokio::test]
async fn whoever_is_exempt_or_has_left_or_is_done_is_not_reminded() {
    let app = TestApp::start().await;
    let (exempt, left, done, late) = (
        learner(&app).await,
        learner(&app).await,
        learner(&app).await,
        learner(&app).await,
    );
    let first = switched_on(&app).await;
    for someone in [&exempt, &left, &done, &late] {
        due_on(&app, someone, first + Days::new(5)).await;
    }
    let person = |someone: &Someone| id(&app, someone.person);
    let until = first + Days::new(90);
    let sql = format!(
        "UPDATE standing SET exempt_from = '{first}', exempt_until = '{until}' WHERE person_id = {}",
        person(&exempt)
    );
    behind_its_back(&app, &sql).await;
    let yesterday = first - Days::new(1);
    let sql = format!(
        "UPDATE standing SET to_on = '{yesterday}' WHERE person_id = {}",
        person(&left)
    );
    behind_its_back(&app, &sql).await;
    // Noted, and done before the mail is written.
    assert!(one_piece(&app).await && one_piece(&app).await);
    has_passed(&app, &done, "awareness").await;
    assert_eq!(mails(&app, &late).await, 1);
    for someone in [&exempt, &left, &done] {
        assert_eq!(mails(&app, someone).await, 0, "{}", someone.name);
    }
    assert!(noted(&app, &exempt).await.is_empty());
    assert!(noted(&app, &left).await.is_empty());
    assert!(
        noted(&app, &done)
            .await
            .contains(&"before-7 not-needed".to_owned())
    );
    let mut lead = app.sign_in(&lead(&app).await).await;
    let log = lead.get("/reminders/log?state=not-needed").await.ok();
    assert!(log.text().contains(&done.name) && !log.text().contains(&late.name));
}

/// Ticks everybody in the list and asks to remind them.
async fn remind_all(lead: &mut Browser, list: &Page) -> Page {
    let mut form = list.form("Remind those ticked");
    form.fields
        .retain(|(name, _)| name != "row" && name != "what");
    for value in list.attributes("input[name=row]", "value") {
        form.fields.push(("row".to_owned(), value));
    }
    form.fields.push(("what".to_owned(), "remind".to_owned()));
    lead.post(&form.action, &form.fields).await
}

#[tokio::test]
async fn people_are_reminded_by_hand_together_after_a_page_with_the_count() {
    let app = TestApp::start().await;
    let someone = lead(&app).await;
    let late = [
        app.learner()
            .at("Northside")
            .started_days_ago(400)
            .create()
            .await,
        app.learner()
            .at("Northside")
            .started_days_ago(400)
            .create()
            .await,
    ];
    let done = learner(&app).await;
    has_passed(&app, &done, "awareness").await;
    go_to(&app, morning(&app, 1));
    let mut lead = app.sign_in(&someone).await;
    let list = lead.get("/overview/people").await.ok();
    let page = remind_all(&mut lead, &list).await.ok();
    assert!(
        page.text()
            .contains("Each of the 2 gets one mail within minutes"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("1 line that you ticked is left out"),
        "{}",
        page.text()
    );
    assert_eq!(number(&app, "SELECT COUNT(*) FROM reminder").await, 0);
    let form = page.form("Remind 2 people");
    for _ in 0..2 {
        lead.post(&form.action, &form.fields).await.ok();
    }
    for one in &late {
        assert_eq!(mails(&app, one).await, 1, "{}", one.name);
    }
    assert_eq!(mails(&app, &done).await, 0);
    let log = lead.get("/reminders/log").await.ok();
    let by = format!("By {}", someone.name);
    assert!(
        log.text().contains("By hand on") && log.text().contains(&by),
        "{}",
        log.text()
    );
    let file = lead.get("/reminders/log/list?as=csv").await.ok();
    assert!(file.html.contains(&late[0].name), "{}", file.html);
}

#[tokio::test]
async fn whoever_has_had_a_mail_today_gets_the_next_tomorrow() {
    let app = TestApp::start().await;
    let asha = learner(&app).await;
    let first = switched_on(&app).await;
    due_on(&app, &asha, first + Days::new(5)).await;
    assert_eq!(mails(&app, &asha).await, 1);
    let mut lead = app.sign_in(&lead(&app).await).await;
    let person = format!("/people/{}", asha.person);
    let page = lead.get(&format!("{person}/remind")).await.ok();
    let done = lead.submit(&page, "Remind 1 person", &[]).await.ok();
    assert!(
        done.text().contains("The reminder goes out"),
        "{}",
        done.text()
    );
    assert!(done.text().contains("Training to do: "), "{}", done.text());
    assert_eq!(mails(&app, &asha).await, 1, "one a day");
    go_to(&app, morning(&app, 1));
    assert_eq!(mails(&app, &asha).await, 2);
}

#[tokio::test]
async fn nothing_goes_to_a_stopped_address_until_that_is_lifted() {
    let app = TestApp::start().await;
    let asha = learner(&app).await;
    let first = switched_on(&app).await;
    due_on(&app, &asha, first + Days::new(5)).await;
    let mut lead = app.sign_in(&lead(&app).await).await;
    let path = format!("/people/{}/mail-stop", asha.person);
    let page = lead.get(&path).await.ok();
    let wrong = lead.submit(&page, "Stop reminders", &[]).await;
    assert_eq!(wrong.errors(), ["Enter the reason"]);
    let done = lead
        .submit(
            &wrong,
            "Stop reminders",
            &[("Why?", "The mailbox is closed")],
        )
        .await
        .ok();
    assert!(
        done.text().contains("The mailbox is closed"),
        "{}",
        done.text()
    );
    assert_eq!(mails(&app, &asha).await, 0);
    assert!(
        noted(&app, &asha)
            .await
            .contains(&"before-7 stopped".to_owned())
    );
    let page = lead.get(&path).await.ok();
    let done = lead.submit(&page, "Send reminders again", &[]).await.ok();
    assert!(
        done.text().contains("go to this address again"),
        "{}",
        done.text()
    );
    let page = lead
        .get(&format!("/people/{}/remind", asha.person))
        .await
        .ok();
    lead.submit(&page, "Remind 1 person", &[]).await.ok();
    assert_eq!(mails(&app, &asha).await, 1);
}

#[tokio::test]
async fn a_rule_that_is_switched_off_reminds_nobody_any_more() {
    let app = TestApp::start().await;
    let asha = learner(&app).await;
    let first = switched_on(&app).await;
    due_on(&app, &asha, first + Days::new(5)).await;
    assert!(one_piece(&app).await && one_piece(&app).await);
    let mut lead = app.sign_in(&lead(&app).await).await;
    let page = rule(&app, &mut lead, "AW").await;
    let done = lead
        .submit(&page, "Switch these reminders off", &[])
        .await
        .ok();
    assert!(done.text().contains("are switched off"), "{}", done.text());
    app.run_jobs().await;
    go_to(&app, morning(&app, 1));
    assert_eq!(mails(&app, &asha).await, 0);
    assert!(
        noted(&app, &asha)
            .await
            .contains(&"before-7 not-needed".to_owned())
    );
}

#[tokio::test]
async fn a_lead_sets_and_sees_the_reminders_of_her_own_organisation_only() {
    let app = TestApp::start().await;
    app.organisation("Riverside").await;
    let theirs = app.learner().at("Riverside").create().await;
    let mut lead = app.sign_in(&lead(&app).await).await;
    let riverside = app.organisation("Riverside").await;
    let path = format!("/reminders/{riverside}/AW");
    lead.get(&path).await.assert_not_found();
    lead.get(&format!("/people/{}/remind", theirs.person))
        .await
        .assert_not_found();
    let unknown = format!("/reminders/{}/XX", app.organisation("Northside").await);
    lead.get(&unknown).await.assert_not_found();
    let nobody = format!("/people/{}/mail-stop", PersonId::NOTHING);
    lead.get(&nobody).await.assert_not_found();
    assert_eq!(day_of(app.site.now()), app.site.today());
}

#[tokio::test]
async fn a_deputy_hears_of_it_in_place_of_a_line_manager_who_is_away() {
    let app = TestApp::start().await;
    let mina = app.manager().at("Northside").cohorts(&[]).create().await;
    let dev = app.learner().at("Northside").cohorts(&[]).create().await;
    let late = app
        .learner()
        .at("Northside")
        .managed_by(&mina)
        .create()
        .await;
    let first = switched_on(&app).await;
    let (from, to) = (first - Days::new(1), first + Days::new(3));
    let deputy: domain::ids::DeputyId = app.site.new_id();
    let sql = format!(
        "INSERT INTO deputy (id, manager_id, deputy_id, from_on, to_on, named_at) VALUES ({}, {}, {}, '{from}', '{to}', '{}')",
        id(&app, deputy),
        id(&app, mina.person),
        id(&app, dev.person),
        app.site.now().to_rfc3339(),
    );
    behind_its_back(&app, &sql).await;
    due_on(&app, &late, first - Days::new(45)).await;
    assert_eq!((mails(&app, &dev).await, mails(&app, &mina).await), (1, 0));
    let to_dev = app.mails_to(dev.email.as_deref().unwrap()).await;
    let raw = to_dev[0].raw.replace("=\r\n", "");
    assert!(raw.contains(&late.name), "{raw}");
}

#[tokio::test]
async fn a_line_manager_reminds_her_own_people_by_hand_and_nobody_elses() {
    let app = TestApp::start().await;
    let mina = app.manager().at("Northside").cohorts(&[]).create().await;
    let mine = app
        .learner()
        .at("Northside")
        .managed_by(&mina)
        .started_days_ago(400)
        .create()
        .await;
    let other = learner(&app).await;
    go_to(&app, morning(&app, 1));
    let mut manager = app.sign_in(&mina).await;
    let page = manager.get(&format!("/people/{}", mine.person)).await.ok();
    let page = manager
        .get(&page.link("Send a reminder").unwrap())
        .await
        .ok();
    manager.submit(&page, "Remind 1 person", &[]).await.ok();
    assert_eq!(mails(&app, &mine).await, 1);
    manager
        .get(&format!("/people/{}/remind", other.person))
        .await
        .assert_not_found();
    let list = manager.get("/overview/people").await.ok();
    assert!(
        !list.text().contains("Exempt those ticked"),
        "{}",
        list.text()
    );
    app.advance(TimeDelta::days(1));
    go_to(&app, morning(&app, 0));
    let mut manager = app.sign_in(&mina).await;
    let list = manager.get("/overview/people").await.ok();
    let page = remind_all(&mut manager, &list).await.ok();
    manager.submit(&page, "Remind 1 person", &[]).await.ok();
    assert_eq!(mails(&app, &mine).await, 2);
}

#[tokio::test]
async fn all_who_are_ticked_are_reminded_or_nobody_is() {
    let app = TestApp::start().await;
    let someone = lead(&app).await;
    for level in [&["C1"][..], &["C1", "C5"][..]] {
        app.learner()
            .at("Northside")
            .cohorts(level)
            .started_days_ago(400)
            .create()
            .await;
    }
    go_to(&app, morning(&app, 1));
    let mut lead = app.sign_in(&someone).await;
    let list = lead.get("/overview/people").await.ok();
    let page = remind_all(&mut lead, &list).await.ok();
    // From the second level on the database refuses.
    behind_its_back(
        &app,
        "CREATE UNIQUE INDEX once_a_day ON reminder (person_id, made_on)",
    )
    .await;
    let form = page.form("Remind 2 people");
    let refused = lead.post(&form.action, &form.fields).await;
    assert!(refused.status >= 400, "{}", refused.status);
    assert_eq!(number(&app, "SELECT COUNT(*) FROM reminder").await, 0);
    behind_its_back(&app, "DROP INDEX once_a_day").await;
    lead.post(&form.action, &form.fields).await.ok();
    assert!(number(&app, "SELECT COUNT(*) FROM reminder").await > 2);
}

#[tokio::test]
async fn nothing_goes_out_on_a_day_that_an_administrator_has_added() {
    let app = TestApp::start().await;
    let asha = learner(&app).await;
    let first = switched_on(&app).await;
    let mut administrator = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let page = administrator.get("/reminders/holidays").await.ok();
    let refused = administrator.submit(&page, "Add the day", &[]).await;
    assert_eq!(
        refused.errors(),
        ["Enter the day", "Enter what the day is called"]
    );
    let next = day_of(morning(&app, 1));
    let parts = next.format("%-d %-m %Y").to_string();
    let parts: Vec<_> = parts.split(' ').collect();
    let fill = [
        ("=day_day", parts[0]),
        ("=day_month", parts[1]),
        ("=day_year", parts[2]),
        ("What is it called?", "Coronation"),
    ];
    let page = administrator.submit(&page, "Add the day", &fill).await.ok();
    assert!(page.text().contains("Coronation"), "{}", page.text());
    due_on(&app, &asha, first + Days::new(400)).await;
    go_to(&app, at_hour(next, 10));
    due_on(&app, &asha, next + Days::new(5)).await;
    assert_eq!(mails(&app, &asha).await, 0, "it is a bank holiday");
    let mut lead = app.sign_in(&lead(&app).await).await;
    let page = lead.get("/reminders/holidays").await.ok();
    assert!(page.text().contains("Coronation") && !page.text().contains("Add the day"));
    let mut administrator = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let page = administrator.get("/reminders/holidays").await.ok();
    administrator.submit(&page, "Remove", &[]).await.ok();
    assert_eq!(mails(&app, &asha).await, 1, "it is a working day again");
}
