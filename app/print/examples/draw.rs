//! Draws sample certificates into a folder, and says how long each takes when drawn so many times.
//!
//! `cargo run -p print --example draw -- FOLDER [TIMES]`

use std::{env, fs, path::PathBuf, time::Instant};

use chrono::NaiveDate;
use domain::certificates::CertificateFacts;

/// The board of the samples.
const SAB: &str = "0198b3c0-0000-7000-8000-000000000001";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("name the folder to draw into")?);
    let rounds: u32 = env::args().nth(2).map_or(Ok(0), |rounds| rounds.parse())?;
    fs::create_dir_all(&folder)?;
    for (name, facts) in samples() {
        let file = print::certificate(&facts)?;
        let start = Instant::now();
        for _ in 0..rounds {
            print::certificate(&facts)?;
        }
        if let Some(each) = start.elapsed().checked_div(rounds) {
            println!("{name}: {} bytes, {each:?} each", file.len());
        }
        fs::write(folder.join(format!("{name}.pdf")), file)?;
    }
    Ok(())
}

fn samples() -> Vec<(&'static str, CertificateFacts)> {
    let named = |name: &str| CertificateFacts {
        learner_name: name.to_owned(),
        ..usual()
    };
    vec![
        ("usual", usual()),
        (
            "long",
            named(
                "Wilhelmina Alexandrina Bartholomew-Fotheringay Oluwaseun Abayomi-Montgomery Smith-Jones",
            ),
        ),
        ("arabic", named("محمد عبد الرحمن السلامي")),
        ("urdu", named("مُحَمَّد علی (Ali) پٹیل")),
        ("chinese", named("王小明")),
        ("hindi", named("प्रिया क्षत्रिय शर्मा")),
        ("bengali", named("শ্রীমতী রহিমা কৌশিক")),
        ("tamil", named("கொற்றவை ஸ்ரீ தமிழ்")),
        ("punjabi", named("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ")),
        ("gujarati", named("પ્રિયા પટેલ")),
        ("hebrew", named("שָׂרָה כהן")),
        ("greek", named("Γιώργος Παπαδόπουλος")),
        ("ukrainian", named("Олександра Їжакевич")),
        ("amharic", named("አበበ በቂላ")),
        ("vietnamese", named("Nguyễn Thị Ọláyínká Łukasz")),
        (
            "no-logo",
            CertificateFacts {
                board_logo: None,
                ..usual()
            },
        ),
        (
            "completion",
            CertificateFacts {
                score: None,
                valid_until: None,
                outcomes: Vec::new(),
                ..usual()
            },
        ),
        ("twelve", twelve()),
    ]
}

fn twelve() -> CertificateFacts {
    let outcomes = (1..=12).map(|n| {
        format!("Explain to a colleague why point {n} of the local pathway matters, whom to tell, how soon, and what to write down so that the next person can act on it")
    });
    CertificateFacts {
        outcomes: outcomes.collect(),
        ..usual()
    }
}

fn usual() -> CertificateFacts {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar");
    CertificateFacts {
        serial: "NM-2026-000123".to_owned(),
        revision: 1,
        board: SAB.parse().expect("a UUID"),
        board_name: "North Millshire Safeguarding Adults Board".to_owned(),
        board_logo: Some(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"><g fill="currentColor"><path d="M32 2 L60 14 V26 C60 36 48 43 32 47 C16 43 4 36 4 26 V14 Z M32 8 L10 17 V26 C10 32 19 38 32 41 C45 38 54 32 54 26 V17 Z" fill-rule="evenodd"/><circle cx="24" cy="21" r="5"/><circle cx="40" cy="21" r="5"/><path d="M15 34a9 7 0 0 1 18 0z"/><path d="M31 34a9 7 0 0 1 18 0z"/></g></svg>"#.to_owned()),
        learner_name: "Asha Patel".to_owned(),
        course: "Modern slavery awareness".to_owned(),
        level: "AW Awareness".to_owned(),
        completed_on: day(2026, 11, 20),
        mode: "E-learning".to_owned(),
        cpd_minutes: 20,
        score: Some((9, 10)),
        outcomes: ["Name the main forms of exploitation", "Spot signs in a person, a place and a conversation", "Say what to do first, and what not to do", "Find the local pathway and the people to tell"].map(str::to_owned).to_vec(),
        content_version: "2026.1".to_owned(),
        signatory_name: "Dr Helen Marsh".to_owned(),
        signatory_role: "Independent Chair".to_owned(),
        issued_on: day(2026, 11, 22),
        valid_until: Some(day(2029, 11, 21)),
        check_url: "https://training.northmillshire.example/check/NM-2026-000123".to_owned(),
    }
}
