//! The rules of an organisation: the list, a rule's form, and changes with a look at who would move.

use super::{
    place::{Place, place, place_of_rule},
    preview::{self, Question},
    rule_form::{self, RuleForm},
    words,
};
use crate::{
    ui::{
        BackLink, BannerKind, ButtonLink, CaptionKind, Column, Content, InsetText, Narrow,
        NotificationBanner, PageHeading, Table,
    },
    web::{Answer, Fields, Page, Problem, Visit, see},
};
use domain::{
    calendar,
    framework::{ClassificationRule, RuleChange},
    ids::ClassificationRuleId,
};
use leptos::prelude::*;
use store::{
    StoreError,
    framework::cohorts::{RuleShown, change_rules, preview as who_moves, rules_shown},
};

pub(super) async fn list(visit: Visit) -> Result<Answer, Problem> {
    let place = place(&visit).await?;
    let rules = rules_shown(visit.services(), &place.permit).await?;
    let done = match visit.query.text("done") {
        "saved" => Some("The rules have been changed, and the posts have been sorted."),
        _ => None,
    };
    Ok(Page::new("Rules that sort posts", move || {
        list_view(&place, &rules, done)
    })
    .section("/cohorts")
    .before(|| view! { <BackLink href="/cohorts" text="Cohorts"/> })
    .into())
}

fn list_view(place: &Place, rules: &[RuleShown], done: Option<&'static str>) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let add = format!("/cohorts/rules/new{}", place.query());
    let other = (place.offered.len() > 1).then(|| {
        let links: Vec<_> = place
            .offered
            .iter()
            .filter(|(id, _)| *id != place.id)
            .map(|(id, name)| {
                let href = format!("/cohorts/rules?organisation={id}");
                view! { <li><a class="govuk-link" href=href>{name.clone()}</a></li> }
            })
            .collect();
        view! {
            <h2 class="govuk-heading-s">"Rules of other organisations"</h2>
            <ul class="govuk-list">{links}</ul>
        }
    });
    let table = if rules.is_empty() {
        view! { <InsetText>"There are no rules yet. Begin with the job title that most people share."</InsetText> }
            .into_any()
    } else {
        let head = ["For", "Answered yes", "Decided"]
            .map(Column::new)
            .into_iter()
            .chain([Column::unseen("Change")])
            .collect();
        let rows: Vec<_> = rules
            .iter()
            .enumerate()
            .map(|(number, shown)| row(shown, number == 0))
            .collect();
        view! {
            <Table caption="Rules, in the order in which they are asked" caption_kind=CaptionKind::Plain head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    };
    view! {
        {banner}
        <PageHeading text="Rules that sort posts" caption=place.name.clone()/>
        <p class="govuk-body">"The first rule that fits a post decides. Decisions about single people come on top."</p>
        <ButtonLink text="Add a rule" href=add/>
        {table}
        {other}
    }
    .into_any()
}

fn row(shown: &RuleShown, is_first: bool) -> Vec<Content> {
    let rule = &shown.rule;
    let yes: Vec<&str> = rule
        .answers
        .iter()
        .filter(|(_, yes)| **yes)
        .map(|(question, _)| question.as_str())
        .collect();
    let yes = if yes.is_empty() {
        "None".to_owned()
    } else {
        yes.join(", ")
    };
    let by = shown
        .decided_by
        .clone()
        .unwrap_or_else(|| "The program".to_owned());
    let on = calendar::day(calendar::day_of(rule.decided_at));
    vec![
        capital(&rule.whom()).into(),
        yes.into(),
        Content::lines([by, on]),
        actions(rule, is_first),
    ]
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs
        .next()
        .map(|first| first.to_uppercase().chain(signs).collect())
        .unwrap_or_default()
}

fn actions(rule: &ClassificationRule, is_first: bool) -> Content {
    if rule.organisation.is_none() {
        return "Of the whole partnership".to_owned().into();
    }
    let link = |path: &str, words: &'static str| {
        let href = format!("/cohorts/rules/{}{path}", rule.id);
        let of = format!(" the rule for {}", rule.whom());
        view! {
            <li>
                <a class="govuk-link" href=href>{words} <span class="govuk-visually-hidden">{of}</span></a>
            </li>
        }
    };
    let up = (!is_first).then(|| link("/up", "Move up"));
    // One under the other, so that a thumb hits the one it means.
    view! {
        <ul class="govuk-list govuk-!-margin-bottom-0">{link("", "Change")} {up} {link("/retire", "Remove")}</ul>
    }
    .into_any()
    .into()
}

pub(super) async fn new(visit: Visit) -> Result<Answer, Problem> {
    let place = place(&visit).await?;
    let form = RuleForm::of(&visit.query, &place.framework);
    Ok(form_page(form, place, true).into())
}

fn form_page(form: RuleForm, place: Place, is_new: bool) -> Page {
    let fields = form.clone();
    let back = format!("/cohorts/rules{}", place.query());
    let heading = if is_new {
        "Sort posts by a rule"
    } else {
        "Change a rule"
    };
    Page::new(heading, move || {
        rule_form::view(form, &place, heading, is_new)
    })
    .section("/cohorts")
    .before(move || view! { <BackLink href=back text="Rules"/> })
    .errors(&fields.fields())
}

