//! Deputies of a line manager who is away: named from a day to a day, by the manager or the training lead.
//!
//! Rules A21 and A22 of `docs/rules/access.md`.

use super::whom::{Whom, whom};
use crate::{
    ui::{
        Autocomplete, BackLink, BannerKind, Button, ButtonKind, CaptionKind, Column, Content,
        DateInput, Field, InsetText, LabelKind, Narrow, NotificationBanner, PageHeading, Size,
        Spellcheck, Table, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, required, wrong},
    },
};
use chrono::{Months, NaiveDate};
use domain::{
    access::{NameDeputy, Permit, Role},
    calendar,
    ids::{DeputyId, PersonId},
};
use leptos::prelude::*;
use store::people::{self, DeputyShown};

/// The questions with what was answered.
#[derive(Clone)]
struct DeputyForm {
    id: DeputyId,
    who: Field,
    from_on: Field,
    to_on: Field,
}

impl DeputyForm {
    fn of(typed: &Fields, id: DeputyId) -> Self {
        Self {
            id,
            who: Field::new("who")
                .label("Who is the deputy?")
                .hint("Their e-mail address, staff number or whole name. They work for the same organisation")
                .value(typed.text("who")),
            from_on: date_field(typed, "from_on").label("From which day?"),
            to_on: date_field(typed, "to_on")
                .label("Until which day?")
                .hint("The last day, within a year. For example, 27 3 2027"),
        }
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.who, &self.from_on, &self.to_on]
    }

    /// The days; none when something is wrong.
    fn check(&mut self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        required(&mut self.who, "Deputy", "Enter who the deputy is");
        let from = date(&mut self.from_on, "First day");
        match from {
            None => wrong(&mut self.from_on, "Enter the first day"),
            Some(from) if from < today => {
                wrong(
                    &mut self.from_on,
                    "First day must be today or in the future",
                );
            }
            Some(_) => {}
        }
        let to = date(&mut self.to_on, "Last day");
        match (from, to) {
            (_, None) => wrong(&mut self.to_on, "Enter the last day"),
            (Some(from), Some(to)) if to < from => {
                wrong(
                    &mut self.to_on,
                    "Last day must be on or after the first day",
                );
            }
            (Some(from), Some(to)) if to > from + Months::new(12) => {
                wrong(
                    &mut self.to_on,
                    "Last day must be within a year of the first day",
                );
            }
            _ => {}
        }
        let is_wrong = self.fields().iter().any(|field| field.error.is_some());
        from.zip(to).filter(|_| !is_wrong)
    }
}

