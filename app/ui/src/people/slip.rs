//! The joining slip: how somebody without e-mail signs in for the first time.
//!
//! Rules P10 to P12 of `docs/rules/people.md`.

use super::{slip_code, whom::whom};
use crate::{
    ui::{
        BackLink, CallOut, CallOutKind, InsetText, PageHeading, SummaryList, SummaryRow, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use chrono::NaiveDate;
use domain::{
    access::{Actor, InvitePerson, Role},
    calendar,
    ids::OrganisationId,
};
use leptos::prelude::*;
use store::people::{self, HeldGrant, PostRow, SLIP_WORKS, Slip};

/// Why no slip is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoSlip {
    /// An invitation goes by e-mail, which nobody else reads.
    HasEmail,
    /// There is nothing to sign in with.
    NoStaffNumber,
    /// Whoever holds the slip could act in the role.
    HasRole,
}

impl NoSlip {
    pub fn advice(self) -> &'static str {
        match self {
            Self::HasEmail => "They have an e-mail address. Send an invitation instead.",
            Self::NoStaffNumber => {
                "They have no staff number in a post that has started. A slip works with the staff number only."
            }
            Self::HasRole => {
                "They hold a role in Cascade. Ask your administrator to print the slip."
            }
        }
    }
}

/// The post whose staff number goes on the slip: one that has started, first in an organisation of the visitor's.
///
/// # Errors
/// Why there is no slip.
pub(super) fn may_print<'a>(
    actor: &Actor,
    email: Option<&str>,
    grants: &[HeldGrant],
    posts: &'a [PostRow],
    today: NaiveDate,
) -> Result<(&'a PostRow, &'a str), NoSlip> {
    if email.is_some() {
        return Err(NoSlip::HasEmail);
    }
    if !grants.is_empty() && !actor.has(Role::Administrator) {
        return Err(NoSlip::HasRole);
    }
    let is_held =
        |post: &&PostRow| post.starts_on <= today && post.ends_on.is_none_or(|end| today <= end);
    let numbered = posts
        .iter()
        .filter(is_held)
        .filter_map(|post| Some((post, post.staff_number.as_deref()?)));
    let own = actor.organisations();
    let is_elsewhere =
        |(post, _): &(&PostRow, &str)| !own.contains(&OrganisationId(post.organisation_id));
    numbered
        .min_by_key(is_elsewhere)
        .ok_or(NoSlip::NoStaffNumber)
}

/// Makes a new code and shows the slip, this once.
pub(super) async fn print(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let permit = visit.permit(InvitePerson {
        target: whom.seen.act().target.clone(),
    })?;
    let services = visit.services();
    let (name, email) = people::name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let grants = people::grants_of(services, &whom.seen, visit.today).await?;
    let posts = people::posts(services, &whom.seen).await?;
    let (post, number) = may_print(
        visit.actor()?,
        email.as_deref(),
        &grants,
        &posts,
        visit.today,
    )
    .map_err(|why| {
        Problem::refused(
            "No joining slip can be printed",
            why.advice(),
            ("Go back to the person", &whom.href()),
        )
    })?;
    let account = people::open_account(services, &permit, whom.id).await?;
    let slip = Slip {
        account,
        organisation: post.organisation_id.into(),
        staff_number: number.to_owned(),
    };
    let code = slip_code(|below| visit.ids.below(below));
    people::print_slip(services, &permit, &slip, &code).await?;
    let paper = Paper {
        organisation: post.organisation.clone(),
        staff_number: slip.staff_number,
        address: format!("{}/sign-in/staff-number", visit.settings().public_url),
        until: calendar::moment(visit.now + SLIP_WORKS),
        name,
        code,
    };
    let back = whom.href();
    Ok(
        Page::new(format!("Joining slip for {}", paper.name), move || {
            view(paper)
        })
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .into(),
    )
}

/// What stands on the slip.
struct Paper {
    name: String,
    organisation: String,
    staff_number: String,
    code: String,
    address: String,
    until: String,
}

