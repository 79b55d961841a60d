//! Signing in and out: passwords, links, slips, second factors, limits, the first run.

use crate::steps::{behind_its_back, changed, everything, number, rows, texts, to_see, token};
use chrono::TimeDelta;
use domain::access::{Actor, GrantRole, Role, permit};
use server::{config::Options, demo, sign_in::offer_first_run, totp};
use store::people::{NewGrant, account, grant_role, hashed};
use testkit::{Browser, Page, Someone, TestApp};
use ui::web::{ABSOLUTE, IDLE};

pub const PASSWORD: &str = "teapot gravel canoe";
const ANOTHER: &str = "walnut kettle orbit";
const WRONG: &str = "The e-mail address or password is not right. Check both and try again";

pub fn email(someone: &Someone) -> &str {
    someone.email.as_deref().expect("has an address")
}

pub async fn sign_in(browser: &mut Browser, email: &str, password: &str) -> Page {
    let page = browser.get("/sign-in").await.ok();
    browser
        .submit(
            &page,
            "Sign in",
            &[("E-mail address", email), ("Password", password)],
        )
        .await
}

/// The code that somebody's app shows now.
pub async fn code(app: &TestApp, someone: &Someone) -> String {
    let account = account(app.site.services(), someone.account)
        .await
        .unwrap()
        .unwrap();
    totp::code_at(
        &account.totp_secret.expect("a secret has been offered"),
        app.site.now(),
    )
}

/// Signs somebody with a role in for the first time and sets the second factor up; the recovery codes.
pub async fn enrol(app: &TestApp, browser: &mut Browser, someone: &Someone) -> Vec<String> {
    let page = sign_in(browser, email(someone), PASSWORD).await.ok();
    assert_eq!(page.path, "/account/second-factor");
    let page = browser
        .submit(
            &page,
            "Continue",
            &[("Code from the app", &code(app, someone).await)],
        )
        .await
        .ok();
    page.all("li.app-key")
}

pub fn is_signed_out(page: &Page) -> bool {
    page.path.starts_with("/sign-in?")
}

#[tokio::test]
async fn somebody_signs_in_with_email_and_password() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    let mut browser = app.browser();
    let page = sign_in(&mut browser, &email(&asha).to_uppercase(), PASSWORD)
        .await
        .ok();
    assert_eq!(page.heading(), "My training");
    assert!(
        page.html.contains(&asha.name),
        "the page says who is signed in"
    );
    assert_eq!(
        browser.get("/sign-in").await.heading(),
        "My training",
        "who is in is not asked again"
    );
    let old = browser.cookie("cascade").unwrap().to_owned();
    let page = browser.get("/my-training").await.ok();
    let page = browser.submit(&page, "Sign out", &[]).await.ok();
    assert_eq!(page.heading(), "Sign in");
    assert!(is_signed_out(&browser.get("/my-training").await));
    let mut stolen = app.browser();
    stolen.set_cookie("cascade", &old);
    assert!(
        is_signed_out(&stolen.get("/my-training").await),
        "the old cookie is worth nothing"
    );
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    let invited = app.learner().create().await;
    let mut bodies = Vec::new();
    for address in [email(&asha), "nobody@northside.example", email(&invited)] {
        let mut browser = app.browser();
        let page = sign_in(&mut browser, address, ANOTHER).await;
        assert_eq!(
            (page.status, page.errors()),
            (422, vec![WRONG.to_owned()]),
            "{address}"
        );
        assert_eq!(
            page.attributes("input[name=email]", "value"),
            [address],
            "the address stays"
        );
        assert!(
            page.attributes("input[name=password]", "value")
                .iter()
                .all(String::is_empty),
            "the password does not"
        );
        assert_eq!(browser.cookie("cascade"), None);
        let body = page.html.replace(address, "ADDRESS");
        let nonce = page.attributes("script[nonce]", "nonce").remove(0);
        let token = page.attributes("input[name=form_token]", "value").remove(0);
        bodies.push(body.replace(&nonce, "NONCE").replace(&token, "TOKEN"));
    }
    assert!(
        bodies.windows(2).all(|pair| pair[0] == pair[1]),
        "nobody can tell who has an account"
    );
    let reset = |browser: Browser, address: String| async move {
        let mut browser = browser;
        let page = browser.get("/forgot-password").await.ok();
        let page = browser
            .submit(&page, "Send the link", &[("E-mail address", &address)])
            .await
            .ok();
        page.text().replace(&address, "ADDRESS")
    };
    let known = reset(app.browser(), email(&asha).to_owned()).await;
    assert_eq!(
        known,
        reset(app.browser(), "nobody@northside.example".to_owned()).await
    );
}

