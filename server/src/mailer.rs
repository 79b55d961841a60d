//! Sending mail: over SMTP, or into files where no server is configured.

use crate::config::MailConfig;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
    transport::smtp::{
        Error,
        client::{Certificate, Tls, TlsParameters},
    },
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use store::notifications::Due;
use thiserror::Error;

/// How long a server may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a mail was not sent. Tried again later.
#[derive(Debug, Error)]
pub enum NotSent {
    /// The mail cannot be put together, as with an address that nobody can have.
    #[error("it cannot be put together: {0}")]
    Malformed(String),
    /// The server, or the disk, did not take it.
    #[error("{0}")]
    Refused(String),
}

/// How mail goes out.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Files {
        transport: AsyncFileTransport<Tokio1Executor>,
        folder: PathBuf,
    },
}

impl Mailer {
    /// By configuration: a server, or the folder `mail` beside the data.
    ///
    /// # Errors
    /// What is wrong with the configuration, without its secrets.
    pub fn new(config: &MailConfig, data: &Path) -> Result<Self, String> {
        let from = config
            .from
            .parse()
            .map_err(|_| "mail-from is not a name and an address".to_owned())?;
        let way = if let Some(url) = &config.smtp_url {
            let transport = smtp(url, config.smtp_ca.as_deref());
            Way::Smtp(transport.map_err(|error| format!("smtp-url cannot be used: {error}"))?)
        } else {
            let folder = data.join("mail");
            Way::Files {
                transport: AsyncFileTransport::new(&folder),
                folder,
            }
        };
        Ok(Self { from, way })
    }

    /// Sends one mail with its attachment.
    ///
    /// # Errors
    /// [`NotSent`], to be tried again.
    pub async fn send(&self, due: &Due) -> Result<(), NotSent> {
        let message = self.message(due)?;
        let refused = |error: &dyn std::fmt::Display| NotSent::Refused(error.to_string());
        match &self.way {
            Way::Smtp(transport) => transport
                .send(message)
                .await
                .map(|_| ())
                .map_err(|e| refused(&e)),
            Way::Files { transport, folder } => {
                std::fs::create_dir_all(folder).map_err(|e| refused(&e))?;
                transport
                    .send(message)
                    .await
                    .map(|_| ())
                    .map_err(|e| refused(&e))
            }
        }
    }

    fn message(&self, due: &Due) -> Result<Message, NotSent> {
        let mail = &due.mail;
        let malformed = |error: &dyn std::fmt::Display| NotSent::Malformed(error.to_string());
        let address = mail
            .to_address
            .parse()
            .map_err(|e: lettre::address::AddressError| malformed(&e))?;
        let name = mail.to_name.chars().filter(|c| !c.is_control()).collect();
        let builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(name), address))
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{}@cascade>", due.id)));
        let body = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
        let message = match &due.attachment {
            Some(pdf) => builder.multipart(
                MultiPart::mixed()
                    .multipart(body)
                    .singlepart(certificate(pdf)),
            ),
            None => builder.multipart(body),
        };
        message.map_err(|e| malformed(&e))
    }
}

fn certificate(pdf: &[u8]) -> SinglePart {
    let kind = ContentType::parse("application/pdf").expect("this is a media type");
    Attachment::new("certificate.pdf".to_owned()).body(pdf.to_vec(), kind)
}

/// The transport to a server; with an authority of one's own in place of the public ones where its certificate is given.
fn smtp(url: &str, ca: Option<&[u8]>) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    let url = with_starttls(url);
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)?.timeout(Some(PATIENCE));
    let Some(ca) = ca else {
        return Ok(builder.build());
    };
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority
        .rsplit('@')
        .next()
        .and_then(|host| host.split(':').next())
        .unwrap_or_default();
    let parameters = TlsParameters::builder(host.to_owned())
        .add_root_certificate(Certificate::from_pem(ca)?)
        .build_rustls()?;
    let tls = if url.starts_with("smtps://") {
        Tls::Wrapper(parameters)
    } else {
        Tls::Required(parameters)
    };
    Ok(builder.tls(tls).build())
}

/// STARTTLS is required on `smtp://` unless the address says otherwise: `?tls=opportunistic`, or `?tls=none` for a server
/// on the same machine.
fn with_starttls(url: &str) -> String {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    if !address.starts_with("smtp://") {
        return url.to_owned();
    }
    let (tls, others): (Vec<&str>, Vec<&str>) = query
        .split('&')
        .filter(|part| !part.is_empty())
        .partition(|part| part.starts_with("tls="));
    // lettre knows no word for none: it goes without when nothing is said.
    let tls = match tls.first() {
        None => Some("tls=required"),
        Some(&"tls=none") => None,
        Some(own) => Some(*own),
    };
    let query: Vec<&str> = others.into_iter().chain(tls).collect();
    format!("{address}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starttls_is_required_unless_the_address_itself_says_otherwise() {
        let required = |url: &str| with_starttls(url).ends_with("tls=required");
        assert!(required("smtp://mail.example:587"));
        assert!(
            required("smtp://a:tls=b@mail.example"),
            "that is a password"
        );
        assert!(required("smtp://mail.example?other=1"));
        assert!(!required("smtp://mail.example?tls=none"));
        assert!(!required("smtps://mail.example"));
    }
}
