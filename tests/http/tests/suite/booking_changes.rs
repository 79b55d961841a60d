//! Bookings that change hands or dates, that a line manager agrees to, and that come back after a session was cancelled.

use crate::{
    sessions::{
        SEMINAR, booked, booking_of, books, gives_up, is_on, morning, plan, states, taken, told,
    },
    steps::{behind_its_back, id, number, texts, token},
};
use chrono::TimeDelta;
use domain::ids::{BookingId, ChargeId, SessionId};
use store::sessions::NewSession;
use testkit::{Browser, Page, Someone, TestApp};

/// A seminar on another day.
async fn later(app: &TestApp, places: u32) -> NewSession {
    let part = morning(app, 70);
    NewSession {
        parts: vec![part],
        closes_at: part.starts_at,
        ..plan(app, SEMINAR, places).await
    }
}

/// Lets a colleague have the place of a booking.
async fn lets(browser: &mut Browser, booking: &str, colleague: &str) -> Page {
    let page = browser
        .get(&format!("/bookings/{booking}/substitute"))
        .await
        .ok();
    let fill = [("=colleague", colleague)];
    browser
        .submit(&page, "Let the colleague have the place", &fill)
        .await
}

#[tokio::test]
async fn a_colleague_takes_a_place_over_until_the_start() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let asha = app.learner().at("Northside").create().await;
    let mut browser = app.sign_in(&asha).await;
    let booking = booking_of(&books(&mut browser, session).await);
    let ben = app.learner().at("Northside").create().await;
    let waits = app.learner().at("Northside").create().await;
    books(&mut app.sign_in(&waits).await, session).await;
    let stranger = app.learner().at("Riverside").create().await;
    for (who, said) in [
        (
            "",
            "Enter the e-mail address or the staff number of the colleague",
        ),
        (
            stranger.email.as_deref().unwrap(),
            "Nobody else of the same organisation is found by that",
        ),
        (
            waits.email.as_deref().unwrap(),
            "This colleague has a booking for the session already",
        ),
    ] {
        let wrong = lets(&mut browser, &booking, who).await;
        assert_eq!(wrong.errors(), [said]);
    }
    // Even within the notice it is free, and whoever waits is not passed over.
    app.advance(TimeDelta::days(59));
    let mut browser = app.sign_in(&asha).await;
    let page = lets(&mut browser, &booking, ben.email.as_deref().unwrap())
        .await
        .ok();
    assert!(
        page.text().contains("Taken over by a colleague"),
        "{}",
        page.text()
    );
    assert_eq!(
        states(&app, session).await,
        ["substituted", "waiting", "booked"]
    );
    assert_eq!(taken(&app, session).await, 1);
    assert_eq!(told(&app, &asha, "A colleague has your place").await, 1);
    assert_eq!(told(&app, &ben, "Your place is booked").await, 1);
    let references = texts(&app, "SELECT DISTINCT reference FROM booking").await;
    assert_eq!(references.len(), 3);
    let mut bens = app.sign_in(&ben).await;
    bens.get(&format!("/bookings/{booking}/substitute"))
        .await
        .assert_not_found();
}

/// Moves a booking to a session.
async fn moves(browser: &mut Browser, booking: &str, to: SessionId, if_full: &str) -> Page {
    let fields = [
        ("form_token".to_owned(), token(browser).await),
        ("to".to_owned(), to.to_string()),
        ("if_full".to_owned(), if_full.to_owned()),
    ];
    browser
        .post(&format!("/bookings/{booking}/transfer"), &fields)
        .await
}

