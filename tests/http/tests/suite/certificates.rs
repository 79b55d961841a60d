//! Certificates: who could have one, issuing, mail, the public check, new versions, revoking.

use crate::steps::{
    behind_its_back, changed, everything, has_passed, id, in_words, module, number, pass, rows,
    texts, to_see, with,
};
use chrono::{Months, TimeDelta};
use store::certificates::of_person;
use testkit::{Browser, Mail, Page, Someone, TestApp};
use tokio::task::JoinSet;

fn email(someone: &Someone) -> &str {
    someone.email.as_deref().expect("has an address")
}

/// Goes through the list and the page that confirms, and presses the button; the page of the order.
async fn issue_all(browser: &mut Browser) -> Page {
    let page = browser.get("/certificates").await.ok();
    let page = browser.submit(&page, "Continue with all", &[]).await.ok();
    browser.submit(&page, "Issue", &[]).await.ok()
}

/// The code of the check page that a mail leads to.
fn code_in(mail: &Mail) -> String {
    let link = mail.link("/check/").expect("the mail says where to check");
    link.rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_owned()
}

/// The id of somebody's newest certificate.
async fn certificate_of(app: &TestApp, someone: &Someone) -> String {
    let all = of_person(app.site.services(), &to_see(someone))
        .await
        .expect("certificates can be read");
    let latest = all
        .iter()
        .max_by_key(|c| (c.issued_at, c.facts.revision))
        .expect("there is a certificate");
    latest.id.to_string()
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "the main journey, told in one piece")]
async fn asha_passes_and_the_business_manager_issues_her_certificate() {
    let app = TestApp::start().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .named("Zoë O’Neill")
        .sign_in()
        .await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let empty = imani.get("/certificates").await.ok();
    assert!(
        empty.text().contains("Nothing is waiting."),
        "{}",
        empty.text()
    );
    let awareness = module(&app, "awareness").await;
    pass(&app, &mut asha, &awareness).await;
    let training = asha.get("/my-training").await.ok();
    assert!(
        training.text().contains("Not issued yet"),
        "{}",
        training.text()
    );

    let list = imani.get("/").await.ok();
    assert_eq!(
        (list.path.as_str(), list.heading().as_str()),
        ("/certificates", "Ready for a certificate")
    );
    assert!(
        list.text().contains("1 completion has no certificate yet."),
        "{}",
        list.text()
    );
    assert!(
        list.text().contains("Zoë O’Neill") && list.text().contains(&awareness.title),
        "{}",
        list.text()
    );

    // Looking, previewing and confirming issue nothing.
    let before = everything(&app).await;
    let preview = imani.get(&list.link("Preview").unwrap()).await.ok();
    assert_eq!(preview.header("content-type"), "application/pdf");
    assert!(preview.bytes.starts_with(b"%PDF-"));
    let nothing = imani.submit(&list, "Continue with those ticked", &[]).await;
    assert_eq!(
        (nothing.status, nothing.errors()),
        (422, vec!["Select at least one completion".to_owned()])
    );
    let boxes = list.attributes("input[name=completion]", "value");
    let confirm = imani
        .submit(
            &list,
            "Continue with those ticked",
            &[("=completion", &boxes[0])],
        )
        .await
        .ok();
    assert_eq!(confirm.heading(), "Issue 1 certificate?");
    assert!(
        confirm
            .text()
            .contains("You are about to issue 1 certificate, to be e-mailed to 1 person."),
        "{}",
        confirm.text()
    );
    assert_eq!(everything(&app).await, before);
    assert!(app.mails().await.is_empty());

    let order = imani
        .submit(&confirm, "Issue 1 certificate", &[])
        .await
        .ok();
    assert!(
        order.path.starts_with("/certificates/orders/"),
        "{}",
        order.path
    );
    assert!(order.text().contains("0 of 1 issued"), "{}", order.text());
    assert_eq!(order.header("refresh"), "2", "the page follows the order");
    app.run_jobs().await;
    let order = imani.get(&order.path).await.ok();
    assert!(
        order.text().contains("1 certificate has been issued")
            && order.header("refresh").is_empty(),
        "{}",
        order.text()
    );

    // It reaches her by mail, once, with the file; and is in her training.
    let mails = app.mails_to(email(asha.who())).await;
    assert_eq!(mails.len(), 1);
    let raw = &mails[0].raw;
    assert!(
        raw.contains("application/pdf") && raw.contains("certificate.pdf"),
        "the file is attached"
    );
    assert!(
        raw.contains("text/plain") && raw.contains("text/html"),
        "it is written twice"
    );
    assert!(raw.contains("TA-"), "the number is in it: {raw}");
    let training = asha.get("/my-training").await.ok();
    let file = asha.get(&training.link("Download").unwrap()).await.ok();
    assert_eq!(file.header("content-type"), "application/pdf");
    let serial = texts(&app, "SELECT serial FROM certificate")
        .await
        .remove(0);
    assert_eq!(
        serial,
        format!("TA-{}-000001", app.site.today().format("%Y"))
    );
    assert_eq!(
        file.header("content-disposition"),
        format!("attachment; filename=\"certificate-{serial}.pdf\"")
    );
    assert_eq!(file.header("cache-control"), "no-store");
    let list = imani.get("/certificates").await.ok();
    assert!(
        list.text().contains("Nothing is waiting."),
        "{}",
        list.text()
    );

    // Anyone who holds it can check it.
    let code = code_in(&mails[0]);
    assert!(
        code.len() == 64 && code.bytes().all(|b| b.is_ascii_hexdigit()),
        "256 bits: {code}"
    );
    let check = app.browser().get(&format!("/check/{code}")).await.ok();
    let until = app
        .site
        .today()
        .checked_add_months(Months::new(36))
        .unwrap();
    let day = in_words(app.site.today());
    for said in [
        "Zoë O’Neill",
        &awareness.title,
        &day,
        "Northside Board",
        &serial,
        "Valid",
    ] {
        assert!(check.text().contains(said), "{said}: {}", check.text());
    }
    assert!(
        check.text().contains(&format!(
            "This certificate is valid until {}.",
            in_words(until)
        )),
        "{}",
        check.text()
    );
    assert!(
        !check.html.contains(email(asha.who())) && !check.text().contains("Housing officer"),
        "nothing else is told"
    );
}

