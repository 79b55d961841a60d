//! People: the list, adding somebody, one person's page, roles.

use crate::steps::{changed, everything, has_passed, id, number, rows, texts, with};
use chrono::{Datelike, Days, NaiveDate};
use domain::{
    access::{Actor, AddPerson, permit},
    people::Contract,
};
use store::{
    StoreError,
    people::{NewPerson, NewPost, add_person},
};
use testkit::{Browser, Page, TestApp};

/// The form that adds a person, with everything right.
async fn add(browser: &mut Browser, today: NaiveDate, fill: &[(&str, &str)]) -> Page {
    let page = browser.get("/people/new").await.ok();
    let [day, month, year] = [
        today.day().to_string(),
        today.month().to_string(),
        today.year().to_string(),
    ];
    let mut all = vec![
        ("Full name", "Siobhán O’Brien-Łukasz"),
        (
            "E-mail address at work (optional)",
            "Siobhan@Northside.example",
        ),
        ("Job title", "Housing officer"),
        ("Permanent", ""),
        ("=starts_on_day", day.as_str()),
        ("=starts_on_month", month.as_str()),
        ("=starts_on_year", year.as_str()),
    ];
    all.extend(fill);
    browser.submit(&page, "Add person", &all).await
}

#[tokio::test]
async fn an_invited_person_is_sent_a_link_that_works() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Ben Lead")
        .sign_in()
        .await;
    let page = add(
        &mut lead,
        app.site.today(),
        &[
            ("Everyone", ""),
            ("Practitioners", ""),
            ("Send an invitation now", ""),
        ],
    )
    .await
    .ok();
    assert!(
        page.text()
            .contains("The person has been added, and an invitation is on its way."),
        "{}",
        page.text()
    );
    assert_eq!(
        page.heading()
            .replace("Housing officer, Northside", "")
            .trim(),
        "Siobhán O’Brien-Łukasz"
    );
    assert!(
        page.text().contains("Invited. The link works until"),
        "{}",
        page.text()
    );
    assert_eq!(texts(&app, "SELECT cohort FROM membership WHERE cohort <> 'C2' AND post_id IN (SELECT id FROM post WHERE job_title = 'Housing officer' AND person_id IN (SELECT id FROM person WHERE email = 'siobhan@northside.example')) ORDER BY cohort").await, ["C1", "C3"]);
    let reason = texts(&app, "SELECT reason FROM membership WHERE cohort = 'C3'")
        .await
        .remove(0);
    assert!(reason.starts_with("chosen by Ben Lead on "), "{reason}");
    let link = app
        .mails_to("siobhan@northside.example")
        .await
        .remove(0)
        .link("/link/")
        .unwrap();
    let mut browser = app.browser();
    let page = browser.get(&link).await.ok();
    browser
        .submit(
            &page,
            "Set password",
            &[("New password", "teapot gravel canoe")],
        )
        .await
        .ok();
    let page = browser.get("/sign-in").await.ok();
    let fill = [
        ("E-mail address", "siobhan@northside.example"),
        ("Password", "teapot gravel canoe"),
    ];
    let page = browser.submit(&page, "Sign in", &fill).await.ok();
    assert!(
        page.text().contains("0 of 2 required levels"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_new_person_is_said_at_each_field_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let before = everything(&app).await;
    let page = lead.get("/people/new").await.ok();
    let empty = lead.submit(&page, "Add person", &[]).await;
    assert_eq!(empty.status, 422);
    for error in [
        "Enter their full name",
        "Enter their job title",
        "Select the kind of contract",
        "Enter the day on which the post starts",
    ] {
        assert!(
            empty.errors().contains(&error.to_owned()),
            "{:?}",
            empty.errors()
        );
    }
    let today = app.site.today();
    let wrong = add(
        &mut lead,
        today,
        &[
            ("E-mail address at work (optional)", "siobhan@"),
            ("Agency", ""),
            ("=starts_on_day", "31"),
            ("=starts_on_month", "4"),
        ],
    )
    .await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.errors().iter().any(|e| e.contains("real date")),
        "{:?}",
        wrong.errors()
    );
    assert_eq!(
        wrong.attributes("input[name=name]", "value"),
        ["Siobhán O’Brien-Łukasz"]
    );
    assert_eq!(wrong.attributes("input[name=email]", "value"), ["siobhan@"]);
    assert_eq!(
        wrong.attributes("input[name=contract][checked]", "value"),
        ["agency"]
    );
    for target in wrong.attributes(".govuk-error-summary__list a", "href") {
        assert_eq!(
            wrong
                .attributes(&format!("[id='{}']", target.trim_start_matches('#')), "id")
                .len(),
            1,
            "{target} leads to a field"
        );
    }
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
}

