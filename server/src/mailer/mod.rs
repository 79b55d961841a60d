//! Sending mail: over SMTP, or into files where no server is configured.

mod address;
mod recipient;

pub use address::{Protection, SmtpAddress};

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
use tokio::time::timeout;
use ui::web::Sender;

/// How long a server may take over one mail, from the connection to the last answer. Far less than a mail is claimed for
/// (`store::notifications::CLAIM`), so that no other server sends it meanwhile.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Why a mail was not sent. Tried again later, unless the address is none.
#[derive(Debug, Error)]
pub enum NotSent {
    /// The mail cannot be put together, as with an address that nobody can have.
    #[error("it cannot be put together: {0}")]
    Malformed(String),
    /// The server, or the disk, did not take it.
    #[error("{0}")]
    Refused(String),
    /// The server says for good that there is no such recipient.
    #[error("{0}")]
    NoSuchAddress(String),
    /// The server did not answer in time.
    #[error("the mail server did not take it within {} seconds", .0.as_secs())]
    Late(Duration),
}

/// Whom mail comes from, by configuration; nobody, when it names none.
pub fn sender(config: &MailConfig) -> Sender {
    let from = config.from.parse::<Mailbox>();
    from.map_or_else(
        |_| Sender::default(),
        |from| Sender {
            name: from.name.unwrap_or_default(),
            address: from.email.to_string(),
        },
    )
}

/// How mail goes out.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
    patience: Duration,
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
        Ok(Self {
            from,
            way,
            patience: PATIENCE,
        })
    }

    /// With another patience, for tests.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sends one mail with its attachment.
    ///
    /// # Errors
    /// [`NotSent`], to be tried again.
    pub async fn send(&self, due: &Due) -> Result<(), NotSent> {
        let message = self.message(due)?;
        let refused = |error: &dyn std::fmt::Display| NotSent::Refused(error.to_string());
        match &self.way {
            // lettre itself waits for an answer for ever.
            Way::Smtp(transport) => timeout(self.patience, transport.send(message))
                .await
                .map_err(|_| NotSent::Late(self.patience))?
                .map(|_| ())
                .map_err(|error| not_taken(&error)),
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
        let mut body = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
        let calendar = mail.calendar.as_deref().unwrap_or_default();
        let invitations: Vec<&str> = calendar.split_inclusive(END_OF_CALENDAR).collect();
        if let Some(first) = invitations.first() {
            body = body.singlepart(invitation(first));
        }
        let files = (1..).zip(invitations).map(invitation_file);
        let mut files: Vec<SinglePart> = files.collect();
        files.extend(due.attachment.as_deref().map(certificate));
        let whole = if files.is_empty() {
            body
        } else {
            let mixed = MultiPart::mixed().multipart(body);
            files.into_iter().fold(mixed, MultiPart::singlepart)
        };
        builder.multipart(whole).map_err(|e| malformed(&e))
    }
}

/// What a server's refusal means.
fn not_taken(error: &Error) -> NotSent {
    let said = error.to_string();
    let code = error.status().map(u16::from);
    if code.is_some_and(|code| recipient::is_unknown(code, &said)) {
        NotSent::NoSuchAddress(said)
    } else {
        NotSent::Refused(said)
    }
}

/// Ends a calendar object; a mail about several parts of a session has several.
const END_OF_CALENDAR: &str = "END:VCALENDAR\r\n";

/// A calendar object as another way to read the mail. Its part names the method that the object itself names.
fn invitation(calendar: &str) -> SinglePart {
    let method = calendar
        .lines()
        .find_map(|line| line.strip_prefix("METHOD:"));
    let kind = format!(
        "text/calendar; charset=utf-8; method={}",
        method.unwrap_or("PUBLISH")
    );
    let kind = ContentType::parse(&kind).expect("this is a media type");
    SinglePart::builder().header(kind).body(calendar.to_owned())
}

/// The same as a file, for programs that look for one, or for the second part of a session.
fn invitation_file((number, calendar): (u32, &str)) -> SinglePart {
    let kind = ContentType::parse("application/ics").expect("this is a media type");
    let name = match number {
        1 => "invite.ics".to_owned(),
        _ => format!("invite-{number}.ics"),
    };
    Attachment::new(name).body(calendar.as_bytes().to_vec(), kind)
}

fn certificate(pdf: &[u8]) -> SinglePart {
    let kind = ContentType::parse("application/pdf").expect("this is a media type");
    Attachment::new("certificate.pdf".to_owned()).body(pdf.to_vec(), kind)
}

/// The transport to a server; with an authority of one's own in place of the public ones where its certificate is given.
///
/// Each mail has a connection of its own. lettre's pool is not used: it takes back a connection on which a mail was given
/// up, and the next mail would read the answers to that one.
fn smtp(address: &str, ca: Option<&[u8]>) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let said = |error: Error| error.to_string();
    let address = SmtpAddress::read(address)?;
    let mut parameters = TlsParameters::builder(address.host);
    if let Some(ca) = ca {
        parameters = parameters.add_root_certificate(Certificate::from_pem(ca).map_err(said)?);
    }
    let parameters = parameters.build_rustls().map_err(said)?;
    // lettre reads user, password and port from the address; the port that goes without saying depends on this word.
    let (url, tls) = match address.protection {
        Protection::Tls => (address.url, Tls::Wrapper(parameters)),
        Protection::StartTls => (
            format!("{}?tls=required", address.url),
            Tls::Required(parameters),
        ),
        Protection::None => (address.url, Tls::None),
    };
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(said)?;
    Ok(builder.tls(tls).build())
}