#[tokio::test]
async fn many_are_issued_at_once_and_those_without_an_address_are_counted() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let mut people = Vec::new();
    for number in 0..6 {
        let builder = app
            .learner()
            .at("Northside")
            .named(&format!("Learner {number}"));
        let builder = if number == 5 {
            builder.staff_number("0005")
        } else {
            builder
        };
        let someone = builder.create().await;
        has_passed(&app, &someone, "awareness").await;
        people.push(someone);
    }
    let list = imani.get("/certificates").await.ok();
    assert!(
        list.text()
            .contains("6 completions have no certificate yet."),
        "{}",
        list.text()
    );
    let confirm = imani.submit(&list, "Continue with all 6", &[]).await.ok();
    let said = "You are about to issue 6 certificates, to be e-mailed to 5 people; 1 has no e-mail address.";
    assert!(confirm.text().contains(said), "{}", confirm.text());
    // Somebody passes while the page stands open: the order holds what the page said.
    app.advance(TimeDelta::seconds(5));
    let late = app.learner().at("Northside").create().await;
    has_passed(&app, &late, "awareness").await;
    let form = confirm.form("Issue 6 certificates");
    let first = imani.post(&form.action, &form.fields).await.ok();
    let second = imani.post(&form.action, &form.fields).await.ok();
    assert_eq!(first.path, second.path, "pressed twice it is one order");
    assert_eq!(
        (
            rows(&app, "certificate_batch").await,
            rows(&app, "certificate_order").await
        ),
        (1, 6)
    );
    let list = imani.get("/certificates").await.ok();
    assert!(
        list.text().contains("1 completion has no certificate yet."),
        "{}",
        list.text()
    );
    assert!(
        list.text().contains("An order is under way"),
        "{}",
        list.text()
    );
    app.run_jobs().await;
    app.run_jobs().await;
    assert_eq!(rows(&app, "certificate").await, 6);
    let mut serials = texts(&app, "SELECT serial FROM certificate ORDER BY serial").await;
    serials.dedup();
    assert_eq!(serials.len(), 6, "every certificate has its own number");
    let codes: std::collections::BTreeSet<_> = texts(&app, "SELECT code FROM certificate")
        .await
        .into_iter()
        .collect();
    assert_eq!(codes.len(), 6);
    for someone in &people[..5] {
        assert_eq!(
            app.mails_to(email(someone)).await.len(),
            1,
            "{}",
            someone.name
        );
    }
    assert_eq!(app.mails().await.len(), 5);
    let mut without = app.sign_in(&people[5]).await;
    let training = without.get("/my-training").await.ok();
    without
        .get(&training.link("Download").expect("it waits in My training"))
        .await
        .ok();
    let orders = imani.get("/certificates/orders").await.ok();
    assert!(orders.text().contains("Finished"), "{}", orders.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_parallel_posts_of_one_form_are_one_order() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let page = imani.get("/certificates").await.ok();
    let confirm = imani
        .submit(&page, "Continue with all", &[])
        .await
        .ok()
        .form("Issue 1 certificate");
    let mut tabs = JoinSet::new();
    for _ in 0..20 {
        let (mut tab, fields) = (imani.clone(), confirm.fields.clone());
        tabs.spawn(async move { tab.post("/certificates/issue", &fields).await });
    }
    let mut paths: Vec<_> = tabs
        .join_all()
        .await
        .into_iter()
        .map(|page| (page.status, page.path))
        .collect();
    paths.sort();
    paths.dedup();
    assert!(paths.len() == 1 && paths[0].0 == 200, "{paths:?}");
    app.run_jobs().await;
    assert_eq!(
        (
            rows(&app, "certificate_batch").await,
            rows(&app, "certificate").await
        ),
        (1, 1)
    );
    assert_eq!(app.mails_to(email(&asha)).await.len(), 1);
}

