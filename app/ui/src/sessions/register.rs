//! The register of one part of a session, to be kept on a phone.

use super::{
    found::{found, href, may_register},
    mail::session_mail,
    words::when,
};
use crate::{
    ui::{
        BackLink, BannerKind, Button, Choice, Field, Here, InsetText, NavItem, NotificationBanner,
        PageHeading, RadioLayout, Radios, SubNavigation, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{KeepRegister, Permit},
    sessions::{Mark, RegisterRefusal, may_mark},
};
use leptos::prelude::*;
use store::sessions::{self, Line, NewMark, Part, SessionRow};

/// The register that was asked for.
struct Found {
    row: SessionRow,
    permit: Permit<KeepRegister>,
    parts: Vec<Part>,
    /// Which part, counted from 1.
    part: usize,
}

async fn asked(visit: &Visit) -> Result<Found, Problem> {
    let row = found(visit).await?;
    let trainers = sessions::trainers(visit.services(), &row).await?;
    let permit = may_register(visit, &row, &trainers)?;
    let parts = sessions::parts(visit.services(), row.id).await?;
    let part = visit.query.read("part").unwrap_or(1);
    if !(1..=parts.len()).contains(&part) {
        return Err(Problem::NotFound);
    }
    Ok(Found {
        row,
        permit,
        parts,
        part,
    })
}

impl Found {
    fn of_part(&self) -> Part {
        self.parts[self.part - 1]
    }

    fn may_mark(&self, visit: &Visit) -> Result<(), RegisterRefusal> {
        let is_cancelled = self.row.terms.is_cancelled;
        may_mark(is_cancelled, self.of_part().starts_at, visit.now)
    }

    fn href(&self) -> String {
        format!("{}/register?part={}", href(self.row.id), self.part)
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    let lines = sessions::register(visit.services(), &found.permit, found.row.id).await?;
    let may = found.may_mark(&visit);
    let done = done(visit.query.text("done"));
    let back = href(found.row.id);
    Ok(
        Page::new("Register", move || view(&found, &lines, may, done))
            .section("/sessions")
            .before(move || view! { <BackLink href=back text="The session"/> })
            .into(),
    )
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "marked" => Some("The register has been saved."),
        "left" => Some(
            "The register has been saved, but for people whom somebody else has marked meanwhile. Look at them once more.",
        ),
        _ => None,
    }
}

/// Adds the marks. The same form posted twice adds them once.
pub(super) async fn mark(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    let site = visit.site.clone();
    let teller = move |told: &sessions::Told| session_mail(&site, told);
    let which = (found.row.id, found.part);
    let new = marks(&visit);
    let marked = sessions::mark(visit.services(), &found.permit, which, &new, &teller).await?;
    visit.jobs.notify_one();
    let to = found.href();
    match marked {
        Ok(marked) if marked.left > 0 => Ok(see(format!("{to}&done=left"))),
        Ok(_) => Ok(see(format!("{to}&done=marked"))),
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "Nothing has been marked.",
            ("See the register", &to),
        )),
    }
}

/// The marks that were chosen, each with what was seen before.
fn marks(visit: &Visit) -> Vec<NewMark> {
    let chosen = visit.form.0.iter().filter_map(|(name, value)| {
        let booking = name.strip_prefix("mark_")?;
        Some(NewMark {
            booking: booking.parse().ok()?,
            seen: Mark::from_code(visit.form.text(&format!("seen_{booking}"))),
            mark: Mark::from_code(value)?,
        })
    });
    chosen.collect()
}

fn view(
    found: &Found,
    lines: &[Line],
    may: Result<(), RegisterRefusal>,
    done: Option<&'static str>,
) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let list = match may {
        _ if lines.is_empty() => {
            view! { <InsetText>"Nobody holds a place."</InsetText> }.into_any()
        }
        Err(refusal) => {
            let said = format!("{refusal}.");
            view! { <InsetText>{said}</InsetText> }.into_any()
        }
        Ok(()) => form(found, lines),
    };
    let (parts, when) = (parts(found), when(found.of_part()));
    let marked = lines
        .iter()
        .filter(|line| line.marks[found.part - 1].is_some());
    let said = format!("{} of {} marked", marked.count(), lines.len());
    view! {
        {banner}
        <PageHeading text="Register" caption=found.row.title.clone()/>
        {parts}
        <TwoThirds>
            <p class="govuk-body">{when}</p>
            <p class="govuk-body">{said}</p>
            {list}
        </TwoThirds>
    }
    .into_any()
}

/// The way to the registers of the other parts, where there are several.
fn parts(found: &Found) -> Option<AnyView> {
    let item = |part: usize| {
        let here = if part == found.part {
            Here::Page
        } else {
            Here::No
        };
        let to = format!("{}/register?part={part}", href(found.row.id));
        NavItem::new(format!("Part {part}"), to).here(here)
    };
    let items: Vec<_> = (1..=found.parts.len()).map(item).collect();
    (items.len() > 1).then(|| view! { <SubNavigation label="Parts" items=items/> }.into_any())
}

fn form(found: &Found, lines: &[Line]) -> AnyView {
    let people = lines
        .iter()
        .map(|line| person(line, found.part))
        .collect_view();
    view! {
        <Form action=found.href()>
            {people}
            <Button text="Save the register"/>
        </Form>
    }
    .into_any()
}

/// One person with large targets. A mark that was made stays in sight, and another one is added behind it.
fn person(line: &Line, part: usize) -> AnyView {
    let mark = line.marks[part - 1].map_or("", Mark::code);
    let field = Field::new(format!("mark_{}", line.booking))
        .label(&line.name)
        .value(mark);
    let field = match &line.organisation {
        Some(organisation) => field.hint(organisation),
        None => field,
    };
    let choices = Mark::ALL
        .map(|mark| Choice::new(mark.code(), mark.title()))
        .to_vec();
    let seen = format!("seen_{}", line.booking);
    view! {
        <input type="hidden" name=seen value=mark/>
        <Radios field=field choices=choices layout=RadioLayout::Inline/>
    }
    .into_any()
}