#[tokio::test]
async fn after_five_wrong_passwords_one_has_to_wait() {
    let app = TestApp::start_with(Options {
        behind_proxy: Some("true".to_owned()),
        ..Options::default()
    })
    .await;
    let (asha, ben) = (
        app.learner().password(PASSWORD).create().await,
        app.learner().password(PASSWORD).create().await,
    );
    let try_from = |address: &'static str, email: String, password: &'static str| {
        let mut browser = app.browser();
        async move {
            let form = browser.get("/sign-in").await.ok().form("Sign in");
            let form = form.fill(&[("E-mail address", &email), ("Password", password)]);
            let response = browser
                .post_raw("/sign-in", &form.fields, &[("x-forwarded-for", address)])
                .await;
            (response.status().as_u16(), response.text().await.unwrap())
        }
    };
    let (asha, ben) = (email(&asha).to_owned(), email(&ben).to_owned());
    for _ in 0..5 {
        assert!(
            try_from("10.0.0.1", asha.clone(), ANOTHER)
                .await
                .1
                .contains(WRONG)
        );
    }
    let waiting = "There have been too many tries. Try again after";
    let (status, body) = try_from("10.0.0.1", asha.clone(), PASSWORD).await;
    assert!(
        status == 422 && body.contains(waiting),
        "even the right password waits: {status}"
    );
    assert_eq!(
        try_from("10.0.0.2", asha.clone(), PASSWORD).await.0,
        303,
        "elsewhere she is not locked out"
    );
    assert_eq!(
        try_from("10.0.0.1", ben.clone(), PASSWORD).await.0,
        303,
        "nor is Ben in the same office"
    );
    app.advance(TimeDelta::seconds(31));
    assert!(
        try_from("10.0.0.1", asha.clone(), ANOTHER)
            .await
            .1
            .contains(WRONG),
        "after half a minute one may try again"
    );
    app.advance(TimeDelta::seconds(31));
    assert!(
        try_from("10.0.0.1", asha.clone(), PASSWORD)
            .await
            .1
            .contains(waiting),
        "the next time it is a minute"
    );
    app.advance(TimeDelta::seconds(31));
    assert_eq!(try_from("10.0.0.1", asha.clone(), PASSWORD).await.0, 303);
    for _ in 0..4 {
        assert!(
            try_from("10.0.0.1", asha.clone(), ANOTHER)
                .await
                .1
                .contains(WRONG),
            "a right password begins the count anew"
        );
    }
    let about = texts(&app, "SELECT about FROM guess").await.join(" ");
    assert!(
        !about.contains("northside") && !about.contains("10.0.0"),
        "nobody can read from the table who tried: {about}"
    );
}

#[tokio::test]
async fn secrets_are_kept_as_hashes_only() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().sign_in().await;
    let asha = app.learner().create().await;
    let page = lead.get(&format!("/people/{}", asha.person)).await.ok();
    lead.submit(&page, "Send an invitation", &[]).await.ok();
    let link = app
        .mails_to(email(&asha))
        .await
        .remove(0)
        .link("/link/")
        .unwrap();
    let secret = link.rsplit('/').next().unwrap().to_owned();
    assert!(
        secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit()),
        "256 bits: {secret}"
    );
    let mut browser = app.browser();
    let page = browser.get(&link).await.ok();
    browser
        .submit(&page, "Set password", &[("New password", PASSWORD)])
        .await
        .ok();
    sign_in(&mut browser, email(&asha), PASSWORD).await.ok();
    let cookie = browser.cookie("cascade").unwrap().to_owned();
    let kept = everything(&app).await;
    let tables = |text: &str| -> Vec<&str> {
        kept.iter()
            .filter(|(name, rows)| **name != "outbox" && rows.contains(text))
            .map(|(name, _)| *name)
            .collect()
    };
    for secret in [PASSWORD, &secret, &cookie] {
        assert!(tables(secret).is_empty(), "{:?}", tables(secret));
    }
    assert!(
        texts(
            &app,
            "SELECT password_hash FROM account WHERE password_hash IS NOT NULL"
        )
        .await[0]
            .starts_with("$argon2id$")
    );
    let hex = hashed(&cookie)
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    assert!(
        kept["sign_in"].to_lowercase().contains(&hex),
        "the cookie is kept as its hash"
    );
}

