//! The last day of a post, and the roles that end with it. Nothing is deleted.
//!
//! Rules P31 to P33 of `docs/rules/people.md`.

use super::{
    post_form::last_day,
    set_post::in_address,
    whom::{Whom, whom},
};
use crate::{
    ui::{
        BackLink, Button, ButtonKind, Checkboxes, Choice, DateInput, Field, LabelKind, PageHeading,
        Size, SummaryList, SummaryRow, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date_field, wrong},
    },
};
use chrono::{Datelike, NaiveDate};
use domain::{
    access::{Permit, SeePerson, SetPost},
    ids::{GrantId, OrganisationId, PostId},
    people::Contract,
};
use leptos::prelude::*;
use store::{
    StoreError,
    people::{self, HeldGrant, PostRow},
};

/// The questions with what was answered.
#[derive(Clone)]
struct EndForm {
    ends_on: Field,
    roles: Field,
}

impl EndForm {
    fn of(typed: &Fields) -> Self {
        Self {
            ends_on: date_field(typed, "ends_on").label("What is the last day of the post?"),
            roles: Field::new("roles")
                .label("Which roles end with the post?")
                .hint("They end on the same day. If that is past, they end now and the person is signed out")
                .values(typed.all("roles")),
        }
    }

    /// The form as the post stands, with the roles ticked that nothing else keeps up.
    fn with(found: &Found) -> Self {
        let mut form = Self::of(&Fields::default());
        if let Some(day) = found.post.ends_on {
            let [day, month, year] =
                [day.day(), day.month(), day.year().unsigned_abs()].map(|part| part.to_string());
            form.ends_on = form.ends_on.date(day, month, year);
        }
        if !found.stays_there {
            let all = found.roles.iter().map(|role| role.id.to_string());
            form.roles = form.roles.values(all);
        }
        form
    }

    /// The last day, if there is to be one, and the roles to end; none when something is wrong.
    fn check(
        &mut self,
        post: &PostRow,
        roles: &[HeldGrant],
        today: NaiveDate,
    ) -> Option<(Option<NaiveDate>, Vec<GrantId>)> {
        let contract = Contract::from_code(&post.contract);
        let day = last_day(&mut self.ends_on, contract, Some(post.starts_on), today);
        if day.is_none() && post.ends_on.is_none() {
            wrong(&mut self.ends_on, "Enter the last day of the post");
        }
        let chosen = roles
            .iter()
            .filter(|role| self.roles.has(&role.id.to_string()))
            .map(|role| role.id);
        let chosen = chosen.collect();
        self.ends_on.error.is_none().then_some((day, chosen))
    }
}

