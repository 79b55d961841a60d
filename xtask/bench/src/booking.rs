//! Places booked: a session opened, its two pages, and the booking. Each by a person of their own.

use crate::attempt::{ask, form_token, sent};
use crate::http::{Connection, get, post};
use crate::load::{Measured, Target};
use crate::server::SignedIn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Where the sessions are found whose course comes after nothing.
const LIST: &str = "/sessions?level=EM&page=";
/// Pages of the list whose sessions are booked.
const PAGES: usize = 8;

/// Lets people book until time or people have run out.
pub async fn run(
    target: &Target,
    people: &[SignedIn],
    lasting: Duration,
) -> Result<Measured, String> {
    let first = people.first().ok_or("nobody has signed in")?;
    let sessions: Arc<[String]> = sessions(target.address, &first.token).await?.into();
    let people: Arc<[SignedIn]> = people.into();
    let next = Arc::new(AtomicUsize::new(0));
    target
        .measure(lasting, move |mut connection, _, until| {
            let (people, next) = (Arc::clone(&people), Arc::clone(&next));
            let sessions = Arc::clone(&sessions);
            async move {
                let mut times = Vec::new();
                while Instant::now() < until {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(person) = people.get(place) else {
                        break;
                    };
                    let session = &sessions[place % sessions.len()];
                    let start = Instant::now();
                    books(&mut connection, session, &person.token).await?;
                    times.push(start.elapsed());
                }
                Ok(times)
            }
        })
        .await
}

/// The addresses of sessions that anybody may book.
async fn sessions(address: SocketAddr, token: &str) -> Result<Vec<String>, String> {
    let connection = Connection::open(address).await;
    let mut connection = connection.map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for page in 1..=PAGES {
        let page = ask(&mut connection, &get(&format!("{LIST}{page}"), token)).await?;
        let page = page.text();
        let links = page.split("href=\"/sessions/").skip(1);
        let ids = links.filter_map(|rest| rest.split('"').next().filter(|id| id.len() == 36));
        found.extend(ids.map(|id| format!("/sessions/{id}")));
    }
    if found.is_empty() {
        return Err("no session can be booked".to_owned());
    }
    Ok(found)
}

async fn books(connection: &mut Connection, session: &str, token: &str) -> Result<(), String> {
    ask(connection, &get(session, token)).await?;
    let book = format!("{session}/book");
    let page = ask(connection, &get(&book, token)).await?.text();
    let form_token = form_token(&page).ok_or("the page that books has no form")?;
    let form = format!("form_token={form_token}&access_needs=&dietary=");
    ask(connection, &post(&book, token, &form)).await?;
    let confirm = format!("{book}/confirm");
    let booking = sent(connection, &post(&confirm, token, &form)).await?;
    ask(connection, &get(&booking, token)).await.map(|_| ())
}