#[tokio::test]
async fn a_booking_moves_to_another_date_in_one_step_and_is_kept_where_that_is_full() {
    let app = TestApp::start().await;
    let first = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let second = is_on(&app, "Northside", &later(&app, 1).await).await;
    let full = is_on(&app, "Northside", &later(&app, 1).await).await;
    books(&mut app.learner().at("Northside").sign_in().await, full).await;
    let asha = app.learner().at("Northside").create().await;
    let mut browser = app.sign_in(&asha).await;
    let booking = booking_of(&books(&mut browser, first).await);
    let page = browser
        .get(&format!("/bookings/{booking}/transfer"))
        .await
        .ok();
    let nothing = browser.submit(&page, "Move", &[]).await;
    assert_eq!(
        nothing.errors(),
        ["Select a date", "Select what to do if no place is free"]
    );
    let stays = moves(&mut browser, &booking, full, "stay").await;
    assert_eq!(
        stays.errors(),
        ["No place is free on that date. You still have your place"]
    );
    assert_eq!(states(&app, first).await, ["booked"]);
    let moved = moves(&mut browser, &booking, second, "stay").await.ok();
    assert!(moved.text().contains("Booked"), "{}", moved.text());
    assert_eq!(states(&app, first).await, ["transferred"]);
    assert_eq!(states(&app, second).await, ["booked"]);
    assert_eq!(told(&app, &asha, "Your place is booked").await, 2);
    // Within the notice, a move gives the old place up late; and it can be for a place in the line.
    let new = booking_of(&moved);
    app.advance(TimeDelta::days(69));
    let mut browser = app.sign_in(&asha).await;
    let page = browser.get(&format!("/bookings/{new}/transfer")).await.ok();
    assert!(page.text().contains("It is late"), "{}", page.text());
    let waits = moves(&mut browser, &new, full, "wait").await.ok();
    assert!(
        waits.text().contains("Number 1 on the waiting list"),
        "{}",
        waits.text()
    );
    assert_eq!(states(&app, second).await, ["cancelled_late"]);
    let twice = moves(&mut browser, &new, full, "wait").await;
    assert_eq!(twice.heading(), "This booking is over already");
}

#[tokio::test]
async fn whoever_lost_a_place_with_a_cancelled_session_books_another_date_before_those_who_wait() {
    let app = TestApp::start().await;
    let first = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let second = is_on(&app, "Northside", &later(&app, 1).await).await;
    let asha = app.learner().at("Northside").create().await;
    let booking = booking_of(&books(&mut app.sign_in(&asha).await, first).await);
    let mut holds = app.learner().at("Northside").sign_in().await;
    let held = booking_of(&books(&mut holds, second).await);
    books(&mut app.learner().at("Northside").sign_in().await, second).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&format!("/sessions/{first}/cancel")).await.ok();
    lead.submit(
        &page,
        "Cancel the session",
        &[("=why", "The trainer is ill")],
    )
    .await
    .ok();
    let mut browser = app.sign_in(&asha).await;
    let page = browser.get(&format!("/bookings/{booking}")).await.ok();
    let to = page.link("Book another date of this course").unwrap();
    let page = browser.get(&to).await.ok();
    assert!(
        page.text().contains("you wait before those"),
        "{}",
        page.text()
    );
    let waits = moves(&mut browser, &booking, second, "").await.ok();
    assert!(
        waits.text().contains("Number 1 on the waiting list"),
        "{}",
        waits.text()
    );
    gives_up(&mut holds, &held).await;
    assert_eq!(
        states(&app, second).await,
        ["cancelled", "waiting", "offered"]
    );
    let page = browser
        .get(&format!("/bookings/{booking}/transfer"))
        .await
        .ok();
    assert!(
        !page.text().contains("you wait before those"),
        "{}",
        page.text()
    );
}

/// A session that a line manager has to agree to, with somebody who has one.
struct Asking {
    app: TestApp,
    session: SessionId,
    manager: Someone,
    asha: Someone,
}

