//! One person: who it is, where they work, how far their account and their training are, and what can be done.

use super::{
    absences, account, attempts, exceptions, posts, record, second_factor,
    sections::{Section, sections},
    slip::{self, NoSlip},
    whom::{Whom, whom},
};
use crate::{
    keeping::{self, record_links},
    records::{Standing, claimed, standing},
    reminders::{self, OnPerson, on_person},
    ui::{
        BackLink, BannerKind, Button, ButtonGroup, ButtonKind, ButtonLink, Content, Link,
        NotificationBanner, PageHeading, SummaryList, SummaryRow,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{
        Actor, ChangePerson, ClaimTraining, ExcusePeople, GrantRole, InvitePerson, NameDeputy,
        RecordAbsence, ResetAttempts, ReviseCertificate, Role, SetPost, SortPosts, permit,
    },
    calendar,
    framework::Membership,
    ids::{CertificateId, OrganisationId, PostId},
};
use leptos::prelude::*;
use store::{
    certificates::{self, CertificateRow},
    framework::{ExceptionShown, exceptions as exceptions_of},
    learning::{self, Study},
    people::{self, AbsenceShown, AccountState, HeldGrant, PostRow, Purpose},
};

/// What the visitor may do with the person.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an act of its own that is allowed or not"
)]
struct May {
    change: bool,
    claim: bool,
    /// Exempt from a level, or set a date.
    excuse: bool,
    grant: bool,
    invite: bool,
    name_deputy: bool,
    /// The posts from which the visitor may say that somebody is away.
    record_absence: Vec<PostId>,
    reset: bool,
    /// The posts that the visitor may change.
    set: Vec<PostId>,
    /// The certificates that the visitor may issue again.
    revise: Vec<CertificateId>,
}

impl May {
    fn of(actor: &Actor, whom: &Whom, posts: &[PostRow], certificates: &[CertificateRow]) -> Self {
        let target = || whom.seen.act().target.clone();
        let may_set = |post: &&PostRow| {
            let organisation = post.organisation_id.into();
            permit(actor, SetPost { organisation }).is_ok()
        };
        let may_record = |post: &&PostRow| {
            let organisation = post.organisation_id.into();
            permit(actor, RecordAbsence { organisation }).is_ok()
        };
        let may_excuse =
            |organisation: OrganisationId| permit(actor, ExcusePeople { organisation }).is_ok();
        let may_revise =
            |row: &&CertificateRow| permit(actor, ReviseCertificate { board: row.board }).is_ok();
        Self {
            change: permit(actor, ChangePerson { target: target() }).is_ok(),
            claim: permit(actor, ClaimTraining { target: target() }).is_ok(),
            excuse: target().organisations.into_iter().any(may_excuse),
            grant: permit(actor, GrantRole {}).is_ok(),
            invite: permit(actor, InvitePerson { target: target() }).is_ok(),
            name_deputy: permit(actor, NameDeputy { target: target() }).is_ok(),
            record_absence: posts
                .iter()
                .filter(may_record)
                .map(|post| PostId(post.id))
                .collect(),
            reset: permit(actor, ResetAttempts { target: target() }).is_ok(),
            set: posts
                .iter()
                .filter(may_set)
                .map(|post| PostId(post.id))
                .collect(),
            revise: certificates
                .iter()
                .filter(may_revise)
                .map(|row| row.id)
                .collect(),
        }
    }
}

