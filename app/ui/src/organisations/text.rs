//! One e-mail about sessions in a board's own words: writing it, seeing how it would read, sending it to oneself.
//!
//! Rules N14 to N17 of `docs/rules/notifications.md`.

use super::{
    board::section,
    example_words::{TEXTS, Text, WORDS},
    texts::asked,
};
use crate::{
    ui::{
        Autocomplete, BackLink, BannerKind, Button, ButtonGroup, ButtonKind, CaptionKind, Column,
        Field, InsetText, Narrow, NotificationBanner, PageHeading, Prose, Size, Table, TextInput,
        Textarea, TwoThirds,
    },
    web::{
        Answer, Form, Page, Problem, Visit, see,
        typed::{prose, required, wrong},
    },
};
use content::{EmailText, FilledEmail, Unfit, fill};
use domain::{
    access::{Permit, SetBoard},
    ids::AccountId,
};
use leptos::prelude::*;
use store::{
    notifications::{OwnText, own_texts, send_trial, set_own_text},
    organisations::Board,
    people,
};

/// Signs that a text may have.
const LONGEST: usize = 10_000;

/// What is said to the second of two who write the same text.
const MEANWHILE: &str = "Somebody else has changed this e-mail since you opened it. Save again to put your words in the place of theirs";

/// The text in the address.
struct Asked {
    board: Board,
    permit: Permit<SetBoard>,
    text: &'static Text,
    shipped: EmailText,
    own: Option<OwnText>,
}

impl Asked {
    fn href(&self) -> String {
        format!("/board/texts/{}?board={}", self.text.name, self.board.id)
    }

    /// How often it had been changed when it was read.
    fn number(&self) -> i32 {
        self.own.as_ref().map_or(0, |own| own.number)
    }
}

async fn in_address(visit: &Visit) -> Result<Asked, Problem> {
    let (board, permit) = asked(visit).await?;
    let name: String = visit.param("text")?;
    let text = TEXTS.iter().find(|text| text.name == name);
    let own = own_texts(visit.services(), &permit).await?;
    Ok(Asked {
        board,
        permit,
        text: text.ok_or(Problem::NotFound)?,
        shipped: visit
            .site
            .email_text(&name)
            .cloned()
            .ok_or(Problem::NotFound)?,
        own: own.into_iter().find(|own| own.name == name),
    })
}

/// The two fields.
#[derive(Clone)]
struct Words {
    subject: Field,
    body: Field,
    /// How often the text had been changed when the form was drawn.
    seen: i32,
}

impl Words {
    fn of(subject: &str, body: &str, seen: i32) -> Self {
        Self {
            subject: Field::new("subject").label("Subject").value(subject),
            body: Field::new("body")
                .label("Text")
                .hint("An empty line begins a new paragraph. Two stars on each side make words **bold**.")
                .value(body),
            seen,
        }
    }

    fn kept(asked: &Asked) -> Self {
        let (subject, body) = match &asked.own {
            Some(own) => (&own.subject, &own.body),
            None => (&asked.shipped.subject, &asked.shipped.body_markdown),
        };
        Self::of(subject, body, asked.number())
    }

    fn typed(visit: &Visit) -> Self {
        let seen = visit.form.read("seen").unwrap_or_default();
        let body = visit.form.text("body").replace("\r\n", "\n");
        Self::of(visit.form.text("subject"), &body, seen)
    }

    /// The text to keep; none when something is wrong, which the fields then say.
    fn check(&mut self, shipped: &EmailText) -> Option<EmailText> {
        let subject = required(&mut self.subject, "Subject", "Enter a subject");
        let body = prose(&mut self.body, "Text", LONGEST);
        let checked = shipped.reworded(&subject, &body);
        if let Err(Unfit { subject, body }) = &checked {
            for (field, sentences) in [(&mut self.subject, subject), (&mut self.body, body)] {
                if let Some(sentence) = sentences.first() {
                    wrong(field, sentence.clone());
                }
            }
        }
        let is_right = self.subject.error.is_none() && self.body.error.is_none();
        checked.ok().filter(|_| is_right)
    }
}

/// What is shown besides the fields.
#[derive(Default)]
struct Said {
    done: Option<String>,
    undone: Option<&'static str>,
    preview: Option<FilledEmail>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let asked = in_address(&visit).await?;
    let done = match visit.query.text("done") {
        "saved" => Some("Saved. E-mails that are written from now on have these words."),
        "back" => Some("The e-mail has the words it came with again."),
        _ => None,
    };
    let said = Said {
        done: done.map(str::to_owned),
        ..Said::default()
    };
    Ok(shown(&visit, Words::kept(&asked), asked, said).into())
}

/// Keeps the words, shows how they would read, or sends them to whoever writes.
pub(super) async fn write(visit: Visit) -> Result<Answer, Problem> {
    let asked = in_address(&visit).await?;
    let mut words = Words::typed(&visit);
    let Some(text) = words.check(&asked.shipped) else {
        return Ok(shown(&visit, words, asked, Said::default()).into());
    };
    match visit.form.text("do") {
        "preview" => {
            let said = Said {
                preview: Some(example(&text)),
                ..Said::default()
            };
            Ok(shown(&visit, words, asked, said).into())
        }
        "send" => {
            let said = send(&visit, &asked, &text).await?;
            Ok(shown(&visit, words, asked, said).into())
        }
        _ => {
            let own = (text.subject.as_str(), text.body_markdown.as_str());
            if keep(&visit, &asked, words.seen, Some(own)).await? {
                return Ok(see(format!("{}&done=saved", asked.href())));
            }
            let now = in_address(&visit).await?;
            words.seen = now.number();
            wrong(&mut words.body, MEANWHILE);
            Ok(shown(&visit, words, now, Said::default()).into())
        }
    }
}

