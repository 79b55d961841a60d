//! Two records side by side, what would move, and making them one.

use super::choose::in_address;
use crate::{
    people::Whom,
    ui::{
        BackLink, Button, ButtonKind, CaptionKind, Choice, Column, Content, Field, LabelKind,
        Narrow, PageHeading, Radios, Size, Table, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{MergeRecords, Permit, Role, SeePerson},
    calendar,
    ids::PersonId,
    keeping::{SignInOf, in_common, may_merge},
};
use leptos::prelude::*;
use store::{
    keeping::merging::{self, Compared, Facts, Moving},
    people::{self, PostRow},
};

/// Two records, with the leave to merge them.
struct Found {
    kept: Whom,
    other: PersonId,
    permit: Permit<MergeRecords>,
    compared: Compared,
    posts: [Vec<PostRow>; 2],
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let (kept, _) = in_address(visit).await?;
    let other: PersonId = visit.param("other")?;
    let services = visit.services();
    let target = people::target_of(services, other, visit.today).await?;
    let target = target.ok_or(Problem::NotFound)?;
    let common = in_common(&kept.seen.act().target, &target);
    let permit = visit.permit(MergeRecords { target: common })?;
    let seen = visit.permit(SeePerson { target })?;
    let compared = merging::compare(services, &permit, other)
        .await?
        .ok_or(Problem::NotFound)?;
    let records = [compared.kept.record(), compared.merged.record()];
    if let Err(why) = may_merge(
        permit.by(),
        visit.actor()?.has(Role::Administrator),
        records,
    ) {
        let back = ("Choose another record", format!("{}/merge", kept.href()));
        return Err(Problem::refused(
            "These records cannot be merged",
            format!("{why}."),
            (back.0, &back.1),
        ));
    }
    let posts = [
        people::posts(services, &kept.seen).await?,
        people::posts(services, &seen).await?,
    ];
    Ok(Found {
        kept,
        other,
        permit,
        compared,
        posts,
    })
}

pub(in super::super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    Ok(shown(&found, sign_in_field()).into())
}

/// Makes them one.
pub(in super::super) async fn merge(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let sign_in_of = match visit.form.text("sign_in") {
        "kept" => SignInOf::Kept,
        "merged" => SignInOf::Merged,
        _ if !asks(&found.compared) => SignInOf::Kept,
        _ => {
            let mut field = sign_in_field();
            wrong(&mut field, "Select how they sign in from now on");
            return Ok(shown(&found, field).into());
        }
    };
    let is_administrator = visit.actor()?.has(Role::Administrator);
    let (services, permit) = (visit.services(), &found.permit);
    match merging::merge(services, permit, found.other, sign_in_of, is_administrator).await? {
        Ok(_) => Ok(see(format!("{}?done=merged", found.kept.href()))),
        Err(why) => Err(Problem::refused(
            "These records cannot be merged",
            format!("{why}."),
            ("Go back to the person", &found.kept.href()),
        )),
    }
}

/// Whether there is something to choose: both have an address or an account.
fn asks(compared: &Compared) -> bool {
    let signs_in = |facts: &Facts| facts.email.is_some() || facts.has_account;
    signs_in(&compared.kept) && signs_in(&compared.merged)
}

fn sign_in_field() -> Field {
    Field::new("sign_in")
        .label("How do they sign in from now on?")
        .hint("The other way stops working, and they are signed out.")
}

fn shown(found: &Found, field: Field) -> Page {
    let back = format!("{}/merge", found.kept.href());
    let other_way = format!("/people/{}/merge/{}", found.other, found.kept.id);
    let (compared, posts) = (found.compared.clone(), found.posts.clone());
    let choices = asks(&found.compared).then(|| {
        [
            ("kept", &found.compared.kept),
            ("merged", &found.compared.merged),
        ]
        .map(|(code, facts)| Choice::new(code, signs_in(facts)))
        .to_vec()
    });
    let (summary, merged) = (field.clone(), found.compared.merged.name.clone());
    let content = move || {
        let (sides, moving) = (sides(&compared, &posts), moving(&compared.moving));
        let choose = choices.map(|choices| {
            view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Small)/> }
        });
        let warning = format!(
            "Be sure that both records are of one human being. The record of {merged} on the right goes into the one on the left."
        );
        view! {
            <PageHeading text="Merge these two records?"/>
            {sides}
            {moving}
            <WarningText text=warning/>
            <ul class="govuk-list govuk-list--bullet">
                <li>"Nothing is deleted. Certificates stay as they are and can be checked as before."</li>
                <li>"What is needed by when is worked out anew."</li>
                <li>"Posts that are there twice stay both. Give one of them a last day afterwards."</li>
            </ul>
            <Form>
                {choose}
                <Button text="Merge the records" kind=ButtonKind::Warning/>
            </Form>
            <p class="govuk-body"><a class="govuk-link" href=other_way>"Keep the other record instead"</a></p>
        }
    };
    Page::new("Merge these two records?", content)
        .section("/people")
        .before(move || view! { <BackLink href=back text="Choose another record"/> })
        .errors(&[&summary])
}

