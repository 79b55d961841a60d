//! Figures: who is up to date, counted once each, and the names behind them.

use crate::steps::{behind_its_back, has_passed, id, rows};
use domain::ids::PostId;
use testkit::{Browser, Page, Someone, TestApp};

/// A second post of somebody, in another organisation, in cohort C1.
async fn second_post(app: &TestApp, someone: &Someone, organisation: &str) {
    let organisation = app.organisation(organisation).await;
    let post: PostId = app.site.new_id();
    let today = app.site.today();
    let sql = format!(
        "INSERT INTO post (id, person_id, organisation_id, job_title, contract, starts_on, is_main) \
         VALUES ({}, {}, {}, 'Bank driver', 'casual', '{today}', false)",
        id(app, post),
        id(app, someone.person),
        id(app, organisation),
    );
    behind_its_back(app, &sql).await;
}

/// The share of a line, such as "50% (1 of 2)".
fn share(page: &Page, line: &str) -> String {
    let row = page
        .all("tbody tr")
        .into_iter()
        .find(|row| row.contains(line));
    let row = row.unwrap_or_else(|| panic!("{line} is not in {}", page.text()));
    let from = row.find('%').map_or(0, |at| {
        row[..at]
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + 1)
    });
    let to = row[from..].find(')').map_or(row.len(), |at| from + at + 1);
    row[from..to].to_owned()
}

