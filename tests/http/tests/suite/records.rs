//! The learner record: what somebody has done, as they see it and those who look after them; and what was done
//! elsewhere: claimed, asked about, verified or refused, and withdrawn.

use crate::steps::{
    behind_its_back, changed, everything, has_passed, id, in_words, number, rows, texts,
};
use chrono::{Days, Months, NaiveDate, TimeDelta};
use domain::{
    access::{Actor, Grant, Role, scope_of_claims},
    ids::{OrganisationId, PostId},
};
use store::records::count_claims_waiting;
use testkit::{Browser, Page, Someone, TestApp};

/// The smallest files that are what they say.
const PDF: &[u8] = b"%PDF-1.4\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xaeB`\x82";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\xff\xd9";

/// A course of the menu that satisfies the level of practitioners, as it is offered.
const HALF_DAY: &str = "Modern slavery half day of another safeguarding board \
                        (A safeguarding board elsewhere in England or Wales)";

fn day(on: NaiveDate) -> [(&'static str, String); 3] {
    [
        ("=completed_on_day", on.format("%-d").to_string()),
        ("=completed_on_month", on.format("%-m").to_string()),
        ("=completed_on_year", on.format("%Y").to_string()),
    ]
}

/// Claims a course at an address, with a file.
async fn claims(
    browser: &mut Browser,
    path: &str,
    course: &str,
    on: NaiveDate,
    file: (&str, &[u8]),
) -> Page {
    let page = browser.get(path).await.ok();
    let day = day(on);
    let mut fill = vec![("Which course was it?", course)];
    fill.extend(day.iter().map(|(name, value)| (*name, value.as_str())));
    browser
        .upload(&page, "Claim", &fill, ("evidence", file.0, file.1))
        .await
}

/// Claims the half day, completed ninety days ago.
pub async fn claims_half_day(app: &TestApp, browser: &mut Browser) -> Page {
    let on = app.site.today() - Days::new(90);
    let page = claims(
        browser,
        "/claims/new",
        HALF_DAY,
        on,
        ("Certificate.pdf", PDF),
    )
    .await;
    page.ok()
}

/// The page of a claim without what was done last.
pub fn path(page: &Page) -> String {
    page.path.split('?').next().unwrap_or_default().to_owned()
}

/// Verifies a claim as the menu suggests.
pub async fn verifies(browser: &mut Browser, claim: &str) -> Page {
    let page = browser.get(&format!("{claim}/verify")).await.ok();
    browser.submit(&page, "Verify", &[]).await
}

/// The scope of a training lead.
fn lead_of(someone: &Someone, organisation: OrganisationId) -> Actor {
    Actor::Person {
        person: someone.person,
        account: someone.account,
        name: someone.name.clone(),
        grants: vec![Grant {
            role: Role::TrainingLead,
            organisation: Some(organisation),
            board: None,
        }],
    }
}

#[tokio::test]
async fn a_completion_keeps_the_post_and_organisation_of_its_day() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let before = everything(&app).await["completion"].clone();
    // She moves to Riverside.
    let (today, riverside) = (app.site.today(), app.organisation("Riverside").await);
    behind_its_back(
        &app,
        &format!("UPDATE post SET ends_on = '{}'", today - Days::new(1)),
    )
    .await;
    let post: PostId = app.site.new_id();
    let (post, person, organisation) = (id(&app, post), id(&app, asha.person), id(&app, riverside));
    let sql = format!(
        "INSERT INTO post (id, person_id, organisation_id, job_title, contract, starts_on, is_main) \
         VALUES ({post}, {person}, {organisation}, 'Buyer', 'permanent', '{today}', true)"
    );
    behind_its_back(&app, &sql).await;
    let path = format!("/people/{}", asha.person);
    app.training_lead()
        .at("Northside")
        .sign_in()
        .await
        .get(&path)
        .await
        .assert_not_found();
    let page = app
        .training_lead()
        .at("Riverside")
        .sign_in()
        .await
        .get(&path)
        .await
        .ok();
    assert!(
        page.text().contains("Modern slavery awareness"),
        "{}",
        page.text()
    );
    let until = today.checked_add_months(Months::new(36)).unwrap();
    assert!(page.text().contains(&in_words(until)), "{}", page.text());
    assert_eq!(everything(&app).await["completion"], before);
    // The certificate is issued by the board in whose area she learned.
    let list = app
        .business_manager()
        .at("Northside")
        .sign_in()
        .await
        .get("/certificates")
        .await
        .ok();
    assert!(list.text().contains(&asha.name), "{}", list.text());
    let list = app
        .business_manager()
        .at("Riverside")
        .sign_in()
        .await
        .get("/certificates")
        .await
        .ok();
    assert!(!list.text().contains(&asha.name), "{}", list.text());
}

