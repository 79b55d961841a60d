//! A version of the framework that touches almost everybody: looked at, published, and taken in by everybody's record
//! while others go on with their work.

use crate::cases::MODULE;
use crate::form::{Desk, Form, attribute};
use crate::http::{Connection, get, post};
use crate::server::{Serving, SignedIn};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The longest anything may take before something is wrong.
const PATIENCE: Duration = Duration::from_mins(20);
/// How long the reassessment may take to begin.
const BEGINNING: Duration = Duration::from_secs(15);

/// How it went.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Published {
    /// Seconds for the page that says whom a wave of everybody would touch.
    pub wave: f64,
    /// Seconds to work out whom the version touches.
    pub preview: f64,
    /// Seconds from publishing to the last person reassessed.
    pub seconds: f64,
    /// How many small writes of others there were meanwhile.
    pub writes: u32,
    /// The longest of them, in milliseconds.
    pub longest_write: f64,
    /// The longest with nothing else under way, in milliseconds.
    pub longest_before: f64,
}

/// Looks at a wave and publishes a version as the administrator, who acts for every board.
pub async fn run(
    serving: &Serving,
    administrator: &SignedIn,
    learner: &SignedIn,
) -> Result<Published, String> {
    let connection = Connection::open(serving.address).await;
    let mut desk = Desk {
        connection: connection.map_err(said)?,
        token: &administrator.token,
    };
    let form = Form::last_of(&desk.page(WAVE).await?)?;
    let part = |part: &str| {
        form.value(&format!("in_post_by_{part}"))
            .unwrap_or_default()
    };
    let today = [part("day"), part("month"), part("year")];
    let wave = wave(&mut desk, today).await?;

    let draft = draft(&mut desk).await?;
    let page = format!("{draft}/preview");
    let start = Instant::now();
    desk.send(&page, |form| form.with_day("effective_on", today))
        .await?;
    finished(&mut desk, &page, start).await?;
    let preview = start.elapsed().as_secs_f64();
    endorse(&mut desk, &draft).await?;

    let still = Writing::begin(serving.address, learner);
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (_, longest_before) = still.end().await?;
    let writing = Writing::begin(serving.address, learner);
    let start = Instant::now();
    desk.send(&format!("{draft}/publish"), |form| form).await?;
    while !desk.is_under_way("/framework").await? {
        if start.elapsed() > BEGINNING {
            return Err("nobody is reassessed under the version".to_owned());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    finished(&mut desk, "/framework", start).await?;
    let seconds = start.elapsed().as_secs_f64();
    let (writes, longest_write) = writing.end().await?;
    Ok(Published {
        wave,
        preview,
        seconds,
        writes,
        longest_write,
        longest_before,
    })
}

const WAVE: &str = "/framework/arrangements/waves/new";

/// Seconds for the page that says whom a wave of everybody would touch; it is not begun.
async fn wave(desk: &mut Desk<'_>, [day, month, year]: [&str; 3]) -> Result<f64, String> {
    let next = year
        .parse::<u32>()
        .map_or(year.to_owned(), |y| (y + 1).to_string());
    let form = Form::last_of(&desk.page(WAVE).await?)?
        .with("title", "Everybody")
        .with("level", "AW")
        .with_day("in_post_by", [day, month, year])
        .with_day("due_on", ["1", month, &next]);
    let request = post(WAVE, desk.token, &form.body());
    let start = Instant::now();
    let answer = desk.connection.ask(&request).await.map_err(said)?;
    let (status, text) = (answer.status, answer.text());
    if status == 303 {
        let to = answer.header("location").unwrap_or_default().to_owned();
        finished(desk, &to, start).await?;
    } else if status != 200 || !text.contains("Let these people go first?") {
        return Err(format!("whom a wave touches was answered with {status}"));
    }
    Ok(start.elapsed().as_secs_f64())
}

/// A shared draft with a shorter refresher for everybody.
async fn draft(desk: &mut Desk<'_>) -> Result<String, String> {
    let page = desk.page("/framework/drafts/new").await?;
    let inputs = page.split("<input").skip(1);
    let mut counts =
        inputs.filter(|one| one.contains(" name=\"from\"") && one.contains("Counts from"));
    let from = counts.next().and_then(|one| attribute(one, "value"));
    let from = from.ok_or("there is no version to begin with")?;
    let draft = desk
        .send("/framework/drafts/new", |form| form.with("from", &from))
        .await?;
    desk.send(&format!("{draft}/about"), |form| {
        form.with("change_note", "Awareness is refreshed sooner.")
    })
    .await?;
    desk.send(&format!("{draft}/levels/AW/refresher"), |form| {
        form.with("refresh", "2 years")
    })
    .await?;
    desk.send(&format!("{draft}/share"), |form| form).await?;
    Ok(draft)
}

/// Endorses a draft for one board after the other, until none is left to endorse it for.
async fn endorse(desk: &mut Desk<'_>, draft: &str) -> Result<(), String> {
    let path = format!("{draft}/endorse");
    loop {
        let page = desk.page(&path).await?;
        let Some(form) = form_with(&page, "edition") else {
            return Ok(());
        };
        let mut inputs = page.split("<input").skip(1);
        let board = inputs.find(|one| one.contains(" name=\"board\""));
        let board = board.and_then(|one| attribute(one, "value"));
        let board = board.ok_or("there is no board to endorse for")?;
        let body = form.with("board", &board).body();
        let answer = desk.connection.ask(&post(&path, desk.token, &body)).await;
        let status = answer.map_err(said)?.status;
        if status != 303 {
            return Err(format!("an endorsement was answered with {status}"));
        }
    }
}

/// The form of a page that has a field.
fn form_with(page: &str, field: &str) -> Option<Form> {
    let forms = page.split("<form").skip(1);
    let mut forms = forms.filter_map(|form| Form::last_of(&format!("<form{form}")).ok());
    forms.find(|form| form.value(field).is_some())
}

/// Waits until a page no longer asks for itself again.
async fn finished(desk: &mut Desk<'_>, page: &str, start: Instant) -> Result<(), String> {
    while desk.is_under_way(page).await? {
        if start.elapsed() > PATIENCE {
            return Err(format!("{page} was not finished in time"));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

/// A learner who turns over screens, which saves the place each time.
struct Writing {
    ends: Arc<AtomicBool>,
    work: tokio::task::JoinHandle<Result<Vec<Duration>, String>>,
}

impl Writing {
    fn begin(address: SocketAddr, learner: &SignedIn) -> Self {
        let ends = Arc::new(AtomicBool::new(false));
        let (told, token) = (Arc::clone(&ends), learner.token.clone());
        let work = tokio::spawn(async move {
            let mut connection = Connection::open(address).await.map_err(said)?;
            let mut times = Vec::new();
            for screen in [1, 2].into_iter().cycle() {
                if told.load(Ordering::Relaxed) {
                    break;
                }
                let request = get(&format!("/learn/{MODULE}/screens/{screen}"), &token);
                let start = Instant::now();
                let answer = connection.ask(&request).await.map_err(said)?;
                if answer.status != 200 {
                    return Err(format!("a screen was answered with {}", answer.status));
                }
                times.push(start.elapsed());
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Ok(times)
        });
        Self { ends, work }
    }

    /// How many there were, and the longest in milliseconds.
    async fn end(self) -> Result<(u32, f64), String> {
        self.ends.store(true, Ordering::Relaxed);
        let times = self.work.await.map_err(said)??;
        let longest = times.iter().max().copied().unwrap_or_default();
        let count = u32::try_from(times.len()).unwrap_or(u32::MAX);
        Ok((count, longest.as_secs_f64() * 1000.0))
    }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
