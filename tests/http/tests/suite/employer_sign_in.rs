//! Signing in at the employer, at a real OpenID Connect provider (`tests/peers/oidc`).

use crate::steps::{behind_its_back, changed, everything, id, number, rows, set_provider, texts};
use chrono::TimeDelta;
use domain::{employer_sign_in::SecondFactor, ids::OrganisationId};
use serde_json::{Value, json};
use store::employer_sign_in::{ClientSecret, Provider};
use testkit::{Browser, CLIENT_ID, CLIENT_SECRET, EmployerProvider, Page, Someone, TestApp};

/// The tenant of Northside, and one that is nobody's here.
const NORTHSIDE: &str = "11111111-1111-4111-8111-111111111111";
const ELSEWHERE: &str = "22222222-2222-4222-8222-222222222222";

const ADDRESS: &str = "asha.rao@northside.example";

/// A program with sign-in by the employer for Northside, and the provider.
struct Northside {
    app: TestApp,
    provider: EmployerProvider,
    organisation: OrganisationId,
}

impl Northside {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let organisation = app.organisation("Northside").await;
        let provider = EmployerProvider::start(&app);
        let northside = Self {
            app,
            provider,
            organisation,
        };
        northside.set_up(|_| ()).await;
        northside
    }

    /// Sets it up with something other than usual.
    async fn set_up(&self, change: impl Fn(&mut Provider)) {
        let mut provider = Provider {
            organisation: self.organisation,
            is_on: true,
            title: "Northside Council".to_owned(),
            issuer: self.provider.issuer().to_owned(),
            client_id: CLIENT_ID.to_owned(),
            client_secret: ClientSecret::new(CLIENT_SECRET),
            tenants: vec![NORTHSIDE.to_owned()],
            second_factor: SecondFactor::Ours,
        };
        change(&mut provider);
        set_provider(&self.app, &provider).await;
    }

    /// Asha, whose address and number are in the staff list.
    async fn asha(&self) -> Someone {
        let asha = self.app.learner().at("Northside").named("Asha Rao");
        asha.staff_number("0042").email(ADDRESS).create().await
    }

    /// Goes from the sign-in page to the provider.
    async fn to_provider(&self, browser: &mut Browser) -> Page {
        let page = browser.get("/sign-in?back=/learn").await.ok();
        let href = page.link("Sign in with Northside Council").unwrap();
        let page = browser.get(&href).await.ok();
        assert_eq!(page.heading(), "Sign in at work", "{}", page.text());
        page
    }

    /// Signs in at the provider with some claims, and comes back.
    async fn sign_in(&self, browser: &mut Browser, claims: &Value) -> Page {
        self.with_fault(browser, claims, "").await
    }

    /// The same, with a fault in the ID token.
    async fn with_fault(&self, browser: &mut Browser, claims: &Value, fault: &str) -> Page {
        let page = self.to_provider(browser).await;
        let fill = [("Claims", claims.to_string()), ("Fault", fault.to_owned())];
        let fill = fill
            .each_ref()
            .map(|(label, value)| (*label, value.as_str()));
        browser.submit(&page, "Sign in", &fill).await
    }

    /// Signs in at the provider; the address it sends the browser back to, which has not been asked for yet.
    async fn way_back(&self, browser: &mut Browser, claims: &Value) -> String {
        let page = self.to_provider(browser).await;
        let claims = claims.to_string();
        let form = page.form("Sign in").fill(&[("Claims", &claims)]);
        let mut page = browser.post_once(&form.action, &form.fields).await;
        for _ in 0..5 {
            let next = page.header("location").to_owned();
            if next.contains("/sign-in/employer/back") {
                return next;
            }
            page = browser.get_once(&next).await;
        }
        panic!("{} does not lead back", page.path);
    }

    async fn is_signed_in(&self, browser: &mut Browser) -> bool {
        browser.get_once("/learn").await.status == 200
    }

    /// How the identities of Northside stand.
    async fn linked(&self) -> i64 {
        let sql = "SELECT COUNT(*) FROM employer_identity WHERE person_id IS NOT NULL";
        number(&self.app, sql).await
    }

    async fn waiting(&self) -> i64 {
        let sql = "SELECT COUNT(*) FROM employer_identity WHERE person_id IS NULL";
        number(&self.app, sql).await
    }
}

/// What Entra ID tells of Asha.
fn asha() -> Value {
    json!({
        "sub": "pairwise-asha", "tid": NORTHSIDE, "oid": "object-asha", "name": "Asha Rao",
        "email": ADDRESS, "xms_edov": true
    })
}

/// The same with some claims changed; `null` takes one out.
fn asha_with(changes: &Value) -> Value {
    let mut claims = asha();
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let told = claims.as_object_mut().unwrap();
    told.retain(|_, value| !value.is_null());
    claims
}

