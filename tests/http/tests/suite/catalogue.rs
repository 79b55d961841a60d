//! The menu of training, what boards ratify, and where training counts.

use crate::steps::{
    behind_its_back, changed, current, everything, has_passed, id, in_words, number, rows, texts,
    to_see,
};
use chrono::{Days, NaiveDate, TimeDelta};
use domain::ids::{OrganisationId, PostId};
use store::records::{completions, held, held_by};
use testkit::{Browser, Page, Someone, TestApp};

/// The course as it is shown, where a page lists it.
async fn course(browser: &mut Browser, title: &str) -> Page {
    let page = browser.get("/menu").await.ok();
    let href = page
        .link(title)
        .unwrap_or_else(|| panic!("{title} is on the menu: {}", page.text()));
    browser.get(&href).await.ok()
}

/// What somebody types to add half a day.
const HALF_DAY: [(&str, &str); 9] = [
    ("Title", "Half a day with the charity"),
    ("Who runs it?: Somebody outside", ""),
    ("Provider", "A charity"),
    ("How is it delivered?: Face to face", ""),
    ("Length in minutes (optional)", "180"),
    ("Aim", "Safe first conversations."),
    ("Objectives (optional)", "Listen\nRecord accurately"),
    ("Price of a place in pounds (optional)", "45.50"),
    ("How far Frontline practitioner is satisfied: Whole", ""),
];

/// Withdraws a course from a day on.
async fn withdraws_from(browser: &mut Browser, course: &str, day: NaiveDate) {
    let page = browser.get(&format!("{course}/change")).await.ok();
    let part = |format: &str| day.format(format).to_string();
    let parts = [part("%-d"), part("%-m"), part("%Y")];
    let fill = [
        ("=withdrawn_on_day", parts[0].as_str()),
        ("=withdrawn_on_month", &parts[1]),
        ("=withdrawn_on_year", &parts[2]),
    ];
    browser.submit(&page, "Save", &fill).await.ok();
}

/// Lets a business manager count ratified training only in her board's area.
async fn counts_ratified_only(app: &TestApp, place: &str) -> Browser {
    let mut manager = app.business_manager().at(place).sign_in().await;
    let page = manager.get("/board/counted").await.ok();
    let page = manager
        .submit(&page, "Count ratified training only", &[])
        .await
        .ok();
    assert!(
        page.text().contains("only ratified training counts"),
        "{}",
        page.text()
    );
    manager
}

/// Ratifies the module Awareness by its pages.
pub async fn ratifies_awareness(manager: &mut Browser) -> Page {
    let page = manager.get("/board/ratifications").await.ok();
    let href = page.link("Ratify Modern slavery awareness").unwrap();
    let page = manager.get(&href).await.ok();
    manager.submit(&page, "Ratify", &[]).await.ok()
}

/// Lets somebody leave with yesterday and begin elsewhere today.
async fn moves_to(app: &TestApp, someone: &Someone, organisation: OrganisationId) {
    let today = app.site.today();
    let person = id(app, someone.person);
    let ended = today - Days::new(1);
    behind_its_back(
        app,
        &format!("UPDATE post SET ends_on = '{ended}' WHERE person_id = {person}"),
    )
    .await;
    let post: PostId = app.site.new_id();
    let (post, organisation) = (id(app, post), id(app, organisation));
    let sql = format!(
        "INSERT INTO post (id, person_id, organisation_id, job_title, contract, starts_on, is_main) \
         VALUES ({post}, {person}, {organisation}, 'Buyer', 'permanent', '{today}', true)"
    );
    behind_its_back(app, &sql).await;
    let sql = format!(
        "INSERT INTO membership (post_id, cohort, since_on, reason) VALUES ({post}, 'C1', '{today}', 'Q1 answered yes')"
    );
    behind_its_back(app, &sql).await;
}

