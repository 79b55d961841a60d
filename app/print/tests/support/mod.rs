//! A certificate's facts with defaults, and the programs that other people read PDFs with.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::NaiveDate;
use domain::certificates::CertificateFacts;

/// A simple logo.
pub const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48">
    <path fill="currentColor" fill-rule="evenodd" d="M32 2 60 14v12q0 14-28 20Q4 40 4 26V14zM32 8 10 17v9q0 10 22 15 22-5 22-15v-9z"/>
    <circle cx="32" cy="22" r="6"/></svg>"#;

/// Asha Patel's certificate.
pub fn facts() -> CertificateFacts {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar");
    let can = [
        "Name the main forms of exploitation",
        "Spot signs in a person, a place and a conversation",
    ];
    CertificateFacts {
        serial: "NM-2026-000123".to_owned(),
        revision: 2,
        board: "0198b3c0-0000-7000-8000-000000000001"
            .parse()
            .expect("a UUID"),
        board_name: "North Millshire Safeguarding Adults Board".to_owned(),
        board_logo: Some(LOGO.to_owned()),
        learner_name: "Asha Patel".to_owned(),
        course: "Modern slavery awareness".to_owned(),
        level: "AW Awareness".to_owned(),
        completed_on: day(2026, 11, 20),
        mode: "E-learning".to_owned(),
        cpd_minutes: 20,
        score: Some((9, 10)),
        outcomes: can.map(str::to_owned).to_vec(),
        content_version: "2026.1".to_owned(),
        signatory_name: "Dr Helen Marsh".to_owned(),
        signatory_role: "Independent Chair".to_owned(),
        issued_on: day(2026, 11, 22),
        valid_until: Some(day(2029, 11, 21)),
        check_url: "https://training.northmillshire.example/check/NM-2026-000123".to_owned(),
    }
}

/// The same certificate in another name.
pub fn named(name: &str) -> CertificateFacts {
    CertificateFacts {
        learner_name: name.to_owned(),
        ..facts()
    }
}

/// What a program prints when it is given `file` on the disk; `arguments` name it `FILE`.
pub fn told(program: &str, package: &str, arguments: &[&str], file: &[u8]) -> String {
    let paper = Paper::with(file);
    let arguments = arguments
        .iter()
        .map(|a| if *a == "FILE" { paper.0.as_str() } else { *a });
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    let output = output.unwrap_or_else(|fault| {
        panic!("could not run {program} ({fault}): install the Debian package {package}")
    });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success(),
        "{program} failed:\n{said}\n{complained}"
    );
    assert!(
        !complained.contains("Syntax Error"),
        "{program} complained:\n{complained}"
    );
    said
}

/// What `pdftotext` reads, in the order of the page.
pub fn text(file: &[u8]) -> String {
    told("pdftotext", "poppler-utils", &["FILE", "-"], file)
}

/// A file on the disk for as long as it is needed.
pub struct Paper(pub String);

impl Paper {
    /// A new file with these bytes.
    pub fn with(bytes: &[u8]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "certificate-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::File::create(&path)
            .and_then(|mut file| file.write_all(bytes))
            .expect("the temporary folder can be written to");
        Self(path.to_string_lossy().into_owned())
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}
