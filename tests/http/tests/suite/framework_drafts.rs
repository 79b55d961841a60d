//! The next version of the framework: written, shared, commented on, endorsed by each board, published.

use crate::steps::{behind_its_back, id, in_words, number, rows, texts, with};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use domain::framework::{Framework, Level, Renewal, Span, Strength};
use testkit::{Browser, Page, TestApp};

const OWN: &str = "Modern slavery training framework 2026.1";
const PREVENT: &str = "Prevent training framework 2026.1";

/// Begins a draft as a copy of a version, and gives its address.
async fn begin(browser: &mut Browser, from: &str) -> String {
    let page = browser.get("/framework/drafts/new").await.ok();
    let page = browser
        .submit(&page, "Begin the draft", &[(from, "")])
        .await
        .ok();
    assert!(page.path.starts_with("/framework/drafts/"), "{}", page.path);
    page.path
}

/// Fills in and sends a form of a draft.
async fn write(browser: &mut Browser, path: &str, fill: &[(&str, &str)]) -> Page {
    let page = browser.get(path).await.ok();
    browser.submit(&page, "Save", fill).await
}

/// A draft with a note on what it changes, shared.
pub async fn shared(browser: &mut Browser) -> String {
    let draft = begin(browser, OWN).await;
    let note = [("What does this version change?", "Everyone learns more.")];
    write(browser, &format!("{draft}/about"), &note).await.ok();
    share(browser, &draft).await.ok();
    draft
}

async fn share(browser: &mut Browser, draft: &str) -> Page {
    let page = browser.get(&format!("{draft}/share")).await;
    if page.status == 409 {
        return page;
    }
    browser.submit(&page, "Share the draft", &[]).await
}

async fn endorse(browser: &mut Browser, draft: &str) -> Page {
    let page = browser.get(&format!("{draft}/endorse")).await.ok();
    browser.submit(&page, "Endorse", &[]).await
}

/// Has it worked out whom a draft touches that counts from a day.
async fn look(app: &TestApp, browser: &mut Browser, draft: &str, day: NaiveDate) -> Page {
    let path = format!("{draft}/preview");
    let page = browser.get(&path).await.ok();
    let asked = browser
        .submit(&page, "Work out whom it touches", &on(day).each())
        .await;
    if asked.status != 200 {
        return asked;
    }
    app.run_jobs().await;
    browser.get(&path).await.ok()
}

/// Has it worked out whom a draft touches, and publishes it from a day.
async fn publish(app: &TestApp, browser: &mut Browser, draft: &str, day: NaiveDate) -> Page {
    let looked = look(app, browser, draft, day).await;
    if looked.status != 200 {
        return looked;
    }
    let page = browser.get(&format!("{draft}/publish")).await.ok();
    browser.submit(&page, "Publish", &[]).await
}

/// The three parts of a day.
struct Typed([String; 3]);

fn on(day: NaiveDate) -> Typed {
    Typed([
        day.day().to_string(),
        day.month().to_string(),
        day.year().to_string(),
    ])
}

impl Typed {
    fn each(&self) -> [(&str, &str); 3] {
        [
            ("=effective_on_day", &self.0[0]),
            ("=effective_on_month", &self.0[1]),
            ("=effective_on_year", &self.0[2]),
        ]
    }
}

/// What a draft says, as it is kept.
async fn kept(app: &TestApp, draft: &str) -> Framework {
    let uuid: uuid::Uuid = draft.rsplit('/').next().unwrap().parse().unwrap();
    let sql = format!(
        "SELECT document FROM framework_draft WHERE id = {}",
        id(app, uuid)
    );
    serde_json::from_str(&texts(app, &sql).await[0]).unwrap()
}

fn asks(framework: &Framework, cohort: &str, level: &str) -> Option<Strength> {
    framework.requirement(cohort, level).map(|r| r.strength)
}

