//! Staff lists: from an untidy file to people, and back.

use crate::steps::{behind_its_back, changed, everything, id, number, rows, texts};
use chrono::{DateTime, Days, Utc};
use domain::{
    access::{Actor, ManageDemo, permit},
    ids::StaffImportId,
};
use testkit::{Browser, Page, TestApp};

const ESR: &[u8] = include_bytes!("../../samples/esr-like.csv");
const ITRENT: &[u8] = include_bytes!("../../samples/itrent-like.xlsx");
const CHARITY: &[u8] = include_bytes!("../../samples/charity.csv");

/// The headings of the lists that tests write themselves.
const HEAD: &str = "Staff number,First name,Last name,Work email,Team,Job title,Contract type,Start date,Leaving date,\
                    Line manager staff number";

/// Rows under the usual headings.
pub fn list(rows: &[&str]) -> Vec<u8> {
    format!("{HEAD}\n{}\n", rows.join("\n")).into_bytes()
}

/// Sends a file; the page that follows.
async fn send(browser: &mut Browser, name: &str, bytes: &[u8], who: &str) -> Page {
    let page = browser.get("/people/imports/new").await.ok();
    let fill = [(who, "")];
    browser
        .upload(&page, "Send and check", &fill, ("list", name, bytes))
        .await
}

const WHOLE: &str = "Everybody on the staff list";
const PART: &str = "Only some of them";

/// Lets the jobs work and looks again.
pub async fn look(app: &TestApp, browser: &mut Browser, page: &Page) -> Page {
    app.run_jobs().await;
    browser
        .get(page.path.split('?').next().unwrap_or_default())
        .await
}

/// Sends a file and lets it be checked, with every unknown team added as it is written.
pub async fn checked(app: &TestApp, browser: &mut Browser, bytes: &[u8], who: &str) -> Page {
    let page = send(browser, "list.csv", bytes, who).await.ok();
    let mut page = look(app, browser, &page).await.ok();
    if let Some(places) = page.link("Organisations and teams that Cascade does not know") {
        let open = browser.get(&places).await.ok();
        page = if open.html.contains("Add all") {
            browser.submit(&open, "Add all", &[]).await.ok()
        } else {
            let label = open
                .all("label")
                .into_iter()
                .find(|label| label.starts_with("Team"))
                .unwrap();
            let fill = [(label.as_str(), "Add it as it is written")];
            browser
                .submit(&open, "Save and check again", &fill)
                .await
                .ok()
        };
        page = look(app, browser, &page).await.ok();
    }
    page
}

/// A list of an organisation that has been checked, for stories about who may see it.
pub async fn a_list(app: &TestApp, organisation: &str) -> String {
    let mut lead = app.training_lead().at(organisation).sign_in().await;
    let row = format!(
        "{},Ivo,Lund,,,Driver,Permanent,01/09/2020,,",
        lead.who().person
    );
    let page = checked(app, &mut lead, &list(&[&row[24..]]), PART).await;
    page.path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Confirms a checked list and lets it be brought in.
async fn bring_in(app: &TestApp, browser: &mut Browser, page: &Page) -> Page {
    let href = page
        .link("Go on to confirm")
        .unwrap_or_else(|| panic!("{}", page.text()));
    let confirm = browser.get(&href).await.ok();
    let page = browser.submit(&confirm, "Bring in", &[]).await.ok();
    let page = look(app, browser, &page).await.ok();
    assert!(page.text().contains("The list is in."), "{}", page.text());
    page
}

/// The program on the day on which the samples were written, whatever today is: their dates are fixed.
async fn on_the_day_of_the_samples() -> TestApp {
    let app = TestApp::start().await;
    let written: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().expect("an instant");
    app.advance(written - app.site.now());
    app
}

/// How many outcomes of a kind the page tells.
fn count(page: &Page, kind: &str) -> u32 {
    let rows = page.all("main table tbody tr");
    let found = rows.iter().find_map(|row| {
        let mut words = row.strip_prefix(kind)?.split_whitespace();
        words.find_map(|word| word.replace(',', "").parse().ok())
    });
    found.unwrap_or_default()
}

fn counts(page: &Page) -> [u32; 8] {
    [
        "New",
        "Changed",
        "Moved",
        "Leaving",
        "Unchanged",
        "Waiting for you",
        "Rejected",
        "Not in the list",
    ]
    .map(|kind| count(page, kind))
}

/// Everything about people that a list may touch.
async fn people(app: &TestApp) -> Vec<(&'static str, String)> {
    let all = everything(app).await;
    [
        "person",
        "post",
        "team",
        "membership",
        "absence",
        "role_grant",
    ]
    .map(|table| (table, all[table].clone()))
    .to_vec()
}

#[tokio::test]
async fn an_extract_of_esr_becomes_people() {
    let app = on_the_day_of_the_samples().await;
    let mut lead = app
        .training_lead()
        .at("Northside NHS Foundation Trust")
        .sign_in()
        .await;
    let page = checked(&app, &mut lead, ESR, WHOLE).await;
    let text = page.text();
    for column in [
        "“Date Of Birth” (date of birth or age)",
        "“NI Number”",
        "“Ethnic Origin” (equality data)",
        "“Grade”",
    ] {
        assert!(text.contains(column), "{column}: {text}");
    }
    assert!(text.contains("Windows-1252, headings in line 5"), "{text}");
    assert_eq!(counts(&page), [15, 0, 0, 0, 1, 0, 4, 0], "{text}");
    let kept = texts(&app, "SELECT cells FROM staff_import_part")
        .await
        .concat();
    for private in ["1979", "QQ 10", "White", "XR08"] {
        assert!(!kept.contains(private), "{private} is nowhere kept");
    }
    let rejected = lead.get(&page.link("Rejected").unwrap()).await.ok();
    for said in [
        "Latest Start Date “31/04/2023”: There is no such day. Write it as 31/12/2026 or 2026-12-31.",
        "Position Title: There is no job title.",
        "Work Email Address “kwabena.asante@northside-nhs”: This is not an e-mail address.",
        "Fixed Term End Date: This kind of contract needs an end date.",
        "Line 7 is about the same post.",
    ] {
        assert!(
            rejected.text().contains(said),
            "{said}: {}",
            rejected.text()
        );
    }
    let page = bring_in(&app, &mut lead, &page).await;
    assert!(
        page.text().contains("15 rows changed something"),
        "{}",
        page.text()
    );
    let names = texts(
        &app,
        "SELECT name FROM person WHERE email LIKE '%northside-nhs.example' ORDER BY name",
    )
    .await;
    for name in [
        "Siobhán O’Brien",
        "Frank Müller",
        "Peggy Oyelaran",
        "Renée Bélanger",
        "Tomás Nuñez",
    ] {
        let is_there = names.contains(&name.to_owned());
        assert_eq!(
            is_there,
            name != "Renée Bélanger",
            "{name}: agency staff without an end stay out"
        );
    }
    let nia = "SELECT COUNT(*) FROM post t JOIN person p ON p.id = t.person_id WHERE p.name = 'Nia Rhys-Jones'";
    assert_eq!(number(&app, nia).await, 2);
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM person WHERE name = 'Nia Rhys-Jones'"
        )
        .await,
        1
    );
    let managed = "SELECT m.name FROM post t JOIN person p ON p.id = t.person_id JOIN person m ON m.id = t.manager_id \
                   WHERE p.name = 'Siobhán O’Brien'";
    assert_eq!(
        texts(&app, managed).await,
        ["Caroline Achebe"],
        "the manager comes later in the file"
    );
    let away = "SELECT a.kind FROM absence a JOIN post t ON t.id = a.post_id JOIN person p ON p.id = t.person_id ORDER BY a.kind";
    assert_eq!(texts(&app, away).await, ["career_break", "parental"]);
    let shared = "SELECT COUNT(*) FROM person WHERE email = 'estates.office@northside-nhs.example'";
    assert_eq!(
        number(&app, shared).await,
        0,
        "an office mailbox is nobody's own"
    );
    let list = lead.get("/people?q=kerr").await.ok();
    assert!(
        list.text().contains("Portering Supervisor"),
        "{}",
        list.text()
    );
}

