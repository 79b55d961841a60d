//! Sessions: booking, waiting lists, changes, and the register.

use crate::steps::{behind_its_back, has_passed, id, number, texts, token, with};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use domain::{
    access::{Actor, Grant, Permit, Role, RunSession, permit},
    calendar,
    ids::{OrganisationId, PersonId, SessionId},
    sessions::{NOTICE_DAYS, OpenTo, Prices, Share},
};
use store::{
    catalogue, organisations,
    sessions::{NewSession, Part, put_on},
};
use testkit::{Browser, Page, Someone, TestApp};
use tokio::task::JoinSet;

/// A course that comes after nothing.
pub const SEMINAR: &str = "Annual members' seminar";
const HALF_DAY: &str = "Modern slavery: half a day for frontline staff";
const PRACTICAL: &str = "First responder and SPOC practical";

/// The leave of a training lead of an organisation.
pub async fn run(app: &TestApp, organisation: OrganisationId) -> Permit<RunSession> {
    let lead = app.training_lead().at("Northside").create().await;
    let lead = Actor::Person {
        person: lead.person,
        account: app.site.new_id(),
        name: "Lena Lead".to_owned(),
        grants: vec![Grant {
            role: Role::TrainingLead,
            organisation: Some(organisation),
            board: None,
            whose: None,
        }],
    };
    permit(&lead, RunSession { organisation }).expect("a lead may")
}

/// From half past nine to half past twelve in London, so many days from today.
pub fn morning(app: &TestApp, days: u64) -> Part {
    let day = app.site.today() + Days::new(days);
    let at = |hour| NaiveTime::from_hms_opt(hour, 30, 0).and_then(|at| calendar::at_time(day, at));
    Part {
        starts_at: at(9).expect("clocks never change at half past nine"),
        ends_at: at(12).expect("clocks never change at half past twelve"),
    }
}

/// A course in 60 days' time, for everybody.
pub async fn plan(app: &TestApp, title: &str, places: u32) -> NewSession {
    let services = app.site.services();
    let courses = catalogue::courses(services).await.unwrap();
    let row = courses
        .into_iter()
        .find(|row| row.course.title == title)
        .unwrap();
    app.organisation("Northside").await;
    let districts = organisations::districts(services).await.unwrap();
    let part = morning(app, 60);
    NewSession {
        course: row.id,
        edition: row.edition,
        title: row.course.title,
        district: districts[0].id,
        venue: format!("Room {}", app.site.ids.below(1_000_000)),
        kept_venue: None,
        room: String::new(),
        link: String::new(),
        note: "Bring a pen.".to_owned(),
        materials: String::new(),
        prices: Prices::default(),
        open_to: OpenTo::Partnership,
        places,
        over_percent: 0,
        minimum: 0,
        is_tentative: false,
        reserved: None,
        opens_at: app.site.now(),
        closes_at: part.starts_at,
        notice_days: NOTICE_DAYS,
        needs_approval: false,
        share: Share::ALL,
        parts: vec![part],
        trainers: Vec::new(),
    }
}

/// Puts it on for an organisation.
pub async fn is_on(app: &TestApp, organisation: &str, plan: &NewSession) -> SessionId {
    let organisation = app.organisation(organisation).await;
    let may = run(app, organisation).await;
    put_on(app.site.services(), &may, plan).await.unwrap()
}

/// Books by the two pages; the page of the booking.
pub async fn books(browser: &mut Browser, session: SessionId) -> Page {
    let page = browser.get(&format!("/sessions/{session}/book")).await.ok();
    let page = browser.submit(&page, "Continue", &[]).await.ok();
    let button = if page.text().contains("Join the waiting list") {
        "Join the waiting list"
    } else {
        "Book the place"
    };
    browser.submit(&page, button, &[]).await.ok()
}

