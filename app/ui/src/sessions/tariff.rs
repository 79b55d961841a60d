//! What an organisation charges for late cancellations and for not coming.

use super::charges::own;
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, Choice, Field, InputMode, InputWidth, LabelKind,
        PageHeading, RadioLayout, Radios, Size, TextInput, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    catalogue::Price,
    sessions::{Rate, Tariff},
};
use leptos::prelude::*;
use store::sessions;

/// Where the ledger is.
const LEDGER: &str = "/sessions/charges";

/// The questions with what was answered.
#[derive(Clone)]
struct TariffForm {
    is_on: Field,
    late: [Field; 2],
    no_show: [Field; 2],
}

impl TariffForm {
    fn of(text: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(text(name));
        Self {
            is_on: field(
                "on",
                "Does your organisation charge for late cancellations and for not coming?",
            )
            .hint("It holds for the sessions that your organisation puts on, from now on"),
            late: [
                field(
                    "late_half",
                    "A place given up late, half a day (up to 4 hours)",
                ),
                field("late_full", "A place given up late, a full day"),
            ],
            no_show: [
                field("no_show_half", "Not coming, half a day (up to 4 hours)"),
                field("no_show_full", "Not coming, a full day"),
            ],
        }
    }

    fn typed(fields: &Fields) -> Self {
        Self::of(|name| fields.text(name).to_owned())
    }

    fn kept(tariff: &Tariff) -> Self {
        let pounds = |price: Price| format!("{}.{:02}", price.0 / 100, price.0 % 100);
        Self::of(|name| match name {
            "on" => if tariff.is_on { "yes" } else { "no" }.to_owned(),
            "late_half" => pounds(tariff.late.half),
            "late_full" => pounds(tariff.late.full),
            "no_show_half" => pounds(tariff.no_show.half),
            _ => pounds(tariff.no_show.full),
        })
    }

    /// The tariff; none when something is wrong, which the fields then say.
    fn check(&mut self) -> Option<Tariff> {
        let is_on = match self.is_on.current() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                wrong(&mut self.is_on, "Select whether your organisation charges");
                None
            }
        };
        let (late, no_show) = (rate(&mut self.late), rate(&mut self.no_show));
        Some(Tariff {
            is_on: is_on?,
            late: late?,
            no_show: no_show?,
        })
    }

    fn fields(&self) -> [&Field; 5] {
        let ([late_half, late_full], [no_show_half, no_show_full]) = (&self.late, &self.no_show);
        [
            &self.is_on,
            late_half,
            late_full,
            no_show_half,
            no_show_full,
        ]
    }
}

fn rate([half, full]: &mut [Field; 2]) -> Option<Rate> {
    let (half, full) = (amount(half), amount(full));
    Some(Rate {
        half: half?,
        full: full?,
    })
}

fn amount(field: &mut Field) -> Option<Price> {
    let read = field.current().parse().ok();
    if read.is_none() {
        let said = "Enter the amount in pounds, such as 50 or 50.00, and 0 to charge nothing";
        wrong(field, said);
    }
    read
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let tariff = sessions::tariff(visit.services(), &permit).await?;
    Ok(shown(TariffForm::kept(&tariff)).into())
}

/// Keeps the amounts.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let mut form = TariffForm::typed(&visit.form);
    let Some(tariff) = form.check() else {
        return Ok(shown(form).into());
    };
    sessions::set_tariff(visit.services(), &permit, tariff).await?;
    Ok(see(format!("{LEDGER}?done=saved")))
}

fn shown(form: TariffForm) -> Page {
    let errors_of = form.clone();
    let page = Page::new("What is charged", move || {
        let choices = [("yes", "Yes"), ("no", "No")].map(|(code, text)| Choice::new(code, text));
        let amounts = form.late.into_iter().chain(form.no_show);
        let amounts = amounts.map(|field| {
            view! { <TextInput field=field prefix="£" inputmode=InputMode::Decimal width=InputWidth::Chars5/> }
        });
        view! {
            <TwoThirds>
                <PageHeading text="What is charged"/>
                <Form>
                    <Radios field=form.is_on choices=choices.to_vec() legend=LabelKind::Sized(Size::Small) layout=RadioLayout::SmallInline/>
                    {amounts.collect_view()}
                    <ButtonGroup>
                        <Button text="Save"/>
                        <a class="govuk-link" href=LEDGER>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(|| view! { <BackLink href=LEDGER text="Charges"/> });
    page.errors(&errors_of.fields())
}