#[tokio::test]
async fn a_lead_sees_what_somebody_needs_and_has_done() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C1", "C3"])
        .create()
        .await;
    let path = format!("/people/{}", asha.person);
    let page = lead.get(&path).await.ok();
    assert!(
        page.text().contains("0 of 2 required levels completed."),
        "{}",
        page.text()
    );
    assert!(page.text().contains("First: Awareness"), "{}", page.text());
    has_passed(&app, &asha, "awareness").await;
    has_passed(&app, &asha, "frontline-practitioner").await;
    let page = lead.get(&path).await.ok();
    assert!(
        page.text().contains("1 of 2 required levels completed."),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Frontline practitioner: e-learning part")
            && page.text().contains("A session completes it"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("E-learning, 10 of 10 right"),
        "{}",
        page.text()
    );
    let unsorted = app.learner().at("Northside").cohorts(&[]).create().await;
    let page = lead.get(&format!("/people/{}", unsorted.person)).await.ok();
    assert!(page.text().contains("Unclassified"), "{}", page.text());
}

#[tokio::test]
async fn passing_again_adds_a_completion_and_changes_none() {
    let app = TestApp::start().await;
    let asha = app.learner().create().await;
    has_passed(&app, &asha, "awareness").await;
    let first = everything(&app).await["completion"].clone();
    app.advance(TimeDelta::days(30));
    has_passed(&app, &asha, "awareness").await;
    assert_eq!(rows(&app, "completion").await, 2);
    assert!(
        everything(&app).await["completion"]
            .lines()
            .any(|line| line == first)
    );
    let page = app.sign_in(&asha).await.get("/my-training").await.ok();
    assert_eq!(page.all("main tbody tr").len(), 2, "{}", page.text());
    assert!(
        page.text()
            .contains("You have completed 1 of 1 required levels."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn the_cohorts_of_all_posts_of_the_day_are_stamped() {
    let app = TestApp::start().await;
    let asha = app.learner().cohorts(&["C5", "C1"]).create().await;
    has_passed(&app, &asha, "awareness").await;
    behind_its_back(&app, "DELETE FROM membership").await;
    assert_eq!(
        texts(&app, "SELECT cohorts FROM completion").await,
        ["[\"C1\",\"C5\"]"],
        "as it was that day"
    );
}

#[tokio::test]
async fn asha_claims_a_course_and_it_counts_once_her_lead_has_verified_it() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C1", "C3"])
        .started_days_ago(200)
        .sign_in()
        .await;
    let page = asha.get("/my-training").await.ok();
    let page = asha
        .get(&page.link("Claim training you did elsewhere").unwrap())
        .await
        .ok();
    assert!(
        page.text().contains("Until then it does not count."),
        "{}",
        page.text()
    );
    let page = claims_half_day(&app, &mut asha).await;
    assert!(
        page.text()
            .contains("It is claimed, and waits to be verified."),
        "{}",
        page.text()
    );
    let claim = path(&page);
    // It is shown as claimed and does not count.
    let page = asha.get("/my-training").await.ok();
    for said in [
        "0 of 2 required",
        "which waits to be verified",
        "Claimed Training done elsewhere",
    ] {
        assert!(page.text().contains(said), "{said:?} in {}", page.text());
    }
    assert_eq!(rows(&app, "completion").await, 0);
    let person = format!("/people/{}", asha.who().person);
    assert!(lead.get(&person).await.ok().text().contains("Claimed"));
    // Her lead finds it, looks at the evidence, and verifies it.
    let list = lead.get("/claims").await.ok();
    assert!(
        list.text().contains("1 claim waits to be verified."),
        "{}",
        list.text()
    );
    let page = lead
        .get(&list.link("Modern slavery half day").unwrap())
        .await
        .ok();
    let file = lead
        .get(&page.link("Download certificate.pdf").unwrap())
        .await
        .ok();
    assert_eq!(file.bytes, PDF);
    let page = lead.get(&page.link("Verify").unwrap()).await.ok();
    let form = page.form("Verify");
    let page = lead.post(&form.action, &form.fields).await.ok();
    let until = (app.site.today() - Days::new(90))
        .checked_add_months(Months::new(24))
        .unwrap();
    assert!(
        page.text().contains(&format!(
            "Frontline practitioner: the whole level, until {}",
            in_words(until)
        )),
        "{}",
        page.text()
    );
    assert_eq!(
        lead.post(&form.action, &form.fields).await.status,
        409,
        "it has been decided"
    );
    assert_eq!(rows(&app, "completion").await, 1, "one completion");
    let page = asha.get("/my-training").await.ok();
    assert!(page.text().contains("1 of 2 required"), "{}", page.text());
    let page = lead.get(&person).await.ok();
    let verified = format!("Done elsewhere, verified by {}", lead.who().name);
    assert!(page.text().contains(&verified), "{}", page.text());
    is_kept_with_all_that_a_record_needs(&app).await;
    let email = asha.who().email.clone().unwrap();
    let mails = app.mails_to(&email).await;
    assert!(
        mails.iter().any(|mail| mail.link("/claims/").is_some()),
        "she is told"
    );
    assert!(
        asha.get(&claim)
            .await
            .ok()
            .text()
            .contains("It has been verified")
    );
}

/// The completion of [`asha_claims_a_course_and_it_counts_once_her_lead_has_verified_it`] and its trail.
async fn is_kept_with_all_that_a_record_needs(app: &TestApp) {
    let stamped = "SELECT COUNT(*) FROM completion WHERE source = 'outside' AND worth = 'level' AND level = 'FP' \
                   AND cohorts = '[\"C1\",\"C3\"]' AND board_id IS NOT NULL AND organisation_id IS NOT NULL \
                   AND post_id IS NOT NULL AND framework_version_id IS NOT NULL AND approved_by IS NOT NULL \
                   AND claim_id IS NOT NULL AND course_id IS NOT NULL AND edition = 1 AND minutes = 180 \
                   AND mode = 'Face to face'";
    assert_eq!(number(app, stamped).await, 1);
    let trail = "SELECT act FROM audit WHERE subject LIKE 'claim %' ORDER BY act";
    assert_eq!(texts(app, trail).await, ["ClaimTraining", "VerifyClaim"]);
}

#[tokio::test]
async fn nobody_verifies_their_own_claim() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut other = app.training_lead().at("Northside").sign_in().await;
    let mut board = app.business_manager().at("Northside").sign_in().await;
    let asha = app.learner().at("Northside").create().await;
    // About herself.
    let page = claims_half_day(&app, &mut lead).await;
    assert!(
        page.text()
            .contains("Nobody decides on their own training."),
        "{}",
        page.text()
    );
    assert!(page.link("Verify").is_none());
    let own = path(&page);
    // About somebody else, entered by her.
    let new = format!("/claims/new?person={}", asha.person);
    let page = lead.get(&format!("/people/{}", asha.person)).await.ok();
    assert_eq!(
        page.link("Claim training done elsewhere").as_deref(),
        Some(new.as_str())
    );
    let on = app.site.today() - Days::new(20);
    let page = claims(&mut lead, &new, HALF_DAY, on, ("a.png", PNG))
        .await
        .ok();
    assert!(
        page.text().contains("You entered this claim"),
        "{}",
        page.text()
    );
    let entered = path(&page);
    let before = everything(&app).await;
    for claim in [&own, &entered] {
        for way in ["verify", "refuse", "ask"] {
            let way = format!("{claim}/{way}");
            assert_eq!(lead.get(&way).await.status, 409, "{way}");
            let token = page.attributes("input[name=form_token]", "value").remove(0);
            let fields = [
                ("form_token".to_owned(), token),
                ("worth_FP".to_owned(), "level".to_owned()),
                ("words".to_owned(), "x".to_owned()),
            ];
            assert_eq!(lead.post(&way, &fields).await.status, 409, "{way}");
        }
    }
    assert_eq!(
        changed(&before, &everything(&app).await),
        Vec::<&str>::new()
    );
    // Another lead, or the board's business manager, can.
    verifies(&mut other, &own).await.ok();
    verifies(&mut board, &entered).await.ok();
    assert_eq!(rows(&app, "completion").await, 2);
    // And what was verified is not withdrawn by whom it is about either.
    assert_eq!(lead.get(&format!("{own}/withdraw")).await.status, 409);
}

#[tokio::test]
async fn evidence_is_told_by_its_bytes_and_saved_by_those_who_may_see_the_person() {
    let app = TestApp::start().await;
    let manager = app.manager().at("Northside").create().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .managed_by(&manager)
        .sign_in()
        .await;
    let on = app.site.today();
    for (name, bytes, said) in [
        (
            "certificate.pdf",
            &b"MZ\x90\0\x03"[..],
            "must be a PDF, a PNG or a JPEG",
        ),
        (
            "page.png",
            b"<!doctype html><script>alert(1)</script>",
            "must be a PDF, a PNG or a JPEG",
        ),
        ("empty.pdf", b"", "The selected file is empty"),
    ] {
        let page = claims(&mut asha, "/claims/new", HALF_DAY, on, (name, bytes)).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(
            page.errors()[0].contains(said),
            "{name}: {:?}",
            page.errors()
        );
    }
    let mut huge = PDF.to_vec();
    huge.resize(9 * 1024 * 1024, b' ');
    let page = claims(&mut asha, "/claims/new", HALF_DAY, on, ("huge.pdf", &huge)).await;
    assert!(
        page.status == 409 && page.text().contains("8 MB"),
        "{} {}",
        page.status,
        page.text()
    );
    assert_eq!(
        (rows(&app, "claim").await, rows(&app, "evidence").await),
        (0, 0)
    );

    // A name that tries everything.
    let name = "..\\..\\Zertifikat \u{e4}\u{202e}gpj.html";
    let page = claims(&mut asha, "/claims/new", HALF_DAY, on, (name, JPEG))
        .await
        .ok();
    let href = page.attributes("main a[href*=evidence]", "href").remove(0);
    for browser in [&mut asha, &mut app.sign_in(&manager).await] {
        let file = browser.get(&href).await.ok();
        assert_eq!(file.bytes, JPEG);
        assert_eq!(file.header("content-type"), "image/jpeg");
        let saved = file.header("content-disposition");
        assert!(
            saved.starts_with("attachment; filename=\"zertifikat-a") && saved.ends_with(".jpg\""),
            "{saved}"
        );
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("cache-control"), "no-store");
        assert!(
            file.header("content-security-policy")
                .contains("default-src 'none'")
        );
    }
    let mut stranger = app.training_lead().at("Riverside").sign_in().await;
    stranger.get(&href).await.assert_not_found();
    app.learner()
        .at("Northside")
        .sign_in()
        .await
        .get(&href)
        .await
        .assert_not_found();
    // The file of one claim is not found through another.
    let (claim, step) = href.rsplit_once("/evidence/").unwrap();
    let mut ben = app.learner().at("Northside").sign_in().await;
    let own = claims_half_day(&app, &mut ben).await;
    ben.get(&format!("{}/evidence/{step}", path(&own)))
        .await
        .assert_not_found();
    asha.get(&format!(
        "{claim}/evidence/01900000-0000-7000-8000-000000000000"
    ))
    .await
    .assert_not_found();
}

