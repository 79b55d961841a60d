//! Putting sessions on: venues, copies, repeats, clashes, and sessions that are not certain yet.

use crate::sessions::{SEMINAR, books, is_on, morning, plan, states, told};
use crate::steps::{id, number, texts};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use domain::{
    access::{Actor, Grant, KeepVenues, Role, permit},
    ids::{OrganisationId, VenueId},
    reminders::is_bank_holiday,
    sessions::Venue,
};
use store::sessions::{NewSession, add_venue};
use testkit::{Browser, TestApp};

/// A venue of an organisation.
pub async fn a_venue(app: &TestApp, organisation: &str) -> VenueId {
    let organisation = app.organisation(organisation).await;
    let lead = Actor::Person {
        person: app.site.new_id(),
        account: app.site.new_id(),
        name: "Lena Lead".to_owned(),
        grants: vec![Grant {
            role: Role::TrainingLead,
            organisation: Some(organisation),
            board: None,
            whose: None,
        }],
    };
    let may = permit(&lead, KeepVenues { organisation }).expect("a lead may");
    let venue = Venue {
        id: VenueId::NOTHING,
        organisation: OrganisationId::NOTHING,
        name: format!("Civic Centre {}", app.site.ids.below(1_000_000)),
        address: "1 High Street\nNorthtown".to_owned(),
        map_link: String::new(),
        rooms: String::new(),
        access: "Step-free, hearing loop".to_owned(),
        parking: String::new(),
        transport: String::new(),
        is_in_use: true,
    };
    add_venue(app.site.services(), &may, &venue).await.unwrap()
}

/// A day as the form asks for it.
pub fn on(day: NaiveDate) -> [(&'static str, String); 3] {
    [
        ("=on_1_day", day.day().to_string()),
        ("=on_1_month", day.month().to_string()),
        ("=on_1_year", day.year().to_string()),
    ]
}

/// What the form for a session asks at least.
fn answers(day: NaiveDate) -> Vec<(&'static str, String)> {
    let mut answers = vec![
        ("Course", SEMINAR.to_owned()),
        ("=from_1", "09:30".to_owned()),
        ("=to_1", "12:30".to_owned()),
        ("=venue", "Oak".to_owned()),
        ("Places", "12".to_owned()),
    ];
    answers.extend(on(day));
    answers
}

/// Posts a form; the first district is chosen where the form asks for one.
async fn posts(
    browser: &mut Browser,
    page: &testkit::Page,
    button: &str,
    fill: &[(&str, String)],
) -> testkit::Page {
    let fill: Vec<_> = fill
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let mut form = page.form(button).fill(&fill);
    let district = page
        .attributes("select[name=district] option", "value")
        .pop();
    for (name, value) in &mut form.fields {
        if let ("district", Some(first)) = (name.as_str(), &district) {
            value.clone_from(first);
        }
    }
    browser.post(&form.action, &form.fields).await
}

#[tokio::test]
async fn a_venue_is_kept_once_and_shown_to_those_who_book() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/sessions").await.ok();
    let page = lead.get(&page.link("Venues").unwrap()).await.ok();
    let page = lead.get(&page.link("Add a venue").unwrap()).await.ok();
    let missing = lead.submit(&page, "Save", &[]).await;
    assert_eq!(
        missing.errors(),
        ["Enter the name of the venue", "Enter the address"]
    );
    let fill = [
        ("Name of the venue", "Civic Centre"),
        ("Address", "1 High Street\nNorthtown"),
        ("Access (optional)", "Step-free, hearing loop"),
        ("Parking (optional)", "Behind the library"),
    ];
    let kept = lead.submit(&page, "Save", &fill).await.ok();
    assert!(kept.text().contains("Civic Centre"), "{}", kept.text());
    let twice = lead.submit(&page, "Save", &fill).await;
    assert_eq!(
        twice.errors(),
        ["Your organisation has a venue of this name already"]
    );
    let page = lead.get("/sessions/new").await.ok();
    let mut fill = answers(app.site.today() + Days::new(40));
    fill.push(("Venue of your organisation", "Civic Centre".to_owned()));
    let done = posts(&mut lead, &page, "Save", &fill).await.ok();
    for said in ["Oak", "1 High Street", "hearing loop", "Behind the library"] {
        assert!(done.text().contains(said), "{said}: {}", done.text());
    }
    let venue = "SELECT venue FROM session";
    let told = "Civic Centre\nOak\n1 High Street\nNorthtown";
    assert_eq!(texts(&app, venue).await, [told]);
    // What people were told of the place stays when the venue is changed; how to get there is as it is now.
    let page = lead.get("/venues").await.ok();
    let page = lead.get(&page.link("Civic Centre").unwrap()).await.ok();
    let fill = [("Address", "2 Low Road"), ("Parking (optional)", "None")];
    lead.submit(&page, "Save", &fill).await.ok();
    assert_eq!(texts(&app, venue).await, [told]);
    let shown = lead.get(&done.path).await.ok();
    assert!(shown.text().contains("Parking None"), "{}", shown.text());
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    other.get(&page.path).await.assert_not_found();
}