#[tokio::test]
async fn an_invitation_works_once_and_for_a_day() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().sign_in().await;
    let asha = app.learner().create().await;
    let page = lead.get(&format!("/people/{}", asha.person)).await.ok();
    let page = lead.submit(&page, "Send an invitation", &[]).await.ok();
    assert!(
        page.text().contains("An invitation is on its way."),
        "{}",
        page.text()
    );
    let link = app
        .mails_to(email(&asha))
        .await
        .remove(0)
        .link("/link/")
        .unwrap();
    let mut browser = app.browser();
    for (typed, wrong) in [
        ("", "Enter a password"),
        ("short", "Password must be 12 characters"),
        ("password1234", "harder to guess"),
    ] {
        let page = browser.get(&link).await.ok();
        assert_eq!(page.heading(), "Choose your password");
        let page = browser
            .submit(&page, "Set password", &[("New password", typed)])
            .await;
        assert!(
            page.status == 422 && page.errors()[0].contains(wrong),
            "{:?}",
            page.errors()
        );
    }
    let form = browser
        .get(&link)
        .await
        .ok()
        .form("Set password")
        .fill(&[("New password", PASSWORD)]);
    let page = browser.post(&form.action, &form.fields).await.ok();
    assert!(
        page.text()
            .contains("Your password is set. Sign in with it."),
        "{}",
        page.text()
    );
    // The button pressed twice, and the link opened later, do nothing.
    let before = everything(&app).await;
    for page in [
        browser.post(&form.action, &form.fields).await,
        browser.get(&link).await,
    ] {
        assert_eq!(
            (page.status, page.heading().as_str()),
            (409, "This link does not work any more")
        );
    }
    assert_eq!(everything(&app).await, before);
    assert_eq!(
        sign_in(&mut browser, email(&asha), PASSWORD)
            .await
            .heading(),
        "My training"
    );

    let ben = app.learner().create().await;
    let page = lead.get(&format!("/people/{}", ben.person)).await.ok();
    lead.submit(&page, "Send an invitation", &[]).await.ok();
    let link = app
        .mails_to(email(&ben))
        .await
        .remove(0)
        .link("/link/")
        .unwrap();
    app.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(app.browser().get(&link).await.status, 200);
    app.advance(TimeDelta::seconds(1));
    assert_eq!(
        app.browser().get(&link).await.heading(),
        "This link does not work any more"
    );
    assert_eq!(
        app.browser()
            .get(&format!("/link/{}", "0".repeat(64)))
            .await
            .heading(),
        "This link does not work any more"
    );
}

#[tokio::test]
async fn a_new_password_by_link_ends_every_sign_in_and_every_other_link() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    let mut at_work = app.sign_in(&asha).await;
    at_work.get("/my-training").await.ok();
    let mut browser = app.browser();
    for _ in 0..2 {
        let page = browser.get("/forgot-password").await.ok();
        browser
            .submit(&page, "Send the link", &[("E-mail address", email(&asha))])
            .await
            .ok();
    }
    for _ in 0..500 {
        if rows(&app, "account_link").await == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let mails = app.mails_to(email(&asha)).await;
    assert_eq!(mails.len(), 2);
    let links: Vec<_> = mails
        .iter()
        .map(|mail| mail.link("/link/").unwrap())
        .collect();
    let page = browser.get(&links[1]).await.ok();
    browser
        .submit(&page, "Set password", &[("New password", ANOTHER)])
        .await
        .ok();
    assert!(
        is_signed_out(&at_work.get("/my-training").await),
        "whoever knew the old password is out"
    );
    assert_eq!(
        browser.get(&links[0]).await.status,
        409,
        "links asked for before are worth nothing"
    );
    assert_eq!(
        sign_in(&mut browser, email(&asha), PASSWORD).await.status,
        422
    );
    assert_eq!(
        sign_in(&mut browser, email(&asha), ANOTHER).await.heading(),
        "My training"
    );
}

#[tokio::test]
async fn a_changed_password_ends_every_other_sign_in() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    let (mut here, mut there) = (app.sign_in(&asha).await, app.sign_in(&asha).await);
    let page = here.get("/account").await.ok();
    let wrong = here
        .submit(
            &page,
            "Change password",
            &[("Current password", ANOTHER), ("New password", ANOTHER)],
        )
        .await;
    assert_eq!(
        (wrong.status, wrong.errors()),
        (
            422,
            vec!["Enter the password you sign in with now".to_owned()]
        )
    );
    let old = here.cookie("cascade").unwrap().to_owned();
    let page = here
        .submit(
            &page,
            "Change password",
            &[("Current password", PASSWORD), ("New password", ANOTHER)],
        )
        .await
        .ok();
    assert!(
        page.text().contains("Your password is changed."),
        "{}",
        page.text()
    );
    assert_ne!(here.cookie("cascade"), Some(old.as_str()), "with a new id");
    assert!(is_signed_out(&there.get("/my-training").await));
    assert_eq!(
        sign_in(&mut app.browser(), email(&asha), ANOTHER)
            .await
            .heading(),
        "My training"
    );
}

#[tokio::test]
async fn signing_out_everywhere_else_keeps_only_this_sign_in() {
    let app = TestApp::start().await;
    let asha = app.learner().create().await;
    let ben = app.learner().create().await;
    let (mut here, mut there, mut other) = (
        app.sign_in(&asha).await,
        app.sign_in(&asha).await,
        app.sign_in(&ben).await,
    );
    let page = here.get("/account").await.ok();
    assert_eq!(page.all("main tbody tr").len(), 2, "{}", page.text());
    assert_eq!(page.text().matches("(this one)").count(), 1);
    let page = here
        .submit(&page, "Sign out everywhere else", &[])
        .await
        .ok();
    assert!(
        page.text()
            .contains("You have been signed out everywhere else.")
    );
    here.get("/my-training").await.ok();
    assert!(is_signed_out(&there.get("/my-training").await));
    assert_eq!(
        other.get("/my-training").await.heading(),
        "My training",
        "only one's own"
    );
}

