//! Sorting posts into cohorts: rules, answers about people, decisions by hand, and the reasons shown.

use crate::steps::{
    behind_its_back, changed, everything, first_id, has_passed, id, number, rows, texts,
};
use testkit::{Browser, Page, Someone, TestApp};

/// Somebody in an unclassified post.
async fn unsorted(app: &TestApp, title: &str) -> Someone {
    app.learner()
        .at("Northside")
        .job(title)
        .cohorts(&[])
        .create()
        .await
}

/// The form of a rule with every question answered no but these.
fn answers<'a>(title: &'a str, yes: &[&'a str]) -> Vec<(String, &'a str)> {
    let questions = ["Q1", "Q2", "Q3", "Q4", "Q6", "Q7", "Q8"];
    let mut fill = vec![("Which job titles is it for?".to_owned(), title)];
    fill.extend(questions.map(|question| {
        let answer = if yes.contains(&question) { "yes" } else { "no" };
        (format!("=answer_{question}"), answer)
    }));
    fill
}

/// Fills in the form of a rule and looks at who would move.
async fn look(lead: &mut Browser, page: &Page, title: &str, yes: &[&str]) -> Page {
    let fill = answers(title, yes);
    let fill: Vec<(&str, &str)> = fill
        .iter()
        .map(|(label, value)| (label.as_str(), *value))
        .collect();
    let form = page.form("See who would move").fill(&fill);
    let mut fields = form.fields.clone();
    fields.push(("step".to_owned(), "preview".to_owned()));
    lead.post(&form.action, &fields).await
}

/// Confirms what a page shows.
async fn save(lead: &mut Browser, page: &Page, button: &str) -> Page {
    let form = page.form(button);
    let mut fields = form.fields.clone();
    fields.push(("step".to_owned(), "save".to_owned()));
    lead.post(&form.action, &fields).await
}

async fn cohorts_of(app: &TestApp, someone: &Someone) -> Vec<String> {
    let sql = format!(
        "SELECT m.cohort FROM membership m JOIN post t ON t.id = m.post_id WHERE m.until_on IS NULL AND t.person_id = {} ORDER BY m.cohort",
        id(app, someone.person)
    );
    texts(app, &sql).await
}

#[tokio::test]
async fn job_titles_that_most_people_share_come_first_and_one_rule_sorts_them_all() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    unsorted(&app, "Caretaker").await;
    let asha = unsorted(&app, "Social worker (adults)").await;
    let ben = unsorted(&app, "Social worker (hospital)").await;
    unsorted(&app, "Social worker (adults)").await;
    let page = lead.get("/cohorts").await.ok();
    assert!(
        page.text().contains("4 people are unclassified."),
        "{}",
        page.text()
    );
    let first = page.all("tbody tr").remove(0);
    assert!(first.contains("Social worker (adults)"), "{first}");

    let href = page
        .attributes("tbody tr:first-of-type a", "href")
        .remove(0);
    let form = lead.get(&href).await.ok();
    assert_eq!(
        form.attributes("input[name=job_title]", "value"),
        ["Social worker (adults)"]
    );
    let before = everything(&app).await;
    let shown = look(&mut lead, &form, "Social worker*", &["Q1", "Q2", "Q3"])
        .await
        .ok();
    assert!(
        shown.heading().contains("3 posts would move"),
        "{}",
        shown.text()
    );
    assert!(
        shown
            .text()
            .contains("Everyone, Public-facing and Practitioners"),
        "{}",
        shown.text()
    );
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new(),
        "looking changes nothing"
    );

    let list = save(&mut lead, &shown, "Save rule").await.ok();
    assert!(
        list.text()
            .contains("Posts like \u{201c}Social worker*\u{201d}"),
        "{}",
        list.text()
    );
    for someone in [&asha, &ben] {
        assert_eq!(cohorts_of(&app, someone).await, ["C1", "C2", "C3"]);
    }
    let page = lead.get("/cohorts").await.ok();
    assert!(
        page.text().contains("1 person is unclassified."),
        "{}",
        page.text()
    );
    // Whoever joins later is sorted by the same rule.
    let newcomer = unsorted(&app, "Social worker (children)").await;
    assert_eq!(cohorts_of(&app, &newcomer).await, ["C1", "C2", "C3"]);
    // The form sent twice makes one rule.
    save(&mut lead, &shown, "Save rule").await.ok();
    assert_eq!(rows(&app, "classification_rule").await, 1);
}

#[tokio::test]
async fn a_question_left_open_is_asked_again_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let form = lead.get("/cohorts/rules/new").await.ok();
    let fill = [
        ("Which job titles is it for?", "Driver*"),
        ("=answer_Q1", "yes"),
    ];
    let page = lead.submit(&form, "See who would move", &fill).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.errors().len(), 6, "{:?}", page.errors());
    assert!(
        page.errors()[0].contains("Answer question Q2 with yes or no"),
        "{:?}",
        page.errors()
    );
    assert_eq!(
        page.attributes("input[name=job_title]", "value"),
        ["Driver*"]
    );
    assert_eq!(
        page.attributes("input[name=answer_Q1][checked]", "value"),
        ["yes"]
    );
    assert_eq!(rows(&app, "classification_rule").await, 0);
}

