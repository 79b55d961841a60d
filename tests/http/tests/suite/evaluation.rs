//! What a session was worth: asked of those who were there, asked again weeks later, and summed up without names.

use crate::{
    sessions::{SEMINAR, booked, is_on, plan},
    steps::{behind_its_back, number, texts, token, with},
};
use chrono::{DateTime, TimeDelta, Utc};
use store::sessions::NewSession;
use testkit::{Browser, Page, Someone, TestApp};

const OUTCOME: &str = "Explain the council's duties";

/// A session that is over and marked, with its trainer and those who booked.
struct Held {
    app: TestApp,
    session: String,
    trainer: Someone,
    people: Vec<(Someone, String)>,
    ends_at: DateTime<Utc>,
}

impl Held {
    /// So many have booked, and all but `absent` came.
    async fn new(people: usize, absent: usize) -> Self {
        let app = TestApp::start().await;
        let trainer = app.trainer().at("Riverside").create().await;
        let new = NewSession {
            trainers: vec![trainer.person],
            ..plan(&app, SEMINAR, 30).await
        };
        let session = is_on(&app, "Northside", &new).await;
        let mut held = Self {
            ends_at: new.parts[0].ends_at,
            session: session.to_string(),
            trainer,
            people: Vec::new(),
            app,
        };
        for _ in 0..people {
            let someone = held.app.learner().at("Northside").create().await;
            let mut browser = held.app.sign_in(&someone).await;
            let page = crate::sessions::books(&mut browser, session).await;
            let booking = crate::sessions::booking_of(&page);
            held.people.push((someone, booking));
        }
        held.is_later(new.parts[0].starts_at);
        held.mark(absent).await;
        held.is_later(held.ends_at);
        held
    }

    fn is_later(&self, at: DateTime<Utc>) {
        self.app.advance(at - self.app.site.now());
    }

    /// The trainer keeps the register.
    async fn mark(&self, absent: usize) {
        let mut browser = self.app.sign_in(&self.trainer).await;
        let address = format!("/sessions/{}/register", self.session);
        let page = browser.get(&address).await.ok();
        let mut form = page.form("Save the register");
        for (place, (_, booking)) in self.people.iter().enumerate() {
            let mark = if place < absent {
                "no_show"
            } else {
                "attended"
            };
            let field = format!("=mark_{booking}");
            form = form.fill(&[(&field, mark)]);
        }
        browser.post(&form.action, &form.fields).await.ok();
    }

    /// Somebody's page of a booking, signed in anew.
    async fn page(&self, place: usize, end: &str) -> (Browser, Page) {
        let (someone, booking) = &self.people[place];
        let mut browser = self.app.sign_in(someone).await;
        let page = browser.get(&format!("/bookings/{booking}{end}")).await.ok();
        (browser, page)
    }

    /// Somebody says what it was worth.
    async fn says(&self, place: usize, fill: &[(&str, &str)]) -> Page {
        let (mut browser, page) = self.page(place, "/evaluation").await;
        browser.submit(&page, "Send", fill).await.ok()
    }

    /// The summary as the organiser or the trainer reads it.
    async fn summary(&self, someone: &Someone) -> Page {
        let mut browser = self.app.sign_in(someone).await;
        let address = format!("/sessions/{}/summary", self.session);
        browser.get(&address).await.ok()
    }

    /// How many of those who came the business manager finds ready for a certificate, on a page that says something.
    async fn ready(&self, manager: &Someone, says: &str) -> usize {
        let mut browser = self.app.sign_in(manager).await;
        let page = browser.get("/certificates").await.ok();
        let text = page.text();
        assert!(text.contains(says), "{text}");
        let names = self.people.iter().map(|(someone, _)| &someone.name);
        names.filter(|name| text.contains(name.as_str())).count()
    }

    /// How many mails with a subject are in the outbox.
    async fn mails(&self, subject: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM outbox WHERE subject LIKE '{subject}%'");
        number(&self.app, &sql).await
    }
}

