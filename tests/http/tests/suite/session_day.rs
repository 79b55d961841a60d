//! The day of a session: walk-ins, how much has to be attended, the sheet, and signing in by a code.

use crate::{
    sessions::{SEMINAR, booking_of, books, is_on, plan},
    steps::{id, number, rows, texts},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::SessionId;
use store::sessions::{NewSession, Part};
use testkit::{Browser, Page, Someone, TestApp};

/// A session with a trainer, on from its first part on.
struct Day {
    app: TestApp,
    trainer: Someone,
    session: SessionId,
    new: NewSession,
}

impl Day {
    /// A session of some parts, a week apart, and of some places.
    async fn of(parts: usize, places: u32) -> Self {
        let app = TestApp::start().await;
        let trainer = app.trainer().at("Riverside").create().await;
        let new = in_parts(&plan(&app, SEMINAR, places).await, parts, 0);
        let new = NewSession {
            trainers: vec![trainer.person],
            ..new
        };
        let session = is_on(&app, "Northside", &new).await;
        Self {
            app,
            trainer,
            session,
            new,
        }
    }

    /// A person of an organisation with a name.
    async fn person(&self, organisation: &str, name: &str) -> Someone {
        let learner = self.app.learner().at(organisation).named(name);
        learner.create().await
    }

    /// Time goes on to the beginning of a part.
    fn begins(&self, part: usize) {
        until(&self.app, self.new.parts[part - 1].starts_at);
    }

    /// The trainer at the register of a part.
    async fn register(&self, part: usize) -> (Browser, Page) {
        register(&self.app, &self.trainer, self.session, part).await
    }

    /// The trainer adds somebody who came without a booking, a second after what was before.
    async fn walks_in(&self, name: &str, organisation: &str, email: &str) -> Page {
        self.app.advance(TimeDelta::seconds(1));
        let mut browser = self.app.sign_in(&self.trainer).await;
        let page = browser
            .get(&format!("/sessions/{}/walk-ins/new", self.session))
            .await
            .ok();
        let typed = [
            ("Full name", name),
            ("Organisation", organisation),
            ("E-mail address at work (optional)", email),
        ];
        browser.submit(&page, "Add to the register", &typed).await
    }

    /// The lead of the organisation that puts the session on.
    async fn lead(&self) -> Browser {
        self.app.training_lead().at("Northside").sign_in().await
    }

    async fn taken(&self) -> i64 {
        let sql = format!(
            "SELECT taken FROM session WHERE id = {}",
            id(&self.app, self.session)
        );
        number(&self.app, &sql).await
    }
}

/// The same session in parts a week apart, so many days later.
fn in_parts(plan: &NewSession, parts: usize, days: i64) -> NewSession {
    let first = plan.parts[0];
    let later = |weeks: i64| Part {
        starts_at: first.starts_at + TimeDelta::days(days + 7 * weeks),
        ends_at: first.ends_at + TimeDelta::days(days + 7 * weeks),
    };
    let parts: Vec<Part> = (0..).take(parts).map(later).collect();
    NewSession {
        closes_at: parts[0].starts_at,
        parts,
        ..plan.clone()
    }
}

fn until(app: &TestApp, at: DateTime<Utc>) {
    app.advance(at - app.site.now());
}

async fn register(
    app: &TestApp,
    trainer: &Someone,
    session: SessionId,
    part: usize,
) -> (Browser, Page) {
    let mut browser = app.sign_in(trainer).await;
    let address = format!("/sessions/{session}/register?part={part}");
    let page = browser.get(&address).await.ok();
    (browser, page)
}

/// Marks the lines of a register in their order.
async fn marks((browser, page): &mut (Browser, Page), marks: &[&str]) -> Page {
    let mut form = page.form("Save the register");
    let lines = page.attributes("input[name^=seen_]", "name");
    for (line, mark) in lines.iter().zip(marks) {
        let name = line.replace("seen_", "mark_");
        form.fields.retain(|(known, _)| *known != name);
        form.fields.push((name, (*mark).to_owned()));
    }
    browser.post(&form.action, &form.fields).await.ok()
}

/// Who has completed what by a session, and has not lost it again.
async fn completed(app: &TestApp) -> Vec<String> {
    let sql = "SELECT p.name FROM completion c JOIN person p ON p.id = c.person_id WHERE c.source = 'session' \
               AND NOT EXISTS (SELECT 1 FROM completion_withdrawn w WHERE w.completion_id = c.id) ORDER BY p.name";
    texts(app, sql).await
}

#[tokio::test]
async fn a_walk_in_is_found_by_what_the_trainer_typed_and_takes_no_place() {
    let day = Day::of(1, 1).await;
    let asha = day.person("Northside", "Asha Rao").await;
    books(&mut day.app.sign_in(&asha).await, day.session).await;
    let ben = day.person("Riverside", "Ben Okoro").await;
    let email = ben.email.clone().unwrap();
    let waits = day.person("Northside", "Chidi Eze").await;
    let waiting = booking_of(&books(&mut day.app.sign_in(&waits).await, day.session).await);
    let early = day.walks_in("Ben Okoro", "Riverside", "").await;
    assert_eq!(early.status, 409, "{}", early.text());
    day.begins(1);
    // By name and organisation, whatever the capitals.
    let page = day.walks_in("ben okoro", "RIVERSIDE", "").await.ok();
    assert!(page.text().contains("2. Ben Okoro"), "{}", page.text());
    assert!(!page.html.contains(&email), "an address is shown");
    let again = day.walks_in("Ben Okoro", "Elsewhere", &email).await;
    assert_eq!(again.errors(), ["They are on the register already"]);
    // An address alone finds nobody, and neither does a name: she is kept as typed.
    for (name, organisation) in [("Ben Other", "Riverside"), ("Asha Rao", "Elsewhere")] {
        let page = day.walks_in(name, organisation, &email).await.ok();
        let said = format!("{name} {organisation}. Walk-in, not found among the people");
        assert!(page.text().contains(&said), "{}", page.text());
    }
    // Whoever waited is in the room, and waits no more.
    let page = day.walks_in("Chidi Eze", "Northside", "").await.ok();
    assert!(page.text().contains("3. Chidi Eze"), "{}", page.text());
    let sql = format!(
        "SELECT state FROM booking WHERE id = {}",
        id(&day.app, waiting.parse::<uuid::Uuid>().unwrap())
    );
    assert_eq!(texts(&day.app, &sql).await, ["cancelled"]);
    assert_eq!(day.taken().await, 1);
    let all = ["attended"; 5];
    marks(&mut day.register(1).await, &all).await;
    assert_eq!(
        completed(&day.app).await,
        ["Asha Rao", "Ben Okoro", "Chidi Eze"]
    );
    assert_eq!(day.taken().await, 1);
}

#[tokio::test]
async fn who_a_walk_in_was_is_said_later_and_her_marks_are_hers() {
    let day = Day::of(1, 5).await;
    day.begins(1);
    day.walks_in("D. Novak", "The Meadows", "").await.ok();
    let nobody = day.walks_in("Nobody Knows", "The Meadows", "").await;
    let both = nobody.text().contains("2. Nobody Knows");
    assert!(both, "{}", nobody.text());
    let twice = day.walks_in("Nobody Knows", "The Meadows", "").await;
    assert_eq!(twice.errors(), ["They are on the register already"]);
    marks(&mut day.register(1).await, &["late", "attended"]).await;
    assert!(completed(&day.app).await.is_empty());
    let dora = day.person("Riverside", "Dora Novak").await;
    let mut lead = day.lead().await;
    let address = format!("/sessions/{}/walk-ins", day.session);
    let page = lead.get(&address).await.ok();
    let who =
        "Who was it? The whole e-mail address at work, or a staff number of your organisation";
    let wrong = [(who, "nobody@riverside.example")];
    let page = lead
        .submit(&page, "This is who it was D. Novak", &wrong)
        .await;
    assert_eq!(page.errors(), ["Nobody with a post today is found by that"]);
    let email = dora.email.clone().unwrap();
    let form = page.form("This is who it was D. Novak");
    let form = form.fill(&[(who, email.as_str())]);
    let done = lead.post(&form.action, &form.fields).await.ok();
    assert!(
        done.text().contains("The marks are theirs"),
        "{}",
        done.text()
    );
    assert_eq!(completed(&day.app).await, ["Dora Novak"]);
    let by =
        "SELECT a.mark || ' by ' || p.name FROM attendance a JOIN person p ON p.id = a.marked_by";
    let by_trainer = format!("late by {}", day.trainer.name);
    assert_eq!(texts(&day.app, by).await, [by_trainer]);
    let again = lead.post(&form.action, &form.fields).await;
    assert_eq!(again.heading(), "It has been said already who that was");
    // The name that nobody knows is forgotten; that somebody came is not.
    day.app.advance(TimeDelta::days(91));
    day.app.run_jobs().await;
    let names = texts(
        &day.app,
        "SELECT name || organisation || email FROM walk_in",
    )
    .await;
    assert_eq!(names, [""]);
    assert_eq!(rows(&day.app, "walk_in_mark").await, 1);
}

#[tokio::test]
async fn a_missing_part_is_made_up_at_another_session() {
    let day = Day::of(2, 5).await;
    let asha = day.person("Northside", "Asha Rao").await;
    let booking = booking_of(&books(&mut day.app.sign_in(&asha).await, day.session).await);
    let other = NewSession {
        venue: "The Old Library".to_owned(),
        ..in_parts(&day.new, 2, 30)
    };
    let second = is_on(&day.app, "Northside", &other).await;
    day.begins(1);
    marks(&mut day.register(1).await, &["attended"]).await;
    day.begins(2);
    let page = marks(&mut day.register(2).await, &["no_show"]).await;
    for page in [
        page,
        day.app
            .sign_in(&asha)
            .await
            .get(&format!("/bookings/{booking}"))
            .await
            .ok(),
    ] {
        assert!(page.text().contains("Part 2 is missing"), "{}", page.text());
        assert!(page.text().contains("The Old Library"), "{}", page.text());
    }
    assert!(completed(&day.app).await.is_empty());
    let mut own = day.app.sign_in(&asha).await;
    books(&mut own, second).await;
    until(&day.app, other.parts[1].starts_at);
    let mut there = register(&day.app, &day.trainer, second, 2).await;
    marks(&mut there, &["attended"]).await;
    assert_eq!(completed(&day.app).await, ["Asha Rao"]);
    let (mut browser, page) = day.register(2).await;
    assert!(!page.text().contains("is missing"), "{}", page.text());
    // A correction of the first session takes away what was completed at the second.
    let page = browser
        .get(&format!("/sessions/{}/register?part=1", day.session))
        .await
        .ok();
    marks(&mut (browser, page), &["left_early"]).await;
    assert!(completed(&day.app).await.is_empty());
}

#[tokio::test]
async fn a_share_of_the_parts_completes_the_course() {
    let day = Day::of(2, 5).await;
    let asha = day.person("Northside", "Asha Rao").await;
    books(&mut day.app.sign_in(&asha).await, day.session).await;
    day.begins(1);
    marks(&mut day.register(1).await, &["attended"]).await;
    let mut lead = day.lead().await;
    let page = lead.get(&format!("/sessions/{}", day.session)).await.ok();
    assert!(
        page.text().contains("Attend all 2 parts"),
        "{}",
        page.text()
    );
    let address = page.link("How much to attend").unwrap();
    let share = "How many per cent of the parts have to be attended?";
    for (typed, who) in [("50", vec!["Asha Rao"]), ("51", vec![])] {
        let page = lead.get(&address).await.ok();
        lead.submit(&page, "Save", &[(share, typed)]).await.ok();
        assert_eq!(completed(&day.app).await, who);
    }
    for wrong in ["0", "101", "some"] {
        let page = lead.get(&address).await.ok();
        let page = lead.submit(&page, "Save", &[(share, wrong)]).await;
        assert_eq!(page.errors(), ["Enter a whole number from 1 to 100"]);
    }
}

#[tokio::test]
async fn the_sheet_has_the_order_and_numbers_of_the_register_and_no_addresses() {
    let day = Day::of(2, 5).await;
    let mut addresses = Vec::new();
    for name in ["Zoe Adams", "Ana Brown"] {
        let builder = day.app.learner().at("Northside").named(name);
        let someone = builder.job("Housing officer").create().await;
        let mut browser = day.app.sign_in(&someone).await;
        let page = browser
            .get(&format!("/sessions/{}/book", day.session))
            .await
            .ok();
        let needs = [("What do you need to take part? (optional)", "Captions")];
        let page = browser.submit(&page, "Continue", &needs).await.ok();
        browser.submit(&page, "Book the place", &[]).await.ok();
        addresses.extend(someone.email);
    }
    day.begins(1);
    day.walks_in("Ada Unknown", "The Meadows", "ada@meadows.example")
        .await
        .ok();
    let (mut browser, page) = day.register(1).await;
    for line in ["1. Ana Brown", "2. Zoe Adams", "3. Ada Unknown"] {
        assert!(page.text().contains(line), "{}", page.text());
    }
    let sheet = browser
        .get(&page.link("Print the sheet").unwrap())
        .await
        .ok();
    let lines: Vec<String> = sheet.all("tbody tr");
    assert_eq!(
        lines[..3],
        [
            "1 Ana Brown Northside Housing officer",
            "2 Zoe Adams Northside Housing officer",
            "3 Ada Unknown The Meadows"
        ]
    );
    assert_eq!(lines[3..], ["4", "5", "6", "7", "8", "9"]);
    for fact in ["EM, edition 1", "1 of 2, am", &day.trainer.name] {
        assert!(sheet.text().contains(fact), "{fact}: {}", sheet.text());
    }
    for hidden in addresses
        .iter()
        .map(String::as_str)
        .chain(["@meadows", "Captions"])
    {
        assert!(!sheet.html.contains(hidden), "{hidden} is printed");
    }
}

/// The code on the trainer's screen.
async fn code(day: &Day, part: usize) -> String {
    let mut browser = day.app.sign_in(&day.trainer).await;
    let address = format!("/sessions/{}/code?part={part}", day.session);
    let mut page = browser.get(&address).await.ok();
    if page.text().contains("Show the code") {
        page = browser.submit(&page, "Show the code", &[]).await.ok();
    }
    page.all("strong.app-key").remove(0)
}

/// Somebody opens the address in the picture, and signs in.
async fn signs_in(browser: &mut Browser, code: &str) -> Page {
    let page = browser.get(&format!("/here?code={code}")).await.ok();
    browser.submit(&page, "Sign in", &[]).await
}

#[tokio::test]
async fn a_code_that_changes_signs_in_whoever_holds_a_place() {
    let day = Day::of(1, 5).await;
    let asha = day.person("Northside", "Asha Rao").await;
    books(&mut day.app.sign_in(&asha).await, day.session).await;
    let ben = day.person("Northside", "Ben Okoro").await;
    let mut early = day.app.sign_in(&day.trainer).await;
    let page = early
        .get(&format!("/sessions/{}/code", day.session))
        .await
        .ok();
    assert!(
        page.text().contains("The register opens on"),
        "{}",
        page.text()
    );
    day.begins(1);
    let first = code(&day, 1).await;
    let mut own = day.app.sign_in(&asha).await;
    let nonsense = signs_in(&mut own, "AAAA-AAAA").await;
    assert!(nonsense.errors()[0].contains("no longer taken"));
    day.app.advance(TimeDelta::minutes(3));
    assert!(signs_in(&mut own, &first).await.errors()[0].contains("no longer taken"));
    let now = code(&day, 1).await;
    assert_ne!(first, now);
    // The trainer has the register open meanwhile.
    let mut open = day.register(1).await;
    let page = signs_in(&mut own, &now.to_lowercase()).await.ok();
    assert_eq!(page.heading(), "You have signed in");
    let page = signs_in(&mut own, &now).await.ok();
    assert_eq!(page.heading(), "You are marked already");
    assert_eq!(completed(&day.app).await, ["Asha Rao"]);
    let (_, page) = day.register(1).await;
    assert!(
        page.text().contains("Signed in by the code"),
        "{}",
        page.text()
    );
    let page = signs_in(&mut day.app.sign_in(&ben).await, &now).await.ok();
    assert_eq!(page.heading(), "Ask the trainer");
    // What the trainer marks counts, though she had not seen the other mark.
    day.app.advance(TimeDelta::seconds(1));
    let page = marks(&mut open, &["late"]).await;
    assert!(
        page.text().contains("The register has been saved."),
        "{}",
        page.text()
    );
    let all = texts(
        &day.app,
        "SELECT mark FROM attendance ORDER BY marked_at, id",
    )
    .await;
    assert_eq!(all, ["attended", "late"]);
    // When the part is over, no code is taken.
    until(&day.app, day.new.parts[0].ends_at);
    let mut bens = day.app.sign_in(&ben).await;
    let last = code(&day, 1).await;
    assert!(signs_in(&mut bens, &last).await.errors()[0].contains("no longer taken"));
}

#[tokio::test]
async fn what_an_island_sends_is_answered_with_the_marks_that_differ() {
    let day = Day::of(1, 5).await;
    for name in ["Asha Adams", "Ben Brown"] {
        let someone = day.person("Northside", name).await;
        books(&mut day.app.sign_in(&someone).await, day.session).await;
    }
    day.begins(1);
    let (mut browser, page) = day.register(1).await;
    let form = page.form("Save the register");
    let lines = page.attributes("input[name^=seen_]", "name");
    let line = |place: usize| lines[place].trim_start_matches("seen_").to_owned();
    let send = |seen: &str, mark: &str| {
        let of =
            |name: &str, line: String, value: &str| (format!("{name}_{line}"), value.to_owned());
        let token = form.fields.iter().find(|(name, _)| name == "form_token");
        vec![
            token.cloned().unwrap(),
            ("save".to_owned(), "1".to_owned()),
            of("seen", line(0), seen),
            of("mark", line(0), mark),
        ]
    };
    let first = browser.post_once(&form.action, &send("", "late")).await;
    assert_eq!(first.status, 200);
    assert!(
        first.html.starts_with("Saved ") && !first.html.contains('\n'),
        "{}",
        first.html
    );
    // From a device that had seen no mark yet.
    day.app.advance(TimeDelta::seconds(1));
    let second = browser.post_once(&form.action, &send("", "excused")).await;
    let rows: Vec<&str> = second.html.lines().collect();
    assert_eq!(rows.len(), 2, "{}", second.html);
    assert_eq!(rows[1], format!("{}\tAsha Adams\tlate", line(0)));
    // Chosen with both in sight.
    day.app.advance(TimeDelta::seconds(1));
    let third = browser
        .post_once(&form.action, &send("late", "excused"))
        .await;
    assert!(!third.html.contains('\n'), "{}", third.html);
    let marks = texts(
        &day.app,
        "SELECT mark FROM attendance ORDER BY marked_at, id",
    )
    .await;
    assert_eq!(marks, ["late", "excused"]);
}