#[tokio::test]
async fn the_list_is_filtered_by_name_organisation_level_and_day() {
    let app = TestApp::start().await;
    app.organisation("Northside").await;
    app.organisation_in("Eastside", "Northside").await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let siobhan = app
        .learner()
        .at("Northside")
        .named("Siobhán O’Brien")
        .create()
        .await;
    has_passed(&app, &siobhan, "awareness").await;
    app.advance(TimeDelta::days(2));
    let ben = app
        .learner()
        .at("Eastside")
        .named("Ben Adeyemi")
        .create()
        .await;
    has_passed(&app, &ben, "procurement-and-members").await;
    let mut imani = {
        imani.get("/check").await;
        app.sign_in(imani.who()).await
    };
    let eastside = app.organisation("Eastside").await;
    let today = app.site.today();
    let from = format!(
        "from_day={}&from_month={}&from_year={}",
        today.format("%-d"),
        today.format("%-m"),
        today.format("%Y")
    );
    let to = from.replace("from_", "to_");
    for (query, names) in [
        ("", "both"),
        ("name=obrien", "siobhan"),
        ("name=ADEYEMI", "ben"),
        ("name=%25", "neither"),
        ("level=AW", "siobhan"),
        ("level=MC", "ben"),
        ("level=FR", "neither"),
        (&format!("organisation={eastside}"), "ben"),
        (&from, "ben"),
        (&to, "both"),
        ("organisation=not-an-id", "both"),
    ] {
        let page = imani.get(&format!("/certificates?{query}")).await.ok();
        let seen = match (
            page.text().contains("Siobhán O’Brien"),
            page.text().contains("Ben Adeyemi"),
        ) {
            (true, true) => "both",
            (true, false) => "siobhan",
            (false, true) => "ben",
            (false, false) => "neither",
        };
        assert_eq!(seen, names, "{query}: {}", page.text());
    }
    let page = imani
        .get("/certificates?from_day=31&from_month=2&from_year=2026")
        .await;
    assert_eq!(
        (page.status, page.errors()),
        (422, vec!["Completed from must be a real date".to_owned()])
    );
    // What is confirmed is what the filter shows.
    let page = imani.get("/certificates?name=adeyemi").await.ok();
    let confirm = imani
        .submit(&page, "Continue with all 1 that match this filter", &[])
        .await
        .ok();
    assert!(
        confirm.text().contains("Ben Adeyemi") && !confirm.text().contains("Siobhán"),
        "{}",
        confirm.text()
    );
    imani
        .submit(&confirm, "Issue 1 certificate", &[])
        .await
        .ok();
    app.run_jobs().await;
    assert_eq!(
        number(
            &app,
            &format!(
                "SELECT COUNT(*) FROM certificate WHERE person_id = {}",
                id(&app, ben.person)
            )
        )
        .await,
        1
    );
    assert_eq!(rows(&app, "certificate").await, 1);
}