/// The booking that a page is about.
pub fn booking_of(page: &Page) -> String {
    let path = page.path.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// States of the bookings of a session in the order of asking.
pub async fn states(app: &TestApp, session: SessionId) -> Vec<String> {
    let sql = format!(
        "SELECT state FROM booking WHERE session_id = {} ORDER BY asked",
        id(app, session)
    );
    texts(app, &sql).await
}

pub async fn taken(app: &TestApp, session: SessionId) -> i64 {
    number(
        app,
        &format!("SELECT taken FROM session WHERE id = {}", id(app, session)),
    )
    .await
}

/// Gives a booking up by its page.
pub async fn gives_up(browser: &mut Browser, booking: &str) -> Page {
    let page = browser
        .get(&format!("/bookings/{booking}/cancel"))
        .await
        .ok();
    let why = [("=why", "Called to court")];
    browser
        .submit(&page, "Yes, it can go to somebody else", &why)
        .await
        .ok()
}

/// How many mails with a subject went to somebody.
pub async fn told(app: &TestApp, someone: &Someone, subject: &str) -> usize {
    let address = someone.email.clone().unwrap();
    let mails = app.mails_to(&address).await;
    mails
        .iter()
        .filter(|mail| mail.raw.contains(subject))
        .count()
}

#[tokio::test]
async fn a_place_is_booked_in_two_pages_with_a_reference_and_a_message() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 3).await).await;
    let asha = app.learner().at("Northside").create().await;
    let mut browser = app.sign_in(&asha).await;
    let page = browser.get("/sessions").await.ok();
    let page = browser.get(&page.link(SEMINAR).unwrap()).await.ok();
    assert!(
        page.text().contains("3 of 3 places left"),
        "{}",
        page.text()
    );
    let page = browser.get(&page.link("Book a place").unwrap()).await.ok();
    let needs = [
        ("What do you need to take part? (optional)", "Captions"),
        ("What should we know about food? (optional)", "Vegan"),
    ];
    let check = browser.submit(&page, "Continue", &needs).await.ok();
    assert_eq!(check.heading(), "Check your answers");
    assert!(check.text().contains("Captions") && !check.path.contains("Captions"));
    let again = browser
        .submit(&check, "Change your answers", &[])
        .await
        .ok();
    let check = browser.submit(&again, "Continue", &[]).await.ok();
    let form = check.form("Book the place");
    let done = browser.post(&form.action, &form.fields).await.ok();
    assert_eq!(done.heading(), "Your place is booked");
    let reference = texts(&app, "SELECT reference FROM booking").await.remove(0);
    assert!(done.text().contains(&reference), "{}", done.text());
    // The same form once more.
    let twice = browser.post(&form.action, &form.fields).await.ok();
    assert!(
        twice.text().contains("See your booking"),
        "{}",
        twice.text()
    );
    assert_eq!(states(&app, session).await, ["booked"]);
    assert_eq!(told(&app, &asha, "Your place is booked").await, 1);
    assert_eq!(told(&app, &asha, &reference).await, 1);
}

#[tokio::test]
async fn sixty_people_who_ask_at_once_get_thirty_places_and_a_waiting_list_in_order() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 30).await).await;
    let mut asking = JoinSet::new();
    for _ in 0..60 {
        let mut browser = app.learner().at("Northside").sign_in().await;
        let fields = [("form_token".to_owned(), token(&mut browser).await)];
        let address = format!("/sessions/{session}/book/confirm");
        asking.spawn(async move {
            // Twice, as somebody who cannot wait.
            let first = browser.post_once(&address, &fields).await.status;
            let second = browser.post_once(&address, &fields).await.status;
            (first, second)
        });
    }
    let answers = asking.join_all().await;
    assert!(
        answers.iter().all(|both| *both == (303, 303)),
        "{answers:?}"
    );
    let states = states(&app, session).await;
    let (first, rest) = states.split_at(30);
    assert!(first.iter().all(|state| state == "booked"), "{states:?}");
    assert!(
        rest.len() == 30 && rest.iter().all(|state| state == "waiting"),
        "{states:?}"
    );
    assert_eq!(taken(&app, session).await, 30);
    let people = number(&app, "SELECT COUNT(DISTINCT person_id) FROM booking").await;
    let asked = number(&app, "SELECT MAX(asked) FROM booking").await;
    assert_eq!((people, asked), (60, 60));
}