#[tokio::test]
async fn a_sign_in_ends_after_half_an_hour_without_a_click_and_after_twelve_hours_in_any_case() {
    let app = TestApp::start().await;
    let asha = app.learner().create().await;
    let mut browser = app.sign_in(&asha).await;
    let page = browser.get("/my-training").await.ok();
    assert!(
        page.html.contains("/account/stay"),
        "the page can warn and ask to stay"
    );
    app.advance(IDLE);
    assert_eq!(
        browser.get("/my-training").await.heading(),
        "My training",
        "to the minute"
    );
    app.advance(IDLE + TimeDelta::seconds(1));
    let page = browser.get("/my-training").await;
    assert!(is_signed_out(&page), "{}", page.path);
    assert_eq!(rows(&app, "sign_in").await, 0);

    let mut browser = app.sign_in(&asha).await;
    let steps = ABSOLUTE.num_minutes() / 20 - 2;
    for _ in 0..steps {
        app.advance(TimeDelta::minutes(20));
        assert_eq!(
            browser.get_once("/account/stay").await.ok().html,
            "1800",
            "whoever asks to stay stays"
        );
    }
    app.advance(TimeDelta::minutes(20));
    assert_eq!(
        browser.get_once("/account/stay").await.ok().html,
        "1200 final",
        "twenty minutes before the twelfth hour is over, staying does not help"
    );
    app.advance(TimeDelta::minutes(19));
    let page = browser.get("/my-training").await.ok();
    assert_eq!(page.attributes("body", "data-session-ends-in"), ["60"]);
    assert_eq!(page.attributes("body", "data-session-final"), ["true"]);
    app.advance(TimeDelta::seconds(61));
    assert!(
        is_signed_out(&browser.get("/my-training").await),
        "but not for ever"
    );
    let page = browser.get("/sign-in?ended=1").await.ok();
    assert!(
        page.text().contains("You have been signed out."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn signing_in_gives_a_new_id_and_the_page_that_was_wanted() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    let mut browser = app.browser();
    // A cookie planted beforehand is not taken over.
    browser.set_cookie("cascade", &"a".repeat(64));
    let page = browser.get("/learn/awareness").await.ok();
    assert_eq!(page.heading(), "Sign in");
    let page = browser
        .submit(
            &page,
            "Sign in",
            &[("E-mail address", email(&asha)), ("Password", PASSWORD)],
        )
        .await
        .ok();
    assert_eq!(page.path, "/learn/awareness");
    let first = browser.cookie("cascade").unwrap().to_owned();
    assert_ne!(first, "a".repeat(64));
    let mut again = app.browser();
    sign_in(&mut again, email(&asha), PASSWORD).await.ok();
    assert_ne!(again.cookie("cascade"), Some(first.as_str()));
}

#[tokio::test]
async fn signing_in_never_leads_off_the_site() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    for back in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
    ] {
        let mut browser = app.browser();
        let form = browser.get("/sign-in").await.ok().form("Sign in");
        let form = form.fill(&[
            ("E-mail address", email(&asha)),
            ("Password", PASSWORD),
            ("=back", back),
        ]);
        let response = browser.post_raw("/sign-in", &form.fields, &[]).await;
        assert_eq!(response.status().as_u16(), 303);
        let to = response
            .headers()
            .get("location")
            .map(|to| to.to_str().unwrap().to_owned());
        assert_eq!(to.as_deref(), Some("/"), "{back:?}");
    }
}

#[tokio::test]
async fn a_new_role_ends_the_sign_ins_of_its_holder() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().sign_in().await;
    let asha = app
        .learner()
        .at("Northside")
        .password(PASSWORD)
        .create()
        .await;
    let mut browser = app.sign_in(&asha).await;
    browser.get("/my-training").await.ok();
    let roles = format!("/people/{}/roles", asha.person);
    let page = admin.get(&roles).await.ok();
    admin
        .submit(
            &page,
            "Give role",
            &[("Training lead", ""), ("Organisation", "Northside")],
        )
        .await
        .ok();
    assert!(is_signed_out(&browser.get("/my-training").await));
    let mut browser = app.sign_in(&asha).await;
    browser.get("/people").await.ok();
    let page = admin.get(&roles).await.ok();
    let page = admin.get(&page.link("End").unwrap()).await.ok();
    admin.submit(&page, "End role", &[]).await.ok();
    assert!(is_signed_out(&browser.get("/people").await));
    let mut browser = app.sign_in(&asha).await;
    browser.get("/people").await.assert_not_found();
}

