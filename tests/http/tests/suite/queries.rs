//! How many queries each page needs: a fixed number, however many people there are.

use crate::catalogue::ratifies_awareness;
use crate::records::{claims_half_day, path, verifies};
use crate::steps::{
    arranged, behind_its_back, comes_from_employer, current, has_deputy, has_passed,
    is_at_the_quiz, is_away, linked_to_employer, module, read_all_screens, set_up_employer, to_see,
};
use domain::{
    access::{Actor, ChangeOwnAccount, GrantRole, Role, permit},
    ids::OrganisationId,
};
use server::demo;
use std::collections::BTreeMap;
use store::people::{NewGrant, begin_sign_in, confirm_totp, grant_role, offer_totp};
use testkit::{Browser, Someone, TestApp};
use ui::web::Method;

/// Who asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    /// Somebody who holds every role and has everything.
    Everybody,
    /// Somebody who has given a password and not yet the code.
    HalfSignedIn,
    /// Nobody who is known.
    Visitor,
}

use By::{Everybody, HalfSignedIn, Visitor};

/// Each page, by its row in the table of routes, with the most queries it may need.
const PAGES: &[(By, &str, u64)] = &[
    (Everybody, "/", 1),
    (Visitor, "/accessibility", 0),
    (Visitor, "/privacy", 0),
    (Visitor, "/about", 0),
    (Visitor, "/health", 1),
    (Everybody, "/my-training", 10),
    (Everybody, "/my-training/certificates/{certificate}", 2),
    (Everybody, "/learn", 4),
    (Everybody, "/learn/{module}", 4),
    (Everybody, "/learn/{module}/about", 4),
    (Everybody, "/learn/{module}/{version}/pictures/{picture}", 2),
    (Everybody, "/learn/{module}/screens/{screen}", 8),
    (Everybody, "/learn/{module}/quiz", 4),
    (Everybody, "/learn/{module}/quiz/questions/{place}", 5),
    (Everybody, "/learn/{module}/quiz/check", 5),
    (Everybody, "/learn/{module}/result", 6),
    (Everybody, "/overview", 13),
    (Everybody, "/overview/figures", 5),
    (Everybody, "/overview/people", 6),
    (Everybody, "/overview/people/list", 5),
    (Everybody, "/overview/people/except", 1),
    (Everybody, "/overview/people/except/save", 1),
    (Everybody, "/people/{person}/exceptions/{exception}/end", 2),
    (Everybody, "/reminders", 4),
    (Everybody, "/reminders/holidays", 2),
    (Everybody, "/reminders/log", 5),
    (Everybody, "/reminders/log/list", 5),
    (Everybody, "/reminders/{organisation}/{level}", 7),
    (Everybody, "/overview/people/remind", 1),
    (Everybody, "/people/{person}/remind", 5),
    (Everybody, "/people/{person}/mail-stop", 4),
    (Everybody, "/cohorts", 7),
    (Everybody, "/cohorts/rules", 5),
    (Everybody, "/cohorts/rules/new", 4),
    (Everybody, "/cohorts/rules/{rule}", 6),
    (Everybody, "/cohorts/rules/{rule}/up", 12),
    (Everybody, "/cohorts/rules/{rule}/retire", 12),
    (Everybody, "/people/{person}/cohorts", 9),
    (Everybody, "/people/{person}/cohorts/{post}/answers", 2),
    (Everybody, "/people/{person}/cohorts/{post}/decisions", 2),
    (
        Everybody,
        "/people/{person}/cohorts/{post}/decisions/{decision}/end",
        2,
    ),
    (Everybody, "/people", 7),
    (Everybody, "/people?q=an", 7),
    (Everybody, "/people/new", 5),
    (Everybody, "/people/imports", 3),
    (Everybody, "/people/imports/new", 2),
    (Everybody, "/people/imports/{import}", 4),
    (Everybody, "/people/imports/{import}/columns", 4),
    (Everybody, "/people/imports/{import}/places", 7),
    (Everybody, "/people/imports/{import}/matches", 7),
    (Everybody, "/people/imports/{import}/missing", 4),
    (Everybody, "/people/imports/{import}/rows", 6),
    (Everybody, "/people/imports/{import}/file", 5),
    (Everybody, "/people/imports/{import}/confirm", 4),
    (Everybody, "/people/imports/{import}/discard", 4),
    (Everybody, "/people/imports/{import}/undo", 4),
    (Everybody, "/people/{person}", 19),
    (Everybody, "/people/{person}/certificates/{certificate}", 3),
    (Everybody, "/people/{person}/timeline", 8),
    (Everybody, "/people/{person}/deputies", 5),
    (Everybody, "/people/{person}/deputies/{deputy}/end", 2),
    (Everybody, "/people/{person}/posts/{post}/absences/new", 4),
    (
        Everybody,
        "/people/{person}/posts/{post}/absences/{absence}",
        5,
    ),
    (
        Everybody,
        "/people/{person}/posts/{post}/absences/{absence}/remove",
        5,
    ),
    (Everybody, "/people/{person}/edit", 4),
    (Everybody, "/people/{person}/invite", 2),
    (Everybody, "/people/{person}/posts/new", 5),
    (
        Everybody,
        "/people/{person}/posts/new?organisation={organisation}",
        6,
    ),
    (Everybody, "/people/{person}/posts/{post}", 5),
    (Everybody, "/people/{person}/posts/{post}/end", 5),
    (Everybody, "/people/{person}/reset-attempts", 2),
    (Everybody, "/people/{person}/roles", 6),
    (Everybody, "/people/{person}/roles/{grant}/end", 4),
    (Everybody, "/people/{person}/sign-ins", 4),
    (Everybody, "/people/{person}/sign-ins/{link}/end", 4),
    (Everybody, "/people/{person}/slip", 2),
    (Everybody, "/views", 2),
    (Everybody, "/views/{view}", 2),
    (Everybody, "/views/{view}/remove", 2),
    (Everybody, "/framework/arrangements", 5),
    (Everybody, "/framework/arrangements/waves/new", 3),
    (Everybody, "/framework/arrangements/waves/{wave}/end", 6),
    (Everybody, "/framework/arrangements/updates/new", 2),
    (Everybody, "/framework/arrangements/updates/{update}/end", 6),
    (Everybody, "/framework", 5),
    (Everybody, "/framework/versions/{version}", 4),
    (Everybody, "/framework/versions/{version}/changes", 4),
    (Everybody, "/framework/drafts/new", 2),
    (Everybody, "/framework/drafts/{draft}", 10),
    (Everybody, "/framework/drafts/{draft}/read", 3),
    (Everybody, "/framework/drafts/{draft}/changes", 4),
    (Everybody, "/framework/drafts/{draft}/comments", 3),
    (Everybody, "/framework/drafts/{draft}/preview", 6),
    (Everybody, "/framework/drafts/{draft}/transitions", 4),
    (Everybody, "/framework/drafts/{draft}/about", 2),
    (Everybody, "/framework/drafts/{draft}/requirements", 2),
    (Everybody, "/framework/drafts/{draft}/levels", 2),
    (Everybody, "/framework/drafts/{draft}/levels/new", 2),
    (Everybody, "/framework/drafts/{draft}/levels/{level}", 2),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/remove",
        4,
    ),
    (Everybody, "/framework/drafts/{draft}/cohorts", 2),
    (Everybody, "/framework/drafts/{draft}/cohorts/new", 2),
    (Everybody, "/framework/drafts/{draft}/cohorts/{cohort}", 2),
    (
        Everybody,
        "/framework/drafts/{draft}/cohorts/{cohort}/remove",
        4,
    ),
    (Everybody, "/framework/drafts/{draft}/questions", 2),
    (Everybody, "/framework/drafts/{draft}/questions/new", 2),
    (
        Everybody,
        "/framework/drafts/{draft}/questions/{question}",
        2,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/questions/{question}/remove",
        4,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/about",
        2,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/before",
        2,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/times",
        2,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/refresher",
        2,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/reminders",
        2,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/accepts",
        2,
    ),
    (
        Everybody,
        "/framework/drafts/{draft}/levels/{level}/mapping",
        2,
    ),
    (Everybody, "/framework/drafts/{draft}/share", 2),
    (Everybody, "/framework/drafts/{draft}/endorse", 4),
    (Everybody, "/framework/drafts/{draft}/take-back", 2),
    (Everybody, "/framework/drafts/{draft}/publish", 7),
    (Everybody, "/framework/drafts/{draft}/give-up", 2),
    (Everybody, "/people/sign-ins", 4),
    (Everybody, "/people/sign-ins/{identity}", 5),
    (Everybody, "/people/sign-ins/{identity}/refuse", 3),
    (Everybody, "/people/sign-ins/{identity}/take-back", 3),
    (Everybody, "/organisations", 3),
    (Everybody, "/organisations/new", 2),
    (Everybody, "/organisations/districts/new", 1),
    (Everybody, "/organisations/{organisation}", 4),
    (Everybody, "/organisations/{organisation}/sign-in", 4),
    (Everybody, "/organisations/{organisation}/sign-in/check", 2),
    (Everybody, "/organisations/{organisation}/teams/new", 3),
    (Everybody, "/organisations/{organisation}/teams/{team}", 3),
    (Everybody, "/board", 3),
    (Everybody, "/board/counted", 4),
    (Everybody, "/board/evaluation", 4),
    (Everybody, "/board/ratifications", 6),
    (Everybody, "/board/ratifications/{training}", 5),
    (Everybody, "/board/ratifications/{training}/withdraw", 5),
    (Everybody, "/menu", 11),
    (Everybody, "/menu/new", 2),
    (Everybody, "/menu/{course}", 4),
    (Everybody, "/menu/{course}/change", 3),
    (Everybody, "/menu/{course}/history", 3),
    (Everybody, "/sessions", 17),
    (Everybody, "/sessions/approvals", 2),
    (Everybody, "/sessions/charges", 3),
    (Everybody, "/sessions/charges/amounts", 2),
    (Everybody, "/sessions/charges/list", 2),
    (Everybody, "/sessions/charges/{charge}/waive", 2),
    (Everybody, "/sessions/settings", 2),
    (Everybody, "/sessions/file", 1),
    (Everybody, "/sessions/file/template", 8),
    (Everybody, "/sessions/month", 5),
    (Everybody, "/sessions/requests", 3),
    (Everybody, "/sessions/requests/new", 4),
    (Everybody, "/sessions/requests/{request}", 2),
    (Everybody, "/sessions/requests/{request}/decline", 2),
    (Everybody, "/sessions/new", 8),
    (Everybody, "/sessions/{session}", 15),
    (Everybody, "/sessions/{session}/book", 10),
    (Everybody, "/sessions/{session}/people", 3),
    (Everybody, "/sessions/{session}/bookings", 3),
    (Everybody, "/sessions/{session}/messages", 4),
    (Everybody, "/sessions/{session}/venue", 3),
    (Everybody, "/sessions/{session}/change", 11),
    (Everybody, "/sessions/{session}/confirm", 2),
    (Everybody, "/sessions/{session}/cancel", 2),
    (Everybody, "/venues", 3),
    (Everybody, "/directory", 9),
    (Everybody, "/directory/mine", 8),
    (Everybody, "/directory/ask", 3),
    (Everybody, "/directory/questions", 6),
    (Everybody, "/directory/questions/{advice}", 2),
    (Everybody, "/directory/settings", 7),
    (Everybody, "/directory/export", 4),
    (Everybody, "/spocs", 13),
    (Everybody, "/spocs/{organisation}", 10),
    (Everybody, "/spocs/{organisation}/name", 8),
    (Everybody, "/spocs/{organisation}/terms", 9),
    (Everybody, "/spocs/{organisation}/{spoc}/end", 2),
    (Everybody, "/venues/new", 1),
    (Everybody, "/venues/{venue}", 2),
    (Everybody, "/sessions/summary", 9),
    (Everybody, "/sessions/summary/list", 9),
    (Everybody, "/sessions/{session}/summary", 12),
    (Everybody, "/sessions/{session}/costs", 11),
    (Everybody, "/budget", 3),
    (Everybody, "/budget/new", 1),
    (Everybody, "/budget/{line}", 2),
    (Everybody, "/bookings/{booking}/evaluation", 6),
    (Everybody, "/bookings/{booking}/follow-up", 6),
    (Everybody, "/sessions/{session}/register", 8),
    (Everybody, "/sessions/{session}/sheet", 9),
    (Everybody, "/sessions/{session}/code", 5),
    (Everybody, "/sessions/{session}/walk-ins", 3),
    (Everybody, "/sessions/{session}/walk-ins/new", 4),
    (Everybody, "/sessions/{session}/share", 2),
    (Everybody, "/here", 1),
    (Everybody, "/bookings/{booking}", 6),
    (Everybody, "/bookings/{booking}/cancel", 5),
    (Everybody, "/bookings/{booking}/substitute", 4),
    (Everybody, "/bookings/{booking}/transfer", 7),
    (Everybody, "/bookings/{booking}/approval", 5),
    (Everybody, "/claims", 4),
    (Everybody, "/claims/new", 4),
    (Everybody, "/claims/{claim}", 9),
    (Everybody, "/claims/{claim}/evidence/{step}", 5),
    (Everybody, "/claims/{claim}/add", 5),
    (Everybody, "/claims/{claim}/take-back", 5),
    (Everybody, "/claims/{claim}/verify", 6),
    (Everybody, "/claims/{claim}/ask", 6),
    (Everybody, "/claims/{claim}/refuse", 6),
    (Everybody, "/claims/{claim}/withdraw", 6),
    (Everybody, "/board/texts?board={board}", 3),
    (Everybody, "/board/texts/{text}?board={board}", 3),
    (Everybody, "/board/logo?board={board}", 2),
    (Everybody, "/board/logo/picture?board={board}", 3),
    (Everybody, "/board/logo/remove?board={board}", 2),
    (Everybody, "/certificates", 10),
    (Everybody, "/certificates/confirm", 1),
    (Everybody, "/certificates/issue", 1),
    (Everybody, "/certificates/issued", 3),
    (Everybody, "/certificates/orders", 2),
    (Everybody, "/certificates/orders/{batch}", 5),
    (Everybody, "/certificates/preview/{completion}", 4),
    (Everybody, "/certificates/{certificate}", 5),
    (Everybody, "/certificates/{certificate}/pdf", 3),
    (Everybody, "/certificates/{certificate}/revise", 3),
    (
        Everybody,
        "/certificates/{certificate}/revise/check?name=X",
        4,
    ),
    (
        Everybody,
        "/certificates/{certificate}/revise/preview?name=X",
        3,
    ),
    (Everybody, "/certificates/{certificate}/revoke", 3),
    (Visitor, "/check", 0),
    (Visitor, "/check/{code}", 3),
    (Everybody, "/account", 4),
    (Everybody, "/account/calendar", 2),
    (Visitor, "/calendar/{feed}", 4),
    (Everybody, "/account/data", 60),
    (Everybody, "/account/data/file", 60),
    (Everybody, "/account/data/completions", 60),
    (Everybody, "/people/{person}/data", 61),
    (Everybody, "/people/{person}/merge", 5),
    (Everybody, "/people/{person}/merge/{other}", 8),
    (Everybody, "/people/{person}/mergers/{merger}", 9),
    (Everybody, "/organisations/{organisation}/retention", 5),
    (
        Everybody,
        "/organisations/{organisation}/retention/{proposal}",
        3,
    ),
    (
        Everybody,
        "/organisations/{organisation}/retention/{proposal}/{person}",
        2,
    ),
    (Everybody, "/account/second-factor", 5),
    (Everybody, "/account/second-factor/phone", 2),
    (Everybody, "/account/recovery-codes", 2),
    (Everybody, "/account/stay", 2),
    (Visitor, "/sign-in", 4),
    (Visitor, "/sign-in/employer", 1),
    (Everybody, "/sign-in/employer/back", 1),
    (Everybody, "/sign-in/employer/{organisation}", 1),
    (Visitor, "/sign-in/staff-number", 1),
    (HalfSignedIn, "/sign-in/code", 2),
    (Visitor, "/forgot-password", 0),
    (Visitor, "/link/{token}", 1),
];