#[tokio::test]
async fn somebody_signs_in_at_the_employer_and_is_the_person_of_the_staff_list() {
    let northside = Northside::start().await;
    let asha_here = northside.asha().await;
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &asha()).await;
    assert_eq!(
        (page.status, page.path.as_str()),
        (200, "/learn"),
        "{}",
        page.text()
    );
    let page = browser.get("/account").await.ok();
    assert!(
        page.text().contains("Asha Rao") && page.text().contains("Signs in with the employer"),
        "{}",
        page.text()
    );
    // Nothing but who it is stays of what the provider told.
    let kept = "SELECT tenant || ' ' || subject || ' ' || name || COALESCE(email, '') FROM employer_identity";
    let kept = texts(&northside.app, kept).await;
    assert_eq!(kept, [format!("{NORTHSIDE} object-asha ")]);
    let entries = texts(
        &northside.app,
        "SELECT subject FROM audit WHERE act = 'LinkSignIn' AND actor IS NULL",
    )
    .await;
    assert_eq!(entries, [format!("person {}", asha_here.person)]);

    let mut lead = northside
        .app
        .training_lead()
        .at("Northside")
        .sign_in()
        .await;
    let page = lead
        .get(&format!("/people/{}", asha_here.person))
        .await
        .ok();
    assert!(
        page.text().contains("Account Signs in with the employer"),
        "{}",
        page.text()
    );
    let page = browser.get("/account").await.ok();
    let page = browser.submit(&page, "Sign out", &[]).await.ok();
    assert!(!northside.is_signed_in(&mut browser).await);
    // At the employer they are signed in still: the way there leads straight back.
    let href = page.link("Sign in with Northside Council").unwrap();
    assert_eq!(browser.get(&href).await.ok().path, "/my-training");
}

#[tokio::test]
async fn somebody_without_an_account_gets_one_by_signing_in_at_the_employer() {
    let northside = Northside::start().await;
    let asha_here = northside.asha().await;
    let account = id(&northside.app, asha_here.account);
    behind_its_back(
        &northside.app,
        &format!("DELETE FROM account WHERE id = {account}"),
    )
    .await;
    let mut browser = northside.app.browser();
    northside.sign_in(&mut browser, &asha()).await.ok();
    assert!(northside.is_signed_in(&mut browser).await);
    assert_eq!(rows(&northside.app, "account").await, 1);
}

#[tokio::test]
async fn the_same_account_is_the_same_person_after_the_address_has_changed() {
    let northside = Northside::start().await;
    northside.asha().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    let married = asha_with(&json!({
        "email": "asha.banerjee@northside.example", "name": "Asha Banerjee", "xms_edov": null
    }));
    let mut browser = northside.app.browser();
    northside.sign_in(&mut browser, &married).await.ok();
    let page = browser.get("/account").await.ok();
    assert!(page.text().contains(ADDRESS), "{}", page.text());
    assert_eq!(
        (northside.linked().await, northside.waiting().await),
        (1, 0)
    );
}

#[tokio::test]
async fn an_address_given_to_somebody_else_opens_no_old_record() {
    let northside = Northside::start().await;
    northside.asha().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    let namesake = asha_with(&json!({ "sub": "pairwise-other", "oid": "object-other" }));
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &namesake).await;
    assert_eq!(page.heading(), "Your training lead has to let you in");
    assert!(
        page.text().contains("signed in with another account"),
        "{}",
        page.text()
    );
    assert!(!northside.is_signed_in(&mut browser).await);
    assert_eq!(
        (northside.linked().await, northside.waiting().await),
        (1, 1)
    );
}

#[tokio::test]
async fn who_is_not_certain_waits_and_is_never_found_by_name() {
    let northside = Northside::start().await;
    northside.asha().await;
    let riverside = northside.app.learner().at("Riverside").named("Ben Ode");
    riverside.email("ben@riverside.example").create().await;
    let doubtful = [
        ("unverified", json!({ "xms_edov": null })),
        (
            "said to be unverified",
            json!({ "xms_edov": "0", "email_verified": false }),
        ),
        ("no address", json!({ "email": null })),
        ("no address that mail reaches", json!({ "email": "asha" })),
        ("only the name", json!({ "email": "rao@northside.example" })),
        ("the number of another", json!({ "employeeid": "0007" })),
        (
            "of another organisation",
            json!({ "email": "ben@riverside.example" }),
        ),
    ];
    for (place, (what, change)) in doubtful.into_iter().enumerate() {
        let mut claims = asha_with(&change);
        claims["oid"] = json!(format!("object-{place}"));
        claims["sub"] = json!(format!("pairwise-{place}"));
        let mut browser = northside.app.browser();
        let page = northside.sign_in(&mut browser, &claims).await;
        assert_eq!(
            page.heading(),
            "Your training lead has to let you in",
            "{what}: {}",
            page.text()
        );
        assert!(!northside.is_signed_in(&mut browser).await, "{what}");
        let waiting = i64::try_from(place).unwrap() + 1;
        let stand = (northside.linked().await, northside.waiting().await);
        assert_eq!(stand, (0, waiting), "{what}");
    }
    // What a provider other than Microsoft says counts as much, and the right number does no harm.
    let right = asha_with(
        &json!({ "xms_edov": null, "email_verified": "true", "employee_number": "00 42" }),
    );
    northside
        .sign_in(&mut northside.app.browser(), &right)
        .await
        .ok();
    assert_eq!(northside.linked().await, 1);
}

#[tokio::test]
async fn whoever_waits_is_let_in_when_the_staff_list_has_them() {
    let northside = Northside::start().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    assert_eq!(
        (northside.linked().await, northside.waiting().await),
        (0, 1)
    );
    northside.asha().await;
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &asha()).await.ok();
    assert_eq!(page.path, "/learn");
    assert_eq!(
        (northside.linked().await, northside.waiting().await),
        (1, 0)
    );
}