#[tokio::test]
async fn whoever_gets_a_role_sets_up_a_second_factor_first() {
    let app = TestApp::start().await;
    for builder in [
        app.manager(),
        app.training_lead(),
        app.business_manager(),
        app.administrator(),
    ] {
        let someone = builder.password(PASSWORD).create().await;
        let mut browser = app.browser();
        let page = sign_in(&mut browser, email(&someone), PASSWORD).await.ok();
        assert_eq!(page.path, "/account/second-factor");
        for path in ["/", "/my-training", "/people", "/account", "/learn"] {
            assert_eq!(
                browser.get(path).await.path,
                "/account/second-factor",
                "{path}"
            );
        }
        let kept = everything(&app).await;
        let token = ("form_token".to_owned(), token(&mut browser).await);
        let response = browser.post_raw("/learn/awareness", &[token], &[]).await;
        assert_eq!(
            response.headers().get("location").unwrap(),
            "/account/second-factor",
            "nothing else can be posted either"
        );
        assert_eq!(changed(&kept, &everything(&app).await), Vec::<&str>::new());
        let secret = account(app.site.services(), someone.account)
            .await
            .unwrap()
            .unwrap()
            .totp_secret
            .unwrap();
        assert_eq!(page.all("strong.app-key"), [totp::in_letters(&secret)]);
        let wrong = browser
            .submit(&page, "Continue", &[("Code from the app", "000000")])
            .await;
        assert_eq!(wrong.status, 422);
        let before = browser.cookie("cascade").unwrap().to_owned();
        let right = code(&app, &someone).await;
        let page = browser
            .submit(&page, "Continue", &[("Code from the app", &right)])
            .await
            .ok();
        assert_eq!(
            page.all("li.app-key").len(),
            10,
            "ten recovery codes, shown once"
        );
        assert_ne!(
            browser.cookie("cascade"),
            Some(before.as_str()),
            "a new id with more power"
        );
        browser.get("/my-training").await.ok();
        assert!(
            browser
                .get("/account/second-factor")
                .await
                .ok()
                .all("strong.app-key")
                .is_empty(),
            "the key is not shown again"
        );
    }
}

#[tokio::test]
async fn a_code_and_a_recovery_code_work_once() {
    let app = TestApp::start().await;
    let lead = app.training_lead().password(PASSWORD).create().await;
    let recovery = enrol(&app, &mut app.browser(), &lead).await;
    assert_eq!(recovery.len(), 10);
    let kept = everything(&app).await;
    assert!(
        recovery
            .iter()
            .all(|code| !kept["recovery_code"].contains(code.as_str())),
        "kept as hashes only"
    );

    let mut browser = app.browser();
    let page = sign_in(&mut browser, email(&lead), PASSWORD).await.ok();
    assert_eq!(page.path, "/sign-in/code");
    assert_eq!(browser.get("/overview").await.path, "/sign-in/code");
    let used = code(&app, &lead).await;
    let page = browser
        .submit(&page, "Continue", &[("Code from your app", &used)])
        .await;
    assert_eq!(
        page.status, 422,
        "the code of the enrolment cannot be replayed"
    );
    app.advance(TimeDelta::seconds(60));
    let fresh = code(&app, &lead).await;
    let half = browser.cookie("cascade").unwrap().to_owned();
    let done = browser
        .submit(&page, "Continue", &[("Code from your app", &fresh)])
        .await
        .ok();
    assert_eq!(done.path, "/overview");
    assert_ne!(browser.cookie("cascade"), Some(half.as_str()));
    let mut thief = app.browser();
    thief.set_cookie("cascade", &half);
    assert!(
        is_signed_out(&thief.get("/overview").await),
        "the half cookie is worth nothing now"
    );

    let mut other = app.browser();
    let page = sign_in(&mut other, email(&lead), PASSWORD).await.ok();
    let replayed = other
        .submit(&page, "Continue", &[("Code from your app", &fresh)])
        .await;
    assert_eq!(
        replayed.status, 422,
        "a code that somebody looked over the shoulder at is used up"
    );
    let typed = recovery[0].to_lowercase().replace('-', " ");
    let page = other
        .submit(&replayed, "Continue", &[("Recovery code", &typed)])
        .await
        .ok();
    assert_eq!(page.path, "/overview");
    let mut third = app.browser();
    let page = sign_in(&mut third, email(&lead), PASSWORD).await.ok();
    assert_eq!(
        third
            .submit(&page, "Continue", &[("Recovery code", &recovery[0])])
            .await
            .status,
        422,
        "once"
    );
    assert_eq!(
        third
            .submit(&page, "Continue", &[("Recovery code", &recovery[1])])
            .await
            .path,
        "/overview"
    );
}

#[tokio::test]
async fn guessing_codes_of_the_second_factor_is_slowed_down() {
    let app = TestApp::start().await;
    let lead = app.training_lead().password(PASSWORD).create().await;
    enrol(&app, &mut app.browser(), &lead).await;
    app.advance(TimeDelta::seconds(60));
    let mut browser = app.browser();
    let mut page = sign_in(&mut browser, email(&lead), PASSWORD).await.ok();
    for _ in 0..5 {
        page = browser
            .submit(&page, "Continue", &[("Code from your app", "123 456")])
            .await;
        assert_eq!(page.status, 422);
    }
    let right = code(&app, &lead).await;
    let page = browser
        .submit(&page, "Continue", &[("Code from your app", &right)])
        .await;
    assert!(
        page.errors()[0].starts_with("There have been too many tries."),
        "{:?}",
        page.errors()
    );
}

