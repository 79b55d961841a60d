//! What every answer has in common: headers, cookies, forms that cannot be forged, pages that do not exist.

use crate::steps::{changed, everything, has_passed, rows, token, with};
use domain::access::{Actor, GrantRole, Role, permit};
use server::config::Options;
use source::{has_inline, nonce_of};
use store::people::{NewGrant, grant_role};
use testkit::{Browser, Page, Someone, TestApp};
use ui::web::Method;
use uuid::Uuid;

/// Reading a page's scripts and policy.
mod source {
    use testkit::Page;

    /// The nonce that the policy allows.
    pub fn nonce_of(page: &Page) -> Option<String> {
        let policy = page.header("content-security-policy");
        let rest = policy.split("'nonce-").nth(1)?;
        Some(rest.split('\'').next().unwrap_or_default().to_owned())
    }

    /// Whether something in the page would need `unsafe-inline`.
    pub fn has_inline(page: &Page) -> bool {
        let handlers = [
            "onclick", "onload", "onsubmit", "onerror", "onchange", "oninput",
        ];
        !page.attributes("[style]", "style").is_empty()
            || !page.all("style").is_empty()
            || handlers
                .iter()
                .any(|name| !page.attributes(&format!("[{name}]"), name).is_empty())
            || page
                .attributes("a", "href")
                .iter()
                .any(|href| href.starts_with("javascript:"))
    }
}

/// Asserts the headers that every answer has.
fn assert_headers(what: &str, page: &Page) {
    let policy = page.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "style-src 'self'",
    ] {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    assert!(
        !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'")
            && !policy.contains("http:"),
        "{what}: {policy}"
    );
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), value, "{what}: {name}");
    }
    assert!(
        page.header("permissions-policy").contains("camera=()"),
        "{what}"
    );
    if page.header("content-type").starts_with("text/html") {
        let nonce =
            nonce_of(page).unwrap_or_else(|| panic!("{what} allows its own scripts: {policy}"));
        assert!(nonce.len() >= 22, "{what}: a nonce nobody guesses: {nonce}");
        let scripts = page.attributes("script", "nonce");
        assert!(
            !scripts.is_empty() && scripts.iter().all(|own| *own == nonce),
            "{what}: {scripts:?}"
        );
        assert_eq!(
            scripts.len(),
            page.all("script").len(),
            "{what}: every script carries the nonce"
        );
        assert!(!has_inline(page), "{what} needs nothing inline");
    } else {
        assert!(policy.contains("script-src 'none'"), "{what}: {policy}");
    }
}

/// What is wrong with a form, its fields, and the headers it is sent with.
type Case<'a> = (
    &'static str,
    Vec<(String, String)>,
    Vec<(&'static str, &'a str)>,
);

/// Somebody in every role, to whom no route is closed.
async fn everybody(app: &TestApp) -> (Someone, Browser) {
    let someone = app.administrator().at("Northside").create().await;
    let may = permit(&Actor::Program, GrantRole {}).expect("the program may");
    let organisation = Some(app.organisation("Northside").await);
    let board = Some(app.board("Northside").await);
    let starts_on = app.site.today();
    for (role, organisation, board) in [
        (Role::Manager, organisation, None),
        (Role::TrainingLead, organisation, None),
        (Role::BusinessManager, None, board),
    ] {
        let new = NewGrant {
            person: someone.person,
            role,
            organisation,
            board,
            starts_on,
        };
        grant_role(app.site.services(), &may, &new)
            .await
            .expect("a role can be granted");
    }
    let browser = app.sign_in(&someone).await;
    (someone, browser)
}