#[tokio::test]
async fn the_database_itself_refuses_a_place_too_many_and_a_second_booking() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    books(&mut app.learner().at("Northside").sign_in().await, session).await;
    for sql in [
        "UPDATE session SET taken = taken + 1",
        "UPDATE session SET taken = -1",
        "INSERT INTO booking (id, session_id, person_id, reference, asked, state, is_favoured, access_needs, dietary, \
         asked_at) SELECT session_id, session_id, person_id, 'X', 9, 'waiting', false, '', '', asked_at FROM booking",
    ] {
        let done = crate::steps::tried(&app, sql).await;
        assert!(done.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn a_place_given_up_is_offered_to_the_first_who_waits() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let ben = app.learner().at("Northside").create().await;
    let mut bens = app.sign_in(&ben).await;
    let mut chidi = app.learner().at("Northside").sign_in().await;
    let holds = booking_of(&books(&mut asha, session).await);
    let waits = books(&mut bens, session).await;
    assert!(
        waits.text().contains("Number 1 on the waiting list"),
        "{}",
        waits.text()
    );
    let second = books(&mut chidi, session).await;
    assert!(
        second.text().contains("Number 2 on the waiting list"),
        "{}",
        second.text()
    );
    let page = gives_up(&mut asha, &holds).await;
    assert!(page.text().contains("Cancelled"), "{}", page.text());
    assert_eq!(
        states(&app, session).await,
        ["cancelled", "offered", "waiting"]
    );
    assert_eq!(told(&app, &ben, "A place has become free").await, 1);
    // Nobody jumps in, and nobody takes what is offered to another.
    let dora = books(&mut app.learner().at("Northside").sign_in().await, session).await;
    assert!(
        dora.text().contains("Number 2 on the waiting list"),
        "{}",
        dora.text()
    );
    let offered = booking_of(&waits);
    let fields = [("form_token".to_owned(), token(&mut chidi).await)];
    let stolen = chidi
        .post_once(&format!("/bookings/{offered}/accept"), &fields)
        .await;
    stolen.assert_not_found();
    let page = bens.get(&format!("/bookings/{offered}")).await.ok();
    let form = page.form("Accept the place");
    for _ in 0..2 {
        let page = bens.post(&form.action, &form.fields).await.ok();
        assert!(page.text().contains("Booked"), "{}", page.text());
    }
    assert_eq!(told(&app, &ben, "Your place is booked").await, 1);
    assert_eq!(taken(&app, session).await, 1);
}

#[tokio::test]
async fn an_offer_that_runs_out_goes_on_to_the_next() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let holds = booking_of(&books(&mut asha, session).await);
    let (ben, chidi) = (
        app.learner().at("Northside").create().await,
        app.learner().at("Northside").create().await,
    );
    let waits = booking_of(&books(&mut app.sign_in(&ben).await, session).await);
    books(&mut app.sign_in(&chidi).await, session).await;
    gives_up(&mut asha, &holds).await;
    app.advance(TimeDelta::hours(24));
    app.run_jobs().await;
    assert_eq!(
        states(&app, session).await,
        ["cancelled", "lapsed", "offered"]
    );
    assert_eq!(told(&app, &chidi, "A place has become free").await, 1);
    let mut bens = app.sign_in(&ben).await;
    let fields = [("form_token".to_owned(), token(&mut bens).await)];
    let late = bens
        .post(&format!("/bookings/{waits}/accept"), &fields)
        .await;
    assert_eq!(
        (late.status, late.heading().as_str()),
        (409, "This offer has run out")
    );
    // Whoever missed the offer may ask again, behind the others.
    let again = books(&mut bens, session).await;
    assert!(
        again.text().contains("Number 1 on the waiting list"),
        "{}",
        again.text()
    );
}