#[tokio::test]
async fn a_lead_of_several_organisations_says_for_which_it_is() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let lead = app.training_lead().at("Northside").create().await;
    let riverside = app.organisation("Riverside").await;
    let sql = format!(
        "INSERT INTO role_grant (id, person_id, role, organisation_id, starts_on) SELECT {}, {}, 'training_lead', {}, starts_on \
         FROM role_grant WHERE person_id = {}",
        id(&app, app.site.new_id::<domain::ids::GrantId>()),
        id(&app, lead.person),
        id(&app, riverside),
        id(&app, lead.person),
    );
    crate::steps::behind_its_back(&app, &sql).await;
    let mut browser = app.sign_in(&lead).await;
    let page = browser.get("/sessions/new").await.ok();
    assert_eq!(page.heading(), "For which organisation is it?");
    let page = browser.get(&page.link("Riverside").unwrap()).await.ok();
    let fill = answers(app.site.today() + Days::new(40));
    posts(&mut browser, &page, "Save", &fill).await.ok();
    let whose = "SELECT o.name FROM session s JOIN organisation o ON o.id = s.organisation_id";
    assert_eq!(texts(&app, whose).await, ["Riverside"]);
}

#[tokio::test]
async fn a_copied_session_has_everything_but_the_dates() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 7).await).await;
    crate::steps::behind_its_back(&app, "UPDATE session SET share = 60, needs_approval = true")
        .await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&format!("/sessions/{session}")).await.ok();
    let copy = page.link("Copy this session").unwrap();
    let page = lead.get(&copy).await.ok();
    let undated = lead.submit(&page, "Save", &[]).await;
    assert_eq!(undated.errors(), ["Enter the day of the session"]);
    let day = app.site.today() + Days::new(70);
    let fill: Vec<_> = on(day).into_iter().collect();
    posts(&mut lead, &page, "Save", &fill).await.ok();
    let copies = "SELECT COUNT(*) FROM session WHERE places = 7 AND note = 'Bring a pen.' AND share = 60 AND needs_approval";
    assert_eq!(number(&app, copies).await, 2);
    let mut other = app.training_lead().at("Riverside").sign_in().await;
    other.get(&copy).await.assert_not_found();
}

/// A day with no bank holiday among those of the next weeks.
fn quiet_day(app: &TestApp) -> NaiveDate {
    let is_quiet =
        |day: &NaiveDate| (0..3).all(|week| !is_bank_holiday(*day + Days::new(7 * week)));
    let mut days = (40..).map(|ahead| app.site.today() + Days::new(ahead));
    days.find(is_quiet).expect("some weeks have no holiday")
}

#[tokio::test]
async fn a_session_is_repeated_after_a_look_at_the_dates() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/sessions/new").await.ok();
    let day = quiet_day(&app);
    let holiday = day + Days::new(7);
    let sql = format!(
        "INSERT INTO bank_holiday (day, name, added_at) VALUES ('{holiday}', 'A day of joy', '{day}T00:00:00Z')"
    );
    crate::steps::behind_its_back(&app, &sql).await;
    let mut fill = answers(day);
    fill.push(("Every week", String::new()));
    let without = posts(&mut lead, &page, "Save", &fill).await;
    assert_eq!(
        without.errors(),
        ["How many times must be a whole number from 2 to 52"]
    );
    fill.push(("=times", "3".to_owned()));
    let preview = posts(&mut lead, &page, "Save", &fill).await.ok();
    assert_eq!(preview.heading(), "Check the dates");
    assert!(
        preview.text().contains("Bank holiday"),
        "{}",
        preview.text()
    );
    assert_eq!(number(&app, "SELECT COUNT(*) FROM session").await, 0);
    let form = preview.form("Put them on");
    let done = lead.post(&form.action, &form.fields).await.ok();
    assert!(
        done.text().contains("The sessions are on"),
        "{}",
        done.text()
    );
    // The bank holiday was left out; the same form once more puts nothing on.
    assert_eq!(number(&app, "SELECT COUNT(*) FROM session").await, 2);
    let twice = lead.post(&form.action, &form.fields).await;
    assert!(twice.errors()[0].starts_with("One of these is on already"));
    assert_eq!(number(&app, "SELECT COUNT(*) FROM session").await, 2);
    let audited = "SELECT COUNT(*) FROM audit WHERE act = 'RunSession'";
    assert_eq!(number(&app, audited).await, 1);
}