#[tokio::test]
async fn an_email_address_that_somebody_has_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = app
        .learner()
        .at("Northside")
        .email("asha@northside.example")
        .create()
        .await;
    app.learner()
        .at("Northside")
        .staff_number("0048A")
        .create()
        .await;
    let before = rows(&app, "person").await;
    let today = app.site.today();
    let taken = add(
        &mut lead,
        today,
        &[
            (
                "E-mail address at work (optional)",
                "ASHA@northside.example ",
            ),
            ("Staff number", " 00 48a "),
        ],
    )
    .await;
    assert_eq!(taken.status, 422);
    assert_eq!(taken.errors().len(), 2, "{:?}", taken.errors());
    assert!(!taken.html.contains(&asha.name), "whose it is is not told");
    assert_eq!(rows(&app, "person").await, before);
    // The form sent twice adds one person.
    let page = lead.get("/people/new").await.ok();
    let fill = [
        ("Full name", "Ben"),
        ("E-mail address at work (optional)", "ben@northside.example"),
        ("Job title", "Driver"),
        ("Permanent", ""),
        ("=starts_on_day", "1"),
        ("=starts_on_month", "9"),
        ("=starts_on_year", "2026"),
    ];
    let form = page.form("Add person").fill(&fill);
    lead.post(&form.action, &form.fields).await.ok();
    assert_eq!(lead.post(&form.action, &form.fields).await.status, 422);
    assert_eq!(rows(&app, "person").await, before + 1);
}

#[tokio::test]
async fn a_training_lead_adds_a_person_to_her_own_organisation_only() {
    let app = TestApp::start().await;
    let riverside = app.organisation("Riverside").await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/people/new").await.ok();
    assert!(
        page.attributes("select[name=organisation]", "name")
            .is_empty(),
        "there is nothing to choose"
    );
    let today = app.site.today();
    add(
        &mut lead,
        today,
        &[
            ("=organisation", &riverside.to_string()),
            ("=role", "administrator"),
            ("=demo", "true"),
        ],
    )
    .await
    .ok();
    let northside = app.organisation("Northside").await;
    let sql = format!(
        "SELECT COUNT(*) FROM post t JOIN person p ON p.id = t.person_id WHERE p.email = 'siobhan@northside.example' \
         AND t.organisation_id = {} AND NOT p.demo",
        id(&app, northside)
    );
    assert_eq!(
        number(&app, &sql).await,
        1,
        "what the form does not offer is not taken"
    );
    assert_eq!(number(&app, "SELECT COUNT(*) FROM role_grant").await, 1);
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = add(
        &mut admin,
        today,
        &[
            ("E-mail address at work (optional)", "r@riverside.example"),
            ("Which organisation do they work for?", "Riverside"),
        ],
    )
    .await
    .ok();
    assert!(page.text().contains("Riverside"), "{}", page.text());
}

