//! Adding an organisation with its teams.
//!
//! Rules O3 to O5 of `docs/rules/organisations.md`.

use crate::{
    ui::{
        Autocomplete, BackLink, Button, Choice, Field, LabelKind, PageHeading, RadioLayout, Radios,
        Select, Size, TextInput, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{required, wrong},
    },
};
use domain::{
    access::ManageOrganisations,
    ids::DistrictId,
    organisations::{OrganisationKind, typed_teams},
};
use leptos::prelude::*;
use store::{
    StoreError,
    organisations::{self, District, NewOrganisation},
};

/// The most teams that are read from one form, and the longest name.
const MOST_TEAMS: usize = 300;
pub(super) const LONGEST_TEAM: usize = 100;

/// How teams are typed.
const TEAMS: &str = "One on each line. Begin a line with a hyphen if the team is inside the one above, with two if it \
                     is inside that one";

/// The questions with what was answered.
#[derive(Clone)]
struct OrganisationForm {
    name: Field,
    kind: Field,
    district: Field,
    first_responder: Field,
    teams: Field,
}

impl OrganisationForm {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            name: field("name", "Name of the organisation"),
            kind: field("kind", "What kind of organisation is it?"),
            district: field("district", "Home district").hint("Its board issues the certificates of the people who work there"),
            first_responder: field("first_responder", "Is it a first responder organisation?")
                .hint("One that may refer people into the National Referral Mechanism, such as a council or the police"),
            teams: Field::new("teams").label("Teams (optional)").hint(TEAMS).value(typed.first("teams")),
        }
    }

    fn fields(&self) -> [&Field; 5] {
        [
            &self.name,
            &self.kind,
            &self.district,
            &self.first_responder,
            &self.teams,
        ]
    }

    /// The organisation to add; none when something is wrong, which the fields then say.
    fn check(&mut self, districts: &[District]) -> Option<NewOrganisation> {
        let name = required(&mut self.name, "Name", "Enter the name of the organisation");
        let kind = OrganisationKind::from_code(self.kind.current());
        if kind.is_none() {
            wrong(&mut self.kind, "Select the kind of organisation");
        }
        let typed: Option<DistrictId> = self.district.current().parse().ok();
        let district = districts.iter().map(|d| d.id).find(|id| Some(*id) == typed);
        if district.is_none() {
            wrong(&mut self.district, "Select the home district");
        }
        let first_responder = match self.first_responder.current() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        if first_responder.is_none() {
            wrong(
                &mut self.first_responder,
                "Select yes if it is a first responder organisation",
            );
        }
        let teams = typed_teams(self.teams.current());
        if let Some(long) = teams
            .iter()
            .find(|team| team.name.chars().count() > LONGEST_TEAM)
        {
            let begin: String = long.name.chars().take(30).collect();
            wrong(
                &mut self.teams,
                format!(
                    "Each team must be {LONGEST_TEAM} characters or fewer. Shorten \u{201c}{begin}…\u{201d}"
                ),
            );
        }
        if teams.len() > MOST_TEAMS {
            wrong(
                &mut self.teams,
                format!("Enter {MOST_TEAMS} teams or fewer"),
            );
        }
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        Some(NewOrganisation {
            district: district?,
            name,
            kind: kind?,
            first_responder: first_responder?,
            teams,
        })
    }
}

/// The districts; without one there is nowhere to put an organisation.
async fn districts(visit: &Visit) -> Result<Vec<District>, Problem> {
    let districts = organisations::districts(visit.services()).await?;
    if districts.is_empty() {
        return Err(Problem::refused(
            "There is no district yet",
            "An organisation belongs to a district, whose board issues its certificates. Add the district first.",
            (
                "Add a district and its board",
                "/organisations/districts/new",
            ),
        ));
    }
    Ok(districts)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    visit.permit(ManageOrganisations {})?;
    let districts = districts(&visit).await?;
    Ok(shown(&OrganisationForm::of(&Fields::default()), districts).into())
}

pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ManageOrganisations {})?;
    let districts = districts(&visit).await?;
    let mut form = OrganisationForm::of(&visit.form);
    let Some(new) = form.check(&districts) else {
        return Ok(shown(&form, districts).into());
    };
    match organisations::add_organisation(visit.services(), &permit, &new).await {
        Ok(id) => Ok(see(format!("/organisations/{id}?done=added"))),
        Err(StoreError::Conflict) => {
            wrong(
                &mut form.name,
                "There is an organisation of this name already. Enter another name",
            );
            Ok(shown(&form, districts).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(form: &OrganisationForm, districts: Vec<District>) -> Page {
    let fields = form.clone();
    Page::new("Add an organisation", move || view(fields, &districts))
        .section("/organisations")
        .before(|| view! { <BackLink href="/organisations" text="Organisations"/> })
        .errors(&form.fields())
}

fn view(form: OrganisationForm, districts: &[District]) -> AnyView {
    let kinds: Vec<_> = OrganisationKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.title()))
        .collect();
    let each = districts
        .iter()
        .map(|d| Choice::new(d.id.to_string(), d.name.clone()));
    let districts: Vec<_> = std::iter::once(Choice::new("", "Select a district"))
        .chain(each)
        .collect();
    let yes_or_no = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let legend = LabelKind::Sized(Size::Small);
    view! {
        <TwoThirds>
            <PageHeading text="Add an organisation"/>
            <Form>
                <TextInput field=form.name autocomplete=Autocomplete::Off/>
                <Radios field=form.kind choices=kinds legend=legend/>
                <Select field=form.district choices=districts/>
                <Radios field=form.first_responder choices=yes_or_no legend=legend layout=RadioLayout::Inline/>
                <Textarea field=form.teams rows=8/>
                <Button text="Add organisation"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISTRICT: &str = "00000000-0000-0000-0000-000000000001";

    fn checked(typed: &str) -> (Option<NewOrganisation>, OrganisationForm) {
        let district = District {
            id: DISTRICT.parse().unwrap(),
            name: "Northside".to_owned(),
            board: "00000000-0000-0000-0000-000000000002".parse().unwrap(),
            board_name: "Northside Board".to_owned(),
            prefix: "NS".to_owned(),
            has_signatory: false,
        };
        let mut form = OrganisationForm::of(&Fields::parse(typed));
        (form.check(&[district]), form)
    }

    #[test]
    fn an_organisation_is_added_with_its_teams_one_a_line() {
        let typed = format!(
            "name=Northside+Council&kind=council&district={DISTRICT}&first_responder=yes&teams=Housing%0D%0A%0D%0AFleet%0D%0Ahousing"
        );
        let new = checked(&typed).0.unwrap();
        let names: Vec<_> = new.teams.iter().map(|team| team.name.as_str()).collect();
        assert_eq!(names, ["Housing", "Fleet"]);
        assert!(new.first_responder);
    }

    #[test]
    fn whether_it_is_a_first_responder_is_never_assumed() {
        let form = checked("").1;
        let wrong: Vec<_> = form
            .fields()
            .into_iter()
            .filter(|f| f.error.is_some())
            .map(|f| f.name.as_str())
            .collect();
        assert_eq!(wrong, ["name", "kind", "district", "first_responder"]);
    }

    #[test]
    fn a_team_with_too_long_a_name_is_named() {
        let form = checked(&format!("teams=Fleet%0A{}", "a".repeat(101))).1;
        assert!(
            form.teams
                .error
                .unwrap()
                .starts_with("Each team must be 100 characters or fewer")
        );
    }
}