#[tokio::test]
async fn every_kind_of_answer_carries_the_security_headers() {
    let app = TestApp::start().await;
    let (someone, mut browser) = everybody(&app).await;
    has_passed(&app, &someone, "awareness").await;
    let list = browser.get("/certificates").await.ok();
    let preview = list.link("Preview").unwrap();
    let css = list.attributes("link[rel=stylesheet]", "href").remove(0);
    let token = ("form_token".to_owned(), token(&mut browser).await);
    let picture = {
        let module = crate::steps::current(&app, "awareness").await;
        format!(
            "/learn/awareness/{}/pictures/{}",
            module.id, module.module.pictures[0].name
        )
    };
    for (what, path, status, cache) in [
        ("a page", "/my-training", 200, "no-store"),
        (
            "a page for anyone",
            "/sign-in/staff-number",
            200,
            "no-store",
        ),
        ("a redirect", "/", 303, "no-store"),
        ("a missing page", "/no/such/page", 404, "no-store"),
        (
            "somebody else's page",
            &format!("/people/{}", Uuid::nil()),
            404,
            "no-store",
        ),
        ("a download", &preview, 200, "no-store"),
        (
            "a drawing of a module",
            &picture,
            200,
            "private, max-age=31536000, immutable",
        ),
        (
            "a file that does not exist",
            "/assets/no-such-file.css",
            404,
            "no-store",
        ),
        ("a favicon at the old address", "/favicon.ico", 404, ""),
        ("words for a script", "/account/stay", 200, "no-store"),
        ("a few words", "/health", 200, "no-store"),
        ("a refusal", "/learn/first-responder/quiz", 409, "no-store"),
    ] {
        let page = browser.get_once(path).await;
        assert_eq!(page.status, status, "{what}");
        assert_headers(what, &page);
        if !cache.is_empty() {
            assert_eq!(page.header("cache-control"), cache, "{what}");
        }
        assert_eq!(
            page.header("strict-transport-security"),
            "",
            "{what}: not without TLS"
        );
    }
    let styles = browser.get_once(&css).await;
    assert_headers("a built file", &styles);
    if styles.status == 200 {
        assert_eq!(
            styles.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
    }
    let forged = browser.post_once("/people/new", &[]).await;
    assert_eq!(forged.status, 403);
    assert_headers("a forged form", &forged);
    let invalid = browser
        .post_once("/people/new", std::slice::from_ref(&token))
        .await;
    assert_eq!(invalid.status, 422);
    assert_headers("a form with errors", &invalid);
    assert_eq!(invalid.header("cache-control"), "no-store");
    let visitor = app.browser().get_once("/people").await;
    assert_eq!(visitor.status, 303);
    assert_headers("the way to the sign-in page", &visitor);
}

#[tokio::test]
async fn two_pages_never_share_a_nonce() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let (first, second) = (
        browser.get("/sign-in").await.ok(),
        browser.get("/sign-in").await.ok(),
    );
    assert_ne!(nonce_of(&first), nonce_of(&second));
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let app = TestApp::start().await;
    let asha = app.learner().password("teapot gravel canoe").create().await;
    let mut browser = app.browser();
    let page = browser.get_once("/sign-in").await;
    let set = |page: &Page| page.header("set-cookie").to_owned();
    let form = set(&page);
    assert!(
        form.starts_with("cascade-form=")
            && form.contains("HttpOnly")
            && form.contains("SameSite=Lax")
            && form.contains("Path=/"),
        "{form}"
    );
    let fields = page
        .form("Sign in")
        .fill(&[
            ("E-mail address", asha.email.as_deref().unwrap()),
            ("Password", "teapot gravel canoe"),
        ])
        .fields;
    let page = browser.post_once("/sign-in", &fields).await;
    let sign_in = set(&page);
    assert!(
        sign_in.starts_with("cascade=")
            && sign_in.contains("HttpOnly")
            && sign_in.contains("SameSite=Lax"),
        "{sign_in}"
    );
    assert!(
        !sign_in.contains("Domain") && !sign_in.contains("Max-Age") && !sign_in.contains("Expires"),
        "it ends with the browser"
    );
    let page = browser.get("/my-training").await.ok();
    let form = page.form("Sign out");
    let page = browser.post_once("/sign-out", &form.fields).await;
    assert!(set(&page).contains("Max-Age=0"), "{}", set(&page));
}

