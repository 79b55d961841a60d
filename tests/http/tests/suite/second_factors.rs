//! Second factors that are lost, given another phone, or taken away; and the way in from the command line.

use crate::{
    sign_in::{PASSWORD, code, email, enrol, is_signed_out, sign_in},
    steps::{behind_its_back, changed, everything, number, rows, texts, with},
};
use chrono::TimeDelta;
use server::commands::administrator;
use testkit::{Browser, Page, Someone, TestApp};

/// Somebody with a role who has set a second factor up; the browser in which they did, and their recovery codes.
async fn enrolled(app: &TestApp, someone: &Someone) -> (Browser, Vec<String>) {
    let mut browser = app.browser();
    let codes = enrol(app, &mut browser, someone).await;
    app.advance(TimeDelta::seconds(60));
    (browser, codes)
}

/// Signs in with password and recovery code.
async fn sign_in_by_recovery(app: &TestApp, someone: &Someone, code: &str) -> Browser {
    let mut browser = app.browser();
    let page = sign_in(&mut browser, email(someone), PASSWORD).await.ok();
    let fill = [("Recovery code", code)];
    browser.submit(&page, "Continue", &fill).await.ok();
    browser
}

fn taken_away(someone: &Someone) -> String {
    format!("/people/{}/second-factor", someone.person)
}

#[tokio::test]
async fn an_administrator_takes_a_lost_second_factor_away() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().sign_in().await;
    let lead = app.training_lead().password(PASSWORD).create().await;
    let person = format!("/people/{}", lead.person);
    let before = admin.get(&person).await.ok();
    assert_eq!(
        before.link("Second factor lost?"),
        None,
        "there is none yet"
    );
    let (mut old, codes) = enrolled(&app, &lead).await;
    let page = admin.get(&person).await.ok();
    let ask = admin.get(&page.link("Second factor lost?").unwrap()).await;
    let ask = ask.ok();
    assert_eq!(ask.heading(), "Take away the second factor?");
    assert!(ask.text().contains(email(&lead)), "{}", ask.text());
    assert_eq!(
        rows(&app, "recovery_code").await,
        10,
        "asking changes nothing"
    );
    let form = ask.form("Take it away");
    let done = admin.post(&taken_away(&lead), &form.fields).await.ok();
    let said = "The second factor has been taken away.";
    assert!(done.text().contains(said), "{}", done.text());
    assert!(is_signed_out(&old.get("/overview").await), "everywhere");
    assert_eq!(rows(&app, "recovery_code").await, 0);
    let told = app.mails_to(email(&lead)).await;
    assert_eq!(told.len(), 1);
    assert!(
        told[0]
            .raw
            .contains("Your second factor has been taken away")
    );
    let again = admin.post(&taken_away(&lead), &form.fields).await;
    assert_eq!(again.status, 409, "there is nothing left to take away");
    assert_eq!(app.mails_to(email(&lead)).await.len(), 1);
    let trail = "SELECT act FROM audit WHERE act = 'ResetSecondFactor'";
    assert_eq!(texts(&app, trail).await.len(), 1);
    // With the password alone they set up a new one, before anything else.
    let mut browser = app.browser();
    let page = sign_in(&mut browser, email(&lead), PASSWORD).await.ok();
    assert_eq!(page.path, "/account/second-factor");
    assert_eq!(
        browser.get("/overview").await.path,
        "/account/second-factor"
    );
    let right = code(&app, &lead).await;
    let fill = [("Code from the app", right.as_str())];
    let new = browser.submit(&page, "Continue", &fill).await.ok();
    assert_eq!(new.all("li.app-key").len(), 10);
    browser.get("/overview").await.ok();
    let mut thief = app.browser();
    let page = sign_in(&mut thief, email(&lead), PASSWORD).await.ok();
    let fill = [("Recovery code", codes[0].as_str())];
    let refused = thief.submit(&page, "Continue", &fill).await;
    assert_eq!(refused.status, 422, "old recovery codes are worth nothing");
}

#[tokio::test]
async fn nobody_but_an_administrator_takes_one_away_and_nobody_their_own() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let manager = app
        .manager()
        .at("Northside")
        .password(PASSWORD)
        .create()
        .await;
    enrolled(&app, &manager).await;
    lead.get(&taken_away(&manager)).await.assert_not_found();
    let page = lead.get(&format!("/people/{}", manager.person)).await.ok();
    assert_eq!(page.link("Second factor lost?"), None);
    let admin = app.administrator().password(PASSWORD).create().await;
    let (mut browser, _) = enrolled(&app, &admin).await;
    let own = browser.get(&taken_away(&admin)).await;
    assert_eq!(own.status, 409);
    assert_eq!(own.heading(), "This is your own second factor");
    let learner = app.learner().create().await;
    let without = browser.get(&taken_away(&learner)).await;
    assert_eq!(without.status, 409);
    assert_eq!(without.heading(), "There is no second factor to take away");
}