#[tokio::test]
async fn a_search_finds_a_name_without_its_accents() {
    let app = TestApp::start().await;
    app.organisation("Northside").await;
    app.organisation_in("Eastside", "Northside").await;
    for (name, organisation, email) in [
        (
            "Siobhán O’Brien-Łukasz",
            "Northside",
            "so@northside.example",
        ),
        ("李小龍", "Northside", "li@northside.example"),
        ("Ben 100%_real", "Eastside", "ben@eastside.example"),
    ] {
        app.learner()
            .at(organisation)
            .named(name)
            .email(email)
            .create()
            .await;
    }
    app.learner()
        .at("Northside")
        .named("Dorin Mărculescu")
        .staff_number("0048213")
        .create()
        .await;
    let mut imani = app
        .business_manager()
        .at("Northside")
        .named("Imani")
        .sign_in()
        .await;
    let eastside = app.organisation("Eastside").await;
    for (query, expected) in [
        ("q=siobhan", vec!["Siobhán O’Brien-Łukasz"]),
        ("q=OBRIEN%20LUKASZ", vec!["Siobhán O’Brien-Łukasz"]),
        ("q=李", vec!["李小龍"]),
        ("q=%25", vec!["Ben 100%_real"]),
        ("q=_", vec!["Ben 100%_real"]),
        ("q=ben%40east", vec!["Ben 100%_real"]),
        ("q=0048213", vec!["Dorin Mărculescu"]),
        ("q=nobody", vec![]),
        (&format!("organisation={eastside}"), vec!["Ben 100%_real"]),
    ] {
        let page = imani.get(&format!("/people?{query}")).await.ok();
        assert_eq!(
            page.all("main tbody tr td:first-child, main tbody tr th:first-child"),
            expected,
            "{query}: {}",
            page.text()
        );
    }
    let page = imani.get("/people?q=nobody").await.ok();
    assert!(page.text().contains("Nobody matches"), "{}", page.text());
}

#[tokio::test]
async fn a_long_list_has_pages_and_each_post_stands_on_one_of_them() {
    let app = TestApp::with_demo().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let first = admin.get("/people").await.ok();
    let today = app.site.today();
    let posts = number(
        &app,
        &format!("SELECT COUNT(*) FROM post WHERE ends_on IS NULL OR ends_on >= '{today}'"),
    )
    .await;
    assert!(
        first
            .text()
            .contains(&format!("Showing 1 to 50 of {posts} posts.")),
        "{}",
        first.text()
    );
    let mut names = 0;
    let last = (posts + 49) / 50;
    for page in 1..=last {
        let page = admin.get(&format!("/people?page={page}")).await.ok();
        names += i64::try_from(page.all("main tbody tr").len()).unwrap();
    }
    assert_eq!(names, posts);
    assert_eq!(
        admin.get(&format!("/people?page={}", last + 5)).await.path,
        format!("/people?page={last}"),
        "beyond the last is the last"
    );
}

#[tokio::test]
async fn a_manager_sees_the_people_she_manages_and_no_others() {
    let app = TestApp::start().await;
    let boss = app.manager().at("Northside").create().await;
    let asha = app
        .learner()
        .at("Northside")
        .managed_by(&boss)
        .create()
        .await;
    let ben = app.learner().at("Northside").create().await;
    let chidi = app
        .learner()
        .at("Riverside")
        .managed_by(&boss)
        .create()
        .await;
    let page = app.sign_in(&boss).await.get("/people").await.ok();
    assert!(
        page.text().contains(&asha.name) && page.text().contains(&chidi.name),
        "{}",
        page.text()
    );
    assert!(
        !page.text().contains(&ben.name) && page.text().contains("2 posts."),
        "{}",
        page.text()
    );
    assert!(page.link("Add a person").is_none());
}

