//! Logos of boards: sent, refused, taken away, and printed.

use crate::steps::{changed, everything, has_passed, number, texts};
use testkit::{Browser, Page, TestApp};

const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>"#;

/// Sends a file as the logo of the only board of a business manager.
async fn send(browser: &mut Browser, svg: &[u8]) -> Page {
    let page = browser.get("/board").await.ok();
    let words = page.all("main form button").pop().unwrap();
    let file = ("logo", "logo.svg", svg);
    browser.upload(&page, &words, &[], file).await
}

#[tokio::test]
async fn a_board_gets_a_logo_that_stands_on_its_certificates() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = imani.get("/board").await.ok();
    assert!(page.attributes("main img", "src").is_empty());
    let saved = send(&mut imani, LOGO.as_bytes()).await.ok();
    assert!(
        saved.text().contains("The logo is saved."),
        "{}",
        saved.text()
    );
    let pictures = saved.attributes("main img", "src");
    let picture = imani.get(&pictures[0]).await.ok();
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert_eq!(picture.html, LOGO);
    assert!(
        picture
            .header("content-security-policy")
            .contains("script-src 'none'"),
        "nothing in it can run"
    );
    assert_eq!(
        saved.attributes("main img", "alt"),
        ["Logo of Northside Board"]
    );
    // It is frozen into what is issued from now on.
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let list = imani.get("/certificates").await.ok();
    let confirm = imani.submit(&list, "Continue with all", &[]).await.ok();
    imani.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;
    let facts = texts(&app, "SELECT facts FROM certificate").await;
    assert!(facts[0].contains("viewBox"), "{}", facts[0]);
    // Taking it away asks first.
    let page = imani.get("/board").await.ok();
    let ask = imani.get(&page.link("Remove").unwrap()).await.ok();
    assert_eq!(ask.heading(), "Remove the logo?");
    let gone = imani.submit(&ask, "Remove the logo", &[]).await.ok();
    assert!(
        gone.text().contains("The logo is removed."),
        "{}",
        gone.text()
    );
    imani.get(&pictures[0]).await.assert_not_found();
    assert_eq!(texts(&app, "SELECT facts FROM certificate").await, facts);
    let trail = "SELECT COUNT(*) FROM audit WHERE act = 'SetBoard' AND after_json LIKE '%logo%'";
    assert_eq!(number(&app, trail).await, 2);
}

#[tokio::test]
async fn a_logo_that_cannot_be_drawn_is_refused_with_what_is_in_the_way() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let before = everything(&app).await;
    let with = |inside: &str| LOGO.replace("<rect width=\"40\" height=\"20\"/>", inside);
    let large = with(&" ".repeat(70_000));
    for (svg, error) in [
        (
            with("<text>Board</text>"),
            "There is text in the logo. Turn it into outlines",
        ),
        (
            with("<script>alert(1)</script>"),
            "There is a \u{201c}script\u{201d} in the logo. Use plain shapes only",
        ),
        (
            "\u{89}PNG".to_owned(),
            "The logo is not an SVG file that can be read. Export it as plain SVG",
        ),
        (
            large,
            "The logo is larger than 64 KB. Simplify it, or leave out what cannot be seen",
        ),
        (
            String::new(),
            "The logo is not an SVG file that can be read. Export it as plain SVG",
        ),
    ] {
        let page = send(&mut imani, svg.as_bytes()).await;
        assert_eq!((page.status, page.errors()), (422, vec![error.to_owned()]));
        assert_eq!(page.heading(), "Board settings");
    }
    let page = send(&mut imani, &[0xff, 0xfe, 0x00]).await;
    assert_eq!((page.status, page.errors().len()), (422, 1));
    let page = imani.get("/board").await.ok();
    let none = imani.submit(&page, "Upload the logo", &[]).await;
    assert_eq!(none.errors(), ["Choose a file with the logo"]);
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
}

#[tokio::test]
async fn nobody_sets_or_sees_the_logo_of_another_board() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let other = app.board("Riverside").await;
    let page = imani.get("/board").await.ok();
    let form = page.form("Upload the logo");
    let before = everything(&app).await;
    for path in ["/board/logo", "/board/logo/picture", "/board/logo/remove"] {
        imani
            .get(&format!("{path}?board={other}"))
            .await
            .assert_not_found();
        lead.get(path).await.assert_not_found();
    }
    let there = format!("/board/logo?board={other}");
    let file = ("logo", "logo.svg", LOGO.as_bytes());
    let response = imani.post_files(&there, &form.fields, &[file]).await;
    assert_eq!(response.status(), 404);
    let remove = format!("/board/logo/remove?board={other}");
    imani.post(&remove, &form.fields).await.assert_not_found();
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
}