#[tokio::test]
async fn the_figures_say_how_many_are_up_to_date_of_how_many() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&["C1"])
        .sign_in()
        .await;
    let asha = app.learner().at("Northside").create().await;
    app.learner()
        .at("Northside")
        .started_days_ago(400)
        .create()
        .await;
    has_passed(&app, &asha, "awareness").await;
    let page = lead.get("/overview").await.ok();
    assert_eq!(share(&page, "Awareness"), "33% (1 of 3)");
    assert!(
        page.text().contains("1 person with training overdue"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn somebody_in_two_organisations_counts_once_in_the_partnership_and_once_in_each_view() {
    let app = TestApp::start().await;
    app.organisation("Riverside").await;
    let mut admin = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let asha = app.learner().at("Northside").create().await;
    second_post(&app, &asha, "Riverside").await;
    app.rule("Riverside", "Bank driver", &["Q1"]).await;
    let page = admin.get("/overview").await.ok();
    assert_eq!(share(&page, "Awareness"), "0% (0 of 1)");
    assert_eq!(share(&page, "Northside"), "0% (0 of 1)");
    assert_eq!(share(&page, "Riverside"), "0% (0 of 1)");
    has_passed(&app, &asha, "awareness").await;
    let page = admin.get("/overview").await.ok();
    for line in ["Awareness", "Northside", "Riverside"] {
        assert_eq!(share(&page, line), "100% (1 of 1)", "{line}");
    }
}

#[tokio::test]
async fn the_unclassified_stand_beside_the_figures() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    app.learner().at("Northside").cohorts(&[]).create().await;
    let page = lead.get("/overview").await.ok();
    assert!(
        page.text().contains("1 person to be sorted into cohorts"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("of 2 people; never counted as up to date"),
        "{}",
        page.text()
    );
    assert_eq!(share(&page, "Awareness"), "0% (0 of 1)");
}

#[tokio::test]
async fn every_figure_leads_to_its_names() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let late = app
        .learner()
        .at("Northside")
        .named("Zo\u{eb} Late")
        .started_days_ago(400)
        .create()
        .await;
    let page = lead.get("/overview").await.ok();
    let href = page
        .attributes("tbody a", "href")
        .into_iter()
        .find(|href| href.contains("level=AW") && href.contains("state=overdue"))
        .unwrap();
    let names = lead.get(&href).await.ok();
    assert!(names.text().contains("1 requirement."), "{}", names.text());
    assert!(names.text().contains(&late.name), "{}", names.text());
    assert_eq!(
        names.attributes("select[name=state] option[selected]", "value"),
        ["overdue"]
    );
    let found = lead.get("/overview/people?q=zoe").await.ok();
    assert!(found.text().contains(&late.name), "{}", found.text());
}

#[tokio::test]
async fn each_sees_the_figures_of_their_own_people() {
    let app = TestApp::start().await;
    app.organisation("Northside").await;
    app.organisation_in("Eastside", "Northside").await;
    let ours = app.learner().at("Northside").create().await;
    let neighbour = app.learner().at("Eastside").create().await;
    let stranger = app.learner().at("Riverside").create().await;
    let manager = app.manager().at("Northside").cohorts(&[]).create().await;
    let mine = app
        .learner()
        .at("Northside")
        .managed_by(&manager)
        .create()
        .await;
    let lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .create()
        .await;
    let business = app
        .business_manager()
        .at("Northside")
        .cohorts(&[])
        .create()
        .await;
    let admin = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .create()
        .await;
    for (who, seen, unseen) in [
        (&manager, vec![&mine], vec![&ours, &neighbour, &stranger]),
        (&lead, vec![&mine, &ours], vec![&neighbour, &stranger]),
        (&business, vec![&mine, &ours, &neighbour], vec![&stranger]),
        (&admin, vec![&mine, &ours, &neighbour, &stranger], vec![]),
    ] {
        let mut browser = app.sign_in(who).await;
        let page = browser.get("/overview/people").await.ok();
        for one in &seen {
            assert!(
                page.text().contains(&one.name),
                "{} sees {}",
                who.name,
                one.name
            );
        }
        for one in unseen {
            assert!(
                !page.text().contains(&one.name),
                "{} does not see {}",
                who.name,
                one.name
            );
        }
        let page = browser.get("/overview").await.ok();
        assert!(
            share(&page, "Awareness").ends_with(&format!("of {})", seen.len())),
            "{}",
            page.text()
        );
    }
}

#[tokio::test]
async fn the_figures_agree_with_each_persons_page() {
    let app = TestApp::with_demo().await;
    let mut admin = app
        .administrator()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let mut seen = std::collections::BTreeMap::<String, Vec<String>>::new();
    for page in 1..=3 {
        let page = admin
            .get(&format!("/overview/people?page={page}"))
            .await
            .ok();
        for (row, href) in page
            .all("tbody tr")
            .iter()
            .zip(page.attributes("tbody tr a", "href"))
        {
            seen.entry(href).or_default().push(row.clone());
        }
    }
    assert!(seen.len() > 30);
    for (href, rows) in seen.iter().step_by(9) {
        let page = admin.get(href).await.ok();
        for row in rows {
            let word = ["Overdue", "Not yet due", "Due soon", "In date", "Exempt"]
                .into_iter()
                .find(|word| row.contains(word))
                .unwrap();
            let said = match word {
                "Not yet due" => "To do",
                "In date" => "Completed",
                other => other,
            };
            assert!(
                page.text().contains(said),
                "{href}: {row} but {}",
                page.text()
            );
        }
    }
}

/// Ticks everybody in the list and asks for an exception.
async fn ask(lead: &mut Browser, list: &Page, what: &str) -> Page {
    let mut form = list.form("Exempt those ticked");
    form.fields
        .retain(|(name, _)| name != "row" && name != "what");
    for value in list.attributes("input[name=row]", "value") {
        form.fields.push(("row".to_owned(), value));
    }
    form.fields.push(("what".to_owned(), what.to_owned()));
    lead.post(&form.action, &form.fields).await
}

/// The fields of a day so many days from today.
fn day(app: &TestApp, from_now: u64) -> [String; 3] {
    let day = app.site.today() + chrono::Days::new(from_now);
    day.format("%-d %-m %Y")
        .to_string()
        .split(' ')
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

#[tokio::test]
async fn several_people_are_exempted_together_and_are_asked_again_the_day_after() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    for _ in 0..3 {
        app.learner()
            .at("Northside")
            .started_days_ago(400)
            .create()
            .await;
    }
    let list = lead.get("/overview/people?state=overdue").await.ok();
    let nothing = lead.submit(&list, "Exempt those ticked", &[]).await;
    assert_eq!(nothing.status, 422);
    assert_eq!(
        nothing.errors(),
        ["Select the people you want to decide about"]
    );
    let page = ask(&mut lead, &list, "exempt").await.ok();
    let wrong = lead.submit(&page, "Exempt 3", &[]).await;
    assert_eq!(wrong.errors(), ["Enter the last day", "Enter the reason"]);
    let [d, m, y] = day(&app, 30);
    let fill = [
        ("=day_day", d.as_str()),
        ("=day_month", m.as_str()),
        ("=day_year", y.as_str()),
        ("Why?", "New system, no access yet"),
    ];
    let done = lead.submit(&wrong, "Exempt 3", &fill).await.ok();
    assert!(
        done.text().contains("3 people have been decided about."),
        "{}",
        done.text()
    );
    assert!(
        done.text().contains("Nobody matches"),
        "the list keeps its filter: {}",
        done.text()
    );
    let exempt = lead.get("/overview/people?state=exempt").await.ok();
    assert!(
        exempt.text().contains("3 requirements."),
        "{}",
        exempt.text()
    );
    app.advance(chrono::TimeDelta::days(31));
    let mut lead = app.sign_in(lead.who()).await;
    let overdue = lead.get("/overview/people?state=overdue").await.ok();
    assert!(
        overdue.text().contains("3 requirements."),
        "{}",
        overdue.text()
    );
}

#[tokio::test]
async fn a_date_of_their_own_goes_before_the_frameworks() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let asha = app
        .learner()
        .at("Northside")
        .started_days_ago(400)
        .create()
        .await;
    let list = lead.get("/overview/people?state=overdue").await.ok();
    let page = ask(&mut lead, &list, "date").await.ok();
    let [d, m, y] = day(&app, 14);
    let fill = [
        ("=day_day", d.as_str()),
        ("=day_month", m.as_str()),
        ("=day_year", y.as_str()),
        ("Why?", "Agreed with the team"),
    ];
    lead.submit(&page, "Set the date for 1 person", &fill)
        .await
        .ok();
    let said = format!(
        "Due by {}",
        domain::calendar::day(app.site.today() + chrono::Days::new(14))
    );
    let list = lead.get("/overview/people?state=to-do").await.ok();
    assert!(list.text().contains(&said), "{}", list.text());
    let own = app.sign_in(&asha).await.get("/my-training").await.ok();
    assert!(own.text().contains(&said), "{}", own.text());
}

