//! Posts: adding one to somebody who is there, changing one, and its last day.

use crate::steps::{
    changed, everything, has_passed, id, in_words, number, rows, texts, to_see, with,
};
use chrono::{Datelike, Days, NaiveDate};
use domain::{access::Role, ids::PostId};
use testkit::{Browser, Page, Someone, TestApp};

/// The newest post of somebody.
async fn post(app: &TestApp, someone: &Someone) -> PostId {
    let posts = store::people::posts(app.site.services(), &to_see(someone)).await;
    posts.unwrap()[0].id.into()
}

/// A column of somebody's newest post.
async fn of_post(app: &TestApp, someone: &Someone, column: &str) -> String {
    let post = id(app, post(app, someone).await);
    let sql = format!("SELECT CAST({column} AS text) FROM post WHERE id = {post}");
    texts(app, &sql).await.remove(0)
}

/// The three parts of a date, as a form sends them.
fn day(name: &str, day: NaiveDate) -> [(String, String); 3] {
    [
        (format!("={name}_day"), day.day().to_string()),
        (format!("={name}_month"), day.month().to_string()),
        (format!("={name}_year"), day.year().to_string()),
    ]
}

async fn change(browser: &mut Browser, path: &str, fill: &[(&str, &str)]) -> Page {
    let page = browser.get(path).await.ok();
    browser.submit(&page, "Save", fill).await
}

async fn end(browser: &mut Browser, path: &str, last: NaiveDate, fill: &[(&str, &str)]) -> Page {
    let page = browser.get(path).await.ok();
    let date = day("ends_on", last);
    let mut all: Vec<_> = date.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    all.extend(fill);
    browser.submit(&page, "Save the last day", &all).await
}

#[tokio::test]
async fn a_training_lead_changes_team_line_manager_and_staff_number() {
    let app = TestApp::start().await;
    let boss = app.manager().at("Northside").create().await;
    let asha = app.learner().at("Northside").create().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let person = format!("/people/{}", asha.person);
    let mut bosses = app.sign_in(&boss).await;
    bosses.get(&person).await.assert_not_found();

    let page = lead.get(&person).await.ok();
    let path = format!("{person}/posts/{}", post(&app, &asha).await);
    assert!(
        page.attributes("main a", "href").contains(&path),
        "the person's page leads to the form"
    );
    let fill = [
        ("Job title", "Senior housing officer"),
        ("Which team are they in?", "Team one"),
        ("Line manager (optional)", boss.email.as_deref().unwrap()),
        ("Staff number", " 00 71 "),
    ];
    let page = change(&mut lead, &path, &fill).await.ok();
    for words in [
        "The post has been changed.",
        "Senior housing officer",
        "Team one",
        &boss.name,
        "0071",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    bosses.get(&person).await.ok();
    let entry = texts(
        &app,
        "SELECT before_json || after_json FROM audit WHERE act = 'SetPost'",
    )
    .await;
    assert!(
        entry.len() == 1 && entry[0].contains("Housing officer") && entry[0].contains("0071"),
        "{entry:?}"
    );

    // Saving what is there already changes nothing, and leaves no entry.
    let before = everything(&app).await;
    change(&mut lead, &path, &[]).await.ok();
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
    // A post of somebody else cannot be had under this person.
    let other = app.learner().at("Northside").create().await;
    let crossed = format!("{person}/posts/{}", post(&app, &other).await);
    lead.get(&crossed).await.assert_not_found();
    lead.get(&format!("{crossed}/end")).await.assert_not_found();
}

#[tokio::test]
async fn a_line_manager_is_found_by_what_identifies_them_and_never_guessed() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Asha Rao")
        .create()
        .await;
    let ben = app
        .manager()
        .at("Northside")
        .named("Ben O’Neill")
        .staff_number("0048A")
        .create()
        .await;
    for _ in 0..2 {
        app.learner()
            .at("Northside")
            .named("Chidi Eze")
            .create()
            .await;
    }
    let stranger = app.manager().at("Riverside").create().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let path = format!("/people/{}/posts/{}", asha.person, post(&app, &asha).await);
    let before = everything(&app).await;
    for (typed, error) in [
        ("Nobody Atall", "Nobody in this organisation has this"),
        (
            "Chidi Eze",
            "Several people in this organisation have this name",
        ),
        ("Asha Rao", "They cannot be their own line manager"),
        (
            stranger.email.as_deref().unwrap(),
            "Nobody in this organisation",
        ),
    ] {
        let page = change(&mut lead, &path, &[("Line manager (optional)", typed)]).await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.errors()[0].starts_with(error), "{:?}", page.errors());
        assert_eq!(page.attributes("input[name=manager]", "value"), [typed]);
    }
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
    let found = id(&app, ben.person);
    for typed in ["BEN ONEILL", "0048a", "ben o'neill"] {
        change(&mut lead, &path, &[("Line manager (optional)", "")])
            .await
            .ok();
        change(&mut lead, &path, &[("Line manager (optional)", typed)])
            .await
            .ok();
        let sql = format!("SELECT COUNT(*) FROM post WHERE manager_id = {found}");
        assert_eq!(number(&app, &sql).await, 1, "{typed}");
    }
}