/// Goes back to the words that came with the program.
pub(super) async fn restore(visit: Visit) -> Result<Answer, Problem> {
    let asked = in_address(&visit).await?;
    if asked.own.is_none() {
        return Ok(see(asked.href()));
    }
    let seen = visit.form.read("seen").unwrap_or_default();
    if keep(&visit, &asked, seen, None).await? {
        return Ok(see(format!("{}&done=back", asked.href())));
    }
    Err(Problem::refused(
        "This e-mail has been changed meanwhile",
        "Somebody else has changed it since you opened the page. Look at it as it is now.",
        ("See the e-mail", &asked.href()),
    ))
}

/// Whether it was still as it was seen, and is now as it is to be.
async fn keep(
    visit: &Visit,
    asked: &Asked,
    seen: i32,
    words: Option<(&str, &str)>,
) -> Result<bool, Problem> {
    let (services, name) = (visit.services(), asked.text.name);
    Ok(set_own_text(services, &asked.permit, name, seen, words).await?)
}

/// Sends it to whoever writes, and says so.
async fn send(visit: &Visit, asked: &Asked, text: &EmailText) -> Result<Said, Problem> {
    let account = people::account(visit.services(), visit.account()?).await?;
    let to = account.and_then(|account| Some((account.name, account.email?)));
    let Some((name, address)) = to else {
        return Ok(Said {
            undone: Some("You have no e-mail address here, so nothing was sent."),
            ..Said::default()
        });
    };
    let own = OwnText {
        name: text.name.clone(),
        subject: text.subject.clone(),
        body: text.body_markdown.clone(),
        number: 0,
        changed_at: visit.now,
    };
    let key = format!("trial {}", visit.services().new_id::<AccountId>());
    let words = examples();
    let mail = visit
        .site
        .mail_in(&[own], &text.name, &words, key, (&name, &address));
    send_trial(visit.services(), &asked.permit, mail).await?;
    Ok(Said {
        done: Some(format!(
            "It is on its way to {address}. It has not been saved."
        )),
        ..Said::default()
    })
}

fn examples() -> Vec<(&'static str, &'static str)> {
    WORDS.iter().map(|(word, _, is)| (*word, *is)).collect()
}

/// The e-mail as somebody would read it.
fn example(text: &EmailText) -> FilledEmail {
    fill(text, &examples())
        .expect("every word of these texts has an example: a test of its own says so")
}

fn shown(visit: &Visit, words: Words, asked: Asked, said: Said) -> Page {
    let summary = [words.subject.clone(), words.body.clone()];
    let back = format!("/board/texts?board={}", asked.board.id);
    Page::new(asked.text.title, move || view(words, &asked, said))
        .section(section(visit))
        .before(move || view! { <BackLink href=back text="E-mails about sessions"/> })
        .errors(&summary.iter().collect::<Vec<_>>())
}

fn view(words: Words, asked: &Asked, said: Said) -> AnyView {
    let banner = said
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let undone = said
        .undone
        .map(|text| view! { <NotificationBanner kind=BannerKind::Important text=text/> });
    let preview = said.preview.map(|mail| {
        view! {
            <h2 class="govuk-heading-m" id="preview">"How it would read"</h2>
            <InsetText>
                <p class="govuk-body"><strong>{mail.subject}</strong></p>
                <Prose html=mail.body_html/>
            </InsetText>
        }
    });
    let (seen, sent) = (words.seen.to_string(), asked.text.sent);
    let restore = asked.own.is_some().then(|| restore_form(asked, &seen));
    let (title, board, action) = (asked.text.title, asked.board.name.clone(), asked.href());
    let word_list = word_list(&asked.shipped);
    view! {
        <TwoThirds>
            {banner}
            {undone}
            <PageHeading text=title caption=board/>
            <p class="govuk-body">{format!("{sent}.")}</p>
            {preview}
            <Form action=action>
                <input type="hidden" name="seen" value=seen/>
                <TextInput field=words.subject autocomplete=Autocomplete::Off/>
                <Textarea field=words.body rows=16/>
                <ButtonGroup>
                    <Button text="Save" name="do" value="save"/>
                    <Button text="See how it would read" kind=ButtonKind::Secondary name="do" value="preview"/>
                    <Button text="Send it to me" kind=ButtonKind::Secondary name="do" value="send"/>
                </ButtonGroup>
            </Form>
            {word_list}
            {restore}
        </TwoThirds>
    }
    .into_any()
}

/// The words that may stand in this e-mail.
fn word_list(shipped: &EmailText) -> AnyView {
    let is_known =
        |(word, ..): &&(&str, &str, &str)| shipped.words.iter().any(|known| known == word);
    let row = |(word, meaning, _): &(&str, &'static str, &str)| {
        vec![format!("{{{{{word}}}}}").into(), (*meaning).into()]
    };
    let rows = WORDS.iter().filter(is_known).map(row).collect();
    let head = ["Write", "And it says"].map(Column::new).to_vec();
    view! {
        <Table caption="Words that are filled in" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Wrap/>
    }
    .into_any()
}

fn restore_form(asked: &Asked, seen: &str) -> AnyView {
    let action = format!(
        "/board/texts/{}/restore?board={}",
        asked.text.name, asked.board.id
    );
    let seen = seen.to_owned();
    view! {
        <h2 class="govuk-heading-m">"The words it came with"</h2>
        <p class="govuk-body">"Your own words are kept in the audit trail, and no longer sent."</p>
        <Form action=action>
            <input type="hidden" name="seen" value=seen/>
            <Button text="Go back to the words it came with" kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}
