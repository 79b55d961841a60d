//! What each person needs, by when and why, on *My training*.

use crate::steps::{behind_its_back, changed, everything, has_passed, id, in_words};
use chrono::{Days, Months, NaiveDate, TimeDelta};
use domain::{calendar, ids::PostId};
use testkit::{Page, Someone, TestApp};

async fn my_training(app: &TestApp, someone: &Someone) -> Page {
    app.sign_in(someone).await.get("/my-training").await.ok()
}

/// Moves the clock to a day.
fn until(app: &TestApp, day: NaiveDate) {
    app.advance(day - app.site.today());
    assert_eq!(app.site.today(), day);
}

fn by(day: NaiveDate, today: NaiveDate) -> String {
    format!(
        "Due by {} ({})",
        in_words(day),
        calendar::relative(day, today)
    )
}

/// Gives somebody a second post.
async fn second_post(
    app: &TestApp,
    someone: &Someone,
    organisation: &str,
    title: &str,
    cohort: &str,
    starts_on: NaiveDate,
) {
    let organisation = app.organisation(organisation).await;
    let post: PostId = app.site.new_id();
    let (post, person, organisation) = (
        id(app, post),
        id(app, someone.person),
        id(app, organisation),
    );
    let sql = format!(
        "INSERT INTO post (id, person_id, organisation_id, job_title, contract, starts_on, is_main, is_classified) \
         VALUES ({post}, {person}, {organisation}, '{title}', 'permanent', '{starts_on}', false, true)"
    );
    behind_its_back(app, &sql).await;
    let sql = format!(
        "INSERT INTO membership (post_id, cohort, since_on, reason) VALUES ({post}, '{cohort}', '{starts_on}', 'Q7 answered yes')"
    );
    behind_its_back(app, &sql).await;
}

#[tokio::test]
async fn my_training_says_what_is_needed_by_when_and_why() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .job("Driver")
        .started_days_ago(10)
        .create()
        .await;
    let today = app.site.today();
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains("You have completed 0 of 1 required levels."),
        "{}",
        page.text()
    );
    let due = (today - Days::new(10))
        .checked_add_months(Months::new(3))
        .unwrap();
    assert!(page.text().contains(&by(due, today)), "{}", page.text());
    assert_eq!(
        page.link("Start Awareness"),
        Some("/learn/awareness".to_owned())
    );
    assert!(
        page.text().contains("Awareness is required because"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("as Driver at Northside you are staff or a volunteer (group “Everyone”: Q1 answered yes)"), "{}", page.text());
    assert!(page.text().contains("Nothing yet."), "{}", page.text());
}

#[tokio::test]
async fn in_several_cohorts_the_strongest_demand_and_the_earliest_day_count() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .cohorts(&["C1", "C2", "C3", "C5"])
        .started_days_ago(5)
        .create()
        .await;
    let today = app.site.today();
    let start = today - Days::new(5);
    let page = my_training(&app, &asha).await;
    // AW and FP for practitioners, MC for managers; FP is only recommended to C2 and C5, but C3 must.
    assert!(
        page.text()
            .contains("You have completed 0 of 3 required levels."),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains(&by(start + Days::new(30), today)),
        "practitioners have 30 days: {}",
        page.text()
    );
    assert!(
        page.text().contains(&by(
            start.checked_add_months(Months::new(6)).unwrap(),
            today
        )),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Recommended for you"),
        "FR: {}",
        page.text()
    );
    assert!(
        page.text().contains("First complete Awareness"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Cannot start yet"), "{}", page.text());
    for reason in [
        "“Everyone”",
        "“Public-facing”",
        "“Practitioners”",
        "“Managers, commissioners and procurement”",
    ] {
        assert!(page.text().contains(reason), "{reason}: {}", page.text());
    }
    has_passed(&app, &asha, "awareness").await;
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains("You have completed 1 of 3 required levels."),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("E-learning first, then a session"),
        "{}",
        page.text()
    );
    has_passed(&app, &asha, "procurement-and-members").await;
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains("You have completed 2 of 3 required levels."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn somebody_in_no_cohort_is_told_that_it_is_not_known_what_they_need() {
    let app = TestApp::start().await;
    let asha = app.learner().cohorts(&[]).create().await;
    let page = my_training(&app, &asha).await;
    assert!(
        page.text().contains("We do not know yet what you need"),
        "{}",
        page.text()
    );
    assert!(
        !page.text().contains("required levels") && !page.text().contains("Why me?"),
        "{}",
        page.text()
    );
    app.sign_in(&asha).await.get("/learn/awareness").await.ok();
}

#[tokio::test]
async fn somebody_in_two_organisations_needs_what_both_ask_for() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .job("Driver")
        .cohorts(&["C1"])
        .started_days_ago(100)
        .create()
        .await;
    let today = app.site.today();
    second_post(
        &app,
        &asha,
        "Riverside",
        "Buyer",
        "C5",
        today - Days::new(1),
    )
    .await;
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains("You have completed 0 of 2 required levels."),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Driver at Northside") && page.text().contains("Buyer at Riverside"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Overdue"),
        "the first post asked for awareness long ago: {}",
        page.text()
    );
    // A post that has not begun asks for nothing yet, one that has ended no more.
    second_post(
        &app,
        &asha,
        "Eastside",
        "Trustee",
        "C6",
        today + Days::new(1),
    )
    .await;
    assert!(
        !my_training(&app, &asha)
            .await
            .text()
            .contains("Trustee at Eastside")
    );
    until(&app, today + Days::new(1));
    let page = my_training(&app, &asha).await;
    assert!(
        page.text().contains("Trustee at Eastside") && page.text().contains("0 of 3"),
        "{}",
        page.text()
    );
    behind_its_back(
        &app,
        &format!("UPDATE post SET ends_on = '{}'", today + Days::new(1)),
    )
    .await;
    assert!(
        my_training(&app, &asha).await.text().contains("0 of 3"),
        "to the end of the last day"
    );
    until(&app, today + Days::new(2));
    let page = my_training(&app, &asha).await;
    assert!(!page.text().contains("required levels"), "{}", page.text());
}