#[tokio::test]
async fn a_report_of_itrent_becomes_people() {
    let app = on_the_day_of_the_samples().await;
    let mut lead = app
        .training_lead()
        .at("Riverside Borough Council")
        .sign_in()
        .await;
    let page = send(&mut lead, "PPL-004.xlsx", ITRENT, WHOLE).await.ok();
    let page = look(&app, &mut lead, &page).await.ok();
    assert!(
        page.text()
            .contains("Excel workbook, sheet “Current occupancies”, headings in line 4"),
        "{}",
        page.text()
    );
    let open = lead
        .get(&page.link("Organisations and teams").unwrap())
        .await
        .ok();
    let page = lead.submit(&open, "Add all 7 teams", &[]).await.ok();
    let page = look(&app, &mut lead, &page).await.ok();
    assert_eq!(counts(&page), [12, 0, 0, 0, 0, 0, 2, 0], "{}", page.text());
    bring_in(&app, &mut lead, &page).await;
    let numbers = texts(
        &app,
        "SELECT staff_number FROM post WHERE staff_number IS NOT NULL ORDER BY staff_number",
    )
    .await;
    assert_eq!(numbers[0], "0048201", "zeros that are only shown stay");
    let ends = "SELECT CAST(ends_on AS text) FROM post WHERE contract = 'elected'";
    assert_eq!(
        texts(&app, ends).await,
        ["2027-05-06"],
        "an office goes to its end"
    );
    let leaver = "SELECT CAST(t.ends_on AS text) FROM post t JOIN person p ON p.id = t.person_id WHERE p.name = 'Nora Flint'";
    assert_eq!(texts(&app, leaver).await, ["2026-12-31"]);
    let team = "SELECT t.name FROM team t JOIN team s ON s.id = t.parent_id JOIN team d ON d.id = s.parent_id \
                WHERE d.name = 'Adults' AND s.name = 'Safeguarding'";
    assert_eq!(
        texts(&app, team).await,
        ["Duty Team"],
        "teams are made with what they are in"
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM person WHERE name = 'Gracie Lund'"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn a_list_kept_by_hand_is_asked_about_once() {
    let app = on_the_day_of_the_samples().await;
    let mut lead = app.training_lead().at("Lantern").sign_in().await;
    let page = send(&mut lead, "our people.csv", CHARITY, WHOLE).await.ok();
    assert_eq!(
        page.heading().replace("Lantern", "").trim(),
        "What is in the columns?"
    );
    assert!(
        page.text().contains("For example “Project manager”"),
        "{}",
        page.text()
    );
    let nothing = lead.submit(&page, "Save and check the list", &[]).await;
    assert_eq!(nothing.status, 422, "{}", nothing.text());
    let say = |column: &str| format!("What is in the column “{column}”?");
    let said = [
        ("No", "Staff number"),
        ("What they do", "Job title"),
        ("Where", "Team"),
        ("Kind", "Kind of contract"),
        ("Since", "Start date at the employer"),
        ("Notes", "Leave it out"),
    ];
    let labels: Vec<(String, &str)> = said
        .map(|(column, meaning)| (say(column), meaning))
        .to_vec();
    let fill: Vec<(&str, &str)> = labels
        .iter()
        .map(|(label, meaning)| (label.as_str(), *meaning))
        .collect();
    let page = lead
        .submit(&page, "Save and check the list", &fill)
        .await
        .ok();
    let kept = texts(&app, "SELECT cells FROM staff_import_part")
        .await
        .concat();
    assert!(
        !kept.contains("allergic") && !kept.contains("1984"),
        "notes and birthdays are gone"
    );
    let page = look(&app, &mut lead, &page).await.ok();
    let open = lead
        .get(&page.link("Organisations and teams").unwrap())
        .await
        .ok();
    let page = lead.submit(&open, "Add all 4 teams", &[]).await.ok();
    let page = look(&app, &mut lead, &page).await.ok();
    let rejected = lead.get(&page.link("Rejected").unwrap()).await.ok();
    for said in [
        "Since “6/6/22”: The year must have four digits.",
        "Since “31/06/2024”: There is no such day.",
        "Name: There is no name.",
        "E-Mail “grace(at)lantern.example”: This is not an e-mail address.",
        "No: There is neither a staff number nor a work e-mail address.",
        "What they do: There is no job title.",
        "This kind of contract needs an end date.",
        "Line 14 is about the same post.",
    ] {
        assert!(
            rejected.text().contains(said),
            "{said}: {}",
            rejected.text()
        );
    }
    assert_eq!(counts(&page), [6, 0, 0, 0, 0, 0, 8, 0], "{}", page.text());
    bring_in(&app, &mut lead, &page).await;
    let people = texts(&app, "SELECT name FROM person p JOIN post t ON t.person_id = p.id WHERE t.contract = 'trustee' OR t.contract = 'appointed' ORDER BY name").await;
    assert_eq!(people, ["Ida Bloom"]);
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM person WHERE name = 'Asha Rao'").await,
        1,
        "the last name comes first in the file"
    );
    // The next list of the same headings is not asked about.
    let next = String::from_utf8(CHARITY.to_vec())
        .unwrap()
        .replace("Project manager", "Director");
    let page = send(&mut lead, "our people.csv", next.as_bytes(), WHOLE)
        .await
        .ok();
    let page = look(&app, &mut lead, &page).await.ok();
    assert_eq!(page.heading(), "What the list would do: Lantern");
    assert_eq!(count(&page, "Moved"), 1, "{}", page.text());
}

