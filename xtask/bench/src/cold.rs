//! What a browser transfers for a page that it has never seen, headers included.

use crate::http::{Connection, get};
use serde::Serialize;
use std::net::SocketAddr;

/// The bytes of one page.
#[derive(Serialize)]
pub struct Cold {
    /// Which page.
    pub name: &'static str,
    /// The document.
    pub page: usize,
    /// Styles, scripts, icon and pictures.
    pub files: usize,
    /// Of these, the wasm alone, without headers; nothing on a page without an island.
    pub wasm: usize,
}

impl Cold {
    /// All of it.
    pub fn total(&self) -> usize {
        self.page + self.files
    }
}

/// Fetches a page and what it refers to.
pub async fn fetch(
    address: SocketAddr,
    name: &'static str,
    path: &str,
    token: &str,
) -> Result<Cold, String> {
    let said = |error: std::io::Error| error.to_string();
    let mut connection = Connection::open(address).await.map_err(said)?;
    let answer = connection.ask(&get(path, token)).await.map_err(said)?;
    let (page, text) = (answer.transferred(), answer.text());
    let mut cold = Cold {
        name,
        page,
        files: 0,
        wasm: 0,
    };
    for file in files(&text) {
        let answer = connection.ask(&get(&file, token)).await.map_err(said)?;
        if answer.status != 200 {
            return Err(format!("{file} was answered with {}", answer.status));
        }
        cold.files += answer.transferred();
        if kind(&file) == Some("wasm") {
            cold.wasm = answer.body.len();
        }
    }
    Ok(cold)
}

/// Addresses of what a browser loads with a page: of the icons, the SVG alone.
fn files(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for attribute in [" href=\"", " src=\"", " data-js=\"", " data-wasm=\""] {
        let values = page.split(attribute).skip(1);
        let values = values.filter_map(|rest| rest.split('"').next());
        let loaded = values.filter(|v| v.starts_with("/assets/") || v.contains("/pictures/"));
        for value in loaded.filter(|value| kind(value) != Some("png")) {
            if !found.iter().any(|known| known == value) {
                found.push(value.to_owned());
            }
        }
    }
    found
}

/// What stands after the last dot.
fn kind(address: &str) -> Option<&str> {
    address.rsplit_once('.').map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_found_once_and_links_are_not() {
        let page = r#"<link rel="stylesheet" href="/assets/a.css"><link rel="icon" href="/assets/i.png">
            <script src="/assets/a.js"></script><a href="/learn">x</a> <link href="/assets/a.js">
            <img src="/learn/m/1/pictures/p">"#;
        assert_eq!(
            files(page),
            ["/assets/a.css", "/assets/a.js", "/learn/m/1/pictures/p"]
        );
    }
}
