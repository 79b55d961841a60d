//! The demo partnership: the same for the same seed, realistic, and gone at one button.

use crate::steps::{changed, everything, has_passed, module, number, pass, rows, texts};
use chrono::TimeDelta;
use server::demo;
use store::organisations::is_demo_loaded;
use testkit::{Browser, TestApp};

async fn persona(app: &TestApp, key: &str) -> Browser {
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await.ok();
    let form = page.form("Member of staff").fill(&[("=persona", key)]);
    browser.post("/sign-in/demo", &form.fields).await.ok();
    browser
}

#[tokio::test]
async fn the_same_day_and_seed_give_the_same_partnership() {
    let (first, second) = (TestApp::with_demo().await, TestApp::with_demo().await);
    for (what, sql) in [
        (
            "people",
            "SELECT name || COALESCE(email, '-') FROM person ORDER BY name, email",
        ),
        (
            "posts",
            "SELECT p.name || t.job_title || o.name || COALESCE(t.staff_number, '-') FROM post t JOIN person p ON p.id = t.person_id \
          JOIN organisation o ON o.id = t.organisation_id ORDER BY 1",
        ),
        (
            "completions",
            "SELECT p.name || c.level || c.course FROM completion c JOIN person p ON p.id = c.person_id ORDER BY 1",
        ),
        ("ids", "SELECT CAST(COUNT(*) AS text) FROM membership"),
    ] {
        let (a, b) = (texts(&first, sql).await, texts(&second, sql).await);
        assert!(!a.is_empty() && a == b, "{what}");
    }
}

#[tokio::test]
async fn the_demo_has_three_boards_twelve_organisations_and_four_hundred_people() {
    let app = TestApp::with_demo().await;
    assert_eq!(rows(&app, "district").await, 3);
    assert_eq!(rows(&app, "board").await, 3);
    assert_eq!(rows(&app, "organisation").await, 12);
    assert_eq!(rows(&app, "person").await, 400);
    let count = async |sql: &str| number(&app, sql).await;
    assert!(count("SELECT COUNT(*) FROM (SELECT person_id FROM post GROUP BY person_id HAVING COUNT(DISTINCT organisation_id) > 1) AS two").await > 5);
    assert!(
        count("SELECT COUNT(*) FROM person WHERE email IS NULL").await > 20,
        "people without e-mail"
    );
    for contract in ["elected", "volunteer", "agency", "permanent"] {
        assert!(
            count(&format!(
                "SELECT COUNT(*) FROM post WHERE contract = '{contract}'"
            ))
            .await
                > 0,
            "{contract}"
        );
    }
    assert_eq!(
        count("SELECT COUNT(*) FROM post WHERE contract = 'agency' AND ends_on IS NULL").await,
        0,
        "agency staff have an end"
    );
    for kind in ["council", "nhs", "police", "fire", "housing", "charity"] {
        assert!(
            count(&format!(
                "SELECT COUNT(*) FROM organisation WHERE kind = '{kind}'"
            ))
            .await
                > 0,
            "{kind}"
        );
    }
    let names = texts(&app, "SELECT name FROM person").await;
    assert!(
        names.iter().any(|n| n.contains('’') || n.contains('\'')),
        "apostrophes"
    );
    assert!(
        names
            .iter()
            .any(|n| n.chars().any(|c| ('À'..='ž').contains(&c))),
        "accents"
    );
    assert!(
        names
            .iter()
            .any(|n| n.chars().any(|c| c > '\u{370}' && c.is_alphabetic())),
        "other alphabets"
    );
    assert!(names.iter().any(|n| n.chars().count() > 35), "long names");
    assert_eq!(count("SELECT COUNT(*) FROM person WHERE NOT demo").await, 0);
    let error = demo::import(app.site.services(), &app.passwords, 400).await;
    assert!(error.is_err(), "it is loaded once");
    assert_eq!(rows(&app, "person").await, 400);
}

