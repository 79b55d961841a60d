//! Pages that say why somebody was not signed in, and what to do next. Each of them has changed nothing.

use super::exchange::NotTold;
use domain::employer_sign_in::{Because, NotAllowed};
use leptos::prelude::*;
use store::employer_sign_in::Provider;
use ui::{
    ui::{PageHeading, TwoThirds},
    web::{Answer, Page, Problem},
};

const WAY_ON: (&str, &str) = ("Go to the sign-in page", "/sign-in");

/// The sign-in is not one that began in this browser within ten minutes, or has been used.
pub(super) fn run_out() -> Problem {
    Problem::refused(
        "This sign-in has run out",
        "A sign-in with the employer works once, within 10 minutes, in the browser where it began. Start it again.",
        WAY_ON,
    )
}

/// Sign-in by the employer is off.
pub(super) fn off() -> Problem {
    Problem::refused(
        "Sign-in with this employer is off",
        "Your administrator has turned it off. Sign in another way, or ask your training lead.",
        WAY_ON,
    )
}

/// The provider sent somebody back without a code. `error` is its word for why.
pub(super) fn without_code(provider: &Provider, error: &str) -> Problem {
    tracing::warn!(organisation = %provider.organisation, error, "a provider sent somebody back without a code");
    let advice = match error {
        "access_denied" => {
            "You stopped it there, or your employer does not let you use Cascade. Start it again, or ask your employer's \
             IT help desk."
        }
        "login_required" | "interaction_required" | "consent_required" => {
            "Your employer needs you to do something first. Start it again and follow what it asks."
        }
        "temporarily_unavailable" | "server_error" => {
            "Your employer's sign-in does not work at the moment. Try again in a few minutes."
        }
        _ => {
            "The settings of Cascade and of your employer do not fit together. Tell your administrator; the log says more."
        }
    };
    Problem::refused(
        format!("{} did not sign you in", provider.title),
        advice,
        WAY_ON,
    )
}

/// The provider could not be asked, or what it told is not believed.
pub(super) fn not_told(provider: &Provider, why: &NotTold) -> Problem {
    tracing::warn!(organisation = %provider.organisation, %why, "could not sign somebody in at the employer");
    match why {
        NotTold::Fault(_) => Problem::refused(
            format!("{} cannot be reached", provider.title),
            "Cascade could not ask your employer who you are. Try again in a few minutes. If it happens again, tell your \
             administrator, who can check the connection.",
            WAY_ON,
        ),
        NotTold::NoWayBack(_) | NotTold::NotAccepted(_) | NotTold::NoExchange(_) => {
            Problem::refused(
                format!("{} did not accept Cascade", provider.title),
                "The settings of Cascade and of your employer do not fit together. Start again; if it happens again, tell \
                 your administrator to check the client id, the client secret and the redirect URI.",
                WAY_ON,
            )
        }
        NotTold::NoToken => untrusted(provider, "it says nothing of you"),
        NotTold::Refused(why) => untrusted(provider, &why.to_string()),
    }
}

fn untrusted(provider: &Provider, why: &str) -> Problem {
    Problem::refused(
        format!("The answer of {} cannot be trusted", provider.title),
        format!(
            "Nobody was signed in, because of what your employer's sign-in sent: {why}. Start again; if it happens again, \
             tell your administrator these words."
        ),
        WAY_ON,
    )
}

/// Their tenant may not come.
pub(super) fn not_allowed(provider: &Provider, why: &NotAllowed) -> Problem {
    tracing::warn!(organisation = %provider.organisation, %why, "refused a tenant");
    Problem::refused(
        format!("You cannot sign in with {} here", provider.title),
        format!(
            "{why} If you have another account at work, sign in with that. Otherwise tell your administrator these words."
        ),
        WAY_ON,
    )
}

/// Somebody has refused them.
pub(super) fn refused(provider: &Provider) -> Problem {
    Problem::refused(
        format!("You cannot sign in with {} here", provider.title),
        "Your training lead has refused this account. If that is wrong, ask them to take it back.",
        WAY_ON,
    )
}

/// They have no post any more.
pub(super) fn left(provider: &Provider) -> Problem {
    Problem::refused(
        "You have no post there any more",
        format!(
            "Cascade knows you, and no post of yours at {} that has not ended. If that is wrong, ask your training lead to \
             enter it.",
            provider.title
        ),
        WAY_ON,
    )
}

/// Their account is closed.
pub(super) fn closed() -> Problem {
    Problem::refused(
        "This account is closed",
        "Nobody can sign in with it. Ask your training lead if that is wrong.",
        WAY_ON,
    )
}

/// Somebody has to say who they are.
pub(super) fn waits(provider: &Provider, because: Because) -> Answer {
    let title = provider.title.clone();
    let why = match because {
        Because::NoEmail | Because::NotVerified => {
            "Your employer did not send an e-mail address that it has verified."
        }
        Because::Nobody | Because::Several => {
            "Your e-mail address is not in the staff list that Cascade has."
        }
        Because::OtherNumber => {
            "Your employee number is another one in the staff list that Cascade has."
        }
        Because::HasAnother => "You have signed in with another account of your employer before.",
        Because::Ended => "Somebody has looked into this account and has to decide again.",
    };
    Page::new("Your training lead has to let you in", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Your training lead has to let you in"/>
                <p class="govuk-body">{format!("{title} has signed you in, and Cascade could not tell who you are.")}</p>
                <p class="govuk-body">{why}</p>
                <p class="govuk-body">
                    "Your training lead now finds you under \u{201c}Sign-ins waiting\u{201d}. Ask them to link you to your
                    name in the staff list, then sign in again."
                </p>
                <p class="govuk-body"><a class="govuk-link" href="/sign-in">"Go to the sign-in page"</a></p>
            </TwoThirds>
        }
    })
    .into()
}