#[tokio::test]
async fn a_business_manager_sees_her_own_area_only() {
    let app = TestApp::start().await;
    let mut ours = app.business_manager().at("Northside").sign_in().await;
    let mut theirs = app.business_manager().at("Riverside").sign_in().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let ours_list = ours.get("/certificates").await.ok();
    let completion = ours_list
        .attributes("input[name=completion]", "value")
        .remove(0);
    let list = theirs.get("/certificates").await.ok();
    assert!(!list.text().contains(&asha.name), "{}", list.text());
    theirs
        .get(&format!("/certificates/preview/{completion}"))
        .await
        .assert_not_found();
    theirs
        .get(&format!(
            "/certificates?board={}",
            app.board("Northside").await
        ))
        .await
        .assert_not_found();
    // A forged order, with the completion of the other board in it, orders nothing.
    let token = (
        "form_token".to_owned(),
        crate::steps::token(&mut theirs).await,
    );
    let fields = vec![
        token,
        ("form_key".to_owned(), "a".repeat(64)),
        ("completion".to_owned(), completion),
    ];
    theirs.post("/certificates/issue", &fields).await;
    let with_board = with(
        &fields,
        &[
            ("board", &app.board("Northside").await.to_string()),
            ("form_key", &"b".repeat(64)),
        ],
    );
    theirs
        .post("/certificates/issue", &with_board)
        .await
        .assert_not_found();
    app.run_jobs().await;
    assert_eq!(
        (
            rows(&app, "certificate_order").await,
            rows(&app, "certificate").await
        ),
        (0, 0)
    );

    let order = issue_all(&mut ours).await;
    app.run_jobs().await;
    let certificate = certificate_of(&app, &asha).await;
    theirs.get(&order.path).await.assert_not_found();
    for page in [
        "",
        "/pdf",
        "/revise",
        "/revise/check",
        "/revise/preview?name=X",
        "/revoke",
    ] {
        theirs
            .get(&format!("/certificates/{certificate}{page}"))
            .await
            .assert_not_found();
    }
    assert!(
        !theirs
            .get("/certificates/issued")
            .await
            .ok()
            .text()
            .contains(&asha.name)
    );
    ours.get(&format!("/certificates/{certificate}/pdf"))
        .await
        .ok();
}

#[tokio::test]
async fn a_renewal_has_its_own_number_and_the_first_stays() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let manager = app.business_manager().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    issue_all(&mut app.sign_in(&manager).await).await;
    let code = code_in(&app.mails_to(email(&asha)).await[0]);
    let until = app
        .site
        .today()
        .checked_add_months(Months::new(36))
        .unwrap();
    app.advance(until - app.site.today());
    assert_eq!(app.site.today(), until);
    let mut anyone = app.browser();
    let page = anyone.get(&format!("/check/{code}")).await.ok();
    assert!(
        page.text().contains("This certificate is valid until"),
        "on its last day: {}",
        page.text()
    );
    app.advance(TimeDelta::days(1));
    let page = anyone.get(&format!("/check/{code}")).await.ok();
    assert!(
        page.text()
            .contains(&format!("This certificate expired on {}", in_words(until))),
        "{}",
        page.text()
    );
    assert!(page.all(".govuk-tag").contains(&"Expired".to_owned()));

    has_passed(&app, &asha, "awareness").await;
    issue_all(&mut app.sign_in(&manager).await).await;
    let mails = app.mails_to(email(&asha)).await;
    assert_eq!(mails.len(), 2);
    let codes: Vec<_> = mails.iter().map(code_in).collect();
    let mut statuses = Vec::new();
    for code in &codes {
        statuses.extend(
            anyone
                .get(&format!("/check/{code}"))
                .await
                .ok()
                .all(".govuk-summary-list .govuk-tag"),
        );
    }
    statuses.sort();
    assert_eq!(
        statuses,
        ["Expired", "Valid"],
        "the first one stays what it was"
    );
    let training = app.sign_in(&asha).await.get("/my-training").await.ok();
    assert_eq!(
        training
            .attributes("main a[href*='/my-training/certificates/']", "href")
            .len(),
        2,
        "both are there for ever"
    );
}