/// Somebody of the usual list, with one thing different.
const ASHA: &str = "0048213,Asha,Rao,asha@northside.example,Fleet,Driver,Permanent,01/09/2020,,";

#[tokio::test]
async fn each_kind_of_change_is_listed_with_before_and_after() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let first = list(&[
        ASHA,
        "2,Ben,Cole,ben@northside.example,Fleet,Driver,Permanent,01/09/2020,,0048213",
        "3,Cem,Ak,cem@northside.example,Fleet,Driver,Permanent,01/09/2020,,",
        "4,Dee,Fox,,Fleet,Driver,Permanent,01/09/2020,,",
        "5,Eva,Marsh,,Fleet,Driver,Permanent,01/09/2020,,",
    ]);
    let page = checked(&app, &mut lead, &first, WHOLE).await;
    assert_eq!(counts(&page), [5, 0, 0, 0, 0, 0, 0, 0], "{}", page.text());
    bring_in(&app, &mut lead, &page).await;
    let second = list(&[
        "0048213,Asha,Patel,asha@northside.example,Fleet,Driver,Permanent,01/09/2020,,",
        "2,Ben,Cole,ben@northside.example,Fleet,Fleet manager,Permanent,01/09/2020,,0048213",
        "3,Cem,Ak,cem@northside.example,Fleet,Driver,Permanent,01/09/2020,31/12/2026,",
        "4,Dee,Fox,,Fleet,Driver,Permanent,01/09/2020,,",
        "6,Gil,Hart,,Fleet,Driver,Permanent,soon,,",
        "7,Hal,Iyer,,Fleet,Driver,Permanent,01/11/2026,,",
    ]);
    let page = checked(&app, &mut lead, &second, WHOLE).await;
    assert_eq!(counts(&page), [1, 1, 1, 1, 1, 0, 1, 1], "{}", page.text());
    for (kind, said) in [
        ("New", "Job title: Driver"),
        ("Changed", "Name: Asha Rao, now Asha Patel"),
        ("Moved", "Job title: Driver, now Fleet manager"),
        ("Leaving", "Last day: 31 December 2026"),
        ("Rejected", "Start date “soon”: This is not a date."),
        ("Not in the list", "Driver, Fleet, Northside"),
    ] {
        let shown = lead.get(&page.link(kind).unwrap()).await.ok();
        assert!(shown.text().contains(said), "{kind}: {}", shown.text());
    }
}

#[tokio::test]
async fn whoever_is_not_in_the_list_stays_until_somebody_says_that_they_have_left() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let rows: Vec<String> = (1..=20)
        .map(|n| format!("{n},Given{n},Family{n},,Fleet,Driver,Permanent,01/09/2020,,"))
        .collect();
    let all: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = checked(&app, &mut lead, &list(&all), WHOLE).await;
    bring_in(&app, &mut lead, &page).await;
    let current = "SELECT COUNT(*) FROM post WHERE job_title = 'Driver' AND ends_on IS NULL";
    // A part of the list touches nobody else.
    let part = checked(&app, &mut lead, &list(&all[..1]), PART).await;
    assert_eq!(counts(&part), [0, 0, 0, 0, 1, 0, 0, 0], "{}", part.text());
    // Three of twenty are more than one in ten: the list stops and asks.
    let page = checked(&app, &mut lead, &list(&all[3..]), WHOLE).await;
    assert_eq!(counts(&page), [0, 0, 0, 0, 17, 0, 0, 3], "{}", page.text());
    assert!(page.link("Go on to confirm").is_none(), "{}", page.text());
    let missing = lead
        .get(&page.link("People who are not in the list").unwrap())
        .await
        .ok();
    assert!(
        missing.text().contains("3 of 20 (15.0%)"),
        "{}",
        missing.text()
    );
    let unsure = lead
        .submit(&missing, "Save", &[("They have left", "")])
        .await;
    assert_eq!(unsure.status, 422);
    assert!(
        unsure.errors()[0].contains("More than one in ten are missing"),
        "{:?}",
        unsure.errors()
    );
    let sure = [
        ("They have left", ""),
        (
            "I have checked that the file is the whole staff list of Northside",
            "",
        ),
    ];
    let page = lead.submit(&missing, "Save", &sure).await.ok();
    assert_eq!(number(&app, current).await, 20, "nothing has happened yet");
    // Said otherwise they stay.
    let missing = lead
        .get(&page.link("People who are not in the list").unwrap())
        .await
        .ok();
    let page = lead
        .submit(&missing, "Save", &[("They still work here", "")])
        .await
        .ok();
    let missing = lead
        .get(&page.link("People who are not in the list").unwrap())
        .await
        .ok();
    let page = lead.submit(&missing, "Save", &sure).await.ok();
    bring_in(&app, &mut lead, &page).await;
    assert_eq!(number(&app, current).await, 17);
    let yesterday = app.site.today() - Days::new(1);
    let ended =
        format!("SELECT COUNT(*) FROM post WHERE job_title = 'Driver' AND ends_on = '{yesterday}'");
    assert_eq!(
        number(&app, &ended).await,
        3,
        "their posts end, and nothing is deleted"
    );
    // Two of seventeen are missing and still work here.
    let page = checked(&app, &mut lead, &list(&all[5..]), WHOLE).await;
    let missing = lead
        .get(&page.link("People who are not in the list").unwrap())
        .await
        .ok();
    let page = lead
        .submit(&missing, "Save", &[("They still work here", "")])
        .await
        .ok();
    bring_in(&app, &mut lead, &page).await;
    assert_eq!(number(&app, current).await, 17);
}

#[tokio::test]
async fn the_same_file_is_one_list_however_often_it_is_sent() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let file = list(&[ASHA]);
    let first = send(&mut lead, "staff.csv", &file, WHOLE).await.ok();
    let again = send(&mut lead, "renamed.csv", &file, PART).await.ok();
    assert_eq!(again.path.split('?').next(), first.path.split('?').next());
    assert_eq!(rows(&app, "staff_import").await, 1);
    let page = look(&app, &mut lead, &first).await.ok();
    let known = send(&mut lead, "staff.csv", &file, WHOLE).await.ok();
    assert!(
        known.text().contains("This very file was sent before"),
        "{}",
        known.text()
    );
    // Put away, it may be sent again.
    let ask = lead
        .get(&page.link("Put this list away").unwrap())
        .await
        .ok();
    lead.submit(&ask, "Put the list away", &[]).await.ok();
    assert_eq!(
        rows(&app, "staff_import_row").await + rows(&app, "staff_import_part").await,
        0,
        "nothing stays of what it said"
    );
    let page = checked(&app, &mut lead, &file, WHOLE).await;
    assert_eq!(rows(&app, "staff_import").await, 2);
    // Confirmed twice it is brought in once.
    let confirm = lead.get(&page.link("Go on to confirm").unwrap()).await.ok();
    let form = confirm.form("Bring in");
    lead.post(&form.action, &form.fields).await.ok();
    app.run_jobs().await;
    lead.post(&form.action, &form.fields).await.ok();
    app.run_jobs().await;
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM person WHERE name = 'Asha Rao'").await,
        1
    );
}

