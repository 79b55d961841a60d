//! The audit trail: who did what, in a chain that shows every change.

use crate::steps::{behind_its_back, has_passed, number, rows, texts};
use store::audit::{Broken, check, seal};
use testkit::TestApp;

/// A trail with some entries, sealed.
async fn trail() -> TestApp {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    for _ in 0..3 {
        let someone = app.learner().at("Northside").create().await;
        has_passed(&app, &someone, "awareness").await;
    }
    let page = imani.get("/board").await.ok();
    imani
        .submit(
            &page,
            "Save",
            &[("Name of the person who signs", "Somebody Else")],
        )
        .await
        .ok();
    app.run_jobs().await;
    app
}

#[tokio::test]
async fn every_entry_is_sealed_and_the_chain_holds() {
    let app = trail().await;
    let entries = rows(&app, "audit").await;
    assert!(entries > 10, "{entries}");
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM audit WHERE place IS NULL OR hash IS NULL"
        )
        .await,
        0
    );
    let checked = check(app.site.services()).await.unwrap();
    assert_eq!(
        (checked.entries, checked.broken),
        (entries.unsigned_abs(), None)
    );
    assert_eq!(
        number(&app, "SELECT MAX(place) FROM audit").await,
        entries,
        "without a gap"
    );
    // Later entries go on where the chain ended.
    app.learner().create().await;
    assert_eq!(
        seal(app.site.services()).await.unwrap(),
        2,
        "a person and an account"
    );
    assert_eq!(check(app.site.services()).await.unwrap().broken, None);
    assert_eq!(seal(app.site.services()).await.unwrap(), 0);
}

#[tokio::test]
async fn an_entry_says_who_did_what_before_and_after() {
    let app = trail().await;
    let sql = "SELECT before_json || ' -> ' || after_json FROM audit WHERE act = 'SetBoard' AND actor IS NOT NULL ORDER BY place DESC";
    let said = texts(&app, sql).await;
    let changes: Vec<_> = said
        .iter()
        .filter_map(|said| said.split_once(" -> "))
        .collect();
    assert!(
        changes
            .iter()
            .any(|(before, after)| before.contains("Imani Whitlock")
                && after.contains("Somebody Else")),
        "{said:?}"
    );
    let acts = texts(&app, "SELECT DISTINCT act FROM audit ORDER BY act").await;
    for act in [
        "AddPerson",
        "GrantRole",
        "ImportContent",
        "ManageOrganisations",
        "SetBoard",
        "TakeModule",
    ] {
        assert!(acts.contains(&act.to_owned()), "{act}: {acts:?}");
    }
    let secrets = "SELECT COUNT(*) FROM audit WHERE after_json LIKE '%argon2%' OR before_json LIKE '%argon2%'";
    assert_eq!(number(&app, secrets).await, 0, "no secret is in the trail");
}

#[tokio::test]
async fn a_changed_or_removed_entry_breaks_the_chain() {
    for change in [
        "UPDATE audit SET act = 'Nothing' WHERE place = 4",
        "UPDATE audit SET after_json = '\"other\"' WHERE place = 4",
        "UPDATE audit SET actor = NULL, subject = 'person x' WHERE place = 4",
        "UPDATE audit SET at = (SELECT created_at FROM person LIMIT 1), act = act || ' ' WHERE place = 4",
        "DELETE FROM audit WHERE place = 4",
        "UPDATE audit SET hash = (SELECT hash FROM audit WHERE place = 3) WHERE place = 4",
    ] {
        let app = trail().await;
        behind_its_back(&app, change).await;
        let broken = check(app.site.services()).await.unwrap().broken;
        assert_eq!(broken, Some(Broken { place: 4 }), "{change}");
    }
}

#[tokio::test]
async fn two_servers_that_seal_at_once_lose_nothing() {
    let app = trail().await;
    for _ in 0..5 {
        app.learner().create().await;
    }
    let (first, second) = tokio::join!(seal(app.site.services()), seal(app.site.services()));
    let sealed = first.unwrap_or(0) + second.unwrap_or(0);
    assert_eq!(sealed, 10, "each entry once");
    let checked = check(app.site.services()).await.unwrap();
    assert_eq!(checked.broken, None);
    assert_eq!(
        i64::try_from(checked.entries).unwrap(),
        rows(&app, "audit").await
    );
}

#[tokio::test]
async fn every_change_of_people_roles_and_certificates_leaves_who_and_what() {
    let app = TestApp::start().await;
    let imani = app.business_manager().at("Northside").create().await;
    let admin = app.administrator().at("Northside").create().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let mut desk = app.sign_in(&imani).await;
    let page = desk.get("/certificates").await.ok();
    let confirm = desk.submit(&page, "Continue with all", &[]).await.ok();
    desk.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;
    let issued = desk.get("/certificates/issued").await.ok();
    let page = desk.get(&issued.link("TA-").unwrap()).await.ok();
    let page = desk.get(&page.link("Change the name").unwrap()).await.ok();
    let check = desk
        .submit(&page, "Continue", &[("Name to be printed", "Asha Singh")])
        .await
        .ok();
    let page = desk
        .submit(&check, "Replace the certificate", &[])
        .await
        .ok();
    let page = desk.get(&page.link("Revoke").unwrap()).await.ok();
    desk.submit(
        &page,
        "Revoke the certificate",
        &[("Why is it revoked?", "Issued in error")],
    )
    .await
    .ok();
    let mut office = app.sign_in(&admin).await;
    let page = office
        .get(&format!("/people/{}/roles", asha.person))
        .await
        .ok();
    office
        .submit(&page, "Give role", &[("Trainer", "")])
        .await
        .ok();
    for (act, who, about, count) in [
        ("IssueCertificates", imani.person, "batch %", 1),
        ("IssueCertificates", imani.person, "certificate %", 1),
        ("ReviseCertificate", imani.person, "certificate %", 2),
        ("GrantRole", admin.person, "person %", 1),
    ] {
        let who = crate::steps::id(&app, who);
        let sql = format!(
            "SELECT COUNT(*) FROM audit WHERE act = '{act}' AND actor = {who} AND subject LIKE '{about}' AND after_json IS NOT NULL"
        );
        assert_eq!(number(&app, &sql).await, count, "{act} {about}");
    }
    let before = rows(&app, "audit").await;
    let stranger = format!("/people/{}/roles", imani.person);
    let token = (
        "form_token".to_owned(),
        crate::steps::token(&mut desk).await,
    );
    desk.post(
        &stranger,
        &[token, ("role".to_owned(), "administrator".to_owned())],
    )
    .await
    .assert_not_found();
    assert_eq!(
        rows(&app, "audit").await,
        before,
        "what was refused leaves no entry"
    );
}