#[tokio::test]
async fn a_session_for_one_organisation_is_not_found_by_others() {
    let app = TestApp::start().await;
    let northside = app.organisation("Northside").await;
    let new = NewSession {
        open_to: OpenTo::Organisation(northside),
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    assert!(asha.get("/sessions").await.ok().link(SEMINAR).is_some());
    let mut ben = app.learner().at("Riverside").sign_in().await;
    assert!(ben.get("/sessions").await.ok().link(SEMINAR).is_none());
    ben.get(&format!("/sessions/{session}"))
        .await
        .assert_not_found();
    let fields = [("form_token".to_owned(), token(&mut ben).await)];
    let forced = ben
        .post_once(&format!("/sessions/{session}/book/confirm"), &fields)
        .await;
    forced.assert_not_found();
    assert!(states(&app, session).await.is_empty());
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    other
        .get(&format!("/sessions/{session}/bookings"))
        .await
        .assert_not_found();
}

#[tokio::test]
async fn a_provisional_place_is_released_when_what_comes_first_is_given_up() {
    let app = TestApp::start().await;
    let first = is_on(&app, "Northside", &plan(&app, HALF_DAY, 5).await).await;
    let later = morning(&app, 80);
    let new = NewSession {
        parts: vec![later],
        closes_at: later.starts_at,
        ..plan(&app, PRACTICAL, 5).await
    };
    let second = is_on(&app, "Northside", &new).await;
    let asha = app.learner().at("Northside").create().await;
    let mut browser = app.sign_in(&asha).await;
    let page = browser.get(&format!("/sessions/{first}")).await.ok();
    assert!(
        page.text().contains("Awareness comes first"),
        "{}",
        page.text()
    );
    has_passed(&app, &asha, "awareness").await;
    let page = browser.get(&format!("/sessions/{second}")).await.ok();
    assert!(
        page.text().contains("comes first, and is neither"),
        "{}",
        page.text()
    );
    let booked = booking_of(&books(&mut browser, first).await);
    let page = books(&mut browser, second).await;
    assert!(
        page.text().contains("The place is provisional"),
        "{}",
        page.text()
    );
    gives_up(&mut browser, &booked).await;
    assert_eq!(states(&app, second).await, ["released"]);
    assert_eq!(taken(&app, second).await, 0);
    assert_eq!(told(&app, &asha, "Your booking has ended").await, 1);
}

#[tokio::test]
async fn a_changed_session_tells_everybody_and_never_drops_anybody() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 2).await).await;
    let people = [
        app.learner().at("Northside").create().await,
        app.learner().at("Northside").create().await,
        app.learner().at("Northside").create().await,
    ];
    for someone in &people {
        books(&mut app.sign_in(someone).await, session).await;
    }
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let path = format!("/sessions/{session}/change");
    let page = lead.get(&path).await.ok();
    let fewer = lead.submit(&page, "Save", &[("Places", "1")]).await.ok();
    assert!(
        fewer
            .text()
            .contains("2 people hold a place, and there are to be 1 place"),
        "{}",
        fewer.text()
    );
    assert_eq!(states(&app, session).await, ["booked", "booked", "waiting"]);
    // Only more places: nobody is told of a change, and whoever waits gets an offer.
    let page = lead.get(&path).await.ok();
    lead.submit(&page, "Save", &[("Places", "3")]).await.ok();
    assert_eq!(states(&app, session).await, ["booked", "booked", "offered"]);
    assert_eq!(told(&app, &people[0], "Changed:").await, 0);
    let page = lead.get(&path).await.ok();
    let form = page.form("Save").fill(&[("=venue", "The other room")]);
    lead.post(&form.action, &form.fields).await.ok();
    for someone in &people {
        assert_eq!(told(&app, someone, "Changed:").await, 1);
    }
    // The same form once more: it was made on the sight of what is no longer there.
    let again = lead.post(&form.action, &form.fields).await;
    assert_eq!(
        (again.status, again.heading().as_str()),
        (409, "The session has been changed meanwhile")
    );
}