#[tokio::test]
async fn a_list_of_another_organisation_does_not_exist_and_its_people_are_not_brought_in() {
    let app = TestApp::start().await;
    app.organisation("Riverside").await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = checked(&app, &mut lead, &list(&[ASHA]), WHOLE).await;
    let mut stranger = app.training_lead().at("Riverside").sign_in().await;
    for path in [
        "", "/rows", "/file", "/confirm", "/undo", "/discard", "/columns", "/places", "/matches",
        "/missing",
    ] {
        stranger
            .get(&format!("{}{path}", page.path))
            .await
            .assert_not_found();
    }
    assert!(
        !stranger
            .get("/people/imports")
            .await
            .ok()
            .text()
            .contains("list.csv")
    );
    app.learner()
        .at("Northside")
        .sign_in()
        .await
        .get("/people/imports")
        .await
        .assert_not_found();
    let foreign =
        format!("Organisation,{HEAD}\nRiverside,9,Ben,Cole,,,Driver,Permanent,01/09/2020,,\n");
    let page = checked(&app, &mut lead, foreign.as_bytes(), WHOLE).await;
    let rejected = lead.get(&page.link("Rejected").unwrap()).await.ok();
    assert!(
        rejected
            .text()
            .contains("The list may not bring in people of Riverside"),
        "{}",
        rejected.text()
    );
    // An administrator may; and the lead of one of the organisations does not see the list of both.
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let both = format!(
        "Organisation,{HEAD}\nRiverside,9,Ben,Cole,,,Driver,Permanent,01/09/2020,,\nNorthside,8,Dee,Fox,,,Driver,Permanent,01/09/2020,,\n"
    );
    let new = admin.get("/people/imports/new").await.ok();
    let fill = [("Whose staff list is it?", "Northside"), (PART, "")];
    let sent = admin
        .upload(
            &new,
            "Send and check",
            &fill,
            ("list", "both.csv", both.as_bytes()),
        )
        .await
        .ok();
    let page = look(&app, &mut admin, &sent).await.ok();
    assert_eq!(counts(&page), [2, 0, 0, 0, 0, 0, 0, 0], "{}", page.text());
    lead.get(&page.path).await.assert_not_found();
    bring_in(&app, &mut admin, &page).await;
    let sql = "SELECT o.name FROM post t JOIN organisation o ON o.id = t.organisation_id JOIN person p ON p.id = t.person_id WHERE p.name = 'Ben Cole'";
    assert_eq!(texts(&app, sql).await, ["Riverside"]);
}

#[tokio::test]
async fn an_organisation_that_nobody_knows_is_mapped_and_remembered() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let with = |number: u32| {
        format!(
            "Organisation,{HEAD}\nNMBC,{number},Asha,Rao,,Fleets,Driver,Permanent,01/09/2020,,\n"
        )
    };
    let page = send(&mut lead, "list.csv", with(1).as_bytes(), PART)
        .await
        .ok();
    let page = look(&app, &mut lead, &page).await.ok();
    assert_eq!(counts(&page), [0, 0, 0, 0, 0, 1, 0, 0], "{}", page.text());
    assert!(
        page.text().contains("No row of the list can be brought in"),
        "{}",
        page.text()
    );
    let open = lead
        .get(&page.link("Organisations and teams").unwrap())
        .await
        .ok();
    let page = lead
        .submit(
            &open,
            "Save and check again",
            &[("Organisation “NMBC”", "It is Northside")],
        )
        .await
        .ok();
    let page = look(&app, &mut lead, &page).await.ok();
    let open = lead
        .get(&page.link("Organisations and teams").unwrap())
        .await
        .ok();
    let page = lead
        .submit(
            &open,
            "Save and check again",
            &[("Team “Fleets”", "It is Team one")],
        )
        .await
        .ok();
    let page = look(&app, &mut lead, &page).await.ok();
    assert_eq!(counts(&page), [1, 0, 0, 0, 0, 0, 0, 0], "{}", page.text());
    bring_in(&app, &mut lead, &page).await;
    let page = send(&mut lead, "list.csv", with(2).as_bytes(), PART)
        .await
        .ok();
    let page = look(&app, &mut lead, &page).await.ok();
    assert!(
        page.link("Organisations and teams").is_none(),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn nobody_is_matched_by_name_and_a_human_decides() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let known = app
        .learner()
        .at("Northside")
        .named("Asha Rao")
        .email("a.rao@northside.example")
        .create()
        .await;
    app.learner()
        .at("Northside")
        .named("Ben Cole")
        .email("b.cole@northside.example")
        .create()
        .await;
    let page = checked(
        &app,
        &mut lead,
        &list(&[ASHA, "2,Ben,Cole,,Fleet,Driver,Permanent,01/09/2020,,"]),
        PART,
    )
    .await;
    assert_eq!(counts(&page), [0, 0, 0, 0, 0, 2, 0, 0], "{}", page.text());
    let ask = lead
        .get(&page.link("People who may be here already").unwrap())
        .await
        .ok();
    assert!(
        ask.text().contains("Housing officer, Northside, since"),
        "{}",
        ask.text()
    );
    let fill = [
        ("Line 2: Asha Rao, staff number 0048213: It is Asha Rao", ""),
        (
            "Line 3: Ben Cole, staff number 2: It is somebody else, who is new",
            "",
        ),
    ];
    let page = lead.submit(&ask, "Save and check again", &fill).await.ok();
    let page = look(&app, &mut lead, &page).await.ok();
    assert_eq!(counts(&page), [1, 0, 1, 0, 0, 0, 0, 0], "{}", page.text());
    bring_in(&app, &mut lead, &page).await;
    let asha = format!(
        "SELECT COUNT(*) FROM post WHERE staff_number = '0048213' AND person_id = {}",
        id(&app, known.person)
    );
    assert_eq!(number(&app, &asha).await, 1);
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM person WHERE name = 'Ben Cole'").await,
        2
    );
}

