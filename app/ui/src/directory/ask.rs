//! Asking somebody of the directory, or a board, for advice.
//!
//! Rule Y14 of `docs/rules/directory.md`.

use super::{mail::advice_mail, sight};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, Choice, Field, LabelKind, PageHeading, Select, Size,
        Spellcheck, TextInput, Textarea, TwoThirds, WarningText,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{prose, required, wrong},
    },
};
use domain::{
    access::AskForAdvice,
    ids::{AdviceId, BoardId, PostId},
};
use leptos::prelude::*;
use store::directory::{self, AdviceTold, Entry, NewAdvice, Part, Sight};

/// The longest question, in characters.
const LONGEST: usize = 2000;

/// The questions with what was answered.
#[derive(Clone)]
struct AskForm {
    id: AdviceId,
    board: Field,
    about: Field,
    question: Field,
}

impl AskForm {
    fn of(typed: &Fields, id: AdviceId) -> Self {
        let field = |name: &str, label: &str| {
            let value = typed.first(name).trim();
            Field::new(name).label(label).value(value)
        };
        Self {
            id,
            board: field("board", "Which board do you ask?"),
            about: field("about", "What is it about, in a few words?"),
            question: field("question", "What do you want to know?")
                .hint("Name and describe nobody whom it is about. Your name is shown, your address is not"),
        }
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.board, &self.about, &self.question]
    }

    /// The question; none when something is wrong, which the fields then say.
    fn check(&mut self, asked: &Asked) -> Option<NewAdvice> {
        let typed: Option<BoardId> = self.board.current().parse().ok();
        let board = match &asked.entry {
            Some(entry) => Some(entry.board),
            None => typed.filter(|id| asked.parts.iter().any(|part| part.board == *id)),
        };
        if board.is_none() {
            wrong(&mut self.board, "Select a board");
        }
        let about = required(&mut self.about, "It", "Enter what it is about");
        if prose(&mut self.question, "Your question", LONGEST).is_empty() {
            wrong(&mut self.question, "Enter what you want to know");
        }
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        Some(NewAdvice {
            id: self.id,
            board: board?,
            asked: asked.entry.as_ref().map(|entry| entry.person.into()),
            about,
            question: self.question.current().to_owned(),
        })
        .filter(|_| is_whole)
    }
}

/// Who is asked: somebody of the directory, or one of the boards that the visitor sees.
struct Asked {
    entry: Option<Entry>,
    parts: Vec<Part>,
}

async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let sight: Sight = sight(visit).await?;
    let post: Option<PostId> = match visit.query.text("post") {
        "" => None,
        typed => Some(typed.parse().map_err(|_| Problem::NotFound)?),
    };
    let entry = match post {
        Some(post) => {
            let found = directory::find_entry(visit.services(), &sight, post).await?;
            Some(found.ok_or(Problem::NotFound)?)
        }
        None => None,
    };
    Ok(Asked {
        entry,
        parts: sight.parts,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let own = asked.parts.iter().find(|part| part.is_own);
    let mut form = AskForm::of(&Fields::default(), visit.services().new_id());
    if let Some(own) = own {
        form.board = form.board.value(own.board.to_string());
    }
    Ok(shown(asked, &form).into())
}

/// Sends the question. The same form posted twice is one question.
pub(super) async fn ask(visit: Visit) -> Result<Answer, Problem> {
    let person = visit.person()?;
    let permit = visit.permit(AskForAdvice { person })?;
    let asked = asked(&visit).await?;
    let id = visit.form.read("id");
    let id = id.unwrap_or_else(|| visit.services().new_id());
    let mut form = AskForm::of(&visit.form, id);
    let Some(new) = form.check(&asked) else {
        return Ok(shown(asked, &form).into());
    };
    if new.asked == Some(person) {
        return Err(Problem::refused(
            "This is your own entry",
            "Ask somebody else, or your board.",
            ("Find somebody", "/directory"),
        ));
    }
    let site = visit.site.clone();
    let teller = move |told: &AdviceTold| advice_mail(&site, told);
    directory::ask_for_advice(visit.services(), &permit, &new, &teller).await?;
    visit.jobs.notify_one();
    Ok(see("/directory/questions?done=asked"))
}

fn shown(asked: Asked, form: &AskForm) -> Page {
    let fields = form.clone();
    let page = Page::new("Ask for advice", move || view(fields, &asked));
    page.section("/directory")
        .before(|| view! { <BackLink href="/directory" text="Whom to ask"/> })
        .errors(&form.fields())
}

fn view(form: AskForm, asked: &Asked) -> AnyView {
    let small = || LabelKind::Sized(Size::Small);
    let (heading, action, board) = if let Some(entry) = &asked.entry {
        (
            format!("Ask {} for advice", entry.name),
            format!("/directory/ask?post={}", entry.post),
            None,
        )
    } else {
        let choices = boards(&asked.parts);
        let select = view! { <Select field=form.board choices=choices label=small()/> };
        let action = "/directory/ask".to_owned();
        ("Ask a board for advice".to_owned(), action, Some(select))
    };
    let next = match &asked.entry {
        Some(_) => {
            "They are told by e-mail and answer here. After five working days without an answer, your question goes to the \
             office of the board."
        }
        None => "The office of the board is told by e-mail and answers here.",
    };
    view! {
        <TwoThirds>
            <PageHeading text=heading/>
            <WarningText text="If somebody is in danger, ring 999. To report a concern, use your organisation\u{2019}s procedure."/>
            <p class="govuk-body">{next} " The answer also reaches you by e-mail, if you have an address."</p>
            <Form action=action>
                <input type="hidden" name="id" value=form.id.to_string()/>
                {board}
                <TextInput field=form.about label=small() spellcheck=Spellcheck::On/>
                <Textarea field=form.question rows=6 label=small() spellcheck=Spellcheck::On/>
                <ButtonGroup>
                    <Button text="Send the question"/>
                    <a class="govuk-link" href="/directory">"Cancel"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn boards(parts: &[Part]) -> Vec<Choice> {
    let boards = parts
        .iter()
        .map(|part| Choice::new(part.board.to_string(), part.board_name.clone()));
    std::iter::once(Choice::new("", "Select a board"))
        .chain(boards)
        .collect()
}