#[tokio::test]
async fn the_last_administrator_cannot_be_taken_away() {
    let app = TestApp::start().await;
    let admin = app
        .administrator()
        .at("Northside")
        .password("teapot gravel canoe")
        .create()
        .await;
    let mut browser = app.sign_in(&admin).await;
    let asha = app.learner().at("Northside").create().await;
    let path = format!("/people/{}/roles", asha.person);
    let page = browser.get(&path).await.ok();
    assert_eq!(
        browser.submit(&page, "Give role", &[]).await.errors(),
        ["Select the role to give"]
    );
    let wrong = browser
        .submit(&page, "Give role", &[("Training lead", "")])
        .await;
    assert_eq!(
        (wrong.status, wrong.errors()),
        (
            422,
            vec!["Select the organisation the role is for".to_owned()]
        )
    );
    let form = page
        .form("Give role")
        .fill(&[("Training lead", ""), ("Organisation", "Northside")]);
    let given = browser.post(&form.action, &form.fields).await.ok();
    assert!(
        given.text().contains("The role has been given."),
        "{}",
        given.text()
    );
    assert_eq!(
        browser.post(&form.action, &form.fields).await.status,
        422,
        "not twice"
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM role_grant WHERE role = 'training_lead'"
        )
        .await,
        1
    );
    for forged in ["learner", "program", "king"] {
        assert_eq!(
            browser
                .post(&form.action, &with(&form.fields, &[("role", forged)]))
                .await
                .status,
            422,
            "{forged}"
        );
    }
    let page = browser
        .get(&browser.clone().get(&path).await.link("End").unwrap())
        .await
        .ok();
    let form = page.form("End role");
    let ended = browser.post(&form.action, &form.fields).await.ok();
    assert!(
        ended.text().contains("The role has ended."),
        "{}",
        ended.text()
    );
    browser.post(&form.action, &form.fields).await;
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM role_grant WHERE ends_on IS NOT NULL"
        )
        .await,
        1
    );
    // Nobody shuts the partnership out of its own administration.
    let own = format!("/people/{}/roles", admin.person);
    let page = browser
        .get(&browser.clone().get(&own).await.link("End").unwrap())
        .await
        .ok();
    let refused = browser.submit(&page, "End role", &[]).await;
    assert_eq!(
        (refused.status, refused.heading().as_str()),
        (409, "The last administrator cannot be taken away")
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM role_grant WHERE role = 'administrator' AND ends_on IS NULL"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn a_slip_is_printed_for_those_who_can_use_one_and_for_nobody_else() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let with_email = app.learner().at("Northside").create().await;
    let page = lead
        .get(&format!("/people/{}", with_email.person))
        .await
        .ok();
    assert!(!page.html.contains("Print a joining slip"));
    let token = page.attributes("input[name=form_token]", "value").remove(0);
    let fields = vec![("form_token".to_owned(), token)];
    let refused = lead
        .post(&format!("/people/{}/slip", with_email.person), &fields)
        .await;
    assert_eq!(
        (refused.status, refused.heading().as_str()),
        (409, "No joining slip can be printed")
    );
    let dorin = app
        .learner()
        .at("Northside")
        .staff_number("0048213")
        .create()
        .await;
    let refused = lead
        .post(&format!("/people/{}/invite", dorin.person), &fields)
        .await;
    assert_eq!(
        (refused.status, refused.heading().as_str()),
        (409, "There is no e-mail address to write to")
    );
    let colleague = app
        .training_lead()
        .at("Northside")
        .staff_number("0048214")
        .create()
        .await;
    let refused = lead
        .post(&format!("/people/{}/slip", colleague.person), &fields)
        .await;
    assert!(
        refused.status == 409 && refused.text().contains("Ask your administrator"),
        "{}",
        refused.text()
    );
    assert_eq!(rows(&app, "joining_slip").await, 0);
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = admin
        .get(&format!("/people/{}", colleague.person))
        .await
        .ok();
    let slip = admin.submit(&page, "Print a joining slip", &[]).await.ok();
    assert!(
        slip.text().contains("Northside")
            && slip.text().contains("0048214")
            && slip.text().contains("It is not shown again"),
        "{}",
        slip.text()
    );
}

