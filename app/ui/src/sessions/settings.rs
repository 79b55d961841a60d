//! What holds for all bookings of an organisation.

use crate::{
    ui::{
        BackLink, BannerKind, Button, Choice, Field, LabelKind, NotificationBanner, PageHeading,
        RadioLayout, Radios, Size, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::access::{Permit, SetBookings};
use leptos::prelude::*;
use store::sessions;

/// The leave for the organisation that the visitor leads.
pub(super) fn own(visit: &Visit) -> Result<Permit<SetBookings>, Problem> {
    let led = visit.actor()?.organisations();
    let organisation = *led.first().ok_or(Problem::NotFound)?;
    visit.permit(SetBookings { organisation })
}

/// The ways to what waits for an answer, and to the settings.
pub(super) fn links(may_agree: bool, may_set: bool) -> Option<AnyView> {
    let set = may_set.then(|| {
        view! {
            <li><a class="govuk-link" href="/sessions/settings">"Settings for bookings"</a></li>
            <li><a class="govuk-link" href="/sessions/charges">"Charges"</a></li>
        }
    });
    may_agree.then(|| {
        view! {
            <ul class="govuk-list">
                <li><a class="govuk-link" href="/sessions/approvals">"Bookings to agree to"</a></li>
                {set}
            </ul>
        }
        .into_any()
    })
}

fn approval(value: &str) -> Field {
    Field::new("approval")
        .label("Do line managers of your organisation agree to every booking of their people?")
        .hint(
            "A place is then held for three days until the line manager, a deputy or you have agreed. A session can ask for it too",
        )
        .value(value)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let needs = sessions::needs_approval(visit.services(), &permit).await?;
    let is_done = visit.query.text("done") == "saved";
    let field = approval(if needs { "yes" } else { "no" });
    Ok(shown(field, is_done).into())
}

/// Keeps what was chosen.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let mut field = approval(visit.form.text("approval"));
    let needs = match field.current() {
        "yes" => true,
        "no" => false,
        _ => {
            wrong(&mut field, "Select whether line managers agree to bookings");
            return Ok(shown(field, false).into());
        }
    };
    sessions::set_needs_approval(visit.services(), &permit, needs).await?;
    Ok(see("/sessions/settings?done=saved".to_owned()))
}

fn shown(field: Field, is_done: bool) -> Page {
    let error_of = field.clone();
    let page = Page::new("Settings for bookings", move || {
        let banner = is_done.then(|| {
            view! { <NotificationBanner kind=BannerKind::Success text="Saved. It holds for bookings made from now on."/> }
        });
        let choices = [("yes", "Yes"), ("no", "No")].map(|(code, text)| Choice::new(code, text));
        view! {
            <TwoThirds>
                {banner}
                <PageHeading text="Settings for bookings"/>
                <Form>
                    <Radios field=field choices=choices.to_vec() legend=LabelKind::Sized(Size::Small) layout=RadioLayout::SmallInline/>
                    <Button text="Save"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(|| view! { <BackLink href="/sessions" text="Sessions"/> });
    page.errors(&[&error_of])
}
