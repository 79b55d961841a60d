//! Putting the program together: services, site and router.

use crate::{
    assets::Files, config::Config, content_files, mailer::sender, password::Passwords, sign_in,
};
use axum::{
    Router,
    body::Body,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing,
};
use content::EmailText;
use migrations::{Migrator, MigratorTrait};
use std::{net::SocketAddr, path::Path as FilePath};
use store::{Clock, Db, Services, StoreError, db::for_schema};
use ui::web::{
    CheckLogo, Draw, Kind, Route, Settings, Site, Who, get, router as pages, set_headers,
};

/// Every page, form and download there is: those of the capabilities, and those of the program.
pub fn routes(passwords: &Passwords) -> Vec<Route> {
    [
        ui::routes(),
        sign_in::routes::routes(passwords),
        vec![get("/health", Who::Anyone, health)],
    ]
    .concat()
}

/// For a load balancer: whether the database answers.
async fn health(visit: ui::web::Visit) -> Result<ui::web::Answer, ui::web::Problem> {
    store::organisations::is_demo_loaded(visit.services()).await?;
    Ok(ui::web::Answer::Words("ok\n".to_owned()))
}

/// Connects to the configured database and brings it to the newest schema.
///
/// # Errors
/// When the folder cannot be made, the database cannot be reached, or a migration fails.
pub async fn services(config: &Config, clock: Clock) -> Result<Services, StoreError> {
    let database = &config.database;
    if let Some(file) = database.url.strip_prefix("sqlite:")
        && let Some(folder) = FilePath::new(file).parent()
    {
        let made = std::fs::create_dir_all(folder);
        made.map_err(|error| StoreError::Unreachable(format!("{}: {error}", folder.display())))?;
    }
    let db = Db::connect(&database.url, database.connections).await?;
    let schema = for_schema(&database.url).await?;
    Migrator::up(&schema, None).await?;
    schema.close().await?;
    Ok(Services::new(db, clock))
}

/// The site on some services.
pub fn site(
    services: Services,
    config: &Config,
    files: &Files,
    listen: SocketAddr,
    emails: Vec<EmailText>,
) -> Site {
    let public_url = config
        .web
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://{listen}"));
    let settings = Settings {
        tls: public_url.starts_with("https://"),
        loopback_only: listen.ip().is_loopback()
            && config.web.public_url.is_none()
            && !config.web.behind_proxy,
        behind_proxy: config.web.behind_proxy,
        sender: sender(&config.mail),
        public_url,
    };
    let draw: Draw = |facts| print::certificate(facts).map_err(|error| error.to_string());
    let check_logo: CheckLogo = |svg| print::can_draw_logo(svg).map_err(|error| error.to_string());
    Site::new(
        services,
        files.addresses(),
        emails,
        settings,
        (draw, check_logo),
    )
}

/// The router: pages and forms, and the built files.
pub fn router(site: &Site, files: Files, passwords: &Passwords) -> Router {
    let settings = site.settings().clone();
    let serve = move |State((files, settings)): State<(Files, Settings)>,
                      name: Result<Path<String>, PathRejection>,
                      asked: HeaderMap| async move {
        // A name that is not UTF-8 is that of no file.
        let name = name.unwrap_or_else(|_| Path(String::new()));
        files.serve(name, &asked, &settings)
    };
    let absent = settings.clone();
    let nowhere = move || {
        let settings = absent.clone();
        async move { nothing(&settings) }
    };
    let assets = Router::new()
        .route(
            "/assets/{name}",
            routing::get(serve).fallback(nowhere.clone()),
        )
        .with_state((files, settings));
    let favicon = Router::new().route("/favicon.ico", routing::any(nowhere));
    pages(site.clone(), routes(passwords))
        .merge(assets)
        .merge(favicon)
}

/// Pages name their icons; a browser that asks for the old address gets a plain no.
fn nothing(settings: &Settings) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_FOUND;
    set_headers(response.headers_mut(), settings, None, Kind::Static);
    response
}

/// The e-mail texts inside the program.
///
/// # Errors
/// When the content inside the program has faults.
pub fn emails() -> Result<Vec<EmailText>, content_files::NotImported> {
    Ok(content_files::embedded()?.emails)
}
