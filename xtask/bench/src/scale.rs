//! The same pages at two sizes side by side: what a partnership of 220,000 people waits for, and what must not depend on
//! how many there are.

use crate::cases::person;
use crate::form::{Desk, attribute};
use crate::http::{Connection, get};
use crate::load::{Measured, Target};
use crate::process::Watched;
use crate::publishing::{self, Published};
use crate::report::judged;
use crate::server::{Program, Serving, SignedIn};
use crate::{Failed, Options};
use serde::Serialize;
use std::fmt::Write as _;
use std::time::Duration;

/// The two sizes.
const SIZES: [usize; 2] = [15_000, 220_000];
/// People who are signed in besides the personas.
const LEARNERS: usize = 20;
/// How much longer a page may take at the larger size that is not to depend on it.
const RATIO: f64 = 1.5;

/// What a page is to reach.
#[derive(Clone, Copy)]
enum Goal {
    /// Ninety-nine of a hundred within so many milliseconds at the larger size.
    Within(f64),
    /// Half of them no more than [`RATIO`] times as long.
    Alike,
}

/// A page at both sizes.
#[derive(Serialize)]
struct Row {
    name: &'static str,
    sizes: Vec<Measured>,
    #[serde(skip)]
    goal: Goal,
}

impl Row {
    /// How many times as long half of them take.
    fn ratio(&self) -> f64 {
        match self.sizes[..] {
            [small, large] => large.p50 / small.p50,
            _ => f64::NAN,
        }
    }

    fn is_met(&self) -> bool {
        match (self.goal, &self.sizes[..]) {
            (Goal::Within(most), [_, large]) => large.p99 <= most,
            (Goal::Alike, [_, _]) => self.ratio() <= RATIO,
            _ => false,
        }
    }
}

/// Everything that was measured.
#[derive(Default, Serialize)]
struct Scale {
    rows: Vec<Row>,
    published: Option<Published>,
    #[serde(skip)]
    failed: Failed,
}

/// Measures both sizes and tells; an error when something could not be measured.
pub async fn run(options: &Options) -> Result<(), String> {
    let mut scale = Scale::default();
    for people in SIZES {
        let program = Program::new(options.program.clone(), options.database_url.clone())?;
        println!("Preparing a database of {people} people");
        let signed_in = program.prepare(people, LEARNERS, 0)?;
        let serving = program.serve().await?;
        scale.measure(options, &serving, &signed_in, people).await?;
        serving.stop();
    }
    print!("{}", scale.table(options));
    if let Some(file) = &options.json {
        let text = serde_json::to_string_pretty(&scale).map_err(|error| error.to_string())?;
        std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    scale.failed.told()
}

/// What is asked for, by whom, and what it is to reach.
struct Asked {
    name: &'static str,
    goal: Goal,
    request: Vec<u8>,
}

/// The pages.
async fn asked(
    serving: &Serving,
    lead: &SignedIn,
    administrator: &SignedIn,
    learner: &SignedIn,
) -> Result<Vec<Asked>, String> {
    let mut connection = Connection::open(serving.address)
        .await
        .map_err(|error| error.to_string())?;
    let person = person(&mut connection, lead).await?;
    let mut desk = Desk {
        connection,
        token: &administrator.token,
    };
    let page = desk.page("/overview").await?;
    // The largest organisation, which is the lead's own.
    let options = page.split("<option").skip(1);
    let mut options = options.filter(|one| one.contains(">Sallowmere Council<"));
    let organisation = options.next().and_then(|one| attribute(one, "value"));
    let organisation = organisation.ok_or("the overview cannot be narrowed")?;
    let one = format!("/overview?organisation={organisation}");
    let of = |name, goal, path: &str, who: &SignedIn| Asked {
        name,
        goal,
        request: get(path, &who.token),
    };
    Ok(vec![
        of("A lead's home", Goal::Alike, "/overview", lead),
        of(
            "Table of one organisation",
            Goal::Within(100.0),
            &one,
            administrator,
        ),
        of(
            "Table of the partnership",
            Goal::Within(1_000.0),
            "/overview",
            administrator,
        ),
        of("A person's page", Goal::Alike, &person, lead),
        of("My training", Goal::Alike, "/my-training", learner),
    ])
}

impl Scale {
    async fn measure(
        &mut self,
        options: &Options,
        serving: &Serving,
        people: &[SignedIn],
        size: usize,
    ) -> Result<(), String> {
        let persona = |key: &str| {
            let found = people.iter().find(|p| p.persona.as_deref() == Some(key));
            found.ok_or(format!("there is no {key}"))
        };
        let (lead, administrator) = (persona("training-lead")?, persona("administrator")?);
        let mut learners = people.iter().filter(|person| person.persona.is_none());
        let learner = learners.next().ok_or("nobody has signed in")?;
        let target = Target {
            address: serving.address,
            watched: Watched::new(serving.id, options.database_url.as_deref()),
            connections: options.connections,
        };
        let lasting = Duration::from_secs(options.seconds.into());
        for asked in asked(serving, lead, administrator, learner).await? {
            if !asked.name.contains(&options.only) {
                continue;
            }
            println!("Measuring: {}", asked.name);
            let requests = [asked.request];
            // Caches come up first; what fails, fails again below.
            let _ = target.pages(&requests, lasting / 5).await;
            let measured = target.pages(&requests, lasting).await;
            if let Some(measured) = self.failed.or_none(asked.name, measured) {
                self.add(asked.name, asked.goal, measured);
            }
        }
        if Some(&size) == SIZES.last() && "Publishing".contains(&options.only) {
            println!("Measuring: publishing a version");
            let published = publishing::run(serving, administrator, learner).await;
            self.published = self.failed.or_none("Publishing", published);
        }
        Ok(())
    }

    fn add(&mut self, name: &'static str, goal: Goal, measured: Measured) {
        match self.rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.sizes.push(measured),
            None => self.rows.push(Row {
                name,
                sizes: vec![measured],
                goal,
            }),
        }
    }

    /// For people to read.
    fn table(&self, options: &Options) -> String {
        let mut text = format!(
            "\n{} and {} people, {}, {} connections at once\n\n{:<27} {:>9} {:>9} {:>9} {:>9} {:>6}  goal\n",
            SIZES[0],
            SIZES[1],
            options.database(),
            options.connections,
            "page",
            "p50 ms",
            "p99 ms",
            "p50 ms",
            "p99 ms",
            "ratio",
        );
        for row in &self.rows {
            let goal = match row.goal {
                Goal::Within(most) => format!("p99 {most} ms"),
                Goal::Alike => format!("ratio {RATIO}"),
            };
            let _ = write!(text, "{:<27}", row.name);
            for size in &row.sizes {
                let _ = write!(text, " {:>9.1} {:>9.1}", size.p50, size.p99);
            }
            let (ratio, goal) = (row.ratio(), judged(row.is_met(), &goal));
            let _ = writeln!(text, " {ratio:>6.2}  {goal}");
        }
        if let Some(one) = self.published {
            let _ = writeln!(
                text,
                "Publishing: everybody reassessed in {:.1} s  {}; {} small writes of others meanwhile, the longest {:.0} ms \
                 ({:.0} ms before)\nWhom it touches: a version in {:.1} s in the background, a wave of everybody in {:.1} s  {}",
                one.seconds,
                judged(one.seconds < 60.0, "60 s"),
                one.writes,
                one.longest_write,
                one.longest_before,
                one.preview,
                one.wave,
                judged(one.wave <= 5.0, "5 s"),
            );
        }
        text
    }
}
