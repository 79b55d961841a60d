//! The roles somebody holds: giving one, and ending one.
//!
//! Rules P13 to P16 of `docs/rules/people.md`.

use super::whom::{Whom, whom};
use crate::{
    ui::{
        BackLink, BannerKind, Button, ButtonKind, CaptionKind, Choice, Column, Content, Field,
        InsetText, LabelKind, Narrow, NotificationBanner, PageHeading, Radios, Select, Size, Table,
        TwoThirds, WarningText,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{GrantRole, HeldFor, Role},
    calendar,
    ids::{BoardId, GrantId, OrganisationId},
};
use leptos::prelude::*;
use store::{
    organisations,
    people::{self, Ended, HeldGrant, NewGrant},
};

/// The places for which a role can be given.
#[derive(Clone)]
struct Offered {
    organisations: Vec<(OrganisationId, String)>,
    boards: Vec<(BoardId, String)>,
}

/// The questions with what was answered.
#[derive(Clone)]
struct RoleForm {
    role: Field,
    organisation: Field,
    board: Field,
}

/// A role that can be given.
#[derive(Debug, PartialEq, Eq)]
struct Checked {
    role: Role,
    organisation: Option<OrganisationId>,
    board: Option<BoardId>,
}

impl RoleForm {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            role: field("role", "Which role?"),
            organisation: field("organisation", "Organisation")
                .hint("For a manager or a training lead"),
            board: field("board", "Board").hint("For a business manager"),
        }
    }

    /// The role to give; none when something is wrong, which the fields then say. A place that the role is not held
    /// for is passed over.
    fn check(&mut self, name: &str, offered: &Offered, held: &[HeldGrant]) -> Option<Checked> {
        let Some(role) = Role::from_code(self.role.current()) else {
            wrong(&mut self.role, "Select the role to give");
            return None;
        };
        let (organisation, board) = match role.held_for() {
            HeldFor::Organisation => (
                chosen(
                    &mut self.organisation,
                    &offered.organisations,
                    "Select the organisation the role is for",
                ),
                None,
            ),
            HeldFor::Board => (
                None,
                chosen(
                    &mut self.board,
                    &offered.boards,
                    "Select the board the role is for",
                ),
            ),
            HeldFor::Partnership => (None, None),
        };
        if self.organisation.error.is_some() || self.board.error.is_some() {
            return None;
        }
        let place = organisation
            .as_ref()
            .map(|(_, name)| name)
            .or(board.as_ref().map(|(_, name)| name));
        if held
            .iter()
            .any(|grant| grant.role == role && grant.of.as_ref() == place)
        {
            wrong(
                &mut self.role,
                format!("{name} holds this role there already. Select another"),
            );
            return None;
        }
        Some(Checked {
            role,
            organisation: organisation.map(|(id, _)| id),
            board: board.map(|(id, _)| id),
        })
    }
}

/// The place chosen from a list.
fn chosen<Id: Copy + PartialEq + std::str::FromStr>(
    field: &mut Field,
    offered: &[(Id, String)],
    missing: &str,
) -> Option<(Id, String)> {
    let typed: Option<Id> = field.current().parse().ok();
    let chosen = offered.iter().find(|(id, _)| Some(*id) == typed).cloned();
    if chosen.is_none() {
        wrong(field, missing);
    }
    chosen
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    visit.permit(GrantRole {})?;
    let done = match visit.query.text("done") {
        "granted" => Some("The role has been given. They sign in again to use it."),
        "ended" => Some("The role has ended."),
        _ => None,
    };
    Ok(gather(&visit, &whom)
        .await?
        .page(&RoleForm::of(&Fields::default()), done)
        .into())
}

pub(super) async fn grant(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let permit = visit.permit(GrantRole {})?;
    let shown = gather(&visit, &whom).await?;
    let mut form = RoleForm::of(&visit.form);
    let Some(Checked {
        role,
        organisation,
        board,
    }) = form.check(&shown.name, &shown.offered, &shown.held)
    else {
        return Ok(shown.page(&form, None).into());
    };
    let new = NewGrant {
        person: whom.id,
        role,
        organisation,
        board,
        starts_on: visit.today,
    };
    people::grant_role(visit.services(), &permit, &new).await?;
    Ok(see(format!("{}/roles?done=granted", whom.href())))
}