#[tokio::test]
async fn the_menu_shows_for_every_level_what_satisfies_it() {
    let app = TestApp::start().await;
    let mut asha = app.learner().cohorts(&["C1", "C5"]).sign_in().await;
    let page = asha.get("/my-training").await.ok();
    let page = asha
        .get(
            &page
                .link("See everything that counts towards a level")
                .unwrap(),
        )
        .await
        .ok();
    let text = page.text();
    for said in [
        "Awareness (AW)",
        "You need this level. Due by",
        "Modern slavery awareness Satisfies the whole level E-learning here",
        "Safeguarding level 1 with a modern slavery part Counts as a part. Still missing: The signs at work",
        "CIPS ethical procurement course, with exam Satisfies the whole level",
        "Modern slavery: half a day for frontline staff Satisfies the whole level Face to face, 3 hours, Free",
        "Elected member and board (EM)",
        "Train the trainer day",
        "Not ratified",
    ] {
        assert!(text.contains(said), "{said:?} in {text}");
    }
    let page = asha.get("/menu?level=MC").await.ok();
    assert!(page.text().contains("CIPS") && !page.text().contains("Train the trainer day"));
    let page = course(&mut asha, "CIPS ethical procurement").await;
    assert!(
        page.text()
            .contains("Manager, commissioner, procurement: satisfies the whole level"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Price Not stated"), "{}", page.text());
    assert!(
        page.link("Change").is_none() && page.link("History").is_none(),
        "a learner changes nothing"
    );
}

#[tokio::test]
async fn a_business_manager_adds_and_changes_a_course_and_its_history_says_so() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = imani.get("/menu/new").await.ok();
    let form = page.form("Save").fill(&HALF_DAY);
    let page = imani.post(&form.action, &form.fields).await.ok();
    let path = page.path.split('?').next().unwrap().to_owned();
    for said in [
        "Half a day with the charity",
        "£45.50",
        "A charity (outside the partnership)",
        "Edition 1",
    ] {
        assert!(page.text().contains(said), "{said:?} in {}", page.text());
    }
    let again = imani.post(&form.action, &form.fields).await;
    assert_eq!((again.status, again.errors().len()), (422, 1), "not twice");
    assert_eq!(
        again.attributes("input[name=price]", "value"),
        ["45.50"],
        "as typed"
    );

    // What it costs does not make it another training; how long it takes does.
    let page = imani.get(&format!("{path}/change")).await.ok();
    let stale = page.form("Save").fill(&[("Aim", "Something else.")]);
    let page = imani
        .submit(
            &page,
            "Save",
            &[("Price of a place in pounds (optional)", "50")],
        )
        .await
        .ok();
    assert!(
        page.text().contains("£50") && page.text().contains("Edition 1"),
        "{}",
        page.text()
    );
    let page = imani.get(&format!("{path}/change")).await.ok();
    let page = imani
        .submit(&page, "Save", &[("Length in minutes (optional)", "90")])
        .await
        .ok();
    assert!(page.text().contains("Edition 2"), "{}", page.text());
    let refused = imani.post(&stale.action, &stale.fields).await;
    assert_eq!(
        refused.status, 409,
        "somebody else has changed it meanwhile"
    );
    let page = imani.get(&format!("{path}/history")).await.ok();
    for said in [
        "Changed: edition 2",
        "Length: 1 hour 30 minutes, before 3 hours",
        "Price: £50, before £45.50",
        "Added",
        &imani.who().name.clone(),
    ] {
        assert!(page.text().contains(said), "{said:?} in {}", page.text());
    }

    // Learners are told the last day beforehand. Withdrawn, it is off their menu and still there for those who look
    // after it.
    let mut asha = app.learner().at("Northside").sign_in().await;
    let last = app.site.today() + Days::new(9);
    withdraws_from(&mut imani, &path, last + Days::new(1)).await;
    let seen = asha.get("/menu").await.ok().text();
    let said = format!("offered until {}", in_words(last));
    assert!(seen.contains(&said), "{seen}");
    withdraws_from(&mut imani, &path, app.site.today()).await;
    let seen = asha.get("/menu").await.ok().text();
    assert!(!seen.contains("with the charity"), "{seen}");
    let page = imani.get("/menu").await.ok();
    assert!(
        page.text()
            .contains("No longer offered Half a day with the charity"),
        "{}",
        page.text()
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM audit WHERE act = 'EditCatalogue'"
        )
        .await,
        5,
        "one entry for each change"
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_course_is_said_and_everything_typed_is_kept() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = admin.get("/menu/new").await.ok();
    let fill = [
        ("Title", "Half a day"),
        ("Price of a place in pounds (optional)", "a lot"),
        ("Web address (optional)", "javascript:alert(1)"),
    ];
    let wrong = admin.submit(&page, "Save", &fill).await;
    assert_eq!(wrong.status, 422);
    for said in [
        "Enter the price in pounds",
        "Enter a web address that begins with https://",
        "Select at least one level that it satisfies",
        "Enter who provides the course",
    ] {
        assert!(
            wrong.errors().iter().any(|e| e.contains(said)),
            "{said}: {:?}",
            wrong.errors()
        );
    }
    assert_eq!(
        wrong.attributes("input[name=title]", "value"),
        ["Half a day"]
    );
    assert_eq!(wrong.attributes("input[name=price]", "value"), ["a lot"]);
    assert!(!wrong.html.contains("href=\"javascript:"));
}

#[tokio::test]
async fn courses_come_with_the_content_once_and_are_then_the_partnerships_own() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = course(&mut imani, "Train the trainer day").await;
    let page = imani.get(&page.link("Change").unwrap()).await.ok();
    imani
        .submit(&page, "Save", &[("Title", "Two days for trainers")])
        .await
        .ok();
    let before = rows(&app, "course").await;
    let library = server::content_files::embedded().unwrap();
    let came = server::content_files::import(app.site.services(), &library)
        .await
        .unwrap();
    assert_eq!(came, server::content_files::Outcome::default());
    assert_eq!(rows(&app, "course").await, before);
    assert!(
        imani
            .get("/menu")
            .await
            .text()
            .contains("Two days for trainers")
    );
}

