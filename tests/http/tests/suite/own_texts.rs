//! E-mails about sessions in a board's own words.

use crate::{
    sessions::{SEMINAR, books, is_on, plan},
    steps::{number, texts},
};
use testkit::TestApp;

const OFFER: &str = "/board/texts/session-offer";
const BOOKED: &str = "/board/texts/session-booked";

#[tokio::test]
async fn a_boards_own_words_are_tried_out_kept_sent_and_given_up_again() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = imani.get("/board").await.ok();
    let list = imani
        .get(&page.link("E-mails about sessions").unwrap())
        .await
        .ok();
    let page = imani.get(&list.link("Confirmation").unwrap()).await.ok();
    let words = [
        ("=subject", "See you at {{title}}"),
        (
            "=body",
            "Hello {{name}},\n\n**bring your badge**.\n\n[Your booking]({{link}})",
        ),
    ];
    // Looked at, sent to oneself: nothing is kept.
    let seen = imani
        .submit(&page, "See how it would read", &words)
        .await
        .ok();
    let text = seen.text();
    assert!(
        text.contains("See you at Modern slavery: half a day"),
        "{text}"
    );
    assert!(text.contains("Hello Sam Okoro, bring your badge"), "{text}");
    let sent = imani.submit(&seen, "Send it to me", &[]).await.ok();
    assert!(
        sent.text().contains("It has not been saved."),
        "{}",
        sent.text()
    );
    let own = imani.who().email.clone().unwrap();
    assert!(app.mails_to(&own).await[0].raw.contains("bring your badge"));
    assert_eq!(number(&app, "SELECT COUNT(*) FROM board_text").await, 0);
    // Kept, and sent to whoever books in the district.
    let kept = imani.submit(&sent, "Save", &[]).await.ok();
    assert!(kept.text().contains("Saved."), "{}", kept.text());
    let session = is_on(&app, "Northside", &plan(&app, SEMINAR, 3).await).await;
    let asha = app.learner().at("Northside").create().await;
    books(&mut app.sign_in(&asha).await, session).await;
    let mail = app
        .mails_to(&asha.email.clone().unwrap())
        .await
        .remove(0)
        .raw;
    assert!(
        mail.contains("See you at") && mail.contains("bring your badge"),
        "{mail}"
    );
    // Given up again.
    let back = imani
        .submit(&kept, "Go back to the words it came with", &[])
        .await
        .ok();
    assert!(back.text().contains("has the words it came with again"));
    let ben = app.learner().at("Northside").create().await;
    books(&mut app.sign_in(&ben).await, session).await;
    let mail = app
        .mails_to(&ben.email.clone().unwrap())
        .await
        .remove(0)
        .raw;
    assert!(mail.contains("Your place is booked"), "{mail}");
}

#[tokio::test]
async fn words_that_nothing_fills_in_and_a_lost_link_are_refused_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let page = imani.get(OFFER).await.ok();
    for (body, sentence) in [
        (
            "Dear {{nmae}},\n\n{{link}}",
            "Line 1: nothing fills in {{nmae}}.",
        ),
        ("A place is free.", "Keep {{link}} in the text"),
        ("", "Enter the text of the e-mail"),
        ("<script>x</script> {{link}}", "Line 1: "),
    ] {
        let words = [("=subject", "Mine"), ("=body", body)];
        let wrong = imani.submit(&page, "Save", &words).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains(sentence), "{body}: {}", wrong.text());
        assert_eq!(wrong.attributes("input[name=subject]", "value"), ["Mine"]);
    }
    assert_eq!(
        texts(&app, "SELECT name FROM board_text").await,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn two_who_write_the_same_text_do_not_overwrite_each_other() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut other = app.business_manager().at("Northside").sign_in().await;
    let (first, second) = (imani.get(BOOKED).await.ok(), other.get(BOOKED).await.ok());
    imani
        .submit(&first, "Save", &[("=subject", "First")])
        .await
        .ok();
    let late = other
        .submit(&second, "Save", &[("=subject", "Second")])
        .await;
    assert!(
        late.text()
            .contains("Somebody else has changed this e-mail"),
        "{}",
        late.text()
    );
    assert_eq!(
        texts(&app, "SELECT subject FROM board_text").await,
        ["First"]
    );
    // Nothing typed is lost, and whoever knows of the other's words may put their own in their place.
    assert_eq!(late.attributes("input[name=subject]", "value"), ["Second"]);
    other.submit(&late, "Save", &[]).await.ok();
    assert_eq!(
        texts(&app, "SELECT subject FROM board_text").await,
        ["Second"]
    );
}