async fn asking(places: u32) -> Asking {
    let app = TestApp::start().await;
    let new = NewSession {
        needs_approval: true,
        ..plan(&app, SEMINAR, places).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let manager = app.manager().at("Northside").create().await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Zoe Quill")
        .managed_by(&manager)
        .create()
        .await;
    Asking {
        app,
        session,
        manager,
        asha,
    }
}

#[tokio::test]
async fn a_line_manager_agrees_on_a_page_behind_the_sign_in_that_decides_nothing_when_opened() {
    let Asking {
        app,
        session,
        manager,
        asha,
    } = asking(1).await;
    let mut browser = app.sign_in(&asha).await;
    let page = books(&mut browser, session).await;
    let booking = booking_of(&page);
    assert!(
        page.text().contains("Your line manager has been asked"),
        "{}",
        page.text()
    );
    assert_eq!(told(&app, &manager, "Please agree or decline").await, 1);
    let path = format!("/bookings/{booking}/approval");
    app.browser().get_once(&path).await;
    browser.get(&path).await.assert_not_found();
    let mut desk = app.sign_in(&manager).await;
    let list = desk.get("/sessions/approvals").await.ok();
    let page = desk.get(&list.link("Zoe Quill").unwrap()).await.ok();
    assert_eq!(states(&app, session).await, ["to_approve"]);
    let nothing = desk.submit(&page, "Send the answer", &[]).await;
    assert_eq!(nothing.errors(), ["Select whether you agree"]);
    let form = page.form("Send the answer").fill(&[("Yes, I agree", "")]);
    let done = desk.post(&form.action, &form.fields).await.ok();
    assert!(
        done.text().contains("Your answer has been noted"),
        "{}",
        done.text()
    );
    let twice = desk.post(&form.action, &form.fields).await;
    assert_eq!(
        twice.heading(),
        "Nobody has to agree to this booking any more"
    );
    assert_eq!(states(&app, session).await, ["booked"]);
    assert_eq!(told(&app, &asha, "Your place is booked").await, 1);
    let mut stranger = app.manager().at("Northside").sign_in().await;
    stranger.get(&path).await.assert_not_found();
}

#[tokio::test]
async fn a_declined_place_and_one_nobody_answered_for_in_three_days_go_to_the_next() {
    let Asking {
        app,
        session,
        manager,
        asha,
    } = asking(1).await;
    let booking = booking_of(&books(&mut app.sign_in(&asha).await, session).await);
    let ben = app
        .learner()
        .at("Northside")
        .managed_by(&manager)
        .create()
        .await;
    let mut bens = app.sign_in(&ben).await;
    let waits = booking_of(&books(&mut bens, session).await);
    let mut desk = app.sign_in(&manager).await;
    let page = desk
        .get(&format!("/bookings/{booking}/approval"))
        .await
        .ok();
    let unsaid = desk.submit(&page, "Send the answer", &[("No", "")]).await;
    assert_eq!(unsaid.errors(), ["Enter why you do not agree"]);
    let no = [("No", ""), ("=why", "We are two short that week")];
    desk.submit(&page, "Send the answer", &no).await.ok();
    assert_eq!(states(&app, session).await, ["not_approved", "offered"]);
    assert_eq!(told(&app, &asha, "We are two short").await, 1);
    // Whoever accepts an offer needs the line manager too.
    let page = bens.get(&format!("/bookings/{waits}")).await.ok();
    bens.submit(&page, "Accept the place", &[]).await.ok();
    assert_eq!(states(&app, session).await, ["not_approved", "to_approve"]);
    assert_eq!(told(&app, &manager, "Please agree or decline").await, 2);
    app.advance(TimeDelta::days(3));
    app.run_jobs().await;
    assert_eq!(states(&app, session).await, ["not_approved", "unanswered"]);
    assert_eq!(taken(&app, session).await, 0);
    assert_eq!(told(&app, &ben, "Nobody agreed to it").await, 1);
}

#[tokio::test]
async fn whoever_waits_for_a_line_manager_is_on_the_register_only_when_the_trainer_lets_them_in() {
    let Asking {
        app, session, asha, ..
    } = asking(1).await;
    app.advance(morning(&app, 60).starts_at - TimeDelta::minutes(20) - app.site.now());
    books(&mut app.sign_in(&asha).await, session).await;
    assert_eq!(states(&app, session).await, ["to_approve"]);
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead
        .get(&format!("/sessions/{session}/register"))
        .await
        .ok();
    assert!(!page.text().contains("Zoe Quill"), "{}", page.text());
    let page = lead
        .get(&format!("/sessions/{session}/walk-ins/new"))
        .await
        .ok();
    let typed = [("Full name", "Zoe Quill"), ("Organisation", "Northside")];
    let page = lead.submit(&page, "Add to the register", &typed).await.ok();
    assert!(page.text().contains("1. Zoe Quill"), "{}", page.text());
    assert_eq!(states(&app, session).await, ["booked"]);
    assert_eq!(taken(&app, session).await, 1);
}

#[tokio::test]
async fn an_organisation_asks_its_managers_and_its_lead_where_there_is_none() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Riverside", &plan(&app, SEMINAR, 5).await).await;
    let lead = app.training_lead().at("Northside").create().await;
    let mut desk = app.sign_in(&lead).await;
    let page = desk.get("/sessions/settings").await.ok();
    desk.submit(&page, "Save", &[("Yes", "")]).await.ok();
    let asha = app.learner().at("Northside").create().await;
    books(&mut app.sign_in(&asha).await, session).await;
    assert_eq!(told(&app, &lead, "Please agree or decline").await, 1);
    // Nobody of another organisation, a lead is agreed to by another one, and who books for others has agreed.
    books(&mut app.learner().at("Riverside").sign_in().await, session).await;
    books(&mut desk, session).await;
    let ben = app.learner().at("Northside").create().await;
    let page = desk.get(&format!("/sessions/{session}/people")).await.ok();
    let one = [("One person", ""), ("=one", ben.email.as_deref().unwrap())];
    desk.submit(&page, "Book", &one).await.ok();
    assert_eq!(
        states(&app, session).await,
        ["to_approve", "booked", "to_approve", "booked"]
    );
}

