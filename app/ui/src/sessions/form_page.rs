//! The page that asks about a session.

use super::{
    again::AgainForm,
    form::{Choices, PartForm, SessionForm},
    found::href,
};
use crate::{
    ui::{
        AtFirst, Autocomplete, BackLink, Button, ButtonGroup, CheckboxSize, Checkboxes, Choice,
        DateInput, Details, Field, InputMode, InputType, InputWidth, InsetText, LabelKind,
        PageHeading, RadioLayout, Radios, Select, Size, Spellcheck, TextInput, Textarea, TwoThirds,
    },
    web::{Form, Page},
};
use domain::sessions::{NoShows, SUGGESTED_OVER, places_of};
use leptos::prelude::*;
use store::sessions::{RequestRow, SessionRow};

/// The form for a new session, or for one that is on.
pub(super) fn shown(
    form: SessionForm,
    again: Option<AgainForm>,
    choices: Choices,
    row: Option<SessionRow>,
) -> Page {
    let errors_of = (form.clone(), again.clone());
    let (title, back) = match &row {
        Some(row) => ("Change a session", href(row.id)),
        None => ("Put on a session", "/sessions".to_owned()),
    };
    let cancel = back.clone();
    let page = Page::new(title, move || {
        view((form, again), &choices, title, (row.as_ref(), cancel))
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back/> });
    let mut fields = errors_of.0.fields();
    fields.extend(errors_of.1.iter().flat_map(AgainForm::fields));
    page.errors(&fields)
}

fn select<T: ToString>(first: &str, choices: &[(T, String)]) -> Vec<Choice> {
    let each = choices
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name));
    std::iter::once(Choice::new("", first))
        .chain(each)
        .collect()
}