#[tokio::test]
async fn an_evaluation_opens_with_the_register_and_one_answer_counts() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let (_, booking) = booked(&app, "Northside", &asha, Vec::new()).await;
    let mut browser = app.sign_in(&asha).await;
    let address = format!("/bookings/{booking}/evaluation");
    let early = browser.get(&address).await.ok();
    let said = "The evaluation opens when the register says that you were there";
    assert!(early.text().contains(said), "{}", early.text());
    let form = [
        ("form_token".to_owned(), token(&mut browser).await),
        ("relevance".to_owned(), "5".to_owned()),
    ];
    let refused = browser.post(&address, &form).await;
    assert!(refused.text().contains(said), "{}", refused.text());
    assert_eq!(number(&app, "SELECT COUNT(*) FROM evaluation").await, 0);

    let held = Held::new(1, 0).await;
    let (mut browser, page) = held.page(0, "").await;
    let page = browser
        .get(&page.link("Say what it was worth").unwrap())
        .await
        .ok();
    let nothing = browser.submit(&page, "Send", &[]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.errors()[0].starts_with("Answer at least one question"));
    let before = format!("{OUTCOME}: Before the session");
    let after = format!("{OUTCOME}: After it");
    let fill = [
        (before.as_str(), "2, a little confident"),
        (after.as_str(), "4, confident"),
        ("How relevant was it to your work?", "5, very relevant"),
        ("How was the pace?: About right", ""),
        ("One thing I will do differently", "Ask first"),
    ];
    let form = page.form("Send").fill(&fill);
    let done = browser.post(&form.action, &form.fields).await.ok();
    assert!(done.text().contains("Thank you"), "{}", done.text());
    // The same form once more, and then another answer.
    browser.post(&form.action, &form.fields).await.ok();
    held.says(0, &[("=relevance", "3")]).await;
    let app = &held.app;
    let kept = "SELECT relevance || ' ' || pace || ' ' || will_do FROM evaluation";
    assert_eq!(texts(app, kept).await, ["3 right Ask first"]);
    let rated =
        "SELECT before_rating || ' ' || now_rating FROM confidence WHERE now_rating IS NOT NULL";
    assert_eq!(texts(app, rated).await, ["2 4"]);
    app.advance(TimeDelta::days(15));
    let (_, late) = held.page(0, "/evaluation").await;
    assert!(
        late.text().contains("An answer can be changed for 14 days"),
        "{}",
        late.text()
    );
}

#[tokio::test]
async fn nobody_answers_for_somebody_else() {
    let held = Held::new(1, 0).await;
    let booking = &held.people[0].1;
    for mut browser in [
        held.app.learner().at("Northside").sign_in().await,
        held.app.training_lead().at("Northside").sign_in().await,
    ] {
        for end in ["evaluation", "follow-up"] {
            let address = format!("/bookings/{booking}/{end}");
            browser.get(&address).await.assert_not_found();
        }
    }
}

#[tokio::test]
async fn whoever_came_is_thanked_once_and_whoever_agreed_is_asked_again() {
    let held = Held::new(3, 1).await;
    for _ in 0..2 {
        held.app.run_jobs().await;
    }
    assert_eq!(held.mails("Thank you for coming").await, 2);
    let agreed = [("=may_follow_up", "yes"), ("=will_do", "Ask first")];
    held.says(1, &agreed).await;
    held.says(2, &[("=pace", "fast")]).await;
    let (_, early) = held.page(1, "/follow-up").await;
    assert!(
        early
            .text()
            .contains("You will be asked what came of it from"),
        "{}",
        early.text()
    );
    held.is_later(held.ends_at + TimeDelta::days(42));
    for _ in 0..2 {
        held.app.run_jobs().await;
    }
    assert_eq!(held.mails("What came of it").await, 1);
    let (mut browser, page) = held.page(1, "/follow-up").await;
    assert!(page.text().contains("Ask first"), "{}", page.text());
    let fill = [
        ("Have you done what you meant to do?: In part", ""),
        ("What has helped?", "My manager"),
    ];
    let done = browser.submit(&page, "Send", &fill).await.ok();
    assert!(done.text().contains("Thank you"), "{}", done.text());
    held.is_later(held.ends_at + TimeDelta::days(91));
    held.app.run_jobs().await;
    assert_eq!(held.mails("What came of it").await, 2);
    let (mut browser, page) = held.page(1, "/follow-up").await;
    let yes = [("Have you done what you meant to do?: Yes", "")];
    browser.submit(&page, "Send", &yes).await.ok();
    let said = "SELECT stage || ' ' || did FROM follow_up ORDER BY answered_at";
    assert_eq!(texts(&held.app, said).await, ["weeks partly", "months yes"]);
    // Whoever did not agree is not asked, and cannot answer.
    let (_, other) = held.page(2, "/follow-up").await;
    assert!(
        other
            .text()
            .contains("You have not said that you may be asked again"),
        "{}",
        other.text()
    );
}