#[tokio::test]
async fn a_cancelled_session_ends_every_booking_and_tells_everybody_once() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 1).await).await;
    let people = [
        app.learner().at("Northside").create().await,
        app.learner().at("Riverside").create().await,
    ];
    for someone in &people {
        books(&mut app.sign_in(someone).await, session).await;
    }
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&format!("/sessions/{session}/cancel")).await.ok();
    assert!(
        page.text()
            .contains("1 person holds a place and 1 person waits"),
        "{}",
        page.text()
    );
    let without = lead.submit(&page, "Cancel the session", &[]).await;
    assert_eq!(without.errors(), ["Enter why the session is cancelled"]);
    let form = page
        .form("Cancel the session")
        .fill(&[("=why", "The trainer is ill")]);
    lead.post(&form.action, &form.fields).await.ok();
    let twice = lead.post(&form.action, &form.fields).await;
    assert_eq!(twice.heading(), "The session has been cancelled");
    assert_eq!(
        states(&app, session).await,
        ["session_cancelled", "session_cancelled"]
    );
    assert_eq!(taken(&app, session).await, 0);
    for someone in &people {
        assert_eq!(told(&app, someone, "The trainer is ill").await, 1);
    }
    assert!(lead.get("/sessions").await.ok().link(SEMINAR).is_none());
}

#[tokio::test]
async fn needs_are_seen_by_the_organiser_only_and_forgotten_after_thirty_days() {
    let app = TestApp::start().await;
    let trainer = app.trainer().at("Northside").create().await;
    let new = NewSession {
        trainers: vec![trainer.person],
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let mut asha = app.learner().at("Riverside").sign_in().await;
    let page = asha.get(&format!("/sessions/{session}/book")).await.ok();
    let needs = [(
        "What do you need to take part? (optional)",
        "A hearing loop",
    )];
    let check = asha.submit(&page, "Continue", &needs).await.ok();
    asha.submit(&check, "Book the place", &[]).await.ok();
    let bookings = format!("/sessions/{session}/bookings");
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let seen = lead.get(&bookings).await.ok();
    assert!(seen.text().contains("A hearing loop"), "{}", seen.text());
    for mut other in [
        app.sign_in(&trainer).await,
        app.training_lead().at("Riverside").sign_in().await,
        app.administrator().at("Northside").sign_in().await,
    ] {
        other.get(&bookings).await.assert_not_found();
        let page = other.get(&format!("/sessions/{session}")).await.ok();
        assert!(!page.text().contains("A hearing loop"));
    }
    app.advance(TimeDelta::days(60));
    let (_, register) = register(&app, &trainer, session).await;
    assert!(
        !register.text().contains("A hearing loop"),
        "{}",
        register.text()
    );
    app.advance(TimeDelta::days(31));
    app.run_jobs().await;
    assert_eq!(texts(&app, "SELECT access_needs FROM booking").await, [""]);
}

#[tokio::test]
async fn a_lead_books_a_team_with_a_line_for_each() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 2).await).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let northside = app.organisation("Northside").await;
    let team = organisations::teams(app.site.services(), northside)
        .await
        .unwrap()
        .remove(0);
    let mut team_of = Vec::new();
    for name in ["Ada", "Bo", "Cy"] {
        let someone = app.learner().at("Northside").named(name).create().await;
        let sql = format!(
            "UPDATE post SET team_id = {} WHERE person_id = {}",
            id(&app, team.id),
            id(&app, someone.person)
        );
        behind_its_back(&app, &sql).await;
        team_of.push(someone);
    }
    books(&mut app.sign_in(&team_of[1]).await, session).await;
    let page = lead.get(&format!("/sessions/{session}/people")).await.ok();
    let nobody = lead.submit(&page, "Book", &[]).await;
    assert_eq!(nobody.errors(), ["Select whom you want to book"]);
    let chosen = [
        ("Everybody in a team", ""),
        ("Which team, if it is a team", team.name.as_str()),
    ];
    let done = lead.submit(&page, "Book", &chosen).await.ok();
    let text = done.text();
    for line in [
        "Ada Booked",
        "Bo Not booked: There is a booking for this session already",
        "Cy Number 1 on the waiting list",
    ] {
        assert!(text.contains(line), "{line:?} in {text}");
    }
    // Nobody of another organisation.
    let stranger = app.learner().at("Riverside").create().await;
    let address = stranger.email.unwrap();
    let one = [
        ("One person", ""),
        (
            "Their e-mail address or staff number, if it is one person",
            address.as_str(),
        ),
    ];
    let page = lead.submit(&page, "Book", &one).await;
    assert_eq!(page.errors(), ["None of your people is found by that"]);
}

