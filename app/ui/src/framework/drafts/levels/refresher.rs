//! How often a level is refreshed, and from when the time counts.

use super::{
    super::{
        part::PartForm,
        typing::{number, required_span, span},
    },
    Which,
};
use crate::{
    ui::{
        Choice, Field, Fieldset, InputMode, InputWidth, LabelKind, Radios, Select, Size, TextInput,
    },
    web::{Fields, typed::wrong},
};
use domain::framework::{Framework, Level, Renewal, Section, Span, is_yearly_date};
use leptos::prelude::*;

/// The most months for which a fixed date may leave a level valid at the least.
const MOST_MONTHS: u32 = 60;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct RefresherForm {
    which: Which,
    refresh: Field,
    renewal: Field,
    window: Field,
    day: Field,
    month: Field,
    at_least: Field,
}

impl RefresherForm {
    fn of(which: Which, value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            which,
            refresh: field("refresh", "How often is it refreshed?")
                .hint("Such as 12 months or 3 years. Leave it empty if it never has to be"),
            renewal: field("renewal", "From when does the time count when somebody renews it?"),
            window: field("window", "How long before its end may it be renewed?")
                .hint("Such as 3 months. Renewed earlier, the time counts from the day it is completed"),
            day: field("day", "Day"),
            month: field("month", "Month"),
            at_least: field("at_least", "How long is it valid at the least?")
                .hint("In months. Somebody who completes it shortly before the date then has until the next one"),
        }
    }

    fn renewal(&mut self, refresh: Option<Span>) -> Renewal {
        match self.renewal.current() {
            "previous_expiry" => {
                let window = required_span(
                    &mut self.window,
                    "How long before its end it may be renewed",
                );
                let is_shorter =
                    |window: Span| refresh.is_none_or(|refresh| window.is_shorter_than(refresh));
                if window.is_some_and(|window| !is_shorter(window)) {
                    wrong(
                        &mut self.window,
                        "This time must be shorter than that after which it is refreshed",
                    );
                }
                let window = window.unwrap_or(Span::Days(1));
                Renewal::FromPreviousExpiry { window }
            }
            "fixed_date" => self.fixed_date(),
            _ => Renewal::FromCompletion,
        }
    }

    fn fixed_date(&mut self) -> Renewal {
        let day = number(&mut self.day, "Day", 1, 31).unwrap_or(1);
        let month = number(&mut self.month, "Month", 1, 12).unwrap_or(1);
        let is_fine = self.day.error.is_none() && self.month.error.is_none();
        if is_fine && !is_yearly_date(month, day) {
            wrong(&mut self.day, "Day must be one that the month has");
        }
        if self.at_least.current().is_empty() {
            self.at_least = std::mem::take(&mut self.at_least).value("0");
        }
        let at_least = number(&mut self.at_least, "The least time", 0, MOST_MONTHS);
        Renewal::FixedDate {
            month,
            day,
            at_least_months: at_least.unwrap_or_default(),
        }
    }
}

/// What a field shows of a level.
fn value(level: &Level, name: &str) -> String {
    let (kind, window, date) = match level.renewal {
        Renewal::FromCompletion => ("completion", None, None),
        Renewal::FromPreviousExpiry { window } => ("previous_expiry", Some(window), None),
        Renewal::FixedDate {
            month,
            day,
            at_least_months,
        } => ("fixed_date", None, Some((month, day, at_least_months))),
    };
    let of_date = |part: fn((u32, u32, u32)) -> u32| date.map(|date| part(date).to_string());
    let shown = match name {
        "refresh" => level.refresh.map(|refresh| refresh.to_string()),
        "renewal" => Some(kind.to_owned()),
        "window" => window.map(|window| window.to_string()),
        "month" => of_date(|(month, _, _)| month),
        "day" => of_date(|(_, day, _)| day),
        _ => of_date(|(_, _, at_least)| at_least),
    };
    shown.unwrap_or_default()
}

impl PartForm for RefresherForm {
    const PART: Section = Section::Levels;
    const ITEM: &'static str = "level";

    fn heading(&self) -> String {
        self.which.heading("refresher")
    }

    fn above(&self) -> String {
        self.which.above()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let level = framework.level(code)?;
        Some(Self::of(Which::of(framework, code), |name| {
            value(level, name)
        }))
    }

    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self {
        Self::of(Which::of(framework, code), |name| {
            fields.text(name).to_owned()
        })
    }

    fn fields(&self) -> Vec<&Field> {
        vec![
            &self.refresh,
            &self.renewal,
            &self.window,
            &self.day,
            &self.month,
            &self.at_least,
        ]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let refresh = span(&mut self.refresh, "How often it is refreshed");
        let renewal = if refresh.is_some() {
            self.renewal(refresh)
        } else {
            Renewal::FromCompletion
        };
        let is_fixed = matches!(renewal, Renewal::FixedDate { .. });
        if is_fixed && refresh.is_some_and(|refresh| refresh.is_shorter_than(Span::Months(12))) {
            wrong(
                &mut self.refresh,
                "With a fixed day of the year it must be refreshed every 12 months or less often",
            );
        }
        self.which.changed(framework, &self.fields(), |level| {
            level.refresh = refresh;
            level.renewal = renewal;
        })
    }

    fn view(self, _: &Framework) -> AnyView {
        let small = LabelKind::Sized(Size::Small);
        let kinds = vec![
            Choice::new("completion", "From the day it is completed"),
            Choice::new("previous_expiry", "From the day it would have run out")
                .hint("Whoever renews it shortly before its end loses no day"),
            Choice::new(
                "fixed_date",
                "It runs out on the same day of the year for everybody",
            ),
        ];
        let months: Vec<_> = std::iter::once(Choice::new("", "Select a month"))
            .chain(
                MONTHS
                    .into_iter()
                    .zip(1..)
                    .map(|(month, number)| Choice::new(number.to_string(), month)),
            )
            .collect();
        view! {
            <TextInput field=self.refresh label=small width=InputWidth::Chars10/>
            <Radios field=self.renewal choices=kinds legend=small/>
            <Fieldset text="If it counts from the day it would have run out" legend=small>
                <TextInput field=self.window width=InputWidth::Chars10/>
            </Fieldset>
            <Fieldset text="If it runs out on the same day of the year" legend=small>
                <TextInput field=self.day width=InputWidth::Chars2 inputmode=InputMode::Numeric/>
                <Select field=self.month choices=months/>
                <TextInput field=self.at_least width=InputWidth::Chars3 inputmode=InputMode::Numeric suffix="months"/>
            </Fieldset>
        }
        .into_any()
    }
}
