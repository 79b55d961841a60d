//! A line of the budget: to add, or to change.

use super::href;
use crate::{
    sessions::named,
    ui::{
        BackLink, Button, ButtonGroup, Choice, Field, InputMode, InputWidth, LabelKind,
        PageHeading, Select, Size, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, PlanCosts},
    costs::{FinancialYear, Money, MoneyRefusal},
    ids::BudgetLineId,
};
use leptos::prelude::*;
use store::{
    StoreError,
    costs::{self, BudgetLine, NewLine},
};

/// Financial years to choose from, from the one before the present one on.
const YEARS: i32 = 6;

/// The questions, with what was answered.
#[derive(Clone)]
struct Questions {
    title: Field,
    year: Field,
    amount: Field,
}

impl Questions {
    fn new(title: &str, year: &str, amount: &str) -> Self {
        Self {
            title: Field::new("title")
                .label("What is it for, or where does it come from?")
                .value(title),
            year: Field::new("year").label("Financial year").value(year),
            amount: Field::new("amount").label("Amount").value(amount),
        }
    }

    fn kept(line: &NewLine) -> Self {
        Self::new(&line.title, &line.year.0.to_string(), &line.amount.typed())
    }

    fn typed(fields: &Fields) -> Self {
        Self::new(
            fields.text("title"),
            fields.text("year"),
            fields.text("amount"),
        )
    }

    /// The line that was typed; none when something is wrong, which is said at its field.
    fn read(&mut self) -> Option<NewLine> {
        let title = required(&mut self.title, "It", "Enter what it is for");
        let year = self.year.current().parse().ok();
        let year = year.filter(|year| (2000..=2100).contains(year));
        if year.is_none() {
            wrong(&mut self.year, "Select the financial year");
        }
        let amount: Result<Money, MoneyRefusal> = self.amount.current().parse();
        if let Err(refusal) = amount {
            wrong(&mut self.amount, refusal.to_string());
        }
        let is_wrong = self.fields().iter().any(|field| field.error.is_some());
        let line = NewLine {
            year: FinancialYear(year?),
            title,
            amount: amount.ok()?,
        };
        (!is_wrong).then_some(line)
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.title, &self.year, &self.amount]
    }

    /// Says that the year has such a line.
    fn twice(mut self) -> Self {
        wrong(
            &mut self.title,
            "This financial year has a line of that name already",
        );
        self
    }
}

fn own(visit: &Visit) -> Result<Permit<PlanCosts>, Problem> {
    let organisation = named(visit)?.ok_or(Problem::NotFound)?;
    visit.permit(PlanCosts { organisation })
}

/// The line in the address.
async fn found(visit: &Visit) -> Result<(BudgetLine, Permit<PlanCosts>), Problem> {
    let permit = own(visit)?;
    let id: BudgetLineId = visit.param("line")?;
    let lines = costs::budget_lines(visit.services(), &permit).await?;
    let line = lines.into_iter().find(|line| line.id == id);
    Ok((line.ok_or(Problem::NotFound)?, permit))
}

pub(super) async fn empty(visit: Visit) -> Result<Answer, Problem> {
    let back = href(own(&visit)?.act().organisation);
    let year = FinancialYear::of(visit.today).0.to_string();
    let questions = Questions::new("", &year, "");
    Ok(shown("Add a line to the budget", questions, visit.today, back).into())
}

/// Adds a line. The same form posted twice is told that it is there.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let back = href(permit.act().organisation);
    let mut questions = Questions::typed(&visit.form);
    let title = "Add a line to the budget";
    let Some(new) = questions.read() else {
        return Ok(shown(title, questions, visit.today, back).into());
    };
    match costs::add_line(visit.services(), &permit, &new).await {
        Ok(_) => Ok(see(format!("{back}&done=saved"))),
        Err(StoreError::Conflict) => Ok(shown(title, questions.twice(), visit.today, back).into()),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (line, permit) = found(&visit).await?;
    let back = href(permit.act().organisation);
    let questions = Questions::kept(&line.line);
    Ok(shown("Change a line of the budget", questions, visit.today, back).into())
}

/// Changes a line. The same form posted twice changes nothing.
pub(super) async fn change(visit: Visit) -> Result<Answer, Problem> {
    let (line, permit) = found(&visit).await?;
    let back = href(permit.act().organisation);
    let mut questions = Questions::typed(&visit.form);
    let title = "Change a line of the budget";
    let Some(new) = questions.read() else {
        return Ok(shown(title, questions, visit.today, back).into());
    };
    match costs::change_line(visit.services(), &permit, line.id, &new).await {
        Ok(()) => Ok(see(format!("{back}&done=saved"))),
        Err(StoreError::Conflict) => Ok(shown(title, questions.twice(), visit.today, back).into()),
        Err(error) => Err(error.into()),
    }
}

fn shown(title: &'static str, questions: Questions, today: NaiveDate, back: String) -> Page {
    let error_of = questions.clone();
    let cancel = back.clone();
    let page = Page::new(title, move || {
        let years = years(&questions.year, today);
        let small = LabelKind::Sized(Size::Small);
        view! {
            <TwoThirds>
                <PageHeading text=title/>
                <Form>
                    <TextInput field=questions.title label=small/>
                    <Select field=questions.year choices=years label=small/>
                    <TextInput
                        field=questions.amount
                        prefix="£"
                        inputmode=InputMode::Decimal
                        width=InputWidth::Chars10
                        label=small
                    />
                    <ButtonGroup>
                        <Button text="Save"/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="Budget"/> });
    page.errors(&error_of.fields())
}

/// The years to choose from, with the one that is chosen among them.
fn years(chosen: &Field, today: NaiveDate) -> Vec<Choice> {
    let first = FinancialYear::of(today).0 - 1;
    let mut years: Vec<i32> = (first..first + YEARS).collect();
    let chosen = chosen.current().parse().ok();
    years.extend(chosen.filter(|year| !years.contains(year)));
    years.sort_unstable();
    let choice = |year: i32| Choice::new(year.to_string(), FinancialYear(year).to_string());
    years.into_iter().map(choice).collect()
}