#[tokio::test]
async fn a_draft_is_written_shared_endorsed_by_each_board_and_published() {
    let app = TestApp::start().await;
    let mut imani = app
        .business_manager()
        .named("Imani Whitlock")
        .at("Northside")
        .sign_in()
        .await;
    let mut joe = app.business_manager().at("Riverside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C1"])
        .sign_in()
        .await;
    let draft = begin(&mut imani, OWN).await;
    write(
        &mut imani,
        &format!("{draft}/about"),
        &[("What does this version change?", "Everyone learns more.")],
    )
    .await
    .ok();
    let must = [("Everyone: Frontline practitioner", "Must")];
    write(&mut imani, &format!("{draft}/requirements"), &must)
        .await
        .ok();
    let changes = imani.get(&format!("{draft}/changes")).await.ok();
    let sentence = "“Everyone” must now reach Frontline practitioner; it was not asked of them.";
    assert!(changes.text().contains(sentence), "{}", changes.text());
    // Until it is shared, nobody else reads it.
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    lead.get(&draft).await.assert_not_found();
    let page = share(&mut imani, &draft).await.ok();
    assert!(
        page.text().contains("Shared for comment"),
        "{}",
        page.text()
    );
    lead.get(&draft).await.ok();
    let page = admin.get(&format!("{draft}/publish")).await.ok();
    assert!(
        page.text().contains("Northside Board") && page.text().contains("Riverside Board"),
        "both are awaited: {}",
        page.text()
    );
    endorse(&mut imani, &draft).await.ok();
    let page = endorse(&mut joe, &draft).await.ok();
    let said = format!("By Imani Whitlock, on {}", in_words(app.site.today()));
    assert!(page.text().contains(&said), "{}", page.text());
    let day = app.site.today() + Days::new(10);
    let page = publish(&app, &mut admin, &draft, day).await.ok();
    assert!(
        page.text().contains("The version has been published."),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains(&format!("From {}", in_words(day))),
        "{}",
        page.text()
    );
    // It counts from its day, and not before.
    assert!(asha.get("/my-training").await.text().contains("0 of 1"));
    app.advance(chrono::TimeDelta::days(10));
    let mut asha = app.sign_in(asha.who()).await;
    let page = asha.get("/my-training").await.ok();
    assert!(page.text().contains("0 of 2"), "{}", page.text());
    let list = asha.get("/framework").await.ok();
    assert!(
        list.text().contains("Superseded") && list.text().contains("In force"),
        "{}",
        list.text()
    );
    let published = "SELECT version FROM framework_version WHERE draft_id IS NOT NULL";
    let name = texts(&app, published).await.remove(0);
    let version = asha.get(&list.link(&name).unwrap()).await.ok();
    for text in [
        "Everyone learns more.",
        "Imani Whitlock",
        "Northside Board",
        "Riverside Board",
    ] {
        assert!(version.text().contains(text), "{text}: {}", version.text());
    }
    let changed = asha
        .get(&version.link("What it changed").unwrap())
        .await
        .ok();
    assert!(changed.text().contains(sentence), "{}", changed.text());
    // The version before stays readable.
    let before = asha.get(&list.link(OWN).unwrap()).await.ok();
    assert!(before.text().contains("Superseded"), "{}", before.text());
}

#[tokio::test]
async fn two_people_who_write_at_once_lose_nothing() {
    let app = TestApp::start().await;
    let mut imani = app
        .business_manager()
        .named("Imani Whitlock")
        .at("Northside")
        .sign_in()
        .await;
    let mut joe = app
        .business_manager()
        .named("Joe Fell")
        .at("Riverside")
        .sign_in()
        .await;
    let draft = begin(&mut imani, OWN).await;
    let path = format!("{draft}/cohorts/C2");
    let (of_imani, of_joe) = (imani.get(&path).await.ok(), joe.get(&path).await.ok());
    imani
        .submit(&of_imani, "Save", &[("Title", "In public")])
        .await
        .ok();
    let typed = [
        ("Title", "Out of doors"),
        ("Who is in it?", "out of doors a lot"),
    ];
    let told = joe.submit(&of_joe, "Save", &typed).await;
    assert_eq!(told.status, 409);
    for text in [
        "Imani Whitlock changed it last",
        "In public",
        "Save again to keep it",
    ] {
        assert!(told.text().contains(text), "{text}: {}", told.text());
    }
    assert_eq!(
        told.attributes("input[name=title]", "value"),
        ["Out of doors"]
    );
    assert_eq!(
        told.attributes("input[name=who]", "value"),
        ["out of doors a lot"]
    );
    assert_eq!(
        kept(&app, &draft).await.cohort("C2").unwrap().title,
        "In public"
    );
    // Saved again, knowing that, it is kept.
    joe.submit(&told, "Save", &[]).await.ok();
    assert_eq!(
        kept(&app, &draft).await.cohort("C2").unwrap().title,
        "Out of doors"
    );
    // What somebody has removed meanwhile is said, with what was typed.
    let question = format!("{draft}/questions/Q9");
    let of_joe = joe.get(&question).await.ok();
    let ask = imani.get(&format!("{question}/remove")).await.ok();
    imani.submit(&ask, "Remove", &[]).await.ok();
    let gone = joe
        .submit(&of_joe, "Save", &[("Question", "Will they teach?")])
        .await;
    assert_eq!(gone.status, 409);
    assert!(
        gone.text().contains("Somebody has removed this")
            && gone.text().contains("Will they teach?"),
        "{}",
        gone.text()
    );
}