#[tokio::test]
async fn two_back_to_back_follow_one_another_on_the_same_day() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/sessions/new").await.ok();
    let mut fill = answers(app.site.today() + Days::new(40));
    fill.push(("Twice the same day", String::new()));
    fill.push(("=pause", "600".to_owned()));
    let wrong = posts(&mut lead, &page, "Save", &fill).await;
    assert_eq!(
        wrong.errors(),
        ["Minutes must be a whole number from 0 to 240"]
    );
    fill.push(("=pause", "45".to_owned()));
    let preview = posts(&mut lead, &page, "Save", &fill).await.ok();
    assert!(
        preview.text().contains("09:30 to 12:30") && preview.text().contains("13:15 to 16:15"),
        "{}",
        preview.text()
    );
    let back = lead.submit(&preview, "Change the answers", &[]).await.ok();
    assert_eq!(back.heading(), "Put on a session");
    let ticked = preview.form("Put them on").fill(&[("=session", "1")]);
    lead.post(&ticked.action, &ticked.fields).await.ok();
    assert!(number(&app, "SELECT COUNT(*) FROM session").await >= 1);
}

#[tokio::test]
async fn a_trainer_with_something_else_on_is_named_and_the_lead_may_go_on() {
    let app = TestApp::start().await;
    let trainer = app.trainer().at("Northside").named("Tess").create().await;
    let new = NewSession {
        trainers: vec![trainer.person],
        parts: vec![morning(&app, 40)],
        closes_at: morning(&app, 40).starts_at,
        ..plan(&app, SEMINAR, 5).await
    };
    is_on(&app, "Riverside", &new).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/sessions/new").await.ok();
    let mut fill = answers(app.site.today() + Days::new(40));
    fill.push(("=trainers", trainer.email.clone().unwrap()));
    let clash = posts(&mut lead, &page, "Save", &fill).await;
    assert!(
        clash.errors()[0].starts_with("Tess trains on another session on"),
        "{:?}",
        clash.errors()
    );
    // Nothing else of a session that she may not be meant to know of.
    assert!(!clash.errors()[0].contains(SEMINAR));
    let go_on = [(
        "Go on although a trainer has something else on",
        String::new(),
    )];
    let done = posts(&mut lead, &clash, "Save", &go_on).await.ok();
    assert!(done.text().contains("The session is on"), "{}", done.text());
    // After the other one there is no clash.
    let mut fill = answers(app.site.today() + Days::new(40));
    fill.extend([
        ("=from_1", "12:30".to_owned()),
        ("=to_1", "15:00".to_owned()),
        ("=trainers", trainer.email.unwrap()),
    ]);
    posts(&mut lead, &page, "Save", &fill).await.ok();
}