#[tokio::test]
async fn a_board_ratifies_a_version_by_name_and_withdraws_that() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = imani.get("/board/ratifications?show=not").await.ok();
    let page = imani
        .get(&page.link("Ratify Modern slavery awareness").unwrap())
        .await
        .ok();
    let wrong = imani
        .submit(
            &page,
            "Ratify",
            &[("Who decided it for the board?", ""), ("=on_year", "2199")],
        )
        .await;
    assert_eq!(
        (wrong.status, wrong.errors().len()),
        (422, 2),
        "{:?}",
        wrong.errors()
    );
    let form = page
        .form("Ratify")
        .fill(&[("Note (optional)", "Autumn meeting")]);
    let page = imani.post(&form.action, &form.fields).await.ok();
    assert!(page.text().contains("It is ratified."), "{}", page.text());
    imani.post(&form.action, &form.fields).await.ok();
    assert_eq!(rows(&app, "ratification").await, 1, "twice is once");
    // Everybody sees it: the board's own people, other boards' people, and those who read about the module.
    let seen = asha.get("/menu").await.ok().text();
    assert!(seen.contains("Ratified by your board"), "{seen}");
    let mut ben = app.learner().at("Riverside").sign_in().await;
    let seen = ben.get("/menu").await.ok().text();
    assert!(
        seen.contains("Ratified by another board") && !seen.contains("Ratified by your board"),
        "{seen}"
    );
    let page = ben.get("/learn/awareness/about").await.ok();
    assert!(
        page.text()
            .contains("Northside Board, Imani Whitlock, Independent Chair, on"),
        "{}",
        page.text()
    );
    // Withdrawn with a reason, it is as if it had not been, and the decisions stay readable.
    let page = imani.get("/board/ratifications?show=ratified").await.ok();
    let page = imani
        .get(&page.link("See, or withdraw").unwrap())
        .await
        .ok();
    let page = imani
        .get(&page.link("Withdraw the ratification").unwrap())
        .await
        .ok();
    let wrong = imani.submit(&page, "Withdraw", &[]).await;
    assert_eq!(wrong.errors(), ["Enter why it is withdrawn"]);
    let form = page
        .form("Withdraw")
        .fill(&[("Why is it withdrawn?", "The law has changed")]);
    imani.post(&form.action, &form.fields).await.ok();
    imani.post(&form.action, &form.fields).await.ok();
    assert!(!asha.get("/menu").await.ok().text().contains("Ratified by"));
    let training = format!(
        "/board/ratifications/module-{}",
        current(&app, "awareness").await.id
    );
    let page = imani.get(&training).await.ok();
    assert!(
        page.text().contains("The law has changed") && page.text().contains("Autumn meeting"),
        "{}",
        page.text()
    );
    ratifies_awareness(&mut imani).await;
    assert_eq!(
        rows(&app, "ratification").await,
        2,
        "a new decision beside the old one"
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM audit WHERE act = 'RatifyTraining'"
        )
        .await,
        3
    );
}

