//! Naming a SPOC or a deputy.

use super::{Found, led};
use crate::{
    directory::framework,
    ui::{
        Autocomplete, BackLink, Button, Choice, DateInput, Field, LabelKind, PageHeading, Radios,
        Select, Size, Spellcheck, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, day_field, required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{
    directory::SpocRefusal,
    ids::{PostId, SpocId, TeamId},
    organisations::as_tree,
};
use leptos::prelude::*;
use store::directory::{self, FoundPost, NewSpoc};

/// The questions with what was answered.
#[derive(Clone)]
struct NameForm {
    id: SpocId,
    who: Field,
    team: Field,
    kind: Field,
    from_on: Field,
    to_on: Field,
}

/// What was answered, but for who it is.
struct Checked {
    team: Option<TeamId>,
    is_deputy: bool,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
}

impl NameForm {
    fn of(typed: &Fields, id: SpocId) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            id,
            who: field("who", "Who is it?").hint(
                "Their e-mail address, staff number or whole name. They hold a post in the organisation today",
            ),
            team: field("team", "For which part of the organisation?"),
            kind: field("kind", "As what?"),
            from_on: date_field(typed, "from_on").label("From which day?"),
            to_on: date_field(typed, "to_on")
                .label("Until which day? (optional)")
                .hint("It ends with the post at the latest"),
        }
    }

    fn fields(&self) -> [&Field; 5] {
        [
            &self.who,
            &self.team,
            &self.kind,
            &self.from_on,
            &self.to_on,
        ]
    }

    /// The answers; none when something is wrong, which the fields then say.
    fn check(&mut self, found: &Found) -> Option<Checked> {
        required(&mut self.who, "It", "Enter who it is");
        let teams = found.facts.teams.get(&found.id);
        let known = |id: &TeamId| teams.is_some_and(|teams| teams.iter().any(|t| t.id == *id));
        let team = match self.team.current() {
            "" => None,
            typed => typed.parse().ok().filter(known),
        };
        if team.is_none() && !self.team.current().is_empty() {
            wrong(&mut self.team, "Select a part of the organisation");
        }
        if !["spoc", "deputy"].contains(&self.kind.current()) {
            wrong(&mut self.kind, "Select SPOC or deputy");
        }
        let from_on = date(&mut self.from_on, "First day");
        if from_on.is_none() {
            wrong(&mut self.from_on, "Enter the first day");
        }
        let to_on = date(&mut self.to_on, "Last day");
        if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
            wrong(
                &mut self.to_on,
                "Last day must be on or after the first day",
            );
        }
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        Some(Checked {
            team,
            is_deputy: self.kind.current() == "deputy",
            from_on: from_on?,
            to_on,
        })
        .filter(|_| is_whole)
    }
}

pub(in crate::directory) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (found, _) = led(&visit).await?;
    let mut form = NameForm::of(&Fields::default(), visit.services().new_id());
    let first = day_field("from_on", Some(visit.today));
    form.from_on = first.label(form.from_on.label.clone());
    form.kind = form.kind.value("spoc");
    Ok(shown(&found, &form).into())
}

/// Names them. The same form posted twice names once.
pub(in crate::directory) async fn name(visit: Visit) -> Result<Answer, Problem> {
    let (found, permit) = led(&visit).await?;
    let id = visit.form.read("id");
    let id = id.unwrap_or_else(|| visit.services().new_id());
    let mut form = NameForm::of(&visit.form, id);
    let Some(checked) = form.check(&found) else {
        return Ok(shown(&found, &form).into());
    };
    let services = visit.services();
    let posts = directory::find_spoc_posts(services, &permit, form.who.current()).await?;
    let Some(post) = meant(&mut form.who, &posts) else {
        return Ok(shown(&found, &form).into());
    };
    let new = NewSpoc {
        id,
        post,
        team: checked.team,
        is_deputy: checked.is_deputy,
        from_on: checked.from_on,
        to_on: checked.to_on,
    };
    let framework = framework(&visit).await?;
    let code = directory::spoc_level_of(services, found.id).await?;
    let level = framework.as_ref().and_then(|f| f.level(&code));
    let Some((framework, level)) = framework.as_ref().zip(level) else {
        wrong(&mut form.who, SpocRefusal::NoLevel.to_string());
        return Ok(shown(&found, &form).into());
    };
    let before = level.after.iter().filter_map(|code| framework.level(code));
    let before: Vec<(&str, &str)> = before
        .map(|level| (level.code.as_str(), level.title.as_str()))
        .collect();
    match directory::name_spoc(services, &permit, &new, (&level.code, &before)).await? {
        Ok(()) => Ok(see(format!("{}?done=named", found.href()))),
        Err(refusal) => {
            wrong(&mut form.who, refusal.to_string());
            Ok(shown(&found, &form).into())
        }
    }
}

/// The post that is meant: the main one of the only person found.
fn meant(who: &mut Field, posts: &[FoundPost]) -> Option<PostId> {
    let first = posts.first();
    let others = posts
        .iter()
        .any(|post| Some(post.person_id) != first.map(|p| p.person_id));
    match first {
        None => wrong(
            who,
            "Nobody in post is found. Check the address, number or name",
        ),
        Some(_) if others => wrong(
            who,
            "Several people have this name. Enter their e-mail address or staff number",
        ),
        Some(_) => {}
    }
    first.filter(|_| !others).map(|post| post.id.into())
}

fn shown(found: &Found, form: &NameForm) -> Page {
    let teams = found.facts.teams.get(&found.id);
    let tree = as_tree(teams.map_or(&[][..], Vec::as_slice));
    let teams = tree
        .iter()
        .map(|placed| Choice::new(placed.team.id.to_string(), placed.path()));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "The organisation as a whole"))
        .chain(teams)
        .collect();
    let (name, back, fields) = (found.name.clone(), found.href(), form.clone());
    Page::new("Name a SPOC", move || view(fields, choices, name))
        .section("/directory")
        .before(move || view! { <BackLink href=back text="SPOC cover"/> })
        .errors(&form.fields())
}

fn view(form: NameForm, choices: Vec<Choice>, name: String) -> AnyView {
    let small = || LabelKind::Sized(Size::Small);
    let kinds = vec![
        Choice::new("spoc", "SPOC"),
        Choice::new("deputy", "Deputy").hint("Stands in when a SPOC is away, and counts for cover"),
    ];
    view! {
        <TwoThirds>
            <PageHeading text="Name a SPOC or deputy" caption=name/>
            <Form>
                <input type="hidden" name="id" value=form.id.to_string()/>
                <TextInput field=form.who label=small() autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                <Select field=form.team choices=choices label=small()/>
                <Radios field=form.kind choices=kinds legend=small()/>
                <DateInput field=form.from_on legend=small()/>
                <DateInput field=form.to_on legend=small()/>
                <Button text="Save"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}
