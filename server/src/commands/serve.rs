//! Serving.

use super::{Outcome, bench, open};
use crate::{
    assets::Files, config::Config, content_files, demo, jobs, mailer::Mailer, password::Passwords,
    sign_in::offer_first_run, site,
};
use std::{net::SocketAddr, path::Path};
use store::{Services, organisations::organisations};
use tokio::net::TcpListener;

/// Migrates, imports the content, loads the demo where it is asked for, and serves until stopped.
pub(super) async fn serve(config: &Config, with_ceiling: bool) -> Outcome {
    let services = open(config).await?;
    let passwords = Passwords::new(services.ids.clone());
    let library = content_files::embedded().map_err(|error| error.to_string())?;
    content_files::import(&services, &library)
        .await
        .map_err(|error| error.to_string())?;
    let with_demo = config.demo && load_demo(&services, &passwords).await?;
    demo::renew(&services)
        .await
        .map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(config.web.listen).await;
    let listener =
        listener.map_err(|error| format!("Cannot listen on {}: {error}", config.web.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let files = Files::load();
    let site = site::site(services, config, &files, address, library.emails);
    let mailer = Mailer::new(&config.mail, Path::new(&config.database.folder))?;
    let first_run = offer_first_run(site.services())
        .await
        .map_err(|error| error.to_string())?;
    say(&site.settings().public_url, first_run.as_deref(), with_demo);
    let jobs = tokio::spawn(jobs::run(site.clone(), mailer));
    let router = site::router(&site, files, &passwords);
    let router = if with_ceiling {
        router.merge(bench::ceiling())
    } else {
        router
    };
    let served = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    );
    let served = served.with_graceful_shutdown(stopped()).await;
    jobs.abort();
    served.map_err(|error| error.to_string())
}

/// Loads the demo into a database in which there is no organisation; whether the demo is there now.
async fn load_demo(services: &Services, passwords: &Passwords) -> Result<bool, String> {
    let found = organisations(services)
        .await
        .map_err(|error| error.to_string())?;
    if !found.is_empty() {
        return store::organisations::is_demo_loaded(services)
            .await
            .map_err(|error| error.to_string());
    }
    tracing::info!("loading the demo partnership");
    demo::import(services, passwords, 400)
        .await
        .map_err(|error| error.to_string())?;
    Ok(true)
}

fn say(url: &str, first_run: Option<&str>, with_demo: bool) {
    println!("Cascade is at {url}");
    if let Some(code) = first_run {
        println!(
            "Nobody has an account yet. Create the first administrator at {url}/first-run with the code {code}"
        );
    }
    if with_demo {
        println!(
            "\nThe demo partnership is loaded. Sign in as one of these, or by one click on the sign-in page:\n"
        );
        for account in demo::accounts() {
            println!(
                "  {:<28} {:<48} {}",
                account.title, account.sign_in, account.password
            );
            if let Some(key) = account.second_factor {
                println!("  {:<28} second factor {key}", "");
            }
        }
        println!();
    }
}

async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