/// The register of a session, when it is open.
async fn register(app: &TestApp, someone: &Someone, session: SessionId) -> (Browser, Page) {
    let mut browser = app.sign_in(someone).await;
    let page = browser
        .get(&format!("/sessions/{session}/register"))
        .await
        .ok();
    (browser, page)
}

pub fn until(app: &TestApp, at: DateTime<Utc>) -> TimeDelta {
    at - app.site.now()
}

#[tokio::test]
async fn the_register_opens_half_an_hour_before_and_corrections_append() {
    let app = TestApp::start().await;
    let trainer = app.trainer().at("Riverside").create().await;
    let new = NewSession {
        trainers: vec![trainer.person],
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let asha = app.learner().at("Northside").create().await;
    books(&mut app.sign_in(&asha).await, session).await;
    let starts_at = new.parts[0].starts_at;
    app.advance(until(&app, starts_at - TimeDelta::minutes(31)));
    let (_, early) = register(&app, &trainer, session).await;
    assert!(
        early.text().contains("The register opens on"),
        "{}",
        early.text()
    );
    app.advance(TimeDelta::minutes(1));
    let (mut browser, page) = register(&app, &trainer, session).await;
    let form = page.form("Save the register").fill(&[("Attended", "")]);
    let done = browser.post(&form.action, &form.fields).await.ok();
    assert!(done.text().contains("1 of 1 marked"), "{}", done.text());
    // The same form once more adds nothing.
    browser.post(&form.action, &form.fields).await.ok();
    let completed = "SELECT level || ' ' || source FROM completion";
    assert_eq!(texts(&app, completed).await, ["EM session"]);
    assert_eq!(states(&app, session).await, ["attended"]);
    let mut own = app.sign_in(&asha).await;
    assert!(own.get("/my-training").await.ok().text().contains(SEMINAR));
    // A correction is added, and what was completed no longer counts.
    app.advance(TimeDelta::minutes(10));
    let (mut browser, page) = register(&app, &trainer, session).await;
    browser
        .submit(&page, "Save the register", &[("Left early", "")])
        .await
        .ok();
    let marks = texts(&app, "SELECT mark FROM attendance ORDER BY marked_at").await;
    assert_eq!(marks, ["attended", "left_early"]);
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM completion_withdrawn").await,
        1
    );
    // A form from before the correction is not taken, and that is said.
    let own = token(&mut browser).await;
    let fields = with(&form.fields, &[("form_token", &own)]);
    let stale = browser.post(&form.action, &fields).await.ok();
    assert!(
        stale.text().contains("somebody else has marked meanwhile"),
        "{}",
        stale.text()
    );
    // Corrected once more, it counts anew.
    app.advance(TimeDelta::minutes(10));
    let (mut browser, page) = register(&app, &trainer, session).await;
    browser
        .submit(&page, "Save the register", &[("Late", "")])
        .await
        .ok();
    assert_eq!(states(&app, session).await, ["late"]);
    assert_eq!(number(&app, "SELECT COUNT(*) FROM completion").await, 2);
    app.training_lead()
        .at("Riverside")
        .sign_in()
        .await
        .get(&format!("/sessions/{session}/register"))
        .await
        .assert_not_found();
}