/// The line manager in the address, with the permit to name deputies for them.
struct Found {
    whom: Whom,
    permit: Permit<NameDeputy>,
    name: String,
    deputies: Vec<DeputyShown>,
    /// Whether they hold the role for which somebody could stand in.
    is_manager: bool,
    done: Option<&'static str>,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let services = visit.services();
    let whom = whom(visit).await?;
    let target = whom.seen.act().target.clone();
    let permit = visit.permit(NameDeputy { target })?;
    let (name, _) = people::name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let grants = people::grants_of(services, &whom.seen, visit.today).await?;
    Ok(Found {
        is_manager: grants.iter().any(|grant| grant.role == Role::Manager),
        deputies: people::deputies(services, &permit).await?,
        done: match visit.query.text("done") {
            "named" => Some("The deputy has been named."),
            "ended" => Some("The deputy sees these people no longer."),
            _ => None,
        },
        whom,
        permit,
        name,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let form = DeputyForm::of(&Fields::default(), visit.services().new_id());
    Ok(shown(found, form).into())
}

fn shown(found: Found, form: DeputyForm) -> Page {
    let (fields, back) = (form.clone(), found.whom.href());
    Page::new("Deputy", move || view(&found, form))
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .errors(&fields.fields())
}

fn view(found: &Found, form: DeputyForm) -> AnyView {
    let banner = found
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let name = found.name.clone();
    let table = table(found);
    let form = if found.is_manager {
        form_view(form)
    } else {
        view! { <InsetText>"They are no line manager today, so there is nobody whom a deputy could look after."</InsetText> }
            .into_any()
    };
    view! {
        {banner}
        <TwoThirds>
            <PageHeading text="Deputy while away" caption=name/>
            <p class="govuk-body">
                "From the first day to the last the deputy sees the people of this line manager, and may do what the line
                manager may do. Before and afterwards the deputy sees nothing of them."
            </p>
            {table}
            {form}
        </TwoThirds>
    }
    .into_any()
}

fn table(found: &Found) -> Option<AnyView> {
    if found.deputies.is_empty() {
        return None;
    }
    let head = ["Deputy", "From", "To", "Named"]
        .map(Column::new)
        .into_iter()
        .chain([Column::unseen("End")]);
    let row = |one: &DeputyShown| -> Vec<Content> {
        let action = format!("{}/deputies/{}/end", found.whom.href(), one.id);
        let of = format!(" {}\u{2019}s time as deputy", one.name);
        let by = one.named_by.clone();
        let by = by.unwrap_or_else(|| "The program".to_owned());
        vec![
            one.name.clone().into(),
            calendar::day(one.from_on).into(),
            calendar::day(one.to_on).into(),
            Content::lines([by, calendar::day(calendar::day_of(one.named_at))]),
            view! { <Form action=action><Button text="End" kind=ButtonKind::Link hidden_text=of/></Form> }
                .into_any()
                .into(),
        ]
    };
    let rows = found.deputies.iter().map(row).collect();
    let size = CaptionKind::Sized(Size::Medium);
    Some(
        view! { <Table caption="Deputies of today and to come" caption_kind=size head=head.collect() rows=rows narrow=Narrow::Stack/> }
            .into_any(),
    )
}

fn form_view(form: DeputyForm) -> AnyView {
    let (id, small) = (form.id.to_string(), LabelKind::Sized(Size::Small));
    view! {
        <h2 class="govuk-heading-m">"Name a deputy"</h2>
        <Form>
            <input type="hidden" name="deputy" value=id/>
            <TextInput field=form.who autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
            <DateInput field=form.from_on legend=small/>
            <DateInput field=form.to_on legend=small/>
            <Button text="Name the deputy"/>
        </Form>
    }
    .into_any()
}

/// Names a deputy. The same form sent twice names one.
pub(super) async fn name(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let id = visit.form.read("deputy");
    let mut form = DeputyForm::of(&visit.form, id.unwrap_or_else(|| visit.services().new_id()));
    if !found.is_manager {
        wrong(&mut form.who, "They are no line manager today");
    }
    let Some(days) = form.check(visit.today) else {
        return Ok(shown(found, form).into());
    };
    let Some(deputy) = deputy(&visit, &found, &mut form).await? else {
        return Ok(shown(found, form).into());
    };
    people::name_deputy(visit.services(), &found.permit, form.id, deputy, days).await?;
    Ok(see(format!("{}/deputies?done=named", found.whom.href())))
}

/// Who was typed; none when it cannot be said, which the field then says.
async fn deputy(
    visit: &Visit,
    found: &Found,
    form: &mut DeputyForm,
) -> Result<Option<PersonId>, Problem> {
    let typed = form.who.current().to_owned();
    let people = people::find_deputies(visit.services(), &found.permit, &typed).await?;
    let error = match people.as_slice() {
        [only] if *only == found.whom.id => "Nobody is their own deputy",
        [only] => return Ok(Some(*only)),
        [] => "Nobody in this organisation has this e-mail address, staff number or name. Check it",
        _ => {
            "Several people in this organisation have this name. Enter the e-mail address or the staff number"
        }
    };
    wrong(&mut form.who, error);
    Ok(None)
}

/// Ends the time of a deputy. The same form sent twice ends it once.
pub(super) async fn end(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let target = whom.seen.act().target.clone();
    let permit = visit.permit(NameDeputy { target })?;
    let id: DeputyId = visit.param("deputy")?;
    people::end_deputy(visit.services(), &permit, id).await?;
    Ok(see(format!("{}/deputies?done=ended", whom.href())))
}

/// What is only posted leads back to the page.
pub(super) async fn back(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let target = whom.seen.act().target.clone();
    visit.permit(NameDeputy { target })?;
    Ok(see(format!("{}/deputies", whom.href())))
}