#[tokio::test]
async fn whoever_waits_is_linked_by_the_training_lead() {
    let northside = Northside::start().await;
    let here = northside.asha().await;
    let private = asha_with(&json!({ "email": "asha@home.example", "name": "Asha Rao" }));
    northside
        .sign_in(&mut northside.app.browser(), &private)
        .await
        .ok();
    let mut lead = northside
        .app
        .training_lead()
        .at("Northside")
        .sign_in()
        .await;
    let page = lead.get("/people").await.ok();
    let href = page
        .link("1 sign-in waits for you to say who it is")
        .unwrap();
    let page = lead.get(&href).await.ok();
    assert!(
        page.text().contains("asha@home.example")
            && page
                .text()
                .contains("Nobody with a post here has this e-mail address"),
        "{}",
        page.text()
    );
    let page = lead.get(&page.link("Asha Rao").unwrap()).await.ok();
    let nobody = lead.submit(&page, "Link", &[]).await;
    assert_eq!(nobody.status, 422);
    assert_eq!(
        nobody.errors(),
        ["Select the person it is. If they are not listed, look for them first"]
    );
    let form = page.form("Link").fill(&[("Asha Rao", "")]);
    let page = lead.post(&form.action, &form.fields).await.ok();
    assert!(
        page.text().contains("The sign-in has been linked."),
        "{}",
        page.text()
    );
    let audit = "SELECT COUNT(*) FROM audit WHERE act = 'LinkSignIn' AND actor IS NOT NULL";
    assert_eq!(number(&northside.app, audit).await, 1);
    let again = lead.post(&form.action, &form.fields).await;
    assert_eq!(again.heading(), "This sign-in waits no more");
    assert_eq!(number(&northside.app, audit).await, 1);

    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &private).await.ok();
    assert_eq!(page.path, "/learn");
    let page = lead
        .get(&format!("/people/{}/sign-ins", here.person))
        .await
        .ok();
    assert!(
        page.text().contains(&lead.who().name),
        "who linked it is said: {}",
        page.text()
    );
}

#[tokio::test]
async fn a_training_lead_decides_about_her_own_organisation_only() {
    let northside = Northside::start().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    let other = northside.app.learner().at("Riverside").create().await;
    let mut stranger = northside
        .app
        .training_lead()
        .at("Riverside")
        .sign_in()
        .await;
    let mut lead = northside
        .app
        .training_lead()
        .at("Northside")
        .sign_in()
        .await;
    let page = stranger.get("/people/sign-ins").await.ok();
    assert!(page.text().contains("No sign-in waits."), "{}", page.text());
    let list = lead.get("/people/sign-ins").await.ok();
    let href = list.link("Asha Rao").unwrap();
    stranger.get(&href).await.assert_not_found();
    let page = lead.get(&href).await.ok();
    let token = page.form("Refuse this sign-in").fields.remove(0);
    let elsewhere = vec![token, ("person".to_owned(), other.person.to_string())];
    let before = everything(&northside.app).await;
    let refused = lead.post(&href, &elsewhere).await;
    assert_eq!(refused.status, 404, "{}", refused.text());
    let after = everything(&northside.app).await;
    assert_eq!(changed(&before, &after), Vec::<&str>::new());
    // Not even an administrator links somebody who has no post there.
    let mut admin = northside
        .app
        .administrator()
        .at("Northside")
        .sign_in()
        .await;
    let page = admin.get(&href).await.ok();
    let token = page.form("Refuse this sign-in").fields.remove(0);
    let elsewhere = vec![token, ("person".to_owned(), other.person.to_string())];
    assert_eq!(admin.post(&href, &elsewhere).await.status, 404);
    assert_eq!(northside.linked().await, 0);
}

#[tokio::test]
async fn whoever_is_refused_stays_refused_until_it_is_taken_back() {
    let northside = Northside::start().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    let mut lead = northside
        .app
        .training_lead()
        .at("Northside")
        .sign_in()
        .await;
    let list = lead.get("/people/sign-ins").await.ok();
    let href = list.link("Asha Rao").unwrap();
    let page = lead.get(&href).await.ok();
    let page = lead.submit(&page, "Refuse this sign-in", &[]).await.ok();
    assert!(page.text().contains("has been refused"), "{}", page.text());
    northside.asha().await;
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &asha()).await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (409, "You cannot sign in with Northside Council here")
    );
    assert!(!northside.is_signed_in(&mut browser).await);
    let list = lead.get("/people/sign-ins?which=refused").await.ok();
    let page = lead.get(&list.link("Asha Rao").unwrap()).await.ok();
    let page = lead.submit(&page, "Take the refusal back", &[]).await.ok();
    assert!(page.text().contains("waits again"), "{}", page.text());
    let page = northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    assert_eq!(page.path, "/learn");
    let mut said = texts(
        &northside.app,
        "SELECT after_json FROM audit WHERE act = 'LinkSignIn' AND subject LIKE 'identity %'",
    )
    .await;
    said.sort();
    assert_eq!(said, ["\"refused\"", "\"waits again\""]);
}

#[tokio::test]
async fn only_an_administrator_links_somebody_who_holds_a_role() {
    let northside = Northside::start().await;
    let manager = northside
        .app
        .manager()
        .at("Northside")
        .named("Mina Manager");
    let manager = manager.create().await;
    let other = asha_with(&json!({ "name": "Mina Manager" }));
    northside
        .sign_in(&mut northside.app.browser(), &other)
        .await
        .ok();
    let mut lead = northside
        .app
        .training_lead()
        .at("Northside")
        .sign_in()
        .await;
    let list = lead.get("/people/sign-ins").await.ok();
    let href = list.link("Mina Manager").unwrap();
    let page = lead.get(&href).await.ok();
    let page = lead.submit(&page, "Link", &[("Mina Manager", "")]).await;
    assert_eq!(
        page.errors(),
        ["They hold a role in Cascade. Ask your administrator to link this sign-in."]
    );
    let mut admin = northside
        .app
        .administrator()
        .at("Northside")
        .sign_in()
        .await;
    let page = admin.get(&href).await.ok();
    admin
        .submit(&page, "Link", &[("Mina Manager", "")])
        .await
        .ok();
    let linked = texts(
        &northside.app,
        "SELECT name FROM person WHERE id IN (SELECT person_id FROM employer_identity)",
    )
    .await;
    assert_eq!(linked, [manager.name]);
}