#[tokio::test]
async fn each_cohort_says_which_answer_which_rule_who_and_when() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Ben Lead")
        .sign_in()
        .await;
    let asha = unsorted(&app, "Driver").await;
    let form = lead.get("/cohorts/rules/new").await.ok();
    let shown = look(&mut lead, &form, "Driver", &["Q1"]).await.ok();
    save(&mut lead, &shown, "Save rule").await.ok();
    let page = lead
        .get(&format!("/people/{}/cohorts", asha.person))
        .await
        .ok();
    let row = page.all("tbody tr").remove(0);
    for words in [
        "Everyone",
        "Q1 answered yes for posts like \u{201c}Driver\u{201d}",
        "Ben Lead",
    ] {
        assert!(row.contains(words), "{row}");
    }
    let today = domain::calendar::day(app.site.today());
    assert!(row.contains(&today), "{row}");
}

#[tokio::test]
async fn a_changed_rule_shows_who_would_move_and_ends_what_no_longer_holds() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = unsorted(&app, "Driver").await;
    app.rule("Northside", "Driver", &["Q1", "Q2"]).await;
    app.advance(chrono::TimeDelta::days(3));
    let mut lead = {
        lead.get("/").await;
        app.sign_in(lead.who()).await
    };
    let list = lead.get("/cohorts/rules").await.ok();
    let href = list
        .attributes("tbody tr:first-of-type a", "href")
        .remove(0);
    let form = lead.get(&href).await.ok();
    assert_eq!(
        form.attributes("input[name=answer_Q2][checked]", "value"),
        ["yes"]
    );
    let shown = look(&mut lead, &form, "Driver", &["Q1"]).await.ok();
    assert!(
        shown.heading().contains("1 post would move"),
        "{}",
        shown.text()
    );
    save(&mut lead, &shown, "Save rule").await.ok();
    assert_eq!(cohorts_of(&app, &asha).await, ["C1"]);
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM membership WHERE cohort = 'C2' AND until_on IS NOT NULL"
        )
        .await,
        1,
        "what was stays known"
    );
    assert_eq!(
        rows(&app, "classification_rule").await,
        2,
        "the old rule is retired and kept"
    );
}

#[tokio::test]
async fn the_first_rule_that_fits_decides_and_the_order_can_be_changed() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = unsorted(&app, "Driver").await;
    app.rule("Northside", "Driver", &["Q1", "Q2"]).await;
    app.rule("Northside", "*", &["Q1"]).await;
    assert_eq!(
        cohorts_of(&app, &asha).await,
        ["C1"],
        "the newer rule is asked first"
    );
    let list = lead.get("/cohorts/rules").await.ok();
    let up = list
        .attributes("tbody a", "href")
        .into_iter()
        .find(|href| href.contains("/up"))
        .unwrap();
    let shown = lead.get(&up).await.ok();
    save(&mut lead, &shown, "Move up").await.ok();
    assert_eq!(cohorts_of(&app, &asha).await, ["C1", "C2"]);
    let list = lead.get("/cohorts/rules").await.ok();
    let remove = list
        .attributes("tbody tr:first-of-type a", "href")
        .into_iter()
        .find(|href| href.contains("/retire"))
        .unwrap();
    let shown = lead.get(&remove).await.ok();
    save(&mut lead, &shown, "Remove rule").await.ok();
    assert_eq!(cohorts_of(&app, &asha).await, ["C1"]);
}

#[tokio::test]
async fn the_persons_own_answers_come_on_top() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = unsorted(&app, "Driver").await;
    app.rule("Northside", "Driver", &["Q1"]).await;
    let href = format!("/people/{}/cohorts", asha.person);
    let page = lead.get(&href).await.ok();
    let page = lead
        .submit(&page, "Save answers", &[("=answer_Q5", "yes")])
        .await
        .ok();
    assert!(
        page.text().contains("Q5 answered yes for the person"),
        "{}",
        page.text()
    );
    assert_eq!(cohorts_of(&app, &asha).await, ["C1", "C4"]);
    let page = lead
        .submit(&page, "Save answers", &[("=answer_Q5", "no")])
        .await
        .ok();
    assert!(!page.text().contains("Q5 answered yes"), "{}", page.text());
    assert_eq!(cohorts_of(&app, &asha).await, ["C1"]);
    assert_eq!(rows(&app, "post_answer").await, 2, "both answers are kept");
}

