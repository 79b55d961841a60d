//! Sessions that people ask for, and finding sessions by filters and by month.

use crate::sessions::{SEMINAR, is_on, morning, plan, told};
use crate::steps::{behind_its_back, id, number, texts};
use domain::ids::SessionRequestId;
use store::sessions::NewSession;
use testkit::{Browser, Page, Someone, TestApp};

/// A request of somebody, behind the product's back.
pub async fn asked(app: &TestApp, someone: &Someone) -> String {
    let request: SessionRequestId = app.site.new_id();
    let sql = format!(
        "INSERT INTO session_request (id, person_id, organisation_id, about, people, place, dates, why, asked_at) \
         SELECT {}, person_id, organisation_id, 'Members', 9, '', 'Soon', 'New', '2026-01-01T00:00:00Z' FROM post \
         WHERE person_id = {}",
        id(app, request),
        id(app, someone.person)
    );
    behind_its_back(app, &sql).await;
    request.to_string()
}

/// A request, sent by somebody; the page that lists it.
async fn asks(browser: &mut Browser) -> Page {
    let page = browser.get("/sessions/requests/new").await.ok();
    let nothing = browser.submit(&page, "Send the request", &[]).await;
    assert_eq!(
        nothing.errors(),
        [
            "Select what it should be about",
            "For how many people must be a whole number from 1 to 2,000",
            "Enter when it should be",
            "Enter why you ask for it"
        ]
    );
    let form = page.form("Send the request").fill(&[
        ("What should it be about?", SEMINAR),
        ("For how many people?", "14"),
        ("=place", "Our depot"),
        ("=dates", "Any Tuesday in spring"),
        ("=why", "New starters"),
    ]);
    browser.post(&form.action, &form.fields).await.ok();
    // The same form twice is one request.
    browser.post(&form.action, &form.fields).await.ok()
}

#[tokio::test]
async fn a_request_is_taken_up_and_whoever_asked_is_told_of_the_session() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let manager = app.manager().at("Northside").create().await;
    let mut asker = app.sign_in(&manager).await;
    let sent = asks(&mut asker).await;
    assert!(sent.text().contains("Waiting"), "{}", sent.text());
    let requests = "SELECT COUNT(*) FROM session_request";
    assert_eq!(number(&app, requests).await, 1);
    // Whoever neither asked nor answers requests knows nothing of it.
    let request = sent.link(SEMINAR).unwrap();
    let mut other = app.manager().at("Northside").sign_in().await;
    other.get(&request).await.assert_not_found();
    let mut learner = app.learner().at("Northside").sign_in().await;
    learner.get("/sessions/requests").await.assert_not_found();
    // Any lead of the partnership takes it up, once.
    let mut lead = app.training_lead().at("Riverside").sign_in().await;
    let desk = lead.get("/overview").await.ok();
    let queue = desk.link("1 session that somebody asks for").unwrap();
    let queue = lead.get(&queue).await.ok();
    let page = lead.get(&queue.link(SEMINAR).unwrap()).await.ok();
    assert!(
        page.text().contains("Any Tuesday in spring"),
        "{}",
        page.text()
    );
    let take = page.form("Take it up and put a session on");
    let form = lead.post(&take.action, &take.fields).await.ok();
    assert_eq!(form.heading(), "Put on a session");
    assert!(
        form.text().contains("Dates: Any Tuesday in spring"),
        "{}",
        form.text()
    );
    let mut second = app.training_lead().at("Northside").sign_in().await;
    let fields = [(
        "form_token".to_owned(),
        crate::steps::token(&mut second).await,
    )];
    let late = second.post(&take.action, &fields).await;
    assert_eq!(late.heading(), "Somebody else has taken this request up");
    // The form is filled in from it, and putting the session on answers it.
    let day = crate::putting_on::on(app.site.today() + chrono::Days::new(40));
    let mut fill = vec![("=from_1", "09:30"), ("=to_1", "12:30")];
    fill.extend(day.iter().map(|(name, value)| (*name, value.as_str())));
    let district = form
        .attributes("select[name=district] option", "value")
        .pop()
        .unwrap();
    let mut filled = form.form("Save").fill(&fill);
    for (name, value) in &mut filled.fields {
        if name == "district" {
            value.clone_from(&district);
        }
    }
    lead.post(&filled.action, &filled.fields).await.ok();
    assert_eq!(
        texts(&app, "SELECT venue FROM session WHERE places = 14").await,
        ["Our depot"]
    );
    assert_eq!(
        told(&app, &manager, "The session you asked for is on").await,
        1
    );
    let seen = asker.get(&request).await.ok();
    assert!(seen.text().contains("Put on"), "{}", seen.text());
    asker.get(&seen.link("See the session").unwrap()).await.ok();
}