/// Pages that are there only in a partnership of another kind, or for another person, each with a test of its own below.
const ELSEWHERE: [&str; 3] = [
    "/first-run",
    "/organisations/demo",
    "/people/{person}/second-factor",
];

#[tokio::test]
async fn the_queries_of_every_page_are_counted() {
    let app = TestApp::start().await;
    let routes = server::site::routes(&app.passwords);
    let pages = routes.iter().filter(|route| route.method == Method::Get);
    let counted = |path: &&str| {
        let is_row = |(_, row, _): &(By, &str, u64)| row.split('?').next() == Some(*path);
        PAGES.iter().any(is_row) || ELSEWHERE.contains(path)
    };
    let missing: Vec<_> = pages
        .clone()
        .map(|route| route.path)
        .filter(|path| !counted(path))
        .collect();
    assert!(
        missing.is_empty(),
        "Nobody counts the queries of {missing:#?}. Add a line for each to PAGES, with the most that it may need."
    );
    let gone: Vec<_> = PAGES
        .iter()
        .map(|(_, row, _)| row.split('?').next().unwrap_or_default())
        .chain(ELSEWHERE)
        .filter(|row| !pages.clone().any(|route| route.path == *row))
        .collect();
    assert!(gone.is_empty(), "these are no pages any more: {gone:?}");
}