#[tokio::test]
async fn a_level_falls_due_is_overdue_the_day_after_and_is_held_for_three_years() {
    let app = TestApp::start().await;
    let asha = app.learner().started_days_ago(0).create().await;
    let start = app.site.today();
    let due = start.checked_add_months(Months::new(3)).unwrap();
    until(&app, due);
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains(&format!("Due by {} (today)", in_words(due)))
            && page.text().contains("To do"),
        "{}",
        page.text()
    );
    until(&app, due + Days::new(1));
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains(&format!("Was due by {} (yesterday)", in_words(due))),
        "{}",
        page.text()
    );
    assert!(
        page.all(".govuk-tag").contains(&"Overdue".to_owned()),
        "{:?}",
        page.all(".govuk-tag")
    );
    has_passed(&app, &asha, "awareness").await;
    let last = app
        .site
        .today()
        .checked_add_months(Months::new(36))
        .unwrap();
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains(&format!("Valid until {}", in_words(last))),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("You have completed 1 of 1 required levels."),
        "{}",
        page.text()
    );
    for (day, state, count) in [
        (last - Days::new(61), "Completed", "1 of 1"),
        (last - Days::new(60), "Due soon", "1 of 1"),
        (last, "Due soon", "1 of 1"),
        (last + Days::new(1), "Overdue", "0 of 1"),
    ] {
        until(&app, day);
        let page = my_training(&app, &asha).await;
        assert!(
            page.text().contains(state) && page.text().contains(count),
            "{day}: {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn the_day_changes_at_midnight_in_london() {
    let app = TestApp::start().await;
    let asha = app.learner().started_days_ago(0).create().await;
    let due = app.site.today().checked_add_months(Months::new(3)).unwrap();
    until(&app, due);
    // To midnight by London's clock, whatever the season and whatever second it is now.
    let mut seconds = 0;
    while app.site.today() == due && seconds < 24 * 60 * 60 {
        app.advance(TimeDelta::seconds(1));
        seconds += 1;
    }
    app.advance(TimeDelta::seconds(-1));
    assert!(my_training(&app, &asha).await.text().contains("(today)"));
    app.advance(TimeDelta::seconds(1));
    let page = my_training(&app, &asha).await;
    assert!(page.text().contains("Overdue"), "{}", page.text());
    assert_eq!(calendar::time(app.site.now()), "00:00");
}

#[tokio::test]
async fn an_elected_member_is_asked_for_the_seminar_and_offered_the_rest() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .job("Councillor")
        .cohorts(&["C6"])
        .create()
        .await;
    let page = my_training(&app, &asha).await;
    assert!(
        page.text()
            .contains("You have completed 0 of 1 required levels."),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Elected member and board"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Taught in a session: ask your training lead for the next date"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Recommended, with no date") && !page.text().contains("Overdue"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn content_with_one_fault_imports_nothing() {
    use server::content_files::Outcome;
    let app = TestApp::start().await;
    let folder = app.mail_folder().with_file_name("content");
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");
    copy(std::path::Path::new(root), &folder);
    let file = folder.join("frameworks/modern-slavery/framework.toml");
    let file = if file.exists() {
        file
    } else {
        std::fs::read_dir(folder.join("frameworks/modern-slavery"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path()
    };
    let text = std::fs::read_to_string(&file).unwrap();
    let faulty = text
        .replace("version = \"2026.1\"", "version = \"2099.9\"")
        .replacen("cohort = \"C2\"", "cohort = \"C22\"", 1);
    std::fs::write(&file, &faulty).unwrap();
    let line = faulty
        .lines()
        .position(|line| line.contains("C22"))
        .unwrap()
        + 1;
    let refused = server::content_files::folder(&folder)
        .expect_err("the fault is found")
        .to_string();
    assert!(
        refused.contains(&file.file_name().unwrap().to_string_lossy().into_owned())
            && refused.contains("C22"),
        "{refused}"
    );
    assert!(
        refused.contains(&format!(":{line}")),
        "line {line}: {refused}"
    );
    // Put right, it is imported as a new version, once.
    std::fs::write(
        &file,
        text.replace("version = \"2026.1\"", "version = \"2099.9\""),
    )
    .unwrap();
    let library = server::content_files::folder(&folder).unwrap();
    let import = async |library| {
        server::content_files::import(app.site.services(), library)
            .await
            .unwrap()
    };
    assert_eq!(
        import(&library).await.new,
        ["framework modern-slavery 2099.9"]
    );
    assert_eq!(import(&library).await, Outcome::default());
    // Changed without a new version, it stays as it was, and that is said.
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("title = \"", "title = \"New: ", 1)).unwrap();
    let screen = folder.join("modules/awareness/screens/01-a-mornings-work.md");
    let text = std::fs::read_to_string(&screen).unwrap();
    std::fs::write(&screen, format!("{text}\nOne more line.\n")).unwrap();
    let library = server::content_files::folder(&folder).unwrap();
    let before = everything(&app).await;
    let outcome = import(&library).await;
    assert_eq!(outcome.new, Vec::<String>::new());
    let warnings: Vec<_> = outcome.warnings().collect();
    assert!(
        warnings.len() == 2
            && warnings[0].starts_with("framework modern-slavery 2099.9 differs")
            && warnings[1].starts_with("module awareness ")
            && warnings[1].ends_with("Raise its version."),
        "{warnings:?}"
    );
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from)
        .expect("the folder is there")
        .flatten()
    {
        let into = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &into);
        } else {
            std::fs::copy(entry.path(), into)
                .map(|_| ())
                .expect("it can be copied");
        }
    }
}