#[tokio::test]
async fn a_request_is_declined_with_a_reason() {
    let app = TestApp::start().await;
    plan(&app, SEMINAR, 1).await;
    let manager = app.manager().at("Northside").create().await;
    let mut asker = app.sign_in(&manager).await;
    let request = asks(&mut asker).await.link(SEMINAR).unwrap();
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&request).await.ok();
    let page = lead.get(&page.link("Decline").unwrap()).await.ok();
    let without = lead.submit(&page, "Decline the request", &[]).await;
    assert_eq!(without.errors(), ["Enter why the request is declined"]);
    let form = page
        .form("Decline the request")
        .fill(&[("=why", "No trainer is free before summer")]);
    lead.post(&form.action, &form.fields).await.ok();
    let twice = lead.post(&form.action, &form.fields).await;
    assert_eq!(twice.heading(), "This request has been answered already");
    assert_eq!(
        told(&app, &manager, "No trainer is free before summer").await,
        1
    );
    let seen = asker.get(&request).await.ok();
    assert!(
        seen.text().contains("No trainer is free"),
        "{}",
        seen.text()
    );
    let queue = lead.get("/sessions/requests").await.ok();
    assert!(
        queue.text().contains("Nobody asks for a session"),
        "{}",
        queue.text()
    );
}

#[tokio::test]
async fn sessions_are_found_by_course_day_and_whether_they_are_online_and_month_by_month() {
    let app = TestApp::start().await;
    let room = is_on(&app, "Northside", &plan(&app, SEMINAR, 2).await).await;
    let part = morning(&app, 90);
    let new = NewSession {
        venue: String::new(),
        link: "https://meet.example/seminar".to_owned(),
        parts: vec![part],
        closes_at: part.starts_at,
        ..plan(&app, SEMINAR, 3).await
    };
    let online = is_on(&app, "Northside", &new).await;
    let (room, online) = (format!("/sessions/{room}"), format!("/sessions/{online}"));
    let mut asha = app.learner().at("Northside").sign_in().await;
    let day = |ahead| app.site.today() + chrono::Days::new(ahead);
    let (in_the_room, later) = (day(60), day(61));
    let course = new.course;
    for (query, found) in [
        (String::new(), [true, true]),
        ("online=online".to_owned(), [false, true]),
        (format!("to={in_the_room}"), [true, false]),
        (format!("from={later}"), [false, true]),
        (format!("course={course}"), [true, true]),
        ("course=none".to_owned(), [false, false]),
    ] {
        let page = asha.get(&format!("/sessions?{query}")).await.ok();
        let links = page.attributes(".app-filter-layout__content a", "href");
        let is_found = [links.contains(&room), links.contains(&online)];
        assert_eq!(is_found, found, "{query}");
    }
    let month = in_the_room.format("%Y-%m");
    let page = asha
        .get(&format!("/sessions/month?month={month}"))
        .await
        .ok();
    assert!(
        page.attributes("td a", "href").contains(&room),
        "{}",
        page.text()
    );
    assert!(page.text().contains("2 places left"), "{}", page.text());
    let page = asha
        .get(&format!("/sessions/month?month={month}&online=online"))
        .await
        .ok();
    assert!(
        !page.attributes("td a", "href").contains(&room),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Nothing is on"), "{}", page.text());
    // What no calendar has is this month.
    asha.get("/sessions/month?month=2026-13").await.ok();
}