/// Somebody in every role, with a completion of each kind, a certificate and an attempt under way.
async fn everybody(app: &TestApp) -> Someone {
    // Pages offer what there is to choose from, so there is a choice from the first.
    app.organisation("Riverside").await;
    let someone = app
        .administrator()
        .at("Northside")
        .named("Anna Everybody")
        .create()
        .await;
    // And there is somebody to ask.
    let listed = "INSERT INTO directory_level (board_id, level) SELECT id, 'AW' FROM board";
    behind_its_back(app, listed).await;
    let may = permit(&Actor::Program, GrantRole {}).expect("the program may");
    let (organisation, board) = (
        Some(app.organisation("Northside").await),
        Some(app.board("Northside").await),
    );
    let starts_on = app.site.today();
    for (role, organisation, board) in [
        (Role::Manager, organisation, None),
        (Role::TrainingLead, organisation, None),
        (Role::BusinessManager, None, board),
    ] {
        let new = NewGrant {
            person: someone.person,
            role,
            organisation,
            board,
            starts_on,
        };
        grant_role(app.site.services(), &may, &new)
            .await
            .expect("a role can be granted");
    }
    has_passed(app, &someone, "awareness").await;
    let northside = app.organisation("Northside").await;
    set_up_employer(app, northside).await;
    linked_to_employer(app, northside, &someone).await;
    let mut browser = app.sign_in(&someone).await;
    let page = browser.get("/certificates").await.ok();
    let confirm = browser.submit(&page, "Continue with all", &[]).await.ok();
    browser.submit(&confirm, "Issue", &[]).await.ok();
    app.run_jobs().await;
    has_passed(app, &someone, "procurement-and-members").await;
    is_at_the_quiz(app, &someone, "frontline-practitioner").await;
    behind_its_back(app, "UPDATE board SET logo = '<svg/>'").await;
    ratifies_awareness(&mut browser).await;
    claims_half_day(app, &mut browser).await;
    someone
}