#[tokio::test]
async fn the_demo_has_claims_and_sign_ins_to_decide_about_and_boards_that_have_ratified() {
    let app = TestApp::with_demo().await;
    let mut lead = persona(&app, "training-lead").await;
    let list = lead.get("/claims").await.ok();
    assert!(
        list.text().contains("4 claims wait to be verified."),
        "{}",
        list.text()
    );
    let list = lead.get("/claims?state=any").await.ok();
    for state in ["Claimed", "Question asked", "Refused", "Verified"] {
        assert!(list.text().contains(state), "{state} in {}", list.text());
    }
    let page = lead
        .get(&list.link("Modern slavery half day").unwrap())
        .await
        .ok();
    let file = lead
        .get(&page.link("Download certificate.pdf").unwrap())
        .await
        .ok();
    assert!(file.bytes.starts_with(b"%PDF-"));
    let waiting = lead.get("/people/sign-ins").await.ok();
    assert!(waiting.text().contains("Waiting (3)"), "{}", waiting.text());
    let boards =
        "SELECT CAST(COUNT(*) AS text) FROM ratification GROUP BY board_id ORDER BY COUNT(*)";
    let counts = texts(&app, boards).await;
    assert!(counts.len() == 2 && counts[0] == "1", "{counts:?}");
}

#[tokio::test]
async fn removing_the_demo_leaves_nothing_of_it() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let admin = app
        .administrator()
        .at("Northside")
        .password("teapot gravel canoe")
        .create()
        .await;
    let imani = app.business_manager().at("Northside").create().await;
    has_passed(&app, asha.who(), "awareness").await;
    let mut desk = app.sign_in(&imani).await;
    let page = desk.get("/certificates").await.ok();
    let confirm = desk.submit(&page, "Continue with all", &[]).await.ok();
    desk.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;
    let real = everything(&app).await;
    let mails = app.mails().await.len();

    demo::import(app.site.services(), &app.passwords, 400)
        .await
        .unwrap();
    let mut staff = uses_the_demo(&app).await;
    assert!(app.mails().await.len() > mails);
    app.advance(TimeDelta::minutes(1));

    let mut admin = app.sign_in(&admin).await;
    let page = admin.get("/organisations").await.ok();
    assert!(
        page.text()
            .contains("This is the demonstration partnership"),
        "{}",
        page.text()
    );
    let page = admin
        .get(&page.link("Remove the demonstration partnership").unwrap())
        .await
        .ok();
    assert!(
        !page
            .text()
            .contains("No administrator of your own is left afterwards"),
        "{}",
        page.text()
    );
    admin
        .submit(&page, "Remove the demonstration partnership", &[])
        .await
        .ok();
    assert!(!is_demo_loaded(app.site.services()).await.unwrap());
    assert!(
        staff.get("/my-training").await.path.starts_with("/sign-in"),
        "its people are out"
    );
    let left = everything(&app).await;
    let differ: Vec<_> = changed(&real, &left)
        .into_iter()
        .filter(|table| !["audit", "sign_in"].contains(table))
        .collect();
    assert_eq!(
        differ,
        Vec::<&str>::new(),
        "everything else is as it was before the demo"
    );
    assert_eq!(asha.get("/my-training").await.heading(), "My training");
    app.run_jobs().await;
    assert_eq!(
        store::audit::check(app.site.services())
            .await
            .unwrap()
            .broken,
        None,
        "the trail is unbroken"
    );
    assert!(
        !admin
            .get("/organisations")
            .await
            .ok()
            .text()
            .contains("demonstration")
    );
    // It can be loaded again.
    demo::import(app.site.services(), &app.passwords, 400)
        .await
        .unwrap();
}

