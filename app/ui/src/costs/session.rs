//! The costs of one session: planned, and what it came to.

use super::facts;
use crate::{
    sessions::{found, href, when_it_was},
    ui::{
        BackLink, BannerKind, Button, Field, Fieldset, InputMode, InputWidth, LabelKind,
        NotificationBanner, PageHeading, Size, TextInput, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{Permit, PlanCosts, SeeSessionSummary, Target},
    costs::{Cost, CostKind, HalfDays, Money, SessionCosts},
};
use leptos::prelude::*;
use store::{
    costs,
    evaluation::{Which, list_summaries},
    sessions::SessionRow,
};

/// One kind of cost as it is asked for.
#[derive(Clone)]
struct Line {
    kind: CostKind,
    planned: Field,
    actual: Field,
}

/// The questions, with what was answered.
#[derive(Clone)]
struct Questions {
    lines: [Line; 4],
    in_kind: Field,
}

impl Questions {
    fn kept(costs: &SessionCosts) -> Self {
        let typed = |amount: Option<Money>| amount.map(Money::typed).unwrap_or_default();
        let planned = |kind| {
            costs
                .of(kind)
                .map(|line| line.planned)
                .filter(|p| *p != Money(0))
        };
        let actual = |kind| costs.of(kind).and_then(|line| line.actual);
        let in_kind = match costs.in_kind {
            HalfDays(0) => String::new(),
            days => days.to_string(),
        };
        Self::new(|kind| (typed(planned(kind)), typed(actual(kind))), in_kind)
    }

    fn typed(fields: &Fields) -> Self {
        let sent =
            |word: &str, kind: CostKind| fields.text(&format!("{}_{word}", kind.code())).to_owned();
        let in_kind = fields.text("in_kind").to_owned();
        Self::new(
            |kind| (sent("planned", kind), sent("actual", kind)),
            in_kind,
        )
    }

    fn new(values: impl Fn(CostKind) -> (String, String), in_kind: String) -> Self {
        let line = |kind: CostKind| {
            let (planned, actual) = values(kind);
            let name = |word: &str| format!("{}_{word}", kind.code());
            Line {
                kind,
                planned: Field::new(name("planned")).label("Planned").value(planned),
                actual: Field::new(name("actual"))
                    .label("Actual, once it is known")
                    .value(actual),
            }
        };
        Self {
            lines: CostKind::ALL.map(line),
            in_kind: Field::new("in_kind")
                .label("Days of trainers whom their employers lend")
                .hint("In whole or half days, such as 1.5. They cost the budget nothing")
                .value(in_kind),
        }
    }

    /// What was answered; what is no amount is said at its field.
    fn read(&mut self) -> SessionCosts {
        let mut costs = SessionCosts::default();
        for line in &mut self.lines {
            let (planned, actual) = (amount(&mut line.planned), amount(&mut line.actual));
            if planned.is_some() || actual.is_some() {
                costs.lines.push(Cost {
                    kind: line.kind,
                    planned: planned.unwrap_or_default(),
                    actual,
                });
            }
        }
        let typed = self.in_kind.current().to_owned();
        match HalfDays::read(&typed) {
            Some(days) => costs.in_kind = days,
            None if typed.is_empty() => {}
            None => wrong(
                &mut self.in_kind,
                "Days must be a number of whole or half days up to 99, such as 1.5",
            ),
        }
        costs
    }

    fn fields(&self) -> Vec<&Field> {
        let lines = self.lines.iter();
        let lines = lines.flat_map(|line| [&line.planned, &line.actual]);
        lines.chain([&self.in_kind]).collect()
    }
}

/// An amount that may stay empty.
fn amount(field: &mut Field) -> Option<Money> {
    if field.current().is_empty() {
        return None;
    }
    match field.current().parse() {
        Ok(amount) => Some(amount),
        Err(refusal) => {
            let refusal: domain::costs::MoneyRefusal = refusal;
            wrong(field, refusal.to_string());
            None
        }
    }
}

async fn asked(visit: &Visit) -> Result<(SessionRow, Permit<PlanCosts>), Problem> {
    let row = found(visit).await?;
    let permit = visit.permit(PlanCosts {
        organisation: row.organisation,
    })?;
    Ok((row, permit))
}

/// How many came.
async fn came(visit: &Visit, row: &SessionRow) -> Result<usize, Problem> {
    let target = Target::organisation(row.organisation);
    let permit = visit.permit(SeeSessionSummary { target })?;
    let which = Which::Session(row.id);
    let summaries = list_summaries(visit.services(), &permit, which).await?;
    Ok(summaries
        .first()
        .map_or(0, |summary| summary.turnout.came()))
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = asked(&visit).await?;
    let costs = costs::costs_of(visit.services(), &permit, row.id).await?;
    let came = came(&visit, &row).await?;
    let is_saved = visit.query.text("done") == "saved";
    let questions = Questions::kept(&costs);
    Ok(shown(row, costs, came, questions, is_saved).into())
}

/// Says what it costs. The same form posted twice changes nothing.
pub(super) async fn set(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = asked(&visit).await?;
    let mut questions = Questions::typed(&visit.form);
    let new = questions.read();
    if questions.fields().iter().any(|field| field.error.is_some()) {
        let costs = costs::costs_of(visit.services(), &permit, row.id).await?;
        let came = came(&visit, &row).await?;
        return Ok(shown(row, costs, came, questions, false).into());
    }
    costs::set_costs(visit.services(), &permit, row.id, &new).await?;
    Ok(see(format!("{}/costs?done=saved", href(row.id))))
}

fn shown(
    row: SessionRow,
    costs: SessionCosts,
    came: usize,
    questions: Questions,
    is_saved: bool,
) -> Page {
    let error_of = questions.clone();
    let back = href(row.id);
    let page = Page::new("Costs of the session", move || {
        let banner = is_saved.then(|| {
            view! { <NotificationBanner kind=BannerKind::Success text="The costs have been saved."/> }
        });
        let (when, facts, form) = (when_it_was(&row), facts(&costs, came), form(questions));
        view! {
            <TwoThirds>
                {banner}
                <PageHeading text="Costs of the session" caption=row.title.clone()/>
                <p class="govuk-body">{when}</p>
                {facts}
                {form}
                <p class="govuk-body"><a class="govuk-link" href="/budget">"The budget"</a></p>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="The session"/> });
    page.errors(&error_of.fields())
}

fn form(questions: Questions) -> AnyView {
    let money = |field: Field| {
        view! { <TextInput field=field prefix="£" inputmode=InputMode::Decimal width=InputWidth::Chars10/> }
    };
    let lines = questions.lines.map(|line| {
        let (planned, actual) = (money(line.planned), money(line.actual));
        view! {
            <Fieldset text=line.kind.title() legend=LabelKind::Sized(Size::Small)>{planned} {actual}</Fieldset>
        }
    });
    let lines = lines.into_iter().collect_view();
    view! {
        <Form>
            {lines}
            <TextInput
                field=questions.in_kind
                inputmode=InputMode::Decimal
                width=InputWidth::Chars5
                label=LabelKind::Sized(Size::Small)
            />
            <Button text="Save"/>
        </Form>
    }
    .into_any()
}