#[tokio::test]
async fn the_same_claim_twice_is_one_and_the_same_file_is_noticed() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let first = path(&claims_half_day(&app, &mut asha).await);
    let page = claims_half_day(&app, &mut asha).await;
    assert_eq!(path(&page), first, "it leads to the claim there is");
    assert!(
        page.text().contains("had been claimed already"),
        "{}",
        page.text()
    );
    assert_eq!(
        (rows(&app, "claim").await, rows(&app, "evidence").await),
        (1, 1)
    );
    // Off the menu, capitals and accents make no other course.
    let on = app.site.today() - Days::new(3);
    let day = day(on);
    for title in ["Caf\u{e9} talk", "CAFE  talk"] {
        let page = asha.get("/claims/new").await.ok();
        let mut fill = vec![
            ("Which course was it?", "Another course, not in this list"),
            ("Its title, if it is not in the list", title),
            ("Who provided it, if it is not in the list", "A charity"),
        ];
        fill.extend(day.iter().map(|(name, value)| (*name, value.as_str())));
        asha.upload(&page, "Claim", &fill, ("evidence", "a.pdf", PDF))
            .await
            .ok();
    }
    assert_eq!(
        (rows(&app, "claim").await, rows(&app, "evidence").await),
        (2, 1),
        "one file is kept once"
    );
    let page = lead.get(&first).await.ok();
    assert!(
        page.text()
            .contains("The same file was sent with another claim."),
        "{}",
        page.text()
    );
    // Once refused, it can be claimed again.
    let page = lead.get(&format!("{first}/refuse")).await.ok();
    let empty = lead.submit(&page, "Refuse the claim", &[]).await;
    assert_eq!(empty.errors(), ["Enter why the claim is refused"]);
    let page = lead
        .submit(
            &page,
            "Refuse the claim",
            &[("Why is it refused?", "The name is not yours")],
        )
        .await
        .ok();
    assert!(
        page.text().contains("The name is not yours"),
        "{}",
        page.text()
    );
    assert!(asha.get("/my-training").await.text().contains("Refused"));
    let again = claims_half_day(&app, &mut asha).await;
    assert_ne!(path(&again), first);
    assert_eq!(rows(&app, "completion").await, 0);
}