#[tokio::test]
async fn nobody_is_excepted_in_an_organisation_that_is_not_ones_own() {
    let app = TestApp::start().await;
    app.organisation("Northside").await;
    let stranger = app
        .learner()
        .at("Riverside")
        .started_days_ago(400)
        .create()
        .await;
    app.learner()
        .at("Northside")
        .started_days_ago(400)
        .create()
        .await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    let list = lead.get("/overview/people?state=overdue").await.ok();
    let page = ask(&mut lead, &list, "exempt").await.ok();
    let mut form = page.form("Exempt 1 person");
    form.fields.retain(|(name, _)| name != "row");
    form.fields
        .push(("row".to_owned(), format!("{}:AW", stranger.person)));
    let [d, m, y] = day(&app, 30);
    for (name, value) in [
        ("day_day", d),
        ("day_month", m),
        ("day_year", y),
        ("reason", "forged".to_owned()),
    ] {
        form.fields.retain(|(known, _)| known != name);
        form.fields.push((name.to_owned(), value));
    }
    lead.post(&form.action, &form.fields).await;
    assert_eq!(crate::steps::rows(&app, "exemption").await, 0);
}

#[tokio::test]
async fn every_table_can_be_taken_away_as_it_is_shown() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    app.learner()
        .at("Northside")
        .named("=Zo\u{eb} Late")
        .started_days_ago(400)
        .create()
        .await;
    app.learner()
        .at("Northside")
        .started_days_ago(2)
        .create()
        .await;
    let page = lead.get("/overview/people?state=overdue").await.ok();
    let href = page
        .attributes("a[download]", "href")
        .into_iter()
        .find(|href| href.ends_with("as=csv"))
        .unwrap();
    let file = lead.get(&href).await.ok();
    assert!(
        file.html.starts_with('\u{feff}'),
        "spreadsheets see that it is UTF-8"
    );
    assert_eq!(
        file.html.lines().count(),
        2,
        "the filter holds: {}",
        file.html
    );
    assert!(
        !file.html.contains("\n=Zo") && !file.html.contains(",=Zo"),
        "{}",
        file.html
    );
    assert!(file.html.contains("Zo\u{eb} Late"), "{}", file.html);
    let page = lead.get("/overview").await.ok();
    for href in page.attributes("a[download]", "href") {
        let file = lead.get(&href).await.ok();
        assert!(
            file.header("content-disposition").starts_with("attachment"),
            "{href}"
        );
    }
}

#[tokio::test]
async fn all_who_are_ticked_are_exempted_or_nobody_is() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .cohorts(&[])
        .sign_in()
        .await;
    for cohorts in [&["C1"][..], &["C1", "C5"][..]] {
        app.learner()
            .at("Northside")
            .cohorts(cohorts)
            .started_days_ago(400)
            .create()
            .await;
    }
    let list = lead.get("/overview/people").await.ok();
    let page = ask(&mut lead, &list, "exempt").await.ok();
    // From the second level on the database refuses.
    let refuse = "CREATE UNIQUE INDEX one_reason ON exemption (person_id, reason)";
    behind_its_back(&app, refuse).await;
    let [d, m, y] = day(&app, 30);
    let fill = [
        ("=day_day", d.as_str()),
        ("=day_month", m.as_str()),
        ("=day_year", y.as_str()),
        ("Why?", "New system, no access yet"),
    ];
    let refused = lead.submit(&page, "Exempt", &fill).await;
    assert!(refused.status >= 400, "{}", refused.status);
    assert_eq!(rows(&app, "exemption").await, 0);
    behind_its_back(&app, "DROP INDEX one_reason").await;
    lead.submit(&page, "Exempt", &fill).await.ok();
    assert!(rows(&app, "exemption").await > 2);
}
