//! Districts with their boards, organisations with their teams, and a board's settings.

use crate::steps::{changed, everything, number, rows, texts};
use testkit::TestApp;

#[tokio::test]
async fn an_administrator_adds_a_district_with_its_board_and_an_organisation_with_teams() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = admin.get("/organisations").await.ok();
    let page = admin
        .get(&page.link("Add a district and its board").unwrap())
        .await
        .ok();
    let fill = [
        ("Name of the district", "Wetherstow"),
        (
            "Name of its safeguarding board",
            "Wetherstow Safeguarding Adults Board",
        ),
        ("Letters for certificate numbers", "ws"),
    ];
    let form = page.form("Add district and board").fill(&fill);
    let page = admin.post(&form.action, &form.fields).await.ok();
    assert!(
        page.text()
            .contains("The district and its board have been added."),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Missing: nothing can be issued"),
        "{}",
        page.text()
    );
    let again = admin.post(&form.action, &form.fields).await;
    assert_eq!(
        (again.status, again.errors().len()),
        (422, 3),
        "everything that is taken is said: {:?}",
        again.errors()
    );
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM board WHERE prefix = 'WS'").await,
        1
    );

    let page = admin.get("/organisations/new").await.ok();
    let fill = [
        ("Name of the organisation", "Wetherstow Council"),
        ("Council", ""),
        ("Home district", "Wetherstow"),
        ("Yes", ""),
        ("Teams (optional)", "Housing\n- Options\nFleet\n\nhousing"),
    ];
    let form = page.form("Add organisation").fill(&fill);
    let page = admin.post(&form.action, &form.fields).await.ok();
    assert!(
        page.text().contains("The organisation has been added."),
        "{}",
        page.text()
    );
    assert_eq!(
        admin.post(&form.action, &form.fields).await.status,
        422,
        "not twice"
    );
    assert_eq!(
        texts(
            &app,
            "SELECT m.name || COALESCE(' in ' || u.name, '') FROM team m LEFT JOIN team u ON u.id = m.parent_id \
             WHERE m.name IN ('Housing', 'Options', 'Fleet', 'housing') ORDER BY m.name"
        )
        .await,
        ["Fleet", "Housing", "Options in Housing"]
    );
    assert_eq!(page.heading(), "Wetherstow Council");
    let empty = admin.get("/organisations/new").await.ok();
    let empty = admin.submit(&empty, "Add organisation", &[]).await;
    assert_eq!(
        (empty.status, empty.errors().len()),
        (422, 4),
        "{:?}",
        empty.errors()
    );
}

#[tokio::test]
async fn the_list_counts_the_people_of_today() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    app.learner().at("Northside").create().await;
    app.learner().at("Riverside").create().await;
    let ended = app.site.today() - chrono::Days::new(1);
    let gone = app.learner().at("Northside").create().await;
    let sql = format!(
        "UPDATE post SET ends_on = '{ended}' WHERE person_id = {}",
        crate::steps::id(&app, gone.person)
    );
    crate::steps::behind_its_back(&app, &sql).await;
    let page = admin.get("/organisations").await.ok();
    let lines = page.all("main tbody tr");
    let northside = lines
        .iter()
        .find(|line| line.starts_with("Northside Council"))
        .unwrap_or_else(|| panic!("{lines:?}"));
    assert!(
        northside.contains(" 1 2 people of Northside")
            || northside.ends_with("2 people of Northside"),
        "one team, two people: {northside}"
    );
}

#[tokio::test]
async fn a_business_manager_sets_her_own_board_and_no_other() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let other = app.board("Riverside").await;
    let page = imani.get("/board").await.ok();
    assert!(page.text().contains("Northside Board"), "{}", page.text());
    let fill = [
        ("Name of the person who signs", "Ada Okafor"),
        ("Their role", "Chair"),
        ("Worried about an adult", "01632 960 777"),
        ("Police unit for modern slavery", ""),
    ];
    let page = imani.submit(&page, "Save", &fill).await.ok();
    assert!(
        page.text()
            .contains("Saved. Certificates issued before stay as they are."),
        "{}",
        page.text()
    );
    assert_eq!(
        page.attributes("input[name=signatory_name]", "value"),
        ["Ada Okafor"]
    );
    let before = everything(&app).await;
    let wrong = imani
        .submit(
            &page,
            "Save",
            &[("Name of the person who signs", ""), ("=office", "office")],
        )
        .await;
    assert_eq!(
        (wrong.status, wrong.errors().len()),
        (422, 2),
        "{:?}",
        wrong.errors()
    );
    imani
        .get(&format!("/board?board={other}"))
        .await
        .assert_not_found();
    let mut form = page.form("Save");
    form.action = format!("/board?board={other}");
    imani
        .post(&form.action, &form.fields)
        .await
        .assert_not_found();
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM board WHERE signatory_name = 'Ada Okafor'"
        )
        .await,
        1
    );
    // What is saved is in the modules at once.
    let mut asha = app.learner().at("Northside").sign_in().await;
    let module = crate::steps::module(&app, "awareness").await;
    crate::steps::read_all_screens(&mut asha, &module).await;
    let mut seen = String::new();
    for screen in 1..=module.screens.len() {
        seen += &asha
            .get(&format!("/learn/awareness/screens/{screen}"))
            .await
            .ok()
            .text();
    }
    assert!(seen.contains("01632 960 777") && !seen.contains("01632 960 001"));
}

