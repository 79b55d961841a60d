//! Bank holidays that were proclaimed once: on them no reminder goes out.

use super::places;
use crate::{
    ui::{
        BannerKind, Button, ButtonKind, CaptionKind, Column, Content, DateInput, Field, InsetText,
        LabelKind, Narrow, NotificationBanner, PageHeading, Size, Table, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{access::SetBankHolidays, calendar, reminders::may_add};
use leptos::prelude::*;
use store::reminders::{BankHoliday, add_bank_holiday, bank_holidays, remove_bank_holiday};

#[derive(Clone)]
struct DayForm {
    day: Field,
    name: Field,
}

impl DayForm {
    fn of(typed: &Fields) -> Self {
        Self {
            day: date_field(typed, "day")
                .label("Which day is it?")
                .hint("For example, 8 5 2028"),
            name: Field::new("name")
                .label("What is it called?")
                .hint("Such as: Coronation")
                .value(typed.text("name")),
        }
    }

    fn check(&mut self, today: NaiveDate) -> Option<(NaiveDate, String)> {
        let day = date(&mut self.day, "The day");
        match day.map(|day| may_add(day, today)) {
            None if self.day.error.is_none() => wrong(&mut self.day, "Enter the day"),
            Some(Err(refused)) => wrong(&mut self.day, refused.to_string()),
            _ => {}
        }
        let name = required(&mut self.name, "Name", "Enter what the day is called");
        let is_whole = self.day.error.is_none() && self.name.error.is_none();
        day.filter(|_| is_whole).map(|day| (day, name))
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    shown(&visit, DayForm::of(&Fields::default())).await
}

async fn shown(visit: &Visit, form: DayForm) -> Result<Answer, Problem> {
    let days = bank_holidays(visit.services()).await?;
    let may_set = visit.permit(SetBankHolidays {}).is_ok();
    let done = done(visit.query.text("done"));
    let fields = form.clone();
    Ok(
        Page::new("Bank holidays", move || view(&days, may_set, form, done))
            .section("/reminders")
            .errors(&[&fields.day, &fields.name])
            .into(),
    )
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "added" => "The day is added. No reminder goes out on it.",
        "removed" => "The day is removed. Reminders go out on it again.",
        _ => return None,
    })
}

/// Adds a day, or removes one.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(SetBankHolidays {})?;
    let services = visit.services();
    if let Some(day) = visit.form.read("remove") {
        remove_bank_holiday(services, &permit, day).await?;
        return Ok(see("/reminders/holidays?done=removed"));
    }
    let mut form = DayForm::of(&visit.form);
    let Some((day, name)) = form.check(visit.today) else {
        return shown(&visit, form).await;
    };
    add_bank_holiday(services, &permit, day, &name).await?;
    Ok(see("/reminders/holidays?done=added"))
}

fn view(days: &[BankHoliday], may_set: bool, form: DayForm, done: Option<&'static str>) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let list = list(days, may_set);
    let add = may_set.then(|| add(form));
    view! {
        {banner}
        {places("/reminders/holidays")}
        <TwoThirds>
            <PageHeading text="Bank holidays"/>
            <p class="govuk-body">
                "Reminders keep the bank holidays of England and Wales by themselves. A day that is proclaimed once, such as
                for a coronation, is added here by an administrator, for the whole partnership."
            </p>
            {list}
            {add}
        </TwoThirds>
    }
    .into_any()
}

fn list(days: &[BankHoliday], may_set: bool) -> AnyView {
    if days.is_empty() {
        return view! { <InsetText>"No further day has been added."</InsetText> }.into_any();
    }
    let mut head = ["Day", "Name", "Added by"].map(Column::new).to_vec();
    if may_set {
        head.push(Column::unseen("Remove"));
    }
    let rows = days.iter().map(|one| row(one, may_set)).collect();
    view! { <Table caption="Days added" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/> }
        .into_any()
}

fn row(one: &BankHoliday, may_set: bool) -> Vec<Content> {
    let mut cells: Vec<Content> = vec![
        calendar::day(one.day).into(),
        one.name.clone().into(),
        one.by.clone().unwrap_or_default().into(),
    ];
    if may_set {
        let (day, name) = (one.day.to_string(), one.name.clone());
        let remove = view! {
            <Form>
                <input type="hidden" name="remove" value=day/>
                <Button text="Remove" kind=ButtonKind::Secondary hidden_text=name/>
            </Form>
        };
        cells.push(remove.into_any().into());
    }
    cells
}

fn add(form: DayForm) -> AnyView {
    view! {
        <h2 class="govuk-heading-m">"Add a day"</h2>
        <Form>
            <DateInput field=form.day legend=LabelKind::Sized(Size::Small)/>
            <TextInput field=form.name/>
            <Button text="Add the day"/>
        </Form>
    }
    .into_any()
}