#[tokio::test]
async fn a_lead_asks_back_and_asha_answers_with_another_file() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let claim = path(&claims_half_day(&app, &mut asha).await);
    app.advance(TimeDelta::minutes(1));
    let page = lead.get(&format!("{claim}/ask")).await.ok();
    lead.submit(
        &page,
        "Send the question",
        &[("What would you like to know?", "Which day was it?")],
    )
    .await
    .ok();
    assert!(
        lead.get("/claims")
            .await
            .ok()
            .text()
            .contains("No claim waits"),
        "it waits for her"
    );
    let mail = app
        .mails_to(&asha.who().email.clone().unwrap())
        .await
        .remove(0);
    assert!(mail.link(&claim).is_some(), "{}", mail.raw);
    let page = asha.get(&claim).await.ok();
    assert!(
        page.text().contains("There is a question to answer first."),
        "{}",
        page.text()
    );
    let page = asha
        .get(&page.link("Answer the question").unwrap())
        .await
        .ok();
    assert!(page.text().contains("Which day was it?"), "{}", page.text());
    app.advance(TimeDelta::minutes(1));
    let empty = asha.submit(&page, "Send", &[]).await;
    assert_eq!(empty.errors(), ["Enter an answer, or select another file"]);
    let page = asha
        .upload(
            &page,
            "Send",
            &[("What would you like to say?", "The first of March")],
            ("evidence", "back.png", PNG),
        )
        .await
        .ok();
    for said in [
        "Answered",
        "The first of March",
        "Download certificate.pdf",
        "Download back.png",
    ] {
        assert!(page.text().contains(said), "{said:?} in {}", page.text());
    }
    assert!(
        lead.get("/claims")
            .await
            .ok()
            .text()
            .contains("1 claim waits to be verified.")
    );
    // She can take it back until it is decided on, and not afterwards.
    let page = asha
        .get(&page.link("Take the claim back").unwrap())
        .await
        .ok();
    app.advance(TimeDelta::minutes(1));
    let form = page.form("Take the claim back");
    asha.post(&form.action, &form.fields).await.ok();
    assert_eq!(asha.post(&form.action, &form.fields).await.status, 409);
    assert_eq!(lead.get(&format!("{claim}/verify")).await.status, 409);
    assert_eq!(
        texts(&app, "SELECT state FROM claim_step ORDER BY at, id").await,
        ["waiting", "asked", "waiting", "taken_back"]
    );
}

