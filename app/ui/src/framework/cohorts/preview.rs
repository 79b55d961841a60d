//! Who would move, shown before a rule is changed.

use super::{place::Place, words};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, CaptionKind, Column, Content, InsetText, Narrow,
        PageHeading, Table, TwoThirds,
    },
    web::{Form, Page},
};
use domain::framework::Framework;
use leptos::prelude::*;
use store::framework::cohorts::{Move, Preview};

/// What a page that asks for confirmation says and does.
pub(super) struct Question {
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// The verb on the button.
    pub button: &'static str,
    /// Where to go instead.
    pub back: String,
    /// What the form carries.
    pub hidden: AnyView,
}

/// The page that shows who would move and asks whether to go on.
pub(super) fn page(
    place: &Place,
    preview: Preview,
    question: impl FnOnce() -> Question + Send + 'static,
) -> Page {
    let (name, framework) = (place.name.clone(), place.framework.clone());
    let back = format!("/cohorts/rules{}", place.query());
    Page::new("Who would move", move || {
        view(&framework, name, &preview, question())
    })
    .section("/cohorts")
    .before(move || view! { <BackLink href=back text="Rules"/> })
}

fn view(framework: &Framework, name: String, preview: &Preview, question: Question) -> AnyView {
    let moves = moves(framework, preview);
    let stay = match preview.unchanged {
        0 => "No other post is touched.".to_owned(),
        number => format!("{} stay where they are.", words::posts(number)),
    };
    view! {
        <TwoThirds>
            <PageHeading text=question.title caption=name/>
            {moves}
            <p class="govuk-body">{stay}</p>
            <Form action=question.action>
                {question.hidden}
                <ButtonGroup>
                    <Button text=question.button name="step" value="save"/>
                    <a class="govuk-link" href=question.back>"Go back and change nothing"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn moves(framework: &Framework, preview: &Preview) -> AnyView {
    if preview.moves.is_empty() {
        return view! {
            <InsetText>"Nobody would move. The rule counts for posts to come."</InsetText>
        }
        .into_any();
    }
    let head = vec![
        Column::new("From"),
        Column::new("To"),
        Column::numeric("Posts"),
        Column::new("Such as"),
    ];
    let rows: Vec<_> = preview
        .moves
        .iter()
        .map(|one| row(framework, one))
        .collect();
    view! { <Table caption="Who would move" caption_kind=CaptionKind::Plain head=head rows=rows narrow=Narrow::Stack/> }
        .into_any()
}

fn row(framework: &Framework, one: &Move) -> Vec<Content> {
    vec![
        words::cohorts(framework, one.from.as_deref()).into(),
        words::cohorts(framework, one.to.as_deref()).into(),
        one.posts.to_string().into(),
        Content::lines(one.job_titles.clone()),
    ]
}
