//! Loading the demo partnership.

use super::{
    after::{self, After},
    chance::Chance,
    claims::Claimant,
    data::Data,
    directory::{self, Guide},
    employer,
    history::Historian,
    sessions::{self, Organiser},
    sorting::Sorting,
    workforce::{Held, Maker, Place, Workforce},
};
use crate::{
    Services, StoreError,
    audit::note_new,
    catalogue::courses,
    framework::{in_force, reassess},
    learning::current_modules,
    organisations::{board, district, organisation, team_rows},
    people::{account, hashed, joining_slip, post, role_grant},
    transact,
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    access::{ManageDemo, Permit, Role},
    ids::PersonId,
    organisations::typed_teams,
    people::normal_slip_code,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What personas sign in with, made by the caller, who knows how to hash a password.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// For each persona's key, the hash of the password.
    pub password_hashes: HashMap<String, String>,
    /// For each persona's key, the secret of the second factor.
    pub totp_secrets: HashMap<String, Vec<u8>>,
    /// The code on the joining slip of the persona without e-mail.
    pub slip_code: String,
}

/// Rows inserted by one statement.
const CHUNK: usize = 500;

/// Loads the partnership with about `people` people. The content must have been imported.
///
/// # Errors
/// [`StoreError::Conflict`] when it, or something of the same name, is there already.
pub async fn load(
    services: &Services,
    permit: &Permit<ManageDemo>,
    data: &Data,
    secrets: &Secrets,
    people: usize,
) -> Result<(), StoreError> {
    let (now, today) = (services.now(), services.today());
    let chance = Chance::new(data.partnership.seed, now);
    let districts = districts(data, &chance);
    let places = places(data, &chance, &districts);
    let mut maker = Maker::new(data, &chance, now, today);
    fill(&mut maker, &places, people);
    maker.second_posts(&places, people / 28);
    let workforce = maker.finish();
    let (in_force, modules) = (
        in_force(services, today).await?,
        current_modules(services).await?,
    );
    let historian = in_force.as_ref().map(|framework| Historian {
        chance: &chance,
        framework,
        modules: &modules,
        now,
        today,
    });
    let completions = historian
        .as_ref()
        .map(|historian| historian.completions(&workforce.held))
        .unwrap_or_default();
    let held = &workforce.held;
    let sorting = Sorting::new(services, data, &chance, in_force.as_ref(), &places, held)?;
    let people: Vec<PersonId> = workforce.people.iter().map(|p| p.id.into()).collect();
    let accounts = SignIns::new(services, &chance, &workforce, secrets, today);
    let claimant = Claimant {
        chance: &chance,
        workforce: &workforce,
        courses: &courses(services).await?,
        now,
        today,
    };
    let claims = claimant.claims(historian.as_ref());
    let boards: Vec<Uuid> = districts.iter().map(|(_, board)| board.id).collect();
    let ratifications = claimant.ratifications(&boards, &modules);
    let identities = employer::waiting(&chance, &workforce, now);
    let organiser = Organiser {
        chance: &chance,
        workforce: &workforce,
        courses: claimant.courses,
        completions: &completions,
        district: districts
            .first()
            .map(|(district, _)| district.id)
            .unwrap_or_default(),
        now,
        today,
    };
    let sessions = organiser.sessions(historian.as_ref());
    let held = (&sessions.sessions[..], &sessions.bookings[..]);
    let after = after::after(&chance, held, organiser.courses, (now, today));
    let guide = Guide {
        chance: &chance,
        workforce: &workforce,
        completions: &completions,
        boards: &boards,
        now,
        today,
    };
    let directory = guide.made(historian.as_ref());
    transact!(services.db, |tx| {
        put(tx, districts.iter().map(|d| d.0.clone())).await?;
        put(tx, districts.iter().map(|d| d.1.clone())).await?;
        put(tx, places.iter().map(|p| organisation_row(p, &districts))).await?;
        put(tx, places.iter().flat_map(|p| p.teams.clone())).await?;
        put(tx, workforce.people.iter().cloned()).await?;
        put(tx, workforce.posts.iter().cloned()).await?;
        put(tx, sorting.rules.iter().cloned()).await?;
        put(tx, sorting.answers.iter().cloned()).await?;
        put(tx, completions.iter().cloned()).await?;
        put(tx, claims.evidence.iter().cloned()).await?;
        put(tx, claims.claims.iter().cloned()).await?;
        put(tx, claims.steps.iter().cloned()).await?;
        put(tx, claims.completions.iter().cloned()).await?;
        put(tx, ratifications.iter().cloned()).await?;
        put(tx, accounts.accounts.iter().cloned()).await?;
        put(tx, accounts.grants.iter().cloned()).await?;
        put(tx, accounts.slips.iter().cloned()).await?;
        put(tx, identities.iter().cloned()).await?;
        put_sessions(tx, &sessions).await?;
        put_after(tx, &after).await?;
        put_directory(tx, &directory).await?;
        reassess(services, tx, &people).await?;
        note_new(
            services,
            tx,
            permit,
            "demo".to_owned(),
            &workforce.people.len(),
            (),
        )
        .await
    })
}

