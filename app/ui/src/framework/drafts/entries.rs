//! The lists of a draft: levels, cohorts and questions, with their order.

use super::found::{address, address_of, by, caption, to_write};
use crate::{
    framework::words,
    ui::{
        BackLink, BannerKind, Button, ButtonKind, ButtonLink, CaptionKind, Clicks, Column, Content,
        InsetText, Narrow, NotificationBanner, PageHeading, Table,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::framework::{Framework, Reference, Section, references_to_cohort, references_to_level};
use leptos::prelude::*;
use store::framework::drafts::{Draft, Kept, keep};

/// Which list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Entries {
    Levels,
    Cohorts,
    Questions,
}

impl Entries {
    /// The part that it is.
    pub fn section(self) -> Section {
        match self {
            Self::Levels => Section::Levels,
            Self::Cohorts => Section::Cohorts,
            Self::Questions => Section::Questions,
        }
    }

    /// What one of it is called, in sentences and in addresses.
    pub fn one(self) -> &'static str {
        match self {
            Self::Levels => "level",
            Self::Cohorts => "cohort",
            Self::Questions => "question",
        }
    }

    /// The title of an entry, as it is shown.
    pub fn title(self, framework: &Framework, code: &str) -> Option<String> {
        match self {
            Self::Levels => framework.level(code).map(|level| level.title.clone()),
            Self::Cohorts => framework.cohort(code).map(|cohort| cohort.title.clone()),
            Self::Questions => framework.question(code).map(|one| one.text.clone()),
        }
    }

    /// What keeps an entry from being removed.
    pub fn references(self, framework: &Framework, code: &str) -> Vec<Reference> {
        match self {
            Self::Levels => references_to_level(framework, code),
            Self::Cohorts => references_to_cohort(framework, code),
            Self::Questions => Vec::new(),
        }
    }

    /// The framework without an entry.
    pub fn without(self, framework: &Framework, code: &str) -> Framework {
        let mut changed = framework.clone();
        match self {
            Self::Levels => changed.levels.retain(|one| one.code != code),
            Self::Cohorts => changed.cohorts.retain(|one| one.code != code),
            Self::Questions => changed.questions.retain(|one| one.code != code),
        }
        changed
    }

    /// The framework with an entry one place further up; as it is where there is no such entry, or it is the first.
    fn moved_up(self, framework: &Framework, code: &str) -> Framework {
        let mut changed = framework.clone();
        match self {
            Self::Levels => move_up(&mut changed.levels, |one| one.code == code),
            Self::Cohorts => move_up(&mut changed.cohorts, |one| one.code == code),
            Self::Questions => move_up(&mut changed.questions, |one| one.code == code),
        }
        changed
    }

    /// Code, title and a few words more of every entry.
    fn lines(self, framework: &Framework) -> Vec<(String, String, String)> {
        let line =
            |code: &String, title: &String, detail: String| (code.clone(), title.clone(), detail);
        match self {
            Self::Levels => {
                let all = framework.levels.iter();
                all.map(|one| line(&one.code, &one.title, words::refresher(one)))
                    .collect()
            }
            Self::Cohorts => {
                let all = framework.cohorts.iter();
                all.map(|one| line(&one.code, &one.title, one.who.clone()))
                    .collect()
            }
            Self::Questions => {
                let all = framework.questions.iter();
                let gives = |codes| words::cohort_titles(framework, codes);
                all.map(|one| line(&one.code, &one.text, gives(&one.gives)))
                    .collect()
            }
        }
    }

    fn detail(self) -> &'static str {
        match self {
            Self::Levels => "Refreshed",
            Self::Cohorts => "Who is in it",
            Self::Questions => "A yes gives",
        }
    }
}

fn move_up<T>(entries: &mut [T], is_it: impl Fn(&T) -> bool) {
    if let Some(place) = entries.iter().position(is_it).filter(|place| *place > 0) {
        entries.swap(place - 1, place);
    }
}

/// What is said when the order was changed by two people at once.
const CROSSED: &str =
    "Somebody else changed the draft at the same moment. Look at the order again.";

pub(super) async fn page(visit: Visit, entries: Entries) -> Result<Answer, Problem> {
    let (draft, _) = to_write(&visit).await?;
    let done = match visit.query.text("done") {
        "saved" => Some((BannerKind::Success, "Saved.")),
        "removed" => Some((BannerKind::Success, "Removed.")),
        "crossed" => Some((BannerKind::Important, CROSSED)),
        _ => None,
    };
    let back = address(&draft);
    Ok(Page::new(entries.section().title(), move || {
        view(&draft, entries, done)
    })
    .section("/framework")
    .before(move || view! { <BackLink href=back text="Draft"/> })
    .into())
}

fn view(draft: &Draft, entries: Entries, done: Option<(BannerKind, &'static str)>) -> AnyView {
    let banner = done.map(|(kind, text)| view! { <NotificationBanner kind=kind text=text/> });
    let add = format!("{}/new", address_of(draft, entries.section()));
    let add_words = format!("Add a {}", entries.one());
    let lines = entries.lines(&draft.framework);
    let list = if lines.is_empty() {
        view! { <InsetText>{format!("There is no {} yet.", entries.one())}</InsetText> }.into_any()
    } else {
        table(draft, entries, lines)
    };
    let edition = draft.edition.to_string();
    view! {
        {banner}
        <PageHeading text=entries.section().title() caption=caption(draft)/>
        <ButtonLink text=add_words href=add/>
        <Form>
            <input type="hidden" name="edition" value=edition/>
            {list}
        </Form>
    }
    .into_any()
}

fn table(draft: &Draft, entries: Entries, lines: Vec<(String, String, String)>) -> AnyView {
    let one = entries.one();
    let first = format!("{}{}", one[..1].to_uppercase(), &one[1..]);
    let head = vec![
        Column::new("Code"),
        Column::new(first),
        Column::new(entries.detail()),
        Column::unseen("Order"),
    ];
    let of_section = address_of(draft, entries.section());
    let row = |(place, (code, title, detail)): (usize, (String, String, String))| {
        let href = format!("{of_section}/{code}");
        let up = (place > 0).then(|| {
            view! {
                <Button text="Move up" kind=ButtonKind::Link clicks=Clicks::Each name="up" value=code.clone() hidden_text=title.clone()/>
            }
        });
        vec![
            code.into(),
            view! { <a class="govuk-link" href=href>{title}</a> }
                .into_any()
                .into(),
            detail.into(),
            up.into_any().into(),
        ]
    };
    let rows: Vec<Vec<Content>> = lines.into_iter().enumerate().map(row).collect();
    let caption = format!("The {one}s, in their order");
    view! { <Table caption=caption caption_kind=CaptionKind::Plain head=head rows=rows narrow=Narrow::Stack/> }
        .into_any()
}

/// Moves an entry one place up.
pub(super) async fn reorder(visit: Visit, entries: Entries) -> Result<Answer, Problem> {
    let (draft, permit) = to_write(&visit).await?;
    let list = address_of(&draft, entries.section());
    let is_as_read = visit.form.read("edition") == Some(draft.edition);
    let changed = entries.moved_up(&draft.framework, visit.form.text("up"));
    let crossed = format!("{list}?done=crossed");
    if !is_as_read {
        return Ok(see(crossed));
    }
    if changed == draft.framework {
        return Ok(see(list));
    }
    let section = entries.section();
    let kept = keep(
        visit.services(),
        &permit,
        &draft,
        &changed,
        section,
        &by(&visit),
    )
    .await?;
    Ok(see(if kept == Kept::Yes { list } else { crossed }))
}