#[tokio::test]
async fn somebody_of_another_organisation_is_not_told_of_and_not_taken() {
    let app = TestApp::start().await;
    let secret = app
        .learner()
        .at("Riverside")
        .named("Zara Secret")
        .email("z@nhs.example")
        .create()
        .await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let row = "1,Ben,Cole,z@nhs.example,,Driver,Permanent,01/09/2020,,";
    let page = checked(&app, &mut lead, &list(&[row]), PART).await;
    let ask = lead
        .get(&page.link("People who may be here already").unwrap())
        .await
        .ok();
    assert!(
        !ask.html.contains("Zara") && !ask.html.contains("Riverside"),
        "{}",
        ask.text()
    );
    let mut form = ask.form("Save and check again");
    form.fields
        .push(("line_2".to_owned(), secret.person.to_string()));
    lead.post(&form.action, &form.fields).await.ok();
    assert_eq!(
        rows(&app, "staff_import_sameness").await,
        0,
        "what was not offered is not taken"
    );
    // Under the same name it is the same person, with a post in each organisation.
    let row = "1,Zara,Secret,z@nhs.example,,Driver,Permanent,01/09/2020,,";
    let page = checked(&app, &mut lead, &list(&[row]), PART).await;
    bring_in(&app, &mut lead, &page).await;
    let posts = format!(
        "SELECT COUNT(*) FROM post WHERE person_id = {}",
        id(&app, secret.person)
    );
    assert_eq!(number(&app, &posts).await, 2);
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM person WHERE name = 'Zara Secret'"
        )
        .await,
        1,
        "counted once in the partnership"
    );
}

#[tokio::test]
async fn taking_a_list_back_restores_exactly_what_was_before() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let first = format!(
        "{HEAD},Absence type,Absence start date\n{ASHA},Maternity,01/10/2026\n\
         2,Ben,Cole,ben@northside.example,Fleet,Driver,Permanent,01/09/2020,,,,\n\
         3,Cem,Ak,,Fleet,Driver,Permanent,01/09/2020,,,,\n4,Dee,Fox,,Fleet,Driver,Permanent,01/09/2020,,,,\n"
    );
    let nobody = people(&app).await;
    let page = checked(&app, &mut lead, first.as_bytes(), WHOLE).await;
    let first = bring_in(&app, &mut lead, &page).await;
    let before = people(&app).await;
    let second = format!(
        "{HEAD},Absence type,Absence start date\n0048213,Asha,Patel,asha@northside.example,Fleet,Driver,Permanent,01/09/2020,,,,\n\
         2,Ben,Cole,b@northside.example,Depot,Manager,Permanent,01/09/2020,,0048213,,\n\
         3,Cem,Ak,,Fleet,Driver,Permanent,01/09/2020,31/12/2026,,,\n9,Eva,Marsh,,Depot,Driver,Permanent,01/11/2026,,,,\n"
    );
    let page = checked(&app, &mut lead, second.as_bytes(), WHOLE).await;
    assert_eq!(counts(&page), [1, 1, 1, 1, 0, 0, 0, 1], "{}", page.text());
    let missing = lead
        .get(&page.link("People who are not in the list").unwrap())
        .await
        .ok();
    let sure = [
        ("They have left", ""),
        (
            "I have checked that the file is the whole staff list of Northside",
            "",
        ),
    ];
    let page = lead.submit(&missing, "Save", &sure).await.ok();
    let second = bring_in(&app, &mut lead, &page).await;
    assert_ne!(people(&app).await, before);
    // The first can no longer be taken back, the second can.
    let refused = lead.get(&format!("{}/undo", first.path)).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused
            .text()
            .contains("Another list has been brought in since"),
        "{}",
        refused.text()
    );
    let ask = lead
        .get(&second.link("Take this list back").unwrap())
        .await
        .ok();
    let form = ask.form("Take the list back");
    lead.post(&form.action, &form.fields).await.ok();
    lead.post(&form.action, &form.fields).await.ok();
    app.run_jobs().await;
    assert_eq!(people(&app).await, before);
    let page = lead.get(&second.path).await.ok();
    assert!(
        page.text().contains("The list has been taken back"),
        "{}",
        page.text()
    );
    assert_ne!(before, nobody);
}

#[tokio::test]
async fn a_list_of_which_something_has_come_is_not_taken_back() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = checked(
        &app,
        &mut lead,
        &list(&[ASHA, "2,Ben,Cole,,Fleet,Driver,Permanent,01/09/2020,,"]),
        WHOLE,
    )
    .await;
    let page = bring_in(&app, &mut lead, &page).await;
    let found = lead.get("/people?q=asha+rao").await.ok();
    let person = lead.get(&found.link("Asha Rao").unwrap()).await.ok();
    lead.submit(&person, "Send an invitation", &[]).await.ok();
    behind_its_back(
        &app,
        "UPDATE post SET job_title = 'Cook' WHERE staff_number = '2'",
    )
    .await;
    let before = people(&app).await;
    let refused = lead.get(&format!("{}/undo", page.path)).await;
    assert_eq!(refused.status, 409);
    for said in ["Asha Rao has an account", "Ben Cole was changed afterwards"] {
        assert!(refused.text().contains(said), "{}", refused.text());
    }
    let token = lead
        .get("/people/imports/new")
        .await
        .attributes("input[name=form_token]", "value")
        .remove(0);
    let forced = lead
        .post(
            &format!("{}/undo", page.path),
            &[("form_token".to_owned(), token)],
        )
        .await;
    assert_eq!(forced.status, 409);
    app.run_jobs().await;
    assert_eq!(people(&app).await, before);
}

#[tokio::test]
async fn a_check_that_broke_off_is_done_again_from_its_beginning() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = checked(
        &app,
        &mut lead,
        &list(&[ASHA, "2,Ben,Cole,,Fleet,Driver,Permanent,01/09/2020,,"]),
        WHOLE,
    )
    .await;
    // As a server leaves it that dies in the middle: claimed, with a part of the rows.
    let until = (app.site.now() + chrono::TimeDelta::minutes(3)).to_rfc3339();
    behind_its_back(&app, "DELETE FROM staff_import_row WHERE place > 0").await;
    behind_its_back(&app, "DELETE FROM staff_import_organisation").await;
    let set = format!(
        "UPDATE staff_import SET state = 'checking', rows_done = 1, counts = '{{}}', claimed_until = '{until}'"
    );
    behind_its_back(&app, &set).await;
    app.run_jobs().await;
    let waits = lead.get(&page.path).await.ok();
    assert_eq!(
        waits.heading().replace("Northside", "").trim(),
        "Checking the list"
    );
    assert!(
        waits.text().contains("1 of 2 rows") && waits.header("refresh") == "2",
        "{}",
        waits.text()
    );
    let stopped = lead.get(&format!("{}?updates=off", page.path)).await.ok();
    assert_eq!(stopped.header("refresh"), "");
    app.advance(chrono::TimeDelta::minutes(4));
    let page = look(&app, &mut lead, &page).await.ok();
    assert_eq!(counts(&page), [2, 0, 0, 0, 0, 0, 0, 0], "{}", page.text());
    bring_in(&app, &mut lead, &page).await;
}