/// Fills the places with people, by the shares that the data give each.
fn fill<'a>(maker: &mut Maker<'a>, places: &[Place<'a>], people: usize) {
    let written: usize = places.iter().map(|place| place.organisation.people).sum();
    let mut left = people;
    for (number, place) in places.iter().enumerate() {
        let is_last = number + 1 == places.len();
        let share = if is_last {
            left
        } else {
            (place.organisation.people * people / written).min(left)
        };
        maker.fill(place, share);
        left -= share;
    }
}

/// What people said of sessions, and what they cost.
async fn put_after(on: &impl ConnectionTrait, made: &After) -> Result<(), StoreError> {
    put(on, made.asked.iter().cloned()).await?;
    put(on, made.evaluations.iter().cloned()).await?;
    put(on, made.confidences.iter().cloned()).await?;
    put(on, made.costs.iter().cloned()).await?;
    put(on, made.in_kind.iter().cloned()).await?;
    put(on, made.budget.iter().cloned()).await
}

/// Whom to ask.
async fn put_directory(
    on: &impl ConnectionTrait,
    made: &directory::Made,
) -> Result<(), StoreError> {
    put(on, made.boards.iter().cloned()).await?;
    put(on, made.levels.iter().cloned()).await?;
    put(on, made.choices.iter().cloned()).await?;
    put(on, made.spocs.iter().cloned()).await?;
    put(on, made.completions.iter().cloned()).await?;
    put(on, made.advice.iter().cloned()).await
}

/// What is on, with what came of it.
async fn put_sessions(on: &impl ConnectionTrait, made: &sessions::Made) -> Result<(), StoreError> {
    put(on, made.grants.iter().cloned()).await?;
    put(on, made.sessions.iter().cloned()).await?;
    put(on, made.parts.iter().cloned()).await?;
    put(on, made.trainers.iter().cloned()).await?;
    put(on, made.bookings.iter().cloned()).await?;
    put(on, made.attendances.iter().cloned()).await?;
    put(on, made.completions.iter().cloned()).await?;
    Ok(())
}

async fn put<M, A>(
    on: &impl ConnectionTrait,
    rows: impl Iterator<Item = M>,
) -> Result<(), StoreError>
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait + ActiveModelBehavior,
{
    let rows: Vec<A> = rows.map(IntoActiveModel::into_active_model).collect();
    for chunk in rows.chunks(CHUNK) {
        A::Entity::insert_many(chunk.iter().cloned())
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}

fn districts(data: &Data, chance: &Chance) -> Vec<(district::Model, board::Model)> {
    let rows = data.partnership.district.iter().map(|written| {
        let district = district::Model {
            id: chance.new_id(),
            name: written.name.clone(),
            demo: true,
        };
        let settings = written.board.clone();
        let board = board::Model {
            id: chance.new_id(),
            district_id: district.id,
            name: settings.name,
            prefix: settings.prefix,
            logo: Some(settings.logo),
            signatory_name: settings.signatory_name,
            signatory_role: settings.signatory_role,
            contact_adults: settings.contact_adults,
            contact_children: settings.contact_children,
            contact_police: settings.contact_police,
            contact_office: settings.contact_office,
            next_serial: 1,
            demo: true,
        };
        (district, board)
    });
    rows.collect()
}

fn places<'a>(
    data: &'a Data,
    chance: &Chance,
    districts: &[(district::Model, board::Model)],
) -> Vec<Place<'a>> {
    let places = data
        .partnership
        .organisation
        .iter()
        .filter_map(|organisation| {
            let (_, board) = districts
                .iter()
                .find(|(district, _)| district.name == organisation.district)?;
            let id = chance.new_id();
            let typed = typed_teams(&organisation.teams);
            Some(Place {
                organisation,
                id,
                board: board.id,
                teams: team_rows(id.into(), &typed, || chance.new_id()),
            })
        });
    places.collect()
}

