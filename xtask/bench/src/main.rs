//! `cargo xtask bench`: what the program does in a second, and what it needs for it.
//!
//! It starts the program as a second process on a database of the chosen size, sends it a fixed
//! mix of requests of people who are signed in, and compares each page with a static page of the
//! same size from the same server in the same run. What is found is told in
//! `docs/performance.md`. For Linux, which tells a process's time and memory in `/proc`.

mod attempt;
mod booking;
mod cases;
mod certificates;
mod cold;
mod form;
mod http;
mod load;
mod process;
mod publishing;
mod report;
mod scale;
mod server;

use attempt::How;
use clap::Parser;
use load::Target;
use process::{Watched, memory};
use report::{Memory, Report};
use server::{Program, Serving, SignedIn};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// People whose pages are asked for.
const LEARNERS: usize = 200;
/// Attempts at the quiz that may be made in a second before people run out.
const ATTEMPTS: usize = 300;
/// Places that may be booked in a second before people run out.
const BOOKINGS: usize = 400;
/// Sessions that are on.
const SESSIONS: usize = 15_000;
/// How often the program is started to time its first answer.
const STARTS: usize = 5;

/// The name of the case in which people take the quiz.
const ATTEMPT: &str = "Whole attempt";
/// The name of the case in which people book.
const BOOKING: &str = "Place booked";

/// Measures the program.
#[derive(Parser)]
struct Options {
    /// The program `cascade`, built with optimisation and assets.
    #[arg(long)]
    program: PathBuf,
    /// How many people the database holds.
    #[arg(long, default_value_t = 15_000)]
    people: usize,
    /// Seconds for each case, and as many for its ceiling.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Connections at once.
    #[arg(long, default_value_t = 16, default_value_if("scale", "true", "2"))]
    connections: usize,
    /// An empty PostgreSQL database, instead of SQLite.
    #[arg(long)]
    database_url: Option<String>,
    /// Only the cases whose names contain this.
    #[arg(long, default_value = "")]
    only: String,
    /// 15,000 and 220,000 people side by side, and a version published for the larger number, instead of all else.
    #[arg(long)]
    scale: bool,
    /// Write the figures to a file, too.
    #[arg(long)]
    json: Option<PathBuf>,
}

impl Options {
    fn database(&self) -> &'static str {
        if self.database_url.is_some() {
            "PostgreSQL"
        } else {
            "SQLite"
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let measured = if options.scale {
        scale::run(&options).await
    } else {
        measure(&options).await
    };
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(options: &Options) -> Result<(), String> {
    let program = Program::new(options.program.clone(), options.database_url.clone())?;
    let lasting = Duration::from_secs(options.seconds.into());
    let seconds = usize::try_from(options.seconds).unwrap_or(10);
    let wanted = |name: &str, number: usize| {
        let is_wanted = name.contains(&options.only);
        if is_wanted { number } else { 0 }
    };
    let takers = wanted(ATTEMPT, 2 * ATTEMPTS * seconds);
    let bookers = wanted(BOOKING, BOOKINGS * seconds);
    println!("Preparing a database of {} people", options.people);
    let sign_ins = LEARNERS + takers + bookers;
    let people = program.prepare(options.people, sign_ins, SESSIONS)?;
    let (personas, others): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|p| p.persona.is_some());
    let persona = |key: &str| {
        let found = personas.iter().find(|p| p.persona.as_deref() == Some(key));
        found.ok_or(format!("there is no {key}"))
    };
    let desks = cases::Desks {
        lead: persona("training-lead")?,
        administrator: persona("administrator")?,
        business: persona("business-manager")?,
    };
    let (learners, others) = others.split_at(LEARNERS.min(others.len()));
    let (takers, bookers) = others.split_at(takers.min(others.len()));

    let first_answer = first_answer(&program).await?;
    let serving = program.serve().await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = memory(serving.id, "VmRSS");
    let mut failed = Failed::default();
    let cold = failed.or_none("Cold pages", cold(&serving, learners).await);
    let pages = pages(options, &serving, learners, &desks, lasting, &mut failed).await;
    let attempts = attempts(options, &serving, takers, lasting).await;
    let bookings = bookings(options, &serving, bookers, lasting).await;
    let certificates = certificates(options, &serving, desks.business).await;
    let report = Report {
        people: options.people,
        connections: options.connections,
        database: options.database(),
        cold: cold.unwrap_or_default(),
        pages,
        attempts: failed.or_none(ATTEMPT, attempts).flatten(),
        bookings: failed.or_none(BOOKING, bookings).flatten(),
        certificates: failed.or_none("Certificates", certificates).flatten(),
        first_answer,
        memory: Memory {
            idle,
            loaded: memory(serving.id, "VmRSS"),
            highest: memory(serving.id, "VmHWM"),
        },
    };
    serving.stop();
    print!("{}", report.table());
    if let Some(file) = &options.json {
        let text = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
        std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    failed.told()
}

/// What could not be measured, and why: everything else is told all the same.
#[derive(Default)]
struct Failed(Vec<String>);

impl Failed {
    fn or_none<T>(&mut self, name: &str, measured: Result<T, String>) -> Option<T> {
        measured
            .map_err(|sentence| self.0.push(format!("{name}: {sentence}")))
            .ok()
    }

    fn told(self) -> Result<(), String> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(format!("Could not be measured:\n{}", self.0.join("\n")))
    }
}

/// Milliseconds from start to first answer, the middle of several.
async fn first_answer(program: &Program) -> Result<f64, String> {
    println!("Starting {} {STARTS} times", program.file().display());
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let serving = program.serve().await?;
        times.push(serving.first_answer);
        serving.stop();
    }
    times.sort_unstable();
    Ok(times[STARTS / 2].as_secs_f64() * 1000.0)
}