#[tokio::test]
async fn a_verified_claim_is_withdrawn_with_a_reason_and_its_certificate_with_it() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C3"])
        .started_days_ago(200)
        .sign_in()
        .await;
    let claim = path(&claims_half_day(&app, &mut asha).await);
    verifies(&mut lead, &claim).await.ok();
    let list = imani.get("/certificates").await.ok();
    let confirm = imani.submit(&list, "Continue with all", &[]).await.ok();
    imani.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;
    let code = texts(&app, "SELECT code FROM certificate").await.remove(0);
    let before = everything(&app).await["completion"].clone();
    let page = lead.get(&claim).await.ok();
    let page = lead
        .get(&page.link("Withdraw it from the record").unwrap())
        .await
        .ok();
    let empty = lead.submit(&page, "Withdraw it from the record", &[]).await;
    assert_eq!(empty.errors(), ["Enter why it is withdrawn"]);
    let form = page.form("Withdraw it from the record").fill(&[(
        "Why is it withdrawn?",
        "The certificate was somebody else\u{2019}s",
    )]);
    lead.post(&form.action, &form.fields).await.ok();
    assert_eq!(lead.post(&form.action, &form.fields).await.status, 409);
    // The completion is as it was, and counts nowhere.
    assert_eq!(everything(&app).await["completion"], before);
    assert_eq!(rows(&app, "completion_withdrawn").await, 1);
    let page = asha.get("/my-training").await.ok();
    assert!(
        page.text().contains("0 of 2 required") && page.text().contains("Withdrawn on"),
        "{}",
        page.text()
    );
    let person = format!("/people/{}", asha.who().person);
    assert!(
        lead.get(&person)
            .await
            .ok()
            .text()
            .contains("somebody else\u{2019}s")
    );
    let checked = app.browser().get(&format!("/check/{code}")).await.ok();
    assert!(checked.text().contains("revoked"), "{}", checked.text());
    assert!(
        !imani
            .get("/certificates")
            .await
            .ok()
            .text()
            .contains(&asha.who().name)
    );
    let standing = "SELECT COUNT(*) FROM standing WHERE level = 'FP' AND completed_on IS NOT NULL";
    assert_eq!(number(&app, standing).await, 0, "lists say the same");
    let held = store::records::held_by(app.site.db.reader(), &[asha.who().person])
        .await
        .unwrap();
    assert!(held.is_empty());
    // What was withdrawn before its certificate was drawn gets none.
    let again = path(&claims_half_day(&app, &mut asha).await);
    verifies(&mut lead, &again).await.ok();
    let list = imani.get("/certificates").await.ok();
    let confirm = imani.submit(&list, "Continue with all", &[]).await.ok();
    imani.submit(&confirm, "Issue", &[]).await.ok();
    let page = lead.get(&format!("{again}/withdraw")).await.ok();
    lead.submit(&page, "Withdraw it", &[("Why is it withdrawn?", "Again")])
        .await
        .ok();
    app.run_jobs().await;
    assert_eq!(rows(&app, "certificate").await, 1);
    assert!(
        texts(
            &app,
            "SELECT problem FROM certificate_order WHERE problem IS NOT NULL"
        )
        .await[0]
            .contains("withdrawn from the record")
    );
}