#[tokio::test]
async fn a_list_that_broke_off_when_it_was_in_goes_on_from_there() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = checked(&app, &mut lead, &list(&[ASHA]), WHOLE).await;
    let page = bring_in(&app, &mut lead, &page).await;
    let before = people(&app).await;
    let until = (app.site.now() + chrono::TimeDelta::minutes(3)).to_rfc3339();
    let set = format!("UPDATE staff_import SET state = 'committing', claimed_until = '{until}'");
    behind_its_back(&app, &set).await;
    app.advance(chrono::TimeDelta::minutes(4));
    let page = look(&app, &mut lead, &page).await.ok();
    assert!(page.text().contains("The list is in."), "{}", page.text());
    assert_eq!(
        people(&app).await,
        before,
        "what is in is not brought in again"
    );
}

#[tokio::test]
async fn what_changed_since_the_check_is_not_overwritten() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = checked(&app, &mut lead, &list(&[ASHA]), WHOLE).await;
    bring_in(&app, &mut lead, &page).await;
    let page = checked(
        &app,
        &mut lead,
        &list(&[
            &ASHA.replace("Rao", "Patel"),
            "2,Ben,Cole,ben@northside.example,Fleet,Driver,Permanent,01/09/2020,,",
        ]),
        WHOLE,
    )
    .await;
    behind_its_back(
        &app,
        "UPDATE post SET job_title = 'Cook' WHERE staff_number = '0048213'",
    )
    .await;
    let confirm = lead.get(&page.link("Go on to confirm").unwrap()).await.ok();
    let again = lead.submit(&confirm, "Bring in", &[]).await.ok();
    let again = look(&app, &mut lead, &again).await.ok();
    assert!(
        again.text().contains("It has been checked again"),
        "{}",
        again.text()
    );
    assert_eq!(count(&again, "Moved"), 1, "{}", again.text());
    // Somebody else takes an address of the list.
    app.learner()
        .at("Riverside")
        .named("Ben Other")
        .email("ben@northside.example")
        .create()
        .await;
    let confirm = lead
        .get(&again.link("Go on to confirm").unwrap())
        .await
        .ok();
    let third = lead.submit(&confirm, "Bring in", &[]).await.ok();
    let third = look(&app, &mut lead, &third).await.ok();
    assert!(
        third.text().contains("It has been checked again"),
        "{}",
        third.text()
    );
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM person WHERE name = 'Ben Cole'").await,
        0,
        "nothing is half brought in"
    );
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM person WHERE name = 'Asha Patel'"
        )
        .await,
        0
    );
}

#[tokio::test]
async fn rejected_rows_are_downloaded_mended_and_sent_again() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let wrong = "5,\"=cmd|' /C calc'!A0\",Marsh,,Fleet,Driver,Permanent,31/04/2020,,";
    let page = checked(&app, &mut lead, &list(&[ASHA, wrong]), WHOLE).await;
    let page = bring_in(&app, &mut lead, &page).await;
    let rejected = lead.get(&page.link("Rejected").unwrap()).await.ok();
    let csv = lead.get(&rejected.link("CSV").unwrap()).await.ok();
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        csv.header("content-disposition").contains("attachment"),
        "{:?}",
        csv.headers
    );
    let text = csv.html.clone();
    assert!(
        text.starts_with("\u{feff}Staff number,First name"),
        "{text}"
    );
    assert!(text.contains("'=cmd|"), "nothing in it is run: {text}");
    assert!(
        text.contains("Line,What is wrong and what to do") && text.contains("There is no such day"),
        "{text}"
    );
    let mended = text
        .replace("31/04/2020", "30/04/2020")
        .replace("'=cmd|' /C calc'!A0", "Eva");
    let page = checked(&app, &mut lead, mended.as_bytes(), PART).await;
    assert_eq!(counts(&page), [1, 0, 0, 0, 0, 0, 0, 0], "{}", page.text());
    bring_in(&app, &mut lead, &page).await;
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM person WHERE name = 'Eva Marsh'").await,
        1
    );
    let new = lead.get(&page.link("New").unwrap()).await.ok();
    let xlsx = lead.get(&new.link("Excel").unwrap()).await.ok();
    assert!(
        xlsx.bytes.starts_with(b"PK\x03\x04")
            && xlsx.header("content-disposition").contains(".xlsx")
    );
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let page = lead.get("/people/imports/new").await.ok();
    let empty = lead.submit(&page, "Send and check", &[]).await;
    assert_eq!(empty.status, 422);
    assert!(
        empty
            .errors()
            .contains(&"Select the file with the staff list".to_owned()),
        "{:?}",
        empty.errors()
    );
    for (bytes, said) in [
        (&b""[..], "The file is empty"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "old or a password-protected Excel file",
        ),
        (b"PK\x03\x04 no", "damaged or is not an Excel workbook"),
        (b"a,b,c\n1,2,3\n", "no row of headings that Cascade knows"),
    ] {
        let refused = send(&mut lead, "list.xlsx", bytes, WHOLE).await;
        assert_eq!(refused.status, 422);
        assert!(refused.errors()[0].contains(said), "{:?}", refused.errors());
    }
    let nobody = lead
        .upload(
            &page,
            "Send and check",
            &[],
            ("list", "a.csv", ASHA.as_bytes()),
        )
        .await;
    assert!(
        nobody
            .errors()
            .contains(&"Select whether everybody is in the file".to_owned()),
        "{:?}",
        nobody.errors()
    );
    assert_eq!(rows(&app, "staff_import").await, 0);
}

#[tokio::test]
async fn a_list_that_nobody_confirms_is_forgotten_after_a_month() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    checked(&app, &mut lead, &list(&[ASHA]), WHOLE).await;
    app.advance(chrono::TimeDelta::days(29));
    app.run_jobs().await;
    assert_eq!(rows(&app, "staff_import_row").await, 1);
    app.advance(chrono::TimeDelta::days(2));
    app.run_jobs().await;
    assert_eq!(rows(&app, "staff_import_row").await, 0);
    assert_eq!(
        texts(&app, "SELECT state FROM staff_import").await,
        ["discarded"]
    );
}