fn organisation_row(
    place: &Place<'_>,
    districts: &[(district::Model, board::Model)],
) -> organisation::Model {
    let home = districts.iter().find(|(_, board)| board.id == place.board);
    organisation::Model {
        id: place.id,
        district_id: home.map(|(district, _)| district.id).unwrap_or_default(),
        name: place.organisation.name.clone(),
        kind: place.organisation.kind.clone(),
        first_responder: place.organisation.first_responder,
        demo: true,
    }
}

/// What personas sign in with: accounts, roles and slips, and the role of every line manager.
struct SignIns {
    accounts: Vec<account::Model>,
    grants: Vec<role_grant::Model>,
    slips: Vec<joining_slip::Model>,
}

impl SignIns {
    fn new(
        services: &Services,
        chance: &Chance,
        workforce: &Workforce,
        secrets: &Secrets,
        today: NaiveDate,
    ) -> Self {
        let mut made = Self {
            accounts: Vec::new(),
            grants: Vec::new(),
            slips: Vec::new(),
        };
        for held in workforce.held.iter().filter(|held| held.is_manager) {
            made.grants.push(grant(chance, held, Role::Manager, today));
        }
        for (persona, person) in &workforce.personas {
            let account = account::Model {
                id: chance.new_id(),
                person_id: *person,
                password_hash: secrets.password_hashes.get(&persona.key).cloned(),
                totp_secret: secrets.totp_secrets.get(&persona.key).cloned(),
                totp_confirmed_at: secrets
                    .totp_secrets
                    .contains_key(&persona.key)
                    .then(|| services.now()),
                totp_last_step: 0,
                created_at: services.now(),
                closed_at: None,
            };
            let held = workforce.held.iter().find(|held| held.person == *person);
            if let Some(held) =
                held.filter(|_| !matches!(persona.role, Role::Learner | Role::Manager))
            {
                made.grants.push(grant(chance, held, persona.role, today));
            }
            let post = workforce
                .posts
                .iter()
                .find(|post| post.person_id == *person);
            if let Some(post) = post.filter(|_| persona.staff_number.is_some()) {
                made.slips
                    .push(slip(services, chance, account.id, post, &secrets.slip_code));
            }
            made.accounts.push(account);
        }
        made
    }
}

fn grant(chance: &Chance, held: &Held, role: Role, today: NaiveDate) -> role_grant::Model {
    role_grant::Model {
        id: chance.new_id(),
        person_id: held.person,
        role: role.code().to_owned(),
        organisation_id: matches!(role, Role::Manager | Role::TrainingLead)
            .then_some(held.organisation),
        board_id: (role == Role::BusinessManager).then_some(held.board),
        starts_on: held.starts_on.min(today),
        ends_on: None,
        granted_by: None,
    }
}

fn slip(
    services: &Services,
    chance: &Chance,
    account: Uuid,
    post: &post::Model,
    code: &str,
) -> joining_slip::Model {
    joining_slip::Model {
        id: chance.new_id(),
        account_id: account,
        organisation_id: post.organisation_id,
        staff_number: post.staff_number.clone().unwrap_or_default(),
        code_hash: hashed(&normal_slip_code(code)),
        created_at: services.now(),
        // The demo is shown for as long as it is there, so its slip does not run out as a real one does.
        expires_at: services.now() + TimeDelta::days(3650),
        used_at: None,
    }
}