#[tokio::test]
async fn behind_tls_cookies_are_bound_to_the_host_and_browsers_told_to_stay_on_it() {
    let options = Options {
        public_url: Some("https://training.example".to_owned()),
        ..Options::default()
    };
    let app = TestApp::start_with(options).await;
    let asha = app.learner().password("teapot gravel canoe").create().await;
    let mut browser = app.browser();
    let page = browser.get_once("/sign-in").await.ok();
    let cookie = page.header("set-cookie").to_owned();
    assert!(
        cookie.starts_with("__Host-cascade-form=")
            && cookie.contains("; Secure")
            && cookie.contains("Path=/;"),
        "{cookie}"
    );
    assert_eq!(
        page.header("strict-transport-security"),
        "max-age=31536000; includeSubDomains"
    );
    let fields = page
        .form("Sign in")
        .fill(&[
            ("E-mail address", asha.email.as_deref().unwrap()),
            ("Password", "teapot gravel canoe"),
        ])
        .fields;
    let origin = [("origin", "https://training.example")];
    let response = browser.post_raw("/sign-in", &fields, &origin).await;
    assert_eq!(response.status().as_u16(), 303);
    let cookie = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        cookie.starts_with("__Host-cascade=")
            && cookie.contains("; Secure")
            && !cookie.contains("Domain"),
        "{cookie}"
    );
    let page = browser.get("/my-training").await.ok();
    assert_eq!(page.heading(), "My training");
    // A cookie of the plain name, which a page on another port could set, is not looked at.
    let secret = browser.cookie("__Host-cascade").unwrap().to_owned();
    let mut other = app.browser();
    other.set_cookie("cascade", &secret);
    assert!(
        other
            .get("/my-training")
            .await
            .path
            .starts_with("/sign-in?")
    );
    for path in [
        "/my-training",
        "/no/such/page",
        "/assets/x",
        "/favicon.ico",
        "/health",
    ] {
        assert!(
            !browser
                .get_once(path)
                .await
                .header("strict-transport-security")
                .is_empty(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_form_that_was_not_sent_from_our_page_is_refused_and_changes_nothing() {
    let app = TestApp::start().await;
    let (someone, mut browser) = everybody(&app).await;
    has_passed(&app, &someone, "awareness").await;
    let right = token(&mut browser).await;
    let others = token(&mut app.learner().sign_in().await).await;
    let before = everything(&app).await;
    let nothing = Uuid::nil().to_string();
    let mut forms = 0;
    for route in server::site::routes(&app.passwords)
        .into_iter()
        .filter(|route| route.method == Method::Post)
    {
        let mut path = route.path.to_owned();
        for (name, value) in [
            ("{module}", "awareness"),
            ("{screen}", "1"),
            ("{place}", "1"),
        ] {
            path = path.replace(name, value);
        }
        while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
            let value = if path[from..].starts_with("{person}") {
                someone.person.to_string()
            } else {
                nothing.clone()
            };
            path.replace_range(from..=to, &value);
        }
        let good = vec![("form_token".to_owned(), right.clone())];
        let host = app.url().replace("http://", "");
        let evil_host = format!("http://{host}.evil.example");
        let cases: [Case<'_>; 9] = [
            ("no token", vec![], vec![]),
            ("an empty token", with(&good, &[("form_token", "")]), vec![]),
            (
                "a wrong token",
                with(&good, &[("form_token", &"0".repeat(64))]),
                vec![],
            ),
            (
                "somebody else's token",
                with(&good, &[("form_token", &others)]),
                vec![],
            ),
            (
                "another origin",
                good.clone(),
                vec![("origin", "https://evil.example")],
            ),
            (
                "an origin that begins like ours",
                good.clone(),
                vec![("origin", evil_host.as_str())],
            ),
            (
                "no origin at all, as from a file",
                good.clone(),
                vec![("origin", "null"), ("sec-fetch-site", "")],
            ),
            (
                "a cross-site request",
                good.clone(),
                vec![("sec-fetch-site", "cross-site")],
            ),
            (
                "a request of a sister site",
                good.clone(),
                vec![("sec-fetch-site", "same-site")],
            ),
        ];
        for (what, fields, headers) in cases {
            let response = browser.post_raw(&path, &fields, &headers).await;
            assert_eq!(
                response.status().as_u16(),
                403,
                "{} with {what}",
                route.path
            );
            let body = response.text().await.unwrap();
            assert!(
                body.contains("This form is out of date")
                    && body.contains("Nothing has been changed."),
                "{} with {what}",
                route.path
            );
        }
        forms += 1;
    }
    assert!(forms >= 25, "{forms}");
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
    assert_eq!(rows(&app, "guess").await, 0, "not even a guess is counted");
}

#[tokio::test]
async fn malformed_and_oversized_bodies_get_a_page_and_never_an_error_of_ours() {
    let app = TestApp::start().await;
    let (_, mut browser) = everybody(&app).await;
    let token = token(&mut browser).await;
    let before = everything(&app).await;
    let fields = |value: String| {
        vec![
            ("form_token".to_owned(), token.clone()),
            ("name".to_owned(), value),
        ]
    };
    for kind in [
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "",
    ] {
        let response = browser
            .post_raw(
                "/people/new",
                &fields("Asha".to_owned()),
                &[("content-type", kind)],
            )
            .await;
        assert_eq!(response.status().as_u16(), 403, "{kind:?}");
    }
    let page = browser
        .post_once("/people/new", &fields("a".repeat(300 * 1024)))
        .await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (409, "That is too much to send at once")
    );
    for odd in [
        "\u{0}",
        "\u{fffd}\u{202e}",
        "'; DROP TABLE person; --",
        "<script>alert(1)</script>",
        "%00%ff",
        "{{name}}",
    ] {
        let page = browser
            .post_once("/people/new", &fields(odd.to_owned()))
            .await;
        assert_eq!(page.status, 422, "{odd:?}");
        assert!(!page.html.contains("<script>alert"), "{odd:?}");
        let page = browser
            .get(&format!(
                "/people?q={}",
                form_urlencoded::byte_serialize(odd.as_bytes()).collect::<String>()
            ))
            .await;
        assert_eq!(page.status, 200, "{odd:?}");
        assert!(!page.html.contains("<script>alert"), "{odd:?}");
    }
    for path in [
        "/people?page=0",
        "/people?page=99999999999999999999",
        "/people?page=-1",
        "/people?organisation=x",
        "/certificates?page=x",
        "/certificates/issued?page=4294967295",
        "/certificates?page=4294967295",
        "/people?q=%ff%fe",
        "/certificates?from_day=%00",
        "/board?board=x",
        "/people/not-an-id",
        "/certificates/not-an-id",
        "/check/%00",
        "/learn/%00",
        "/learn/%00/screens/1",
        "/learn/%00/quiz",
        "/link/%00",
        "/check?code=%00",
        "/certificates?name=%00&level=%00",
        "/certificates/issued?q=%00",
        "/link/%2e%2e%2f",
        "/learn/%ff",
        "/my-training/certificates/1",
    ] {
        let page = browser.get(path).await;
        assert!(
            [200, 404, 409, 422].contains(&page.status),
            "{path}: {}",
            page.status
        );
    }
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
}

#[tokio::test]
async fn a_page_that_does_not_exist_says_so_to_everybody_alike() {
    let app = TestApp::start().await;
    for mut browser in [
        app.browser(),
        app.learner().sign_in().await,
        app.administrator().sign_in().await,
    ] {
        for path in [
            "/no",
            "/people/x/y/z",
            "/certificates/",
            "/learn/%ff",
            "/assets",
        ] {
            let page = browser.get(path).await;
            page.assert_not_found();
            assert_eq!(page.link("start from the home page"), Some("/".to_owned()));
        }
    }
    // A method nobody offers is no way in either.
    let mut asha = app.learner().sign_in().await;
    for path in ["/my-training", "/assets/cascade.css", "/favicon.ico", "/no"] {
        let page = asha.post_once(path, &[]).await;
        assert_eq!(page.status, 404, "{path}");
        assert_headers("a method that is not offered", &page);
    }
    let page = asha.get_once("/assets/%ff").await;
    assert_eq!(page.status, 404);
    assert_headers("a name that is none", &page);
}

#[tokio::test]
async fn every_page_has_a_title_of_its_own_and_one_main_heading() {
    let app = TestApp::start().await;
    let (someone, mut browser) = everybody(&app).await;
    has_passed(&app, &someone, "awareness").await;
    let person = format!("/people/{}", someone.person);
    let roles = format!("{person}/roles");
    let mut titles = std::collections::BTreeMap::new();
    for path in [
        "/my-training",
        "/learn",
        "/learn/awareness",
        "/learn/awareness/about",
        "/learn/awareness/screens/1",
        "/learn/awareness/result",
        "/people",
        "/people/new",
        &person,
        &roles,
        "/organisations",
        "/organisations/new",
        "/organisations/districts/new",
        "/board",
        "/certificates",
        "/certificates/issued",
        "/certificates/orders",
        "/account",
        "/account/second-factor",
        "/check",
        "/accessibility",
        "/privacy",
        "/about",
    ] {
        let page = browser.get(path).await.ok();
        assert_eq!(page.all("h1").len(), 1, "{path}: {:?}", page.all("h1"));
        assert!(!page.heading().is_empty(), "{path}");
        assert_eq!(page.attributes("html", "lang"), ["en-GB"], "{path}");
        assert_headers(path, &page);
        if let Some(other) = titles.insert(page.title(), path) {
            assert_eq!(other, path, "two pages have the title {:?}", page.title());
        }
    }
}

#[tokio::test]
async fn the_front_pages_are_there_for_anyone() {
    let app = TestApp::start().await;
    let mut visitor = app.browser();
    for (path, heading) in [
        ("/accessibility", "Accessibility"),
        ("/privacy", "Privacy"),
        ("/about", "About Cascade"),
    ] {
        assert_eq!(visitor.get(path).await.ok().heading(), heading);
    }
    assert_eq!(visitor.get("/health").await.ok().html, "ok\n");
}