#[tokio::test]
async fn a_faulty_draft_is_kept_but_goes_no_further() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let draft = begin(&mut imani, OWN).await;
    let page = share(&mut imani, &draft).await;
    assert_eq!(page.status, 409, "there is no note on what it changes");
    let circle = [("What must be held before?: Frontline practitioner", "")];
    write(&mut imani, &format!("{draft}/levels/AW/before"), &circle)
        .await
        .ok();
    let page = imani.get(&draft).await.ok();
    let fault = "The level AW comes after itself: AW after FP after AW.";
    assert!(page.text().contains(fault), "{}", page.text());
    let there = page.link("The level AW comes after itself").unwrap();
    imani.get(&there).await.ok();
    let refused = share(&mut imani, &draft).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(fault), "{}", refused.text());
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM framework_draft WHERE shared_at IS NOT NULL"
        )
        .await,
        0
    );
    // Shared in time and spoilt afterwards, it is neither endorsed nor published.
    let draft = shared(&mut imani).await;
    write(&mut imani, &format!("{draft}/levels/AW/before"), &circle)
        .await
        .ok();
    let refused = endorse(&mut imani, &draft).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("has to be mended first"),
        "{}",
        refused.text()
    );
    let page = admin.get(&format!("{draft}/publish")).await.ok();
    assert!(page.text().contains(fault), "{}", page.text());
    let token = crate::steps::token(&mut admin).await;
    let fields = [("form_token".to_owned(), token)];
    let refused = admin.post(&format!("{draft}/publish"), &fields).await;
    assert_eq!(refused.status, 409);
    assert_eq!(rows(&app, "framework_endorsement").await, 0);
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM framework_version WHERE draft_id IS NOT NULL"
        )
        .await,
        0
    );
}

#[tokio::test]
async fn a_change_ends_the_endorsements_made_before_it_and_a_board_may_take_its_own_back() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let draft = shared(&mut imani).await;
    // Whoever has the page of an older state open endorses nothing.
    let old = imani.get(&format!("{draft}/endorse")).await.ok();
    write(
        &mut imani,
        &format!("{draft}/cohorts/C1"),
        &[("Title", "All")],
    )
    .await
    .ok();
    let refused = imani.submit(&old, "Endorse", &[]).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused
            .text()
            .contains("changed since you opened this page"),
        "{}",
        refused.text()
    );
    endorse(&mut imani, &draft).await.ok();
    write(
        &mut imani,
        &format!("{draft}/cohorts/C1"),
        &[("Title", "Everybody")],
    )
    .await
    .ok();
    let page = imani.get(&draft).await.ok();
    assert!(
        page.text().contains("Awaited") && page.text().contains("the draft was changed"),
        "{}",
        page.text()
    );
    endorse(&mut imani, &draft).await.ok();
    let page = imani.get(&format!("{draft}/endorse")).await.ok();
    let page = imani.submit(&page, "Take back", &[]).await.ok();
    assert!(page.text().contains("taken back by"), "{}", page.text());
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = admin.get(&format!("{draft}/publish")).await.ok();
    assert!(
        page.text().contains("cannot be published yet"),
        "{}",
        page.text()
    );
    assert_eq!(
        rows(&app, "framework_endorsement").await,
        2,
        "both are remembered"
    );
}

#[tokio::test]
async fn nobody_publishes_before_every_board_has_endorsed() {
    let app = TestApp::start().await;
    app.board("Riverside").await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let draft = shared(&mut imani).await;
    endorse(&mut imani, &draft).await.ok();
    let page = admin.get(&format!("{draft}/publish")).await.ok();
    assert!(
        page.text().contains("cannot be published yet") && page.text().contains("Riverside Board"),
        "{}",
        page.text()
    );
    let token = crate::steps::token(&mut admin).await;
    let fields = [("form_token".to_owned(), token)];
    let refused = admin.post(&format!("{draft}/publish"), &fields).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused
            .text()
            .contains("Riverside Board has not endorsed it."),
        "{}",
        refused.text()
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM framework_version WHERE draft_id IS NOT NULL"
        )
        .await,
        0
    );
}

#[tokio::test]
async fn a_version_counts_neither_from_the_past_nor_before_another() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let today = app.site.today();
    let draft = shared(&mut imani).await;
    endorse(&mut imani, &draft).await.ok();
    let late = publish(&app, &mut admin, &draft, today - Days::new(1)).await;
    assert_eq!(late.status, 422);
    assert_eq!(
        late.errors(),
        ["The day from which it counts must be today or in the future"]
    );
    publish(&app, &mut admin, &draft, today + Days::new(30))
        .await
        .ok();
    let draft = shared(&mut imani).await;
    write(
        &mut imani,
        &format!("{draft}/about"),
        &[("Number of the version", "2026.9")],
    )
    .await
    .ok();
    endorse(&mut imani, &draft).await.ok();
    let before = publish(&app, &mut admin, &draft, today + Days::new(30)).await;
    assert_eq!(before.status, 422);
    assert!(
        before.errors()[0].contains("must be after"),
        "{:?}",
        before.errors()
    );
    publish(&app, &mut admin, &draft, today + Days::new(31))
        .await
        .ok();
}

