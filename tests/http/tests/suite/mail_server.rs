//! Mail over SMTP, taken by a real server and read by Python's own parser.

use crate::steps::{has_passed, number, texts};
use chrono::TimeDelta;
use serde_json::Value;
use server::{config::Options, jobs, mailer::Mailer};
use sha2::{Digest, Sha256};
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use store::notifications::next_due;
use testkit::TestApp;
use tokio::time::timeout;

/// A mail server of its own for a test; it ends with the test.
pub struct MailServer {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The Python that has the programs of `tests/peers`.
pub fn python() -> String {
    std::env::var("CASCADE_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

impl MailServer {
    pub fn start(name: &str, mode: &str) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../peers/smtp/server.py");
        let python = python();
        let folder =
            std::env::temp_dir().join(format!("cascade-smtp-{name}-{}", std::process::id()));
        let mut process = Command::new(&python)
            .arg(&script)
            .arg(&folder)
            .arg(mode)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{python} does not run: {error}"));
        let mut line = String::new();
        let out = process.stdout.take().expect("its output is ours");
        BufReader::new(out)
            .read_line(&mut line)
            .expect("it says its port");
        let port = line.trim().parse().unwrap_or_else(|_| {
            panic!(
                "the mail server did not start. `cargo xtask test --only http-sqlite` installs it; by hand: \
                 pip install -r tests/peers/requirements.txt, and set CASCADE_TEST_PYTHON"
            )
        });
        Self {
            process,
            port,
            folder,
        }
    }

    /// The mails it took, as its parser read them.
    pub fn mails(&self) -> Vec<Value> {
        let lines = std::fs::read_to_string(self.folder.join("mails.jsonl")).unwrap_or_default();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect()
    }

    /// Where it keeps the mails as they came.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Mail goes to it in the clear, as it may on the same machine.
    pub fn in_the_clear(&self) -> Options {
        Options {
            smtp_url: Some(format!("smtp://localhost:{}?tls=none", self.port)),
            ..Options::default()
        }
    }

    /// Mail goes to it by STARTTLS, with a user and a password before the host where it asks for them.
    fn by_starttls(&self, user: &str) -> Options {
        Options {
            smtp_url: Some(format!("smtp://{user}localhost:{}", self.port)),
            ..Options::default()
        }
    }

    /// The same, and its authority is known.
    fn trusted(&self, user: &str) -> Options {
        Options {
            smtp_ca: Some(self.folder.join("ca.pem")),
            ..self.by_starttls(user)
        }
    }
}

/// Orders certificates for everybody who has none.
async fn order(app: &TestApp) {
    let mut desk = app.business_manager().at("Northside").sign_in().await;
    let list = desk.get("/certificates").await.ok();
    let confirm = desk.submit(&list, "Continue with all", &[]).await.ok();
    desk.submit(&confirm, "Issue", &[]).await.ok();
}

/// Invites somebody new.
async fn invite(app: &TestApp) {
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let someone = app.learner().at("Northside").create().await;
    let page = lead.get(&format!("/people/{}", someone.person)).await.ok();
    lead.submit(&page, "Send an invitation", &[]).await.ok();
}

/// The sentence that is kept with the one mail that did not go out.
async fn problem(app: &TestApp) -> String {
    let waiting = "SELECT problem FROM outbox WHERE sent_at IS NULL AND problem IS NOT NULL";
    texts(app, waiting).await.remove(0)
}

#[tokio::test]
async fn a_certificate_reaches_a_real_server_whole() {
    let server = MailServer::start("whole", "plain");
    let app = TestApp::start_with(server.in_the_clear()).await;
    let sian = app
        .learner()
        .at("Northside")
        .named("Siân O\u{2019}Connor-Łukasz")
        .email("sian@northside.example")
        .create()
        .await;
    has_passed(&app, &sian, "awareness").await;
    order(&app).await;
    app.run_jobs().await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    let mail = &mails[0];
    assert_eq!(mail["to"][0], "sian@northside.example");
    assert_eq!(mail["defects"], serde_json::json!([]));
    for part in ["text", "html"] {
        let words = mail[part].as_str().expect("there is such a part");
        assert!(words.contains("Siân O\u{2019}Connor-Łukasz"), "{words}");
    }
    let attachment = &mail["attachments"][0];
    assert_eq!(attachment["name"], "certificate.pdf");
    assert_eq!(attachment["type"], "application/pdf");
    let mut sian = app.sign_in(&sian).await;
    let training = sian.get("/my-training").await.ok();
    let files = training.attributes("a[href^='/my-training/certificates/']", "href");
    let kept = sian.get(&files[0]).await.ok().bytes;
    assert_eq!(
        attachment["sha256"],
        store::hex(&Sha256::digest(kept)),
        "the file that arrives is the one that is kept"
    );
}

#[tokio::test]
async fn a_server_without_starttls_gets_no_mail() {
    let server = MailServer::start("none", "plain");
    let app = TestApp::start_with(server.by_starttls("")).await;
    invite(&app).await;
    app.run_jobs().await;
    assert_eq!(server.mails().len(), 0, "nothing goes out unprotected");
    let problem = problem(&app).await;
    assert!(problem.contains("STARTTLS"), "{problem}");
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_no_mail() {
    let server = MailServer::start("stranger", "starttls");
    let app = TestApp::start_with(server.by_starttls("")).await;
    invite(&app).await;
    app.run_jobs().await;
    assert_eq!(server.mails().len(), 0);
    let problem = problem(&app).await;
    assert!(problem.contains("certificate"), "{problem}");
}

#[tokio::test]
async fn with_starttls_mail_goes_out_protected() {
    let server = MailServer::start("starttls", "starttls");
    let app = TestApp::start_with(server.trusted("")).await;
    invite(&app).await;
    app.run_jobs().await;
    let mails = server.mails();
    let problems = texts(&app, "SELECT COALESCE(problem, '') FROM outbox").await;
    assert_eq!(mails.len(), 1, "{problems:?}");
    assert_eq!(mails[0]["tls"], true);
}

/// The password holds what once was taken for a wish to go without STARTTLS.
#[tokio::test]
async fn the_program_signs_in_to_a_server_that_asks_for_it() {
    let server = MailServer::start("auth", "auth");
    let app = TestApp::start_with(server.trusted("cascade:tls=secret%401@")).await;
    invite(&app).await;
    app.run_jobs().await;
    let mails = server.mails();
    let problems = texts(&app, "SELECT COALESCE(problem, '') FROM outbox").await;
    assert_eq!(mails.len(), 1, "{problems:?}");
    assert_eq!(mails[0]["tls"], true);
    assert_eq!(mails[0]["signed_in"], true);
}

#[tokio::test]
async fn several_mails_go_out_at_a_time() {
    let server = MailServer::start("together", "together");
    let app = TestApp::start_with(server.in_the_clear()).await;
    for _ in 0..4 {
        invite(&app).await;
    }
    // One after the other, the first would never be answered.
    let in_time = timeout(Duration::from_secs(30), app.run_jobs()).await;
    assert!(in_time.is_ok(), "the server never had four at once");
    assert_eq!(server.mails().len(), 4);
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_and_tried_again_later() {
    let server = MailServer::start("late", "silent");
    let app = TestApp::start_with(server.in_the_clear()).await;
    invite(&app).await;
    let mailer = mailer(&app, server.in_the_clear()).with_patience(Duration::from_millis(300));
    let done = jobs::until_done(&app.site, &mailer);
    let done = timeout(Duration::from_secs(30), done).await;
    done.expect("it is given up").unwrap();
    let problem = problem(&app).await;
    assert!(problem.contains("did not take it within"), "{problem}");
    assert_eq!(
        next_due(app.site.services()).await.unwrap(),
        Some(app.site.now() + TimeDelta::minutes(1))
    );
}

pub fn mailer(app: &TestApp, options: Options) -> Mailer {
    let config = options.into_config().expect("the configuration is right");
    Mailer::new(&config.mail, app.mail_folder()).expect("the address is right")
}

#[tokio::test]
async fn a_server_that_never_answers_holds_up_no_certificate() {
    let server = MailServer::start("silent", "silent");
    let app = TestApp::start_with(server.in_the_clear()).await;
    invite(&app).await;
    for _ in 0..3 {
        let someone = app.learner().at("Northside").create().await;
        has_passed(&app, &someone, "awareness").await;
    }
    let mailer = mailer(&app, server.in_the_clear());
    let running = tokio::spawn(jobs::run(app.site.clone(), mailer));
    order(&app).await;
    let mut issued = 0;
    for _ in 0..150 {
        issued = number(&app, "SELECT COUNT(*) FROM certificate").await;
        if issued == 3 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    running.abort();
    assert_eq!(issued, 3, "while mail waits for its server");
    let sent = "SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL";
    assert_eq!(number(&app, sent).await, 0);
}

#[tokio::test]
async fn an_address_that_the_server_refuses_for_good_goes_on_the_stop_list() {
    let server = MailServer::start("refuse", "refuse");
    let app = TestApp::start_with(server.in_the_clear()).await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let gone = app
        .learner()
        .at("Northside")
        .email("gone@northside.example")
        .create()
        .await;
    let here = app.learner().at("Northside").create().await;
    for someone in [&gone, &here] {
        let page = lead.get(&format!("/people/{}", someone.person)).await.ok();
        lead.submit(&page, "Send an invitation", &[]).await.ok();
    }
    app.run_jobs().await;
    assert_eq!(server.mails().len(), 1);
    let stopped = texts(
        &app,
        "SELECT address FROM mail_stop WHERE lifted_at IS NULL",
    )
    .await;
    assert_eq!(stopped, ["gone@northside.example"]);
    app.advance(TimeDelta::minutes(10));
    app.run_jobs().await;
    let waiting = "SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND tries = 12";
    assert_eq!(number(&app, waiting).await, 1, "it is tried no more");
    let page = lead.get(&format!("/people/{}", gone.person)).await.ok();
    for said in [
        "The mail server refused the address",
        "Not taken by the mail server",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
}
