//! Signing in to a part of a session oneself, by the code on the trainer's screen.

use super::{
    hold::hold,
    mark::{Marking, NewMark, hold_register, on_register},
    register::latest,
    sittings::{Sittings, draw_consequences},
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{KeepRegister, Permit, SignInToSession},
    ids::{PersonId, SessionId},
    sessions::{Mark, REGISTER_OPENS, is_room_code},
};
use sea_orm::FromQueryResult;
use std::collections::HashMap;
use uuid::Uuid;

/// Makes the secret of a session's codes, unless it has one.
///
/// # Errors
/// [`StoreError::Conflict`] when the register is not that of the permit.
pub async fn open_code(
    services: &Services,
    permit: &Permit<KeepRegister>,
    id: SessionId,
) -> Result<(), StoreError> {
    let secret = services.ids.bytes::<32>().to_vec();
    transact!(services.db, |tx| {
        hold_register(services, tx, permit, id).await?;
        let query = Query::new("INSERT INTO session_code (session_id, secret) VALUES (");
        let query = query.bind(id.0).comma(secret.clone());
        let is_new = query
            .sql(") ON CONFLICT (session_id) DO NOTHING")
            .run(tx)
            .await?
            > 0;
        if !is_new {
            return Ok(Noted::nothing(()));
        }
        note_new(
            services,
            tx,
            permit,
            format!("session {id}"),
            &"a code to sign in by",
            (),
        )
        .await
    })
}

/// The secret of a session's codes; none before its first one.
///
/// # Errors
/// When the database fails.
pub async fn secret(
    services: &Services,
    permit: &Permit<KeepRegister>,
    id: SessionId,
) -> Result<Option<Vec<u8>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        secret: Vec<u8>,
    }
    let query = Query::new(
        "SELECT c.secret FROM session_code c JOIN session s ON s.id = c.session_id WHERE s.id = ",
    );
    let query = query.bind(id.0).sql(" AND s.organisation_id IN (");
    let query = query.bind_all(permit.act().target.organisations.iter().map(|o| o.0));
    let row: Option<Row> = query.sql(")").one(services.db.reader()).await?;
    Ok(row.map(|row| row.secret))
}

/// A part whose code was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// The session.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// The part, counted from 1.
    pub part: usize,
}

/// What came of a code that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Here {
    /// They are marked as attending.
    Marked(Room),
    /// They were marked already, as this.
    AlreadyMarked(Room, Mark),
    /// They are not on the register: the trainer can add them.
    NotOnRegister(Room),
    /// It is the code of no part that is open.
    NoSuchCode,
}

/// Signs the person of a permit in to the part whose code they typed, where they hold a place and nobody has marked them.
///
/// # Errors
/// When the database fails.
pub async fn here(
    services: &Services,
    permit: &Permit<SignInToSession>,
    typed: &str,
    teller: Teller<'_>,
) -> Result<Here, StoreError> {
    let Some(room) = find_room(services, typed).await? else {
        return Ok(Here::NoSuchCode);
    };
    let (id, person) = (room.session, permit.act().person);
    transact!(services.db, |tx| {
        let Some(held) = hold(services, tx, id).await? else {
            return Err(StoreError::Conflict);
        };
        let people = on_register(tx, id).await?;
        let own = people.iter().find(|(_, whose)| **whose == Some(person));
        let Some((line, _)) = own else {
            return Ok(Noted::nothing(Here::NotOnRegister(room.clone())));
        };
        let marks = latest(tx, id, room.part).await?;
        let known = marks.get(line).and_then(|marks| *marks.last()?);
        if let Some(known) = known {
            let already = Here::AlreadyMarked(room.clone(), known.mark);
            return Ok(Noted::nothing(already));
        }
        let own: HashMap<_, PersonId> = HashMap::from([((*line).into(), person)]);
        let before = Sittings::read(tx, held.row.course_id.into(), &[person]).await?;
        let mark = NewMark {
            line: *line,
            seen: None,
            mark: Mark::Attended,
        };
        let marking = Marking {
            by: permit.by(),
            part: room.part,
        };
        marking.add(services, tx, &people, &[mark]).await?;
        draw_consequences(services, tx, held, (&before, &own), permit.by(), teller).await?;
        let what = (line, room.part, mark.mark.code());
        let marked = Here::Marked(room.clone());
        note_new(services, tx, permit, format!("session {id}"), &what, marked).await
    })
}

/// The part that is open now and whose code was typed.
async fn find_room(services: &Services, typed: &str) -> Result<Option<Room>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        title: String,
        number: i32,
        secret: Vec<u8>,
    }
    let now = services.now();
    let query = Query::new(
        "SELECT s.id, s.title, p.number, c.secret FROM session_code c JOIN session s ON s.id = c.session_id \
         JOIN session_part p ON p.session_id = s.id WHERE s.cancelled_at IS NULL AND s.ends_at > ",
    );
    let query = query.bind(now).sql(" AND p.ends_at > ").bind(now);
    let query = query.sql(" AND p.starts_at <= ").bind(now + REGISTER_OPENS);
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let room = |row: Row| {
        let part = usize::try_from(row.number).ok()?;
        let place = (row.id.into(), part);
        is_room_code(&row.secret, place, typed, now).then_some(Room {
            session: place.0,
            title: row.title,
            part,
        })
    };
    Ok(rows.into_iter().find_map(room))
}