#[tokio::test]
async fn a_board_speaks_for_itself_and_nobody_else_writes() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let riverside = app.board("Riverside").await;
    let draft = shared(&mut imani).await;
    let page = imani.get(&format!("{draft}/endorse")).await.ok();
    let form = page.form("Endorse");
    let foreign = with(&form.fields, &[("board", &riverside.to_string())]);
    imani
        .post(&format!("{draft}/endorse"), &foreign)
        .await
        .assert_not_found();
    imani
        .post(&format!("{draft}/take-back"), &foreign)
        .await
        .assert_not_found();
    assert_eq!(rows(&app, "framework_endorsement").await, 0);
    // A lead reads and comments, an administrator without a board endorses nothing, a learner sees no draft.
    let mut lead = app.training_lead().at("Riverside").sign_in().await;
    lead.get(&draft).await.ok();
    lead.get(&format!("{draft}/about")).await.assert_not_found();
    let mut admin = app.administrator().at("Northside").sign_in().await;
    admin.get(&format!("{draft}/about")).await.ok();
    admin
        .get(&format!("{draft}/endorse"))
        .await
        .assert_not_found();
    imani
        .get(&format!("{draft}/publish"))
        .await
        .assert_not_found();
    let mut asha = app.learner().at("Northside").sign_in().await;
    asha.get(&draft).await.assert_not_found();
    let page = asha.get("/framework").await.ok();
    assert!(
        !page.text().contains("Drafts") && !page.text().contains("Prevent"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn every_form_sent_twice_has_one_effect() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = imani.get("/framework/drafts/new").await.ok();
    let form = page.form("Begin the draft").fill(&[(OWN, "")]);
    let first = imani.post(&form.action, &form.fields).await.ok();
    let again = imani.post(&form.action, &form.fields).await.ok();
    assert_eq!(first.path, again.path);
    assert_eq!(rows(&app, "framework_draft").await, 1);
    let draft = first.path;
    let fill = [
        ("Code", "dr"),
        ("Title", "Drivers"),
        ("How is it delivered?", "A talk"),
        ("Does not count for it", ""),
        ("How long does it take a learner?", "30"),
        ("What can people do afterwards?", "Look under the seat"),
        ("How long does somebody new have?", "6 weeks"),
    ];
    let page = imani.get(&format!("{draft}/levels/new")).await.ok();
    let form = page.form("Save").fill(&fill);
    for _ in 0..2 {
        let page = imani.post(&form.action, &form.fields).await.ok();
        assert!(page.text().contains("Drivers"), "{}", page.text());
    }
    let levels = kept(&app, &draft).await.levels;
    assert_eq!(levels.iter().filter(|level| level.code == "DR").count(), 1);
    assert_eq!(levels.last().unwrap().limit, Span::Days(42));
    let note = [("What does this version change?", "Drivers learn too.")];
    let page = imani.get(&format!("{draft}/about")).await.ok();
    let form = page.form("Save").fill(&note);
    for _ in 0..2 {
        imani.post(&form.action, &form.fields).await.ok();
    }
    for (path, button) in [("share", "Share the draft"), ("endorse", "Endorse")] {
        let page = imani.get(&format!("{draft}/{path}")).await.ok();
        let form = page.form(button);
        for _ in 0..2 {
            imani.post(&form.action, &form.fields).await.ok();
        }
    }
    assert_eq!(rows(&app, "framework_endorsement").await, 1);
    let page = imani.get(&format!("{draft}/comments")).await.ok();
    let form = page.form("Add comment").fill(&[("Your comment", "Good.")]);
    for _ in 0..2 {
        imani.post(&form.action, &form.fields).await.ok();
    }
    assert_eq!(rows(&app, "framework_comment").await, 1);
    look(&app, &mut admin, &draft, app.site.today()).await.ok();
    let page = admin.get(&format!("{draft}/publish")).await.ok();
    let form = page.form("Publish");
    for _ in 0..2 {
        admin.post(&form.action, &form.fields).await.ok();
    }
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM framework_version WHERE draft_id IS NOT NULL"
        )
        .await,
        1
    );
    app.run_jobs().await;
    assert_eq!(
        rows(&app, "reassessment").await,
        1,
        "everybody is reassessed once"
    );
    let late = write_late(&mut imani, &draft).await;
    assert!(
        late.text().contains("has been published"),
        "{}",
        late.text()
    );
}

/// Asks for a form of a draft that is closed.
async fn write_late(browser: &mut Browser, draft: &str) -> Page {
    let page = browser.get(&format!("{draft}/about")).await;
    assert_eq!(page.status, 409);
    page
}