#[tokio::test]
async fn an_outage_delays_thanks_and_loses_none() {
    let held = Held::new(1, 0).await;
    held.app.advance(TimeDelta::days(20));
    held.app.run_jobs().await;
    assert_eq!(held.mails("Thank you for coming").await, 1);
    let held = Held::new(1, 0).await;
    held.app.advance(TimeDelta::days(31));
    held.app.run_jobs().await;
    assert_eq!(held.mails("Thank you for coming").await, 0);
    // Whoever has no address is asked on their pages only, once.
    let held = Held::new(1, 0).await;
    behind_its_back(&held.app, "UPDATE person SET email = NULL").await;
    held.app.run_jobs().await;
    assert_eq!(held.mails("Thank you for coming").await, 0);
    let asked = "SELECT COUNT(*) FROM evaluation_asked";
    assert_eq!(number(&held.app, asked).await, 1);
}

#[tokio::test]
async fn whoever_would_rather_tell_somebody_is_shown_to_the_organiser() {
    let held = Held::new(1, 0).await;
    let (someone, booking) = &held.people[0];
    let (mut browser, page) = held.page(0, "/evaluation").await;
    let form = page.form("I would rather tell somebody");
    let done = browser.post(&form.action, &form.fields).await.ok();
    assert!(
        done.text().contains("You would rather tell somebody"),
        "{}",
        done.text()
    );
    browser.post(&form.action, &form.fields).await.ok();
    let trainers = held.summary(&held.trainer).await;
    assert!(!trainers.text().contains(&someone.name));
    let lead = held.app.training_lead().at("Northside").create().await;
    let page = held.summary(&lead).await;
    assert!(page.text().contains(&someone.name), "{}", page.text());
    let mut browser = held.app.sign_in(&lead).await;
    let page = browser.get(&page.path).await.ok();
    let done = browser
        .submit(&page, "They have told me", &[("=booking", booking)])
        .await
        .ok();
    assert!(
        done.text().contains("1 asked for it, 1 have told somebody"),
        "{}",
        done.text()
    );
    assert_eq!(
        texts(&held.app, "SELECT way FROM evaluation").await,
        ["told"]
    );
    let noted = "SELECT COUNT(*) FROM audit WHERE after_json LIKE '%told somebody%'";
    assert_eq!(number(&held.app, noted).await, 1);
}

#[tokio::test]
async fn a_certificate_waits_until_somebody_has_said_what_the_session_was_worth() {
    let held = Held::new(3, 0).await;
    let manager = held.app.business_manager().at("Northside").create().await;
    let waiting = "3 more completions are listed as soon as those people have said";
    assert_eq!(held.ready(&manager, waiting).await, 0);

    held.says(0, &[("How was the pace?: About right", "")])
        .await;
    let (mut browser, page) = held.page(1, "/evaluation").await;
    let said = "The board issues the certificate of this session once you have answered";
    assert!(page.text().contains(said), "{}", page.text());
    browser
        .submit(&page, "I would rather tell somebody", &[])
        .await
        .ok();
    let waiting = "1 more completion is listed as soon as the person has said";
    assert_eq!(held.ready(&manager, waiting).await, 2);

    held.is_later(held.ends_at + TimeDelta::days(42));
    assert_eq!(held.ready(&manager, "3 completions").await, 3);
}