#[tokio::test]
async fn a_joiner_is_seen_by_the_training_lead_before_the_first_day() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let soon = app.site.today() + chrono::Days::new(20);
    let page = add(&mut lead, soon, &[("Everyone", "")]).await.ok();
    assert!(
        page.text()
            .contains(&format!("from {}", crate::steps::in_words(soon))),
        "{}",
        page.text()
    );
    let list = lead.get("/people?q=siobhan").await.ok();
    assert!(
        list.text()
            .contains(&format!("Starts on {}", crate::steps::in_words(soon))),
        "{}",
        list.text()
    );
    let page = lead.submit(&page, "Send an invitation", &[]).await.ok();
    assert!(
        page.text().contains("An invitation is on its way."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_manager_sees_a_person_without_buttons() {
    let app = TestApp::start().await;
    let boss = app.manager().at("Northside").create().await;
    let asha = app
        .learner()
        .at("Northside")
        .managed_by(&boss)
        .create()
        .await;
    let page = app
        .sign_in(&boss)
        .await
        .get(&format!("/people/{}", asha.person))
        .await
        .ok();
    assert_eq!(page.attributes("main form", "action"), Vec::<String>::new());
    assert!(page.link("Change").is_none(), "{}", page.text());
}

#[tokio::test]
async fn a_new_address_ends_what_the_old_one_opened() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Asha Rao")
        .email("asha@northside.example")
        .password("teapot gravel canoe")
        .create()
        .await;
    let mut own = app.sign_in(&asha).await;
    own.get("/my-training").await.ok();
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Ben Lead")
        .email("ben@northside.example")
        .sign_in()
        .await;
    let person = format!("/people/{}", asha.person);
    let page = lead.get(&person).await.ok();
    lead.submit(&page, "Send a link for a new password", &[])
        .await
        .ok();
    let mails = app.mails_to("asha@northside.example").await;
    let link = mails[0].link("/link/").unwrap();

    // An address that somebody has is refused, and nothing is lost of what was typed.
    let page = lead.get(&format!("{person}/edit")).await.ok();
    let taken = [
        ("Full name", "Asha Rao-Patel"),
        ("E-mail address at work (optional)", "Ben@northside.example"),
    ];
    let refused = lead.submit(&page, "Save", &taken).await;
    assert_eq!((refused.status, refused.errors().len()), (422, 1));
    assert_eq!(
        refused.attributes("input[name=name]", "value"),
        ["Asha Rao-Patel"]
    );

    let fill = [
        ("Full name", " Asha   Rao-Patel "),
        (
            "E-mail address at work (optional)",
            "Asha.RP@northside.example",
        ),
    ];
    let page = lead.submit(&page, "Save", &fill).await.ok();
    assert!(
        page.text()
            .contains("They have been signed out everywhere."),
        "{}",
        page.text()
    );
    assert_eq!(
        own.get("/my-training").await.path,
        "/sign-in?back=%2Fmy-training"
    );
    let dead = app.browser().get(&link).await;
    assert_eq!(dead.status, 409, "the link that was on its way is dead");
    for (address, works) in [
        ("asha@northside.example", false),
        ("asha.rp@northside.example", true),
    ] {
        let mut browser = app.browser();
        let page = browser.get("/sign-in").await.ok();
        let fill = [
            ("E-mail address", address),
            ("Password", "teapot gravel canoe"),
        ];
        let page = browser.submit(&page, "Sign in", &fill).await;
        assert_eq!(
            page.path == "/my-training",
            works,
            "{address}: {}",
            page.path
        );
    }
    let told = app.mails_to("asha@northside.example").await;
    let is_told = |raw: &str| raw.contains("Ben Lead has changed") && !raw.contains("asha.rp@");
    assert!(
        told.iter().any(|mail| is_told(&mail.raw)),
        "the old address is told, without the new one: {told:?}"
    );
    assert_eq!(
        lead.get("/people?q=rao+patel")
            .await
            .ok()
            .all("main tbody tr")
            .len(),
        1
    );
    let entry = texts(
        &app,
        "SELECT after_json FROM audit WHERE act = 'ChangePerson'",
    )
    .await;
    assert_eq!(
        entry,
        ["[\"Asha Rao-Patel\",\"asha.rp@northside.example\"]"]
    );
}

#[tokio::test]
async fn a_training_lead_cannot_take_over_a_colleagues_role() {
    let app = TestApp::start().await;
    let admin = app
        .administrator()
        .at("Northside")
        .email("ada@northside.example")
        .create()
        .await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let path = format!("/people/{}/edit", admin.person);
    let page = lead.get(&path).await.ok();
    assert!(page.attributes("input[name=email]", "name").is_empty());
    let form = page.form("Save").fill(&[("Full name", "Ada Okafor")]);
    let forged = with(&form.fields, &[("email", "lead@northside.example")]);
    lead.post(&form.action, &forged).await.ok();
    assert_eq!(
        texts(&app, "SELECT email FROM person WHERE name = 'Ada Okafor'").await,
        ["ada@northside.example"],
        "the name is changed, the address is not"
    );
}

#[tokio::test]
async fn a_new_name_is_offered_to_the_board_for_the_certificates_issued_before() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Asha Rao")
        .create()
        .await;
    has_passed(&app, &asha, "awareness").await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = imani.get("/certificates").await.ok();
    let confirm = imani.submit(&page, "Continue with all", &[]).await.ok();
    imani.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;

    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let person = format!("/people/{}", asha.person);
    let page = lead.get(&format!("{person}/edit")).await.ok();
    let before = rows(&app, "certificate").await;
    let page = lead
        .submit(&page, "Save", &[("Full name", "Asha Patel")])
        .await
        .ok();
    assert!(
        page.text()
            .contains("These certificates bear another name.")
            && page.link("Issue again").is_none(),
        "the lead is told, and cannot issue: {}",
        page.text()
    );
    assert_eq!(rows(&app, "certificate").await, before, "nothing is issued");

    let page = imani.get(&person).await.ok();
    let page = imani.get(&page.link("Issue again").unwrap()).await.ok();
    assert_eq!(page.attributes("input[name=name]", "value"), ["Asha Patel"]);
    let elsewhere = imani
        .submit(&page, "Continue", &[("Name to be printed", "Asha P")])
        .await
        .ok();
    assert!(
        elsewhere
            .text()
            .contains("In the records the holder is called Asha Patel."),
        "{}",
        elsewhere.text()
    );
    let check = imani.submit(&page, "Continue", &[]).await.ok();
    assert!(!check.text().contains("In the records"));
    let page = imani
        .submit(&check, "Replace the certificate", &[])
        .await
        .ok();
    assert!(!page.text().contains("under this name"), "{}", page.text());
    let old = page.link("Revision 1").unwrap();
    assert!(
        !imani
            .get(&old)
            .await
            .ok()
            .text()
            .contains("under this name")
    );
    let page = imani.get(&person).await.ok();
    assert!(
        !page.text().contains("bear another name"),
        "{}",
        page.text()
    );

    // What is issued from now on bears the new name.
    has_passed(&app, &asha, "procurement-and-members").await;
    let page = imani.get("/certificates").await.ok();
    let confirm = imani.submit(&page, "Continue with all", &[]).await.ok();
    imani.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;
    let own = store::certificates::of_person(app.site.services(), &crate::steps::to_see(&asha))
        .await
        .unwrap();
    let new = own.iter().find(|c| c.facts.course.contains("rocurement"));
    assert_eq!(new.unwrap().facts.learner_name, "Asha Patel");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_staff_number_given_to_several_at_once_goes_to_one_of_them() {
    let app = TestApp::start().await;
    let organisation = app.organisation("Northside").await;
    let adding = (0..8).map(|number| {
        let services = app.site.services().clone();
        tokio::spawn(async move {
            let permit = permit(&Actor::Program, AddPerson { organisation }).unwrap();
            let today = services.today();
            // A post that ends is no exception: no index could tell.
            let ends_on = (number % 2 == 0).then(|| today + Days::new(30));
            let post = NewPost {
                organisation,
                team: None,
                job_title: "Housing officer".to_owned(),
                contract: Contract::Permanent,
                staff_number: Some("0048213".to_owned()),
                manager: None,
                starts_on: today,
                ends_on,
                cohorts: Vec::new(),
            };
            let new = NewPerson {
                name: format!("Dorin {number}"),
                email: None,
                post,
            };
            add_person(&services, &permit, &new).await
        })
    });
    let mut added = Vec::new();
    for adding in adding.collect::<Vec<_>>() {
        added.push(adding.await.unwrap());
    }
    assert_eq!(added.iter().filter(|one| one.is_ok()).count(), 1);
    let refused = |one: &Result<_, StoreError>| matches!(one, Err(StoreError::Conflict));
    assert_eq!(
        added.iter().filter(|one| refused(one)).count(),
        7,
        "{added:?}"
    );
    let holders = "SELECT COUNT(*) FROM post WHERE staff_number = '0048213'";
    assert_eq!(number(&app, holders).await, 1);
}