#[tokio::test]
async fn a_change_of_name_keeps_the_number_and_replaces_the_old_copy() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Asha Rao")
        .create()
        .await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    has_passed(&app, &asha, "awareness").await;
    issue_all(&mut imani).await;
    let old = code_in(&app.mails_to(email(&asha)).await[0]);
    let first = format!("/certificates/{}", certificate_of(&app, &asha).await);
    let old_file = imani.get(&format!("{first}/pdf")).await.ok().bytes;
    let page = imani.get(&first).await.ok();
    let page = imani.get(&page.link("Change the name").unwrap()).await.ok();
    let before = everything(&app).await;
    for (typed, wrong) in [
        ("", "Enter the name to be printed"),
        ("Asha Rao", "different from the one"),
        ("Asha \u{e000}", "cannot print"),
    ] {
        let page = imani
            .submit(&page, "Continue", &[("Name to be printed", typed)])
            .await;
        assert!(
            page.status == 422 && page.errors()[0].contains(wrong),
            "{typed:?}: {:?}",
            page.errors()
        );
    }
    let check = imani
        .submit(
            &page,
            "Continue",
            &[("Name to be printed", " Asha  Łukasz-Rao ")],
        )
        .await
        .ok();
    assert!(check.text().contains("Asha Łukasz-Rao"), "{}", check.text());
    let preview = imani
        .get(&check.link("See the new version").unwrap())
        .await
        .ok();
    assert!(preview.bytes.starts_with(b"%PDF-"));
    assert_eq!(
        everything(&app).await,
        before,
        "nothing is issued on the way"
    );
    app.advance(TimeDelta::minutes(1));
    let form = check.form("Replace the certificate");
    let done = imani.post(&form.action, &form.fields).await.ok();
    assert!(
        done.text()
            .contains("A new version has been issued under the same number"),
        "{}",
        done.text()
    );
    let again = imani.post(&form.action, &form.fields).await.ok();
    assert_eq!(again.path, first, "pressed twice it is one revision");
    assert_eq!(rows(&app, "certificate").await, 2);
    assert_eq!(
        number(&app, "SELECT COUNT(DISTINCT serial) FROM certificate").await,
        1
    );
    let mails = app.mails_to(email(&asha)).await;
    assert_eq!(mails.len(), 2, "the new one is sent, once");
    let new = mails
        .iter()
        .map(code_in)
        .find(|code| *code != old)
        .expect("it has a code of its own");
    let page = app.browser().get(&format!("/check/{old}")).await.ok();
    assert!(
        page.text().contains("replaced on") && page.text().contains("Asha Rao"),
        "{}",
        page.text()
    );
    let page = app.browser().get(&format!("/check/{new}")).await.ok();
    assert!(
        page.text().contains("valid until") && page.text().contains("Asha Łukasz-Rao"),
        "{}",
        page.text()
    );
    assert_eq!(
        imani.get(&format!("{first}/pdf")).await.ok().bytes,
        old_file,
        "the old file is as it was"
    );
    let training = app.sign_in(&asha).await.get("/my-training").await.ok();
    assert_eq!(
        training
            .attributes("main a[href*='/my-training/certificates/']", "href")
            .len(),
        1,
        "only the one in force is offered"
    );
}

#[tokio::test]
async fn revoking_asks_for_a_reason_that_only_the_board_sees() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    has_passed(&app, &asha, "awareness").await;
    issue_all(&mut imani).await;
    let code = code_in(&app.mails_to(email(&asha)).await[0]);
    let path = format!("/certificates/{}", certificate_of(&app, &asha).await);
    let page = imani.get(&format!("{path}/revoke")).await.ok();
    let empty = imani.submit(&page, "Revoke the certificate", &[]).await;
    assert_eq!(
        (empty.status, empty.errors()),
        (422, vec!["Enter why the certificate is revoked".to_owned()])
    );
    let form = page
        .form("Revoke the certificate")
        .fill(&[("Why is it revoked?", "Issued in error")]);
    let done = imani.post(&form.action, &form.fields).await.ok();
    assert!(
        done.text().contains("The certificate has been revoked")
            && done.text().contains("Issued in error"),
        "{}",
        done.text()
    );
    let kept = everything(&app).await;
    imani.post(&form.action, &form.fields).await.ok();
    assert_eq!(everything(&app).await, kept, "once");
    let check = app.browser().get(&format!("/check/{code}")).await.ok();
    let said = format!(
        "The board revoked this certificate on {}. It is not valid.",
        in_words(app.site.today())
    );
    assert!(
        check.text().contains(&said) && !check.text().contains("Issued in error"),
        "{}",
        check.text()
    );
    let list = imani.get("/certificates").await.ok();
    assert!(
        list.text().contains("Nothing is waiting."),
        "{}",
        list.text()
    );
    assert_eq!(rows(&app, "completion").await, 1, "what was learned stays");
    assert_eq!(
        imani.get(&format!("{path}/revise")).await.path,
        path,
        "it cannot be replaced any more"
    );
}