/// What the page shows.
struct Shown {
    href: String,
    name: String,
    held: Vec<HeldGrant>,
    offered: Offered,
}

async fn gather(visit: &Visit, whom: &Whom) -> Result<Shown, Problem> {
    let services = visit.services();
    let (name, _) = people::name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let held = people::grants_of(services, &whom.seen, visit.today).await?;
    let organisations = organisations::organisations(services)
        .await?
        .into_iter()
        .map(|o| (o.id, o.name));
    let boards = organisations::boards(services)
        .await?
        .into_iter()
        .map(|b| (b.id, b.name));
    let offered = Offered {
        organisations: organisations.collect(),
        boards: boards.collect(),
    };
    Ok(Shown {
        href: whom.href(),
        name,
        held,
        offered,
    })
}

impl Shown {
    fn page(self, form: &RoleForm, done: Option<&'static str>) -> Page {
        let (fields, back) = (form.clone(), self.href.clone());
        Page::new(format!("Roles of {}", self.name), move || {
            view(self, fields, done)
        })
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .errors(&[&form.role, &form.organisation, &form.board])
    }
}

fn view(shown: Shown, form: RoleForm, done: Option<&'static str>) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let held = held(&shown.href, &shown.held);
    let roles: Vec<_> = Role::GRANTED
        .iter()
        .map(|role| Choice::new(role.code(), role.title()).hint(does(*role)))
        .collect();
    let organisations = choices("No organisation", &shown.offered.organisations);
    let boards = choices("No board", &shown.offered.boards);
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="Roles" caption=shown.name/>
            {held}
            <h2 class="govuk-heading-m">"Give a role"</h2>
            <p class="govuk-body">
                "It counts from today. They are signed out, and need a second factor when they sign in again."
            </p>
            <Form>
                <Radios field=form.role choices=roles legend=LabelKind::Sized(Size::Small)/>
                <Select field=form.organisation choices=organisations/>
                <Select field=form.board choices=boards/>
                <Button text="Give role"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn choices<Id: ToString>(none: &str, places: &[(Id, String)]) -> Vec<Choice> {
    let each = places
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    std::iter::once(Choice::new("", none)).chain(each).collect()
}

/// What a role is for, in a sentence.
fn does(role: Role) -> &'static str {
    match role {
        Role::Manager => "Sees the training of those whose posts name them as line manager",
        Role::Trainer => "Trains others for the partnership",
        Role::TrainingLead => "Looks after the people and the training of one organisation",
        Role::BusinessManager => "Runs the office of one board and issues its certificates",
        Role::Administrator => "Sets up organisations and gives roles, for the whole partnership",
        Role::Learner | Role::Program => "",
    }
}

fn held(href: &str, held: &[HeldGrant]) -> AnyView {
    if held.is_empty() {
        return view! { <InsetText>"No roles. Everybody with an account can take modules and see their own record."</InsetText> }
            .into_any();
    }
    let columns = ["Role", "For", "Since"]
        .map(Column::new)
        .into_iter()
        .chain([Column::unseen("End")])
        .collect();
    let rows: Vec<_> = held.iter().map(|grant| row(href, grant)).collect();
    view! { <Table caption="Roles held" caption_kind=CaptionKind::Sized(Size::Medium) head=columns rows=rows narrow=Narrow::Stack/> }.into_any()
}

fn place(grant: &HeldGrant) -> String {
    grant
        .of
        .clone()
        .unwrap_or_else(|| "the partnership".to_owned())
}

fn row(href: &str, grant: &HeldGrant) -> Vec<Content> {
    let link = format!("{href}/roles/{}/end", grant.id);
    let of = format!(
        " the role {} for {}",
        grant.role.title().to_lowercase(),
        place(grant)
    );
    let end = view! { <a class="govuk-link" href=link>"End" <span class="govuk-visually-hidden">{of}</span></a> };
    let place = if grant.of.is_some() {
        place(grant)
    } else {
        "The partnership".to_owned()
    };
    vec![
        grant.role.title().into(),
        place.into(),
        calendar::day(grant.starts_on).into(),
        end.into_any().into(),
    ]
}

/// The role in the address, if the person holds it today.
async fn in_address(visit: &Visit, whom: &Whom) -> Result<HeldGrant, Problem> {
    let id: GrantId = visit.param("grant")?;
    let held = people::grants_of(visit.services(), &whom.seen, visit.today).await?;
    held.into_iter()
        .find(|grant| grant.id == id)
        .ok_or(Problem::NotFound)
}

