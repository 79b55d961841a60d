//! What `cargo xtask bench` needs of the program: a large database with people signed in to it,
//! and an address that costs nothing but the server itself. Neither is there unless asked for.

use super::{Outcome, bench_sessions, open};
use crate::{content_files, demo, password::Passwords};
use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
    routing,
};
use domain::{
    access::{Actor, AddPerson, Grant, GrantRole, Role, TakeModule, permit, scope_of_people},
    ids::{AccountId, PersonId},
};
use serde::Serialize;
use std::collections::HashSet;
use store::{
    Services, StoreError,
    learning::{self, CurrentModule},
    organisations::{boards, organisations},
    people::{self, Filter, NewGrant, grant_role},
};

/// The largest page without anything behind it.
const LARGEST: usize = 1024 * 1024;
/// As many people as share the organisations of the demo; for so many more there are as many organisations again.
const PARTNERSHIP: usize = 15_000;
/// The module whose screens have been read, so that its quiz is open.
const READ: &str = "awareness";

/// `/bench/{bytes}`: a page of so many bytes from memory, to measure the server without the pages.
pub(super) fn ceiling() -> Router {
    let page = Bytes::from(vec![b'x'; LARGEST]);
    let answer = async move |Path(bytes): Path<usize>| {
        let page = (bytes <= LARGEST).then(|| page.slice(..bytes));
        page.map(|page| ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page))
            .ok_or(StatusCode::NOT_FOUND)
            .into_response()
    };
    Router::new().route("/bench/{bytes}", routing::get(answer))
}

/// Somebody who is signed in.
#[derive(Serialize)]
struct SignedIn<'a> {
    person: PersonId,
    /// The persona of the demo, if it is one.
    persona: Option<&'a str>,
    role: &'static str,
    token: String,
}

/// Loads content and a demo of so many people, signs in every persona and so many others, and
/// prints a line of JSON for each. Of the others everyone has read the screens of one module.
/// Puts so many sessions on.
pub(super) async fn prepare(
    config: &crate::config::Config,
    people: usize,
    sign_ins: usize,
    sessions: usize,
) -> Outcome {
    let services = open(config).await?;
    let library = content_files::embedded().map_err(said)?;
    content_files::import(&services, &library)
        .await
        .map_err(said)?;
    let data = demo::data().times(people / PARTNERSHIP);
    let passwords = Passwords::new(services.ids.clone());
    match demo::import_of(&services, &passwords, &data, people).await {
        Ok(()) | Err(StoreError::Conflict) => {}
        Err(error) => return Err(said(error)),
    }
    act_for_boards(&services).await.map_err(said)?;
    bench_sessions::put_on(&services, sessions)
        .await
        .map_err(said)?;
    let personas = personas(&services).await.map_err(said)?;
    let others = others(&services, personas, sign_ins).await.map_err(said)?;
    services.db.close().await.map_err(said)?;
    eprintln!("{others} people are signed in besides the personas");
    Ok(())
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn print(signed_in: &SignedIn<'_>) -> Result<(), StoreError> {
    println!("{}", serde_json::to_string(signed_in)?);
    Ok(())
}

/// Lets the administrator act for every board, so that one person can endorse and publish a version.
async fn act_for_boards(services: &Services) -> Result<(), StoreError> {
    let administrator = demo::personas()
        .into_iter()
        .find(|persona| persona.role == Role::Administrator);
    let email = administrator.and_then(|persona| persona.email);
    let account = people::account_by_email(services, &email.unwrap_or_default()).await?;
    for board in boards(services).await? {
        if let (Some(account), Ok(permit)) = (&account, permit(&Actor::Program, GrantRole {})) {
            let new = NewGrant {
                person: account.person,
                role: Role::BusinessManager,
                organisation: None,
                board: Some(board.id),
                starts_on: services.today(),
            };
            grant_role(services, &permit, &new).await?;
        }
    }
    Ok(())
}

/// Signs in the personas who have an e-mail address; all of them are not to be signed in again.
async fn personas(services: &Services) -> Result<HashSet<PersonId>, StoreError> {
    let mut known = HashSet::new();
    for persona in demo::personas() {
        let email = persona.email.unwrap_or_default();
        let Some(account) = people::account_by_email(services, &email).await? else {
            continue;
        };
        known.insert(account.person);
        print(&SignedIn {
            person: account.person,
            persona: Some(&persona.key),
            role: persona.role.code(),
            token: sign_in(services, account.id).await?,
        })?;
    }
    Ok(known)
}

/// Opens accounts for so many people, in the order of their names, and signs them in.
async fn others(
    services: &Services,
    mut known: HashSet<PersonId>,
    wanted: usize,
) -> Result<usize, StoreError> {
    let modules = learning::current_modules(services).await?;
    let module = modules.iter().find(|m| m.module.name == READ);
    let places = organisations(services).await?;
    let add = places.first().map(|place| AddPerson {
        organisation: place.id,
    });
    let add = add.and_then(|add| permit(&Actor::Program, add).ok());
    let scope = scope_of_people(&Actor::Program).ok();
    let (Some(module), Some(add), Some(scope)) = (module, add, scope) else {
        return Ok(0);
    };
    let (mut signed_in, mut page) = (0, 1);
    while signed_in < wanted {
        let filter = Filter {
            page,
            ..Filter::default()
        };
        let found = people::list(services, &scope, &filter, services.today()).await?;
        if found.rows.is_empty() {
            break;
        }
        for row in found.rows {
            let person = PersonId::from(row.id);
            if signed_in == wanted || !known.insert(person) {
                continue;
            }
            let account = people::open_account(services, &add, person).await?;
            read_screens(services, person, account, module).await?;
            print(&SignedIn {
                person,
                persona: None,
                role: Role::Learner.code(),
                token: sign_in(services, account).await?,
            })?;
            signed_in += 1;
        }
        page += 1;
    }
    Ok(signed_in)
}

async fn sign_in(services: &Services, account: AccountId) -> Result<String, StoreError> {
    people::begin_sign_in(services, account, true, "bench").await
}

/// Begins the module and goes to its last screen.
async fn read_screens(
    services: &Services,
    person: PersonId,
    account: AccountId,
    module: &CurrentModule,
) -> Result<(), StoreError> {
    let actor = Actor::Person {
        person,
        account,
        name: String::new(),
        grants: Vec::<Grant>::new(),
    };
    let Ok(permit) = permit(&actor, TakeModule { person }) else {
        return Ok(());
    };
    let mut study = learning::begin_study(services, &permit, module.id, &module.module).await?;
    let last = study.passage.screens;
    for screen in 1..last {
        study.passage = study.passage.visit(screen);
    }
    learning::visit(services, &permit, &study, last).await
}
