//! Writing organisations.

use super::{
    entities::{board, district, organisation, team},
    reads::Board,
    teams::team_rows,
};
use crate::{
    Services, StoreError,
    audit::{Entry, note, note_new},
    transact,
};
use domain::{
    access::{ManageOrganisations, Permit, SetBoard},
    ids::{BoardId, DistrictId, OrganisationId},
    organisations::{LocalContacts, OrganisationKind, TypedTeam},
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde::Serialize;

/// A board to add with its district.
#[derive(Clone, Debug, Serialize)]
pub struct NewBoard {
    /// Name of the district.
    pub district: String,
    /// The board's name.
    pub name: String,
    /// What its certificates' numbers begin with: two or three capitals.
    pub prefix: String,
}

/// Adds a district with its board.
///
/// # Errors
/// [`StoreError::Conflict`] when one of the names or the prefix is taken.
pub async fn add_district(
    services: &Services,
    permit: &Permit<ManageOrganisations>,
    new: &NewBoard,
) -> Result<(DistrictId, BoardId), StoreError> {
    transact!(services.db, |tx| {
        let district = district::Model {
            id: services.new_id(),
            name: new.district.clone(),
            demo: false,
        };
        let row = board::Model {
            id: services.new_id(),
            district_id: district.id,
            name: new.name.clone(),
            prefix: new.prefix.clone(),
            logo: None,
            signatory_name: String::new(),
            signatory_role: String::new(),
            contact_adults: String::new(),
            contact_children: String::new(),
            contact_police: String::new(),
            contact_office: String::new(),
            next_serial: 1,
            demo: false,
        };
        let ids = (DistrictId(district.id), BoardId(row.id));
        district::Entity::insert(district.into_active_model())
            .exec_without_returning(tx)
            .await?;
        board::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        note_new(services, tx, permit, format!("board {}", ids.1), new, ids).await
    })
}

/// An organisation to add.
#[derive(Clone, Debug, Serialize)]
pub struct NewOrganisation {
    /// Its home district.
    pub district: DistrictId,
    /// Its name.
    pub name: String,
    /// Of what kind.
    pub kind: OrganisationKind,
    /// Whether it may refer into the National Referral Mechanism.
    pub first_responder: bool,
    /// Its teams.
    pub teams: Vec<TypedTeam>,
}

/// Adds an organisation with its teams.
///
/// # Errors
/// [`StoreError::Conflict`] when the name is taken.
pub async fn add_organisation(
    services: &Services,
    permit: &Permit<ManageOrganisations>,
    new: &NewOrganisation,
) -> Result<OrganisationId, StoreError> {
    transact!(services.db, |tx| {
        let id = services.new_id::<OrganisationId>();
        let row = organisation::Model {
            id: id.into(),
            district_id: new.district.into(),
            name: new.name.clone(),
            kind: new.kind.code().to_owned(),
            first_responder: new.first_responder,
            demo: false,
        };
        organisation::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        let teams = team_rows(id, &new.teams, || services.new_id());
        if !teams.is_empty() {
            team::Entity::insert_many(teams.into_iter().map(IntoActiveModel::into_active_model))
                .exec_without_returning(tx)
                .await?;
        }
        note_new(services, tx, permit, format!("organisation {id}"), new, id).await
    })
}

/// Changes a board's signatory and contacts. Certificates already issued stay as they are.
///
/// # Errors
/// When the database fails.
pub async fn set_board(
    services: &Services,
    permit: &Permit<SetBoard>,
    before: &Board,
    signatory: (&str, &str),
    contacts: &LocalContacts,
) -> Result<(), StoreError> {
    let id = permit.act().board;
    transact!(services.db, |tx| {
        let change = board::ActiveModel {
            id: Set(id.into()),
            signatory_name: Set(signatory.0.to_owned()),
            signatory_role: Set(signatory.1.to_owned()),
            contact_adults: Set(contacts.adults.clone()),
            contact_children: Set(contacts.children.clone()),
            contact_police: Set(contacts.police.clone()),
            contact_office: Set(contacts.office.clone()),
            ..Default::default()
        };
        board::Entity::update(change).exec(tx).await?;
        let entry = Entry {
            subject: format!("board {id}"),
            before: Some(&(
                &before.signatory_name,
                &before.signatory_role,
                &before.contacts,
            )),
            after: Some(&(signatory, contacts)),
        };
        note(services, tx, permit, entry, ()).await
    })
}
