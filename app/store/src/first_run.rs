//! The first administrator, with the first district, board and organisation: all of it in one transaction, or nothing.

use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    organisations::{board, district, organisation},
    people::{account, has_accounts_on, person, post, role_grant},
    query::Query,
    transact,
};
use domain::{
    access::{ManageOrganisations, Permit, Role},
    ids::AccountId,
    organisations::OrganisationKind,
    people::{Contract, folded},
};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde::Serialize;

/// The setting that holds the hash of the code.
pub const CODE_SETTING: &str = "first_run_code";

/// Who and what there is to begin with.
#[derive(Clone, Debug, Serialize)]
pub struct FirstRun {
    /// The hash of the code that lets its reader do this; never written into the audit trail.
    #[serde(skip)]
    pub code_hash: String,
    /// The administrator's name.
    pub name: String,
    /// The administrator's e-mail address, in lower case.
    pub email: String,
    /// The hash of the administrator's password; never written into the audit trail.
    #[serde(skip)]
    pub password_hash: String,
    /// The first district.
    pub district: String,
    /// Its board.
    pub board: String,
    /// What the board's certificates' numbers begin with.
    pub prefix: String,
    /// The organisation the administrator works for.
    pub organisation: String,
}

/// Creates all of it and uses the code up; nothing when the code is not the present one, or somebody has an account. Of two
/// at once the second waits for the first, and finds the code gone.
///
/// # Errors
/// [`StoreError::Conflict`] when one of the names or the address is taken.
pub async fn create(
    services: &Services,
    permit: &Permit<ManageOrganisations>,
    first: &FirstRun,
) -> Result<Option<AccountId>, StoreError> {
    transact!(services.db, |tx| {
        let code = Query::new("DELETE FROM setting WHERE name = ").bind(CODE_SETTING);
        let code = code.sql(" AND value = ").bind(first.code_hash.as_str());
        if code.run(tx).await? == 0 || has_accounts_on(tx).await? {
            return Ok(Noted::nothing(None));
        }
        let district = district::Model {
            id: services.new_id(),
            name: first.district.clone(),
            demo: false,
        };
        let organisation = organisation::Model {
            id: services.new_id(),
            district_id: district.id,
            name: first.organisation.clone(),
            kind: OrganisationKind::Other.code().to_owned(),
            first_responder: false,
            demo: false,
        };
        let person = person::Model {
            id: services.new_id(),
            name: first.name.clone(),
            search_name: folded(&first.name),
            email: Some(first.email.clone()),
            demo: false,
            created_at: services.now(),
        };
        let post = post_of(services, &person, &organisation);
        let grant = role_grant::Model {
            id: services.new_id(),
            person_id: person.id,
            role: Role::Administrator.code().to_owned(),
            organisation_id: None,
            board_id: None,
            starts_on: services.today(),
            ends_on: None,
            granted_by: None,
        };
        let account = account_of(services, &person, first);
        let (board, id) = (board_of(services, &district, first), AccountId(account.id));
        district::Entity::insert(district.into_active_model())
            .exec_without_returning(tx)
            .await?;
        board::Entity::insert(board.into_active_model())
            .exec_without_returning(tx)
            .await?;
        organisation::Entity::insert(organisation.into_active_model())
            .exec_without_returning(tx)
            .await?;
        person::Entity::insert(person.into_active_model())
            .exec_without_returning(tx)
            .await?;
        post::Entity::insert(post.into_active_model())
            .exec_without_returning(tx)
            .await?;
        role_grant::Entity::insert(grant.into_active_model())
            .exec_without_returning(tx)
            .await?;
        account::Entity::insert(account.into_active_model())
            .exec_without_returning(tx)
            .await?;
        note_new(
            services,
            tx,
            permit,
            format!("account {id}"),
            first,
            Some(id),
        )
        .await
    })
}

fn board_of(services: &Services, district: &district::Model, first: &FirstRun) -> board::Model {
    board::Model {
        id: services.new_id(),
        district_id: district.id,
        name: first.board.clone(),
        prefix: first.prefix.clone(),
        logo: None,
        signatory_name: String::new(),
        signatory_role: String::new(),
        contact_adults: String::new(),
        contact_children: String::new(),
        contact_police: String::new(),
        contact_office: String::new(),
        next_serial: 1,
        demo: false,
    }
}

fn post_of(
    services: &Services,
    person: &person::Model,
    organisation: &organisation::Model,
) -> post::Model {
    post::Model {
        id: services.new_id(),
        person_id: person.id,
        organisation_id: organisation.id,
        team_id: None,
        job_title: "Administrator".to_owned(),
        contract: Contract::Permanent.code().to_owned(),
        staff_number: None,
        manager_id: None,
        starts_on: services.today(),
        ends_on: None,
        is_main: true,
        is_classified: false,
        contradiction: None,
    }
}

fn account_of(services: &Services, person: &person::Model, first: &FirstRun) -> account::Model {
    account::Model {
        id: services.new_id(),
        person_id: person.id,
        password_hash: Some(first.password_hash.clone()),
        totp_secret: None,
        totp_confirmed_at: None,
        totp_last_step: 0,
        created_at: services.now(),
        closed_at: None,
    }
}