#[tokio::test]
async fn a_second_post_is_added_once_and_seen_by_its_own_training_lead() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    app.organisation("Riverside").await;
    let mut theirs = app.training_lead().at("Riverside").sign_in().await;
    let person = format!("/people/{}", asha.person);
    let path = format!("{person}/posts/new");
    theirs.get(&path).await.assert_not_found();

    // An administrator chooses the organisation first, because its teams are asked for next.
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = admin.get(&path).await.ok();
    let riverside = app.organisation("Riverside").await;
    assert!(
        page.attributes("option", "value")
            .contains(&riverside.to_string())
    );
    let page = admin
        .get(&format!("{path}?organisation={riverside}"))
        .await
        .ok();
    let start = day("starts_on", app.site.today());
    let mut fill = vec![
        ("Job title", "Trustee"),
        ("Board member or trustee", ""),
        ("Which team are they in?", "Team one"),
    ];
    fill.extend(start.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    let form = page.form("Add post").fill(&fill);
    let page = admin.post(&form.action, &form.fields).await.ok();
    assert!(
        page.text().contains("The post has been added.") && page.text().contains("Trustee"),
        "{}",
        page.text()
    );
    admin.post(&form.action, &form.fields).await.ok();
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM post WHERE job_title = 'Trustee'"
        )
        .await,
        1,
        "the form posted twice adds one post"
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM post WHERE job_title = 'Trustee' AND is_main"
        )
        .await,
        0,
        "the post she had stays the main one"
    );
    theirs.get(&person).await.ok();

    // What the form does not offer is not taken.
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get(&path).await.ok();
    let form = page.form("Add post").fill(&fill[..2]);
    let forged = with(&form.fields, &[("organisation", &riverside.to_string())]);
    let forged: Vec<_> = start
        .iter()
        .map(|(name, value)| (name.trim_start_matches('=').to_owned(), value.clone()))
        .chain(
            forged
                .into_iter()
                .filter(|(name, _)| !name.starts_with("starts_on")),
        )
        .collect();
    lead.post(&form.action, &forged).await.ok();
    let sql = format!(
        "SELECT COUNT(*) FROM post WHERE organisation_id = {}",
        id(&app, riverside)
    );
    assert_eq!(
        number(&app, &sql).await,
        2,
        "the lead of Riverside, and the trustee"
    );
}

#[tokio::test]
async fn what_a_post_needs_cannot_be_taken_away() {
    let app = TestApp::start().await;
    let dorin = app
        .learner()
        .at("Northside")
        .staff_number("0048")
        .create()
        .await;
    app.learner()
        .at("Northside")
        .staff_number("0049")
        .create()
        .await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let path = format!(
        "/people/{}/posts/{}",
        dorin.person,
        post(&app, &dorin).await
    );
    let before = everything(&app).await;
    for (fill, error) in [
        (
            ("Staff number", ""),
            "Enter a staff number, because without e-mail they sign in with it",
        ),
        (
            ("Staff number", "00 49"),
            "Somebody in this organisation has this staff number. Check it and enter it again",
        ),
        (
            ("Agency", ""),
            "Agency posts need a last day. Enter that first",
        ),
        (("Job title", " "), "Enter their job title"),
    ] {
        let page = change(&mut lead, &path, &[fill]).await;
        assert_eq!((page.status, page.errors()), (422, vec![error.to_owned()]));
    }
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
    // Without a post that gives a number, the address cannot go either.
    let asha = app.learner().at("Northside").create().await;
    let page = change(
        &mut lead,
        &format!("/people/{}/edit", asha.person),
        &[("E-mail address at work (optional)", "")],
    )
    .await;
    assert!(
        page.errors()[0].contains("staff number"),
        "{:?}",
        page.errors()
    );
}