#[tokio::test]
async fn comments_are_kept_with_name_place_and_day() {
    let app = TestApp::start().await;
    let mut imani = app
        .business_manager()
        .named("Imani Whitlock")
        .at("Northside")
        .sign_in()
        .await;
    let mut lead = app
        .training_lead()
        .named("Lena Lead")
        .at("Riverside")
        .sign_in()
        .await;
    let draft = shared(&mut imani).await;
    let page = lead.get(&format!("{draft}/comments")).await.ok();
    let empty = lead.submit(&page, "Add comment", &[]).await;
    assert_eq!((empty.status, empty.errors().len()), (422, 1));
    let fill = [
        ("What is it about?", "Levels"),
        (
            "Your comment",
            "Six months is too long.\r\n<b>Three</b> will do.",
        ),
    ];
    lead.submit(&page, "Add comment", &fill).await.ok();
    let page = imani.get(&format!("{draft}/comments")).await.ok();
    imani
        .submit(&page, "Add comment", &[("Your comment", "Agreed.")])
        .await
        .ok();
    let give_up = imani.get(&format!("{draft}/give-up")).await.ok();
    imani.submit(&give_up, "Give the draft up", &[]).await.ok();
    let page = imani.get(&format!("{draft}/comments")).await.ok();
    for text in [
        "Lena Lead, Riverside",
        "Imani Whitlock, Northside Board",
        "<b>Three</b> will do.",
        "Levels",
        "On the whole",
    ] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    assert!(
        page.text().contains(&in_words(app.site.today())) && !page.html.contains("<b>Three"),
        "{}",
        page.text()
    );
    assert!(!page.html.contains("Add comment"), "the draft is closed");
    let list = imani.get("/framework").await.ok();
    assert!(list.text().contains("Given up"), "{}", list.text());
}

#[tokio::test]
async fn what_something_refers_to_cannot_be_removed() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let draft = begin(&mut imani, OWN).await;
    let page = imani.get(&format!("{draft}/levels/EM/remove")).await.ok();
    assert!(
        page.text().contains("cannot be removed yet")
            && page.text().contains("asks “Members and leaders”"),
        "{}",
        page.text()
    );
    let token = crate::steps::token(&mut imani).await;
    let fields = [
        ("form_token".to_owned(), token),
        ("edition".to_owned(), "1".to_owned()),
    ];
    imani
        .post(&format!("{draft}/levels/EM/remove"), &fields)
        .await
        .ok();
    assert!(kept(&app, &draft).await.level("EM").is_some());
    let cells = [
        ("Members and leaders: Elected member and board", "No"),
        ("Members and leaders: Awareness", "Must"),
    ];
    write(&mut imani, &format!("{draft}/requirements"), &cells)
        .await
        .ok();
    let page = imani.get(&format!("{draft}/levels/EM/remove")).await.ok();
    let form = page.form("Remove");
    for _ in 0..2 {
        let page = imani.post(&form.action, &form.fields).await.ok();
        assert!(page.text().contains("Removed."), "{}", page.text());
    }
    assert!(kept(&app, &draft).await.level("EM").is_none());
    let page = imani.get(&format!("{draft}/cohorts/C6/remove")).await.ok();
    assert!(
        page.text().contains("question Q8 gives it"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_level_is_written_rule_by_rule() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let draft = begin(&mut imani, OWN).await;
    let of = |page: &str| format!("{draft}/levels/AW/{page}");
    let wrong = write(
        &mut imani,
        &of("times"),
        &[
            ("How long does somebody new have?", "soon"),
            ("Trainers", "9 years"),
        ],
    )
    .await;
    assert_eq!(
        (wrong.status, wrong.errors().len()),
        (422, 1),
        "{:?}",
        wrong.errors()
    );
    assert_eq!(wrong.attributes("input[name=limit]", "value"), ["soon"]);
    let longer = write(&mut imani, &of("times"), &[("Trainers", "9 years")]).await;
    assert!(
        longer.errors()[0].contains("must be shorter"),
        "{:?}",
        longer.errors()
    );
    let times = [
        ("How long does somebody new have?", "2 months"),
        ("Trainers", "2 weeks"),
    ];
    write(&mut imani, &of("times"), &times).await.ok();
    let fixed = [
        ("How often is it refreshed?", "1 year"),
        ("It runs out on the same day of the year for everybody", ""),
        ("Day", "31"),
        ("Month", "February"),
        ("How long is it valid at the least?", "3"),
    ];
    let wrong = write(&mut imani, &of("refresher"), &fixed).await;
    assert!(
        wrong.errors()[0].contains("one that the month has"),
        "{:?}",
        wrong.errors()
    );
    let right = imani
        .submit(&wrong, "Save", &[("Month", "March")])
        .await
        .ok();
    assert!(
        right
            .text()
            .contains("31 March of a year, and for at least 3 months"),
        "{}",
        right.text()
    );
    let early = [
        ("How many days after it?", "30, 7"),
        ("After how many days is the line manager told?", "10"),
    ];
    let wrong = write(&mut imani, &of("reminders"), &early).await;
    assert!(
        wrong.errors()[0].contains("after 30 days or later"),
        "{:?}",
        wrong.errors()
    );
    let late = [
        ("How many days before the date?", "7 14 90"),
        ("After how many days is the line manager told?", ""),
    ];
    write(&mut imani, &of("reminders"), &late).await.ok();
    let accepts = [("=title_1", "Basics"), ("=provider_1", "A college")];
    write(&mut imani, &of("accepts"), &accepts).await.ok();
    write(
        &mut imani,
        &of("mapping"),
        &[(
            "What does it correspond to elsewhere?",
            "Level one\r\nGroup A",
        )],
    )
    .await
    .ok();
    let about = [
        ("Title", "Seeing it"),
        ("How long does it take a learner?", "25"),
    ];
    write(&mut imani, &of("about"), &about).await.ok();
    is_as_written(kept(&app, &draft).await.level("AW").unwrap());
}

/// That awareness says what [`a_level_is_written_rule_by_rule`] wrote.
fn is_as_written(level: &Level) {
    assert_eq!((level.title.as_str(), level.minutes), ("Seeing it", 25));
    assert_eq!(level.limit_for("C7"), Span::Days(14));
    assert_eq!(level.limit_for("C1"), Span::Months(2));
    assert_eq!(
        level.renewal,
        Renewal::FixedDate {
            month: 3,
            day: 31,
            at_least_months: 3
        }
    );
    assert_eq!(
        (
            level.reminders.before.as_slice(),
            level.reminders.manager_after
        ),
        ([90, 14, 7].as_slice(), None)
    );
    assert_eq!(level.accepts.len(), 2);
    assert_eq!(level.corresponds_to, ["Level one", "Group A"]);
}

#[tokio::test]
async fn lists_have_an_order_that_can_be_changed() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let draft = begin(&mut imani, OWN).await;
    let page = imani.get(&format!("{draft}/questions")).await.ok();
    let mut form = page.form("Move up");
    form.fields.retain(|(name, _)| name != "up");
    form.fields.push(("up".to_owned(), "Q2".to_owned()));
    imani.post(&form.action, &form.fields).await.ok();
    let codes = |framework: &Framework| {
        framework
            .questions
            .iter()
            .map(|q| q.code.clone())
            .take(2)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&kept(&app, &draft).await), ["Q2", "Q1"]);
    // Sent again from the page as it was, it moves nothing.
    let crossed = imani.post(&form.action, &form.fields).await.ok();
    assert!(
        crossed.text().contains("Look at the order again"),
        "{}",
        crossed.text()
    );
    assert_eq!(codes(&kept(&app, &draft).await), ["Q2", "Q1"]);
    let fill = [
        ("Code", "Q10"),
        ("Question", "Is it a driver?"),
        ("Everyone", ""),
        ("The post", ""),
    ];
    write(&mut imani, &format!("{draft}/questions/new"), &fill)
        .await
        .ok();
    let taken = write(
        &mut imani,
        &format!("{draft}/cohorts/new"),
        &[("Code", "c1"), ("Title", "X"), ("Who is in it?", "x")],
    )
    .await;
    assert_eq!(
        taken.errors(),
        ["There is a C1 already. Enter another code"]
    );
    assert_eq!(kept(&app, &draft).await.questions.len(), 10);
}

