//! One fresh database for each test, copied from a template that is migrated and filled with the content once.

use sea_orm::{ConnectionTrait, Database};
use server::{config::Options, content_files, site};
use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use store::{Clock, Services};
use tokio::sync::OnceCell;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A name nobody else uses: of this process, and of this test.
fn name() -> String {
    format!(
        "cascade_{}_{}",
        std::process::id(),
        NUMBER.fetch_add(1, Ordering::SeqCst)
    )
}

/// The folder for this process's files.
pub fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cascade-tests-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    folder
}

fn postgres() -> Option<String> {
    std::env::var("CASCADE_TEST_POSTGRES")
        .ok()
        .filter(|url| !url.is_empty())
}

/// The address of the server with another database in it.
fn with_database(url: &str, database: &str) -> String {
    let (server, _) = url
        .rsplit_once('/')
        .expect("a PostgreSQL address ends in a database");
    format!("{server}/{database}")
}

/// The address of a fresh database that has the newest schema and the content.
pub async fn fresh() -> String {
    let template = TEMPLATE.get_or_init(make_template).await;
    let name = name();
    if let Some(url) = postgres() {
        let server = Database::connect(&url)
            .await
            .expect("the PostgreSQL of CASCADE_TEST_POSTGRES answers");
        let statement = format!("CREATE DATABASE {name} TEMPLATE {template}");
        server
            .execute_unprepared(&statement)
            .await
            .expect("a database can be made from the template");
        with_database(&url, &name)
    } else {
        let file = folder().join(format!("{name}.db"));
        std::fs::copy(template, &file).expect("the template can be copied");
        format!("sqlite:{}", file.display())
    }
}

async fn make_template() -> String {
    let name = format!("{}_template", name());
    let (url, template) = if let Some(url) = postgres() {
        let server = Database::connect(&url)
            .await
            .expect("the PostgreSQL of CASCADE_TEST_POSTGRES answers");
        server
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .expect("a database can be made");
        (with_database(&url, &name), name)
    } else {
        let file = folder().join(format!("{name}.db")).display().to_string();
        (format!("sqlite:{file}"), file)
    };
    let services = open(&url, Clock::held_at(crate::app::start())).await;
    let library = content_files::embedded().expect("the content is right");
    content_files::import(&services, &library)
        .await
        .expect("the content can be imported");
    services
        .db
        .close()
        .await
        .expect("the template can be closed");
    template
}

/// Services on a database.
pub async fn open(url: &str, clock: Clock) -> Services {
    let options = Options {
        database_url: Some(url.to_owned()),
        ..Options::default()
    };
    let config = options
        .into_config()
        .expect("the tests' configuration is right");
    site::services(&config, clock)
        .await
        .expect("the database opens")
}
