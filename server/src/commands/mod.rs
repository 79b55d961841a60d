//! What the program can be asked to do on its command line.

pub mod administrator;
mod bench;
mod bench_import;
mod bench_sessions;
mod check;
mod copies;
mod serve;

use crate::{
    config::{Command, CommandLine, Config},
    content_files::{self, embedded, folder},
    demo,
    password::Passwords,
    site,
};
use std::{path::Path, process::ExitCode};
use store::{Clock, Services, StoreError};

/// A sentence for whoever typed the command.
pub(crate) type Outcome = Result<(), String>;

/// Runs a command line.
pub fn run(line: CommandLine) -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("CASCADE_LOG")
        .unwrap_or_else(|_| "info,sqlx=warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let command = line.command.unwrap_or(Command::Serve { bench: false });
    let outcome = match line.options.into_config() {
        Ok(config) => start(command, &config),
        Err(faults) => Err(format!("The configuration cannot be used:\n{faults}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command, config: &Config) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| e.to_string())?;
    runtime.block_on(carry_out(command, config))
}

async fn carry_out(command: Command, config: &Config) -> Outcome {
    match command {
        Command::Serve { bench } => serve::serve(config, bench).await,
        Command::Migrate => open(config)
            .await
            .map(|_| println!("The database has the newest schema.")),
        Command::ImportContent { folder, check } => {
            import_content(config, folder.as_deref(), check).await
        }
        Command::ImportDemo { people } => import_demo(config, people).await,
        Command::DemoAccounts { json } => demo_accounts(config, json).await,
        Command::CreateAdministrator { name, email } => {
            create_administrator(config, &name, &email).await
        }
        Command::ResetSecondFactor { email } => take_second_factor(config, &email).await,
        Command::Check => check::check(config).await,
        Command::Backup { file } => copies::backup(config, &file).await,
        Command::Restore { file } => copies::restore(config, &file).await,
        Command::BenchImport { rows } => bench_import::bench_import(config, rows).await,
        Command::BenchPrepare {
            people,
            sign_ins,
            sessions,
        } => bench::prepare(config, people, sign_ins, sessions).await,
    }
}

/// The database, migrated.
pub(crate) async fn open(config: &Config) -> Result<Services, String> {
    site::services(config, Clock::system())
        .await
        .map_err(|error| format!("The database cannot be used: {error}"))
}

async fn import_content(config: &Config, from: Option<&Path>, check: bool) -> Outcome {
    let library = from
        .map_or_else(embedded, folder)
        .map_err(|error| error.to_string())?;
    if check {
        println!(
            "{} modules, {} frameworks and {} courses are right.",
            library.modules.len(),
            library.frameworks.len(),
            library.courses.len()
        );
        return Ok(());
    }
    let services = open(config).await?;
    let outcome = content_files::import(&services, &library)
        .await
        .map_err(|error| error.to_string())?;
    match outcome.new.as_slice() {
        [] => println!("Nothing new: every version is there already."),
        new => println!("Imported {}.", new.join(", ")),
    }
    Ok(())
}

async fn import_demo(config: &Config, people: usize) -> Outcome {
    let services = open(config).await?;
    let library = embedded().map_err(|error| error.to_string())?;
    content_files::import(&services, &library)
        .await
        .map_err(|error| error.to_string())?;
    match demo::import(&services, &Passwords::new(services.ids.clone()), people).await {
        Ok(()) => print_accounts(false),
        Err(StoreError::Conflict) => Err("The demo partnership is there already.".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Where there is a database, the slip of the demo in it is made good for another time.
async fn demo_accounts(config: &Config, json: bool) -> Outcome {
    let file = config.database.url.strip_prefix("sqlite:");
    if file.is_none_or(|file| Path::new(file).exists()) {
        let services = open(config).await?;
        demo::renew(&services)
            .await
            .map_err(|error| error.to_string())?;
    }
    print_accounts(json)
}

fn print_accounts(json: bool) -> Outcome {
    let accounts = demo::accounts();
    if json {
        println!(
            "{}",
            serde_json::to_string_pretty(&accounts).map_err(|error| error.to_string())?
        );
        return Ok(());
    }
    for account in accounts {
        println!("{}: {}", account.title, account.name);
        println!("    sign in as     {}", account.sign_in);
        println!("    with           {}", account.password);
        if let Some(key) = account.second_factor {
            println!("    second factor  {key}");
        }
    }
    Ok(())
}

async fn create_administrator(config: &Config, name: &str, email: &str) -> Outcome {
    let services = open(config).await?;
    let passwords = Passwords::new(services.ids.clone());
    let password = administrator::create(&services, &passwords, name, email).await?;
    println!("Sign in as {email} with {password} and change it under Your account.");
    Ok(())
}

async fn take_second_factor(config: &Config, email: &str) -> Outcome {
    let services = open(config).await?;
    administrator::take_second_factor(&services, email).await?;
    println!("The second factor of {email} is gone. They sign in with their password alone.");
    Ok(())
}