#[tokio::test]
async fn a_prevent_framework_ships_as_an_example_to_copy_from() {
    let app = TestApp::start().await;
    let in_force = store::framework::in_force(app.site.services(), app.site.today())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(in_force.framework.name, "modern-slavery");
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let list = imani.get("/framework").await.ok();
    let example = imani.get(&list.link(PREVENT).unwrap()).await.ok();
    assert!(
        example.text().contains("It is in force nowhere."),
        "{}",
        example.text()
    );
    app.learner()
        .sign_in()
        .await
        .get(&list.link(PREVENT).unwrap())
        .await
        .assert_not_found();
    let page = imani
        .get(&example.link("Copy it into a new draft").unwrap())
        .await
        .ok();
    let page = imani.submit(&page, "Begin the draft", &[]).await.ok();
    let draft = kept(&app, &page.path).await;
    assert_eq!(
        (draft.name.as_str(), draft.levels[0].code.as_str()),
        ("modern-slavery", "PA")
    );
    let changes = imani.get(&format!("{}/changes", page.path)).await.ok();
    assert!(
        changes.text().contains("The level Awareness (AW) goes."),
        "{}",
        changes.text()
    );
}

#[tokio::test]
async fn once_a_version_was_published_here_files_bring_examples_only() {
    use domain::access::{Actor, ImportContent, permit};
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let draft = shared(&mut imani).await;
    endorse(&mut imani, &draft).await.ok();
    let today = app.site.today();
    publish(&app, &mut admin, &draft, today).await.ok();
    let own = store::framework::in_force(app.site.services(), today)
        .await
        .unwrap()
        .unwrap();
    let mut next = (*own.framework).clone();
    next.version = "2099.1".to_owned();
    let may = permit(&Actor::Program, ImportContent {}).unwrap();
    let came = store::framework::import(app.site.services(), &may, &next)
        .await
        .unwrap();
    assert_eq!(came, store::Imported::New);
    let still = store::framework::in_force(app.site.services(), today)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(still.id, own.id);
    let list = imani.get("/framework").await.ok();
    assert!(
        list.text().contains("Examples to copy from") && list.text().contains("2099.1"),
        "{}",
        list.text()
    );
}

