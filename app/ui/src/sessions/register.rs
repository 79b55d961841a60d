//! The register of one part of a session, to be kept on a phone.

use super::{
    found::{found, href, may_register, viewer},
    mail::teller,
    missing::{missed, missing},
    words::when,
};
use crate::{
    ui::{
        BackLink, BannerKind, Button, Choice, Field, Here, InsetText, NavItem, NotificationBanner,
        PageHeading, RadioLayout, Radios, SubNavigation, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{KeepRegister, Permit},
    calendar,
    ids::PersonId,
    sessions::{Mark, RegisterRefusal, may_mark},
};
use frontend::Marks;
use leptos::prelude::*;
use store::sessions::{
    self, Came, Line, MakeUp, Marked, Missed, NewMark, Part, SessionRow, Trainer,
};

/// The register that was asked for.
pub(super) struct Found {
    pub row: SessionRow,
    pub permit: Permit<KeepRegister>,
    pub trainers: Vec<Trainer>,
    pub parts: Vec<Part>,
    /// Which part, counted from 1.
    pub part: usize,
}

pub(super) async fn asked(visit: &Visit) -> Result<Found, Problem> {
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
        trainers,
        parts,
        part,
    })
}

impl Found {
    pub fn of_part(&self) -> Part {
        self.parts[self.part - 1]
    }

    pub fn may_mark(&self, visit: &Visit) -> Result<(), RegisterRefusal> {
        let is_cancelled = self.row.terms.is_cancelled;
        may_mark(is_cancelled, self.of_part().starts_at, visit.now)
    }

    pub fn href(&self) -> String {
        self.to("register")
    }

    /// One of the pages about this part of the session.
    pub fn to(&self, end: &str) -> String {
        format!("{}/{end}?part={}", href(self.row.id), self.part)
    }

    /// The register as it stands.
    pub async fn lines(&self, visit: &Visit) -> Result<Vec<Line>, Problem> {
        let which = (self.row.id, self.row.course);
        Ok(sessions::register(visit.services(), &self.permit, which).await?)
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    let lines = found.lines(&visit).await?;
    let make_ups = make_ups(&visit, &found, &lines).await?;
    let may = found.may_mark(&visit);
    let done = done(visit.query.text("done"));
    let (back, whose) = (href(found.row.id), visit.person()?);
    Ok(Page::new("Register", move || {
        view(&found, &lines, (may, done), (&make_ups, whose))
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="The session"/> })
    .with_islands()
    .into())
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "marked" => Some("The register has been saved."),
        "walk-in" => Some("They are on the register now, below those who have booked."),
        "left" => Some(
            "The register has been saved, but for people whom somebody else has marked meanwhile. Look at them once more.",
        ),
        _ => None,
    }
}

/// Adds the marks. The same form posted twice adds them once.
pub(super) async fn mark(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    let teller = teller(&visit);
    let which = (found.row.id, found.part);
    let new = marks(&visit);
    let marked = sessions::mark(visit.services(), &found.permit, which, &new, &teller).await?;
    visit.jobs.notify_one();
    let to = found.href();
    match marked {
        Ok(marked) if visit.form.text("save") == "1" => arrived(&visit, &found, &marked).await,
        Ok(marked) if !marked.left.is_empty() => Ok(see(format!("{to}&done=left"))),
        Ok(_) => Ok(see(format!("{to}&done=marked"))),
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "Nothing has been marked.",
            ("See the register", &to),
        )),
    }
}

/// What has come of marks, in the words of the island: a sentence, then a row for everybody whom somebody else has marked
/// otherwise meanwhile, with the line, the name and the mark.
async fn arrived(visit: &Visit, found: &Found, marked: &Marked) -> Result<Answer, Problem> {
    let saved = format!("Saved {}", calendar::time(visit.now));
    if marked.left.is_empty() {
        return Ok(Answer::Words(saved));
    }
    let lines = found.lines(visit).await?;
    let left = lines.iter().filter(|line| marked.left.contains(&line.id));
    let row = |line: &Line| {
        let theirs = line.marks[found.part - 1].map_or("", |latest| latest.mark.code());
        format!("{}\t{}\t{theirs}", line.id, line.name)
    };
    let sentence = format!("{saved}, but for people whom somebody else has marked meanwhile");
    let words: Vec<String> = [sentence].into_iter().chain(left.map(row)).collect();
    Ok(Answer::Words(words.join("\n")))
}

