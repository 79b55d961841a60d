//! Ratifying training for a board, and withdrawing that.

use super::desk::{Desk, Ratifiable, desk, ratifiable};
use crate::{
    ui::{
        Autocomplete, BackLink, Button, ButtonGroup, ButtonKind, ButtonLink, DateInput, Field,
        LabelKind, PageHeading, Size, Spellcheck, TextInput, Textarea, Timeline, TimelineItem,
        TwoThirds, WarningText,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, line, prose, required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{calendar, catalogue::Training};
use leptos::prelude::*;
use store::catalogue::{self, Decision, Ratified};

/// What the board has decided about some training.
struct About {
    desk: Desk,
    one: Ratifiable,
    decisions: Vec<Ratified>,
}

impl About {
    /// That it is ratified now.
    fn in_force(&self) -> Option<&Ratified> {
        self.decisions.iter().find(|one| one.withdrawn.is_none())
    }

    fn href(&self) -> String {
        self.desk
            .href(&format!("/board/ratifications/{}", self.one.training))
    }

    fn list(&self) -> String {
        self.desk.href("/board/ratifications")
    }

    /// "Modern slavery awareness (Module, version 2026.1)".
    fn called(&self) -> String {
        format!("{} ({})", self.one.title, self.one.kind)
    }
}

async fn about(visit: &Visit) -> Result<About, Problem> {
    let desk = desk(visit).await?;
    let training: Training = visit.param("training")?;
    let all = ratifiable(visit).await?;
    let one = all
        .into_iter()
        .find(|one| one.training == training)
        .ok_or(Problem::NotFound)?;
    let decisions = catalogue::every_decision(visit.services(), &desk.permit, training).await?;
    Ok(About {
        desk,
        one,
        decisions,
    })
}

/// The questions with what was answered.
#[derive(Clone)]
struct DecisionForm {
    by: Field,
    on: Field,
    words: Field,
}

/// The longest note, in characters.
const LONGEST: usize = 1000;

impl DecisionForm {
    fn of(by: &str, on: Field, words: &str, note: (&str, &str)) -> Self {
        Self {
            by: Field::new("by")
                .label("Who decided it for the board?")
                .hint("Name and role")
                .value(by),
            on: on
                .label("On which day?")
                .hint("The day of the decision. For example, 14 10 2026"),
            words: Field::new("words").label(note.0).hint(note.1).value(words),
        }
    }

    fn empty(by: &str, today: NaiveDate, note: (&str, &str)) -> Self {
        let part = |format: &str| today.format(format).to_string();
        let on = Field::new("on").date(part("%-d"), part("%-m"), part("%Y"));
        Self::of(by, on, "", note)
    }

    fn typed(fields: &Fields, note: (&str, &str)) -> Self {
        let on = date_field(fields, "on");
        Self::of(fields.text("by"), on, fields.first("words").trim(), note)
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.by, &self.on, &self.words]
    }

    /// The decision; none when something is wrong, which the fields then say. `earliest` is the day before which it
    /// cannot have been.
    fn check(
        &mut self,
        today: NaiveDate,
        earliest: Option<NaiveDate>,
        needs: Words,
    ) -> Option<Decision> {
        let by = required(&mut self.by, "Name", "Enter who decided it for the board");
        let on = date(&mut self.on, "Date of the decision");
        match (on, earliest) {
            (None, _) => wrong(&mut self.on, "Enter the day of the decision"),
            (Some(day), _) if day > today => {
                wrong(
                    &mut self.on,
                    "Date of the decision must be today or in the past",
                );
            }
            (Some(day), Some(first)) if day < first => {
                let error = format!(
                    "It was ratified on {} and cannot have been withdrawn before",
                    calendar::day(first)
                );
                wrong(&mut self.on, error);
            }
            _ => {}
        }
        let words = prose(&mut self.words, "It", LONGEST);
        if needs == Words::Reason && line(&words).is_empty() {
            wrong(&mut self.words, "Enter why it is withdrawn");
        }
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        on.filter(|_| is_whole).map(|on| Decision { on, by, words })
    }
}

/// What has to be said with a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    /// Nothing.
    Note,
    /// Why.
    Reason,
}

const NOTE: (&str, &str) = (
    "Note (optional)",
    "For example, the meeting at which it was decided",
);
const REASON: (&str, &str) = (
    "Why is it withdrawn?",
    "Everybody who looks after your board sees this",
);

