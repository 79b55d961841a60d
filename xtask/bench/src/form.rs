//! Filling in a form as a browser does: what the page says already, and what is typed over it.

use crate::http::{Connection, get, post};
use std::fmt::Write as _;

/// What a form sends.
pub struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// The last form of a page that is sent; the first one is the one that signs out.
    pub fn last_of(page: &str) -> Result<Self, String> {
        let found = page.rsplit_once("<form method=\"post\"");
        let (_, rest) = found.ok_or("a page has no form")?;
        let form = rest.split("</form").next().unwrap_or_default();
        let mut fields = Vec::new();
        let mut select: Option<(String, Option<String>)> = None;
        for tag in form.split('<').skip(1) {
            let (head, text) = tag.split_once('>').unwrap_or((tag, ""));
            let name = || attribute(head, "name");
            let value = || attribute(head, "value").unwrap_or_default();
            if head.starts_with("input") && is_sent(head) {
                fields.extend(name().map(|name| (name, value())));
            } else if head.starts_with("textarea") {
                fields.extend(name().map(|name| (name, decoded(text))));
            } else if head.starts_with("select") {
                select = name().map(|name| (name, None));
            } else if let (true, Some((_, chosen))) = (head.starts_with("option"), &mut select)
                && (chosen.is_none() || head.contains(" selected"))
            {
                *chosen = Some(value());
            } else if head.starts_with("/select") {
                fields.extend(
                    select
                        .take()
                        .and_then(|(name, chosen)| Some((name, chosen?))),
                );
            }
        }
        Ok(Self { fields })
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.as_str())
    }

    /// Types a value over what a field says.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Types a day as `day month year` into the three fields of a date.
    pub fn with_day(self, name: &str, day: [&str; 3]) -> Self {
        let parts = ["day", "month", "year"].into_iter().zip(day);
        parts.fold(self, |form, (part, value)| {
            form.with(&format!("{name}_{part}"), value)
        })
    }

    /// What is sent.
    pub fn body(&self) -> String {
        let pairs = self.fields.iter();
        let pairs: Vec<_> = pairs
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        pairs.join("&")
    }
}

/// Somebody who opens pages and sends forms, one after the other.
pub struct Desk<'a> {
    /// The connection that is kept.
    pub connection: Connection,
    /// Who it is.
    pub token: &'a str,
}

impl Desk<'_> {
    /// A page.
    pub async fn page(&mut self, path: &str) -> Result<String, String> {
        let request = get(path, self.token);
        let answer = self.connection.ask(&request).await;
        let answer = answer.map_err(|error| error.to_string())?;
        if answer.status == 200 {
            return Ok(answer.text());
        }
        Err(format!("{path} was answered with {}", answer.status))
    }

    /// Whether a page asks for itself again, because what it shows is under way.
    pub async fn is_under_way(&mut self, path: &str) -> Result<bool, String> {
        let request = get(path, self.token);
        let answer = self.connection.ask(&request).await;
        let answer = answer.map_err(|error| error.to_string())?;
        match answer.status {
            200 => Ok(answer.header("refresh").is_some()),
            status => Err(format!("{path} was answered with {status}")),
        }
    }

    /// Opens the page of a form, fills it in and sends it; where it leads.
    pub async fn send(
        &mut self,
        path: &str,
        fill: impl FnOnce(Form) -> Form,
    ) -> Result<String, String> {
        let form = fill(Form::last_of(&self.page(path).await?)?);
        let request = post(path, self.token, &form.body());
        let answer = self.connection.ask(&request).await;
        let answer = answer.map_err(|error| error.to_string())?;
        let to = answer.header("location").filter(|_| answer.status == 303);
        to.map(str::to_owned)
            .ok_or_else(|| format!("the form of {path} was answered with {}", answer.status))
    }
}

/// Whether an input is sent: ticked, or of a kind that cannot be.
fn is_sent(head: &str) -> bool {
    let can_be_ticked = ["radio", "checkbox"]
        .iter()
        .any(|kind| attribute(head, "type").as_deref() == Some(kind));
    !can_be_ticked || head.contains(" checked")
}

/// An attribute of a tag.
pub fn attribute(head: &str, name: &str) -> Option<String> {
    let (_, rest) = head.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(decoded)
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_sends_what_it_says_and_what_is_typed_over_it() {
        let page = r#"<form><input name="out"></form><form method="post">
            <input type="hidden" name="form_token" value="a+b"><input type="radio" name="r" value="1">
            <input type="radio" name="r" value="2" checked><textarea name="t">x &amp; y</textarea>
            <select name="s"><option value="p">P</option><option value="q" selected>Q</option></select></form>"#;
        let form = Form::last_of(page).unwrap();
        assert_eq!(form.value("t"), Some("x & y"));
        assert_eq!(
            form.with("r", "3").body(),
            "form_token=a%2Bb&t=x%20%26%20y&s=q&r=3"
        );
    }
}