/// The marks that were chosen, each with what was seen before.
fn marks(visit: &Visit) -> Vec<NewMark> {
    let chosen = visit.form.0.iter().filter_map(|(name, value)| {
        let line = name.strip_prefix("mark_")?;
        Some(NewMark {
            line: line.parse().ok()?,
            seen: Mark::from_code(visit.form.text(&format!("seen_{line}"))),
            mark: Mark::from_code(value)?,
        })
    });
    chosen.collect()
}

fn view(
    found: &Found,
    lines: &[Line],
    (may, done): (Result<(), RegisterRefusal>, Option<&'static str>),
    (make_ups, whose): (&[MakeUp], PersonId),
) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let is_open = may.is_ok();
    let list = match may {
        _ if lines.is_empty() => {
            view! { <InsetText>"Nobody holds a place."</InsetText> }.into_any()
        }
        Err(refusal) => {
            let said = format!("{refusal}.");
            view! { <InsetText>{said}</InsetText> }.into_any()
        }
        Ok(()) => form(found, lines, whose),
    };
    let (parts, ways) = (parts(found), ways(found, is_open));
    let (when, missing) = (when(found.of_part()), missing(make_ups));
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
            {ways}
            {list}
            {missing}
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

/// What else can be done on the day.
fn ways(found: &Found, is_open: bool) -> AnyView {
    let sheet = found.to("sheet");
    let more = is_open.then(|| {
        let (walk_in, code) = (found.to("walk-ins/new"), found.to("code"));
        view! {
            <li><a class="govuk-link" href=walk_in>"Add a walk-in"</a></li>
            <li><a class="govuk-link" href=code>"Show a code, so that people sign in themselves"</a></li>
        }
    });
    view! {
        <ul class="govuk-list">
            {more}
            <li><a class="govuk-link" href=sheet>"Print the sheet"</a></li>
        </ul>
    }
    .into_any()
}

/// Where parts that people have missed can be made up.
async fn make_ups(visit: &Visit, found: &Found, lines: &[Line]) -> Result<Vec<MakeUp>, Problem> {
    let mut parts: Vec<usize> = lines
        .iter()
        .flat_map(|line| &line.missed)
        .copied()
        .collect();
    parts.sort_unstable();
    parts.dedup();
    let missed = Missed {
        parts,
        of: found.parts.len(),
        course: found.row.course,
        ends_at: found.row.terms.ends_at,
    };
    Ok(sessions::make_ups(visit.services(), &viewer(visit)?, &missed).await?)
}

/// The marks of everybody. Where there is no signal the island keeps them, for whoever marks alone.
fn form(found: &Found, lines: &[Line], whose: PersonId) -> AnyView {
    let sign_in = Fields::default().with(&[("back", &found.href()), ("ended", "1")]);
    let sign_in = format!("/sign-in?{sign_in}");
    let kept = format!("marks {} {} {whose}", found.row.id, found.part);
    let people = (1..)
        .zip(lines)
        .map(|(number, line)| person(number, line, found.part))
        .collect_view();
    view! {
        <Form id="register" action=found.href()>
            {people}
            <Button text="Save the register"/>
        </Form>
        <Marks form="register".to_owned() kept=kept sign_in=sign_in/>
    }
    .into_any()
}

/// One person with large targets, numbered as on the sheet. A mark that was made stays in sight, and another one is added
/// behind it.
fn person(number: usize, line: &Line, part: usize) -> AnyView {
    let latest = line.marks[part - 1];
    let mark = latest.map_or("", |latest| latest.mark.code());
    let by_self = latest.is_some_and(|latest| latest.by_self);
    let came = match line.came {
        Came::Booked => None,
        Came::WalkIn => Some("Walk-in".to_owned()),
        Came::Unknown => Some("Walk-in, not found among the people".to_owned()),
    };
    let said = [
        line.organisation.clone(),
        came,
        by_self.then(|| "Signed in by the code".to_owned()),
        missed(&line.missed),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let field = Field::new(format!("mark_{}", line.id))
        .label(format!("{number}. {}", line.name))
        .value(mark)
        .hint(said.join(". "));
    let choices = Mark::ALL
        .map(|mark| Choice::new(mark.code(), mark.title()))
        .to_vec();
    let seen = format!("seen_{}", line.id);
    view! {
        <input type="hidden" name=seen value=mark/>
        <Radios field=field choices=choices layout=RadioLayout::Inline/>
    }
    .into_any()
}
