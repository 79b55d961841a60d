//! The pages that are measured, each against a static page of its size.

use crate::http::{Connection, get};
use crate::load::{Measured, Target};
use crate::server::SignedIn;
use serde::Serialize;
use std::net::SocketAddr;
use std::time::Duration;

/// The module whose screens and quiz are used.
pub const MODULE: &str = "awareness";

/// One kind of request, for several people.
pub struct Case {
    /// What is asked for.
    pub name: &'static str,
    /// The share of the ceiling it is to reach, in a hundred, where there is a goal.
    pub goal: Option<f64>,
    requests: Vec<Vec<u8>>,
}

/// How a case went.
#[derive(Serialize)]
pub struct Row {
    /// What was asked for.
    pub name: &'static str,
    /// Bytes of its page.
    pub bytes: usize,
    /// The page.
    pub page: Measured,
    /// The static page of the same size, before and after.
    pub ceiling: Measured,
    /// Requests a second against those of the ceiling, in a hundred.
    pub ratio: f64,
    /// The same by time on the processor.
    pub cpu_ratio: f64,
    /// The ratio to be reached.
    pub goal: Option<f64>,
}

/// Those who look after others.
pub struct Desks<'a> {
    /// The training lead of one organisation.
    pub lead: &'a SignedIn,
    /// The administrator of the partnership.
    pub administrator: &'a SignedIn,
    /// The business manager of one board.
    pub business: &'a SignedIn,
}

/// Puts the cases together for learners who have read the module, and for those who look after them.
pub async fn all(
    address: SocketAddr,
    learners: &[SignedIn],
    desks: &Desks<'_>,
) -> Result<Vec<Case>, String> {
    let mut connection = Connection::open(address).await.map_err(said)?;
    let first = learners.first().ok_or("nobody has signed in")?;
    let (screens, shown) = screens(&mut connection, &first.token).await?;
    let training = for_each(learners, |_| "/my-training".to_owned());
    let screen = for_each(learners, |_| format!("/learn/{MODULE}/screens/{shown}"));
    let catalogue = for_each(learners, |_| "/learn".to_owned());
    let sessions = for_each(learners, |_| "/sessions".to_owned());
    // One after the other: the place is saved each time.
    let rounds: Vec<_> = (1..=screens)
        .flat_map(|number| {
            for_each(learners, move |_| {
                format!("/learn/{MODULE}/screens/{number}")
            })
        })
        .collect();
    let sign_in = vec![get("/sign-in", "")];
    let people = vec![get("/people", &desks.lead.token)];
    let person = person(&mut connection, desks.lead).await?;
    let one = |path: &str, who: &SignedIn| vec![get(path, &who.token)];
    // Of twenty: nine times one's training, six screens, four times the catalogue, one sign-in page.
    let mix = learners
        .iter()
        .enumerate()
        .map(|(place, _)| match place % 20 {
            0..9 => training[place].clone(),
            9..15 => screen[place].clone(),
            15..19 => catalogue[place].clone(),
            _ => sign_in[0].clone(),
        });
    let mix: Vec<_> = mix.collect();
    let mut cases = Vec::new();
    for (name, goal, requests) in [
        ("My training", Some(8.0), training),
        ("Module screen", Some(8.0), screen),
        ("Module screen, place saved", None, rounds),
        ("Catalogue of modules", Some(8.0), catalogue),
        ("Sign-in page", None, sign_in),
        ("List of sessions", None, sessions),
        ("Mix", None, mix),
        ("List of people, training lead", None, people),
        ("A person's page", None, one(&person, desks.lead)),
        ("Overview, organisation", None, one("/overview", desks.lead)),
        (
            "Overview, partnership",
            None,
            one("/overview", desks.administrator),
        ),
        (
            "Overdue, organisation",
            None,
            one("/overview/people?state=overdue", desks.lead),
        ),
    ] {
        cases.push(Case {
            name,
            goal,
            requests,
        });
    }
    Ok(cases)
}

/// The address of the first person in a lead's list.
pub async fn person(connection: &mut Connection, lead: &SignedIn) -> Result<String, String> {
    let answer = connection
        .ask(&get("/people", &lead.token))
        .await
        .map_err(said)?;
    let page = answer.text();
    let mut links = page.split("href=\"/people/").skip(1);
    let found = links.find_map(|rest| rest.split('"').next().filter(|id| id.len() == 36));
    found
        .map(|id| format!("/people/{id}"))
        .ok_or("the list of people is empty".to_owned())
}

fn for_each(people: &[SignedIn], path: impl Fn(usize) -> String) -> Vec<Vec<u8>> {
    let requests = people.iter().enumerate();
    requests
        .map(|(place, person)| get(&path(place), &person.token))
        .collect()
}

/// The screen that is shown: the first with a picture and an activity.
pub async fn shown(address: SocketAddr, token: &str) -> Result<usize, String> {
    let mut connection = Connection::open(address).await.map_err(said)?;
    screens(&mut connection, token)
        .await
        .map(|(_, shown)| shown)
}

/// How many screens the module has, and the one with a picture and an activity.
async fn screens(connection: &mut Connection, token: &str) -> Result<(usize, usize), String> {
    let mut shown = None;
    for number in 1.. {
        let request = get(&format!("/learn/{MODULE}/screens/{number}"), token);
        let answer = connection.ask(&request).await.map_err(said)?;
        if answer.status != 200 {
            let shown = shown.ok_or("no screen has a picture and an activity")?;
            return Ok((number - 1, shown));
        }
        let page = answer.text();
        if page.contains("<img") && page.contains("app-activity") {
            shown = shown.or(Some(number));
        }
    }
    Err("a module without an end".to_owned())
}

/// The mean size of the pages, from some of them.
async fn size(connection: &mut Connection, requests: &[Vec<u8>]) -> Result<usize, String> {
    let some: Vec<_> = requests
        .iter()
        .step_by((requests.len() / 100).max(1))
        .collect();
    let mut sum = 0;
    for request in &some {
        let answer = connection.ask(request).await.map_err(said)?;
        if answer.status != 200 {
            return Err(format!("a page was answered with {}", answer.status));
        }
        sum += answer.body.len();
    }
    Ok(sum / some.len().max(1))
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Case {
    /// Measures the ceiling, the page, and the ceiling again.
    pub async fn run(&self, target: &Target, lasting: Duration) -> Result<Row, String> {
        let mut connection = Connection::open(target.address).await.map_err(said)?;
        let bytes = size(&mut connection, &self.requests).await?;
        let still = [get(&format!("/bench/{bytes}"), "")];
        // Connections, caches and the processor's clock come up first.
        target.pages(&self.requests, lasting / 10).await?;
        let before = target.pages(&still, lasting / 2).await?;
        let page = target.pages(&self.requests, lasting).await?;
        let after = target.pages(&still, lasting / 2).await?;
        let ceiling = before.middle(after);
        Ok(Row {
            name: self.name,
            bytes,
            page,
            ceiling,
            ratio: page.per_second / ceiling.per_second * 100.0,
            cpu_ratio: ceiling.cpu / page.cpu * 100.0,
            goal: self.goal,
        })
    }
}
