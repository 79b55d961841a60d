//! Making two records one.

use super::{
    Moved, Was,
    moves::{self, MOVES, give},
    preview::facts,
    reminders,
};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    framework::reassess,
    query::Query,
    transact,
};
use domain::{
    access::{MergeRecords, Permit},
    ids::{MergerId, PersonId},
    keeping::{NoMerge, SignInOf, may_merge},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Makes a record part of the one of the permit. Whether it may be is asked again here, where nothing can change it.
///
/// # Errors
/// When the database fails. Inside, why it may not be merged.
pub async fn merge(
    services: &Services,
    permit: &Permit<MergeRecords>,
    merged: PersonId,
    sign_in_of: SignInOf,
    is_administrator: bool,
) -> Result<Result<MergerId, NoMerge>, StoreError> {
    let Some(kept) = permit.act().target.person else {
        return Ok(Err(NoMerge::Same));
    };
    let done = transact!(services.db, |tx| {
        let Some([own, other]) = facts(tx, [kept, merged], services.today()).await? else {
            return Ok(Noted::nothing(Err(NoMerge::Same)));
        };
        let records = [own.record(), other.record()];
        if let Err(why) = may_merge(permit.by(), is_administrator, records) {
            return Ok(Noted::nothing(Err(why)));
        }
        let mut was = Was {
            kept_name: own.name,
            kept_email: own.email,
            merged_name: other.name,
            merged_email: other.email,
            ..Was::default()
        };
        let mut moved = Moved::new();
        for one in MOVES {
            let ids = moves::carry(tx, one, kept, merged).await?;
            if !ids.is_empty() {
                moved.insert(one.key(), ids);
            }
        }
        was.reminders = reminders::carry(tx, kept, merged).await?;
        let posts = moved.get("post.person_id").cloned().unwrap_or_default();
        was.main_posts = one_main_post(services, tx, kept, &posts).await?;
        move_sign_in(
            services,
            tx,
            (kept, merged),
            sign_in_of,
            (&mut was, &mut moved),
        )
        .await?;
        reassess(services, tx, &[kept, merged]).await?;
        let id = keep(services, tx, permit, (kept, merged), (&was, &moved)).await?;
        let entry = Entry {
            subject: format!("person {kept}"),
            before: Some(&was),
            after: Some(&("merged with", merged, &moved)),
        };
        note(services, tx, permit, entry, Ok(id)).await
    });
    match done {
        // Somebody else merged one of them at the same moment.
        Err(StoreError::Conflict) => Ok(Err(NoMerge::Merged)),
        done => done,
    }
}

async fn keep(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<MergeRecords>,
    (kept, merged): (PersonId, PersonId),
    (was, moved): (&Was, &Moved),
) -> Result<MergerId, StoreError> {
    let id = services.new_id::<MergerId>();
    let query = Query::new(
        "INSERT INTO merger (id, kept_id, merged_id, moved, was, merged_by, merged_at) VALUES (",
    );
    let query = query.bind(id.0).comma(kept.0).comma(merged.0);
    let query = query
        .comma(serde_json::to_string(moved)?)
        .comma(serde_json::to_string(was)?);
    let query = query
        .comma(permit.by().map(Uuid::from))
        .comma(services.now());
    query.sql(")").run(on).await?;
    Ok(id)
}

/// Of the posts that moved, those that were main posts are so no longer when the record that is kept has one; which.
async fn one_main_post(
    services: &Services,
    on: &impl ConnectionTrait,
    kept: PersonId,
    moved: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let query = Query::new("SELECT x.id FROM post x WHERE x.is_main AND x.id IN (");
    let query = query.bind_all(moved.iter().copied());
    let query = query
        .sql(") AND EXISTS (SELECT 1 FROM post t WHERE t.is_main AND t.person_id = ")
        .bind(kept.0);
    let query = query
        .sql(" AND t.id NOT IN (")
        .bind_all(moved.iter().copied());
    let query = query
        .sql(") AND (t.ends_on IS NULL OR t.ends_on >= ")
        .bind(services.today());
    let rows: Vec<Row> = query.sql("))").all(on).await?;
    let ids: Vec<Uuid> = rows.into_iter().map(|row| row.id).collect();
    set_main(on, &ids, false).await?;
    Ok(ids)
}

pub(super) async fn set_main(
    on: &impl ConnectionTrait,
    posts: &[Uuid],
    is_main: bool,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE post SET is_main = ").bind(is_main);
    let query = query.sql(" WHERE id IN (").bind_all(posts.iter().copied());
    query.sql(")").run(on).await.map(|_| ())
}

/// The address and the way of signing in that were chosen become those of the record that is kept; what it has none of, it
/// gets from the other. The other account is closed, and everybody is signed out.
async fn move_sign_in(
    services: &Services,
    on: &impl ConnectionTrait,
    (kept, merged): (PersonId, PersonId),
    sign_in_of: SignInOf,
    (was, moved): (&mut Was, &mut Moved),
) -> Result<(), StoreError> {
    let [own, other] = [was.kept_email.clone(), was.merged_email.clone()];
    let email = match sign_in_of {
        SignInOf::Kept => own.or(other),
        SignInOf::Merged => other.or(own),
    };
    set_email(on, merged, None).await?;
    set_email(on, kept, email).await?;
    end_sign_ins(on, [kept, merged]).await?;
    match (account_of(on, kept).await?, account_of(on, merged).await?) {
        (None, Some(other)) => {
            give(on, ("account", "person_id"), &[other.id], kept).await?;
            moved.insert("account.person_id".to_owned(), vec![other.id]);
        }
        (Some(own), Some(other)) => {
            if sign_in_of == SignInOf::Merged {
                swap(on, [own.id, other.id]).await?;
                was.swapped = Some([own.id, other.id]);
            }
            let query = Query::new("UPDATE account SET closed_at = ").bind(services.now());
            let query = query
                .sql(" WHERE closed_at IS NULL AND id = ")
                .bind(other.id);
            was.closed = (query.run(on).await? == 1).then_some(other.id);
        }
        (_, None) => {}
    }
    Ok(())
}

pub(super) async fn set_email(
    on: &impl ConnectionTrait,
    person: PersonId,
    email: Option<String>,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE person SET email = ").bind(email);
    query
        .sql(" WHERE id = ")
        .bind(person.0)
        .run(on)
        .await
        .map(|_| ())
}

pub(super) async fn end_sign_ins(
    on: &impl ConnectionTrait,
    people: [PersonId; 2],
) -> Result<(), StoreError> {
    let query = Query::new(
        "DELETE FROM sign_in WHERE account_id IN (SELECT id FROM account WHERE person_id IN (",
    );
    let query = query.bind_all(people.map(|person| person.0));
    query.sql("))").run(on).await.map(|_| ())
}

#[derive(FromQueryResult)]
struct AccountRow {
    id: Uuid,
}

async fn account_of(
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Option<AccountRow>, StoreError> {
    let query = Query::new("SELECT id FROM account WHERE person_id = ");
    query.bind(person.0).one(on).await
}

/// Lets two accounts change places: what each of them signs in with, and the links, codes and slips that go with it.
/// Done twice, everything is as before.
pub(super) async fn swap(
    on: &impl ConnectionTrait,
    [one, other]: [Uuid; 2],
) -> Result<(), StoreError> {
    let query = Query::new(
        "UPDATE account SET password_hash = o.password_hash, totp_secret = o.totp_secret, \
         totp_confirmed_at = o.totp_confirmed_at, totp_last_step = o.totp_last_step, closed_at = o.closed_at \
         FROM (SELECT * FROM account) o WHERE account.id IN (",
    );
    let query = query
        .bind_all([one, other])
        .sql(") AND o.id IN (")
        .bind_all([one, other]);
    query.sql(") AND o.id <> account.id").run(on).await?;
    for table in ["recovery_code", "account_link", "joining_slip"] {
        let query = Query::new(&format!(
            "UPDATE {table} SET account_id = CASE account_id WHEN "
        ));
        let query = query
            .bind(one)
            .sql(" THEN ")
            .bind(other)
            .sql(" ELSE ")
            .bind(one);
        let query = query
            .sql(" END WHERE account_id IN (")
            .bind_all([one, other]);
        query.sql(")").run(on).await?;
    }
    Ok(())
}