/// What the page shows.
struct Shown {
    href: String,
    name: String,
    email: Option<String>,
    posts: Vec<PostRow>,
    absences: Vec<AbsenceShown>,
    exceptions: Vec<ExceptionShown>,
    grants: Vec<HeldGrant>,
    account: Option<AccountState>,
    standing: Standing,
    used_up: Vec<Study>,
    certificates: Vec<CertificateRow>,
    messages: OnPerson,
    slip: Option<NoSlip>,
    may: May,
    /// Where their cohorts are explained and decided, for those who sort posts.
    cohorts_href: Option<String>,
    done: Option<&'static str>,
    now: DateTime<Utc>,
    today: NaiveDate,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let whom = match whom(&visit).await {
        Ok(whom) if !whom.seen.act().target.organisations.is_empty() => whom,
        // Whoever works nowhere may have been merged into another record, which is shown instead.
        found => match keeping::kept_instead(&visit).await? {
            Some(kept) => return Ok(see(kept)),
            None => found?,
        },
    };
    let shown = gather(&visit, &whom).await?;
    Ok(Page::new(shown.name.clone(), move || view(shown))
        .section("/people")
        .before(|| view! { <BackLink href="/people" text="People"/> })
        .into())
}

/// Leads to the person, for those who look up the address of a form.
pub(super) async fn back(visit: Visit) -> Result<Answer, Problem> {
    Ok(see(whom(&visit).await?.href()))
}

/// Fifteen queries, whatever the person has done.
async fn gather(visit: &Visit, whom: &Whom) -> Result<Shown, Problem> {
    let (services, seen, today) = (visit.services(), &whom.seen, visit.today);
    let (name, email) = people::name_of(services, seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let posts = people::posts(services, seen).await?;
    let grants = people::grants_of(services, seen, today).await?;
    let slip = slip::may_print(visit.actor()?, email.as_deref(), &grants, &posts, today).err();
    let studies = learning::studies(services, seen).await?;
    let tries = learning::tries(services, seen).await?;
    let certificates = certificates::of_person(services, seen).await?;
    Ok(Shown {
        href: whom.href(),
        absences: people::absences(services, seen).await?,
        exceptions: exceptions_of(services, seen).await?,
        account: people::account_state(services, seen).await?,
        standing: standing(visit, seen).await?,
        used_up: attempts::used_up(studies, &tries),
        may: May::of(visit.actor()?, whom, &posts, &certificates),
        certificates,
        messages: on_person(visit, whom, (&name, email.clone())).await?,
        cohorts_href: seen
            .act()
            .target
            .organisations
            .iter()
            .any(|id| visit.permit(SortPosts { organisation: *id }).is_ok())
            .then(|| format!("{}/cohorts", whom.href())),
        done: done(visit.query.text("done")),
        now: visit.now,
        name,
        email,
        posts,
        grants,
        slip,
        today,
    })
}

/// What was just done.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "added" => "The person has been added.",
        "added-invited" => "The person has been added, and an invitation is on its way.",
        "invited" => "An invitation is on its way. Its link works once, for 24 hours.",
        "reset" => "A link to choose a new password is on its way. It works once, for 24 hours.",
        "attempts" => {
            "New attempts have been given. Those made before are kept and no longer count."
        }
        "away" => "The times away are as you entered them.",
        "excepted" => "The exception has been decided.",
        "renamed" => "The name has been changed.",
        "address" => {
            "Name and e-mail address are as you entered them. They have been signed out everywhere."
        }
        "post-added" => "The post has been added.",
        "post-changed" => "The post has been changed.",
        "last-day" => "The last day of the post is as you entered it.",
        "merged" => "The two records are one. What is needed by when has been worked out anew.",
        "unmerged" => "The merger has been undone. Each record has again what it had.",
        "second-factor" => "The second factor has been taken away.",
        word => return reminders::done(word),
    })
}