#[tokio::test]
async fn whoever_was_late_stays_late_and_nobody_else_becomes_it_on_the_first_day() {
    let app = TestApp::start().await;
    let late = app
        .learner()
        .started_days_ago(300)
        .cohorts(&["C1"])
        .create()
        .await;
    let fresh = app
        .learner()
        .started_days_ago(3)
        .cohorts(&["C1"])
        .create()
        .await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let draft = shared(&mut imani).await;
    write(
        &mut imani,
        &format!("{draft}/levels/AW/times"),
        &[("How long does somebody new have?", "31 days")],
    )
    .await
    .ok();
    let must = [("Everyone: Elected member and board", "Must")];
    write(&mut imani, &format!("{draft}/requirements"), &must)
        .await
        .ok();
    let before = app.sign_in(&late).await.get("/my-training").await.ok();
    let since = before.text();
    let since = since
        .split("Was due by ")
        .nth(1)
        .unwrap()
        .split('(')
        .next()
        .unwrap()
        .to_owned();
    endorse(&mut imani, &draft).await.ok();
    publish(&app, &mut admin, &draft, app.site.today())
        .await
        .ok();
    let page = app.sign_in(&late).await.get("/my-training").await.ok();
    assert!(
        page.text().contains(&format!("Was due by {since}")),
        "{}",
        page.text()
    );
    let page = app.sign_in(&fresh).await.get("/my-training").await.ok();
    assert!(
        !page.text().contains("Overdue") && page.text().contains("0 of 2"),
        "{}",
        page.text()
    );
}