#[tokio::test]
async fn a_board_that_asks_nobody_thanks_nobody_and_lists_everybody() {
    let held = Held::new(2, 0).await;
    let manager = held.app.business_manager().at("Northside").create().await;
    let mut browser = held.app.sign_in(&manager).await;
    let page = browser.get("/board/evaluation").await.ok();
    let kept = page.form("Save");
    assert!(
        kept.fields
            .contains(&("wanted".to_owned(), "before_certificate".to_owned()))
    );
    let question = "Do you ask those who came what the session was worth?";
    let no = format!("{question}: No");
    let done = browser.submit(&page, "Save", &[(&no, "")]).await.ok();
    assert!(done.text().contains("has been set"), "{}", done.text());

    held.app.run_jobs().await;
    assert_eq!(held.mails("Thank you for coming").await, 0);
    let (mut browser, page) = held.page(0, "").await;
    assert_eq!(page.link("Say what it was worth"), None);
    let address = format!("{}/evaluation", page.path);
    let page = browser.get(&address).await.ok();
    let said = "No evaluation is asked for in the area of this session";
    assert!(page.text().contains(said), "{}", page.text());
    assert_eq!(held.ready(&manager, "2 completions").await, 2);
    let noted = "SELECT COUNT(*) FROM audit WHERE before_json LIKE '%before_certificate%'";
    assert_eq!(number(&held.app, noted).await, 1);
}

#[tokio::test]
async fn a_summary_shows_what_five_have_said_and_nothing_of_four() {
    let held = Held::new(6, 1).await;
    let before = format!("{OUTCOME}: Before the session");
    let after = format!("{OUTCOME}: After it");
    let words = ["Wait for the interpreter", "Ask alone", "", "Ring first"];
    for (place, words) in (1..).zip(words) {
        let fill = [
            (before.as_str(), "2, a little confident"),
            (after.as_str(), "4, confident"),
            ("=relevance", "4"),
            ("=pace", "right"),
            ("=will_do", words),
        ];
        held.says(place, &fill).await;
    }
    let few = held.summary(&held.trainer).await.text();
    assert!(
        few.contains("Fewer than five answers, so not shown"),
        "{few}"
    );
    assert!(!few.contains("Ask alone") && !few.contains("+2.0"), "{few}");
    held.says(
        5,
        &[
            (&before, "2, a little confident"),
            (&after, "4, confident"),
            ("=relevance", "5"),
            ("=pace", "fast"),
        ],
    )
    .await;
    let page = held.summary(&held.trainer).await;
    let text = page.text();
    for said in [
        "5 of 5 people (100%)",
        "4.2 of 5, by 5 people",
        "About right: 4",
        "+2.0",
    ] {
        assert!(text.contains(said), "{said:?} in {text}");
    }
    let written = page.all("main ul.govuk-list--bullet li");
    assert_eq!(
        written,
        ["Ask alone", "Ring first", "Wait for the interpreter"]
    );
    // Booked and trained are kept apart.
    assert_eq!(page.all(".app-stat__number"), ["6", "5", "1", "5"]);
    for (someone, _) in &held.people {
        assert!(!text.contains(&someone.name));
    }
    // What it cost is for the organiser.
    assert!(!text.contains("What it cost"), "{text}");
}

#[tokio::test]
async fn the_summary_of_all_sessions_can_be_taken_away() {
    let held = Held::new(2, 1).await;
    let lead = held.app.training_lead().at("Northside").create().await;
    let mut browser = held.app.sign_in(&lead).await;
    let page = browser.get("/sessions/summary").await.ok();
    let row = page.all("main tbody tr:first-child td");
    assert_eq!(row[..6], ["2", "1", "0", "0", "0", "1"], "{row:?}");
    let file = page.link("CSV").unwrap();
    let sheet = browser.get(&file).await;
    assert_eq!(sheet.status, 200);
    assert!(sheet.html.contains(SEMINAR), "{}", sheet.html);
    assert!(sheet.html.contains("fewer than 5"), "{}", sheet.html);
    let other = browser
        .get("/sessions/summary?from=2020-04-01&to=2020-05-01")
        .await
        .ok();
    assert!(other.text().contains("No session was on in these days"));
    let mut elsewhere = held.app.training_lead().at("Riverside").sign_in().await;
    let none = elsewhere.get("/sessions/summary").await.ok();
    assert!(!none.text().contains(SEMINAR), "{}", none.text());
    let address = format!("/sessions/{}/summary", held.session);
    elsewhere.get(&address).await.assert_not_found();
    let form = with(
        &[("form_token".to_owned(), token(&mut elsewhere).await)],
        &[("booking", &held.people[0].1)],
    );
    elsewhere.post(&address, &form).await.assert_not_found();
}
