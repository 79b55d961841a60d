//! Messages about sessions while nobody takes mail: each is late, none is lost, and each arrives once.

use crate::{
    mail_server::{MailServer, mailer},
    session_messages::changes,
    sessions::{SEMINAR, booking_of, books, gives_up, is_on, plan, run, until},
};
use chrono::TimeDelta;
use server::{config::Options, jobs, mailer::Mailer};
use store::sessions::{NewSession, Told, cancel_session};
use testkit::{Someone, TestApp};
use ui::sessions::session_mail;

/// A program whose mail goes to a port on which nobody listens, and a server that takes mail once there is one again.
struct Outage {
    app: TestApp,
    server: MailServer,
    afterwards: Mailer,
}

impl Outage {
    async fn new(name: &str) -> Self {
        let nobody = Options {
            smtp_url: Some("smtp://localhost:1?tls=none".to_owned()),
            ..Options::default()
        };
        let app = TestApp::start_with(nobody).await;
        let server = MailServer::start(name, "plain");
        let afterwards = mailer(&app, server.in_the_clear());
        Self {
            app,
            server,
            afterwards,
        }
    }

    async fn learner(&self, email: &str) -> Someone {
        let someone = self.app.learner().at("Northside").email(email);
        someone.create().await
    }

    /// How many mails with a subject have arrived at somebody's address.
    fn arrived(&self, someone: &Someone, subject: &str) -> usize {
        let address = someone.email.as_deref().unwrap();
        let mails = self.server.mails();
        let theirs = |mail: &&serde_json::Value| {
            mail["to"][0] == address && mail["subject"].as_str().unwrap().starts_with(subject)
        };
        mails.iter().filter(theirs).count()
    }

    /// What is to be sent finds nobody who takes it for two hours. Then there is somebody, and one more mail has arrived.
    async fn delays(&self, someone: &Someone, subject: &str) {
        let before = self.arrived(someone, subject);
        for _ in 0..3 {
            self.app.run_jobs().await;
            self.app.advance(TimeDelta::hours(1));
        }
        assert_eq!(self.arrived(someone, subject), before, "{subject}");
        for _ in 0..2 {
            let done = jobs::until_done(&self.app.site, &self.afterwards).await;
            done.expect("the jobs run");
            self.app.advance(TimeDelta::hours(1));
        }
        assert_eq!(self.arrived(someone, subject), before + 1, "{subject}");
    }
}

#[tokio::test]
async fn every_message_outlives_an_outage_and_arrives_once() {
    let out = Outage::new("outage-of-all").await;
    let app = &out.app;
    let trainer = app.trainer().at("Northside").create().await;
    let mut new = NewSession {
        trainers: vec![trainer.person],
        ..plan(app, SEMINAR, 1).await
    };
    let session = is_on(app, "Northside", &new).await;
    let asha = out.learner("asha@northside.example").await;
    let ben = out.learner("ben@northside.example").await;

    let booking = booking_of(&books(&mut app.sign_in(&asha).await, session).await);
    out.delays(&asha, "Your place is booked").await;
    let waiting = booking_of(&books(&mut app.sign_in(&ben).await, session).await);
    new.venue = "Another room".to_owned();
    changes(app, session, 1, &new).await;
    out.delays(&asha, "Changed").await;
    gives_up(&mut app.sign_in(&asha).await, &booking).await;
    out.delays(&asha, "You have given your place up").await;
    // The offer was caused at the same moment.
    assert_eq!(out.arrived(&ben, "A place has become free"), 1);
    let mut his = app.sign_in(&ben).await;
    let page = his.get(&format!("/bookings/{waiting}")).await.ok();
    his.submit(&page, "Accept the place", &[]).await.ok();
    out.delays(&ben, "Your place is booked").await;

    let starts_at = new.parts[0].starts_at;
    for (days, subject) in [
        (14, "Your session is near"),
        (5, "Joining instructions"),
        (1, "About to begin"),
    ] {
        app.advance(until(app, starts_at - TimeDelta::days(days)));
        out.delays(&ben, subject).await;
    }
    app.advance(until(app, starts_at));
    let mut browser = app.sign_in(&trainer).await;
    let address = format!("/sessions/{session}/register");
    let register = browser.get(&address).await.ok();
    let field = format!("=mark_{waiting}");
    browser
        .submit(&register, "Save the register", &[(&field, "attended")])
        .await
        .ok();
    app.advance(until(app, new.parts[0].ends_at));
    out.delays(&ben, "Thank you for coming").await;
    let all = [
        "Your session is near",
        "Joining instructions",
        "About to begin",
    ];
    assert_eq!(all.map(|subject| out.arrived(&ben, subject)), [1, 1, 1]);
}

#[tokio::test]
async fn a_cancellation_outlives_an_outage_and_arrives_once() {
    let out = Outage::new("outage-of-cancelling").await;
    let app = &out.app;
    let session = is_on(app, "Northside", &plan(app, SEMINAR, 5).await).await;
    let asha = out.learner("asha@northside.example").await;
    books(&mut app.sign_in(&asha).await, session).await;
    out.delays(&asha, "Your place is booked").await;
    let may = run(app, app.organisation("Northside").await).await;
    let teller = |told: &Told| session_mail(&app.site, told);
    let cancelled = cancel_session(app.site.services(), &may, session, "Snow", &teller).await;
    cancelled.unwrap().unwrap();
    out.delays(&asha, "Cancelled").await;
}