/// Somebody with a role whose second factor is set up.
async fn with_second_factor(app: &TestApp) -> Someone {
    let services = app.site.services();
    let lead = app.training_lead().at("Northside").create().await;
    let person = lead.person;
    let may = permit(&Actor::Program, ChangeOwnAccount { person }).expect("the program may");
    offer_totp(services, &may, lead.account, &[7; 20])
        .await
        .expect("a second factor can be offered");
    confirm_totp(services, &may, lead.account, 0, &["A".to_owned()])
        .await
        .expect("a second factor can be set up");
    lead
}

/// The claim of a colleague at Northside.
async fn colleagues_claim(app: &TestApp) -> String {
    let mut colleague = app.learner().at("Northside").sign_in().await;
    path(&claims_half_day(app, &mut colleague).await)
}

/// A browser for each of those who ask.
async fn browsers(app: &TestApp, someone: &Someone) -> BTreeMap<By, Browser> {
    let services = app.site.services();
    let half = with_second_factor(app).await;
    let token = begin_sign_in(services, half.account, false, "a test").await;
    let mut half = app.browser();
    half.set_cookie("cascade", &token.expect("a sign-in can begin"));
    BTreeMap::from([
        (Everybody, app.sign_in(someone).await),
        (HalfSignedIn, half),
        (Visitor, app.browser()),
    ])
}

