//! Asking people by e-mail: thanks with the evaluation after a session, and what came of it weeks later.

use super::entities::evaluation_asked;
use crate::{
    Services, StoreError,
    audit::Noted,
    notifications::{self, Hours, Mail, OwnText, texts_by_district},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    evaluation::{Stage, Wanted},
    ids::BookingId,
};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel, sea_query::OnConflict};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// People asked in one transaction.
const AT_ONCE: i64 = 100;

/// Somebody who is asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The booking.
    pub booking: BookingId,
    /// At which stage.
    pub stage: Stage,
    /// The person's name.
    pub name: String,
    /// The address; none for whoever is asked on their pages only.
    pub address: Option<String>,
    /// The title of the session.
    pub title: String,
    /// When it began.
    pub starts_at: DateTime<Utc>,
    /// The organisation that put it on.
    pub organisation_name: String,
    /// What the board of the session's area wants.
    pub wanted: Wanted,
    /// What they said they would do.
    pub will_do: String,
    /// The texts that the board of the district has in its own words.
    pub own_texts: Arc<[OwnText]>,
}

impl Asked {
    /// Which fact its mail speaks of: one mail for one fact.
    pub fn key(&self) -> String {
        format!("booking {} asked {}", self.booking, self.stage.code())
    }
}

/// Writes the mail that asks somebody.
pub type Asker<'a> = &'a (dyn Fn(&Asked, &str) -> Mail + Send + Sync);

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    stage: String,
    name: String,
    email: Option<String>,
    title: String,
    starts_at: DateTime<Utc>,
    organisation_name: String,
    district_id: Uuid,
    wanted: String,
    will_do: Option<String>,
}

impl Row {
    fn read(self, own: &HashMap<Uuid, Arc<[OwnText]>>) -> Option<Asked> {
        Some(Asked {
            booking: self.id.into(),
            stage: Stage::from_code(&self.stage)?,
            name: self.name,
            address: self.email,
            title: self.title,
            starts_at: self.starts_at,
            organisation_name: self.organisation_name,
            wanted: Wanted::from_code(&self.wanted).unwrap_or_default(),
            will_do: self.will_do.unwrap_or_default(),
            own_texts: own.get(&self.district_id).cloned().unwrap_or_default(),
        })
    }
}

/// Asks the next people who are to be asked; whether there were any. Those without an address are asked on their pages.
///
/// # Errors
/// When the database fails.
pub async fn ask_next(services: &Services, asker: Asker<'_>) -> Result<bool, StoreError> {
    let asked = next(services).await?;
    if asked.is_empty() {
        return Ok(false);
    }
    let mail = |one: &Asked| Some(asker(one, one.address.as_deref()?));
    let (thanks, follow_ups): (Vec<&Asked>, Vec<&Asked>) =
        asked.iter().partition(|one| one.stage == Stage::After);
    let thanks: Vec<Mail> = thanks.into_iter().filter_map(mail).collect();
    let follow_ups: Vec<Mail> = follow_ups.into_iter().filter_map(mail).collect();
    transact!(services.db, |tx| {
        let rows = asked.iter().map(|one| {
            let row = evaluation_asked::Model {
                booking_id: one.booking.into(),
                stage: one.stage.code().to_owned(),
                asked_at: services.now(),
            };
            row.into_active_model()
        });
        let once = OnConflict::columns([
            evaluation_asked::Column::BookingId,
            evaluation_asked::Column::Stage,
        ])
        .do_nothing()
        .to_owned();
        evaluation_asked::Entity::insert_many(rows)
            .on_conflict(once)
            .exec_without_returning(tx)
            .await?;
        notifications::put_all(services, tx, thanks.clone(), Hours::Any).await?;
        notifications::put_all(services, tx, follow_ups.clone(), Hours::Working).await?;
        Ok(Noted::in_the_row(true))
    })
}

/// Those who were there and have not been thanked, and those who agreed and have not been asked again. Only sessions that
/// ended in the window of a stage are looked at, by the index of their ends.
async fn next(services: &Services) -> Result<Vec<Asked>, StoreError> {
    let mut query = Query::new("");
    for stage in Stage::ALL {
        if stage != Stage::After {
            query = query.sql(" UNION ALL ");
        }
        query = due(query, stage, services.now());
    }
    let query = query.sql(" ORDER BY starts_at, id LIMIT ").bind(AT_ONCE);
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let districts = rows.iter().map(|row| row.district_id);
    let own = texts_by_district(services.db.reader(), districts).await?;
    Ok(rows.into_iter().filter_map(|row| row.read(&own)).collect())
}

fn due(query: Query, stage: Stage, now: DateTime<Utc>) -> Query {
    let (from, _) = stage.window();
    let is_due = match stage {
        Stage::After => "b.state IN ('attended', 'late', 'left_early', 'part')",
        Stage::Weeks | Stage::Months => "e.may_follow_up AND e.way = 'form'",
    };
    let query = query.sql(&format!(
        "SELECT b.id AS id, '{}' AS stage, p.name, p.email, s.title, s.starts_at AS starts_at, o.name AS organisation_name, \
         s.district_id, d.evaluation AS wanted, e.will_do FROM session s JOIN booking b ON b.session_id = s.id JOIN person p ON p.id = b.person_id \
         JOIN organisation o ON o.id = s.organisation_id JOIN board d ON d.district_id = s.district_id \
         LEFT JOIN evaluation e ON e.booking_id = b.id WHERE {is_due} AND d.evaluation <> 'no' AND s.cancelled_at IS NULL AND s.ends_at <= ",
        stage.code()
    ));
    let query = query.bind(now - from).sql(" AND s.ends_at > ");
    let query = query.bind(now - from - stage.asked_for());
    query.sql(&format!(
        " AND NOT EXISTS (SELECT 1 FROM evaluation_asked a WHERE a.booking_id = b.id AND a.stage = '{}')",
        stage.code()
    ))
}