/// Somebody of the demo passes, certificates are issued and sent, somebody is invited; training is claimed, verified and
/// withdrawn, and a board ratifies a version and counts nothing else. The learner's browser.
async fn uses_the_demo(app: &TestApp) -> Browser {
    let mut staff = persona(app, "staff").await;
    let awareness = module(app, "awareness").await;
    staff.someone = Some(someone(app, "nadia.rahmani-cole@sallowmere.example").await);
    pass(app, &mut staff, &awareness).await;
    let mut ruth = persona(app, "business-manager").await;
    let page = ruth.get("/certificates?name=rahmani").await.ok();
    let confirm = ruth.submit(&page, "Continue with all", &[]).await.ok();
    ruth.submit(&confirm, "Issue", &[]).await.ok();
    let mut lead = persona(app, "training-lead").await;
    let list = lead.get("/people?q=gareth").await.ok();
    let page = lead.get(&list.link("Gareth").unwrap()).await.ok();
    lead.submit(&page, "Send", &[]).await.ok();
    let page = crate::records::claims_half_day(app, &mut staff).await;
    let claim = page.path.split('?').next().unwrap().to_owned();
    let page = lead.get(&format!("{claim}/verify")).await.ok();
    lead.submit(&page, "Verify", &[]).await.ok();
    let page = lead.get(&format!("{claim}/withdraw")).await.ok();
    lead.submit(
        &page,
        "Withdraw it",
        &[("Why is it withdrawn?", "To see what happens")],
    )
    .await
    .ok();
    let page = ruth.get("/board/counted").await.ok();
    ruth.submit(&page, "Count ratified training only", &[])
        .await
        .ok();
    staff
}

async fn someone(app: &TestApp, email: &str) -> testkit::Someone {
    let account = store::people::account_by_email(app.site.services(), email)
        .await
        .unwrap()
        .expect("a persona has an account");
    testkit::Someone {
        person: account.person,
        account: account.id,
        name: account.name,
        email: account.email,
    }
}

#[tokio::test]
async fn whoever_removes_the_demo_is_warned_when_no_administrator_is_left() {
    let app = TestApp::with_demo().await;
    let mut iolo = persona(&app, "administrator").await;
    let page = iolo.get("/organisations/demo").await.ok();
    assert!(
        page.text()
            .contains("No administrator of your own is left afterwards"),
        "{}",
        page.text()
    );
    let form = page.form("Remove the demonstration partnership");
    let page = iolo.post(&form.action, &form.fields).await.ok();
    assert_eq!(page.heading(), "Sign in");
    for table in [
        "person",
        "post",
        "account",
        "organisation",
        "district",
        "board",
        "team",
        "completion",
        "role_grant",
        "sign_in",
        "joining_slip",
    ] {
        assert_eq!(rows(&app, table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn every_address_of_the_demo_ends_in_example() {
    let app = TestApp::with_demo().await;
    let addresses = texts(&app, "SELECT email FROM person WHERE email IS NOT NULL").await;
    assert!(addresses.len() > 200);
    let elsewhere: Vec<_> = addresses
        .iter()
        .filter(|address| !address.ends_with(".example"))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[tokio::test]
async fn the_slip_that_is_printed_for_newcomers_works_again_once_it_has_been_used() {
    let app = TestApp::with_demo().await;
    let accounts = demo::accounts();
    let dorin = accounts.iter().find(|a| a.persona == "no-email").unwrap();
    let (organisation, number) = dorin.sign_in.split_once(", ").unwrap();
    let fill = [
        ("Organisation", organisation),
        ("Staff number", number),
        ("Code on the slip", dorin.password.as_str()),
    ];
    let sign_in = async || {
        let mut browser = app.browser();
        let page = browser.get("/sign-in/staff-number").await.ok();
        browser.submit(&page, "Sign in", &fill).await.status
    };
    demo::renew(app.site.services()).await.unwrap();
    let slips = "SELECT COUNT(*) FROM joining_slip";
    assert_eq!(
        crate::steps::number(&app, slips).await,
        1,
        "it has not been used yet"
    );
    for _ in 0..2 {
        assert_eq!(sign_in().await, 200);
        assert_eq!(sign_in().await, 422, "a slip works once");
        demo::renew(app.site.services()).await.unwrap();
        demo::renew(app.site.services()).await.unwrap();
    }
    assert_eq!(sign_in().await, 200);
    let empty = TestApp::start().await;
    demo::renew(empty.site.services()).await.unwrap();
    assert_eq!(rows(&empty, "joining_slip").await, 0);
}
