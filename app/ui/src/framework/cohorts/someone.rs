//! The cohorts of one person, post by post: which answer, which rule, who decided, when; and decisions by hand.

use super::place::framework;
use crate::{
    people::{Whom, whom},
    ui::{
        BackLink, BannerKind, Button, ButtonKind, CaptionKind, Choice, Column, Content, DateInput,
        Details, Field, InsetText, LabelKind, Narrow, NotificationBanner, PageHeading, RadioLayout,
        Radios, Select, Size, Table, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{
    access::SortPosts,
    calendar,
    framework::{AskedOf, Framework, Membership, OwnAnswer, PostFacts},
    ids::{CohortOverrideId, PostId},
};
use leptos::prelude::*;
use std::{collections::HashMap, sync::Arc};
use store::{
    framework::{
        cohorts::{
            NewDecision, OverrideShown, answer_for_person, decide_by_hand, end_decision, overrides,
            own_answers,
        },
        person_facts,
    },
    people,
};

/// The form of a decision by hand.
#[derive(Clone)]
struct DecisionForm {
    post: Option<PostId>,
    cohort: Field,
    is_in: Field,
    reason: Field,
    until_on: Field,
}

impl DecisionForm {
    fn of(typed: &Fields, post: Option<PostId>) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            post,
            cohort: field("cohort", "Cohort"),
            is_in: field("is_in", "What do you want to do?"),
            reason: field("reason", "Why?").hint("The person and their manager can read this"),
            until_on: date_field(typed, "until_on")
                .label("Until when? (optional)")
                .hint("The last day. For example, 27 3 2027"),
        }
    }

    fn fields(&self) -> [&Field; 4] {
        [&self.is_in, &self.cohort, &self.reason, &self.until_on]
    }

    fn check(&mut self, framework: &Framework, today: NaiveDate) -> Option<NewDecision> {
        let is_in = match self.is_in.current() {
            "in" => Some(true),
            "out" => Some(false),
            _ => {
                wrong(
                    &mut self.is_in,
                    "Select whether to add the cohort or to take it away",
                );
                None
            }
        };
        let cohort = framework
            .cohort(self.cohort.current())
            .map(|c| c.code.clone());
        if cohort.is_none() {
            wrong(&mut self.cohort, "Select a cohort");
        }
        let reason = required(&mut self.reason, "Reason", "Enter the reason");
        let until_on = date(&mut self.until_on, "Last day");
        if until_on.is_some_and(|until| until < today) {
            wrong(
                &mut self.until_on,
                "Last day must be today or in the future",
            );
        }
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        Some(NewDecision {
            cohort: cohort?,
            is_in: is_in?,
            reason,
            until_on,
        })
    }
}

/// What the page shows.
struct Shown {
    href: String,
    name: String,
    framework: Arc<Framework>,
    /// The posts of today and to come that the visitor may sort.
    posts: Vec<PostFacts>,
    answers: HashMap<PostId, Vec<OwnAnswer>>,
    overrides: Vec<OverrideShown>,
    form: DecisionForm,
    done: Option<&'static str>,
    today: NaiveDate,
}

