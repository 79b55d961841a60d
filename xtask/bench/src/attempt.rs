//! Whole attempts at the quiz: begin, ten answers, check, hand in, graded. Each by a person of their own.

use crate::cases::MODULE;
use crate::http::{Answer, Connection, get, post};
use crate::load::{Measured, Target};
use crate::server::SignedIn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How much of an attempt is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Every page that a browser shows, from the page before the quiz to the result.
    EveryPage,
    /// The forms alone, and the result.
    FormsOnly,
}

/// The most questions an attempt may have before something is wrong.
const MOST: usize = 50;

/// Lets people take the quiz until time or people have run out.
pub async fn run(
    target: &Target,
    people: &[SignedIn],
    how: How,
    lasting: Duration,
) -> Result<Measured, String> {
    let people: Arc<[SignedIn]> = people.into();
    let next = Arc::new(AtomicUsize::new(0));
    target
        .measure(lasting, move |mut connection, _, until| {
            let (people, next) = (Arc::clone(&people), Arc::clone(&next));
            async move {
                let mut times = Vec::new();
                while Instant::now() < until {
                    let Some(person) = people.get(next.fetch_add(1, Ordering::Relaxed)) else {
                        break;
                    };
                    let start = Instant::now();
                    attempt(&mut connection, &person.token, how).await?;
                    times.push(start.elapsed());
                }
                Ok(times)
            }
        })
        .await
}

/// Begins an attempt; where its first open question is.
pub async fn begin(address: SocketAddr, token: &str) -> Result<String, String> {
    let connection = Connection::open(address).await;
    let mut connection = connection.map_err(|error| error.to_string())?;
    let quiz = format!("/learn/{MODULE}/quiz");
    let page = ask(&mut connection, &get(&quiz, token)).await?.text();
    let form_token = form_token(&page).ok_or("the page before the quiz has no form")?;
    sent(
        &mut connection,
        &post(&quiz, token, &format!("form_token={form_token}")),
    )
    .await
}

async fn attempt(connection: &mut Connection, token: &str, how: How) -> Result<(), String> {
    let quiz = format!("/learn/{MODULE}/quiz");
    let page = ask(connection, &get(&quiz, token)).await?.text();
    let form_token = form_token(&page).ok_or("the page before the quiz has no form")?;
    let form = format!("form_token={form_token}");
    // Fits every kind of question: those that are not asked for are not read.
    let mut answer = format!("{form}&choice=0");
    for place in 0..8 {
        use std::fmt::Write as _;
        let _ = write!(answer, "&step-{place}={}&match-{place}={place}", place + 1);
    }
    let mut at = sent(connection, &post(&quiz, token, &form)).await?;
    for _ in 0..MOST {
        if how == How::EveryPage {
            ask(connection, &get(&at, token)).await?;
        }
        let is_question = at.contains("/questions/");
        let body = if is_question { &answer } else { &form };
        at = sent(connection, &post(&at, token, body)).await?;
        if !is_question {
            break;
        }
    }
    if !at.ends_with("/result") {
        return Err(format!("an attempt ended at {at}"));
    }
    ask(connection, &get(&at, token)).await.map(|_| ())
}

/// Asks for a page; it must be answered with 200.
pub async fn ask<'a>(connection: &'a mut Connection, request: &[u8]) -> Result<Answer<'a>, String> {
    let answer = connection.ask(request).await.map_err(|e| e.to_string())?;
    if answer.status == 200 {
        return Ok(answer);
    }
    let line = String::from_utf8_lossy(request);
    let line = line.lines().next().unwrap_or_default();
    Err(format!("{line} was answered with {}", answer.status))
}

/// Sends a form; where it leads.
pub async fn sent(connection: &mut Connection, request: &[u8]) -> Result<String, String> {
    let answer = connection.ask(request).await.map_err(|e| e.to_string())?;
    let to = answer.header("location").filter(|_| answer.status == 303);
    to.map(str::to_owned).ok_or_else(|| {
        let line = String::from_utf8_lossy(request);
        let line = line.lines().next().unwrap_or_default().to_owned();
        format!("{line} was answered with {}", answer.status)
    })
}

/// The token of the last form of a page: the first one is the one that signs out.
pub fn form_token(page: &str) -> Option<&str> {
    let (_, rest) = page.rsplit_once("name=\"form_token\" value=\"")?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_token_is_found_in_the_page() {
        let page = r#"<form><input type="hidden" name="form_token" value="abc"/></form>"#;
        assert_eq!(form_token(page), Some("abc"));
        assert_eq!(form_token("<p>"), None);
    }
}