#[tokio::test]
async fn somebody_without_email_signs_in_with_a_joining_slip() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let dorin = app
        .learner()
        .at("Northside")
        .staff_number("0048213")
        .create()
        .await;
    let page = lead.get(&format!("/people/{}", dorin.person)).await.ok();
    let first = lead.submit(&page, "Print a joining slip", &[]).await.ok();
    let slip = lead.submit(&page, "Print a joining slip", &[]).await.ok();
    let code_on = |page: &Page| page.all("dd strong").remove(0);
    assert_ne!(code_on(&first), code_on(&slip));
    assert!(
        !everything(&app).await["joining_slip"].contains(&code_on(&slip)),
        "kept as a hash only"
    );
    let mut browser = app.browser();
    let try_with = |typed: String| {
        vec![
            ("Organisation", "Northside".to_owned()),
            ("Staff number", "0048213".to_owned()),
            ("Code on the slip", typed),
        ]
    };
    let fill = |typed: &str| try_with(typed.to_owned());
    let send = |browser: Browser, typed: Vec<(&'static str, String)>| async move {
        let mut browser = browser;
        let page = browser.get("/sign-in/staff-number").await.ok();
        let typed: Vec<_> = typed
            .iter()
            .map(|(label, value)| (*label, value.as_str()))
            .collect();
        let page = browser.submit(&page, "Sign in", &typed).await;
        (browser, page)
    };
    let (_, page) = send(browser.clone(), fill(&code_on(&first))).await;
    assert_eq!(
        page.status, 422,
        "a slip printed before has stopped working"
    );
    let typed = code_on(&slip).to_lowercase().replace('-', " ");
    let (signed_in, page) = send(browser.clone(), fill(&typed)).await;
    browser = signed_in;
    assert_eq!(page.heading(), "My training", "{}", page.text());
    browser.get("/learn/awareness").await.ok();
    let (_, page) = send(app.browser(), fill(&code_on(&slip))).await;
    assert_eq!(page.status, 422, "the code works once");
    // A slip runs out after 14 days.
    let page = lead.get(&format!("/people/{}", dorin.person)).await.ok();
    let slip = lead.submit(&page, "Print a joining slip", &[]).await.ok();
    app.advance(TimeDelta::days(14));
    let (_, page) = send(app.browser(), fill(&code_on(&slip))).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn a_slip_of_one_person_does_not_open_the_account_of_another() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let dorin = app
        .learner()
        .at("Northside")
        .staff_number("0048213")
        .create()
        .await;
    app.learner()
        .at("Northside")
        .staff_number("0048214")
        .create()
        .await;
    let page = lead.get(&format!("/people/{}", dorin.person)).await.ok();
    let slip = lead.submit(&page, "Print a joining slip", &[]).await.ok();
    let code = slip.all("dd strong").remove(0);
    let mut browser = app.browser();
    let page = browser.get("/sign-in/staff-number").await.ok();
    let fill = [
        ("Organisation", "Northside"),
        ("Staff number", "0048214"),
        ("Code on the slip", code.as_str()),
    ];
    assert_eq!(browser.submit(&page, "Sign in", &fill).await.status, 422);
    let fill = [
        ("Organisation", "Northside"),
        ("Staff number", "48213"),
        ("Code on the slip", code.as_str()),
    ];
    assert_eq!(
        browser.submit(&page, "Sign in", &fill).await.status,
        422,
        "leading zeros of a staff number count"
    );
}