/// Name and role of whoever signs the board's certificates, as a suggestion.
fn signatory(desk: &Desk) -> String {
    let (name, role) = (&desk.board.signatory_name, &desk.board.signatory_role);
    match (name.as_str(), role.as_str()) {
        ("", _) => String::new(),
        (name, "") => name.to_owned(),
        (name, role) => format!("{name}, {role}"),
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let about = about(&visit).await?;
    let form = DecisionForm::empty(&signatory(&about.desk), visit.today, NOTE);
    Ok(shown(about, &form).into())
}

/// Ratifies it. The same form posted twice ratifies once.
pub(super) async fn ratify(visit: Visit) -> Result<Answer, Problem> {
    let about = about(&visit).await?;
    let mut form = DecisionForm::typed(&visit.form, NOTE);
    let Some(decision) = form.check(visit.today, None, Words::Note) else {
        return Ok(shown(about, &form).into());
    };
    let (permit, training) = (&about.desk.permit, about.one.training);
    catalogue::ratify(visit.services(), permit, training, &decision).await?;
    Ok(see(format!("{}&done=ratified", about.list())))
}

fn shown(about: About, form: &DecisionForm) -> Page {
    let (fields, back) = (form.clone(), about.list());
    let title = if about.in_force().is_some() {
        "Ratified"
    } else {
        "Ratify training"
    };
    Page::new(title, move || view(&about, fields, title))
        .section("/board")
        .before(move || view! { <BackLink href=back text="Ratified training"/> })
        .errors(&form.fields())
}

fn view(about: &About, form: DecisionForm, title: &'static str) -> AnyView {
    let (called, look) = (about.called(), about.one.href.clone());
    let board = about.desk.board.name.clone();
    let now = if about.in_force().is_some() {
        let href = about.desk.href(&format!(
            "/board/ratifications/{}/withdraw",
            about.one.training
        ));
        view! { <ButtonLink text="Withdraw the ratification" href=href kind=ButtonKind::Secondary/> }
            .into_any()
    } else {
        let cancel = about.list();
        view! {
            <Form>
                <TextInput field=form.by autocomplete=Autocomplete::Off label=SMALL/>
                <DateInput field=form.on legend=SMALL/>
                <Textarea field=form.words rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <ButtonGroup>
                    <Button text="Ratify"/>
                    <a class="govuk-link" href=cancel>"Cancel"</a>
                </ButtonGroup>
            </Form>
        }
        .into_any()
    };
    let history = history(&about.decisions);
    view! {
        <TwoThirds>
            <PageHeading text=title caption=board/>
            <p class="govuk-body-l">{called}</p>
            <p class="govuk-body"><a class="govuk-link" href=look>"Look at it"</a></p>
            {now}
            {history}
        </TwoThirds>
    }
    .into_any()
}

/// What the board has decided about it so far.
fn history(decisions: &[Ratified]) -> Option<AnyView> {
    let item = |title: &str, decision: &Decision| {
        let item = TimelineItem::new(title, calendar::day(decision.on), decision.on.to_string());
        item.by(decision.by.clone()).detail(decision.words.clone())
    };
    let items: Vec<_> = decisions
        .iter()
        .flat_map(|one| {
            let withdrawn = one.withdrawn.as_ref().map(|it| item("Withdrawn", it));
            withdrawn
                .into_iter()
                .chain([item("Ratified", &one.ratified)])
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <h2 class="govuk-heading-m">"Decisions so far"</h2> <Timeline items=items/> }
            .into_any()
    })
}

/// The page that asks whether to withdraw.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let about = about(&visit).await?;
    if about.in_force().is_none() {
        return Ok(see(about.href()));
    }
    let form = DecisionForm::empty(&signatory(&about.desk), visit.today, REASON);
    Ok(asked(about, &form).into())
}

/// Withdraws it. The same form posted twice withdraws once.
pub(super) async fn withdraw(visit: Visit) -> Result<Answer, Problem> {
    let about = about(&visit).await?;
    let Some(before) = about.in_force().cloned() else {
        return Ok(see(about.href()));
    };
    let mut form = DecisionForm::typed(&visit.form, REASON);
    let Some(decision) = form.check(visit.today, Some(before.ratified.on), Words::Reason) else {
        return Ok(asked(about, &form).into());
    };
    catalogue::withdraw_ratification(visit.services(), &about.desk.permit, &before, &decision)
        .await?;
    Ok(see(format!("{}&done=withdrawn", about.list())))
}

fn asked(about: About, form: &DecisionForm) -> Page {
    let (fields, back) = (form.clone(), about.href());
    let cancel = back.clone();
    Page::new("Withdraw a ratification", move || {
        let called = about.called();
        view! {
            <TwoThirds>
                <PageHeading text="Withdraw this ratification?" caption=about.desk.board.name/>
                <p class="govuk-body-l">{called}</p>
                <WarningText text="Where only ratified training counts, nobody in your area holds a level by it any more."/>
                <Form>
                    <TextInput field=fields.by autocomplete=Autocomplete::Off label=SMALL/>
                    <DateInput field=fields.on legend=SMALL/>
                    <Textarea field=fields.words rows=3 spellcheck=Spellcheck::On label=SMALL/>
                    <ButtonGroup>
                        <Button text="Withdraw the ratification" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/board")
    .before(move || view! { <BackLink href=back/> })
    .errors(&form.fields())
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    fn checked(
        text: &str,
        earliest: Option<NaiveDate>,
        needs: Words,
    ) -> (DecisionForm, Option<Decision>) {
        let mut form = DecisionForm::typed(&Fields::parse(text), NOTE);
        let decision = form.check(TODAY, earliest, needs);
        (form, decision)
    }

    #[test]
    fn somebody_decides_for_the_board_on_a_day_that_has_come() {
        let right = "by=Imani+Whitlock&on_day=14&on_month=10&on_year=2026&words=Meeting";
        let decision = checked(right, None, Words::Note).1.unwrap();
        assert_eq!(decision.by, "Imani Whitlock");
        let form = checked("on_day=23&on_month=11&on_year=2026", None, Words::Note).0;
        assert_eq!(
            form.by.error.as_deref(),
            Some("Enter who decided it for the board")
        );
        assert_eq!(
            form.on.error.as_deref(),
            Some("Date of the decision must be today or in the past")
        );
        assert!(checked("by=Imani", None, Words::Note).0.on.error.is_some());
    }

    #[test]
    fn withdrawing_takes_a_reason_and_comes_after_ratifying() {
        let first = NaiveDate::from_ymd_opt(2026, 10, 14);
        let text = "by=Imani&on_day=13&on_month=10&on_year=2026";
        let form = checked(text, first, Words::Reason).0;
        assert_eq!(
            form.words.error.as_deref(),
            Some("Enter why it is withdrawn")
        );
        assert!(form.on.error.unwrap().contains("14 October 2026"));
    }
}