#[tokio::test]
async fn a_certificate_keeps_its_bytes_when_the_board_changes() {
    let app = TestApp::start().await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Asha Rao")
        .create()
        .await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    has_passed(&app, &asha, "awareness").await;
    issue_all(&mut imani).await;
    let code = code_in(&app.mails_to(email(&asha)).await[0]);
    let path = format!("/certificates/{}/pdf", certificate_of(&app, &asha).await);
    let file = imani.get(&path).await.ok().bytes;
    let before = everything(&app).await;
    let page = imani.get("/board").await.ok();
    let page = imani
        .submit(
            &page,
            "Save",
            &[("Name of the person who signs", "Somebody Else")],
        )
        .await
        .ok();
    assert!(
        page.text()
            .contains("Certificates issued before stay as they are."),
        "{}",
        page.text()
    );
    app.run_jobs().await;
    let after = everything(&app).await;
    assert_eq!(
        changed(&before, &after),
        ["audit", "board"],
        "saving a setting issues nothing"
    );
    behind_its_back(
        &app,
        "UPDATE person SET name = 'Asha Singh', search_name = 'asha singh'",
    )
    .await;
    behind_its_back(&app, "UPDATE board SET name = 'Another Board'").await;
    assert_eq!(imani.get(&path).await.ok().bytes, file);
    let check = app.browser().get(&format!("/check/{code}")).await.ok();
    assert!(
        check.text().contains("Asha Rao") && check.text().contains("Northside Board"),
        "{}",
        check.text()
    );
}

#[tokio::test]
async fn a_name_that_cannot_be_drawn_is_reported_by_name() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let names = [
        "Asha Rao",
        "Asha \u{e000}Private",
        "李小龍",
        "Νίκος Ζαχαρίου",
        "Оксана Шевченко",
        "Nguyễn Thị Ánh",
        "سعاد",
    ];
    for name in names {
        let someone = app.learner().at("Northside").named(name).create().await;
        has_passed(&app, &someone, "awareness").await;
    }
    let list = imani.get("/certificates?name=private").await.ok();
    let preview = imani.get(&list.link("Preview").unwrap()).await;
    assert_eq!(
        (preview.status, preview.heading().as_str()),
        (409, "This certificate cannot be drawn")
    );
    let order = issue_all(&mut imani).await;
    app.run_jobs().await;
    let order = imani.get(&order.path).await.ok();
    let drawn = rows(&app, "certificate").await;
    let refused = number(
        &app,
        "SELECT COUNT(*) FROM certificate_order WHERE problem IS NOT NULL",
    )
    .await;
    assert_eq!(drawn + refused, 7);
    assert!(
        drawn >= 4,
        "Latin with all diacritics, Greek and Cyrillic are drawn: {}",
        order.text()
    );
    assert!(
        order.text().contains("Private") && order.text().contains("The certificate cannot print"),
        "{}",
        order.text()
    );
    assert_eq!(i64::try_from(app.mails().await.len()).unwrap(), drawn);
    let list = imani.get("/certificates").await.ok();
    assert!(
        list.text().contains("Private"),
        "who could not be issued is back in the list: {}",
        list.text()
    );
}

#[tokio::test]
async fn nothing_is_issued_while_nobody_signs() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    behind_its_back(
        &app,
        "UPDATE board SET signatory_name = '', signatory_role = ''",
    )
    .await;
    let list = imani.get("/certificates").await.ok();
    assert!(
        list.text()
            .contains("Your board has not said who signs its certificates"),
        "{}",
        list.text()
    );
    assert!(
        list.attributes("input[name=completion]", "value")
            .is_empty()
    );
    let fields = vec![
        (
            "form_token".to_owned(),
            crate::steps::token(&mut imani).await,
        ),
        ("form_key".to_owned(), "a".repeat(64)),
        ("choose".to_owned(), "all".to_owned()),
    ];
    for path in ["/certificates/confirm", "/certificates/issue"] {
        assert_eq!(imani.post(path, &fields).await.status, 409);
    }
    assert_eq!(rows(&app, "certificate_batch").await, 0);
}