fn view(shown: Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let caption = main_post(&shown);
    let identity = identity(&shown);
    let may = &shown.may;
    let posts = posts::section(
        &shown.href,
        &shown.posts,
        (&may.set, &may.record_absence),
        shown.today,
    );
    let absences = absences::section(
        &shown.href,
        &shown.posts,
        &shown.absences,
        &may.record_absence,
    );
    let exceptions =
        exceptions::section(&shown.href, &shown.standing, &shown.exceptions, may.excuse);
    let excuse = may.excuse.then_some(shown.href.as_str());
    let needs = record::needs(&shown.standing, excuse, shown.today);
    let sections = sections(&shown.href, Section::Record, shown.cohorts_href.as_deref());
    let attempts = attempts::section(&shown.href, &shown.used_up, shown.may.reset);
    let completions = record::completions(&shown.standing, shown.today);
    let renamed = record::renamed(&shown.name, &shown.certificates, &shown.may.revise);
    let claims = (claimed(&shown.standing.claims), claim_button(&shown));
    let certificates = record::certificates(&shown.href, &shown.certificates);
    let account = account_section(&shown);
    let messages = shown.messages.view();
    let record = shown.may.change.then(|| record_links(&shown.href));
    view! {
        {banner}
        <PageHeading text=shown.name caption=caption/>
        {sections}
        {identity}
        {account}
        <h2 class="govuk-heading-m">"Training needed"</h2>
        {needs}
        {exceptions}
        {attempts}
        <h2 class="govuk-heading-m">"Completed"</h2>
        {completions}
        {claims}
        <h2 class="govuk-heading-m">"Certificates"</h2>
        {renamed}
        {certificates}
        {messages}
        {posts}
        {absences}
        {record}
    }
    .into_any()
}

/// The way to claim training for the person.
fn claim_button(shown: &Shown) -> Option<AnyView> {
    let id = shown.href.rsplit('/').next().unwrap_or_default();
    let href = format!("/claims/new?person={id}");
    shown.may.claim.then(|| {
        view! {
            <ButtonGroup>
                <ButtonLink text="Claim training done elsewhere" href=href kind=ButtonKind::Secondary hidden_text="for this person"/>
            </ButtonGroup>
        }
        .into_any()
    })
}

/// "Social worker, Northside Council": the main post of today, or the one to come.
fn main_post(shown: &Shown) -> String {
    let of = |job: &str, organisation: &str| format!("{job}, {organisation}");
    let held = shown
        .standing
        .facts
        .posts
        .iter()
        .find(|post| post.is_held_on(shown.today));
    let to_come = shown.posts.iter().find(|post| post.starts_on > shown.today);
    match (held, to_come) {
        (Some(post), _) => of(&post.job_title, &post.organisation),
        (None, Some(post)) => {
            format!(
                "{}, from {}",
                of(&post.job_title, &post.organisation),
                calendar::day(post.starts_on)
            )
        }
        (None, None) => "In no post today".to_owned(),
    }
}

fn identity(shown: &Shown) -> AnyView {
    let email = shown
        .email
        .clone()
        .unwrap_or_else(|| "None. Signs in with the staff number".to_owned());
    let roles: Vec<_> = shown.grants.iter().map(role).collect();
    let roles = if roles.is_empty() {
        Content::from("None")
    } else {
        Content::lines(roles)
    };
    let mut roles = SummaryRow::new("Roles", roles);
    if shown.may.grant {
        let link = Link::new("Change", format!("{}/roles", shown.href)).hidden_text("roles");
        roles = roles.action(link);
    }
    let is_manager = shown.grants.iter().any(|grant| grant.role == Role::Manager);
    if shown.may.name_deputy && is_manager {
        let link = Link::new("Deputy", format!("{}/deputies", shown.href));
        roles = roles.action(link.hidden_text("while the line manager is away"));
    }
    let mut cohorts = SummaryRow::new("Cohorts", cohorts(shown));
    if let Some(href) = &shown.cohorts_href {
        let link = Link::new("See why", href.clone()).hidden_text("the person is in these cohorts");
        cohorts = cohorts.action(link);
    }
    let state = shown.account.as_ref();
    let mut account = second_factor::account_row(state, shown.now, &shown.href, shown.may.grant);
    if shown.may.invite && state.is_some_and(|account| account.has_employer) {
        let link = Link::new("Change", format!("{}/sign-ins", shown.href));
        account = account.action(link.hidden_text("the employer's account"));
    }
    let change = |row: SummaryRow, what: &str| {
        let link = Link::new("Change", format!("{}/edit", shown.href)).hidden_text(what);
        if shown.may.change {
            row.action(link)
        } else {
            row
        }
    };
    let rows = vec![
        change(SummaryRow::new("Name", shown.name.clone()), "name"),
        change(SummaryRow::new("E-mail address", email), "e-mail address"),
        cohorts,
        account,
        roles,
    ];
    view! { <SummaryList rows=rows/> }.into_any()
}