fn view(paper: Paper) -> AnyView {
    let rows = vec![
        SummaryRow::new("Address", paper.address),
        SummaryRow::new("Organisation", paper.organisation),
        SummaryRow::new("Staff number", paper.staff_number),
        SummaryRow::new(
            "One-time code",
            view! { <strong class="govuk-heading-m govuk-!-margin-bottom-0">{paper.code}</strong> }
                .into_any(),
        ),
        SummaryRow::new("Works once, until", paper.until),
    ];
    view! {
        <TwoThirds>
            <PageHeading text=paper.name caption="Joining slip"/>
            <InsetText>
                "Print this page now, or copy the code by hand. It is not shown again. Slips printed before for the same
                person have stopped working."
            </InsetText>
            <SummaryList rows=rows/>
            <h2 class="govuk-heading-m">"How to sign in"</h2>
            <ol class="govuk-list govuk-list--number">
                <li>"Open the address on any computer or phone."</li>
                <li>"Choose your organisation and type your staff number and the code. Capitals and the hyphen do not matter."</li>
                <li>"The code works once. When you want to sign in again, ask your training lead for a new slip."</li>
            </ol>
            <CallOut kind=CallOutKind::Important title="Keep this slip to yourself">
                <p class="govuk-body">
                    "Whoever has it can sign in as you until you have. If you lose it, ask for a new one at once."
                </p>
            </CallOut>
        </TwoThirds>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{access::Grant, ids::PostId};

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    fn id<T: std::str::FromStr>(number: u32) -> T {
        format!("00000000-0000-0000-0000-{number:012}")
            .parse()
            .ok()
            .unwrap()
    }

    fn lead(organisation: u32) -> Actor {
        let grant = Grant {
            role: Role::TrainingLead,
            organisation: Some(id(organisation)),
            board: None,
            whose: None,
        };
        Actor::Person {
            person: id(90),
            account: id(91),
            name: "Ben Lead".to_owned(),
            grants: vec![grant],
        }
    }

    fn administrator() -> Actor {
        let grant = Grant {
            role: Role::Administrator,
            organisation: None,
            board: None,
            whose: None,
        };
        Actor::Person {
            person: id(90),
            account: id(91),
            name: "Ada".to_owned(),
            grants: vec![grant],
        }
    }

    fn post(organisation: u32, number: &str) -> PostRow {
        PostRow {
            id: id::<PostId>(1).into(),
            organisation_id: id::<OrganisationId>(organisation).into(),
            organisation: String::new(),
            team_id: None,
            team: None,
            around: None,
            job_title: String::new(),
            contract: String::new(),
            staff_number: (!number.is_empty()).then(|| number.to_owned()),
            manager_id: None,
            manager: None,
            manager_email: None,
            starts_on: TODAY,
            ends_on: None,
        }
    }

    fn number(actor: &Actor, posts: &[PostRow]) -> Result<String, NoSlip> {
        may_print(actor, None, &[], posts, TODAY).map(|(_, number)| number.to_owned())
    }

    #[test]
    fn the_slip_names_the_post_in_the_leads_own_organisation() {
        let posts = [post(1, "11"), post(2, "22")];
        assert_eq!(number(&lead(2), &posts), Ok("22".to_owned()));
        assert_eq!(number(&lead(1), &posts), Ok("11".to_owned()));
    }

    #[test]
    fn a_post_that_has_ended_or_not_begun_has_no_slip() {
        let ended = PostRow {
            starts_on: TODAY - chrono::Days::new(9),
            ends_on: TODAY.pred_opt(),
            ..post(1, "11")
        };
        let coming = PostRow {
            starts_on: TODAY + chrono::Days::new(1),
            ..post(1, "11")
        };
        assert_eq!(
            number(&lead(1), &[ended, coming, post(1, "")]),
            Err(NoSlip::NoStaffNumber)
        );
    }

    #[test]
    fn whoever_has_email_is_invited_by_email() {
        let refused = may_print(&lead(1), Some("asha@northside.example"), &[], &[], TODAY);
        assert_eq!(refused.map(|_| ()), Err(NoSlip::HasEmail));
    }

    #[test]
    fn only_an_administrator_prints_a_slip_for_somebody_with_a_role() {
        let grants = [HeldGrant {
            id: id(5),
            role: Role::Manager,
            organisation: None,
            of: None,
            starts_on: TODAY,
        }];
        let posts = [post(1, "11")];
        assert_eq!(
            may_print(&lead(1), None, &grants, &posts, TODAY).map(|_| ()),
            Err(NoSlip::HasRole)
        );
        assert!(may_print(&administrator(), None, &grants, &posts, TODAY).is_ok());
    }
}