async fn gather(visit: &Visit, whom: &Whom, form: DecisionForm) -> Result<Shown, Problem> {
    let services = visit.services();
    let (name, _) = people::name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let (facts, _) = person_facts(services, &whom.seen, Vec::new()).await?;
    let may = |post: &PostFacts| {
        let organisation = post.organisation_id;
        visit.permit(SortPosts { organisation }).is_ok()
    };
    let lasting = |post: &PostFacts| post.ends_on.is_none_or(|end| visit.today <= end);
    Ok(Shown {
        href: format!("{}/cohorts", whom.href()),
        name,
        framework: framework(visit).await?,
        posts: facts
            .posts
            .into_iter()
            .filter(|post| may(post) && lasting(post))
            .collect(),
        answers: own_answers(services, &whom.seen).await?,
        overrides: overrides(services, &whom.seen).await?,
        form,
        done: (!visit.query.text("done").is_empty())
            .then_some("The cohorts have been worked out anew."),
        today: visit.today,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let form = DecisionForm::of(&Fields::default(), None);
    Ok(gather(&visit, &whom, form).await?.page().into())
}

/// What is only posted leads back to the page.
pub(super) async fn back(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    Ok(see(format!("{}/cohorts", whom.href())))
}

/// The post in the address, with the permit to sort it.
async fn post(
    visit: &Visit,
    whom: &Whom,
) -> Result<(PostId, domain::access::Permit<SortPosts>), Problem> {
    let id: PostId = visit.param("post")?;
    let (facts, _) = person_facts(visit.services(), &whom.seen, Vec::new()).await?;
    let post = facts.posts.into_iter().find(|post| post.post == id);
    let organisation = post.ok_or(Problem::NotFound)?.organisation_id;
    Ok((id, visit.permit(SortPosts { organisation })?))
}

/// Answers about the person, all of one post together.
pub(super) async fn answer(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let (post, permit) = post(&visit, &whom).await?;
    let framework = framework(&visit).await?;
    let of_person = framework
        .questions
        .iter()
        .filter(|question| question.asked_of == AskedOf::Person);
    for question in of_person {
        let yes = match visit.form.text(&format!("answer_{}", question.code)) {
            "yes" => true,
            "no" => false,
            _ => continue,
        };
        answer_for_person(
            visit.services(),
            &permit,
            (whom.id, post),
            &question.code,
            yes,
        )
        .await?;
    }
    Ok(see(format!("{}/cohorts?done=saved", whom.href())))
}

/// Gives a cohort by hand, or takes it.
pub(super) async fn decide(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let (post, permit) = post(&visit, &whom).await?;
    let framework = framework(&visit).await?;
    let mut form = DecisionForm::of(&visit.form, Some(post));
    let Some(new) = form.check(&framework, visit.today) else {
        return Ok(gather(&visit, &whom, form).await?.page().into());
    };
    decide_by_hand(visit.services(), &permit, (whom.id, post), &new).await?;
    Ok(see(format!("{}/cohorts?done=saved", whom.href())))
}

/// Ends a decision by hand.
pub(super) async fn end(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let (post, permit) = post(&visit, &whom).await?;
    let decision: CohortOverrideId = visit.param("decision")?;
    end_decision(visit.services(), &permit, (whom.id, post), decision).await?;
    Ok(see(format!("{}/cohorts?done=saved", whom.href())))
}

impl Shown {
    fn page(self) -> Page {
        let form = self.form.clone();
        let back = self.href.trim_end_matches("/cohorts").to_owned();
        Page::new(format!("Cohorts of {}", self.name), move || view(&self))
            .section("/people")
            .before(move || view! { <BackLink href=back text="Back to the person"/> })
            .errors(&form.fields())
    }
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let posts: Vec<_> = shown
        .posts
        .iter()
        .map(|post| post_view(shown, post))
        .collect();
    let name = shown.name.clone();
    let nothing = shown.posts.is_empty().then(|| {
        view! { <InsetText>"There is no post of today or to come that you may sort."</InsetText> }
    });
    view! {
        {banner}
        <TwoThirds>
            <PageHeading text="Cohorts" caption=name/>
            {nothing}
            {posts}
        </TwoThirds>
    }
    .into_any()
}

fn post_view(shown: &Shown, post: &PostFacts) -> AnyView {
    let title = format!("{}, {}", post.job_title, post.organisation);
    let why = why(shown, post);
    let unclassified = (!post.is_classified).then(|| {
        let query = Fields::default().with(&[
            ("organisation", &post.organisation_id.to_string()),
            ("job_title", &post.job_title),
        ]);
        view! {
            <InsetText>
                "Unclassified: no rule answers every question for this post. "
                <a class="govuk-link" href=format!("/cohorts/rules/new?{query}")>"Answer the questions for all posts like it"</a>
            </InsetText>
        }
    });
    let rules = format!("/cohorts/rules?organisation={}", post.organisation_id);
    let (questions, decisions, form) = (
        questions(shown, post),
        decisions(shown, post),
        decision_form(shown, post),
    );
    view! {
        <h2 class="govuk-heading-m">{title}</h2>
        {unclassified}
        {why}
        <p class="govuk-body"><a class="govuk-link" href=rules>"See the rules of this organisation"</a></p>
        {questions}
        {decisions}
        {form}
    }
    .into_any()
}

/// Each cohort of today or to come, with its reason.
fn why(shown: &Shown, post: &PostFacts) -> Option<AnyView> {
    let head = ["Cohort", "Since", "Why", "Decided"]
        .map(Column::new)
        .to_vec();
    let lasting = |m: &&Membership| m.until_on.is_none_or(|until| shown.today <= until);
    let rows: Vec<Vec<Content>> = post
        .cohorts
        .iter()
        .filter(lasting)
        .map(|m| cohort_row(shown, m))
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Table caption="Cohorts of the post" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/> }
            .into_any()
    })
}

fn cohort_row(shown: &Shown, m: &Membership) -> Vec<Content> {
    let title = shown
        .framework
        .cohort(&m.cohort)
        .map_or_else(|| m.cohort.clone(), |c| c.title.clone());
    let until = m
        .until_on
        .map(|until| format!("until {}", calendar::day(until)));
    let decided = match &m.decided {
        None => vec!["Not known".to_owned()],
        Some(by) => vec![
            by.name.clone().unwrap_or_else(|| "The program".to_owned()),
            calendar::day(by.on),
        ],
    };
    vec![
        title.into(),
        Content::lines(
            [Some(calendar::day(m.since_on)), until]
                .into_iter()
                .flatten(),
        ),
        m.reason.clone().into(),
        Content::lines(decided),
    ]
}

