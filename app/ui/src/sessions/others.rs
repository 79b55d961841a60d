//! Booking others: one person, or a team, with a line for each that says what came of it.

use super::{
    book::overlap,
    found::{found, href},
    mail::teller,
    words::{places, span, when},
};
use crate::{
    ui::{
        Autocomplete, BackLink, Button, CaptionKind, Choice, Column, Content, Field, PageHeading,
        RadioLayout, Radios, Select, Spellcheck, Table, TextInput, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit,
        typed::{lines, wrong},
    },
};
use domain::{
    access::{BookPlace, Role, scope_of_people},
    ids::TeamId,
    sessions::Readiness,
};
use leptos::prelude::*;
use store::{
    organisations,
    sessions::{self, Asked, Candidate, NewBooking, SessionRow, Whom, find_candidates},
};

/// The most that a list may have.
const MOST: usize = 200;

/// The questions with what was answered, and what there is to choose.
#[derive(Clone)]
struct OthersForm {
    whom: Field,
    one: Field,
    several: Field,
    team: Field,
    teams: Vec<(TeamId, String)>,
    manages: bool,
}

impl OthersForm {
    async fn of(visit: &Visit, typed: &Fields) -> Result<Self, Problem> {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        let actor = visit.actor()?;
        let mut teams = Vec::new();
        if let Some(organisation) = actor.organisations().first() {
            let all = organisations::teams(visit.services(), *organisation).await?;
            teams.extend(all.into_iter().map(|team| (team.id, team.name)));
        }
        Ok(Self {
            whom: field("whom", "Whom do you want to book?"),
            one: field(
                "one",
                "Their e-mail address or staff number, if it is one person",
            ),
            several: Field::new("several")
                .label("Their e-mail addresses or staff numbers, if it is a list")
                .hint("One a line, 200 at most")
                .value(typed.first("several").trim()),
            team: field("team", "Which team, if it is a team"),
            teams,
            manages: actor.has(Role::Manager),
        })
    }

    /// Who is meant; none when that is not clear, which the fields then say.
    fn check(&mut self, visit: &Visit) -> Option<Whom> {
        match self.whom.current() {
            "one" if self.one.current().is_empty() => {
                wrong(&mut self.one, "Enter an e-mail address or a staff number");
                None
            }
            "one" => Some(Whom::One(self.one.current().to_owned())),
            "several" => {
                let typed = lines(self.several.current());
                if typed.is_empty() || typed.len() > MOST {
                    wrong(
                        &mut self.several,
                        "Enter from 1 to 200 e-mail addresses or staff numbers, one a line",
                    );
                    return None;
                }
                Some(Whom::Several(typed))
            }
            "team" => {
                let chosen = self.team.current().to_owned();
                let team = self.teams.iter().find(|(id, _)| id.to_string() == chosen);
                if team.is_none() {
                    wrong(&mut self.team, "Select a team");
                }
                team.map(|(id, _)| Whom::Team(*id))
            }
            "managed" if self.manages => Some(Whom::Managed(visit.actor().ok()?.managers())),
            _ => {
                wrong(&mut self.whom, "Select whom you want to book");
                None
            }
        }
    }

    fn fields(&self) -> [&Field; 4] {
        [&self.whom, &self.one, &self.several, &self.team]
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let row = found(&visit).await?;
    let form = OthersForm::of(&visit, &Fields::default()).await?;
    Ok(shown(row, form).into())
}

fn shown(row: SessionRow, form: OthersForm) -> Page {
    let errors_of = form.clone();
    let back = href(row.id);
    let page = Page::new("Book others", move || view(&row, form))
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="The session"/> });
    page.errors(&errors_of.fields())
}

