//! Configuration: one struct for each concern, from flags, environment and an optional file; all faults reported
//! together. Secrets are never printed.

use crate::mailer::SmtpAddress;
use clap::{Args, Parser, Subcommand};
use serde::Deserialize;
use std::{fmt, net::SocketAddr, path::PathBuf};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "cascade",
    version,
    about = "Training management and e-learning for safeguarding partnerships"
)]
pub struct CommandLine {
    /// Options.
    #[command(flatten)]
    pub options: Options,
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can be asked to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Migrate, import the content, and serve until stopped.
    Serve {
        /// Also answer `/bench/{bytes}`, against which the pages are measured.
        #[arg(long, env = "CASCADE_BENCH", hide = true, value_parser = clap::builder::FalseyValueParser::new())]
        bench: bool,
    },
    /// Bring the database to the newest schema.
    Migrate,
    /// Import modules and frameworks; e-mail texts come with the program.
    ImportContent {
        /// A folder laid out like `content/`; without it, the content inside the program.
        folder: Option<PathBuf>,
        /// Only check the files and report every fault.
        #[arg(long)]
        check: bool,
    },
    /// Load the demo partnership into the database.
    ImportDemo {
        /// How many people to make.
        #[arg(long, default_value_t = 400)]
        people: usize,
    },
    /// Print how each persona of the demo signs in.
    DemoAccounts {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make somebody administrator, whether they are new or here already, and print a password to change.
    CreateAdministrator {
        /// The name, for somebody who is not here yet.
        #[arg(long)]
        name: String,
        /// The e-mail address.
        #[arg(long)]
        email: String,
    },
    /// Take away the second factor of somebody who has lost it and has no recovery code.
    ResetSecondFactor {
        /// The e-mail address.
        #[arg(long)]
        email: String,
    },
    /// Check the configuration, the database and the audit trail.
    Check,
    /// Write a complete copy of the SQLite database to a new file.
    Backup {
        /// The file; it must not exist yet.
        file: PathBuf,
    },
    /// Put a copy made by `backup` in the place of the SQLite database. The program must not be serving.
    Restore {
        /// The copy.
        file: PathBuf,
    },
    /// Bring in a staff list of so many rows and print how long each step takes, in a database that may be thrown away.
    #[command(hide = true)]
    BenchImport {
        /// How many rows.
        #[arg(long, default_value_t = 60_000)]
        rows: usize,
    },
    /// Make a large database and sign people in, for `cargo xtask bench`; prints their sign-ins as lines of JSON.
    #[command(hide = true)]
    BenchPrepare {
        /// How many people to make.
        #[arg(long, default_value_t = 15_000)]
        people: usize,
        /// How many of them to sign in.
        #[arg(long, default_value_t = 1_000)]
        sign_ins: usize,
        /// How many sessions to put on.
        #[arg(long, default_value_t = 0)]
        sessions: usize,
    },
}

/// Options as they are given, by flag, environment or file. A flag wins over the environment, that over the file.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Options {
    /// A file of these options in TOML, such as `listen = "127.0.0.1:3000"`.
    #[arg(long, env = "CASCADE_CONFIG", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Where to listen [default: 127.0.0.1:3000].
    #[arg(long, env = "CASCADE_LISTEN", global = true)]
    pub listen: Option<String>,
    /// The folder of the database and of mail that is kept as files [default: data].
    #[arg(long, env = "CASCADE_DATA", global = true)]
    pub data: Option<String>,
    /// `postgres://…`, or `sqlite:FILE` [default: cascade.db in the data folder].
    #[arg(
        long,
        env = "CASCADE_DATABASE_URL",
        global = true,
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// Connections to the database that read [default: 4].
    #[arg(long, env = "CASCADE_DATABASE_CONNECTIONS", global = true)]
    pub database_connections: Option<String>,
    /// The address under which people reach Cascade [default: http:// and where it listens].
    #[arg(long, env = "CASCADE_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Take visitors' addresses from X-Forwarded-For: only behind a proxy of yours.
    #[arg(long, env = "CASCADE_BEHIND_PROXY", global = true, num_args = 0..=1, default_missing_value = "true")]
    pub behind_proxy: Option<String>,
    /// `smtp://user:password@host:587` (STARTTLS) or `smtps://…`; without it mail is written into the data folder.
    #[arg(long, env = "CASCADE_SMTP_URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// A file with the certificate, in PEM, of an authority of your own that the mail server's certificate comes from.
    #[arg(long, env = "CASCADE_SMTP_CA", global = true)]
    pub smtp_ca: Option<PathBuf>,
    /// Whom mail comes from, such as `Training <training@example.org>`.
    #[arg(long, env = "CASCADE_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// Load the demo partnership into an empty database.
    #[arg(long, env = "CASCADE_DEMO", global = true, num_args = 0..=1, default_missing_value = "true")]
    pub demo: Option<String>,
}