#[tokio::test]
async fn a_decision_by_hand_has_a_reason_and_an_end() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = unsorted(&app, "Driver").await;
    app.rule("Northside", "Driver", &["Q1"]).await;
    let href = format!("/people/{}/cohorts", asha.person);
    let page = lead.get(&href).await.ok();
    let wrong = lead
        .submit(&page, "Save decision", &[("=is_in", "in")])
        .await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.errors(), ["Select a cohort", "Enter the reason"]);
    let until = (app.site.today() + chrono::Days::new(30))
        .format("%-d %-m %Y")
        .to_string();
    let [day, month, year] = until.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let fill = [
        ("=is_in", "in"),
        ("=cohort", "C3"),
        ("=reason", "Stands in for a social worker"),
        ("=until_on_day", day),
        ("=until_on_month", month),
        ("=until_on_year", year),
    ];
    let page = lead.submit(&page, "Save decision", &fill).await.ok();
    assert!(
        page.text().contains("Stands in for a social worker"),
        "{}",
        page.text()
    );
    let standing = format!(
        "SELECT level FROM standing WHERE person_id = {} ORDER BY level",
        id(&app, asha.person)
    );
    assert_eq!(texts(&app, &standing).await, ["AW", "FP"]);
    // It ends by itself, without any job, and can be ended before.
    app.advance(chrono::TimeDelta::days(31));
    let mut asha_sees = app.sign_in(&asha).await;
    let training = asha_sees.get("/my-training").await.ok();
    assert!(
        training.text().contains("of 1 required"),
        "{}",
        training.text()
    );
    let mut lead = app.sign_in(lead.who()).await;
    let page = lead.get(&href).await.ok();
    assert!(
        !page.text().contains("Stands in for a social worker"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_decision_by_hand_can_be_ended_early() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = unsorted(&app, "Driver").await;
    app.rule("Northside", "Driver", &["Q1"]).await;
    let href = format!("/people/{}/cohorts", asha.person);
    let page = lead.get(&href).await.ok();
    let fill = [
        ("=is_in", "out"),
        ("=cohort", "C1"),
        ("=reason", "Is a contractor"),
    ];
    let page = lead.submit(&page, "Save decision", &fill).await.ok();
    assert_eq!(cohorts_of(&app, &asha).await, Vec::<String>::new());
    lead.submit(&page, "End", &[]).await.ok();
    assert_eq!(cohorts_of(&app, &asha).await, ["C1"]);
}

#[tokio::test]
async fn a_yes_to_q4_outside_first_responders_is_flagged() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = unsorted(&app, "Driver").await;
    behind_its_back(&app, "UPDATE organisation SET first_responder = false").await;
    app.rule("Northside", "Driver", &["Q1", "Q4"]).await;
    assert_eq!(cohorts_of(&app, &asha).await, ["C1"]);
    let page = lead.get("/cohorts").await.ok();
    assert!(
        page.text()
            .contains("Q4 is answered yes, but the organisation is not a first responder"),
        "{}",
        page.text()
    );
    assert!(page.text().contains(&asha.name));
}

#[tokio::test]
async fn whoever_is_unclassified_is_never_counted_as_compliant() {
    let app = TestApp::start().await;
    let asha = unsorted(&app, "Driver").await;
    has_passed(&app, &asha, "awareness").await;
    assert_eq!(rows(&app, "standing").await, 0);
    let page = app.sign_in(&asha).await.get("/my-training").await.ok();
    assert!(!page.text().contains("1 of 1"), "{}", page.text());
    app.rule("Northside", "Driver", &["Q1"]).await;
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM standing WHERE completed_on IS NOT NULL"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn a_completion_is_seen_in_the_lists_at_once() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let done = "SELECT COUNT(*) FROM standing WHERE completed_on IS NOT NULL";
    assert_eq!(number(&app, done).await, 0);
    has_passed(&app, &asha, "awareness").await;
    assert_eq!(number(&app, done).await, 1);
    let post = first_id(&app, "SELECT id FROM post WHERE person_id = ", &asha).await;
    assert!(!post.is_empty());
}

#[tokio::test]
async fn a_training_lead_sorts_her_own_organisation_only() {
    let app = TestApp::start().await;
    app.organisation("Riverside").await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let stranger = app
        .learner()
        .at("Riverside")
        .job("Driver")
        .cohorts(&[])
        .create()
        .await;
    let rule = app.rule("Riverside", "Driver", &["Q1"]).await;
    let riverside = app.organisation("Riverside").await;
    for path in [
        format!("/cohorts/rules?organisation={riverside}"),
        format!("/cohorts/rules/new?organisation={riverside}"),
        format!("/cohorts/rules/{rule}"),
        format!("/people/{}/cohorts", stranger.person),
    ] {
        lead.get(&path).await.assert_not_found();
    }
    assert!(!lead.get("/cohorts").await.ok().text().contains("Driver"));
}