#[tokio::test]
async fn a_day_that_cannot_be_is_refused_and_everything_typed_is_kept() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let today = app.site.today();
    let old = today.checked_sub_months(Months::new(121)).unwrap();
    for (on, said) in [
        (today + Days::new(1), "must be today or in the past"),
        (old, "must be within the last 10 years"),
    ] {
        let page = claims(&mut asha, "/claims/new", HALF_DAY, on, ("a.pdf", PDF)).await;
        assert_eq!(page.status, 422);
        assert!(page.errors()[0].contains(said), "{:?}", page.errors());
        assert_eq!(page.errors()[1], "Select the file again");
        assert_eq!(
            page.attributes("input[name=completed_on_year]", "value"),
            [on.format("%Y").to_string()]
        );
        assert_eq!(page.all("option[selected]"), [HALF_DAY]);
    }
    let page = asha.get("/claims/new").await.ok();
    let empty = asha.submit(&page, "Claim", &[]).await;
    assert_eq!(
        (empty.status, empty.errors().len()),
        (422, 3),
        "{:?}",
        empty.errors()
    );
    assert_eq!(rows(&app, "claim").await, 0);
}

#[tokio::test]
async fn a_part_counts_as_a_part_and_says_what_is_missing() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let course = "Safeguarding level 1 with a modern slavery part (The employer's own safeguarding training)";
    let on = app.site.today() - Days::new(5);
    let page = claims(&mut asha, "/claims/new", course, on, ("a.pdf", PDF))
        .await
        .ok();
    let claim = path(&page);
    // The lead may see it otherwise than the menu: nothing at all is not an answer, a part says what is missing.
    let page = lead.get(&format!("{claim}/verify")).await.ok();
    let wrong = lead.submit(&page, "Verify", &[("=missing_AW", "")]).await;
    assert_eq!(
        wrong.errors(),
        ["Enter what is missing for the rest of Awareness"]
    );
    let wrong = lead.submit(&page, "Verify", &[("=worth_AW", "")]).await;
    assert_eq!(
        wrong.errors(),
        ["Select at least one level that it satisfies"]
    );
    let page = lead.submit(&page, "Verify", &[]).await.ok();
    assert!(
        page.text()
            .contains("Awareness: a part. Missing: The signs at work"),
        "{}",
        page.text()
    );
    let page = asha.get("/my-training").await.ok();
    assert!(page.text().contains("0 of 1 required"), "{}", page.text());
    let page = lead
        .get(&format!("/people/{}", asha.who().person))
        .await
        .ok();
    assert!(page.text().contains("Awareness: a part"), "{}", page.text());
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM completion WHERE worth = 'part' AND valid_until IS NULL"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn a_day_before_the_first_post_is_stamped_with_the_post_of_today() {
    let app = TestApp::start().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C3"])
        .started_days_ago(10)
        .sign_in()
        .await;
    let claim = path(&claims_half_day(&app, &mut asha).await);
    verifies(&mut lead, &claim).await.ok();
    let stamped = "SELECT COUNT(*) FROM completion c JOIN post t ON t.id = c.post_id WHERE c.board_id IS NOT NULL \
                   AND t.starts_on > c.completed_on AND c.cohorts = '[\"C3\"]'";
    assert_eq!(number(&app, stamped).await, 1);
}