/// The configuration.
#[derive(Clone)]
pub struct Config {
    /// Where to listen and how it is reached.
    pub web: Web,
    /// Where the data is.
    pub database: DatabaseConfig,
    /// How mail goes out.
    pub mail: MailConfig,
    /// Whether an empty database gets the demo.
    pub demo: bool,
}

/// Where to listen and how it is reached.
#[derive(Clone, Debug)]
pub struct Web {
    /// The address.
    pub listen: SocketAddr,
    /// The address people type, without a slash at the end; `None` for that of the listener.
    pub public_url: Option<String>,
    /// Whether a proxy tells visitors' addresses.
    pub behind_proxy: bool,
}

/// Where the data is.
#[derive(Clone)]
pub struct DatabaseConfig {
    /// The folder for everything that is kept as files.
    pub folder: PathBuf,
    /// The database; may hold a password.
    pub url: String,
    /// Connections that read.
    pub connections: u32,
}

/// How mail goes out.
#[derive(Clone)]
pub struct MailConfig {
    /// The server, if there is one; may hold a password.
    pub smtp_url: Option<String>,
    /// The certificate, in PEM, of an authority of one's own.
    pub smtp_ca: Option<Vec<u8>>,
    /// Whom mail comes from.
    pub from: String,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("web", &self.web)
            .field("data", &self.database.folder)
            .field("database", &without_secret(&self.database.url))
            .field("smtp", &self.mail.smtp_url.as_deref().map(without_secret))
            .field("demo", &self.demo)
            .finish()
    }
}

/// An address without the user and password in it.
pub fn without_secret(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
        _ => url.to_owned(),
    }
}

/// Everything that is wrong with a configuration, a line each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct Faults(pub Vec<String>);

impl Options {
    /// These options with those of a file where nothing else was said.
    fn or(self, file: Self) -> Self {
        Self {
            config: self.config,
            listen: self.listen.or(file.listen),
            data: self.data.or(file.data),
            database_url: self.database_url.or(file.database_url),
            database_connections: self.database_connections.or(file.database_connections),
            public_url: self.public_url.or(file.public_url),
            behind_proxy: self.behind_proxy.or(file.behind_proxy),
            smtp_url: self.smtp_url.or(file.smtp_url),
            smtp_ca: self.smtp_ca.or(file.smtp_ca),
            mail_from: self.mail_from.or(file.mail_from),
            demo: self.demo.or(file.demo),
        }
    }