#[tokio::test]
async fn own_bookings_and_what_is_still_needed_come_first() {
    let app = TestApp::start().await;
    let seminar = is_on(&app, "Northside", &plan(&app, SEMINAR, 5).await).await;
    is_on(&app, "Northside", &plan(&app, HALF_DAY, 5).await).await;
    let asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C1", "C3"])
        .create()
        .await;
    let mut browser = app.sign_in(&asha).await;
    books(&mut browser, seminar).await;
    let page = browser.get("/sessions").await.ok();
    assert_eq!(
        page.all("main h2.govuk-heading-m")[..3],
        ["Your bookings", "What you still need", "All sessions"]
    );
    let text = page.text();
    let place = |words: &str| text.find(words).unwrap();
    assert!(place(SEMINAR) < place("What you still need"));
    assert!(place("What you still need") < place(HALF_DAY));
    let narrowed = browser.get("/sessions?level=EM&places=left").await.ok();
    let listed = narrowed.all(".app-filter-layout__content th a");
    assert_eq!(listed, [SEMINAR]);
    let day = app.site.today() + Days::new(61);
    let later = browser.get(&format!("/sessions?from={day}")).await.ok();
    assert!(
        later.text().contains("No session is on that fits"),
        "{}",
        later.text()
    );
}

#[tokio::test]
async fn a_lead_puts_a_session_on_and_every_fault_is_said_at_once() {
    let app = TestApp::start().await;
    let trainer = app.trainer().at("Riverside").create().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/sessions/new").await.ok();
    let wrong = lead.submit(&page, "Save", &[]).await;
    assert_eq!(wrong.status, 422);
    let errors = wrong.errors();
    for said in [
        "Select the course",
        "Enter the day of the session",
        "Enter when it begins, such as 09:30",
        "Select the district",
        "Enter the venue, or a link if it is online",
        "Places must be a whole number from 1 to 2,000",
    ] {
        assert!(
            errors.iter().any(|error| error == said),
            "{said:?} in {errors:?}"
        );
    }
    let day = app.site.today() + Days::new(30);
    let part = |format: &str| day.format(format).to_string();
    let (d, m, y) = (part("%-d"), part("%-m"), part("%Y"));
    let address = trainer.email.clone().unwrap();
    let fill = [
        ("Course", SEMINAR),
        ("=on_1_day", d.as_str()),
        ("=on_1_month", m.as_str()),
        ("=on_1_year", y.as_str()),
        ("=from_1", "09:30"),
        ("=to_1", "12:00"),
        ("District", "Northside district"),
        ("=venue", "Civic Centre\nRoom 2"),
        ("=trainers", address.as_str()),
        ("Places", "12"),
    ];
    let form = page.form("Save").fill(&fill);
    let on = lead.post(&form.action, &form.fields).await.ok();
    let text = on.text();
    for said in [
        "The session is on",
        "09:30 to 12:00",
        "Civic Centre Room 2",
        "12 of 12 places left",
    ] {
        assert!(text.contains(said), "{said:?} in {text}");
    }
    assert!(text.contains(&trainer.name), "{text}");
    let twice = lead.post(&form.action, &form.fields).await;
    assert!(
        twice.errors()[0].contains("has this course on at that time"),
        "{:?}",
        twice.errors()
    );
    assert_eq!(number(&app, "SELECT COUNT(*) FROM session").await, 1);
}

/// A session of an organisation, and somebody's booking of it.
pub async fn booked(
    app: &TestApp,
    organisation: &str,
    someone: &Someone,
    trainers: Vec<PersonId>,
) -> (String, String) {
    let new = NewSession {
        trainers,
        ..plan(app, SEMINAR, 30).await
    };
    let session = is_on(app, organisation, &new).await;
    let mut browser = app.sign_in(someone).await;
    let booking = booking_of(&books(&mut browser, session).await);
    (session.to_string(), booking)
}