#[tokio::test]
async fn another_edition_is_ratified_anew() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = course(&mut imani, "Train the trainer day").await;
    let path = page.path.clone();
    let page = imani.get(&page.link("Ratify").unwrap()).await.ok();
    imani.submit(&page, "Ratify", &[]).await.ok();
    assert!(
        asha.get(&path)
            .await
            .ok()
            .text()
            .contains("Northside Board, Imani")
    );
    let page = imani.get(&format!("{path}/change")).await.ok();
    imani
        .submit(&page, "Save", &[("Length in minutes (optional)", "180")])
        .await
        .ok();
    let page = asha.get(&path).await.ok();
    assert!(
        page.text().contains("No board has ratified it yet."),
        "{}",
        page.text()
    );
    let page = imani.get("/board/ratifications").await.ok();
    assert!(
        page.text().contains("edition 1, no longer offered") && page.text().contains("edition 2"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn where_only_ratified_training_counts_the_rest_does_not_until_it_is_ratified() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    has_passed(&app, asha.who(), "awareness").await;
    let completed = "You have completed 1 of 1 required levels.";
    assert!(
        asha.get("/my-training")
            .await
            .ok()
            .text()
            .contains(completed)
    );
    // The page says what the button would do before it does it.
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = imani.get("/board/counted").await.ok();
    assert!(
        page.text().contains(
            "1 of 1 levels completed by people who work in your area are of training that your board has not ratified. They \
             would no longer count, for 1 person."
        ),
        "{}",
        page.text()
    );
    let before = everything(&app).await["completion"].clone();
    let mut imani = counts_ratified_only(&app, "Northside").await;
    let page = asha.get("/my-training").await.ok();
    assert!(
        page.text()
            .contains("You have completed 0 of 1 required levels."),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Does not count in the area of Northside Board, which has not ratified it"),
        "{}",
        page.text()
    );
    assert!(
        asha.get("/menu")
            .await
            .text()
            .contains("Not ratified so it does not count in your area")
    );
    let standing = "SELECT COUNT(*) FROM standing WHERE level = 'AW' AND completed_on IS NOT NULL";
    assert_eq!(number(&app, standing).await, 0, "lists say the same");
    let list = imani.get("/certificates").await.ok();
    assert!(
        !list.text().contains(&asha.who().name),
        "a board certifies what it counts: {}",
        list.text()
    );
    ratifies_awareness(&mut imani).await;
    assert_eq!(number(&app, standing).await, 1);
    assert!(
        asha.get("/my-training")
            .await
            .ok()
            .text()
            .contains(completed)
    );
    assert!(
        imani
            .get("/certificates")
            .await
            .ok()
            .text()
            .contains(&asha.who().name)
    );
    assert_eq!(
        everything(&app).await["completion"],
        before,
        "the record itself is as it was"
    );
    // And back, with the time between kept.
    let page = imani.get("/board/counted").await.ok();
    let form = page.form("Count all training again");
    imani.post(&form.action, &form.fields).await.ok();
    imani.post(&form.action, &form.fields).await.ok();
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM ratified_only WHERE until_on IS NOT NULL"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn somebody_who_moves_employer_keeps_the_level() {
    let app = TestApp::start().await;
    app.organisation("Riverside").await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    moves_to(&app, &asha, app.organisation("Riverside").await).await;
    let completed = "You have completed 1 of 1 required levels.";
    let mut browser = app.sign_in(&asha).await;
    assert!(
        browser
            .get("/my-training")
            .await
            .ok()
            .text()
            .contains(completed),
        "carried over"
    );
    // Her old board has no say any more; her new one has.
    counts_ratified_only(&app, "Northside").await;
    assert!(
        browser
            .get("/my-training")
            .await
            .ok()
            .text()
            .contains(completed)
    );
    let mut theirs = counts_ratified_only(&app, "Riverside").await;
    let page = browser.get("/my-training").await.ok();
    assert!(
        page.text().contains("0 of 1 required")
            && page.text().contains("in the area of Riverside Board"),
        "{}",
        page.text()
    );
    ratifies_awareness(&mut theirs).await;
    assert!(
        browser
            .get("/my-training")
            .await
            .ok()
            .text()
            .contains(completed)
    );
}

#[tokio::test]
async fn with_posts_in_two_areas_a_level_counts_where_both_boards_count_it() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    moves_to(&app, &asha, app.organisation("Riverside").await).await;
    let person = id(&app, asha.person);
    behind_its_back(
        &app,
        &format!("UPDATE post SET ends_on = NULL WHERE person_id = {person}"),
    )
    .await;
    let mut browser = app.sign_in(&asha).await;
    let mut theirs = counts_ratified_only(&app, "Riverside").await;
    assert!(
        browser
            .get("/my-training")
            .await
            .ok()
            .text()
            .contains("0 of 1 required")
    );
    ratifies_awareness(&mut theirs).await;
    assert!(
        browser
            .get("/my-training")
            .await
            .ok()
            .text()
            .contains("1 of 1 required")
    );
}