    /// Reads the file, if one is named, and checks everything.
    ///
    /// # Errors
    /// All [`Faults`] at once.
    pub fn into_config(self) -> Result<Config, Faults> {
        let mut faults = Vec::new();
        let file = self
            .config
            .as_ref()
            .map(|path| read(path))
            .transpose()
            .unwrap_or_else(|fault| {
                faults.push(fault);
                None
            });
        let options = self.or(file.unwrap_or_default());
        let listen = options
            .listen
            .as_deref()
            .unwrap_or("127.0.0.1:3000")
            .parse()
            .unwrap_or_else(|_| {
                faults
                    .push("listen: give an address and a port, such as 127.0.0.1:3000".to_owned());
                SocketAddr::from(([127, 0, 0, 1], 3000))
            });
        let folder = PathBuf::from(options.data.as_deref().unwrap_or("data"));
        let url = options
            .database_url
            .unwrap_or_else(|| format!("sqlite:{}", folder.join("cascade.db").display()));
        if !["sqlite:", "postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
        {
            faults.push("database-url: begin with postgres:// or sqlite:".to_owned());
        }
        let connections = options
            .database_connections
            .as_deref()
            .unwrap_or("4")
            .parse()
            .unwrap_or(0);
        if !(1..=200).contains(&connections) {
            faults.push("database-connections: give a number from 1 to 200".to_owned());
        }
        let public_url = options
            .public_url
            .map(|url| url.trim_end_matches('/').to_owned());
        if public_url
            .as_ref()
            .is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://"))
        {
            faults.push(
                "public-url: begin with https:// (or http:// on a trusted network)".to_owned(),
            );
        }
        let from = options
            .mail_from
            .unwrap_or_else(|| "Cascade <no-reply@localhost>".to_owned());
        if from.parse::<lettre::message::Mailbox>().is_err() {
            faults.push(
                "mail-from: give a name and an address, such as Training <training@example.org>"
                    .to_owned(),
            );
        }
        if let Some(Err(fault)) = options.smtp_url.as_deref().map(SmtpAddress::read) {
            faults.push(format!("smtp-url: {fault}"));
        }
        let smtp_ca = options.smtp_ca.and_then(|path| {
            let read = std::fs::read(&path);
            read.map_err(|error| faults.push(format!("smtp-ca: {}: {error}", path.display())))
                .ok()
        });
        let behind_proxy = yes("behind-proxy", options.behind_proxy.as_deref(), &mut faults);
        let demo = yes("demo", options.demo.as_deref(), &mut faults);
        if !faults.is_empty() {
            return Err(Faults(faults));
        }
        Ok(Config {
            web: Web {
                listen,
                public_url,
                behind_proxy,
            },
            database: DatabaseConfig {
                folder,
                url,
                connections,
            },
            mail: MailConfig {
                smtp_url: options.smtp_url,
                smtp_ca,
                from,
            },
            demo,
        })
    }
}

fn read(path: &std::path::Path) -> Result<Options, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("config: {}: {error}", path.display()))?;
    toml::from_str(&text)
        .map_err(|error| format!("config: {}: {}", path.display(), error.message()))
}

fn yes(name: &str, value: Option<&str>, faults: &mut Vec<String>) -> bool {
    match value {
        None | Some("false" | "no" | "0") => false,
        Some("true" | "yes" | "1") => true,
        Some(_) => {
            faults.push(format!("{name}: say true or false"));
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_are_reported_together() {
        let options = Options {
            listen: Some("nowhere".into()),
            database_url: Some("mysql://x".into()),
            public_url: Some("example.org".into()),
            smtp_url: Some("smtp://mailer:secret@mail.example?tls=none".into()),
            demo: Some("perhaps".into()),
            ..Options::default()
        };
        let faults = options.into_config().unwrap_err().0;
        let about: Vec<_> = faults.iter().filter_map(|f| f.split(':').next()).collect();
        assert_eq!(
            about,
            ["listen", "database-url", "public-url", "smtp-url", "demo"]
        );
        assert!(faults.iter().all(|fault| !fault.contains("secret")));
    }

    #[test]
    fn without_options_it_serves_this_machine_from_a_file_in_the_data_folder() {
        let config = Options::default().into_config().unwrap();
        assert_eq!(config.web.listen.to_string(), "127.0.0.1:3000");
        assert_eq!(config.database.url, "sqlite:data/cascade.db");
    }

    #[test]
    fn passwords_are_never_printed() {
        let options = Options {
            database_url: Some("postgres://cascade:secret@db.example/cascade".into()),
            smtp_url: Some("smtp://mailer:secret@mail.example".into()),
            ..Options::default()
        };
        let printed = format!("{:?}", options.into_config().unwrap());
        assert!(
            !printed.contains("secret") && printed.contains("db.example"),
            "{printed}"
        );
    }
}
