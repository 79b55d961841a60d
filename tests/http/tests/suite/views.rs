//! Lists narrowed in one's own way: kept under a name, opened, renamed, removed.

use crate::steps::rows;
use testkit::TestApp;

#[tokio::test]
async fn a_list_is_kept_as_it_is_narrowed_and_opened_again() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let plain = lead.get("/overview/people").await.ok();
    assert!(
        !plain.text().contains("Save this view"),
        "nothing is narrowed"
    );
    let late = lead
        .get("/overview/people?state=overdue&level=AW&page=1")
        .await
        .ok();
    let saved = lead
        .submit(
            &late,
            "Save the view",
            &[("What do you want to call it?", "Late")],
        )
        .await
        .ok();
    assert_eq!(saved.path, "/overview/people?state=overdue&level=AW");
    let link = saved.link("Late").expect("it stands at the top");
    for page in ["/overview", "/people"] {
        let page = lead.get(page).await.ok();
        assert_eq!(page.link("Late"), Some(link.clone()));
    }
    let opened = lead.get(&link).await.ok();
    assert_eq!(
        opened.attributes("select[name=state] option[selected]", "value"),
        ["overdue"]
    );
}

#[tokio::test]
async fn a_view_is_renamed_and_removed_and_two_never_have_one_name() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    for (query, name) in [("q=asha", "Ashas"), ("q=ben", "Bens")] {
        let list = lead.get(&format!("/people?{query}")).await.ok();
        let name = [("What do you want to call it?", name)];
        lead.submit(&list, "Save the view", &name).await.ok();
    }
    let list = lead.get("/people?q=chidi").await.ok();
    let taken = [("What do you want to call it?", "Bens")];
    let again = lead.submit(&list, "Save the view", &taken).await;
    assert_eq!(again.status, 422);
    let unnamed = lead.submit(&list, "Save the view", &[]).await;
    assert_eq!(unnamed.errors(), ["Enter a name for the view"]);
    let views = lead.get("/views").await.ok();
    let rename = views.link("Rename Ashas").expect("it can be renamed");
    let form = lead.get(&rename).await.ok();
    let wrong = lead.submit(&form, "Save the name", &taken).await;
    assert_eq!(wrong.errors(), ["You have a view of this name already"]);
    let named = [("What do you want to call it?", "All Ashas")];
    let views = lead.submit(&form, "Save the name", &named).await.ok();
    assert!(views.link("All Ashas").is_some(), "{}", views.text());
    let remove = views.link("Remove Bens").expect("it can be removed");
    let asked = lead.get(&remove).await.ok();
    lead.submit(&asked, "Remove the view", &[]).await.ok();
    assert_eq!(rows(&app, "saved_view").await, 1);
}

#[tokio::test]
async fn a_view_is_its_owners_and_nobody_elses() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let list = lead.get("/people?q=asha").await.ok();
    let name = [("What do you want to call it?", "Ashas")];
    lead.submit(&list, "Save the view", &name).await.ok();
    let views = lead.get("/views").await.ok();
    let rename = views.link("Rename Ashas").expect("it can be renamed");
    let mut other = app.training_lead().at("Northside").sign_in().await;
    other.get(&rename).await.assert_not_found();
    other
        .get(&format!("{rename}/remove"))
        .await
        .assert_not_found();
    let theirs = other.get("/people").await.ok();
    assert!(theirs.link("Ashas").is_none(), "{}", theirs.text());
}

#[tokio::test]
async fn only_lists_of_ours_are_kept() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let list = lead.get("/people?q=asha").await.ok();
    let form = list.form("Save the view").fill(&[
        ("=view_page", "https://elsewhere.example/"),
        ("What do you want to call it?", "Away"),
    ]);
    lead.post(&form.action, &form.fields)
        .await
        .assert_not_found();
    assert_eq!(rows(&app, "saved_view").await, 0);
}