#[tokio::test]
async fn claims_to_verify_are_counted_filtered_and_for_those_responsible_only() {
    let app = TestApp::start().await;
    let northside = app.organisation("Northside").await;
    app.organisation_in("Eastside", "Northside").await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let mut board = app.business_manager().at("Northside").sign_in().await;
    for (name, place) in [
        ("Asha Okafor", "Northside"),
        ("Ben Marsh", "Northside"),
        ("Chidi Eze", "Eastside"),
        ("Dee Far", "Riverside"),
    ] {
        let mut someone = app.learner().named(name).at(place).sign_in().await;
        claims_half_day(&app, &mut someone).await;
        app.advance(TimeDelta::minutes(1));
    }
    let page = lead.get("/claims").await.ok();
    assert!(
        page.text().contains("2 claims wait to be verified."),
        "{}",
        page.text()
    );
    let names = page.all("main tbody th");
    assert_eq!(
        names,
        ["Asha Okafor", "Ben Marsh"],
        "the longest waiting first"
    );
    assert!(
        board
            .get("/claims")
            .await
            .ok()
            .text()
            .contains("3 claims wait to be verified.")
    );
    let overview = lead.get("/overview").await.ok();
    assert_eq!(
        overview.link("2 claims to verify").as_deref(),
        Some("/claims"),
        "{}",
        overview.text()
    );
    let page = board.get("/claims?q=okaf").await.ok();
    assert_eq!(page.all("main tbody th"), ["Asha Okafor"]);
    let page = board.get("/claims?q=HALF+DAY").await.ok();
    assert_eq!(page.all("main tbody th").len(), 3);
    let page = board.get("/claims?state=verified").await.ok();
    assert!(
        page.text().contains("No claim matches this."),
        "{}",
        page.text()
    );
    let page = board.get("/claims?state=any").await.ok();
    assert!(page.text().contains("3 claims."), "{}", page.text());
    let scope = scope_of_claims(&lead_of(lead.who(), northside)).unwrap();
    assert_eq!(
        count_claims_waiting(app.site.services(), &scope)
            .await
            .unwrap(),
        2
    );
    // Whoever has left is no longer in the list.
    let ended = app.site.today() - Days::new(1);
    let sql = format!(
        "UPDATE post SET ends_on = '{ended}' WHERE person_id IN (SELECT id FROM person WHERE name = 'Ben Marsh')"
    );
    behind_its_back(&app, &sql).await;
    assert_eq!(
        count_claims_waiting(app.site.services(), &scope)
            .await
            .unwrap(),
        1
    );
    let mut manager = app.manager().at("Northside").sign_in().await;
    manager.get("/claims").await.assert_not_found();
}