/// The post that is to end.
struct Found {
    whom: Whom,
    permit: Permit<SetPost>,
    name: String,
    post: PostRow,
    /// The roles held for its organisation.
    roles: Vec<HeldGrant>,
    /// Whether another post there goes on.
    stays_there: bool,
    /// What becomes of the holder.
    after: Vec<&'static str>,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let (services, today) = (visit.services(), visit.today);
    let whom = whom(visit).await?;
    let posts = people::posts(services, &whom.seen).await?;
    let post = in_address(visit, &posts)?.clone();
    let organisation = OrganisationId(post.organisation_id);
    let permit = visit.permit(SetPost { organisation })?;
    let (name, email) = people::name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let (roles, elsewhere): (Vec<_>, Vec<_>) = people::grants_of(services, &whom.seen, today)
        .await?
        .into_iter()
        .partition(|grant| grant.organisation == Some(organisation));
    let others: Vec<_> = posts
        .iter()
        .filter(|other| other.id != post.id && other.ends_on.is_none_or(|end| today <= end))
        .collect();
    let stays_there = others
        .iter()
        .any(|other| other.organisation_id == post.organisation_id);
    let mut after =
        vec!["Nothing is deleted. Their training and their certificates stay as they are."];
    if !stays_there {
        after.push("After the last day this organisation no longer sees them.");
    }
    if email.is_some() {
        after.push("They can still sign in and see their own record.");
    } else if !others.iter().any(|other| other.staff_number.is_some()) {
        after.push("They have no e-mail address, so after the last day they cannot sign in.");
    }
    if !elsewhere.is_empty() {
        after.push("They hold other roles too. An administrator ends those.");
    }
    Ok(Found {
        whom,
        permit,
        name,
        post,
        roles,
        stays_there,
        after,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    Ok(shown(&found, &EndForm::with(&found)).into())
}

pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let mut form = EndForm::of(&visit.form);
    let Some((day, roles)) = form.check(&found.post, &found.roles, visit.today) else {
        return Ok(shown(&found, &form).into());
    };
    let (services, id) = (visit.services(), PostId(found.post.id));
    let person = found.whom.id;
    match people::end_post(services, &found.permit, person, id, day, &roles).await {
        Ok(true) => afterwards(&visit, &found.whom).await,
        Ok(false) => Err(Problem::NotFound),
        Err(StoreError::Conflict) => {
            wrong(
                &mut form.ends_on,
                "Somebody else has the staff number of this post by now. Change the number of the post first",
            );
            Ok(shown(&found, &form).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Leads to the person, or to the list when the visitor does not see them any more.
async fn afterwards(visit: &Visit, whom: &Whom) -> Result<Answer, Problem> {
    let target = people::target_of(visit.services(), whom.id, visit.today).await?;
    let sees = target.is_some_and(|target| visit.permit(SeePerson { target }).is_ok());
    Ok(see(if sees {
        format!("{}?done=last-day", whom.href())
    } else {
        "/people?done=last-day".to_owned()
    }))
}

fn shown(found: &Found, form: &EndForm) -> Page {
    let (fields, back) = (form.clone(), found.whom.href());
    let rows = vec![
        SummaryRow::new("Job title", found.post.job_title.clone()),
        SummaryRow::new("Organisation", found.post.organisation.clone()),
    ];
    let (name, after) = (found.name.clone(), found.after.clone());
    let roles: Vec<_> = found
        .roles
        .iter()
        .map(|role| Choice::new(role.id.to_string(), role.role.title()))
        .collect();
    let content = move || view(fields, name, rows, roles, after);
    Page::new("Last day of a post", content)
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .errors(&[&form.ends_on, &form.roles])
}

fn view(
    form: EndForm,
    name: String,
    rows: Vec<SummaryRow>,
    roles: Vec<Choice>,
    after: Vec<&'static str>,
) -> AnyView {
    let legend = LabelKind::Sized(Size::Small);
    let after: Vec<_> = after
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect();
    let roles = (!roles.is_empty())
        .then(|| view! { <Checkboxes field=form.roles choices=roles legend=legend/> });
    view! {
        <TwoThirds>
            <PageHeading text="Last day of a post" caption=name/>
            <SummaryList rows=rows/>
            <ul class="govuk-list govuk-list--bullet">{after}</ul>
            <Form>
                <DateInput field=form.ends_on legend=legend/>
                {roles}
                <Button text="Save the last day" kind=ButtonKind::Warning/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::access::Role;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    fn id<T: std::str::FromStr>(number: u32) -> T {
        let id = format!("00000000-0000-0000-0000-{number:012}");
        id.parse().ok().unwrap()
    }

    fn post(contract: Contract, ends_on: Option<NaiveDate>) -> PostRow {
        PostRow {
            id: id::<PostId>(1).into(),
            organisation_id: id::<OrganisationId>(2).into(),
            organisation: "Northside".to_owned(),
            team_id: None,
            team: None,
            around: None,
            job_title: "Housing officer".to_owned(),
            contract: contract.code().to_owned(),
            staff_number: None,
            manager_id: None,
            manager: None,
            manager_email: None,
            starts_on: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap(),
            ends_on,
        }
    }

    type Checked = (Option<NaiveDate>, Vec<GrantId>);

    fn checked(typed: &str, post: &PostRow) -> (EndForm, Option<Checked>) {
        let role = HeldGrant {
            id: id(7),
            role: Role::Manager,
            organisation: Some(id(2)),
            of: Some("Northside".to_owned()),
            starts_on: TODAY,
        };
        let mut form = EndForm::of(&Fields::parse(typed));
        let checked = form.check(post, &[role], TODAY);
        (form, checked)
    }

    #[test]
    fn a_last_day_may_be_past_but_not_before_the_first() {
        let post = post(Contract::Permanent, None);
        let day = NaiveDate::from_ymd_opt(2026, 10, 30);
        let typed = "ends_on_day=30&ends_on_month=10&ends_on_year=2026";
        assert_eq!(checked(typed, &post).1.unwrap().0, day);
        let early = "ends_on_day=31&ends_on_month=8&ends_on_year=2026";
        assert!(checked(early, &post).0.ends_on.error.is_some());
    }

    #[test]
    fn a_last_day_can_be_taken_away_but_not_from_agency_staff() {
        let set = Some(TODAY);
        assert_eq!(
            checked("", &post(Contract::Permanent, set)).1.unwrap().0,
            None
        );
        let error = checked("", &post(Contract::Agency, set)).0.ends_on.error;
        assert!(error.unwrap().contains("agency contract ends"));
        let error = checked("", &post(Contract::Permanent, None))
            .0
            .ends_on
            .error;
        assert_eq!(error.as_deref(), Some("Enter the last day of the post"));
    }

    #[test]
    fn only_roles_that_were_shown_can_be_ended() {
        let (one, seven) = (id::<GrantId>(1), id::<GrantId>(7));
        let typed =
            format!("ends_on_day=22&ends_on_month=11&ends_on_year=2026&roles={one}&roles={seven}");
        let roles = checked(&typed, &post(Contract::Permanent, None))
            .1
            .unwrap()
            .1;
        assert_eq!(roles, [seven]);
    }
}
