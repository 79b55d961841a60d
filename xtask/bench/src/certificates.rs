//! Certificates ordered by the thousand: from the order to the last one issued, while the pages of the order are read.

use crate::attempt::form_token;
use crate::http::{Connection, get, post};
use crate::server::{Serving, SignedIn};
use serde::Serialize;
use std::time::{Duration, Instant};

/// The longest an order may take before something is wrong.
const PATIENCE: Duration = Duration::from_mins(10);

/// How an order went.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Ordered {
    /// Certificates ordered.
    pub wanted: u32,
    /// Seconds from the order to the last one.
    pub seconds: f64,
}

impl Ordered {
    /// Seconds for a thousand.
    pub fn per_thousand(&self) -> f64 {
        self.seconds * 1000.0 / f64::from(self.wanted)
    }
}

/// Orders a certificate for every completion of a board's area that has none, and waits until all are issued.
pub async fn run(serving: &Serving, business: &SignedIn) -> Result<Ordered, String> {
    let mut connection = Connection::open(serving.address).await.map_err(said)?;
    let token = &business.token;
    let list = page(&mut connection, &get("/certificates", token)).await?;
    let form = form_token(&list).ok_or("the list of certificates has no form")?;
    let body = format!("form_token={form}&choose=all");
    let confirm = page(
        &mut connection,
        &post("/certificates/confirm", token, &body),
    )
    .await?;
    let field = |name: &str| -> Result<String, String> {
        let (_, rest) = confirm
            .split_once(&format!("name=\"{name}\" value=\""))
            .ok_or(format!("the page that asks has no {name}"))?;
        Ok(rest
            .split('"')
            .next()
            .unwrap_or_default()
            .replace('+', "%2B"))
    };
    let body = format!(
        "form_token={form}&choose=all&form_key={}&recorded_by={}",
        field("form_key")?,
        field("recorded_by")?
    );
    let start = Instant::now();
    let answer = connection
        .ask(&post("/certificates/issue", token, &body))
        .await
        .map_err(said)?;
    let order = answer
        .header("location")
        .ok_or("no order was placed")?
        .to_owned();
    while start.elapsed() < PATIENCE {
        let answer = connection.ask(&get(&order, token)).await.map_err(said)?;
        // The page asks for itself again for as long as certificates are being issued.
        if answer.header("refresh").is_none() {
            let seconds = start.elapsed().as_secs_f64();
            let wanted = wanted(&answer.text()).ok_or("the page of the order has no number")?;
            return Ok(Ordered { wanted, seconds });
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    Err("an order was not finished within ten minutes".to_owned())
}

async fn page(connection: &mut Connection, request: &[u8]) -> Result<String, String> {
    let answer = connection.ask(request).await.map_err(said)?;
    if answer.status == 200 {
        return Ok(answer.text());
    }
    Err(format!(
        "a page of certificates was answered with {}",
        answer.status
    ))
}

/// The second number of "1,234 of 1,234 issued", beside the bar.
fn wanted(page: &str) -> Option<u32> {
    let (_, beside) = page.split_once("app-progress__text\">")?;
    let (before, _) = beside.split_once(" issued")?;
    let number: String = before
        .rsplit(' ')
        .next()?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    number.parse().ok()
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_ordered_stands_before_the_word() {
        let page = "<p>1,250 certificates have been issued</p>\
            <span class=\"app-progress__text\">1,250 of 1,250 issued</span>";
        assert_eq!(wanted(page), Some(1250));
    }
}