#[tokio::test]
async fn a_tentative_session_is_booked_and_confirmed_once() {
    let app = TestApp::start().await;
    let new = NewSession {
        is_tentative: true,
        minimum: 3,
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    let asha = app.learner().at("Northside").create().await;
    let mut browser = app.sign_in(&asha).await;
    let list = browser.get("/sessions").await.ok();
    assert!(list.text().contains("Not certain yet"), "{}", list.text());
    assert!(list.text().contains("3 more needed by"), "{}", list.text());
    books(&mut browser, session).await;
    assert_eq!(told(&app, &asha, "not certain yet").await, 1);
    let lead = app.training_lead().at("Northside").create().await;
    let mut desk = app.sign_in(&lead).await;
    let early = desk.get("/sessions").await.ok();
    assert!(
        !early.text().contains("Too few have booked"),
        "{}",
        early.text()
    );
    app.advance(TimeDelta::days(55));
    let mut desk = app.sign_in(&lead).await;
    let near = desk.get("/sessions").await.ok();
    assert!(
        near.text().contains("Too few have booked"),
        "{}",
        near.text()
    );
    let overview = desk.get("/overview").await.ok();
    assert!(
        overview.link("1 session with too few bookings").is_some(),
        "{}",
        overview.text()
    );
    let page = desk.get(&format!("/sessions/{session}")).await.ok();
    assert!(page.text().contains("2 more needed by"), "{}", page.text());
    let page = desk
        .get(&page.link("Confirm the session").unwrap())
        .await
        .ok();
    let form = page.form("Confirm the session");
    for _ in 0..2 {
        let done = desk.post(&form.action, &form.fields).await.ok();
        assert!(!done.text().contains("not certain"), "{}", done.text());
    }
    assert_eq!(told(&app, &asha, "It takes place").await, 1);
}

#[tokio::test]
async fn fewer_places_than_people_are_asked_about_by_name_the_latest_first() {
    let app = TestApp::start().await;
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 3).await).await;
    let mut people = Vec::new();
    for name in ["Ada", "Bo", "Cy"] {
        let someone = app.learner().at("Northside").named(name).create().await;
        books(&mut app.sign_in(&someone).await, session).await;
        people.push(someone);
    }
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let path = format!("/sessions/{session}/change");
    let page = lead.get(&path).await.ok();
    let asked = lead.submit(&page, "Save", &[("Places", "2")]).await.ok();
    assert_eq!(asked.heading(), "Fewer places than people");
    let names = asked.all("tbody th label");
    assert!(
        names[0].starts_with("Cy") && names[2].starts_with("Ada"),
        "{names:?}"
    );
    let nobody = lead.submit(&asked, "Change the session", &[]).await;
    assert_eq!(
        nobody.errors(),
        [
            "Select at least 1 person",
            "Select what becomes of their bookings"
        ]
    );
    assert_eq!(states(&app, session).await, ["booked", "booked", "booked"]);
    let latest = asked.attributes("input[name=booking]", "value").remove(0);
    let mut form = asked
        .form("Change the session")
        .fill(&[("They go on the waiting list", "")]);
    form.fields.push(("booking".to_owned(), latest));
    let done = lead.post(&form.action, &form.fields).await.ok();
    assert!(done.text().contains("has been changed"), "{}", done.text());
    assert_eq!(states(&app, session).await, ["booked", "booked", "waiting"]);
    assert_eq!(number(&app, "SELECT taken FROM session").await, 2);
    assert_eq!(
        told(&app, &people[2], "You are on the waiting list").await,
        1
    );
    // Fewer again, and the booking ends at nobody's charge.
    let page = lead.get(&path).await.ok();
    let asked = lead.submit(&page, "Save", &[("Places", "1")]).await.ok();
    let latest = asked.attributes("input[name=booking]", "value").remove(0);
    let mut form = asked
        .form("Change the session")
        .fill(&[("Their bookings end", "")]);
    form.fields.push(("booking".to_owned(), latest));
    lead.post(&form.action, &form.fields).await.ok();
    assert_eq!(
        states(&app, session).await,
        ["booked", "cancelled", "waiting"]
    );
    assert_eq!(told(&app, &people[1], "Your booking has ended").await, 1);
    assert_eq!(told(&app, &people[0], "waiting list").await, 0);
    // With more places again, whoever waits is offered one, takes it, and is told of both.
    let page = lead.get(&path).await.ok();
    lead.submit(&page, "Save", &[("Places", "2")]).await.ok();
    assert_eq!(
        states(&app, session).await,
        ["booked", "cancelled", "offered"]
    );
    let mut browser = app.sign_in(&people[2]).await;
    let page = browser.get("/sessions").await.ok();
    let page = browser.get(&page.link(SEMINAR).unwrap()).await.ok();
    browser.submit(&page, "Accept the place", &[]).await.ok();
    assert_eq!(told(&app, &people[2], "Your place is booked").await, 2);
}

