//! Taking away a second factor that somebody has lost.
//!
//! Rules S20 and S21 of `docs/rules/sign-in.md`.

use super::{
    account,
    whom::{Whom, whom},
};
use crate::{
    ui::{BackLink, Button, ButtonKind, Link, PageHeading, SummaryRow, TwoThirds, WarningText},
    web::{Answer, Form, Page, Problem, Site, Visit, see},
};
use chrono::{DateTime, Utc};
use domain::access::{Permit, ResetSecondFactor};
use leptos::prelude::*;
use store::{
    notifications::Mail,
    people::{self, AccountState},
};

/// The account in the list of facts about a person; for those who may, with the way to take its second factor away.
pub(super) fn account_row(
    state: Option<&AccountState>,
    now: DateTime<Utc>,
    href: &str,
    may_reset: bool,
) -> SummaryRow {
    let row = SummaryRow::new("Account", account::said(state, now));
    let is_set_up = state.is_some_and(|state| state.has_second_factor);
    if may_reset && is_set_up {
        row.action(Link::new(
            "Second factor lost?",
            format!("{href}/second-factor"),
        ))
    } else {
        row
    }
}

/// The permit, and whom it is about, by name and e-mail address.
struct Asked {
    whom: Whom,
    permit: Permit<ResetSecondFactor>,
    name: String,
    email: Option<String>,
}

/// Refuses where there is nothing to take away, and to take away one's own: that would need no proof at all.
async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let whom = whom(visit).await?;
    let permit = visit.permit(ResetSecondFactor {
        target: whom.seen.act().target.clone(),
    })?;
    if whom.id == visit.person()? {
        return Err(Problem::refused(
            "This is your own second factor",
            "You change it with a code from your app, or with a recovery code.",
            ("Change your second factor", "/account/second-factor"),
        ));
    }
    let state = people::account_state(visit.services(), &whom.seen).await?;
    if !state.is_some_and(|state| state.has_second_factor) {
        return Err(Problem::refused(
            "There is no second factor to take away",
            "None is set up for this person. Whoever holds a role sets one up after signing in.",
            ("Go back to the person", &whom.href()),
        ));
    }
    let (name, email) = people::name_of(visit.services(), &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok(Asked {
        whom,
        permit,
        name,
        email,
    })
}

/// Asks before it is taken away.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let Asked {
        whom, name, email, ..
    } = asked(&visit).await?;
    let (back, away) = (whom.href(), whom.href());
    let told = match &email {
        Some(email) => format!("We tell them by e-mail, at {email}."),
        None => "We cannot tell them: they have no e-mail address here.".to_owned(),
    };
    let warning =
        format!("Be sure that it is {name} who asks. Call them back on a number you know.");
    Ok(Page::new("Take away the second factor?", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Take away the second factor?" caption=name/>
                <WarningText text=warning/>
                <ul class="govuk-list govuk-list--bullet">
                    <li>"They are signed out everywhere, and their recovery codes stop working."</li>
                    <li>
                        "They sign in once with their password alone. With a role, they set up a new second factor before
                        anything else."
                    </li>
                    <li>{told}</li>
                </ul>
                <Form>
                    <Button text="Take it away" kind=ButtonKind::Warning/>
                </Form>
                <p class="govuk-body"><a class="govuk-link" href=away>"Leave it as it is"</a></p>
            </TwoThirds>
        }
    })
    .section("/people")
    .before(move || view! { <BackLink href=back/> })
    .into())
}

/// Takes it away.
pub(super) async fn reset(visit: Visit) -> Result<Answer, Problem> {
    let Asked {
        whom,
        permit,
        name,
        email,
    } = asked(&visit).await?;
    let key = format!("second factor {} {}", whom.id, visit.now.to_rfc3339());
    let mail = email.map(|email| second_factor_mail(&visit.site, key, (&name, &email)));
    people::reset_second_factor(visit.services(), &permit, mail.as_ref()).await?;
    visit.jobs.notify_one();
    Ok(see(format!("{}?done=second-factor", whom.href())))
}

/// The mail that tells somebody that their second factor has been taken away.
pub fn second_factor_mail(site: &Site, key: String, to: (&str, &str)) -> Mail {
    let link = format!("{}/sign-in", site.settings().public_url);
    site.mail("second-factor", &[("name", to.0), ("link", &link)], key, to)
}