#[tokio::test]
async fn a_link_that_was_ended_waits_and_is_not_made_again_by_itself() {
    let northside = Northside::start().await;
    let here = northside.asha().await;
    let mut browser = northside.app.browser();
    northside.sign_in(&mut browser, &asha()).await.ok();
    let mut lead = northside
        .app
        .training_lead()
        .at("Northside")
        .sign_in()
        .await;
    let page = lead.get(&format!("/people/{}", here.person)).await.ok();
    let page = lead
        .get(&page.link("Change the employer's account").unwrap())
        .await
        .ok();
    let confirm = lead.get(&page.link("End the sign-in").unwrap()).await.ok();
    let form = confirm.form("End it");
    let page = lead.post(&form.action, &form.fields).await.ok();
    assert!(
        page.text().contains("The link has been ended."),
        "{}",
        page.text()
    );
    assert!(
        !northside.is_signed_in(&mut browser).await,
        "whoever was signed in may not be Asha"
    );
    assert_eq!(
        lead.post(&form.action, &form.fields).await.status,
        404,
        "not twice"
    );
    northside.app.advance(TimeDelta::days(100));
    let northside = Northside {
        provider: EmployerProvider::start(&northside.app),
        ..northside
    };
    northside
        .set_up(|provider| provider.issuer = northside.provider.issuer().to_owned())
        .await;
    let issuer = northside.provider.issuer();
    let moved = format!("UPDATE employer_identity SET issuer = '{issuer}'");
    behind_its_back(&northside.app, &moved).await;
    let page = northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await;
    assert_eq!(page.heading(), "Your training lead has to let you in");
}

#[tokio::test]
async fn a_new_account_of_the_employer_takes_the_place_of_the_old_one_when_the_lead_says_so() {
    let northside = Northside::start().await;
    northside.asha().await;
    let mut old = northside.app.browser();
    northside.sign_in(&mut old, &asha()).await.ok();
    let again = asha_with(&json!({ "sub": "pairwise-again", "oid": "object-again" }));
    northside
        .sign_in(&mut northside.app.browser(), &again)
        .await
        .ok();
    let mut lead = northside
        .app
        .training_lead()
        .at("Northside")
        .sign_in()
        .await;
    let list = lead.get("/people/sign-ins").await.ok();
    let page = lead.get(&list.link("Asha Rao").unwrap()).await.ok();
    lead.submit(&page, "Link", &[("Asha Rao", "")]).await.ok();
    assert!(!northside.is_signed_in(&mut old).await);
    let page = northside
        .sign_in(&mut northside.app.browser(), &again)
        .await;
    assert_eq!(page.path, "/learn", "{}", page.text());
    let page = northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await;
    assert_eq!(page.heading(), "Your training lead has to let you in");
}

#[tokio::test]
async fn a_tenant_that_is_not_listed_is_refused_and_nothing_is_kept() {
    let northside = Northside::start().await;
    northside.asha().await;
    let before = everything(&northside.app).await;
    for (what, change, heading) in [
        ("another tenant", json!({ "tid": ELSEWHERE }), ELSEWHERE),
        ("no tenant", json!({ "tid": null }), "which directory"),
        ("no object", json!({ "oid": null }), "object id"),
    ] {
        let mut browser = northside.app.browser();
        let page = northside.sign_in(&mut browser, &asha_with(&change)).await;
        assert_eq!(page.status, 409, "{what}");
        assert_eq!(
            page.heading(),
            "You cannot sign in with Northside Council here"
        );
        assert!(page.text().contains(heading), "{what}: {}", page.text());
        assert!(!northside.is_signed_in(&mut browser).await, "{what}");
    }
    let after = everything(&northside.app).await;
    assert_eq!(changed(&before, &after), Vec::<&str>::new());
}

#[tokio::test]
async fn an_employer_without_tenants_knows_people_by_their_subject() {
    let northside = Northside::start().await;
    northside.asha().await;
    northside.set_up(|provider| provider.tenants.clear()).await;
    let plain = asha_with(&json!({ "tid": null, "oid": null }));
    northside
        .sign_in(&mut northside.app.browser(), &plain)
        .await
        .ok();
    let kept = "SELECT issuer || ' ' || tenant || ' ' || subject FROM employer_identity";
    assert_eq!(
        texts(&northside.app, kept).await,
        [format!("{}  pairwise-asha", northside.provider.issuer())]
    );
    let page = northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await;
    assert_eq!(page.status, 409, "an empty list allows no tenant");
}

