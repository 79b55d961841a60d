//! What we send about sessions, read by mailparser and ical.js, and kept by a real `CalDAV` server.

use crate::{
    mail_server::{MailServer, python},
    session_messages::changes,
    sessions::{SEMINAR, books, is_on, morning, plan, run},
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};
use store::sessions::{NewSession, Part, Told, cancel_session};
use testkit::TestApp;
use ui::sessions::session_mail;

/// Someone books two mornings, the first of them is moved, and the session is cancelled. The mails about it, and the parts
/// before and after the move.
async fn story(server: &MailServer) -> [Vec<Part>; 2] {
    let app = TestApp::start_with(server.in_the_clear()).await;
    let new = NewSession {
        parts: vec![morning(&app, 60), morning(&app, 67)],
        ..plan(&app, SEMINAR, 5).await
    };
    let session = is_on(&app, "Northside", &new).await;
    books(&mut app.learner().at("Northside").sign_in().await, session).await;
    app.run_jobs().await;
    let moved = NewSession {
        parts: vec![morning(&app, 61), new.parts[1]],
        ..new.clone()
    };
    changes(&app, session, 1, &moved).await;
    app.run_jobs().await;
    let may = run(&app, app.organisation("Northside").await).await;
    let teller = |told: &Told| session_mail(&app.site, told);
    let cancelled = cancel_session(app.site.services(), &may, session, "Snow", &teller).await;
    cancelled.unwrap().unwrap();
    app.run_jobs().await;
    [new.parts, moved.parts]
}

/// What a program of `tests/peers` says, a line of JSON each time, when it is given these lines.
fn says(program: &str, script: &str, folder: &Path, input: &[Value]) -> Vec<Value> {
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../peers");
    let mut process = Command::new(program)
        .arg(peers.join(script))
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} does not run: {error}"));
    let mut lines = process.stdin.take().expect("its input is ours");
    for line in input {
        writeln!(lines, "{line}").expect("it reads");
    }
    drop(lines);
    let output = process.wait_with_output().expect("it ends");
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{problem}\n`cargo xtask test --only http-sqlite` installs what {script} needs; by hand: npm ci in tests/peers/mail, \
         pip install -r tests/peers/requirements.txt, and CASCADE_TEST_PYTHON"
    );
    let said = String::from_utf8(output.stdout).expect("text");
    said.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

/// From when to when events are, in their order.
fn times(events: &[Value]) -> Vec<Part> {
    let part = |event: &Value| Part {
        starts_at: instant(&event["begins"]),
        ends_at: instant(&event["ends"]),
    };
    events.iter().map(part).collect()
}

#[tokio::test]
async fn a_calendar_server_has_one_entry_a_part_that_moves_and_goes() {
    let server = MailServer::start("caldav", "plain");
    let [before, after] = story(&server).await;
    let invitations = |mail: &Value| -> Value {
        let all = mail["invitations"].as_array().unwrap().iter();
        all.map(|one| one["ics"].clone()).collect()
    };
    let mails = server.mails();
    let mut told: Vec<Value> = mails.iter().map(invitations).collect();
    told.retain(|invitations| invitations != &json!([]));
    // A calendar that gets the first mail once more, later than the second, keeps what is newer.
    told.insert(2, told[0].clone());
    let folder = server.folder().join("calendars");
    let kept = says(&python(), "calendar/keep.py", &folder, &told);
    let [first, moved, late, cancelled] = &kept[..] else {
        panic!("{kept:?}");
    };
    let events = |kept: &Value| kept.as_array().unwrap().clone();
    assert_eq!(times(&events(first)), before);
    assert_eq!(times(&events(moved)), after);
    assert_eq!(late, moved);
    assert_eq!(cancelled, &json!([]));
    for (old, new) in events(first).iter().zip(&events(moved)) {
        assert_eq!(old["uid"], new["uid"]);
        assert!(old["sequence"].as_i64() < new["sequence"].as_i64());
        assert_eq!(new["summary"], SEMINAR);
    }
}

#[tokio::test]
async fn other_programs_read_the_mails_and_the_invitations_in_them() {
    let server = MailServer::start("readers", "plain");
    let [before, after] = story(&server).await;
    let mut mails = says("node", "mail/read.js", server.folder(), &[]);
    let sent = server.mails();
    assert_eq!(mails.len(), sent.len());
    for (mail, sent) in mails.iter().zip(&sent) {
        for word in ["subject", "to"] {
            assert_eq!(mail[word], sent[word]);
        }
        assert!(mail["has_html"].as_bool().unwrap() && !mail["text"].as_str().unwrap().is_empty());
    }
    mails.retain(|mail| mail["files"] != json!([]));
    let mut sequence = -1;
    for (mail, (method, parts)) in mails.iter().zip([
        ("REQUEST", &before),
        ("REQUEST", &after),
        ("CANCEL", &after),
    ]) {
        let files = mail["files"].as_array().unwrap();
        let names: Vec<_> = files.iter().map(|file| &file["name"]).collect();
        assert_eq!(
            names,
            [&Value::Null, &json!("invite.ics"), &json!("invite-2.ics")]
        );
        assert_eq!(files[0]["type"], "text/calendar");
        assert_eq!(files[0]["invitation"], files[1]["invitation"]);
        let invitations: Vec<_> = files[1..].iter().map(|file| &file["invitation"]).collect();
        let events: Vec<Value> = invitations
            .iter()
            .map(|one| one["events"][0].clone())
            .collect();
        assert_eq!(&times(&events), parts);
        for (invitation, event) in invitations.iter().zip(&events) {
            assert_eq!(invitation["method"], method);
            assert_eq!(invitation["zones"], json!(["Europe/London"]));
            assert_eq!(event["zone"], "Europe/London");
            assert_eq!(event["summary"], SEMINAR);
            assert_eq!(
                event["attendee"],
                json!(format!("mailto:{}", mail["to"][0].as_str().unwrap()))
            );
        }
        assert_ne!(events[0]["uid"], events[1]["uid"]);
        let risen = events[0]["sequence"].as_i64().unwrap();
        assert!(risen > sequence, "{risen} after {sequence}");
        sequence = risen;
    }
    assert_eq!(mails.len(), 3);
}