/// That a draft is published by nobody before it is known whom it touches.
async fn is_not_published_unseen(admin: &mut Browser, draft: &str) {
    let page = admin.get(&format!("{draft}/publish")).await.ok();
    assert!(
        page.text().contains("has to be worked out first") && !page.html.contains(">Publish<"),
        "{}",
        page.text()
    );
    let token = crate::steps::token(admin).await;
    let fields = [("form_token".to_owned(), token)];
    let refused = admin.post(&format!("{draft}/publish"), &fields).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("has to be worked out first"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn it_is_worked_out_whom_a_draft_touches_before_it_is_published() {
    let app = TestApp::start().await;
    let mut imani = app
        .business_manager()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let mut admin = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    app.organisation_in("Eastside", "Northside").await;
    // Two who gain Frontline practitioner, one who has it anyway, one who loses the seminar.
    for cohorts in [["C1"], ["C1"], ["C3"], ["C6"]] {
        app.learner()
            .at("Eastside")
            .cohorts(&cohorts)
            .create()
            .await;
    }
    let draft = shared(&mut imani).await;
    let cells = [
        ("Everyone: Frontline practitioner", "Must"),
        ("Members and leaders: Elected member and board", "Should"),
    ];
    write(&mut imani, &format!("{draft}/requirements"), &cells)
        .await
        .ok();
    endorse(&mut imani, &draft).await.ok();
    is_not_published_unseen(&mut admin, &draft).await;
    let day = app.site.today() + Days::new(5);
    let page = admin.get(&format!("{draft}/preview")).await.ok();
    let watched = admin
        .submit(&page, "Work out whom it touches", &on(day).each())
        .await
        .ok();
    assert!(
        watched.text().contains("0 of 6 people looked at"),
        "{}",
        watched.text()
    );
    app.run_jobs().await;
    let page = admin.get(&format!("{draft}/preview")).await.ok();
    let said =
        "Of 6 people, 3 are touched: 2 gain a requirement, 1 lose one, 0 have another day for one.";
    assert!(page.text().contains(said), "{}", page.text());
    let rows = page.all("main tbody tr");
    for row in [
        "Everyone 2 0 0",
        "Members and leaders 0 1 0",
        "Eastside 2 1 0",
    ] {
        assert!(rows.contains(&row.to_owned()), "{row}: {rows:?}");
    }
    let late = day.checked_add_months(chrono::Months::new(6)).unwrap() + Days::new(1);
    let row = format!("{} Frontline practitioner: 2", in_words(late));
    assert!(rows.contains(&row), "{row}: {rows:?}");
    // Whoever endorses reads it too; a change makes it out of date.
    assert!(
        imani
            .get(&draft)
            .await
            .text()
            .contains("Whom it touches : 3 people"),
        "{}",
        imani.get(&draft).await.text()
    );
    write(
        &mut imani,
        &format!("{draft}/cohorts/C1"),
        &[("Title", "All")],
    )
    .await
    .ok();
    let page = admin.get(&format!("{draft}/preview")).await.ok();
    assert!(
        page.text().contains("The draft has been changed since"),
        "{}",
        page.text()
    );
    endorse(&mut imani, &draft).await.ok();
    let page = publish(&app, &mut admin, &draft, day).await.ok();
    assert!(
        page.text().contains("The version has been published."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn those_under_way_keep_what_they_have_or_get_a_date() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C1"])
        .create()
        .await;
    crate::steps::has_passed(&app, &asha, "awareness").await;
    app.advance(TimeDelta::days(1));
    let mut imani = app
        .business_manager()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let mut admin = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let today = app.site.today();
    let draft = shared(&mut imani).await;
    let page = imani.get(&format!("{draft}/transitions")).await.ok();
    assert!(
        page.text().contains("There is nothing to choose"),
        "{}",
        page.text()
    );
    let sooner = [("How often is it refreshed?", "30 days")];
    write(&mut imani, &format!("{draft}/levels/AW/refresher"), &sooner)
        .await
        .ok();
    // Unless something is chosen, what she has completed counts as long as it did.
    let page = look(&app, &mut imani, &draft, today).await.ok();
    assert!(page.text().contains("nobody is touched"), "{}", page.text());
    let due = today + Days::new(90);
    let parts = on(due).0;
    let chosen = [
        ("It counts until a day at the latest", ""),
        ("=due_on_0_day", parts[0].as_str()),
        ("=due_on_0_month", parts[1].as_str()),
        ("=due_on_0_year", parts[2].as_str()),
    ];
    let empty = write(&mut imani, &format!("{draft}/transitions"), &chosen[..1]).await;
    assert_eq!(empty.errors(), ["Enter the day"]);
    write(&mut imani, &format!("{draft}/transitions"), &chosen)
        .await
        .ok();
    let page = look(&app, &mut imani, &draft, today).await.ok();
    assert!(
        page.text().contains("1 is touched") && page.text().contains("Awareness: 1"),
        "{}",
        page.text()
    );
    let early = look(&app, &mut imani, &draft, due + Days::new(1)).await;
    assert_eq!(early.status, 422);
    assert!(
        early.errors()[0].contains("before the day from which it counts"),
        "{:?}",
        early.errors()
    );
    endorse(&mut imani, &draft).await.ok();
    publish(&app, &mut admin, &draft, today).await.ok();
    app.run_jobs().await;
    let page = app.sign_in(&asha).await.get("/my-training").await.ok();
    assert!(
        page.text()
            .contains(&format!("Valid until {}", in_words(due))),
        "{}",
        page.text()
    );
    let until = texts(
        &app,
        "SELECT CAST(valid_until AS text) FROM standing WHERE level = 'AW'",
    )
    .await;
    assert_eq!(
        until,
        [due.to_string()],
        "everybody's standing follows the version"
    );
}

#[tokio::test]
async fn a_draft_that_two_boards_wait_for_is_said_to_each() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    app.board("Riverside").await;
    let someone = imani.who().clone();
    let board = id(&app, app.board("Riverside").await);
    let grant: uuid::Uuid = app.site.new_id();
    let (grant, person, today) = (id(&app, grant), id(&app, someone.person), app.site.today());
    let sql = format!(
        "INSERT INTO role_grant (id, person_id, role, board_id, starts_on) VALUES ({grant}, {person}, 'business_manager', {board}, '{today}')"
    );
    behind_its_back(&app, &sql).await;
    let draft = shared(&mut imani).await;
    let page = imani.get(&format!("{draft}/endorse")).await.ok();
    let unsaid = imani.submit(&page, "Endorse", &[]).await;
    assert_eq!(unsaid.errors(), ["Select the board for which you act"]);
    imani
        .submit(&page, "Endorse", &[("Riverside Board", "")])
        .await
        .ok();
    let page = imani.get(&format!("{draft}/endorse")).await.ok();
    assert!(
        page.text().contains("Endorsed by your boards"),
        "{}",
        page.text()
    );
    imani.submit(&page, "Endorse", &[]).await.ok();
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM framework_endorsement WHERE ended_at IS NULL"
        )
        .await,
        2
    );
}

#[tokio::test]
async fn everything_that_was_kept_about_a_draft_is_in_the_trail() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let draft = shared(&mut imani).await;
    write(
        &mut imani,
        &format!("{draft}/cohorts/C1"),
        &[("Title", "All")],
    )
    .await
    .ok();
    let trail = texts(
        &app,
        "SELECT after_json FROM audit WHERE act = 'DraftFramework'",
    )
    .await;
    assert_eq!(trail.len(), 4, "{trail:?}");
    let is_there = |said: &str| trail.iter().any(|entry| entry.contains(said));
    assert!(
        is_there("is now called “All”") && is_there("Everyone learns more."),
        "{trail:?}"
    );
    assert_eq!(
        asks(&kept(&app, &draft).await, "C1", "AW"),
        Some(Strength::Mandatory)
    );
}