#[tokio::test]
async fn an_id_token_that_cannot_be_trusted_is_refused_and_changes_nothing() {
    let northside = Northside::start().await;
    northside.asha().await;
    let before = everything(&northside.app).await;
    for (fault, said) in [
        ("wrong audience", "made for another application"),
        ("second audience", "made for another application"),
        ("wrong issuer", "comes from another provider"),
        ("wrong nonce", "does not belong to this sign-in"),
        ("no nonce", "does not belong to this sign-in"),
        ("expired", "has run out"),
        ("from the future", "has run out, or the clocks differ"),
        ("none", "is not signed"),
        ("unknown key", "is not signed with a key of the provider"),
        ("forged", "is not signed with a key of the provider"),
        ("changed", "is not signed with a key of the provider"),
        ("client secret", "is not signed with a key of the provider"),
        (
            "public key as secret",
            "is not signed with a key of the provider",
        ),
        ("missing", "says nothing of you"),
        ("unreadable", "cannot be read"),
    ] {
        let mut browser = northside.app.browser();
        let page = northside.with_fault(&mut browser, &asha(), fault).await;
        assert_eq!(
            (page.status, page.heading().as_str()),
            (409, "The answer of Northside Council cannot be trusted"),
            "{fault}: {}",
            page.text()
        );
        assert!(page.text().contains(said), "{fault}: {}", page.text());
        assert!(page.link("Go to the sign-in page").is_some(), "{fault}");
        assert!(!northside.is_signed_in(&mut browser).await, "{fault}");
        assert_eq!(rows(&northside.app, "employer_start").await, 0, "{fault}");
    }
    let after = everything(&northside.app).await;
    assert_eq!(changed(&before, &after), Vec::<&str>::new());
    // With keys asked for anew, a key that nobody knows is as unknown as before.
    northside.app.advance(TimeDelta::minutes(1));
    let mut browser = northside.app.browser();
    let page = northside
        .with_fault(&mut browser, &asha(), "unknown key")
        .await;
    assert_eq!(page.status, 409);
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &asha()).await;
    assert_eq!(page.path, "/learn", "{}", page.text());
}

#[tokio::test]
async fn a_sign_in_works_once_in_the_browser_where_it_began_and_for_ten_minutes() {
    let northside = Northside::start().await;
    northside.asha().await;
    let ran_out = |page: &Page| {
        assert_eq!(
            (page.status, page.heading().as_str()),
            (409, "This sign-in has run out"),
            "{}",
            page.text()
        );
    };
    let before = everything(&northside.app).await;
    let mut browser = northside.app.browser();
    let back = northside.way_back(&mut browser, &asha()).await;
    // Somebody else's browser, which is led to it, or has looked at the sign-in page before.
    let mut other = northside.app.browser();
    ran_out(&other.get(&back).await);
    ran_out(&other.get(&back).await);
    for wrong in [
        "/sign-in/employer/back",
        "/sign-in/employer/back?state=&code=x",
        "/sign-in/employer/back?state=0000&code=x",
    ] {
        ran_out(&browser.get(wrong).await);
    }
    let nothing = changed(&before, &everything(&northside.app).await);
    assert_eq!(nothing, Vec::<&str>::new());
    let page = browser.get(&back).await.ok();
    assert_eq!(page.path, "/learn");
    // The address works no second time, here or elsewhere, and does no harm to whoever is signed in.
    let page = browser.get(&back).await.ok();
    assert_ne!(page.heading(), "This sign-in has run out");
    ran_out(&northside.app.browser().get(&back).await);
    let mut late = northside.app.browser();
    let back = northside.way_back(&mut late, &asha()).await;
    northside.app.advance(TimeDelta::minutes(10));
    ran_out(&late.get(&back).await);
    assert!(!northside.is_signed_in(&mut late).await);
}

#[tokio::test]
async fn a_code_of_somebody_elses_sign_in_is_not_taken() {
    let northside = Northside::start().await;
    northside.asha().await;
    // A code that was stolen, put behind the thief's own state: the proof of PKCE does not fit.
    let stolen = northside
        .way_back(&mut northside.app.browser(), &asha())
        .await;
    let mut thief = northside.app.browser();
    let own = northside.way_back(&mut thief, &asha()).await;
    let part = |address: &str, name: &str| {
        let query = address.split_once('?').unwrap().1.to_owned();
        let found = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name);
        found.unwrap().1.into_owned()
    };
    let mixed = format!(
        "/sign-in/employer/back?code={}&state={}",
        part(&stolen, "code"),
        part(&own, "state")
    );
    let page = thief.get(&mixed).await;
    assert_eq!(page.heading(), "Northside Council did not accept Cascade");
    assert!(!northside.is_signed_in(&mut thief).await);
    assert_eq!(rows(&northside.app, "employer_identity").await, 0);
}