#[tokio::test]
async fn the_first_administrator_is_made_once_with_the_code_from_the_log() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.get("/first-run").await.assert_not_found();
    let code = offer_first_run(app.site.services())
        .await
        .unwrap()
        .expect("nobody has an account");
    assert!(
        !everything(&app).await["setting"].contains(&code),
        "kept as a hash only"
    );
    let page = browser.get("/sign-in").await.ok();
    let page = browser
        .get(&page.link("Create the first administrator").unwrap())
        .await
        .ok();
    let right = [
        ("Code from the log", code.as_str()),
        ("Your name", "Iolo Nkemdirim"),
        ("Your e-mail address", "Iolo@Northside.example"),
        ("Choose a password", PASSWORD),
        ("Your first district", "Northside"),
        (
            "Its Safeguarding Adults Board",
            "Northside Safeguarding Adults Board",
        ),
        ("The organisation you work for", "Northside Council"),
    ];
    let before = everything(&app).await;
    let wrong = browser
        .submit(
            &page,
            "Create the administrator",
            &[("Code from the log", "AAAA-AAAA-AAAA-AAAA")],
        )
        .await;
    assert_eq!(
        (wrong.status, wrong.errors().len()),
        (422, 1),
        "without the code nothing else is even looked at"
    );
    let empty = browser
        .submit(&page, "Create the administrator", &right[..1])
        .await;
    assert_eq!(
        (empty.status, empty.errors().len()),
        (422, 6),
        "{:?}",
        empty.errors()
    );
    assert_eq!(everything(&app).await, before);
    let form = page.form("Create the administrator").fill(&right);
    let done = browser.post("/first-run", &form.fields).await.ok();
    assert!(
        done.text()
            .contains("Your password is set. Sign in with it."),
        "{}",
        done.text()
    );
    let before = everything(&app).await;
    browser
        .post("/first-run", &form.fields)
        .await
        .assert_not_found();
    browser.get("/first-run").await.assert_not_found();
    assert_eq!(everything(&app).await, before);
    assert_eq!(
        offer_first_run(app.site.services()).await.unwrap(),
        None,
        "and no new code is made"
    );
    let page = sign_in(&mut browser, "iolo@northside.example", PASSWORD)
        .await
        .ok();
    assert_eq!(page.path, "/account/second-factor");
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM role_grant WHERE role = 'administrator'"
        )
        .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_first_runs_at_once_make_one_administrator() {
    let app = TestApp::start().await;
    let offered = offer_first_run(app.site.services()).await.unwrap();
    let code = offered.expect("nobody has an account");
    let mut forms = Vec::new();
    for name in ["Northside", "Riverside", "Westbury", "Eastcote"] {
        let mut browser = app.browser();
        let page = browser.get("/first-run").await.ok();
        let (address, board) = (format!("{name}@first.example"), format!("{name} Board"));
        let form = page.form("Create the administrator").fill(&[
            ("Code from the log", code.as_str()),
            ("Your name", name),
            ("Your e-mail address", &address),
            ("Choose a password", PASSWORD),
            ("Your first district", name),
            ("Its Safeguarding Adults Board", &board),
            ("The organisation you work for", name),
        ]);
        forms.push((browser, form));
    }
    let posts = forms.into_iter().map(|(mut browser, form)| {
        tokio::spawn(async move { browser.post_once("/first-run", &form.fields).await.status })
    });
    let mut statuses = Vec::new();
    for post in posts.collect::<Vec<_>>() {
        statuses.push(post.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses[0], 303, "{statuses:?}");
    assert!(
        statuses[1..].iter().all(|s| [404, 409, 422].contains(s)),
        "{statuses:?}"
    );
    for table in ["account", "role_grant", "district", "person"] {
        assert_eq!(rows(&app, table).await, 1, "{table}");
    }
    let left = "SELECT COUNT(*) FROM setting WHERE name = 'first_run_code'";
    assert_eq!(number(&app, left).await, 0, "the code is used up");
}

/// How many statements a post makes.
async fn cost(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> u64 {
    let mut browser = app.browser();
    let page = browser.get(path).await.ok();
    let form = page.form("Sign in");
    let fields = crate::steps::with(&form.fields, fields);
    let before = app.site.db.queries();
    assert_eq!(browser.post_once(path, &fields).await.status, 422);
    app.site.db.queries() - before
}

/// Together with the password that is compared in any case (`server::password`), this is all the work there is.
#[tokio::test]
async fn an_unknown_name_costs_the_same_work_as_a_wrong_secret() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    let invited = app.learner().create().await;
    let mut costs = Vec::new();
    for address in [email(&asha), email(&invited), "nobody@northside.example"] {
        // Half a day later guesses are counted anew, so that only the name differs.
        app.advance(TimeDelta::days(1));
        let fields = [("email", address), ("password", ANOTHER)];
        costs.push(cost(&app, "/sign-in", &fields).await);
    }
    assert!(
        costs[0] > 3 && costs.iter().all(|cost| *cost == costs[0]),
        "{costs:?}"
    );

    app.learner()
        .at("Northside")
        .staff_number("0048213")
        .create()
        .await;
    let place = app.organisation("Northside").await.to_string();
    let mut costs = Vec::new();
    for (organisation, number) in [
        (place.as_str(), "0048213"),
        (place.as_str(), "9999999"),
        ("", "0048213"),
        ("nonsense", ""),
    ] {
        app.advance(TimeDelta::days(1));
        let fields = [
            ("organisation", organisation),
            ("staff_number", number),
            ("code", "AAAA-AAAA"),
        ];
        costs.push(cost(&app, "/sign-in/staff-number", &fields).await);
    }
    assert!(
        costs[0] > 3 && costs.iter().all(|cost| *cost == costs[0]),
        "{costs:?}"
    );
}

#[tokio::test]
async fn a_persona_signs_in_with_one_click_on_this_machine_only() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let without = browser.get("/sign-in").await.ok();
    assert!(!without.text().contains("Look around the demonstration"));
    let token = without
        .attributes("input[name=form_token]", "value")
        .remove(0);
    let fields = vec![
        ("form_token".to_owned(), token),
        ("persona".to_owned(), "administrator".to_owned()),
    ];
    browser
        .post("/sign-in/demo", &fields)
        .await
        .assert_not_found();

    demo::import(app.site.services(), &app.passwords, 400)
        .await
        .unwrap();
    let homes = [
        ("staff", "/my-training"),
        ("manager", "/overview"),
        ("training-lead", "/overview"),
        ("business-manager", "/certificates"),
        ("administrator", "/overview"),
        ("no-email", "/my-training"),
    ];
    for (persona, home) in homes {
        let mut browser = app.browser();
        let page = browser.get("/sign-in").await.ok();
        let form = page.form("Member of staff").fill(&[("=persona", persona)]);
        let page = browser.post("/sign-in/demo", &form.fields).await.ok();
        assert_eq!(page.path, home, "{persona}");
        assert!(
            page.html
                .contains("Demonstration. Every person and place here is invented.")
        );
    }
    browser
        .post("/sign-in/demo", &fields[..1])
        .await
        .assert_not_found();

    for options in [
        Options {
            public_url: Some("http://training.example".to_owned()),
            ..Options::default()
        },
        Options {
            behind_proxy: Some("true".to_owned()),
            ..Options::default()
        },
    ] {
        let app = TestApp::start_with(options).await;
        demo::import(app.site.services(), &app.passwords, 50)
            .await
            .unwrap();
        let mut browser = app.browser();
        let page = browser.get("/sign-in").await.ok();
        assert!(
            !page.text().contains("Look around the demonstration"),
            "{}",
            page.text()
        );
        let token = page.attributes("input[name=form_token]", "value").remove(0);
        let fields = vec![
            ("form_token".to_owned(), token),
            ("persona".to_owned(), "administrator".to_owned()),
        ];
        browser
            .post("/sign-in/demo", &fields)
            .await
            .assert_not_found();
        assert_eq!(browser.cookie("cascade"), None);
    }
}

