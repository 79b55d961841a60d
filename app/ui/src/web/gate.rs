//! Who is it, and may they come here with this form?

use super::{Problem, Settings, Site, Visit, Who, cookies};
use axum::http::{HeaderMap, Uri, header};
use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Actor;
use store::{
    StoreError,
    people::{self, SignedIn},
};

/// A sign-in ends after so long without a request.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A sign-in ends after so long in any case.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);

/// That somebody was seen is noted no more often than this.
const NOTED: TimeDelta = TimeDelta::minutes(1);

/// Who a request's cookie stands for, if its sign-in has not run out. Notes once a minute that they were seen.
pub(super) async fn who_is_it(
    site: &Site,
    headers: &HeaderMap,
    now: DateTime<Utc>,
) -> Result<Option<(SignedIn, String)>, StoreError> {
    let Some(token) = cookies::read(site.settings(), headers, "cascade") else {
        return Ok(None);
    };
    let today = domain::calendar::day_of(now);
    let Some(signed_in) = people::visit(site.services(), &token, today).await? else {
        return Ok(None);
    };
    if now - signed_in.seen_at > IDLE || now - signed_in.signed_in_at > ABSOLUTE {
        people::end_sign_in(site.services(), &token).await?;
        return Ok(None);
    }
    if now - signed_in.seen_at >= NOTED {
        people::seen(site.services(), &token).await?;
    }
    Ok(Some((signed_in, token)))
}

/// How long a sign-in lasts from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Seconds, if nothing more is asked for.
    pub seconds: u32,
    /// Whether it ends then in any case.
    pub is_final: bool,
}

/// How long a sign-in lasts that was noted as seen at an instant.
pub fn left(signed_in_at: DateTime<Utc>, seen_at: DateTime<Utc>, now: DateTime<Utc>) -> Left {
    let (idle, absolute) = (seen_at + IDLE, signed_in_at + ABSOLUTE);
    let left = idle.min(absolute) - now;
    let seconds = (left.num_milliseconds() + 999) / 1000;
    Left {
        seconds: u32::try_from(seconds).unwrap_or_default(),
        is_final: absolute <= idle,
    }
}

/// How long the sign-in lasts for which a request was let through.
pub(super) fn left_after(signed_in: &SignedIn, now: DateTime<Utc>) -> Left {
    let is_noted = now - signed_in.seen_at >= NOTED;
    let seen_at = if is_noted { now } else { signed_in.seen_at };
    left(signed_in.signed_in_at, seen_at, now)
}

/// The actor that a sign-in stands for.
pub(super) fn actor(signed_in: &SignedIn) -> Actor {
    Actor::Person {
        person: signed_in.person,
        account: signed_in.account,
        name: signed_in.name.clone(),
        grants: signed_in.grants.clone(),
    }
}

/// What the gate says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gate {
    Open,
    SignIn,
    SecondFactor,
    SetUpSecondFactor,
    NoSuchPage,
}

/// Whether a route is open to whoever is signed in. Those with a role give a second factor before anything else.
pub(super) fn gate(who: Who, signed_in: Option<&SignedIn>, actor: Option<&Actor>) -> Gate {
    let (Some(signed_in), Some(actor)) = (signed_in, actor) else {
        return if who == Who::Anyone {
            Gate::Open
        } else {
            Gate::SignIn
        };
    };
    if matches!(who, Who::Anyone | Who::HalfSignedIn) {
        return Gate::Open;
    }
    let wanted = actor.needs_second_factor() || signed_in.has_second_factor;
    if wanted && signed_in.second_factor_at.is_none() {
        return if signed_in.has_second_factor {
            Gate::SecondFactor
        } else {
            Gate::SetUpSecondFactor
        };
    }
    match who {
        Who::Holding(roles) if !roles.iter().any(|role| actor.has(*role)) => Gate::NoSuchPage,
        _ => Gate::Open,
    }
}

/// Whether a form comes from a page of ours that was made for this visitor.
///
/// # Errors
/// [`Problem::Forged`] when it does not.
pub(super) fn check_form(visit: &Visit, headers: &HeaderMap, uri: &Uri) -> Result<(), Problem> {
    let same = same_origin(visit.settings(), headers, uri);
    if same && !visit.form_token.is_empty() && visit.form.first("form_token") == visit.form_token {
        Ok(())
    } else {
        Err(Problem::Forged)
    }
}

/// Whether the browser says that a request comes from a page of this site.
pub(crate) fn same_origin(settings: &Settings, headers: &HeaderMap, uri: &Uri) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) if !matches!(site, "same-origin" | "none") => false,
        (_, Some(origin)) => {
            let host = text(header::HOST.as_str())
                .or_else(|| uri.host())
                .unwrap_or_default();
            let (_, origin_host) = origin.split_once("://").unwrap_or_default();
            origin == settings.public_url || (!host.is_empty() && origin_host == host)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 22, hour, minute, 0).unwrap()
    }

    #[test]
    fn half_an_hour_is_left_until_the_twelfth_hour_ends() {
        let seen = |hour, minute| left(at(8, 0), at(hour, minute), at(hour, minute));
        let half_an_hour = Left {
            seconds: 1800,
            is_final: false,
        };
        assert_eq!(seen(8, 0), half_an_hour);
        assert_eq!(seen(19, 29), half_an_hour);
        let last = |seconds| Left {
            seconds,
            is_final: true,
        };
        assert_eq!(seen(19, 30), last(1800));
        assert_eq!(seen(19, 58), last(120));
        assert_eq!(seen(20, 1), last(0));
    }

    #[test]
    fn what_was_not_noted_does_not_count() {
        let left = left(at(8, 0), at(9, 0), at(9, 20));
        assert_eq!((left.seconds, left.is_final), (600, false));
    }
}
