//! Messages about sessions: entries in calendars, reminders, and the calendar that programs fetch.

use crate::{
    mail_server::MailServer,
    sessions::{SEMINAR, booking_of, books, gives_up, is_on, morning, plan, run, told, until},
    steps::number,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::SessionId,
    sessions::{Cut, point},
};
use serde_json::Value;
use store::sessions::{Changed, NewSession, Told, cancel_session, change_session};
use testkit::{Browser, Someone, TestApp};
use ui::sessions::session_mail;

/// Changes a session of Northside, for the so-manyth time.
pub async fn changes(app: &TestApp, session: SessionId, number: u32, new: &NewSession) {
    let may = run(app, app.organisation("Northside").await).await;
    let teller = |told: &Told| session_mail(&app.site, told);
    let cut = Cut::default();
    let changed = change_session(
        app.site.services(),
        &may,
        Changed {
            session,
            number,
            new,
            cut: &cut,
        },
        &teller,
    );
    changed.await.unwrap().unwrap();
}

/// The invitations that a mail server took, in their order, as Python's icalendar reads them. The first of each mail is also
/// another way to read it.
async fn invitations(app: &TestApp, server: &MailServer) -> Vec<Value> {
    app.run_jobs().await;
    let mut all = Vec::new();
    for mail in server.mails() {
        assert_eq!(mail["defects"], serde_json::json!([]), "{mail}");
        let invitations = mail["invitations"].as_array().unwrap();
        let alternatives = mail["calendar"].as_array().unwrap();
        assert_eq!(alternatives.len(), invitations.len().min(1), "{mail}");
        for (alternative, first) in alternatives.iter().zip(invitations) {
            assert_eq!(alternative["method"], first["method"]);
            assert_eq!(alternative["ics"], first["ics"]);
        }
        all.extend(invitations.iter().cloned());
    }
    all
}

fn sequence(invitation: &Value) -> i64 {
    invitation["events"][0]["sequence"].as_i64().unwrap()
}

/// The identifier of the one event of an invitation.
fn uid(invitation: &Value) -> &str {
    assert_eq!(invitation["events"].as_array().unwrap().len(), 1);
    invitation["events"][0]["uid"].as_str().unwrap()
}