/// Checks a new rule and shows who would move; keeps it when that has been confirmed.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let place = place(&visit).await?;
    let id: ClassificationRuleId = visit
        .form
        .read("rule")
        .unwrap_or_else(|| visit.services().new_id());
    let mut form = RuleForm::of(&visit.form, &place.framework);
    let Some((rule, asked)) = form.check(visit.services(), &place, id) else {
        return Ok(form_page(form, place, true).into());
    };
    let change = RuleChange::Add(rule, asked);
    carry_on(
        &visit,
        place,
        change,
        Some(form),
        "/cohorts/rules/new".to_owned(),
    )
    .await
}

pub(super) async fn edit(visit: Visit) -> Result<Answer, Problem> {
    let place = place_of_rule(&visit).await?;
    let rule = in_address(&visit, &place).await?;
    // Whoever comes back from looking at who would move finds what they had typed.
    let form = if visit.query.0.iter().any(|(name, _)| name == "job_title") {
        RuleForm::of(&visit.query, &place.framework)
    } else {
        RuleForm::of_rule(&rule, &place.framework)
    };
    Ok(form_page(form, place, false).into())
}

pub(super) async fn replace(visit: Visit) -> Result<Answer, Problem> {
    let place = place_of_rule(&visit).await?;
    let old = in_address(&visit, &place).await?;
    let id: ClassificationRuleId = visit
        .form
        .read("rule")
        .unwrap_or_else(|| visit.services().new_id());
    let mut form = RuleForm::of(&visit.form, &place.framework);
    let Some((rule, _)) = form.check(visit.services(), &place, id) else {
        return Ok(form_page(form, place, false).into());
    };
    let action = format!("/cohorts/rules/{}", old.id);
    carry_on(
        &visit,
        place,
        RuleChange::Replace(old.id, rule),
        Some(form),
        action,
    )
    .await
}

pub(super) async fn confirm_up(visit: Visit) -> Result<Answer, Problem> {
    let place = place_of_rule(&visit).await?;
    let rule = in_address(&visit, &place).await?;
    let action = format!("/cohorts/rules/{}/up", rule.id);
    carry_on(&visit, place, RuleChange::MoveUp(rule.id), None, action).await
}

pub(super) async fn up(visit: Visit) -> Result<Answer, Problem> {
    confirm_up(visit).await
}

pub(super) async fn confirm_retire(visit: Visit) -> Result<Answer, Problem> {
    let place = place_of_rule(&visit).await?;
    let rule = in_address(&visit, &place).await?;
    let action = format!("/cohorts/rules/{}/retire", rule.id);
    carry_on(&visit, place, RuleChange::Retire(rule.id), None, action).await
}

pub(super) async fn retire(visit: Visit) -> Result<Answer, Problem> {
    confirm_retire(visit).await
}

/// The rule in the address, if it is one of the organisation's own.
async fn in_address(visit: &Visit, place: &Place) -> Result<ClassificationRule, Problem> {
    let id: ClassificationRuleId = visit.param("rule")?;
    let rules = rules_shown(visit.services(), &place.permit).await?;
    rules
        .into_iter()
        .map(|shown| shown.rule)
        .find(|rule| rule.id == id && rule.organisation.is_some())
        .ok_or(Problem::NotFound)
}

/// Makes the change when it has been confirmed; until then shows who would move.
async fn carry_on(
    visit: &Visit,
    place: Place,
    change: RuleChange,
    form: Option<RuleForm>,
    action: String,
) -> Result<Answer, Problem> {
    let preview = who_moves(visit.services(), &place.permit, &change).await?;
    let list = format!("/cohorts/rules{}", place.query());
    if visit.form.text("step") == "save" {
        let changed = change_rules(visit.services(), &place.permit, &change, &preview.people).await;
        return match changed {
            // The same form sent twice: the first one has done it.
            Ok(()) | Err(StoreError::Conflict) => Ok(see(format!("{list}&done=saved"))),
            Err(error) => Err(error.into()),
        };
    }
    let moving: usize = preview.moves.iter().map(|one| one.posts).sum();
    let title = match moving {
        0 => "Nobody would move".to_owned(),
        1 => "1 post would move".to_owned(),
        _ => format!("{} would move", words::posts(moving)),
    };
    let organisation = place.id.to_string();
    let button = match &change {
        RuleChange::Add(..) | RuleChange::Replace(..) => "Save rule",
        RuleChange::MoveUp(_) => "Move up",
        RuleChange::Retire(_) => "Remove rule",
    };
    let rule = match &change {
        RuleChange::Add(rule, _) | RuleChange::Replace(_, rule) => rule.id.to_string(),
        RuleChange::MoveUp(_) | RuleChange::Retire(_) => String::new(),
    };
    let again = form.as_ref().map_or(list, |form| {
        let pairs = form
            .fields()
            .into_iter()
            .map(|f| (f.name.clone(), f.current().to_owned()));
        let typed = Fields(pairs.collect()).with(&[("organisation", &organisation)]);
        format!("{action}?{typed}")
    });
    Ok(preview::page(&place, preview, move || Question {
        title,
        action,
        button,
        back: again,
        hidden: view! {
            <input type="hidden" name="organisation" value=organisation/>
            <input type="hidden" name="rule" value=rule/>
            {form.map(|form| form.hidden())}
        }
        .into_any(),
    })
    .into())
}