#[tokio::test]
async fn whoever_has_lost_the_phone_sets_up_another_with_a_recovery_code() {
    let app = TestApp::start().await;
    let lead = app.training_lead().password(PASSWORD).create().await;
    let (mut elsewhere, codes) = enrolled(&app, &lead).await;
    let mut browser = sign_in_by_recovery(&app, &lead, &codes[0]).await;
    let page = browser.get("/account").await.ok();
    let page = browser.get(&page.link("Change").unwrap()).await.ok();
    assert!(page.text().contains("9 not used"), "{}", page.text());
    let ask = browser.get(&page.link("Change").unwrap()).await.ok();
    assert_eq!(ask.heading(), "Set up another phone");
    let kept = everything(&app).await;
    let none = browser.submit(&ask, "Continue", &[]).await;
    assert_eq!((none.status, none.errors().len()), (422, 1));
    let used = [("Recovery code", codes[0].as_str())];
    let replayed = browser.submit(&ask, "Continue", &used).await;
    assert_eq!(replayed.status, 422, "the code that let them in is used up");
    assert_eq!(changed(&kept, &everything(&app).await), Vec::<&str>::new());
    let old_code = code(&app, &lead).await;
    let fill = [("Recovery code", codes[1].as_str())];
    let page = browser.submit(&ask, "Continue", &fill).await.ok();
    assert_eq!(page.heading(), "Set up a second factor");
    assert!(is_signed_out(&elsewhere.get("/overview").await));
    assert_eq!(
        browser.get("/overview").await.path,
        "/account/second-factor",
        "nothing else opens before the new one is confirmed"
    );
    let old = [("Code from the app", old_code.as_str())];
    let refused = browser.submit(&page, "Continue", &old).await;
    assert_eq!(refused.status, 422, "the old phone is worth nothing");
    let new_code = code(&app, &lead).await;
    let new = [("Code from the app", new_code.as_str())];
    let page = browser.submit(&page, "Continue", &new).await.ok();
    assert_eq!(page.all("li.app-key").len(), 10);
    browser.get("/overview").await.ok();
}

#[tokio::test]
async fn new_recovery_codes_replace_all_older_ones() {
    let app = TestApp::start().await;
    let lead = app.training_lead().password(PASSWORD).create().await;
    let (mut browser, old) = enrolled(&app, &lead).await;
    let ask = browser.get("/account/recovery-codes").await.ok();
    let right = code(&app, &lead).await;
    let fill = [("Code from your app", right.as_str())];
    let page = browser.submit(&ask, "Make new codes", &fill).await.ok();
    let new = page.all("li.app-key");
    assert_eq!(new.len(), 10);
    assert!(old.iter().all(|code| !new.contains(code)));
    assert_eq!(rows(&app, "recovery_code").await, 10);
    sign_in_by_recovery(&app, &lead, &new[0])
        .await
        .get("/overview")
        .await
        .ok();
    let mut thief = app.browser();
    let page = sign_in(&mut thief, email(&lead), PASSWORD).await.ok();
    let fill = [("Recovery code", old[0].as_str())];
    assert_eq!(thief.submit(&page, "Continue", &fill).await.status, 422);
    // Whoever has no second factor is led to where one is set up.
    let mut learner = app.learner().sign_in().await;
    for path in ["/account/recovery-codes", "/account/second-factor/phone"] {
        let page = learner.get(path).await.ok();
        assert_eq!(page.heading(), "Set up a second factor", "{path}");
    }
}

#[tokio::test]
async fn an_unlocked_browser_is_not_enough_to_change_a_second_factor() {
    let app = TestApp::start().await;
    let lead = app.training_lead().password(PASSWORD).create().await;
    let (mut browser, _) = enrolled(&app, &lead).await;
    browser.get("/account").await.ok();
    let kept = everything(&app).await;
    for path in ["/account/recovery-codes", "/account/second-factor/phone"] {
        let page = browser.get(path).await.ok();
        let forms = page.attributes("main input[name=form_token]", "value");
        let token = vec![("form_token".to_owned(), forms[0].clone())];
        for typed in ["", "000000", "abc"] {
            let fields = with(&token, &[("code", typed)]);
            assert_eq!(
                browser.post(path, &fields).await.status,
                422,
                "{path} {typed}"
            );
        }
    }
    let right = code(&app, &lead).await;
    let ask = browser.get("/account/recovery-codes").await.ok();
    let fill = [("Code from your app", right.as_str())];
    let slowed = browser.submit(&ask, "Make new codes", &fill).await;
    assert!(
        slowed.errors()[0].starts_with("There have been too many tries."),
        "{:?}",
        slowed.errors()
    );
    assert_eq!(changed(&kept, &everything(&app).await), Vec::<&str>::new());
}