#[tokio::test]
async fn an_administrator_chooses_among_the_boards() {
    let app = TestApp::start().await;
    app.board("Riverside").await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = admin.get("/board").await.ok();
    assert_eq!(page.heading(), "Which board?");
    let page = admin.get(&page.link("Riverside Board").unwrap()).await.ok();
    admin
        .submit(
            &page,
            "Save",
            &[("Name of the person who signs", "Ada Okafor")],
        )
        .await
        .ok();
    assert_eq!(
        texts(
            &app,
            "SELECT name FROM board WHERE signatory_name = 'Ada Okafor'"
        )
        .await,
        ["Riverside Board"]
    );
    assert_eq!(rows(&app, "certificate").await, 0);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn teams_are_a_tree_that_the_training_lead_arranges() {
    let app = TestApp::start().await;
    let northside = app.organisation("Northside").await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/people").await.ok();
    let page = lead
        .get(&page.link("Teams of Northside").unwrap())
        .await
        .ok();
    let new = page.link("Add a team").unwrap();
    for (name, inside) in [
        ("Adults", ""),
        ("Older people", "Adults"),
        ("Hospital", "Adults › Older people"),
    ] {
        let page = lead.get(&new).await.ok();
        let inside = if inside.is_empty() {
            "None: it stands by itself"
        } else {
            inside
        };
        let fill = [
            ("Name of the team", name),
            ("Which team is it inside?", inside),
        ];
        let page = lead.submit(&page, "Add team", &fill).await.ok();
        assert!(
            page.text().contains("The team has been added."),
            "{}",
            page.text()
        );
    }
    let page = lead.get(&format!("/organisations/{northside}")).await.ok();
    let inner = page.all("main ul ul ul li");
    assert!(
        inner.len() == 1 && inner[0].starts_with("Hospital"),
        "three levels deep: {inner:?}"
    );

    // The outermost cannot go inside what it holds, and is not offered it.
    let links = page.attributes("main ul li a", "href");
    let adults = lead.get(&links[0]).await.ok();
    assert_eq!(
        adults.attributes("input[name=name]", "value"),
        ["Adults"],
        "the first of the list"
    );
    assert!(
        !adults
            .all("option")
            .contains(&"Adults › Older people".to_owned())
    );
    let before = everything(&app).await;
    let hospital = links[2].rsplit('/').next().unwrap();
    for (fill, error) in [
        (
            ("=inside", hospital),
            "Hospital is inside Adults. Move Hospital first, or select another team",
        ),
        (
            ("Name of the team", "Team one"),
            "The organisation has a team of this name already. Enter another name",
        ),
        (
            ("=inside", "00000000-0000-0000-0000-000000000000"),
            "Select a team from the list",
        ),
    ] {
        let refused = lead.submit(&adults, "Save", &[fill]).await;
        assert_eq!(
            (refused.status, refused.errors()),
            (422, vec![error.to_owned()])
        );
    }
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );

    // Moved and renamed, its people go with it.
    let asha = app.learner().at("Northside").create().await;
    let sql = format!(
        "UPDATE post SET team_id = (SELECT id FROM team WHERE name = 'Hospital') WHERE person_id = {}",
        crate::steps::id(&app, asha.person)
    );
    crate::steps::behind_its_back(&app, &sql).await;
    let page = lead.get(&links[2]).await.ok();
    let fill = [
        ("Name of the team", "Hospital discharge"),
        ("Which team is it inside?", "Team one"),
    ];
    let page = lead.submit(&page, "Save", &fill).await.ok();
    assert!(
        page.text().contains("1 person Change Hospital discharge"),
        "{}",
        page.text()
    );
    let page = lead.get(&format!("/people/{}", asha.person)).await.ok();
    assert!(
        page.text().contains("Team one › Hospital discharge"),
        "{}",
        page.text()
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM audit WHERE act = 'ArrangeTeams'"
        )
        .await,
        4
    );
}