/// Asks before a role is ended.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    visit.permit(GrantRole {})?;
    let (name, _) = people::name_of(visit.services(), &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let grant = in_address(&visit, &whom).await?;
    let (back, away) = (
        format!("{}/roles", whom.href()),
        format!("{}/roles", whom.href()),
    );
    let title = format!("End the role of {}?", grant.role.title().to_lowercase());
    let heading = title.clone();
    let warning = format!(
        "{name} loses the role for {} at once and is signed out.",
        place(&grant)
    );
    Ok(Page::new(title, move || {
        view! {
            <TwoThirds>
                <PageHeading text=heading caption=name/>
                <WarningText text=warning/>
                <p class="govuk-body">"What they did in the role stays as it is. You can give the role again."</p>
                <Form>
                    <Button text="End role" kind=ButtonKind::Warning/>
                </Form>
                <p class="govuk-body"><a class="govuk-link" href=away>"Keep the role"</a></p>
            </TwoThirds>
        }
    })
    .section("/people")
    .before(move || view! { <BackLink href=back/> })
    .into())
}

/// Ends a role. One that has ended already stays as it was.
pub(super) async fn end(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let permit = visit.permit(GrantRole {})?;
    let back = format!("{}/roles", whom.href());
    match people::end_grant(visit.services(), &permit, whom.id, visit.param("grant")?).await? {
        Ended::Done => Ok(see(format!("{back}?done=ended"))),
        Ended::LastAdministrator => Err(Problem::refused(
            "The last administrator cannot be taken away",
            "Nobody else who can sign in is administrator. Give the role to somebody else first, and let them sign in once.",
            ("Go back to the roles", &back),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id<T: std::str::FromStr>(number: u32) -> T {
        format!("00000000-0000-0000-0000-{number:012}")
            .parse()
            .ok()
            .unwrap()
    }

    fn checked(typed: &str, held: &[HeldGrant]) -> (Option<Checked>, RoleForm) {
        let offered = Offered {
            organisations: vec![(id(1), "Northside Council".to_owned())],
            boards: vec![(id(2), "Northside Board".to_owned())],
        };
        let mut form = RoleForm::of(&Fields::parse(typed));
        (form.check("Asha", &offered, held), form)
    }

    const ONE: &str = "00000000-0000-0000-0000-000000000001";
    const TWO: &str = "00000000-0000-0000-0000-000000000002";

    #[test]
    fn a_training_lead_needs_an_organisation_and_a_business_manager_a_board() {
        assert!(
            checked("role=training_lead", &[])
                .1
                .organisation
                .error
                .is_some()
        );
        assert!(
            checked(&format!("role=business_manager&organisation={ONE}"), &[])
                .1
                .board
                .error
                .is_some()
        );
        let lead = checked(
            &format!("role=training_lead&organisation={ONE}&board={TWO}"),
            &[],
        )
        .0;
        assert_eq!(
            lead,
            Some(Checked {
                role: Role::TrainingLead,
                organisation: Some(id(1)),
                board: None
            })
        );
    }

    #[test]
    fn an_administrator_is_one_for_the_whole_partnership() {
        let given = checked(&format!("role=administrator&organisation={ONE}"), &[]).0;
        assert_eq!(
            given,
            Some(Checked {
                role: Role::Administrator,
                organisation: None,
                board: None
            })
        );
    }

    #[test]
    fn nobody_is_made_learner_or_program() {
        for role in ["learner", "program", "", "king"] {
            assert!(
                checked(&format!("role={role}"), &[]).1.role.error.is_some(),
                "{role}"
            );
        }
    }

    #[test]
    fn the_same_role_is_not_given_twice_for_one_place() {
        let held = [HeldGrant {
            id: id(9),
            role: Role::TrainingLead,
            organisation: Some(id(1)),
            of: Some("Northside Council".to_owned()),
            starts_on: chrono::NaiveDate::MIN,
        }];
        let (given, form) = checked(&format!("role=training_lead&organisation={ONE}"), &held);
        assert!(given.is_none());
        assert_eq!(
            form.role.error.as_deref(),
            Some("Asha holds this role there already. Select another")
        );
        assert!(
            checked(&format!("role=manager&organisation={ONE}"), &held)
                .0
                .is_some()
        );
    }
}