/// The cohorts of today, each with its reason, who decided it and when.
fn cohorts(shown: &Shown) -> Content {
    let held = shown.standing.facts.posts.iter();
    let held = held.filter(|post| post.is_held_on(shown.today));
    let of_today = |m: &&Membership| {
        m.since_on <= shown.today && m.until_on.is_none_or(|until| shown.today <= until)
    };
    let memberships: Vec<_> = held
        .flat_map(|post| post.cohorts.iter().filter(of_today))
        .collect();
    if memberships.is_empty() {
        let none = shown.standing.is_classified;
        return if none { "None" } else { "Unclassified" }.into();
    }
    let items: Vec<_> = memberships
        .into_iter()
        .map(|membership| {
            let (title, why) = (cohort_title(shown, &membership.cohort), why_in(membership));
            view! { <li>{title} <br/> <span class="govuk-hint">{why}</span></li> }
        })
        .collect();
    view! { <ul class="govuk-list govuk-!-margin-bottom-0">{items}</ul> }
        .into_any()
        .into()
}

fn cohort_title(shown: &Shown, code: &str) -> String {
    let framework = shown.standing.framework.as_ref();
    let cohort = framework.and_then(|f| f.framework.cohort(code));
    cohort.map_or_else(|| code.to_owned(), |cohort| cohort.title.clone())
}

/// "Q3 answered yes, decided by Asha Lead on 3 May 2027".
fn why_in(membership: &Membership) -> String {
    let reason = &membership.reason;
    match &membership.decided {
        None => reason.clone(),
        Some(by) => {
            let name = by.name.as_deref().unwrap_or("the program");
            format!("{reason}, decided by {name} on {}", calendar::day(by.on))
        }
    }
}

/// "Training lead at Northside Council".
fn role(grant: &HeldGrant) -> String {
    let title = grant.role.title();
    let since = calendar::day(grant.starts_on);
    match &grant.of {
        Some(place) => format!("{title}, {place}, since {since}"),
        None => format!("{title}, since {since}"),
    }
}

/// What can be done to let somebody in.
fn account_section(shown: &Shown) -> Option<AnyView> {
    let is_closed = shown
        .account
        .as_ref()
        .is_some_and(|account| account.closed_at.is_some());
    if !shown.may.invite || is_closed {
        return None;
    }
    let invite = shown.email.is_some().then(|| {
        let words = match (
            account::purpose(shown.account.as_ref()),
            shown.account.as_ref().and_then(|a| a.link_until),
        ) {
            (Purpose::Reset, _) => "Send a link for a new password",
            (Purpose::Invitation, Some(_)) => "Send the invitation again",
            (Purpose::Invitation, None) => "Send an invitation",
        };
        let action = format!("{}/invite", shown.href);
        view! { <Form action=action><Button text=words kind=ButtonKind::Secondary/></Form> }
    });
    let slip = shown.slip.is_none().then(|| {
        let action = format!("{}/slip", shown.href);
        view! { <Form action=action><Button text="Print a joining slip" kind=ButtonKind::Secondary/></Form> }
    });
    let neither = match shown.slip {
        Some(why @ (NoSlip::NoStaffNumber | NoSlip::HasRole)) => {
            Some(view! { <p class="govuk-body">{why.advice()}</p> })
        }
        _ => None,
    };
    Some(view! { <ButtonGroup>{invite} {slip}</ButtonGroup> {neither} }.into_any())
}
