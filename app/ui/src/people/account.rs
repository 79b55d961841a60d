//! How far somebody's account is, and letting them in by e-mail.
//!
//! Rules P7 to P9 of `docs/rules/people.md`.

use super::whom::whom;
use crate::web::{Answer, Problem, Visit, see};
use chrono::{DateTime, Utc};
use domain::{
    access::{InvitePerson, Permit},
    calendar,
    ids::PersonId,
};
use store::people::{self, AccountState, LINK_WORKS, Purpose};

/// Sends a link by e-mail: the first time to choose a password, later to choose a new one.
pub(super) async fn invite(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let permit = visit.permit(InvitePerson {
        target: whom.seen.act().target.clone(),
    })?;
    let (name, email) = people::name_of(visit.services(), &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let Some(email) = email else {
        return Err(Problem::refused(
            "There is no e-mail address to write to",
            format!("{name} has no e-mail address here. Print a joining slip instead."),
            ("Go back to the person", &whom.href()),
        ));
    };
    let state = people::account_state(visit.services(), &whom.seen).await?;
    if state
        .as_ref()
        .is_some_and(|state| state.closed_at.is_some())
    {
        return Err(Problem::refused(
            "This account is closed",
            "Nobody can sign in with it. Ask your administrator if that is wrong.",
            ("Go back to the person", &whom.href()),
        ));
    }
    let purpose = purpose(state.as_ref());
    send(&visit, &permit, whom.id, (&name, &email), purpose).await?;
    let done = match purpose {
        Purpose::Invitation => "invited",
        Purpose::Reset => "reset",
    };
    Ok(see(format!("{}?done={done}", whom.href())))
}

/// What a link is for: whoever has a password chooses a new one.
pub(super) fn purpose(state: Option<&AccountState>) -> Purpose {
    match state {
        Some(state) if state.has_password => Purpose::Reset,
        _ => Purpose::Invitation,
    }
}

/// Opens an account where there is none and sends the link. Two posts within a minute send one mail.
pub(super) async fn send(
    visit: &Visit,
    permit: &Permit<InvitePerson>,
    person: PersonId,
    to: (&str, &str),
    purpose: Purpose,
) -> Result<(), Problem> {
    let account = people::open_account(visit.services(), permit, person).await?;
    let hours = LINK_WORKS.num_hours().to_string();
    let text = match purpose {
        Purpose::Invitation => "invitation",
        Purpose::Reset => "reset",
    };
    let mail = |token: &str| {
        let link = format!("{}/link/{token}", visit.settings().public_url);
        let words = [
            ("name", to.0),
            ("partnership", "the safeguarding partnership"),
            ("link", &link),
            ("hours", &hours),
        ];
        visit.mail(
            text,
            &words,
            format!("{text} {account} {}", visit.now.format("%Y-%m-%dT%H:%M")),
            to,
        )
    };
    Ok(people::send_link(visit.services(), permit, account, purpose, mail).await?)
}

/// How far an account is, in a sentence.
pub(super) fn said(state: Option<&AccountState>, now: DateTime<Utc>) -> String {
    let Some(state) = state else {
        return "No account yet".to_owned();
    };
    if let Some(closed_at) = state.closed_at {
        return format!("Closed on {}", calendar::day(calendar::day_of(closed_at)));
    }
    if state.has_employer {
        return match (state.has_password, state.has_second_factor) {
            (true, true) => "Signs in with the employer or a password, with a second factor",
            (true, false) => "Signs in with the employer or a password",
            (false, true) => "Signs in with the employer, with a second factor",
            (false, false) => "Signs in with the employer",
        }
        .to_owned();
    }
    match (state.has_password, state.link_until, state.slip_until) {
        (true, ..) if state.has_second_factor => "Can sign in, with a second factor".to_owned(),
        (true, ..) => "Can sign in".to_owned(),
        (false, Some(until), _) if until > now => {
            format!("Invited. The link works until {}", calendar::moment(until))
        }
        (false, _, Some(until)) if until > now => {
            format!(
                "Joining slip printed. The code works until {}",
                calendar::moment(until)
            )
        }
        (false, Some(_), _) => "Invited, but the link has run out".to_owned(),
        (false, _, Some(_)) => "Joining slip printed, but the code has run out".to_owned(),
        (false, None, None) => "Has an account, without a password".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone};

    fn noon() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap()
    }

    fn state() -> AccountState {
        AccountState {
            has_password: false,
            has_second_factor: false,
            has_employer: false,
            link_until: None,
            slip_until: None,
            closed_at: None,
        }
    }

    #[test]
    fn an_invitation_is_shown_until_it_is_used_or_runs_out() {
        let invited = AccountState {
            link_until: Some(noon() + TimeDelta::hours(1)),
            ..state()
        };
        assert_eq!(
            said(Some(&invited), noon()),
            "Invited. The link works until 22 November 2026 at 13:00"
        );
        assert_eq!(
            said(Some(&invited), noon() + TimeDelta::hours(2)),
            "Invited, but the link has run out"
        );
        let joined = AccountState {
            has_password: true,
            ..invited
        };
        assert_eq!(said(Some(&joined), noon()), "Can sign in");
    }

    #[test]
    fn a_slip_that_works_matters_more_than_a_link_that_does_not() {
        let both = AccountState {
            link_until: Some(noon()),
            slip_until: Some(noon() + TimeDelta::days(1)),
            ..state()
        };
        assert!(
            said(Some(&both), noon())
                .starts_with("Joining slip printed. The code works until 23 November")
        );
    }

    #[test]
    fn whoever_has_a_password_is_sent_a_link_for_a_new_one() {
        assert_eq!(purpose(None), Purpose::Invitation);
        assert_eq!(purpose(Some(&state())), Purpose::Invitation);
        assert_eq!(
            purpose(Some(&AccountState {
                has_password: true,
                ..state()
            })),
            Purpose::Reset
        );
    }

    #[test]
    fn whoever_signs_in_with_the_employer_is_said_to() {
        let linked = AccountState {
            has_employer: true,
            link_until: Some(noon()),
            ..state()
        };
        assert_eq!(said(Some(&linked), noon()), "Signs in with the employer");
        let both = AccountState {
            has_password: true,
            ..linked
        };
        assert_eq!(
            said(Some(&both), noon()),
            "Signs in with the employer or a password"
        );
    }

    #[test]
    fn a_closed_account_is_closed_whatever_else_it_has() {
        let closed = AccountState {
            has_password: true,
            closed_at: Some(noon()),
            ..state()
        };
        assert_eq!(said(Some(&closed), noon()), "Closed on 22 November 2026");
    }
}