#[tokio::test]
async fn a_booking_at_the_same_time_is_said_and_not_forbidden() {
    let app = TestApp::start().await;
    let first = is_on(&app, "Northside", &plan(&app, SEMINAR, 5).await).await;
    let second = is_on(&app, "Northside", &plan(&app, SEMINAR, 5).await).await;
    let asha = app.learner().at("Northside").create().await;
    let mut browser = app.sign_in(&asha).await;
    books(&mut browser, first).await;
    let page = browser.get(&format!("/sessions/{second}/book")).await.ok();
    let check = browser.submit(&page, "Continue", &[]).await.ok();
    assert!(
        check
            .text()
            .contains("It overlaps with what you have booked"),
        "{}",
        check.text()
    );
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&format!("/sessions/{second}/people")).await.ok();
    let one = [("One person", ""), ("=one", asha.email.as_deref().unwrap())];
    let done = lead.submit(&page, "Book", &one).await.ok();
    assert!(
        done.text().contains("Booked. It overlaps with"),
        "{}",
        done.text()
    );
    assert_eq!(states(&app, second).await, ["booked"]);
}

#[tokio::test]
async fn a_new_time_is_confirmed_and_silence_loses_no_place() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let (session, booking) = booked(&app, "Northside", &asha, Vec::new()).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let path = format!("/sessions/{session}/change");
    let page = lead.get(&path).await.ok();
    lead.submit(&page, "Save", &[("=venue", "The other room")])
        .await
        .ok();
    let mut browser = app.sign_in(&asha).await;
    let page = browser.get(&format!("/bookings/{booking}")).await.ok();
    assert!(!page.text().contains("I still come"), "{}", page.text());
    let page = lead.get(&path).await.ok();
    lead.submit(&page, "Save", &[("=from_1", "10:00")])
        .await
        .ok();
    assert_eq!(told(&app, &asha, "that you still come").await, 1);
    let bookings = format!("/sessions/{session}/bookings");
    let seen = lead.get(&bookings).await.ok();
    assert!(
        seen.text().contains("Has not confirmed the new time"),
        "{}",
        seen.text()
    );
    let page = browser.get(&format!("/bookings/{booking}")).await.ok();
    let form = page.form("I still come");
    for _ in 0..2 {
        let page = browser.post(&form.action, &form.fields).await.ok();
        assert!(!page.text().contains("I still come"), "{}", page.text());
    }
    let seen = lead.get(&bookings).await.ok();
    assert!(
        !seen.text().contains("Has not confirmed"),
        "{}",
        seen.text()
    );
    assert_eq!(texts(&app, "SELECT state FROM booking").await, ["booked"]);
}

/// A charge for a booking, written behind the program's back.
pub async fn charged(app: &TestApp, booking: &str) -> String {
    let charge: ChargeId = app.site.new_id();
    let sql = format!(
        "INSERT INTO charge (id, booking_id, cause, pence, made_at) SELECT {}, id, 'no_show', 5000, asked_at \
         FROM booking WHERE id = {}",
        id(app, charge),
        id(app, booking.parse::<BookingId>().unwrap())
    );
    behind_its_back(app, &sql).await;
    charge.to_string()
}