fn view(
    (form, again): (SessionForm, Option<AgainForm>),
    choices: &Choices,
    title: &'static str,
    (row, cancel): (Option<&SessionRow>, String),
) -> AnyView {
    let number = row.map(|row| row.number.to_string());
    let number = number.map(|number| view! { <input type="hidden" name="number" value=number/> });
    let course = course(&form, choices, row);
    let organisation = choices.organisation.to_string();
    let place = place(&form, choices);
    let go_on = form.asks_to_go_on.then(|| go_on(form.go_on));
    let asked_for = choices.request.as_ref().map(asked_for);
    let request = (!form.request.is_empty())
        .then(|| view! { <input type="hidden" name="request" value=form.request/> });
    let share = (row.is_none() && !form.share.is_empty())
        .then(|| view! { <input type="hidden" name="share" value=form.share/> });
    let over = with_forecast(form.over, &form.places, choices.no_shows);
    let tentative = row.is_none().then(|| {
        let choices = vec![
            Choice::new("1", "It is not certain yet that it takes place").hint(
                "People book as usual and are told that it is not certain. You confirm it later",
            ),
        ];
        view! { <Checkboxes field=form.tentative choices=choices size=CheckboxSize::Small/> }
    });
    let prices = prices(form.prices);
    let again = again.map(AgainForm::view);
    let parts = (1..)
        .zip(form.parts)
        .map(|(n, part)| part_view(n, part))
        .collect_view();
    let yes_no = [("yes", "Yes"), ("no", "No")].map(|(code, text)| Choice::new(code, text));
    let who = [
        ("partnership", "Everybody in the partnership"),
        ("organisation", "People of my organisation"),
        ("team", "One team"),
        ("cohort", "One cohort"),
    ];
    let who = who.map(|(code, text)| Choice::new(code, text)).to_vec();
    let districts = select("Select the district", &choices.districts);
    let (teams, cohorts) = (
        select("No team", &choices.teams),
        select("No cohort", &choices.cohorts),
    );
    let organisations = select("No organisation", &choices.organisations);
    view! {
        <TwoThirds>
            <PageHeading text=title/>
            {asked_for}
            <Form>
                {number}
                <input type="hidden" name="organisation" value=organisation/>
                {request}
                {share}
                {course}
                {parts}
                {again}
                <Select field=form.district choices=districts label=SMALL/>
                {place}
                <TextInput field=form.link kind=InputType::Url autocomplete=Autocomplete::Off label=SMALL/>
                <Textarea field=form.trainers rows=2 spellcheck=Spellcheck::Off label=SMALL/>
                {go_on}
                <TextInput field=form.places inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <TextInput field=over inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <TextInput field=form.minimum inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                {tentative}
                <DateInput field=form.opens_on legend=SMALL/>
                <DateInput field=form.closes_on legend=SMALL/>
                <TextInput field=form.notice inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <Radios field=form.approval choices=yes_no.to_vec() legend=SMALL layout=RadioLayout::SmallInline/>
                <Radios field=form.open_to choices=who legend=SMALL layout=RadioLayout::Small/>
                <Select field=form.team choices=teams/>
                <Select field=form.cohort choices=cohorts/>
                <TextInput field=form.reserved inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <Select field=form.reserved_for choices=organisations/>
                <DateInput field=form.reserved_until/>
                <Textarea field=form.materials rows=3 spellcheck=Spellcheck::On label=SMALL/>
                {prices}
                <Textarea field=form.note rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <ButtonGroup>
                    <Button text="Save"/>
                    <a class="govuk-link" href=cancel>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The course: to choose, or as it is.
fn course(form: &SessionForm, choices: &Choices, row: Option<&SessionRow>) -> AnyView {
    if let Some(row) = row {
        return view! { <p class="govuk-body-l">{row.title.clone()}</p> }.into_any();
    }
    let courses: Vec<_> = choices
        .courses
        .iter()
        .map(|(id, _, title)| (*id, title.clone()))
        .collect();
    let field = form.course.clone();
    view! { <Select field=field choices=select("Select the course", &courses) label=SMALL/> }
        .into_any()
}

/// The venue: one of the organisation's, or typed.
fn place(form: &SessionForm, choices: &Choices) -> AnyView {
    let offered = choices.venues.iter().filter(|venue| {
        let is_own = form.kept_venue.has(&venue.id.to_string());
        venue.is_in_use || is_own
    });
    let offered: Vec<_> = offered.map(|one| (one.id, one.name.clone())).collect();
    let (kept, typed) = (form.kept_venue.clone(), form.venue.clone());
    if offered.is_empty() {
        return view! { <Textarea field=typed rows=4 spellcheck=Spellcheck::On label=SMALL/> }
            .into_any();
    }
    let typed = typed
        .label("Room, or another venue")
        .hint("The room in the venue above. For another venue its name, address, room and access");
    view! {
        <Select field=kept choices=select("Another venue, or online", &offered) label=SMALL/>
        <Textarea field=typed rows=4 spellcheck=Spellcheck::On label=SMALL/>
    }
    .into_any()
}

/// The question how many more may book, with how many would come if it goes on as it did.
fn with_forecast(over: Field, places: &Field, no_shows: NoShows) -> Field {
    let usual = over.hint.clone().unwrap_or_default();
    let seats = places.current().parse().unwrap_or(20);
    let percent = over.current().parse().unwrap_or(SUGGESTED_OVER);
    let booked = places_of(seats, percent);
    let said = match no_shows.forecast(booked) {
        Some(come) => format!(
            "At your sessions {} of {} people did not come ({}%). Of {booked} who book {seats} seats with {percent}% \
             more, about {come} would come",
            no_shows.missed,
            no_shows.marked,
            no_shows.percent()
        ),
        None => format!(
            "Nothing can be said yet of how many come: {} more people have to be marked in your registers",
            no_shows.still_needed()
        ),
    };
    over.hint(format!("{usual}. {said}"))
}

/// What was asked for, for whoever puts the session on.
fn asked_for(request: &RequestRow) -> AnyView {
    let who = format!(
        "{}, {}, asks for {} for {} people.",
        request.name, request.organisation, request.about, request.people
    );
    let line = |(key, text): (&str, &String)| {
        let said = format!("{key}: {text}");
        view! { <p class="govuk-body">{said}</p> }
    };
    let said = [("Dates", &request.dates), ("Why", &request.why)];
    let said = said.into_iter().map(line).collect_view();
    view! {
        <InsetText>
            <p class="govuk-body">{who}</p>
            {said}
        </InsetText>
    }
    .into_any()
}

/// What a place costs, by kind of organisation. Open where something is said or wrong.
fn prices(fields: Vec<Field>) -> AnyView {
    let is_said = |field: &Field| !field.current().is_empty();
    let at_first = if fields.iter().any(is_said) {
        AtFirst::Open
    } else {
        AtFirst::Closed
    };
    let inputs = fields.into_iter().map(|field| {
        view! { <TextInput field=field inputmode=InputMode::Decimal width=InputWidth::Chars10/> }
    });
    let inputs = inputs.collect_view();
    view! {
        <Details summary="Price by kind of organisation" at_first=at_first>
            <p class="govuk-body">"In pounds. Leave a kind empty where nothing is to be said."</p>
            {inputs}
        </Details>
    }
    .into_any()
}

/// Asks whether to go on although a trainer has something else on.
fn go_on(field: Field) -> AnyView {
    let choices = vec![Choice::new(
        "1",
        "Go on although a trainer has something else on",
    )];
    view! { <Checkboxes field=field choices=choices size=CheckboxSize::Small/> }.into_any()
}

/// One part; the first is asked for, the others may stay empty.
fn part_view(number: usize, part: PartForm) -> AnyView {
    let legend = match number {
        1 => "When does it take place?".to_owned(),
        number => format!("Part {number}, if there is one"),
    };
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
            <DateInput field=part.on/>
            <TextInput field=part.from width=InputWidth::Chars5/>
            <TextInput field=part.to width=InputWidth::Chars5/>
        </fieldset>
    }
    .into_any()
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);
