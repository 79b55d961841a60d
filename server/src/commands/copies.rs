//! Copies of the SQLite database.

use super::{Outcome, open};
use crate::config::Config;
use std::{fs, path::Path};
use store::{Db, Engine};

const POSTGRES: &str = "This database is PostgreSQL: use pg_dump and pg_restore.";

/// Writes a complete copy while the program may go on serving.
pub(super) async fn backup(config: &Config, file: &Path) -> Outcome {
    if file.exists() {
        return Err(format!(
            "{} exists already. Name a new file.",
            file.display()
        ));
    }
    let services = open(config).await?;
    if services.db.engine() != Engine::Sqlite {
        return Err(POSTGRES.to_owned());
    }
    services
        .db
        .copy_to(&file.to_string_lossy())
        .await
        .map_err(|error| error.to_string())?;
    println!("Copied the database to {}.", file.display());
    Ok(())
}

/// Puts a copy in the place of the database. The database that was there is kept beside it, whole: with its logs.
pub(super) async fn restore(config: &Config, file: &Path) -> Outcome {
    let Some(target) = config.database.url.strip_prefix("sqlite:") else {
        return Err(POSTGRES.to_owned());
    };
    let copy = Db::connect(&format!("sqlite:{}", file.display()), 1).await;
    let copy = copy
        .map_err(|error| format!("{} is not a copy that can be read: {error}", file.display()))?;
    copy.close().await.map_err(|error| error.to_string())?;
    let failed = |error: std::io::Error| format!("The copy could not be put in place: {error}");
    if Path::new(target).exists() {
        let aside = free_name(target);
        for part in ["", "-wal", "-shm"]
            .into_iter()
            .filter(|part| Path::new(&format!("{target}{part}")).exists())
        {
            fs::rename(format!("{target}{part}"), format!("{aside}{part}")).map_err(failed)?;
        }
        println!("The database that was there is kept as {aside}.");
    }
    if let Some(folder) = Path::new(target).parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::copy(file, target).map_err(failed)?;
    println!("Restored {target}.");
    Ok(())
}

/// A name beside the database that no file has yet.
fn free_name(target: &str) -> String {
    let names = (1..).map(|number| format!("{target}.before-restore-{number}"));
    let mut free = names.filter(|name| !Path::new(name).exists());
    free.next()
        .unwrap_or_else(|| format!("{target}.before-restore"))
}
