//! An organisation with a training lead, and a rule that sorts everybody whom the lists name.

use chrono::NaiveDate;
use domain::{
    access::{
        Actor, AddPerson, Grant, ImportStaff, ManageOrganisations, Permit, Role, SortPosts, permit,
    },
    framework::{Asked, AskedOf, ClassificationRule, Pattern, RuleChange},
    ids::{AccountId, OrganisationId, PersonId},
    organisations::OrganisationKind,
    people::Contract,
};
use store::{
    Services, StoreError,
    framework::{cohorts::change_rules, in_force},
    organisations::{NewBoard, NewOrganisation, add_district, add_organisation},
    people::{NewPerson, NewPost, add_person, open_account},
};

/// Where the lists come in, and by whom.
pub(super) struct Scene {
    pub organisation: OrganisationId,
    pub account: AccountId,
    pub permit: Permit<ImportStaff>,
}

fn denied(_: impl std::error::Error) -> StoreError {
    StoreError::Conflict
}

pub(super) async fn set(services: &Services) -> Result<Scene, StoreError> {
    let number = services.ids.below(1_000_000);
    let organisation = organisation(services, number).await?;
    sort_everybody(services, organisation).await?;
    let add = permit(&Actor::Program, AddPerson { organisation }).map_err(denied)?;
    let lead = lead(organisation, number, services.today());
    let person = add_person(services, &add, &lead).await?;
    let account = open_account(services, &add, person).await?;
    let actor = actor(person, account, organisation);
    Ok(Scene {
        organisation,
        account,
        permit: permit(&actor, ImportStaff { organisation }).map_err(denied)?,
    })
}

async fn organisation(services: &Services, number: usize) -> Result<OrganisationId, StoreError> {
    let manage = permit(&Actor::Program, ManageOrganisations {}).map_err(denied)?;
    let letter = |_| char::from(b'A' + u8::try_from(services.ids.below(26)).unwrap_or_default());
    let board = NewBoard {
        district: format!("Bench district {number}"),
        name: format!("Bench board {number}"),
        prefix: (0..6).map(letter).collect(),
    };
    let (district, _) = add_district(services, &manage, &board).await?;
    let new = NewOrganisation {
        district,
        name: format!("Bench organisation {number}"),
        kind: OrganisationKind::Council,
        first_responder: false,
        teams: Vec::new(),
    };
    add_organisation(services, &manage, &new).await
}

/// The first two questions about a post are answered yes: everybody works for the organisation, and meets the public.
async fn sort_everybody(
    services: &Services,
    organisation: OrganisationId,
) -> Result<(), StoreError> {
    let may = permit(&Actor::Program, SortPosts { organisation }).map_err(denied)?;
    let Some(in_force) = in_force(services, services.today()).await? else {
        return Ok(());
    };
    let questions = in_force.framework.questions.iter();
    let of_posts = questions.filter(|question| question.asked_of == AskedOf::Post);
    let rule = ClassificationRule {
        id: services.new_id(),
        organisation: Some(organisation),
        job_title: Pattern::new(""),
        team: Pattern::new(""),
        answers: of_posts
            .enumerate()
            .map(|(place, question)| (question.code.clone(), place < 2))
            .collect(),
        decided_by: None,
        decided_at: services.now(),
    };
    change_rules(services, &may, &RuleChange::Add(rule, Asked::First), &[]).await
}

fn lead(organisation: OrganisationId, number: usize, today: NaiveDate) -> NewPerson {
    NewPerson {
        name: "Bench Lead".to_owned(),
        email: Some(format!("lead{number}@bench.example")),
        post: NewPost {
            organisation,
            team: None,
            job_title: "Training lead".to_owned(),
            contract: Contract::Permanent,
            staff_number: None,
            manager: None,
            starts_on: today,
            ends_on: None,
            cohorts: Vec::new(),
        },
    }
}

fn actor(person: PersonId, account: AccountId, organisation: OrganisationId) -> Actor {
    Actor::Person {
        person,
        account,
        name: "Bench Lead".to_owned(),
        grants: vec![Grant {
            role: Role::TrainingLead,
            organisation: Some(organisation),
            board: None,
            whose: None,
        }],
    }
}