#[tokio::test]
async fn the_command_line_takes_a_second_factor_away() {
    let app = TestApp::start().await;
    let admin = app.administrator().password(PASSWORD).create().await;
    let (mut old, _) = enrolled(&app, &admin).await;
    let services = app.site.services();
    let taken = administrator::take_second_factor(services, email(&admin)).await;
    taken.expect("there is one");
    assert!(is_signed_out(&old.get("/people").await));
    let page = sign_in(&mut app.browser(), email(&admin), PASSWORD).await;
    assert_eq!(page.path, "/account/second-factor");
    let address = email(&admin);
    assert_eq!(
        administrator::take_second_factor(services, address).await,
        Err(format!("{address} has no second factor."))
    );
    assert_eq!(
        administrator::take_second_factor(services, "nobody@northside.example").await,
        Err("Nobody has an account with nobody@northside.example.".to_owned())
    );
}

/// Makes somebody administrator on the command line and signs them in.
async fn made(app: &TestApp, name: &str, address: &str) -> (Browser, Page) {
    let services = app.site.services();
    let password = administrator::create(services, &app.passwords, name, address).await;
    let mut browser = app.browser();
    let page = sign_in(&mut browser, address, &password.unwrap())
        .await
        .ok();
    (browser, page)
}

#[tokio::test]
async fn the_command_line_makes_an_administrator_and_nothing_else() {
    let app = TestApp::start().await;
    let (_, page) = made(&app, "Iolo Nkemdirim", "iolo@northside.example").await;
    assert_eq!(page.path, "/account/second-factor");
    for table in ["district", "board", "organisation", "post"] {
        assert_eq!(rows(&app, table).await, 0, "{table}");
    }
    // An administrator who works nowhere, in a partnership where nothing is, can begin.
    let iolo = Someone {
        person: texts(&app, "SELECT subject FROM audit WHERE act = 'GrantRole'").await[0]
            .strip_prefix("person ")
            .unwrap()
            .parse()
            .unwrap(),
        account: app.site.services().new_id(),
        name: String::new(),
        email: None,
    };
    let account = store::people::account_by_email(app.site.services(), "iolo@northside.example");
    let account = account.await.unwrap().unwrap().id;
    let mut browser = app.sign_in(&Someone { account, ..iolo }).await;
    for path in [
        "/",
        "/people",
        "/people/new",
        "/organisations",
        "/organisations/new",
        "/my-training",
    ] {
        let page = browser.get(path).await;
        assert!([200, 409].contains(&page.status), "{path}: {}", page.status);
    }
    let page = browser.get("/organisations/districts/new").await.ok();
    let fill = [
        ("Name of the district", "Wetherstow"),
        (
            "Name of its safeguarding board",
            "Wetherstow Safeguarding Adults Board",
        ),
        ("Letters for certificate numbers", "ws"),
    ];
    browser
        .submit(&page, "Add district and board", &fill)
        .await
        .ok();
    assert_eq!(rows(&app, "district").await, 1);
}

#[tokio::test]
async fn the_command_line_makes_an_administrator_as_often_as_it_is_needed() {
    let app = TestApp::start().await;
    made(&app, "Iolo Nkemdirim", "iolo@northside.example").await;
    made(&app, "Ngozi Tremlett", "ngozi@northside.example").await;
    let administrators =
        "SELECT COUNT(*) FROM role_grant WHERE role = 'administrator' AND ends_on IS NULL";
    assert_eq!(number(&app, administrators).await, 2);
    // Whoever is one already gets a new password, and stays who they are.
    let before = rows(&app, "person").await;
    made(&app, "Somebody Else", "iolo@northside.example").await;
    assert_eq!(number(&app, administrators).await, 2);
    assert_eq!(rows(&app, "person").await, before);
    let asha = app.learner().password(PASSWORD).create().await;
    let mut signed_in = app.sign_in(&asha).await;
    behind_its_back(&app, "UPDATE account SET closed_at = created_at").await;
    let (_, page) = made(&app, "", email(&asha)).await;
    assert_eq!(
        page.path, "/account/second-factor",
        "a closed account is open again"
    );
    assert!(is_signed_out(&signed_in.get("/my-training").await));
    let names = "SELECT name FROM person WHERE email IS NOT NULL ORDER BY name";
    let expected = [asha.name.as_str(), "Iolo Nkemdirim", "Ngozi Tremlett"];
    assert_eq!(
        texts(&app, names).await,
        expected,
        "everybody keeps their name"
    );
    assert!(
        administrator::create(app.site.services(), &app.passwords, "Ada", "nonsense")
            .await
            .is_err()
    );
}