/// "asha@northside.example, has an account".
fn signs_in(facts: &Facts) -> String {
    let address = facts
        .email
        .clone()
        .unwrap_or_else(|| "Staff number".to_owned());
    let account = match (facts.has_account, facts.seen_at) {
        (false, _) => "no account yet".to_owned(),
        (true, None) => "has an account".to_owned(),
        (true, Some(at)) => format!("last used on {}", calendar::moment(at)),
    };
    format!("{address}, {account}")
}

fn sides(compared: &Compared, of: &[Vec<PostRow>; 2]) -> AnyView {
    let [kept, merged] = [&compared.kept, &compared.merged];
    let row = |what: &str, say: fn(&Facts) -> String| -> Vec<Content> {
        vec![what.to_owned().into(), say(kept).into(), say(merged).into()]
    };
    let posts = |posts: &[PostRow]| Content::lines(posts.iter().map(post));
    let rows: Vec<Vec<Content>> = vec![
        row("Name", |facts| facts.name.clone()),
        row("Signs in with", signs_in),
        row("Added", |facts| calendar::moment(facts.created_at)),
        vec!["Posts".into(), posts(&of[0]), posts(&of[1])],
    ];
    let head = vec![
        Column::unseen("What"),
        Column::new("Record that is kept"),
        Column::new("Record that goes into it"),
    ];
    view! {
        <Table caption="The two records" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

/// "Housing officer, Northside, 123456, from 1 May 2024".
fn post(post: &PostRow) -> String {
    let number = post
        .staff_number
        .as_ref()
        .map(|number| format!(", {number}"));
    let until = post
        .ends_on
        .map(|day| format!(" until {}", calendar::day(day)));
    format!(
        "{}, {}{}, from {}{}",
        post.job_title,
        post.organisation,
        number.unwrap_or_default(),
        calendar::day(post.starts_on),
        until.unwrap_or_default()
    )
}

fn moving(moving: &[Moving]) -> AnyView {
    let any = |one: &&Moving| one.kept + one.moving + one.staying > 0;
    let row = |one: &Moving| -> Vec<Content> {
        let stays = match one.staying {
            0 => String::new(),
            number => format!("{number}, because the kept record has the same under way"),
        };
        vec![
            one.words.clone().into(),
            one.kept.to_string().into(),
            one.moving.to_string().into(),
            stays.into(),
        ]
    };
    let rows: Vec<_> = moving.iter().filter(any).map(row).collect();
    let head = vec![
        Column::new("What"),
        Column::numeric("Kept record has"),
        Column::numeric("Moves to it"),
        Column::new("Stays behind"),
    ];
    view! { <Table caption="What moves" head=head rows=rows narrow=Narrow::Stack/> }.into_any()
}