#[tokio::test]
async fn the_history_says_who_sent_what_when_and_the_trail_what_it_changed() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Ben Lead")
        .sign_in()
        .await;
    let page = checked(&app, &mut lead, &list(&[ASHA]), WHOLE).await;
    bring_in(&app, &mut lead, &page).await;
    let page = checked(
        &app,
        &mut lead,
        &list(&[&ASHA.replace("Rao", "Patel")]),
        WHOLE,
    )
    .await;
    let page = bring_in(&app, &mut lead, &page).await;
    let history = lead.get("/people/imports").await.ok();
    for said in [
        "Ben Lead",
        "list.csv",
        "Brought in",
        &crate::steps::in_words(app.site.today()),
    ] {
        assert!(history.text().contains(said), "{said}: {}", history.text());
    }
    assert!(page.text().contains("SHA-256 begins"), "{}", page.text());
    let trail = texts(
        &app,
        "SELECT after_json FROM audit WHERE act = 'ImportStaff' ORDER BY id",
    )
    .await
    .concat();
    assert!(
        trail.contains("Asha Patel") && trail.contains("Asha Rao"),
        "{trail}"
    );
    // What the first list said is forgotten once the second is in.
    let first: Vec<String> = texts(
        &app,
        "SELECT DISTINCT CAST(COUNT(*) AS text) FROM staff_import_row GROUP BY import_id",
    )
    .await;
    assert_eq!(first, ["1"], "one list is left with its rows");
}

#[tokio::test]
async fn every_page_of_a_list_needs_a_fixed_number_of_queries() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut needed = Vec::new();
    for people in [3, 120] {
        let rows: Vec<String> = (1..=people)
            .map(|n| format!("{people}-{n},Given{n},Family{people}x{n},,Team {},Driver,Permanent,01/09/2020,,", n % 9))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let page = send(&mut lead, "list.csv", &list(&rows), PART).await.ok();
        let page = look(&app, &mut lead, &page).await.ok();
        let mut counts = Vec::new();
        for path in [
            "",
            "/places",
            "/rows?kind=held",
            "/rows?kind=new",
            "/file?kind=held",
        ] {
            let path = format!("{}{path}", page.path);
            lead.get_once(&path).await;
            let before = app.site.db.queries();
            assert_eq!(lead.get_once(&path).await.status, 200, "{path}");
            counts.push(app.site.db.queries() - before);
        }
        needed.push(counts);
    }
    assert_eq!(needed[0], needed[1]);
    assert!(needed[0].iter().all(|count| *count <= 7), "{needed:?}");
}

#[tokio::test]
async fn refused_lists_change_nothing() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let before = everything(&app).await;
    send(&mut lead, "list.csv", b"a,b\n1,2\n", WHOLE).await;
    let unknown: StaffImportId = app.site.new_id();
    lead.get(&format!("/people/imports/{unknown}"))
        .await
        .assert_not_found();
    lead.get("/people/imports/nonsense")
        .await
        .assert_not_found();
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
}

#[tokio::test]
async fn the_lists_of_the_demo_go_with_it() {
    let app = TestApp::with_demo().await;
    let organisation = texts(
        &app,
        "SELECT name FROM organisation WHERE demo ORDER BY name",
    )
    .await;
    let mut lead = app.training_lead().at(&organisation[0]).sign_in().await;
    let page = checked(&app, &mut lead, &list(&[ASHA]), PART).await;
    bring_in(&app, &mut lead, &page).await;
    send(
        &mut lead,
        "next.csv",
        &list(&["2,Ben,Cole,,Depot,Driver,Permanent,01/09/2020,,"]),
        PART,
    )
    .await;
    app.run_jobs().await;
    let may = permit(&Actor::Program, ManageDemo {}).expect("the program may");
    store::demo::remove(app.site.services(), &may)
        .await
        .unwrap();
    for table in [
        "staff_import",
        "staff_import_row",
        "staff_import_part",
        "staff_import_place",
        "person",
    ] {
        assert_eq!(rows(&app, table).await, 0, "{table}");
    }
}

/// Makes a rule by its pages: posts of a job title, with the questions answered yes.
async fn sort(lead: &mut Browser, title: &str, yes: &[&str]) {
    let form = lead.get("/cohorts/rules/new").await.ok();
    let answers = ["Q1", "Q2", "Q3", "Q4", "Q6", "Q7", "Q8"].map(|question| {
        let answer = if yes.contains(&question) { "yes" } else { "no" };
        (format!("=answer_{question}"), answer)
    });
    let mut fill = vec![("Which job titles is it for?", title)];
    fill.extend(
        answers
            .iter()
            .map(|(name, answer)| (name.as_str(), *answer)),
    );
    let mut form = form.form("See who would move").fill(&fill);
    form.fields.push(("step".to_owned(), "preview".to_owned()));
    let shown = lead.post(&form.action, &form.fields).await.ok();
    let mut form = shown.form("Save rule");
    form.fields.push(("step".to_owned(), "save".to_owned()));
    lead.post(&form.action, &form.fields).await.ok();
}

#[tokio::test]
async fn from_three_untidy_files_to_a_workforce_that_is_sorted_and_asked_to_learn() {
    let app = on_the_day_of_the_samples().await;
    for (organisation, file, rules) in [
        (
            "Northside NHS Foundation Trust",
            ESR,
            &[("*", &["Q1", "Q2"][..])][..],
        ),
        (
            "Riverside Borough Council",
            ITRENT,
            &[
                ("*social worker*", &["Q1", "Q2", "Q3"]),
                ("Buyer", &["Q1", "Q7"]),
                ("Councillor", &["Q8"]),
                ("*", &["Q1"]),
            ],
        ),
    ] {
        let mut lead = app.training_lead().at(organisation).sign_in().await;
        let page = send(&mut lead, "list", file, WHOLE).await.ok();
        let overview = lead.get("/overview").await.ok();
        assert!(
            !overview.text().contains("staff list"),
            "it is being checked: {}",
            overview.text()
        );
        let page = look(&app, &mut lead, &page).await.ok();
        let overview = lead.get("/overview").await.ok();
        assert!(
            overview.text().contains("1 staff list to be looked over"),
            "{}",
            overview.text()
        );
        let open = lead
            .get(&page.link("Organisations and teams").unwrap())
            .await
            .ok();
        let page = lead.submit(&open, "Add all", &[]).await.ok();
        let page = look(&app, &mut lead, &page).await.ok();
        bring_in(&app, &mut lead, &page).await;
        let left = lead.get("/cohorts").await.ok();
        assert!(left.text().contains("are unclassified"), "{}", left.text());
        for (title, yes) in rules {
            sort(&mut lead, title, yes).await;
        }
        app.run_jobs().await;
        let left = lead.get("/cohorts").await.ok();
        assert!(!left.text().contains("are unclassified"), "{}", left.text());
        let overview = lead.get("/overview").await.ok();
        assert!(overview.text().contains("Awareness"), "{}", overview.text());
        // Whoever comes with the next list is sorted at once.
        let next = format!("{HEAD}\n99,Ivo,Lund,,,Social worker,Permanent,01/11/2026,,\n");
        let page = checked(&app, &mut lead, next.as_bytes(), PART).await;
        bring_in(&app, &mut lead, &page).await;
        let left = lead.get("/cohorts").await.ok();
        assert!(!left.text().contains("unclassified."), "{}", left.text());
    }
    let tom = "SELECT m.cohort FROM membership m JOIN post t ON t.id = m.post_id WHERE t.job_title = 'Buyer' ORDER BY m.cohort";
    assert_eq!(texts(&app, tom).await, ["C1", "C5"]);
    let away = "SELECT COUNT(*) FROM absence a JOIN standing s ON s.post_id = a.post_id";
    assert!(
        number(&app, away).await > 0,
        "somebody on leave has needs, and nothing is overdue meanwhile"
    );
}

