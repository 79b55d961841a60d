//! Checking an installation.

use super::{Outcome, open};
use crate::{config::Config, content_files, mailer::Mailer};
use std::path::Path;
use store::audit;

/// Says what is configured, and checks the content, the mailer, the database and the audit trail.
pub(super) async fn check(config: &Config) -> Outcome {
    println!("{config:#?}");
    let library = content_files::embedded().map_err(|error| error.to_string())?;
    println!(
        "Content: {} modules, {} frameworks and {} courses are right.",
        library.modules.len(),
        library.frameworks.len(),
        library.courses.len()
    );
    Mailer::new(&config.mail, Path::new(&config.database.folder))?;
    let services = open(config).await?;
    println!("Database: reached, with the newest schema.");
    while audit::seal(&services)
        .await
        .map_err(|error| error.to_string())?
        > 0
    {}
    let checked = audit::check(&services)
        .await
        .map_err(|error| error.to_string())?;
    match checked.broken {
        None => {
            println!("Audit trail: {} entries, unbroken.", checked.entries);
            Ok(())
        }
        Some(broken) => Err(format!(
            "Audit trail: broken at entry {}. Somebody has changed or removed it.",
            broken.place
        )),
    }
}
