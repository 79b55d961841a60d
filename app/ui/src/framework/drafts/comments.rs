//! Comments on a draft, part by part. They are kept for ever.

use super::found::{address, by, caption, closed, found};
use crate::{
    ui::{
        BackLink, BannerKind, Button, Choice, Field, InsetText, LabelKind, NotificationBanner,
        PageHeading, Select, Size, Spellcheck, Textarea, Timeline, TimelineItem, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::CommentOnFramework,
    calendar,
    framework::{Section, Stage},
};
use leptos::prelude::*;
use store::{
    framework::drafts::{Comment, Draft, Said, comment, comments},
    organisations,
};

/// What is said of a comment after the draft was changed.
const EARLIER: &str = "(About an earlier state of the draft.)";

/// The longest comment, in characters.
const LONGEST: usize = 4_000;

/// The questions with what was answered.
#[derive(Clone)]
struct CommentForm {
    part: Field,
    text: Field,
}

impl CommentForm {
    fn of(part: &str, text: &str) -> Self {
        Self {
            part: Field::new("part").label("What is it about?").value(part),
            text: Field::new("text")
                .label("Your comment")
                .hint(
                    "It is kept for ever, with your name, your board or organisation, and the day",
                )
                .value(text),
        }
    }

    /// Says what is wrong; the comment when nothing is.
    fn check(&mut self) -> Option<String> {
        let text = self.text.current().trim().replace("\r\n", "\n");
        let wrong = match text.chars().count() {
            0 => Some("Enter your comment".to_owned()),
            many if many > LONGEST => Some(format!(
                "Your comment must be {LONGEST} characters or fewer"
            )),
            _ => None,
        };
        let is_fine = wrong.is_none();
        self.text = std::mem::take(&mut self.text).error(wrong);
        is_fine.then_some(text)
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let draft = found(&visit).await?;
    let form = CommentForm::of(visit.query.text("part"), "");
    Ok(shown(&visit, draft, form).await?.into())
}

async fn shown(visit: &Visit, draft: Draft, form: CommentForm) -> Result<Page, Problem> {
    let permit = visit.permit(CommentOnFramework {})?;
    let all = comments(visit.services(), &permit, draft.id).await?;
    let form_key = visit.services().ids.secret();
    let said = visit.query.text("done") == "said";
    let (back, of_page) = (address(&draft), form.clone());
    Ok(
        Page::new("Comments", move || view(&draft, &all, form, form_key, said))
            .section("/framework")
            .before(move || view! { <BackLink href=back text="Draft"/> })
            .errors(&[&of_page.part, &of_page.text]),
    )
}

fn view(
    draft: &Draft,
    all: &[Comment],
    form: CommentForm,
    form_key: String,
    said: bool,
) -> AnyView {
    let banner = said.then(|| {
        view! { <NotificationBanner kind=BannerKind::Success text="Your comment is kept."/> }
    });
    let none = all
        .is_empty()
        .then(|| view! { <InsetText>"Nobody has commented yet."</InsetText> });
    let parts = std::iter::once(None).chain(Section::ALL.map(Some));
    let lists: Vec<_> = parts.filter_map(|part| of_part(draft, all, part)).collect();
    let (caption, ask) = (caption(draft), ask(draft, form, form_key));
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="Comments" caption=caption/>
            {none}
            {lists}
            {ask}
        </TwoThirds>
    }
    .into_any()
}

fn of_part(draft: &Draft, all: &[Comment], part: Option<Section>) -> Option<AnyView> {
    let own = all.iter().filter(|one| one.part == part);
    let items: Vec<_> = own
        .map(|one| {
            let who = format!("{}, {}", one.by, one.place);
            let earlier = (one.edition < draft.edition).then(|| EARLIER.to_owned());
            let lines = one.text.lines().map(str::to_owned).chain(earlier);
            TimelineItem::new(who, calendar::moment(one.made_at), one.made_at.to_rfc3339())
                .detail(crate::ui::Content::lines(lines))
        })
        .collect();
    let title = part.map_or("On the whole", Section::title);
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">{title}</h2>
            <Timeline items=items level=crate::ui::Level::H3/>
        }
        .into_any()
    })
}

fn ask(draft: &Draft, form: CommentForm, form_key: String) -> AnyView {
    if draft.stage != Stage::Shared {
        let text = match draft.stage {
            Stage::Draft => "Comments can be made once the draft has been shared.",
            _ => "The draft is closed. Its comments are kept.",
        };
        return view! { <p class="govuk-body">{text}</p> }.into_any();
    }
    let parts = Section::ALL.map(|part| Choice::new(part.code(), part.title()));
    let choices: Vec<_> = std::iter::once(Choice::new("", "The whole draft"))
        .chain(parts)
        .collect();
    let edition = draft.edition.to_string();
    view! {
        <h2 class="govuk-heading-m">"Add a comment"</h2>
        <Form>
            <input type="hidden" name="form_key" value=form_key/>
            <input type="hidden" name="edition" value=edition/>
            <Select field=form.part choices=choices label=LabelKind::Sized(Size::Small)/>
            <Textarea field=form.text label=LabelKind::Sized(Size::Small) rows=6 spellcheck=Spellcheck::On/>
            <Button text="Add comment"/>
        </Form>
    }
    .into_any()
}

/// Makes the comment. The same form posted twice makes one.
pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(CommentOnFramework {})?;
    let draft = found(&visit).await?;
    if draft.stage != Stage::Shared {
        return Err(closed(&draft));
    }
    let mut form = CommentForm::of(visit.form.text("part"), visit.form.first("text"));
    let key = visit.form.text("form_key");
    let Some(text) = form.check().filter(|_| key.len() == 64) else {
        return Ok(shown(&visit, draft, form).await?.into());
    };
    let said = Said {
        form_key: key,
        part: Section::from_code(visit.form.text("part")),
        edition: visit.form.read("edition").unwrap_or(draft.edition),
        text: &text,
        by: &by(&visit),
        place: &place(&visit).await?,
    };
    if comment(visit.services(), &permit, draft.id, &said).await? {
        Ok(see(format!("{}/comments?done=said", address(&draft))))
    } else {
        Err(closed(&found(&visit).await?))
    }
}

/// The board, or else the organisation, for which whoever acts speaks.
async fn place(visit: &Visit) -> Result<String, Problem> {
    let own = visit.actor()?.boards();
    if let Some(board) = own.first() {
        let boards = organisations::boards(visit.services()).await?;
        let named = boards.into_iter().find(|one| one.id == *board);
        return Ok(named.map(|board| board.name).unwrap_or_default());
    }
    let person = visit.person()?;
    let post = organisations::board_of(visit.services(), person, visit.today).await?;
    Ok(post.map_or_else(
        || "The partnership".to_owned(),
        |(_, organisation)| organisation,
    ))
}