#[tokio::test]
async fn a_post_ends_with_its_last_day_and_nothing_is_deleted() {
    let app = TestApp::start().await;
    let today = app.site.today();
    let leaver = app
        .manager()
        .at("Northside")
        .staff_number("0048")
        .create()
        .await;
    has_passed(&app, &leaver, "awareness").await;
    let mut own = app.sign_in(&leaver).await;
    own.get("/people").await.ok();
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let person = format!("/people/{}", leaver.person);
    let path = format!("{person}/posts/{}/end", post(&app, &leaver).await);
    let page = lead.get(&path).await.ok();
    for words in [
        "Nothing is deleted",
        "this organisation no longer sees them",
        "they cannot sign in",
        "Manager",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert_eq!(
        page.attributes("input[name=roles][checked]", "value").len(),
        1,
        "the role is ticked"
    );

    // To come: everything stays as it is until that day.
    let soon = today + Days::new(7);
    let page = end(&mut lead, &path, soon, &[]).await.ok();
    assert!(page.text().contains(&in_words(soon)), "{}", page.text());
    own.get("/people").await.ok();
    let role = "SELECT CAST(ends_on AS text) FROM role_grant WHERE role = 'manager'";
    assert_eq!(texts(&app, role).await, [soon.to_string()]);

    // Past: the lead sees no more of it, the role is over and its holder signed out.
    let past = today - Days::new(3);
    let page = end(&mut lead, &path, past, &[]).await.ok();
    assert_eq!(page.path, "/people?done=last-day");
    assert!(page.text().contains("The person is not listed any more."));
    lead.get(&person).await.assert_not_found();
    assert_eq!(
        texts(&app, role).await,
        [(today - Days::new(1)).to_string()],
        "until yesterday it could be used"
    );
    assert_eq!(
        own.get("/my-training").await.path,
        "/sign-in?back=%2Fmy-training"
    );
    assert_eq!(
        (rows(&app, "person").await, rows(&app, "completion").await),
        (3, 1),
        "nothing is deleted"
    );
    let page = admin.get(&person).await.ok();
    assert!(
        page.text().contains("In no post today")
            && page.text().contains("Modern slavery awareness"),
        "{}",
        page.text()
    );

    // A mistake is put right: the last day goes, the role does not come back by itself.
    let page = admin.get(&path).await.ok();
    let none = [
        ("=ends_on_day", ""),
        ("=ends_on_month", ""),
        ("=ends_on_year", ""),
    ];
    admin.submit(&page, "Save the last day", &none).await.ok();
    assert_eq!(of_post(&app, &leaver, "ends_on").await, "");
    lead.get(&person).await.ok();
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM role_grant WHERE role = 'manager' AND ends_on IS NULL"
        )
        .await,
        0
    );
}

#[tokio::test]
async fn only_roles_of_the_posts_own_organisation_end_with_it() {
    let app = TestApp::start().await;
    let today = app.site.today();
    let asha = app.manager().at("Northside").create().await;
    let riverside = app.organisation("Riverside").await;
    let may = domain::access::permit(
        &domain::access::Actor::Program,
        domain::access::GrantRole {},
    );
    let new = store::people::NewGrant {
        person: asha.person,
        role: Role::TrainingLead,
        organisation: Some(riverside),
        board: None,
        starts_on: today,
    };
    let other = store::people::grant_role(app.site.services(), &may.unwrap(), &new)
        .await
        .unwrap();
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let path = format!(
        "/people/{}/posts/{}/end",
        asha.person,
        post(&app, &asha).await
    );
    let page = lead.get(&path).await.ok();
    assert!(
        page.text().contains("They hold other roles too."),
        "{}",
        page.text()
    );
    end(&mut lead, &path, today, &[("=roles", &other.to_string())])
        .await
        .ok();
    let ended = texts(
        &app,
        "SELECT role FROM role_grant WHERE ends_on IS NOT NULL",
    )
    .await;
    assert_eq!(
        ended,
        Vec::<String>::new(),
        "what was not shown is not ended"
    );
}