fn target(options: &Options, serving: &Serving) -> Target {
    Target {
        address: serving.address,
        watched: Watched::new(serving.id, options.database_url.as_deref()),
        connections: options.connections,
    }
}

async fn pages(
    options: &Options,
    serving: &Serving,
    learners: &[SignedIn],
    desks: &cases::Desks<'_>,
    lasting: Duration,
    failed: &mut Failed,
) -> Vec<cases::Row> {
    let mut rows = Vec::new();
    let all = cases::all(serving.address, learners, desks).await;
    for case in failed.or_none("Pages", all).unwrap_or_default() {
        if case.name.contains(&options.only) {
            println!("Measuring: {}", case.name);
            let row = case.run(&target(options, serving), lasting).await;
            rows.extend(failed.or_none(case.name, row));
        }
    }
    rows
}

async fn certificates(
    options: &Options,
    serving: &Serving,
    business: &SignedIn,
) -> Result<Option<certificates::Ordered>, String> {
    if !"Certificates".contains(&options.only) {
        return Ok(None);
    }
    println!("Measuring: certificates ordered together");
    certificates::run(serving, business).await.map(Some)
}

async fn attempts(
    options: &Options,
    serving: &Serving,
    takers: &[SignedIn],
    lasting: Duration,
) -> Result<Option<[load::Measured; 2]>, String> {
    if takers.is_empty() {
        return Ok(None);
    }
    println!("Measuring: whole attempts at the quiz");
    let (some, others) = takers.split_at(takers.len() / 2);
    let target = target(options, serving);
    Ok(Some([
        attempt::run(&target, some, How::EveryPage, lasting).await?,
        attempt::run(&target, others, How::FormsOnly, lasting).await?,
    ]))
}

async fn bookings(
    options: &Options,
    serving: &Serving,
    bookers: &[SignedIn],
    lasting: Duration,
) -> Result<Option<load::Measured>, String> {
    if bookers.is_empty() {
        return Ok(None);
    }
    println!("Measuring: places booked");
    let target = target(options, serving);
    booking::run(&target, bookers, lasting).await.map(Some)
}

/// The bytes of pages, and of one with an island.
async fn cold(serving: &Serving, learners: &[SignedIn]) -> Result<Vec<cold::Cold>, String> {
    let learner = &learners.first().ok_or("nobody has signed in")?.token;
    let screen = format!(
        "/learn/{}/screens/{}",
        cases::MODULE,
        cases::shown(serving.address, learner).await?
    );
    let question = attempt::begin(serving.address, learner).await?;
    let pages = [
        ("Sign-in page", "/sign-in".to_owned(), ""),
        ("My training", "/my-training".to_owned(), learner),
        ("Module screen", screen, learner),
        ("Question of a quiz", question, learner),
    ];
    let mut cold = Vec::new();
    for (name, path, token) in pages {
        cold.push(cold::fetch(serving.address, name, &path, token).await?);
    }
    Ok(cold)
}