#[tokio::test]
async fn trying_out_codes_is_slowed() {
    let app = TestApp::start().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    issue_all(&mut app.business_manager().at("Northside").sign_in().await).await;
    let code = code_in(&app.mails_to(email(&asha)).await[0]);
    let mut anyone = app.browser();
    let page = anyone.get("/check").await.ok();
    assert_eq!(page.heading(), "Check a certificate");
    for typed in [
        code.clone(),
        code.to_uppercase(),
        format!("{}/check/{code}", app.url()),
        format!("{}%20{}", &code[..32], &code[32..]),
    ] {
        let page = anyone.get(&format!("/check?code={typed}")).await.ok();
        assert_eq!(page.path, format!("/check/{code}"), "{typed}");
    }
    let wrong = anyone.get("/check?code=TA-2026-000001").await;
    assert_eq!(
        (wrong.status, wrong.errors().len()),
        (422, 1),
        "a number is not enough"
    );
    assert_eq!(
        rows(&app, "guess").await,
        0,
        "an honest check writes nothing"
    );
    for guess in 0..5 {
        let page = anyone
            .get(&format!("/check/{}", format!("{guess:x}").repeat(64)))
            .await;
        assert_eq!(
            (page.status, page.heading().as_str()),
            (404, "No certificate has this code")
        );
    }
    assert_eq!(
        anyone
            .get(&format!("/check/{}", "f".repeat(64)))
            .await
            .status,
        429,
        "too many guesses from one place"
    );
    app.advance(TimeDelta::seconds(31));
    anyone.get(&format!("/check/{code}")).await.ok();
}

#[tokio::test]
async fn a_completion_in_two_orders_gets_one_certificate() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let page = imani.get("/certificates").await.ok();
    let first = imani.submit(&page, "Continue with all", &[]).await.ok();
    let second = imani.submit(&page, "Continue with all", &[]).await.ok();
    imani.submit(&first, "Issue 1 certificate", &[]).await.ok();
    let order = imani.submit(&second, "Issue 1 certificate", &[]).await.ok();
    assert!(
        order.text().contains("Nothing was issued"),
        "{}",
        order.text()
    );
    app.run_jobs().await;
    assert_eq!(
        (rows(&app, "certificate").await, app.mails().await.len()),
        (1, 1)
    );
}

#[tokio::test]
async fn the_file_is_for_the_board_and_for_those_who_see_the_person() {
    let app = TestApp::start().await;
    let boss = app.manager().at("Northside").create().await;
    let asha = app
        .learner()
        .at("Northside")
        .managed_by(&boss)
        .create()
        .await;
    has_passed(&app, &asha, "awareness").await;
    issue_all(&mut app.business_manager().at("Northside").sign_in().await).await;
    app.run_jobs().await;
    let certificate = certificate_of(&app, &asha).await;
    let path = format!("/people/{}/certificates/{certificate}", asha.person);
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    for browser in [
        &mut app.sign_in(&boss).await,
        &mut lead,
        &mut app.administrator().at("Riverside").sign_in().await,
    ] {
        let file = browser.get(&path).await.ok();
        assert!(file.bytes.starts_with(b"%PDF-"));
    }
    for builder in [
        app.manager().at("Northside"),
        app.training_lead().at("Riverside"),
        app.learner().at("Northside"),
    ] {
        builder.sign_in().await.get(&path).await.assert_not_found();
    }
    let ben = app.learner().at("Northside").create().await;
    lead.get(&format!(
        "/people/{}/certificates/{certificate}",
        ben.person
    ))
    .await
    .assert_not_found();
    let mut other = app.sign_in(&ben).await;
    other
        .get(&format!("/my-training/certificates/{certificate}"))
        .await
        .assert_not_found();
    other
        .get(&format!("/certificates/{certificate}/pdf"))
        .await
        .assert_not_found();
}

#[tokio::test]
async fn updating_can_be_stopped() {
    let app = TestApp::start().await;
    let mut imani = app.business_manager().at("Northside").sign_in().await;
    let asha = app.learner().at("Northside").create().await;
    has_passed(&app, &asha, "awareness").await;
    let order = issue_all(&mut imani).await;
    assert_eq!(order.header("refresh"), "2");
    let still = imani.get(&order.link("Stop updating").unwrap()).await.ok();
    assert_eq!(still.header("refresh"), "");
    assert!(
        still.text().contains("0 of 1 issued")
            && still.link("let this page update itself").is_some(),
        "{}",
        still.text()
    );
}
