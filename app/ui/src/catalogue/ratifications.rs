//! What a board has ratified, and what it could.

use super::desk::{Desk, Ratifiable, desk, ratifiable};
use crate::{
    ui::{
        Alert, BannerKind, CaptionKind, Choice, Column, Content, Field, FilterGroup, FilterLayout,
        InsetText, Link, Narrow, NotificationBanner, PageHeading, Select, Table, Tag, TagColour,
    },
    web::{Answer, Fields, Page, Problem, Visit},
};
use domain::calendar;
use leptos::prelude::*;
use store::catalogue::{self, Ratified, Recognised};

/// What the page shows.
struct Shown {
    desk: Desk,
    query: Fields,
    show: Show,
    all: Vec<Ratifiable>,
    ratified: Vec<Ratified>,
    recognised: Recognised,
    done: Option<&'static str>,
}

/// Which part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    All,
    Ratified,
    Not,
}

impl Show {
    const ALL: [Self; 3] = [Self::All, Self::Not, Self::Ratified];

    fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Ratified => "ratified",
            Self::Not => "not",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Ratified => "Ratified",
            Self::Not => "Not ratified",
        }
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let desk = desk(&visit).await?;
    let code = visit.query.text("show");
    let shown = Shown {
        show: Show::ALL
            .into_iter()
            .find(|show| show.code() == code)
            .unwrap_or(Show::All),
        query: visit.query.clone(),
        all: ratifiable(&visit).await?,
        ratified: catalogue::in_force(visit.services()).await?,
        recognised: catalogue::recognised(visit.services()).await?,
        done: done(visit.query.text("done")),
        desk,
    };
    Ok(Page::new("Ratified training", move || view(&shown))
        .section("/board")
        .into())
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "ratified" => "It is ratified.",
        "withdrawn" => "The ratification has been withdrawn.",
        _ => return None,
    })
}

impl Shown {
    fn by_board(&self, one: &Ratifiable) -> Option<&Ratified> {
        let board = self.desk.board.id;
        self.ratified
            .iter()
            .find(|r| r.board == board && r.training == one.training)
    }

    /// What is offered today, and what the board has ratified of what was offered before.
    fn listed(&self) -> Vec<(&Ratifiable, Option<&Ratified>)> {
        let each = self.all.iter().map(|one| (one, self.by_board(one)));
        each.filter(|(one, by)| one.is_current || by.is_some())
            .filter(|(_, by)| match self.show {
                Show::All => true,
                Show::Ratified => by.is_some(),
                Show::Not => by.is_none(),
            })
            .collect()
    }
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let (counted, filters, selected) = (counted(shown), filters(shown), selected(shown));
    let table = table(shown);
    let clear = shown.desk.href("/board/ratifications");
    let name = shown.desk.board.name.clone();
    view! {
        {banner}
        <PageHeading text="Ratified training" caption=name/>
        {counted}
        <FilterLayout action="/board/ratifications" filters=filters selected=selected clear_href=clear>
            {table}
        </FilterLayout>
    }
    .into_any()
}

/// What the board counts, and the way to change that.
fn counted(shown: &Shown) -> AnyView {
    let href = shown.desk.href("/board/counted");
    let (title, said) = if shown.recognised.is_strict(shown.desk.board.id) {
        (
            "Only ratified training counts in your area",
            "What is not ratified here is shown in people\u{2019}s records and does not count for them. ",
        )
    } else {
        (
            "All training counts in your area",
            "Whether it is ratified is shown to everybody, and does not change what counts. ",
        )
    };
    view! {
        <Alert title=title>
            <p class="govuk-body">{said} <a class="govuk-link" href=href>"Change what counts"</a></p>
        </Alert>
    }
    .into_any()
}

fn filters(shown: &Shown) -> AnyView {
    let board = (shown.desk.boards.len() > 1).then(|| {
        let field = Field::new("board")
            .label("Board")
            .value(shown.desk.board.id.to_string());
        let choices = shown
            .desk
            .boards
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
            .collect();
        view! { <Select field=field choices=choices/> }
    });
    let field = Field::new("show").label("Show").value(shown.show.code());
    let choices = Show::ALL.map(|show| Choice::new(show.code(), show.title()));
    view! { {board} <Select field=field choices=choices.to_vec()/> }.into_any()
}

fn selected(shown: &Shown) -> Vec<FilterGroup> {
    if shown.show == Show::All {
        return Vec::new();
    }
    let off = format!("/board/ratifications?{}", shown.query.with(&[("show", "")]));
    vec![FilterGroup::new(
        "Show",
        vec![Link::new(shown.show.title(), off)],
    )]
}

fn table(shown: &Shown) -> AnyView {
    let listed = shown.listed();
    if listed.is_empty() {
        return view! { <InsetText>"Nothing on the menu matches this."</InsetText> }.into_any();
    }
    let head = ["Training", "Levels", "Your board", "Other boards"]
        .map(Column::new)
        .into_iter()
        .chain([Column::unseen("What can be done")])
        .collect();
    let said = match listed.len() {
        1 => "1 entry.".to_owned(),
        count => format!("{count} entries."),
    };
    let rows = listed
        .into_iter()
        .map(|(one, by)| row(shown, one, by))
        .collect();
    view! {
        <p class="govuk-body">{said}</p>
        <Table caption="Training" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn row(shown: &Shown, one: &Ratifiable, by: Option<&Ratified>) -> Vec<Content> {
    let kind = if one.is_current {
        one.kind.clone()
    } else {
        format!("{}, no longer offered", one.kind)
    };
    let (href, title) = (one.href.clone(), one.title.clone());
    let training = view! {
        <a class="govuk-link" href=href>{title.clone()}</a>
        <br/>
        <span class="govuk-!-font-weight-regular">{kind}</span>
    };
    let state = match by {
        Some(by) => {
            let said = format!("{}, {}", calendar::day(by.ratified.on), by.ratified.by);
            view! { <Tag text="Ratified" colour=TagColour::Green/> <br/> {said} }.into_any()
        }
        None => view! { <Tag text="Not ratified" colour=TagColour::Grey/> }.into_any(),
    };
    let others = shown
        .ratified
        .iter()
        .filter(|r| r.training == one.training && r.board != shown.desk.board.id)
        .map(|r| r.board_name.clone());
    let way = if by.is_some() {
        "See, or withdraw"
    } else {
        "Ratify"
    };
    let href = shown
        .desk
        .href(&format!("/board/ratifications/{}", one.training));
    let link = view! {
        <a class="govuk-link" href=href>
            {way} <span class="govuk-visually-hidden">{format!(" {title}")}</span>
        </a>
    };
    vec![
        training.into_any().into(),
        one.levels.join(", ").into(),
        state.into(),
        Content::lines(others),
        link.into_any().into(),
    ]
}