/// Something that was decided about somebody's cohorts, and a role that they hold.
async fn decision_and_grant(browser: &mut Browser, someone: &Someone) -> (String, String) {
    let person = format!("/people/{}", someone.person);
    let cohorts = browser.get(&format!("{person}/cohorts")).await.ok();
    let decision = cohorts
        .attributes("main form", "action")
        .into_iter()
        .find(|action| action.ends_with("/end"))
        .unwrap();
    let roles = browser.get(&format!("{person}/roles")).await;
    let grant = roles.link("End").unwrap();
    let part = |path: &str, place: usize| path.split('/').nth(place).unwrap().to_owned();
    (part(&decision, 6), part(&grant, 4))
}

type Words = Vec<(&'static str, String)>;

/// The words of pages about claims and the menu.
async fn claims(app: &TestApp, browser: &mut Browser, someone: &Someone) -> Words {
    let (services, seen) = (app.site.services(), to_see(someone));
    let claim = store::records::claims_of(services, &seen)
        .await
        .unwrap()
        .remove(0)
        .id;
    let step = store::records::steps(services, &seen, claim).await.unwrap();
    let course = store::catalogue::courses(services).await.unwrap().remove(0);
    let waiting = colleagues_claim(app).await;
    let verified = colleagues_claim(app).await;
    verifies(browser, &verified).await;
    vec![
        // Nobody decides on their own.
        ("/claims/{claim}/verify", format!("{waiting}/verify")),
        ("/claims/{claim}/ask", format!("{waiting}/ask")),
        ("/claims/{claim}/refuse", format!("{waiting}/refuse")),
        ("/claims/{claim}/withdraw", format!("{verified}/withdraw")),
        ("{claim}", claim.to_string()),
        ("{step}", step[0].id.to_string()),
        ("{course}", course.id.to_string()),
    ]
}

/// The words of pages about who goes first, times away, deputies and views.
async fn arrangements(app: &TestApp, browser: &mut Browser, someone: &Someone) -> Words {
    let (wave, update) = arranged(app).await;
    let narrowed = browser.get("/people?q=asha").await.ok();
    let named = [("What do you want to call it?", "Ashas")];
    browser
        .submit(&narrowed, "Save the view", &named)
        .await
        .ok();
    let views = browser.get("/views").await.ok();
    let view = views.link("Rename Ashas").unwrap();
    vec![
        ("{wave}", wave),
        ("{update}", update),
        ("{view}", view.rsplit('/').next().unwrap().to_owned()),
        ("{absence}", is_away(app, someone).await),
        ("{deputy}", {
            let other = app.learner().at("Northside").create().await;
            has_deputy(app, someone, &other).await
        }),
    ]
}

/// The words of pages about sessions: one that somebody has booked, and another one that can be booked.
async fn sessions(app: &TestApp, someone: &Someone) -> Words {
    let new = crate::sessions::plan(app, crate::sessions::SEMINAR, 30).await;
    let open = crate::sessions::is_on(app, "Northside", &new).await;
    let (session, booking) = crate::sessions::booked(app, "Northside", someone, Vec::new()).await;
    let other = app.learner().at("Northside").create().await;
    let (_, theirs) = crate::sessions::booked(app, "Northside", &other, Vec::new()).await;
    let mut browser = app.sign_in(someone).await;
    let feed = crate::session_messages::makes_address(&mut browser, "/account/calendar").await;
    let feed = feed.rsplit('/').next().unwrap().to_owned();
    vec![
        // Nobody agrees to their own.
        (
            "/bookings/{booking}/approval",
            format!("/bookings/{theirs}/approval"),
        ),
        ("/sessions/{session}/book", format!("/sessions/{open}/book")),
        (
            "{venue}",
            crate::putting_on::a_venue(app, "Northside")
                .await
                .to_string(),
        ),
        (
            "{request}",
            crate::session_requests::asked(app, someone).await,
        ),
        ("{session}", session),
        (
            "{charge}",
            crate::booking_changes::charged(app, &booking).await,
        ),
        ("{booking}", booking),
        ("{feed}", feed),
        ("{advice}", crate::advice::asked(app, someone).await),
        ("{spoc}", crate::spocs::named(app, someone).await),
        ("{line}", {
            let organisation = app.organisation("Northside").await;
            crate::costs::a_line(app, organisation).await
        }),
    ]
}

/// The words of pages about mergers and leavers.
async fn mergers(app: &TestApp, someone: &Someone, organisation: OrganisationId) -> Words {
    let (other, merger) = crate::keeping::merged(app, "Northside", someone.person).await;
    let another = app.learner().at("Northside").create().await.person;
    let proposal = crate::keeping::proposal(app, organisation, someone.person).await;
    behind_its_back(app, "UPDATE anonymising SET withdrawn_at = NULL").await;
    vec![
        // Nobody merges their own.
        (
            "/people/{person}/merge/{other}",
            format!("/people/{other}/merge/{another}"),
        ),
        ("{merger}", merger),
        ("{proposal}", proposal),
    ]
}

/// What stands in an address for each word in braces.
async fn words(app: &TestApp, someone: &Someone) -> Words {
    let services = app.site.services();
    let seen = to_see(someone);
    let own = store::certificates::of_person(services, &seen)
        .await
        .unwrap()
        .remove(0);
    let post = store::people::posts(services, &seen)
        .await
        .unwrap()
        .remove(0);
    let teams = store::organisations::teams(services, post.organisation_id.into())
        .await
        .unwrap();
    let current = current(app, "awareness").await;
    let mut browser = app.sign_in(someone).await;
    let list = browser.get("/certificates").await.ok();
    let completion = list.attributes("input[name=completion]", "value").remove(0);
    let orders = browser.get("/certificates/orders").await.ok();
    let batch = orders
        .attributes("main a", "href")
        .into_iter()
        .find_map(|href| Some(href.strip_prefix("/certificates/orders/")?.to_owned()));
    let rule = app.rule("Northside", "Nobody at all", &["Q1"]).await;
    let (decision, grant) = decision_and_grant(&mut browser, someone).await;
    let organisation = post.organisation_id.into();
    let link = store::employer_sign_in::links_of(services, &seen)
        .await
        .unwrap()
        .remove(0);
    let framework = store::framework::in_force(services, app.site.today())
        .await
        .unwrap()
        .unwrap();
    let draft = crate::framework_drafts::shared(&mut browser).await;
    let draft = draft.rsplit('/').next().unwrap().to_owned();
    let mut words = claims(app, &mut browser, someone).await;
    words.extend(arrangements(app, &mut browser, someone).await);
    words.extend(mergers(app, someone, organisation).await);
    words.extend(sessions(app, someone).await);
    words.extend([
        ("{training}", format!("module-{}", current.id)),
        ("{text}", "session-offer".to_owned()),
        (
            "{identity}",
            comes_from_employer(app, organisation, "waits here").await,
        ),
        ("{link}", link.identity.to_string()),
        (
            "/framework/versions/{version}",
            format!("/framework/versions/{}", framework.id),
        ),
        ("{draft}", draft),
        ("{level}", "AW".to_owned()),
        ("{cohort}", "C1".to_owned()),
        ("{question}", "Q1".to_owned()),
        ("{person}", someone.person.to_string()),
        ("{certificate}", own.id.to_string()),
        ("{code}", own.code),
        ("{post}", post.id.to_string()),
        ("{organisation}", post.organisation_id.to_string()),
        ("{board}", app.board("Northside").await.to_string()),
        ("{team}", teams[0].id.to_string()),
        ("{version}", current.id.to_string()),
        ("{picture}", current.module.pictures[0].name.clone()),
        ("{completion}", completion),
        ("{batch}", batch.unwrap()),
        ("{import}", crate::imports::a_list(app, "Northside").await),
        ("{grant}", grant),
        ("{rule}", rule.to_string()),
        ("{exception}", rule.to_string()),
        ("{decision}", decision),
        ("{screen}", "2".to_owned()),
        ("{place}", "1".to_owned()),
        ("{token}", "0".repeat(64)),
    ]);
    words
}

async fn count(app: &TestApp, browser: &mut Browser, path: &str) -> u64 {
    browser.get_once(path).await;
    let before = app.site.db.queries();
    let page = browser.get_once(path).await;
    let is_fine = [200, 303].contains(&page.status) || path.starts_with("/link/");
    assert!(is_fine, "{path}: {}", page.status);
    app.site.db.queries() - before
}

async fn counts(app: &TestApp, someone: &Someone) -> Vec<(&'static str, u64)> {
    let words = words(app, someone).await;
    let mut browsers = browsers(app, someone).await;
    let mut counts = Vec::new();
    for (by, path, _) in PAGES {
        // The quiz of one module is under way, another has been passed.
        let module = if path.contains("/quiz/") {
            "frontline-practitioner"
        } else {
            "awareness"
        };
        let filled = words
            .iter()
            .fold(path.replace("{module}", module), |path, (word, value)| {
                path.replace(word, value)
            });
        let browser = browsers.get_mut(by).expect("each has a browser");
        counts.push((*path, count(app, browser, &filled).await));
    }
    counts.push((
        "the page that confirms an order",
        confirming(app, someone).await,
    ));
    counts
}

/// The queries of the page that says what an order would come to, which is posted for.
async fn confirming(app: &TestApp, someone: &Someone) -> u64 {
    let mut browser = app.sign_in(someone).await;
    let list = browser.get("/certificates").await.ok();
    let before = app.site.db.queries();
    browser.submit(&list, "Continue with all", &[]).await.ok();
    app.site.db.queries() - before
}

#[tokio::test]
async fn every_page_needs_a_fixed_number_of_queries() {
    let few = TestApp::start().await;
    let someone = everybody(&few).await;
    let with_few = counts(&few, &someone).await;
    let many = TestApp::start().await;
    let someone = everybody(&many).await;
    demo::import(many.site.services(), &many.passwords, 400)
        .await
        .unwrap();
    for _ in 0..30 {
        let other = many
            .learner()
            .at("Northside")
            .managed_by(&someone)
            .create()
            .await;
        has_passed(&many, &other, "awareness").await;
        let mut browser = many.sign_in(&other).await;
        claims_half_day(&many, &mut browser).await;
        let northside = many.organisation("Northside").await;
        comes_from_employer(&many, northside, &format!("waits {}", other.person)).await;
    }
    has_passed(&many, &someone, "first-responder").await;
    // The sign-in page offers the demo's personas, which a partnership of its own does not.
    behind_its_back(&many, "UPDATE district SET demo = false").await;
    let with_many = counts(&many, &someone).await;
    assert_eq!(
        with_few, with_many,
        "the number of queries does not depend on the number of people"
    );
    let too_many: Vec<_> = PAGES
        .iter()
        .zip(&with_few)
        .filter(|((_, _, most), (_, needed))| needed > most)
        .collect();
    assert!(too_many.is_empty(), "{too_many:?}");
}

#[tokio::test]
async fn the_pages_of_the_first_and_the_last_day_of_a_demo_need_a_fixed_number_of_queries() {
    let empty = TestApp::start().await;
    server::sign_in::offer_first_run(empty.site.services())
        .await
        .unwrap();
    assert!(count(&empty, &mut empty.browser(), "/first-run").await <= 2);
    let mut needed = Vec::new();
    for people in [60, 400] {
        let app = TestApp::start().await;
        demo::import(app.site.services(), &app.passwords, people)
            .await
            .unwrap();
        let mut admin = app.administrator().at("Northside").sign_in().await;
        needed.push((
            count(&app, &mut admin, "/organisations/demo").await,
            count(&app, &mut app.browser(), "/sign-in").await,
        ));
    }
    assert!(needed[0] == needed[1] && needed[0] <= (4, 4), "{needed:?}");
}

#[tokio::test]
async fn the_pages_about_a_second_factor_need_few_queries() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().sign_in().await;
    let lead = with_second_factor(&app).await;
    let taken = format!("/people/{}/second-factor", lead.person);
    assert!(count(&app, &mut admin, &taken).await <= 4);
    let mut lead = app.sign_in(&lead).await;
    for (path, most) in [
        ("/account/second-factor", 4),
        ("/account/second-factor/phone", 2),
        ("/account/recovery-codes", 2),
    ] {
        let needed = count(&app, &mut lead, path).await;
        assert!(needed <= most, "{path}: {needed}");
    }
}

#[tokio::test]
async fn a_screen_and_a_question_cost_the_same_on_every_page_of_a_module() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let mut needed = Vec::new();
    for screen in 1..=module.screens.len() {
        needed.push(
            count(
                &app,
                &mut asha,
                &format!("/learn/awareness/screens/{screen}"),
            )
            .await,
        );
    }
    assert!(needed.iter().all(|n| *n <= 8), "{needed:?}");
    crate::steps::begin_quiz(&mut asha, &module).await.ok();
    let mut needed = Vec::new();
    for place in 1..=10 {
        needed.push(
            count(
                &app,
                &mut asha,
                &format!("/learn/awareness/quiz/questions/{place}"),
            )
            .await,
        );
    }
    assert!(
        needed.iter().all(|n| *n <= 5 && *n == needed[0]),
        "{needed:?}"
    );
}