#[tokio::test]
async fn charges_are_off_until_the_lead_says_so_and_each_cause_is_charged_once() {
    let app = TestApp::start().await;
    let trainer = app.trainer().at("Northside").create().await;
    let new = NewSession {
        trainers: vec![trainer.person],
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let lead = app.training_lead().at("Northside").create().await;
    let (asha, ben, chidi) = (
        app.learner().at("Riverside").named("Asha").create().await,
        app.learner().at("Riverside").named("Ben").create().await,
        app.learner().at("Riverside").named("Chidi").create().await,
    );
    let first = booking_of(&books(&mut app.sign_in(&asha).await, session).await);
    let second = booking_of(&books(&mut app.sign_in(&ben).await, session).await);
    books(&mut app.sign_in(&chidi).await, session).await;
    app.advance(TimeDelta::days(59));
    // Nothing is charged yet, though it is late.
    let mut browser = app.sign_in(&asha).await;
    let page = browser.get(&format!("/bookings/{first}/cancel")).await.ok();
    assert!(!page.text().contains("It costs"), "{}", page.text());
    gives_up(&mut browser, &first).await;
    let mut desk = app.sign_in(&lead).await;
    let page = desk.get("/sessions/charges/amounts").await.ok();
    let wrong = desk
        .submit(&page, "Save", &[("Yes", ""), ("=late_half", "lots")])
        .await;
    assert!(
        wrong.errors()[0].starts_with("Enter the amount in pounds"),
        "{:?}",
        wrong.errors()
    );
    let saved = desk
        .submit(&page, "Save", &[("Yes", ""), ("=no_show_half", "60")])
        .await
        .ok();
    assert!(
        saved.text().contains("Nothing has been charged"),
        "{}",
        saved.text()
    );
    let mut bens = app.sign_in(&ben).await;
    let page = bens.get(&format!("/bookings/{second}/cancel")).await.ok();
    assert!(page.text().contains("It costs £50."), "{}", page.text());
    gives_up(&mut bens, &second).await;
    // The register: not there, corrected, and not there after all.
    let starts_at = new.parts[0].starts_at;
    app.advance(starts_at - app.site.now());
    let mut marks = app.sign_in(&trainer).await;
    for mark in ["No-show", "Excused", "No-show"] {
        let page = marks
            .get(&format!("/sessions/{session}/register"))
            .await
            .ok();
        marks
            .submit(&page, "Save the register", &[(mark, "")])
            .await
            .ok();
        let due = if mark == "Excused" { 1 } else { 2 };
        let sql = "SELECT COUNT(*) FROM charge WHERE dropped_at IS NULL";
        assert_eq!(number(&app, sql).await, due, "{mark}");
        app.advance(TimeDelta::minutes(1));
    }
    assert_eq!(
        texts(&app, "SELECT cause FROM charge ORDER BY cause").await,
        ["late_cancellation", "no_show"]
    );
    waived_and_taken_away(&app, &lead).await;
}

/// The lead waives one charge with a reason, and takes the ledger away.
async fn waived_and_taken_away(app: &TestApp, lead: &Someone) {
    let mut desk = app.sign_in(lead).await;
    let ledger = desk.get("/sessions/charges").await.ok();
    let text = ledger.text();
    for said in [
        "Ben",
        "Cancelled late",
        "£50",
        "Chidi",
        "Did not come",
        "£60",
    ] {
        assert!(text.contains(said), "{said:?} in {text}");
    }
    assert!(!text.contains("Asha"), "{text}");
    let page = desk
        .get(&ledger.link("Waive the charge of Chidi").unwrap())
        .await
        .ok();
    let unsaid = desk.submit(&page, "Waive the charge", &[]).await;
    assert_eq!(unsaid.errors(), ["Enter why the charge is waived"]);
    let form = page
        .form("Waive the charge")
        .fill(&[("=why", "The train was cancelled")]);
    let done = desk.post(&form.action, &form.fields).await.ok();
    assert!(
        done.text().contains("Waived: The train was cancelled"),
        "{}",
        done.text()
    );
    let twice = desk.post(&form.action, &form.fields).await;
    assert_eq!(twice.heading(), "This charge is not due");
    let file = desk.get_once("/sessions/charges/list?as=csv").await;
    let csv = String::from_utf8_lossy(&file.bytes);
    assert!(csv.contains("Cancelled late,5000,5000,Due"), "{csv}");
    assert!(
        csv.contains("Did not come,6000,0,Waived: The train was cancelled"),
        "{csv}"
    );
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    let theirs = other.get("/sessions/charges").await.ok();
    assert!(
        theirs.text().contains("Nothing has been charged"),
        "{}",
        theirs.text()
    );
}

#[tokio::test]
async fn a_pasted_list_is_booked_with_a_line_for_each_also_for_who_is_not_found() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let (ada, bo) = (
        app.learner().at("Northside").named("Ada").create().await,
        app.learner().at("Northside").named("Bo").create().await,
    );
    let stranger = app.learner().at("Riverside").create().await.email.unwrap();
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&format!("/sessions/{session}/people")).await.ok();
    let nothing = lead
        .submit(&page, "Book", &[("A list of people", "")])
        .await;
    assert_eq!(
        nothing.errors(),
        ["Enter from 1 to 200 e-mail addresses or staff numbers, one a line"]
    );
    let list = format!(
        "{}\n{}\n\n{stranger}",
        ada.email.unwrap().to_uppercase(),
        bo.email.unwrap()
    );
    let chosen = [("A list of people", ""), ("=several", list.as_str())];
    let done = lead.submit(&page, "Book", &chosen).await.ok();
    let text = done.text();
    for line in [
        "Ada Booked",
        "Bo Number 1 on the waiting list",
        &format!("{stranger} Not booked: none of your people is found by that"),
    ] {
        assert!(text.contains(line), "{line:?} in {text}");
    }
    assert_eq!(states(&app, session).await, ["booked", "waiting"]);
}
