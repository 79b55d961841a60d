//! What every request shares.

use super::Problem;
use crate::ui::Assets;
use content::{EmailText, FilledEmail, fill};
use domain::{certificates::CertificateFacts, employer_sign_in::Reach};
use std::{ops::Deref, sync::Arc};
use store::{
    Services,
    notifications::{Mail, OwnText},
};

/// Settings that pages depend on.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The address under which people reach Cascade, without a slash at the end: `https://training.example`.
    pub public_url: String,
    /// Whether that is reached over TLS, so that cookies are kept to it.
    pub tls: bool,
    /// Whether only this machine can reach the server. Only then may a persona of the demo be signed in by one click.
    pub loopback_only: bool,
    /// Whether a proxy in front tells the visitor's address in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Whom mail comes from, who is also the organiser of what goes into calendars.
    pub sender: Sender,
}

/// Whom mail comes from.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    /// The name.
    pub name: String,
    /// The address.
    pub address: String,
}

impl Settings {
    /// How far the program reaches when an administrator names an address: to this machine only where nobody else
    /// reaches the program.
    pub fn reach(&self) -> Reach {
        if self.loopback_only {
            Reach::AlsoThisMachine
        } else {
            Reach::Public
        }
    }
}

/// How a certificate is drawn as a PDF; otherwise the sentence that says why it cannot be. Given from outside, so that
/// pages do not depend on fonts and PDF.
pub type Draw = fn(&CertificateFacts) -> Result<Vec<u8>, String>;

/// Whether a board's logo, as SVG, can be drawn on certificates; otherwise the sentence that says what is in the way.
pub type CheckLogo = fn(&str) -> Result<(), String>;

#[derive(Debug)]
struct Inner {
    services: Services,
    assets: Assets,
    emails: Vec<EmailText>,
    settings: Settings,
    draw: Draw,
    check_logo: CheckLogo,
}

/// What every request shares. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site(Arc<Inner>);

impl Site {
    /// A site.
    pub fn new(
        services: Services,
        assets: Assets,
        emails: Vec<EmailText>,
        settings: Settings,
        (draw, check_logo): (Draw, CheckLogo),
    ) -> Self {
        Self(Arc::new(Inner {
            services,
            assets,
            emails,
            settings,
            draw,
            check_logo,
        }))
    }

    /// Draws a certificate, away from the threads that answer requests; otherwise the sentence that says why not.
    ///
    /// # Errors
    /// [`Problem::Ours`] when drawing breaks off.
    pub async fn draw(&self, facts: CertificateFacts) -> Result<Result<Vec<u8>, String>, Problem> {
        let draw = self.0.draw;
        let drawn = tokio::task::spawn_blocking(move || draw(&facts)).await;
        drawn.map_err(|broken_off| Problem::Ours(Box::new(broken_off)))
    }

    /// Whether a logo can be drawn on certificates.
    ///
    /// # Errors
    /// The sentence that says what is in the way.
    pub fn check_logo(&self, svg: &str) -> Result<(), String> {
        (self.0.check_logo)(svg)
    }

    /// Database, clock and ids.
    pub fn services(&self) -> &Services {
        &self.0.services
    }

    /// Where styles and scripts are.
    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// The text of an e-mail as it came with the program.
    pub fn email_text(&self, name: &str) -> Option<&EmailText> {
        self.0.emails.iter().find(|text| text.name == name)
    }

    /// A mail from the text with a name, filled in. `key` says which fact it speaks of.
    pub fn mail(&self, text: &str, words: &[(&str, &str)], key: String, to: (&str, &str)) -> Mail {
        self.mail_in(&[], text, words, key, to)
    }

    /// The same in a board's own words, where it has some for this text.
    pub fn mail_in(
        &self,
        own: &[OwnText],
        text: &str,
        words: &[(&str, &str)],
        key: String,
        to: (&str, &str),
    ) -> Mail {
        let own = own.iter().find(|own| own.name == text);
        let FilledEmail {
            subject,
            text,
            html,
            ..
        } = self.fill(own, text, words);
        let (to_name, to_address) = (to.0.to_owned(), to.1.to_owned());
        Mail {
            key,
            to_address,
            to_name,
            subject,
            text,
            html,
            certificate: None,
            calendar: None,
            booking: None,
        }
    }

    /// A text that is not there was not checked when the content was imported.
    fn fill(&self, own: Option<&OwnText>, name: &str, words: &[(&str, &str)]) -> FilledEmail {
        let shipped = self
            .email_text(name)
            .expect("every e-mail text ships with the program");
        in_words(shipped, own, words)
    }

    /// What pages depend on.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }
}

/// An e-mail in own words, filled in. Own words that no longer fit the program make way for those that came with it.
fn in_words(shipped: &EmailText, own: Option<&OwnText>, words: &[(&str, &str)]) -> FilledEmail {
    let own = own.and_then(|own| shipped.reworded(&own.subject, &own.body).ok());
    let text = own.as_ref().unwrap_or(shipped);
    fill(text, words).expect("the words of an e-mail text were checked when it was read")
}

impl Deref for Site {
    type Target = Services;

    fn deref(&self) -> &Services {
        &self.0.services
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Clock;

    #[test]
    fn own_words_that_no_longer_fit_make_way() {
        let shipped = EmailText {
            name: "offer".to_owned(),
            subject: "Shipped".to_owned(),
            body_markdown: "{{link}}".to_owned(),
            words: vec!["link".to_owned()],
        };
        let own = |body: &str| OwnText {
            name: "offer".to_owned(),
            subject: "Own".to_owned(),
            body: body.to_owned(),
            number: 1,
            changed_at: Clock::system().now(),
        };
        let subject = |own: &OwnText| in_words(&shipped, Some(own), &[("link", "x")]).subject;
        assert_eq!(subject(&own("Here: {{link}}")), "Own");
        assert_eq!(subject(&own("{{deadline}} {{link}}")), "Shipped");
    }
}