/// The questions about the person.
fn questions(shown: &Shown, post: &PostFacts) -> Option<AnyView> {
    let of_person: Vec<_> = shown
        .framework
        .questions
        .iter()
        .filter(|question| question.asked_of == AskedOf::Person)
        .collect();
    if of_person.is_empty() {
        return None;
    }
    let answers = shown.answers.get(&post.post);
    let fields: Vec<_> = of_person
        .into_iter()
        .map(|question| {
            let given = answers.and_then(|all| all.iter().find(|a| a.question == question.code));
            let word = given.map_or("", |a| if a.yes { "yes" } else { "no" });
            let field = Field::new(format!("answer_{}", question.code))
                .id(format!("answer-{}-{}", question.code, post.post))
                .label(format!("{}. {}", question.code, question.text))
                .value(word);
            let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
            view! { <Radios field=field choices=choices legend=LabelKind::Sized(Size::Small) layout=RadioLayout::Inline/> }
        })
        .collect();
    let action = format!("{}/{}/answers", shown.href, post.post);
    Some(
        view! {
            <h3 class="govuk-heading-s">"Questions about the person"</h3>
            <Form action=action>
                {fields}
                <Button text="Save answers" kind=ButtonKind::Secondary/>
            </Form>
        }
        .into_any(),
    )
}

/// The decisions by hand in force.
fn decisions(shown: &Shown, post: &PostFacts) -> Option<AnyView> {
    let own: Vec<_> = shown
        .overrides
        .iter()
        .filter(|o| o.post_id == post.post.0)
        .collect();
    if own.is_empty() {
        return None;
    }
    let head = ["Decision", "Reason", "Decided"]
        .map(Column::new)
        .into_iter()
        .chain([Column::unseen("End")])
        .collect();
    let rows: Vec<_> = own
        .into_iter()
        .map(|one| decision_row(shown, post, one))
        .collect();
    Some(
        view! {
            <Table caption="Decisions by hand" caption_kind=CaptionKind::Sized(Size::Small) head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any(),
    )
}

fn decision_row(shown: &Shown, post: &PostFacts, one: &OverrideShown) -> Vec<Content> {
    let title = shown
        .framework
        .cohort(&one.cohort)
        .map_or_else(|| one.cohort.clone(), |c| c.title.clone());
    let what = format!(
        "{}: {title}",
        if one.is_in { "Added" } else { "Taken away" }
    );
    let until = one
        .until_on
        .map(|until| format!("until {}", calendar::day(until)));
    let by = one
        .decided_by
        .clone()
        .unwrap_or_else(|| "The program".to_owned());
    let action = format!("{}/{}/decisions/{}/end", shown.href, post.post, one.id);
    let of = format!(" {what}");
    vec![
        Content::lines([Some(what), until].into_iter().flatten()),
        one.reason.clone().into(),
        Content::lines([by, calendar::day(calendar::day_of(one.decided_at))]),
        view! { <Form action=action><Button text="End" kind=ButtonKind::Link hidden_text=of/></Form> }
            .into_any()
            .into(),
    ]
}

/// The form of a decision by hand, open where something in it is wrong.
fn decision_form(shown: &Shown, post: &PostFacts) -> AnyView {
    let is_this = shown.form.post == Some(post.post);
    let form = if is_this {
        shown.form.clone()
    } else {
        DecisionForm::of(&Fields::default(), Some(post.post))
    };
    // Ids differ from post to post, but those of the form that was sent are the ones the error summary leads to.
    let own = |field: Field| {
        let id = format!("{}-{}", field.id, post.post);
        if is_this { field } else { field.id(id) }
    };
    let (is_in, cohort) = (own(form.is_in), own(form.cohort));
    let (reason, until_on) = (own(form.reason), own(form.until_on));
    let what = vec![
        Choice::new("in", "Add a cohort"),
        Choice::new("out", "Take a cohort away"),
    ];
    let each = shown.framework.cohorts.iter();
    let cohorts: Vec<_> = std::iter::once(Choice::new("", "Select a cohort"))
        .chain(each.map(|cohort| Choice::new(cohort.code.clone(), cohort.title.clone())))
        .collect();
    let action = format!("{}/{}/decisions", shown.href, post.post);
    let at_first = if is_this {
        crate::ui::AtFirst::Open
    } else {
        crate::ui::AtFirst::Closed
    };
    view! {
        <Details summary="Decide by hand for this person" at_first=at_first>
            <Form action=action>
                <Radios field=is_in choices=what legend=LabelKind::Sized(Size::Small)/>
                <Select field=cohort choices=cohorts/>
                <TextInput field=reason/>
                <DateInput field=until_on legend=LabelKind::Sized(Size::Small)/>
                <Button text="Save decision" kind=ButtonKind::Secondary/>
            </Form>
        </Details>
    }
    .into_any()
}