#[tokio::test]
async fn a_framework_counts_from_its_first_day() {
    use domain::access::{Actor, ImportContent, permit};
    let app = TestApp::start().await;
    let asha = app.learner().cohorts(&["C1"]).create().await;
    let services = app.site.services();
    let mut next = (*store::framework::in_force(services, app.site.today())
        .await
        .unwrap()
        .unwrap()
        .framework)
        .clone();
    next.version = "2099.1".to_owned();
    next.effective_on = app.site.today() + Days::new(7);
    let more = next
        .requirements
        .iter()
        .find(|r| r.level == "MC")
        .cloned()
        .unwrap();
    next.requirements.push(domain::framework::Requirement {
        cohort: "C1".to_owned(),
        strength: domain::framework::Strength::Mandatory,
        ..more
    });
    let may = permit(&Actor::Program, ImportContent {}).unwrap();
    assert_eq!(
        store::framework::import(services, &may, &next)
            .await
            .unwrap(),
        store::Imported::New
    );
    assert!(my_training(&app, &asha).await.text().contains("0 of 1"));
    until(&app, next.effective_on);
    let page = my_training(&app, &asha).await;
    assert!(page.text().contains("0 of 2"), "{}", page.text());
    let due = next
        .effective_on
        .checked_add_months(Months::new(6))
        .unwrap();
    assert!(
        page.text().contains(&by(due, next.effective_on)),
        "nobody is overdue on its first day: {}",
        page.text()
    );
}