#[tokio::test]
async fn a_place_comes_into_the_calendar_moves_with_the_session_and_goes_with_it() {
    let server = MailServer::start("invitation", "plain");
    let app = TestApp::start_with(server.in_the_clear()).await;
    let new = NewSession {
        venue: "Civic Centre, room 2\nPark Lane".to_owned(),
        ..plan(&app, SEMINAR, 1).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let sian = app
        .learner()
        .at("Northside")
        .named("Siân O\u{2019}Connor, PhD")
        .email("sian@northside.example")
        .create()
        .await;
    let mut browser = app.sign_in(&sian).await;
    let page = browser.get(&format!("/sessions/{session}/book")).await.ok();
    let needs = [(
        "What do you need to take part? (optional)",
        "A hearing loop",
    )];
    let check = browser.submit(&page, "Continue", &needs).await.ok();
    browser.submit(&check, "Book the place", &[]).await.ok();
    // Whoever waits has nothing in the calendar, now and after the change.
    books(&mut app.learner().at("Northside").sign_in().await, session).await;
    let later = NewSession {
        parts: vec![morning(&app, 61)],
        ..new.clone()
    };
    let first = invitations(&app, &server).await;
    changes(&app, session, 1, &later).await;
    let second = invitations(&app, &server).await;
    let may = run(&app, app.organisation("Northside").await).await;
    let teller = |told: &Told| session_mail(&app.site, told);
    let cancelled = cancel_session(app.site.services(), &may, session, "Snow", &teller).await;
    cancelled.unwrap().unwrap();
    let all = invitations(&app, &server).await;
    assert_eq!((first.len(), second.len(), all.len()), (1, 2, 3));
    for (invitation, method) in all.iter().zip(["REQUEST", "REQUEST", "CANCEL"]) {
        assert_eq!(invitation["method"], method);
        assert_eq!(invitation["zones"], serde_json::json!(["Europe/London"]));
        assert_eq!(uid(invitation), uid(&all[0]));
        assert!(!invitation.to_string().contains("hearing loop"));
    }
    assert!(sequence(&all[0]) < sequence(&all[1]) && sequence(&all[1]) < sequence(&all[2]));
    let event = |place: usize| &all[place]["events"][0];
    assert_eq!(event(0)["name"], "Siân O\u{2019}Connor, PhD");
    assert_eq!(event(0)["attendee"], "mailto:sian@northside.example");
    assert_eq!(event(0)["summary"], SEMINAR);
    assert_eq!(event(0)["location"], "Civic Centre, room 2, Park Lane");
    assert_eq!(event(2)["location"], "");
    for (place, part) in [(0, new.parts[0]), (1, later.parts[0])] {
        let begins: DateTime<Utc> = event(place)["begins"].as_str().unwrap().parse().unwrap();
        assert_eq!(begins, part.starts_at);
    }
}

#[tokio::test]
async fn a_part_that_is_dropped_goes_out_of_the_calendar() {
    let server = MailServer::start("shorter", "plain");
    let app = TestApp::start_with(server.in_the_clear()).await;
    let new = NewSession {
        parts: vec![morning(&app, 60), morning(&app, 67)],
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    books(&mut app.learner().at("Northside").sign_in().await, session).await;
    app.run_jobs().await;
    let shorter = NewSession {
        parts: vec![new.parts[0]],
        ..new
    };
    changes(&app, session, 1, &shorter).await;
    let all = invitations(&app, &server).await;
    let said: Vec<_> = all
        .iter()
        .map(|one| (one["method"].as_str().unwrap(), uid(one)))
        .collect();
    let [first, second] = [uid(&all[0]), uid(&all[1])];
    assert_ne!(first, second);
    assert_eq!(said[..2], [("REQUEST", first), ("REQUEST", second)]);
    let mut after = said[2..].to_vec();
    after.sort_unstable();
    assert_eq!(after, [("CANCEL", second), ("REQUEST", first)]);
}

#[tokio::test]
async fn whoever_gives_a_place_up_is_rid_of_the_entry() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let asha = app.learner().at("Northside").create().await;
    let ben = app.learner().at("Northside").create().await;
    let mut ashas = app.sign_in(&asha).await;
    let holds = booking_of(&books(&mut ashas, session).await);
    let mut bens = app.sign_in(&ben).await;
    let waits = booking_of(&books(&mut bens, session).await);
    gives_up(&mut bens, &waits).await;
    assert_eq!(told(&app, &ben, "METHOD:CANCEL").await, 0);
    assert_eq!(told(&app, &ben, "Subject: You have given").await, 0);
    gives_up(&mut ashas, &holds).await;
    assert_eq!(told(&app, &asha, "Subject: You have given").await, 1);
    let cancels = "SELECT COUNT(*) FROM outbox WHERE calendar IS NOT NULL";
    assert_eq!(number(&app, cancels).await, 0, "what is sent is not kept");
    // Booked once more: a new entry, and newer than the old.
    books(&mut ashas, session).await;
    assert_eq!(told(&app, &asha, "method=REQUEST").await, 2);
    assert_eq!(told(&app, &asha, "method=CANCEL").await, 1);
}

/// How many reminders somebody has got: of two weeks, of five days, of the day before.
async fn reminders(app: &TestApp, someone: &Someone) -> [usize; 3] {
    [
        told(app, someone, "Your session is near").await,
        told(app, someone, "Joining instructions").await,
        told(app, someone, "About to begin").await,
    ]
}

/// Moves the clock to a second before an instant, and runs the jobs.
async fn comes_before(app: &TestApp, at: DateTime<Utc>) {
    app.advance(until(app, at) - TimeDelta::seconds(1));
    app.run_jobs().await;
}

#[tokio::test]
async fn whoever_holds_a_place_is_reminded_three_times_each_once() {
    let app = TestApp::start().await;
    let trainer = app
        .trainer()
        .at("Northside")
        .named("Tilda Trainer")
        .create()
        .await;
    let new = NewSession {
        trainers: vec![trainer.person],
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let asha = app.learner().at("Northside").create().await;
    books(&mut app.sign_in(&asha).await, session).await;
    let starts_at = new.parts[0].starts_at;
    for (days, before, after) in [
        (14, [0, 0, 0], [1, 0, 0]),
        (5, [1, 0, 0], [1, 1, 0]),
        (1, [1, 1, 0], [1, 1, 1]),
    ] {
        comes_before(&app, point(starts_at, days)).await;
        assert_eq!(reminders(&app, &asha).await, before, "{days}");
        app.advance(TimeDelta::seconds(1));
        app.run_jobs().await;
        app.run_jobs().await;
        assert_eq!(reminders(&app, &asha).await, after, "{days}");
    }
    // The joining instructions say it all; the note stood in the first message already.
    for (said, times) in [
        ("Tilda Trainer", 1),
        ("Bring a pen.", 2),
        ("What to bring", 1),
    ] {
        assert_eq!(told(&app, &asha, said).await, times, "{said}");
    }
}

#[tokio::test]
async fn nobody_is_reminded_who_came_later_or_has_left() {
    let app = TestApp::start().await;
    let new = plan(&app, SEMINAR, 5).await;
    let session = is_on(&app, "Northside", &new).await;
    let [leaves, late] = [
        app.learner().at("Northside").create().await,
        app.learner().at("Northside").create().await,
    ];
    let mut leaver = app.sign_in(&leaves).await;
    let booking = booking_of(&books(&mut leaver, session).await);
    gives_up(&mut leaver, &booking).await;
    app.advance(until(&app, point(new.parts[0].starts_at, 14)));
    app.advance(TimeDelta::hours(1));
    books(&mut app.sign_in(&late).await, session).await;
    app.run_jobs().await;
    assert_eq!(reminders(&app, &leaves).await, [0, 0, 0]);
    assert_eq!(reminders(&app, &late).await, [0, 0, 0]);
    app.advance(until(&app, point(new.parts[0].starts_at, 5)));
    app.run_jobs().await;
    assert_eq!(reminders(&app, &leaves).await, [0, 0, 0]);
    assert_eq!(reminders(&app, &late).await, [0, 1, 0]);
}

#[tokio::test]
async fn a_reminder_that_was_due_during_an_outage_goes_out_afterwards() {
    let app = TestApp::start().await;
    let new = plan(&app, SEMINAR, 5).await;
    let session = is_on(&app, "Northside", &new).await;
    let asha = app.learner().at("Northside").create().await;
    books(&mut app.sign_in(&asha).await, session).await;
    // Nothing runs until three days before.
    app.advance(until(&app, new.parts[0].starts_at - TimeDelta::days(3)));
    app.run_jobs().await;
    assert_eq!(reminders(&app, &asha).await, [1, 1, 0]);
    // Nor again until it has begun.
    app.advance(until(&app, new.parts[0].starts_at));
    app.run_jobs().await;
    assert_eq!(reminders(&app, &asha).await, [1, 1, 0]);
}

/// Makes a calendar address by a page; its path.
pub async fn makes_address(browser: &mut Browser, page: &str) -> String {
    let page = browser.get(page).await.ok();
    let button = if page.text().contains("Make a new address") {
        "Make a new address"
    } else {
        "Make an address"
    };
    let made = browser.submit(&page, button, &[]).await.ok();
    let address = made.all(".govuk-inset-text").remove(0);
    let path = address
        .find("/calendar/")
        .map(|from| address[from..].trim());
    path.unwrap().to_owned()
}

#[tokio::test]
async fn a_calendar_address_lists_ones_sessions_until_it_is_taken_away() {
    let app = TestApp::start().await;
    let asha = app.trainer().at("Northside").create().await;
    let holds = NewSession {
        venue: String::new(),
        link: "https://meet.example/holds".to_owned(),
        ..plan(&app, SEMINAR, 5).await
    };
    let trains = NewSession {
        venue: "The room in which she trains".to_owned(),
        trainers: vec![asha.person],
        ..plan(&app, SEMINAR, 5).await
    };
    let other = NewSession {
        venue: "Another room".to_owned(),
        ..plan(&app, SEMINAR, 5).await
    };
    let booked = is_on(&app, "Northside", &holds).await;
    is_on(&app, "Northside", &trains).await;
    is_on(&app, "Northside", &other).await;
    let mut browser = app.sign_in(&asha).await;
    books(&mut browser, booked).await;
    let address = makes_address(&mut browser, "/account/calendar").await;
    let mut program = app.browser();
    let calendar = program.get(&address).await;
    assert_eq!(
        (calendar.status, calendar.header("content-type")),
        (200, "text/calendar; charset=utf-8")
    );
    let text = String::from_utf8(calendar.bytes.clone()).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    assert!(text.contains("https://meet.example/holds") && text.contains("The room in which"));
    assert!(!text.contains("Another room"));
    let unfolded = text.replace("\r\n ", "");
    assert_eq!(unfolded.matches("You deliver this.").count(), 1);
    let kept = "SELECT COUNT(*) FROM calendar_feed";
    assert_eq!(number(&app, kept).await, 1);
    let newer = makes_address(&mut browser, "/account/calendar").await;
    program.get(&address).await.assert_not_found();
    assert_eq!(program.get(&newer).await.status, 200);
    let page = browser.get("/account/calendar").await.ok();
    let gone = browser
        .submit(&page, "Take the address away", &[])
        .await
        .ok();
    assert!(
        gone.text().contains("There is no such address"),
        "{}",
        gone.text()
    );
    program.get(&newer).await.assert_not_found();
    assert_eq!(number(&app, kept).await, 0);
}

#[tokio::test]
async fn calendar_addresses_cannot_be_tried_out() {
    let app = TestApp::start().await;
    let mut anyone = app.browser();
    let mut statuses = Vec::new();
    for guess in 0..16 {
        let guess = format!("{guess:x}").repeat(64);
        statuses.push(anyone.get(&format!("/calendar/{guess}")).await.status);
    }
    assert_eq!(statuses[0], 404);
    assert_eq!(statuses[15], 429, "{statuses:?}");
}

#[tokio::test]
async fn a_venue_has_a_calendar_of_what_is_put_on_there() {
    let app = TestApp::start().await;
    let here = NewSession {
        venue: "Civic Centre, room 2\nPark Lane".to_owned(),
        trainers: vec![app.trainer().at("Northside").create().await.person],
        ..plan(&app, SEMINAR, 12).await
    };
    let later = NewSession {
        parts: vec![morning(&app, 80)],
        ..here.clone()
    };
    let elsewhere = plan(&app, SEMINAR, 5).await;
    let first = is_on(&app, "Northside", &here).await;
    let second = is_on(&app, "Northside", &later).await;
    is_on(&app, "Northside", &elsewhere).await;
    is_on(&app, "Riverside", &here).await;
    books(&mut app.learner().at("Northside").sign_in().await, first).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = format!("/sessions/{first}/venue");
    let address = makes_address(&mut lead, &page).await;
    let mut program = app.browser();
    let calendar = program.get(&address).await;
    assert_eq!(
        calendar.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let text = String::from_utf8(calendar.bytes.clone()).unwrap();
    let text = text.replace("\r\n ", "");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    for session in [first, second] {
        assert_eq!(text.matches(&format!("UID:{session}.")).count(), 1);
    }
    let said = r"DESCRIPTION:Put on by Northside\, for up to 12 people.";
    assert_eq!(text.matches(said).count(), 2, "{text}");
    // The same address for every session there, until it is taken away.
    let of_second = lead.get(&format!("/sessions/{second}/venue")).await.ok();
    assert!(of_second.text().contains("An address was made on"));
    let gone = lead.submit(&of_second, "Take the address away", &[]).await;
    assert!(gone.ok().text().contains("There is no such address"));
    program.get(&address).await.assert_not_found();
    assert_eq!(number(&app, "SELECT COUNT(*) FROM venue_feed").await, 0);
}

#[tokio::test]
async fn an_online_session_has_no_venue_and_no_calendar_of_it() {
    let app = TestApp::start().await;
    let online = NewSession {
        venue: String::new(),
        link: "https://meet.example/seminar".to_owned(),
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &online).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = format!("/sessions/{session}/venue");
    lead.get(&page).await.assert_not_found();
    let bookings = lead
        .get(&format!("/sessions/{session}/bookings"))
        .await
        .ok();
    assert!(!bookings.text().contains("The calendar of the venue"));
}

#[tokio::test]
async fn the_organiser_sees_which_messages_have_arrived() {
    let server = MailServer::start("arrived", "refuse");
    let app = TestApp::start_with(server.in_the_clear()).await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 5).await).await;
    let [asha, ben] = [
        app.learner().at("Northside").named("Asha Arrived"),
        app.learner()
            .at("Northside")
            .named("Ben Bounced")
            .email("gone@northside.example"),
    ];
    for someone in [asha, ben] {
        books(&mut someone.sign_in().await, session).await;
    }
    let page = format!("/sessions/{session}/messages");
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let before = lead.get(&page).await.ok().text();
    assert!(
        before.contains("0 sent, 2 on their way, 0 not taken"),
        "{before}"
    );
    app.run_jobs().await;
    let after = lead.get(&page).await.ok();
    let said = after.text();
    assert!(
        said.contains("1 sent, 0 on their way, 1 not taken"),
        "{said}"
    );
    let rows = after.all("tbody tr");
    assert!(
        rows[0].contains("Ben Bounced") && rows[0].contains("Not taken"),
        "{rows:?}"
    );
    assert!(
        rows[1].contains("Asha Arrived") && rows[1].contains("Sent on"),
        "{rows:?}"
    );
    // What the message says, and to which address it went, is the person's own affair.
    assert!(!said.contains("gone@northside.example") && !said.contains("Bring a pen."));
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    other.get(&page).await.assert_not_found();
}