#[tokio::test]
async fn what_is_held_is_the_same_asked_for_one_or_for_many() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let ben = app.learner().at("Riverside").create().await;
    has_passed(&app, &asha, "awareness").await;
    app.advance(TimeDelta::days(30));
    has_passed(&app, &asha, "procurement-and-members").await;
    has_passed(&app, &ben, "awareness").await;
    let mut theirs = counts_ratified_only(&app, "Riverside").await;
    ratifies_awareness(&mut theirs).await;
    let services = app.site.services();
    let people = [asha.person, ben.person];
    let by_person = held_by(services.db.reader(), &people).await.unwrap();
    let all = by_person.into_iter();
    let mut many: Vec<_> = all
        .flat_map(|(person, held)| held.into_iter().map(move |held| (person, held)))
        .collect();
    let mut one_by_one = Vec::new();
    for someone in [&asha, &ben] {
        let done = completions(services, &to_see(someone)).await.unwrap();
        one_by_one.extend(held(&done).into_iter().map(|held| (someone.person, held)));
    }
    many.sort_by_key(|(person, held)| (*person, held.completed_on));
    one_by_one.sort_by_key(|(person, held)| (*person, held.completed_on));
    assert_eq!(many, one_by_one);
    for (_, held) in &many {
        let boards = usize::from(held.level == "MC");
        assert_eq!(
            held.not_in.len(),
            boards,
            "Riverside counts awareness and nothing else: {held:?}"
        );
    }
}

#[tokio::test]
async fn nobody_ratifies_or_decides_what_counts_for_another_board() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let other = app.board("Riverside").await;
    let training = format!("module-{}", current(&app, "awareness").await.id);
    let page = imani
        .get(&format!("/board/ratifications/{training}"))
        .await
        .ok();
    let ratify = page.form("Ratify");
    let counted = imani
        .get("/board/counted")
        .await
        .ok()
        .form("Count ratified");
    let before = everything(&app).await;
    for (path, fields) in [
        (
            format!("/board/ratifications/{training}?board={other}"),
            &ratify.fields,
        ),
        (format!("/board/counted?board={other}"), &counted.fields),
    ] {
        imani.get(&path).await.assert_not_found();
        imani.post(&path, fields).await.assert_not_found();
    }
    for unknown in [
        "module-7",
        "course-x-1",
        "course-01900000-0000-7000-8000-000000000000-1",
    ] {
        imani
            .get(&format!("/board/ratifications/{unknown}"))
            .await
            .assert_not_found();
    }
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
    assert_eq!(
        texts(&app, "SELECT CAST(board_id AS text) FROM ratification")
            .await
            .len(),
        0
    );
}
