//! What the program can be asked to do on its command line.

mod bench;
mod check;
mod copies;
mod serve;

use crate::{
    config::{Command, CommandLine, Config},
    content_files::{self, embedded, folder},
    demo,
    password::Passwords,
    sign_in::create_administrator,
    site,
};
use std::process::ExitCode;
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
        Command::DemoAccounts { json } => demo_accounts(json),
        Command::CreateAdministrator { name, email } => administrator(config, &name, &email).await,
        Command::Check => check::check(config).await,
        Command::Backup { file } => copies::backup(config, &file).await,
        Command::Restore { file } => copies::restore(config, &file).await,
        Command::BenchPrepare { people, sign_ins } => {
            bench::prepare(config, people, sign_ins).await
        }
    }
}

/// The database, migrated.
pub(crate) async fn open(config: &Config) -> Result<Services, String> {
    site::services(config, Clock::system())
        .await
        .map_err(|error| format!("The database cannot be used: {error}"))
}

async fn import_content(config: &Config, from: Option<&std::path::Path>, check: bool) -> Outcome {
    let library = from
        .map_or_else(embedded, folder)
        .map_err(|error| error.to_string())?;
    if check {
        println!(
            "{} modules and {} frameworks are right.",
            library.modules.len(),
            library.frameworks.len()
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
        Ok(()) => demo_accounts(false),
        Err(StoreError::Conflict) => Err("The demo partnership is there already.".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn demo_accounts(json: bool) -> Outcome {
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

async fn administrator(config: &Config, name: &str, email: &str) -> Outcome {
    let services = open(config).await?;
    let passwords = Passwords::new(services.ids.clone());
    let password = format!(
        "{}-{}",
        crate::totp::clear_code(&services.ids),
        crate::totp::clear_code(&services.ids)
    );
    let hash = passwords.hash(&password).await;
    let place = (
        "First district",
        "First Safeguarding Adults Board",
        "Partnership office",
    );
    match create_administrator(&services, name, email, place, &hash).await {
        Ok(_) => {
            println!("Sign in as {email} with {password} and change it under Your account.");
            Ok(())
        }
        Err(StoreError::Conflict) => {
            Err("There is a person with this address, or a first district, already.".to_owned())
        }
        Err(error) => Err(error.to_string()),
    }
}