#[tokio::test]
async fn whoever_is_sent_back_without_a_code_is_told_what_to_do() {
    let northside = Northside::start().await;
    northside.asha().await;
    let before = everything(&northside.app).await;
    let mut browser = northside.app.browser();
    let page = northside.to_provider(&mut browser).await;
    let page = browser.submit(&page, "Stop", &[]).await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (409, "Northside Council did not sign you in")
    );
    assert!(
        page.text().contains("You stopped it there"),
        "{}",
        page.text()
    );

    northside
        .set_up(|provider| provider.client_secret = ClientSecret::new("another"))
        .await;
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &asha()).await;
    assert_eq!(page.heading(), "Northside Council did not accept Cascade");
    assert!(page.text().contains("client secret"), "{}", page.text());

    northside
        .set_up(|provider| provider.issuer = "http://127.0.0.1:9".to_owned())
        .await;
    let page = browser.get("/sign-in").await.ok();
    let page = browser
        .get(&page.link("Sign in with Northside Council").unwrap())
        .await;
    assert_eq!(page.heading(), "Northside Council cannot be reached");

    northside.set_up(|_| ()).await;
    let mut browser = northside.app.browser();
    let back = northside.way_back(&mut browser, &asha()).await;
    northside.set_up(|provider| provider.is_on = false).await;
    let page = browser.get(&back).await;
    assert_eq!(page.heading(), "Sign-in with this employer is off");
    let page = browser.get("/sign-in").await.ok();
    assert_eq!(page.link("Sign in with Northside Council"), None);
    let start = format!("/sign-in/employer/{}", northside.organisation);
    let page = browser.get(&start).await;
    assert_eq!(page.heading(), "Sign-in with this employer is off");
    northside.set_up(|_| ()).await;
    let differ = changed(&before, &everything(&northside.app).await);
    assert!(
        differ
            .iter()
            .all(|table| ["audit", "employer_sign_in"].contains(table)),
        "only the settings changed: {differ:?}"
    );
    assert!(!northside.is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn a_provider_for_many_tenants_signs_in_those_listed() {
    let northside = Northside::start().await;
    northside.asha().await;
    let many = format!("{}/organizations/v2.0", northside.provider.issuer());
    northside
        .set_up(|provider| provider.issuer.clone_from(&many))
        .await;
    let page = northside
        .with_fault(
            &mut northside.app.browser(),
            &asha(),
            "issuer of another tenant",
        )
        .await;
    assert_eq!(
        page.heading(),
        "The answer of Northside Council cannot be trusted"
    );
    assert!(
        page.text().contains("comes from another provider"),
        "{}",
        page.text()
    );
    let page = northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await;
    assert_eq!(
        page.status,
        409,
        "the issuer has to be that of the tenant: {}",
        page.text()
    );
    let elsewhere = asha_with(&json!({ "tid": ELSEWHERE }));
    let page = northside
        .with_fault(
            &mut northside.app.browser(),
            &elsewhere,
            "issuer of the tenant",
        )
        .await;
    assert_eq!(
        page.heading(),
        "You cannot sign in with Northside Council here"
    );
    assert_eq!(rows(&northside.app, "employer_identity").await, 0);
    let page = northside
        .with_fault(
            &mut northside.app.browser(),
            &asha(),
            "issuer of the tenant",
        )
        .await;
    assert_eq!(page.path, "/learn", "{}", page.text());
    // A key that signs for another tenant only does not sign for this one.
    let others = format!("{}/keys-of-others", northside.provider.issuer());
    northside
        .set_up(|provider| provider.issuer.clone_from(&others))
        .await;
    let page = northside
        .with_fault(
            &mut northside.app.browser(),
            &asha(),
            "issuer of the tenant",
        )
        .await;
    assert!(
        page.text()
            .contains("not signed with a key of the provider"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_role_needs_our_second_factor_unless_the_employers_counts() {
    let northside = Northside::start().await;
    let lead = northside.app.training_lead().at("Northside").email(ADDRESS);
    lead.create().await;
    let with_mfa = asha_with(&json!({ "amr": ["pwd", "mfa"] }));
    let lands = async |claims: &Value| {
        let page = northside
            .sign_in(&mut northside.app.browser(), claims)
            .await;
        page.ok().path
    };
    assert_eq!(
        lands(&with_mfa).await,
        "/account/second-factor",
        "ours is asked unless the settings say otherwise"
    );
    northside
        .set_up(|provider| provider.second_factor = SecondFactor::Theirs)
        .await;
    assert_eq!(lands(&with_mfa).await, "/learn");
    let strong = json!({ "acr": "https://refeds.org/profile/mfa" });
    assert_eq!(lands(&asha_with(&strong)).await, "/learn");
    assert_eq!(
        lands(&asha()).await,
        "/account/second-factor",
        "ours is asked where the token is silent"
    );
    assert_eq!(
        lands(&asha_with(&json!({ "amr": ["pwd"] }))).await,
        "/account/second-factor"
    );
}

#[tokio::test]
async fn whoever_has_left_or_whose_account_is_closed_does_not_come_in() {
    let northside = Northside::start().await;
    let here = northside.asha().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    let (person, today) = (id(&northside.app, here.person), northside.app.site.today());
    let yesterday = today - chrono::Days::new(1);
    let left = format!("UPDATE post SET ends_on = '{yesterday}' WHERE person_id = {person}");
    behind_its_back(&northside.app, &left).await;
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &asha()).await;
    assert_eq!(page.heading(), "You have no post there any more");
    assert!(!northside.is_signed_in(&mut browser).await);
    let back = format!("UPDATE post SET ends_on = NULL WHERE person_id = {person}");
    behind_its_back(&northside.app, &back).await;
    let closed = format!("UPDATE account SET closed_at = created_at WHERE person_id = {person}");
    behind_its_back(&northside.app, &closed).await;
    let mut browser = northside.app.browser();
    let page = northside.sign_in(&mut browser, &asha()).await;
    assert_eq!(page.heading(), "This account is closed");
    assert!(!northside.is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn an_administrator_sets_it_up_and_checks_the_connection() {
    let app = TestApp::start().await;
    let organisation = app.organisation("Northside").await;
    let provider = EmployerProvider::start(&app);
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let page = admin.get("/organisations").await.ok();
    let href = page
        .link("Set up sign-in by the employer for Northside")
        .unwrap();
    let page = admin.get(&href).await.ok();
    assert!(
        page.text()
            .contains(&format!("{}/sign-in/employer/back", app.url())),
        "the redirect URI is said: {}",
        page.text()
    );
    let empty = admin.submit(&page, "Save", &[]).await;
    assert_eq!((empty.status, empty.errors().len()), (422, 3));
    let fill = [
        ("Name on the sign-in page", "Northside Council"),
        ("Issuer address", provider.issuer()),
        ("Client id", CLIENT_ID),
        ("Client secret", CLIENT_SECRET),
        ("Directories whose people may sign in", NORTHSIDE),
        ("May people sign in this way?: Yes", ""),
    ];
    let page = admin.submit(&page, "Save", &fill).await.ok();
    assert!(
        page.text().contains("The settings have been saved."),
        "{}",
        page.text()
    );
    let page = admin.submit(&page, "Check the connection", &[]).await.ok();
    assert!(
        page.text().contains("The provider answers"),
        "{}",
        page.text()
    );
    assert!(page.text().contains(provider.issuer()), "{}", page.text());

    // Saved again without the secret, it is kept; it is nowhere to be read.
    let page = admin.get(&href).await.ok();
    assert!(!page.html.contains(CLIENT_SECRET));
    let fill = [("Name on the sign-in page", "Northside")];
    let page = admin.submit(&page, "Save", &fill).await.ok();
    assert!(!page.html.contains(CLIENT_SECRET));
    let audit = texts(
        &app,
        "SELECT COALESCE(before_json, '') || after_json FROM audit WHERE act = 'SetEmployerSignIn'",
    )
    .await;
    assert_eq!(audit.len(), 2);
    assert!(
        audit.iter().all(|entry| !entry.contains(CLIENT_SECRET)),
        "{audit:?}"
    );
    let kept = |entry: &&String| entry.ends_with('}') && entry.matches("\"kept\"").count() == 2;
    assert_eq!(audit.iter().filter(kept).count(), 1, "{audit:?}");
    let northside = Northside {
        app,
        provider,
        organisation,
    };
    northside.asha().await;
    let mut browser = northside.app.browser();
    let page = browser.get("/sign-in").await.ok();
    let page = browser
        .get(&page.link("Sign in with Northside").unwrap())
        .await
        .ok();
    let claims = asha().to_string();
    let page = browser
        .submit(&page, "Sign in", &[("Claims", &claims)])
        .await
        .ok();
    assert_eq!(page.path, "/my-training");
}

#[tokio::test]
async fn checking_the_connection_says_in_plain_words_what_is_wrong() {
    let northside = Northside::start().await;
    let mut admin = northside
        .app
        .administrator()
        .at("Northside")
        .sign_in()
        .await;
    let settings = format!("/organisations/{}/sign-in", northside.organisation);
    let issuer = northside.provider.issuer();
    for (wrong, said) in [
        (format!("{issuer}/nowhere"), "answers with the status 404"),
        (format!("{issuer}/not-json"), "is not the description"),
        (format!("{issuer}/moved"), "leads on to another address"),
        (format!("{issuer}/other-issuer"), "calls itself"),
        (format!("{issuer}/no-code"), "offers no sign-in with a code"),
        (format!("{issuer}/no-keys"), "publishes no key"),
        (format!("{issuer}/private-keys"), "is in a private network"),
        (format!("{issuer}/script"), "does not begin with https://"),
        ("http://127.0.0.1:9".to_owned(), "does not answer"),
        ("http://192.168.0.1".to_owned(), "is in a private network"),
        ("https://10.0.0.1".to_owned(), "is in a private network"),
        (
            "https://[::ffff:169.254.169.254]".to_owned(),
            "is in a private network",
        ),
        ("https://no-such-name.invalid".to_owned(), "is not known"),
    ] {
        northside
            .set_up(|provider| provider.issuer.clone_from(&wrong))
            .await;
        let page = admin.get(&settings).await.ok();
        let page = admin.submit(&page, "Check the connection", &[]).await.ok();
        assert!(
            page.text().contains("The connection does not work yet") && page.text().contains(said),
            "{wrong}: {}",
            page.text()
        );
    }
    northside
        .set_up(|provider| provider.issuer = format!("{issuer}/organizations/v2.0"))
        .await;
    let page = admin.get(&settings).await.ok();
    let page = admin.submit(&page, "Check the connection", &[]).await.ok();
    assert!(
        page.text().contains("Only those listed in the settings"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_server_that_others_reach_asks_nothing_on_its_own_machine() {
    use server::config::Options;
    let options = Options {
        public_url: Some("https://training.example".to_owned()),
        ..Options::default()
    };
    let app = TestApp::start_with(options).await;
    let organisation = app.organisation("Northside").await;
    let provider = EmployerProvider::start(&app);
    let mut admin = app.administrator().at("Northside").sign_in().await;
    let settings = format!("/organisations/{organisation}/sign-in");
    let page = admin.get(&settings).await.ok();
    let fill = [
        ("Issuer address", provider.issuer()),
        ("Client id", CLIENT_ID),
        ("Client secret", CLIENT_SECRET),
    ];
    let page = admin.submit(&page, "Save", &fill).await;
    assert_eq!(page.errors(), ["Issuer address must begin with https://"]);
    let secure = provider.issuer().replace("http://", "https://");
    let fill = [
        ("Issuer address", secure.as_str()),
        ("Client secret", CLIENT_SECRET),
    ];
    let page = admin.submit(&page, "Save", &fill).await.ok();
    let page = admin.submit(&page, "Check the connection", &[]).await.ok();
    assert!(
        page.text().contains("is in a private network"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn the_last_way_in_of_an_administrator_is_not_turned_off() {
    let northside = Northside::start().await;
    let admin = northside.app.administrator().at("Northside").email(ADDRESS);
    let someone = admin.create().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    let mut admin = northside.app.sign_in(&someone).await;
    let settings = format!("/organisations/{}/sign-in", northside.organisation);
    let page = admin.get(&settings).await.ok();
    assert!(
        page.text()
            .contains("1. Without it, 1 of them could not sign in"),
        "{}",
        page.text()
    );
    let off = [("May people sign in this way?: No", "")];
    let refused = admin.submit(&page, "Save", &off).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.errors()[0].starts_with("Leave it on"),
        "{:?}",
        refused.errors()
    );
    let other = northside.app.administrator().at("Northside");
    other.password("three random words").create().await;
    admin.submit(&page, "Save", &off).await.ok();
    assert_eq!(
        number(
            &northside.app,
            "SELECT COUNT(*) FROM employer_sign_in WHERE is_on"
        )
        .await,
        0
    );
}

#[tokio::test]
async fn an_administrator_who_signs_in_at_the_employer_counts_as_one_who_can() {
    let northside = Northside::start().await;
    let admin = northside.app.administrator().at("Northside").email(ADDRESS);
    let admin = admin.create().await;
    let other = northside.app.administrator().at("Northside");
    let other = other.password("three random words").create().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    let mut browser = northside.app.sign_in(&admin).await;
    let page = browser
        .get(&format!("/people/{}/roles", other.person))
        .await
        .ok();
    let page = browser.get(&page.link("End the role").unwrap()).await.ok();
    browser.submit(&page, "End role", &[]).await.ok();
    let held = "SELECT COUNT(*) FROM role_grant WHERE ends_on IS NULL AND role = 'administrator'";
    assert_eq!(number(&northside.app, held).await, 1);
}

#[tokio::test]
async fn among_many_employers_one_types_a_part_of_the_name() {
    let northside = Northside::start().await;
    northside.asha().await;
    for place in 1..=13 {
        let name = format!("Trust {place}");
        let organisation = northside.app.organisation_in(&name, "Northside").await;
        let other = Provider {
            organisation,
            is_on: true,
            title: name,
            issuer: "https://login.example".to_owned(),
            client_id: "cascade".to_owned(),
            client_secret: ClientSecret::new("secret"),
            tenants: Vec::new(),
            second_factor: SecondFactor::Ours,
        };
        set_provider(&northside.app, &other).await;
    }
    let mut browser = northside.app.browser();
    let page = browser.get("/sign-in?back=/learn").await.ok();
    let page = browser
        .get(&page.link("Sign in with your employer").unwrap())
        .await
        .ok();
    assert_eq!(page.all("main ul li").len(), 14);
    let found = browser
        .get("/sign-in/employer?q=NORTH&back=/learn")
        .await
        .ok();
    assert_eq!(found.all("main ul li"), ["Northside Council"]);
    let none = browser.get("/sign-in/employer?q=nowhere").await.ok();
    assert!(
        none.text().contains("No employer of that name"),
        "{}",
        none.text()
    );
    let page = browser
        .get(&found.link("Northside Council").unwrap())
        .await
        .ok();
    let claims = asha().to_string();
    let page = browser
        .submit(&page, "Sign in", &[("Claims", &claims)])
        .await
        .ok();
    assert_eq!(page.path, "/learn");
}

#[tokio::test]
async fn signing_in_at_the_employer_never_leads_off_the_site() {
    let northside = Northside::start().await;
    northside.asha().await;
    for away in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let mut browser = northside.app.browser();
        let page = browser.get(&format!("/sign-in?back={away}")).await.ok();
        let href = page.link("Sign in with Northside Council").unwrap();
        assert!(href.starts_with("/sign-in/employer/"), "{href}");
        let page = browser.get(&href).await.ok();
        let claims = asha().to_string();
        let page = browser
            .submit(&page, "Sign in", &[("Claims", &claims)])
            .await
            .ok();
        assert_eq!(page.path, "/my-training", "{away}");
    }
}

#[tokio::test]
async fn whoever_waits_in_vain_is_forgotten_after_ninety_days() {
    let northside = Northside::start().await;
    northside
        .sign_in(&mut northside.app.browser(), &asha())
        .await
        .ok();
    assert_eq!(northside.waiting().await, 1);
    northside.app.advance(TimeDelta::days(91));
    let mut browser = northside.app.browser();
    let start = format!("/sign-in/employer/{}", northside.organisation);
    assert_eq!(browser.get_once(&start).await.status, 303);
    assert_eq!(northside.waiting().await, 0);
}

#[tokio::test]
async fn two_first_sign_ins_at_once_make_one_link() {
    let northside = Northside::start().await;
    northside.asha().await;
    let (mut one, mut other) = (northside.app.browser(), northside.app.browser());
    let back = [
        northside.way_back(&mut one, &asha()).await,
        northside.way_back(&mut other, &asha()).await,
    ];
    let (first, second) = tokio::join!(one.get(&back[0]), other.get(&back[1]));
    assert_eq!(
        (first.path.as_str(), second.path.as_str()),
        ("/learn", "/learn")
    );
    assert_eq!(
        (northside.linked().await, northside.waiting().await),
        (1, 0)
    );
    assert_eq!(
        number(
            &northside.app,
            "SELECT COUNT(*) FROM audit WHERE act = 'LinkSignIn'"
        )
        .await,
        1
    );
}