fn view(row: &SessionRow, form: OthersForm) -> AnyView {
    let mut choices = vec![
        Choice::new("one", "One person"),
        Choice::new("several", "A list of people"),
    ];
    if !form.teams.is_empty() {
        choices.push(Choice::new("team", "Everybody in a team"));
    }
    if form.manages {
        choices.push(Choice::new("managed", "All my people"));
    }
    let teams = form.teams.iter();
    let teams = teams.map(|(id, name)| Choice::new(id.to_string(), name));
    let teams: Vec<_> = std::iter::once(Choice::new("", "Select a team"))
        .chain(teams)
        .collect();
    let team = (!form.teams.is_empty()).then(|| view! { <Select field=form.team choices=teams/> });
    let (when, places, title) = (when(span(row)), places(row), row.title.clone());
    view! {
        <TwoThirds>
            <PageHeading text="Book others" caption=title/>
            <p class="govuk-body">{when} ". " {places} "."</p>
            <Form>
                <Radios field=form.whom choices=choices layout=RadioLayout::Small/>
                <TextInput field=form.one autocomplete=Autocomplete::Off/>
                <Textarea field=form.several rows=4 spellcheck=Spellcheck::Off/>
                {team}
                <p class="govuk-body">
                    "Whoever finds no place joins the end of the waiting list. Everybody with an e-mail address is told, and can
                    say what they need to you or to the organiser."
                </p>
                <Button text="Book"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// Books them. The same form posted twice finds them booked.
pub(super) async fn book(visit: Visit) -> Result<Answer, Problem> {
    let row = found(&visit).await?;
    let mut form = OthersForm::of(&visit, &visit.form).await?;
    let Some(whom) = form.check(&visit) else {
        return Ok(shown(row, form).into());
    };
    let scope = scope_of_people(visit.actor()?)?;
    let found = find_candidates(visit.services(), &scope, &whom).await?;
    if found.is_empty() {
        let field = match whom {
            Whom::One(_) => &mut form.one,
            Whom::Several(_) => &mut form.several,
            Whom::Team(_) => &mut form.team,
            Whom::Managed(_) => &mut form.whom,
        };
        wrong(field, "None of your people is found by that");
        return Ok(shown(row, form).into());
    }
    let unknown = unknown(&whom, &found);
    let (names, new) = permitted(&visit, found);
    let permits = new.iter().map(|one| &one.permit);
    let overlaps = sessions::find_overlaps(visit.services(), permits, row.id).await?;
    let at_once = new.iter().map(|one| {
        let person = one.permit.act().target.person;
        let theirs = overlaps
            .iter()
            .filter(|one| Some(one.person_id.into()) == person);
        theirs.map(overlap).collect::<Vec<_>>()
    });
    let at_once: Vec<_> = at_once.collect();
    let teller = teller(&visit);
    let asked = sessions::book(visit.services(), row.id, &new, &teller).await?;
    visit.jobs.notify_one();
    let said = asked.iter().zip(at_once).map(|(asked, overlaps)| {
        let is_refused = matches!(asked, Asked::Refused(_));
        match overlaps.join("; ") {
            others if others.is_empty() || is_refused => said(asked),
            others => format!("{}. It overlaps with {others}", said(asked)),
        }
    });
    let lines: Vec<_> = names.into_iter().zip(said).chain(unknown).collect();
    Ok(outcome(row, lines).into())
}

/// A line for each that was typed and by which nobody is found.
fn unknown(whom: &Whom, found: &[Candidate]) -> Vec<(String, String)> {
    let Whom::Several(typed) = whom else {
        return Vec::new();
    };
    let is_unknown = |one: &&String| !found.iter().any(|candidate| candidate.is_meant_by(one));
    let said = "Not booked: none of your people is found by that";
    let line = |one: &String| (one.clone(), said.to_owned());
    typed.iter().filter(is_unknown).map(line).collect()
}

/// Those whom the visitor may book.
fn permitted(visit: &Visit, found: Vec<Candidate>) -> (Vec<String>, Vec<NewBooking>) {
    let one = |candidate: Candidate| {
        let permit = visit.permit(BookPlace {
            target: candidate.target,
        });
        let new = NewBooking {
            permit: permit.ok()?,
            access_needs: String::new(),
            dietary: String::new(),
        };
        Some((candidate.name, new))
    };
    found.into_iter().filter_map(one).unzip()
}

fn outcome(row: SessionRow, lines: Vec<(String, String)>) -> Page {
    let back = href(row.id);
    Page::new("Who has been booked", move || {
        let rows = lines
            .into_iter()
            .map(|(name, said)| vec![Content::from(name), Content::from(said)])
            .collect();
        let head = ["Name", "What came of it"].map(Column::new).to_vec();
        view! {
            <PageHeading text="Who has been booked" caption=row.title.clone()/>
            <Table caption="Each person" caption_kind=CaptionKind::Hidden head=head rows=rows/>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="The session"/> })
}

fn said(asked: &Asked) -> String {
    match asked {
        Asked::Booked(_, Readiness::Ready) => "Booked".to_owned(),
        Asked::Booked(_, Readiness::Provisional(_)) => {
            "Booked, provisionally: what comes first is still to be attended".to_owned()
        }
        Asked::ToApprove(_) => "Held until the line manager has agreed".to_owned(),
        Asked::Waiting(_, place) => format!("Number {place} on the waiting list"),
        Asked::Refused(refusal) => format!("Not booked: {refusal}"),
    }
}