#[tokio::test]
async fn a_new_address_from_a_list_ends_what_the_old_one_opened() {
    let app = TestApp::start().await;
    let mut lead = app
        .training_lead()
        .at("Northside")
        .named("Ben Lead")
        .sign_in()
        .await;
    let page = checked(&app, &mut lead, &list(&[ASHA]), WHOLE).await;
    bring_in(&app, &mut lead, &page).await;
    let found = lead.get("/people?q=asha+rao").await.ok();
    let person = lead.get(&found.link("Asha Rao").unwrap()).await.ok();
    lead.submit(&person, "Send an invitation", &[]).await.ok();
    let link = app
        .mails_to("asha@northside.example")
        .await
        .remove(0)
        .link("/link/")
        .unwrap();
    let moved = ASHA.replace("asha@northside.example", "asha.rao@northside.example");
    let page = checked(&app, &mut lead, &list(&[&moved]), WHOLE).await;
    let page = bring_in(&app, &mut lead, &page).await;
    let mails = app.mails_to("asha@northside.example").await;
    assert_eq!(mails.len(), 2, "the old address is told");
    assert!(
        !mails[1].raw.contains("asha.rao@"),
        "without the new one: {}",
        mails[1].raw
    );
    let page_of_link = app.browser().get(&link).await;
    assert!(
        !page_of_link.html.contains("New password"),
        "the link to the old address opens nothing"
    );
    let ask = lead
        .get(&page.link("Take this list back").unwrap())
        .await
        .ok();
    lead.submit(&ask, "Take the list back", &[]).await.ok();
    app.run_jobs().await;
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM person WHERE email = 'asha@northside.example'"
        )
        .await,
        1
    );
    assert_eq!(app.mails_to("asha.rao@northside.example").await.len(), 1);
}

#[tokio::test]
async fn nobody_takes_over_a_role_by_a_list() {
    let app = TestApp::start().await;
    let colleague = app
        .manager()
        .at("Northside")
        .named("Mia Boss")
        .email("mia@northside.example")
        .create()
        .await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let northside = id(&app, app.organisation("Northside").await);
    let sql = format!(
        "UPDATE post SET staff_number = 'M1', is_listed = true WHERE person_id = {}",
        id(&app, colleague.person)
    );
    behind_its_back(&app, &sql).await;
    let row = "M1,Mia,Boss,evil@northside.example,,Housing officer,Permanent,01/09/2020,,";
    let page = checked(&app, &mut lead, &list(&[row]), PART).await;
    assert_eq!(counts(&page), [0, 0, 0, 0, 1, 0, 0, 0], "{}", page.text());
    let shown = lead.get(&page.link("Unchanged").unwrap()).await.ok();
    assert!(
        shown
            .text()
            .contains("only an administrator changes the e-mail address"),
        "{}",
        shown.text()
    );
    bring_in(&app, &mut lead, &page).await;
    let kept = "SELECT COUNT(*) FROM person WHERE email = 'mia@northside.example'";
    assert_eq!(number(&app, kept).await, 1);
    // A role that was given after the check counts too.
    let other = "M2,Zoe,Hart,zoe@northside.example,,Housing officer,Permanent,01/09/2020,,";
    let page = checked(&app, &mut lead, &list(&[other]), PART).await;
    bring_in(&app, &mut lead, &page).await;
    let page = checked(
        &app,
        &mut lead,
        &list(&[&other.replace("zoe@", "evil@")]),
        PART,
    )
    .await;
    let sql = format!(
        "INSERT INTO role_grant (id, person_id, role, organisation_id, starts_on) SELECT p.id, p.id, 'manager', {northside}, \
         '{}' FROM person p WHERE p.email = 'zoe@northside.example'",
        app.site.today()
    );
    behind_its_back(&app, &sql).await;
    let confirm = lead.get(&page.link("Go on to confirm").unwrap()).await.ok();
    let again = lead.submit(&confirm, "Bring in", &[]).await.ok();
    let again = look(&app, &mut lead, &again).await.ok();
    assert!(
        again.text().contains("It has been checked again"),
        "{}",
        again.text()
    );
    assert_eq!(count(&again, "Unchanged"), 1, "{}", again.text());
    assert_eq!(
        number(&app, "SELECT COUNT(*) FROM person WHERE email LIKE 'evil%'").await,
        0
    );
}

#[tokio::test]
async fn a_leavers_role_ends_with_the_post_and_comes_back_with_it() {
    let app = TestApp::start().await;
    let mia = app
        .manager()
        .at("Northside")
        .named("Mia Boss")
        .email("mia@northside.example")
        .create()
        .await;
    let mut signed_in = app.sign_in(&mia).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let sql = format!(
        "UPDATE post SET staff_number = 'M1' WHERE person_id = {}",
        id(&app, mia.person)
    );
    behind_its_back(&app, &sql).await;
    let before = people(&app).await;
    let yesterday = app.site.today() - Days::new(1);
    let row = format!(
        "M1,Mia,Boss,mia@northside.example,,Housing officer,Permanent,01/09/2020,{},",
        yesterday.format("%d/%m/%Y")
    );
    let page = checked(&app, &mut lead, &list(&[&row]), PART).await;
    let leaving = lead.get(&page.link("Leaving").unwrap()).await.ok();
    assert!(
        leaving
            .text()
            .contains("Roles held for Northside end with the post"),
        "{}",
        leaving.text()
    );
    let page = bring_in(&app, &mut lead, &page).await;
    let held = format!(
        "SELECT COUNT(*) FROM role_grant WHERE role = 'manager' AND ends_on = '{yesterday}'"
    );
    assert_eq!(number(&app, &held).await, 1);
    let out = signed_in.get_once("/people").await;
    assert!(
        out.header("location").starts_with("/sign-in"),
        "signed out: {}",
        out.status
    );
    let ask = lead
        .get(&page.link("Take this list back").unwrap())
        .await
        .ok();
    lead.submit(&ask, "Take the list back", &[]).await.ok();
    app.run_jobs().await;
    assert_eq!(people(&app).await, before);
}