#[tokio::test]
async fn many_sessions_come_from_a_file_all_of_them_or_none() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/sessions/file").await.ok();
    let template = lead.get(&page.link("CSV").unwrap()).await.ok();
    let template = String::from_utf8(template.bytes.clone()).unwrap();
    let mut lines = template.lines();
    let (heads, example) = (lines.next().unwrap(), lines.next().unwrap());
    let course = example.split(',').next().unwrap();
    let file = |rows: &[String]| format!("{heads}\r\n{}\r\n", rows.join("\r\n")).into_bytes();
    // One that is right, one of a course that nobody knows on a day that is none, and one that is there twice.
    let bad = example
        .replacen(course, "Basket weaving", 1)
        .replacen("12:30", "08:00", 1);
    let rows = [example.to_owned(), bad, example.to_owned()];
    let sent = ("sessions", "spring.csv", file(&rows));
    let checked = lead
        .upload(&page, "Send and check", &[], (sent.0, sent.1, &sent.2))
        .await
        .ok();
    for said in [
        "3 sessions in the file, 2 rows with something wrong",
        "Course: Basket weaving is not known",
        "To: It must end after it begins",
        "The same as row 2",
        "Nothing has been put on",
    ] {
        assert!(checked.text().contains(said), "{said}: {}", checked.text());
    }
    let rows = [example.to_owned(), example.replacen("09:30", "10:30", 1)];
    let good = file(&rows);
    let checked = lead
        .upload(
            &page,
            "Send and check",
            &[],
            ("sessions", "spring.csv", &good),
        )
        .await
        .ok();
    assert_eq!(number(&app, "SELECT COUNT(*) FROM session").await, 0);
    let form = checked.form("Put on 2 sessions");
    lead.post(&form.action, &form.fields).await.ok();
    assert_eq!(number(&app, "SELECT COUNT(*) FROM session").await, 2);
    let twice = lead.post(&form.action, &form.fields).await.ok();
    assert!(
        twice.text().contains("One of these is on already"),
        "{}",
        twice.text()
    );
    assert_eq!(number(&app, "SELECT COUNT(*) FROM session").await, 2);
    let nothing = lead
        .upload(
            &page,
            "Send and check",
            &[],
            ("sessions", "x.csv", b"Name\r\nAda\r\n"),
        )
        .await;
    assert_eq!(
        nothing.errors(),
        ["The file has no column \u{201c}Course\u{201d}. Begin with the template"]
    );
}

#[tokio::test]
async fn more_than_there_are_seats_may_book_and_the_database_still_bounds_them() {
    let app = TestApp::start().await;
    let new = NewSession {
        over_percent: 10,
        ..plan(&app, SEMINAR, 20).await
    };
    let session = is_on(&app, "Northside", &new).await;
    assert_eq!(number(&app, "SELECT places FROM session").await, 22);
    let beyond = crate::steps::tried(&app, "UPDATE session SET taken = 23").await;
    assert!(beyond.is_err());
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&format!("/sessions/{session}")).await.ok();
    let text = page.text();
    assert!(text.contains("20 of 20 places left"), "{text}");
    let page = lead.get(&format!("/sessions/{session}/change")).await.ok();
    assert_eq!(page.attributes("#places", "value"), ["20"]);
    assert!(
        page.text().contains("20 more people have to be marked"),
        "{}",
        page.text()
    );
    let most = lead.submit(&page, "Save", &[("=over", "31")]).await;
    assert_eq!(
        most.errors(),
        ["How many more may book must be a whole number from 0 to 30"]
    );
}

#[tokio::test]
async fn materials_and_prices_by_kind_of_organisation_are_said_with_the_session() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/sessions/new").await.ok();
    let mut fill = answers(app.site.today() + Days::new(40));
    fill.extend([
        ("=materials", "The handbook, sent a week before".to_owned()),
        ("=price_council", "0".to_owned()),
        ("=price_other", "45 pounds".to_owned()),
    ]);
    let wrong = posts(&mut lead, &page, "Save", &fill).await;
    assert_eq!(
        wrong.errors(),
        ["Enter the price in pounds, such as 45 or 45.50, and 0 if it is free"]
    );
    fill.push(("=price_other", "45.50".to_owned()));
    let done = posts(&mut lead, &page, "Save", &fill).await.ok();
    for said in [
        "The handbook",
        "Council: Free",
        "Other organisation: £45.50",
    ] {
        assert!(done.text().contains(said), "{said}: {}", done.text());
    }
    let session = done.path.split('?').next().unwrap_or_default().to_owned();
    let change = lead.get(&format!("{session}/change")).await.ok();
    assert_eq!(change.attributes("#price-other", "value"), ["45.50"]);
}