#[tokio::test]
async fn each_persona_of_the_demo_signs_in_as_the_command_line_says() {
    let app = TestApp::with_demo().await;
    for persona in demo::accounts() {
        let mut browser = app.browser();
        if let Some((organisation, number)) = persona.sign_in.split_once(", ") {
            let page = browser.get("/sign-in/staff-number").await.ok();
            let fill = [
                ("Organisation", organisation),
                ("Staff number", number),
                ("Code on the slip", persona.password.as_str()),
            ];
            let page = browser.submit(&page, "Sign in", &fill).await.ok();
            assert_eq!(page.heading(), "My training");
            continue;
        }
        let page = sign_in(&mut browser, &persona.sign_in, &persona.password)
            .await
            .ok();
        assert_eq!(
            page.path == "/sign-in/code",
            persona.second_factor.is_some(),
            "{}",
            persona.persona
        );
        if let Some(key) = persona.second_factor {
            let account = store::people::account_by_email(app.site.services(), &persona.sign_in)
                .await
                .unwrap()
                .unwrap();
            let secret = account.totp_secret.unwrap();
            assert_eq!(totp::in_letters(&secret).replace(' ', ""), key);
            let code = totp::code_at(&secret, app.site.now());
            let page = browser
                .submit(&page, "Continue", &[("Code from your app", &code)])
                .await
                .ok();
            assert_ne!(page.path, "/sign-in/code", "{}", persona.persona);
        }
    }
}

#[tokio::test]
async fn a_closed_account_cannot_sign_in_or_go_on() {
    let app = TestApp::start().await;
    let asha = app.learner().password(PASSWORD).create().await;
    let mut browser = app.sign_in(&asha).await;
    browser.get("/my-training").await.ok();
    behind_its_back(&app, "UPDATE account SET closed_at = created_at").await;
    assert!(is_signed_out(&browser.get("/my-training").await));
    assert_eq!(
        sign_in(&mut app.browser(), email(&asha), PASSWORD)
            .await
            .errors(),
        [WRONG]
    );
}

#[tokio::test]
async fn a_role_that_begins_or_ends_counts_from_that_day() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let tomorrow = app.site.today().succ_opt().unwrap();
    let organisation = Some(app.organisation("Northside").await);
    let new = NewGrant {
        person: asha.person,
        role: Role::TrainingLead,
        organisation,
        board: None,
        starts_on: tomorrow,
    };
    let may = permit(&Actor::Program, GrantRole {}).unwrap();
    grant_role(app.site.services(), &may, &new).await.unwrap();
    app.sign_in(&asha)
        .await
        .get("/people")
        .await
        .assert_not_found();
    app.advance(TimeDelta::days(1));
    app.sign_in(&asha).await.get("/people").await.ok();
    behind_its_back(
        &app,
        &format!("UPDATE role_grant SET ends_on = '{tomorrow}'"),
    )
    .await;
    app.sign_in(&asha).await.get("/people").await.ok();
    app.advance(TimeDelta::days(1));
    app.sign_in(&asha)
        .await
        .get("/people")
        .await
        .assert_not_found();
    let grants = store::people::grants_of(app.site.services(), &to_see(&asha), app.site.today())
        .await
        .unwrap();
    assert!(grants.is_empty());
}
