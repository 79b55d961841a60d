//! Mail over SMTP, taken by a real server and read by Python's own parser.

use crate::steps::{has_passed, number, texts};
use serde_json::Value;
use server::{config::Options, jobs, mailer::Mailer};
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use testkit::TestApp;

/// A mail server of its own for a test; it ends with the test.
struct MailServer {
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

impl MailServer {
    fn start(name: &str, mode: &str) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../peers/smtp/server.py");
        let python = std::env::var("CASCADE_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
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
    fn mails(&self) -> Vec<Value> {
        let lines = std::fs::read_to_string(self.folder.join("mails.jsonl")).unwrap_or_default();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect()
    }

    fn options(&self, query: &str) -> Options {
        Options {
            smtp_url: Some(format!("smtp://localhost:{}{query}", self.port)),
            ..Options::default()
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

#[tokio::test]
async fn a_certificate_reaches_a_real_server_whole() {
    let server = MailServer::start("whole", "plain");
    let app = TestApp::start_with(server.options("?tls=none")).await;
    let asha = app
        .learner()
        .at("Northside")
        .named("Siân O\u{2019}Connor-Łukasz")
        .email("sian@northside.example")
        .create()
        .await;
    has_passed(&app, &asha, "awareness").await;
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
    assert_eq!(attachment[0], "certificate.pdf");
    assert_eq!(attachment[1], "application/pdf");
    assert!(attachment[2].as_u64().unwrap() > 10_000, "{attachment}");
}

#[tokio::test]
async fn a_server_without_starttls_gets_no_mail() {
    let server = MailServer::start("none", "plain");
    let app = TestApp::start_with(server.options("")).await;
    invite(&app).await;
    app.run_jobs().await;
    assert_eq!(server.mails().len(), 0, "nothing goes out unprotected");
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND problem IS NOT NULL"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn with_starttls_mail_goes_out_protected() {
    let server = MailServer::start("starttls", "starttls");
    let ca = server.folder.join("ca.pem");
    let options = Options {
        smtp_ca: Some(ca),
        ..server.options("")
    };
    let app = TestApp::start_with(options).await;
    invite(&app).await;
    app.run_jobs().await;
    let mails = server.mails();
    assert_eq!(
        mails.len(),
        1,
        "{:?}",
        texts(&app, "SELECT problem FROM outbox").await
    );
    assert_eq!(mails[0]["tls"], true);
}

async fn invite(app: &TestApp) {
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let someone = app.learner().at("Northside").create().await;
    let page = lead.get(&format!("/people/{}", someone.person)).await.ok();
    lead.submit(&page, "Send an invitation", &[]).await.ok();
}

#[tokio::test]
async fn a_server_that_never_answers_holds_up_no_certificate() {
    let server = MailServer::start("silent", "silent");
    let options = server.options("?tls=none");
    let app = TestApp::start_with(options.clone()).await;
    invite(&app).await;
    for _ in 0..3 {
        let someone = app.learner().at("Northside").create().await;
        has_passed(&app, &someone, "awareness").await;
    }
    let config = options.into_config().expect("the configuration is right");
    let mailer = Mailer::new(&config.mail, app.mail_folder()).expect("the address is right");
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
    assert_eq!(
        number(
            &app,
            "SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL"
        )
        .await,
        0
    );
}
