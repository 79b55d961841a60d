//! A board's settings: who signs its certificates, and whom to turn to in its area. Its logo is in `logo.rs`.
//!
//! Rules O6 to O8 of `docs/rules/organisations.md`.

use super::logo;
use crate::{
    ui::{
        Autocomplete, BackLink, BannerKind, Button, Field, InputType, NotificationBanner,
        PageHeading, Spellcheck, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{optional, required, wrong},
    },
};
use domain::{
    access::{RatifyTraining, Role, SetBoard},
    ids::BoardId,
    organisations::LocalContacts,
    people::email,
};
use leptos::prelude::*;
use store::organisations::{self, Board};

/// The questions with what was answered.
#[derive(Clone)]
struct BoardForm {
    signatory_name: Field,
    signatory_role: Field,
    adults: Field,
    children: Field,
    police: Field,
    office: Field,
}

/// Settings that can be kept.
#[derive(Debug, PartialEq, Eq)]
struct Checked {
    signatory_name: String,
    signatory_role: String,
    contacts: LocalContacts,
}

impl BoardForm {
    fn of(value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            signatory_name: field("signatory_name", "Name of the person who signs")
                .hint("As it should stand on certificates"),
            signatory_role: field("signatory_role", "Their role")
                .hint("For example, Independent Chair"),
            adults: field("adults", "Worried about an adult")
                .hint("Telephone of adult safeguarding"),
            children: field("children", "Worried about a child")
                .hint("Telephone of children\u{2019}s services"),
            police: field("police", "Police unit for modern slavery")
                .hint("A telephone number, or how to reach them in a few words"),
            office: field("office", "E-mail address of the board\u{2019}s office"),
        }
    }

    fn typed(fields: &Fields) -> Self {
        Self::of(|name| fields.text(name).to_owned())
    }

    fn kept(board: &Board) -> Self {
        Self::of(|name| {
            match name {
                "signatory_name" => &board.signatory_name,
                "signatory_role" => &board.signatory_role,
                "adults" => &board.contacts.adults,
                "children" => &board.contacts.children,
                "police" => &board.contacts.police,
                _ => &board.contacts.office,
            }
            .clone()
        })
    }

    fn fields(&self) -> [&Field; 6] {
        [
            &self.signatory_name,
            &self.signatory_role,
            &self.adults,
            &self.children,
            &self.police,
            &self.office,
        ]
    }

    /// The settings to keep; none when something is wrong, which the fields then say.
    fn check(&mut self) -> Option<Checked> {
        let signatory_name = required(
            &mut self.signatory_name,
            "Name",
            "Enter the name of the person who signs certificates",
        );
        let signatory_role = required(
            &mut self.signatory_role,
            "Role",
            "Enter the role of the person who signs certificates",
        );
        let mut contacts = LocalContacts {
            adults: optional(&mut self.adults, "Telephone of adult safeguarding"),
            children: optional(
                &mut self.children,
                "Telephone of children\u{2019}s services",
            ),
            police: optional(&mut self.police, "Police unit"),
            office: optional(&mut self.office, "E-mail address"),
        };
        if !contacts.office.is_empty() {
            match email(&contacts.office) {
                Ok(address) => contacts.office = address,
                Err(refusal) => wrong(&mut self.office, refusal.to_string()),
            }
        }
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        is_whole.then_some(Checked {
            signatory_name,
            signatory_role,
            contacts,
        })
    }
}

/// The boards whose settings the visitor may change, by name.
pub(super) async fn own(visit: &Visit) -> Result<Vec<Board>, Problem> {
    let boards = organisations::boards(visit.services()).await?;
    Ok(boards
        .into_iter()
        .filter(|board| visit.permit(SetBoard { board: board.id }).is_ok())
        .collect())
}

/// The board in the address, or the only one; none when there are several to choose from.
pub(super) fn chosen(visit: &Visit, own: &[Board]) -> Result<Option<Board>, Problem> {
    match (visit.query.text("board"), own) {
        ("", [only]) => Ok(Some(only.clone())),
        ("", []) => Err(Problem::refused(
            "There is no board yet",
            "Add a district with its board first.",
            ("Go to Organisations", "/organisations"),
        )),
        ("", _) => Ok(None),
        (id, _) => {
            let id: BoardId = id.parse().map_err(|_| Problem::NotFound)?;
            own.iter()
                .find(|board| board.id == id)
                .cloned()
                .map(Some)
                .ok_or(Problem::NotFound)
        }
    }
}

/// The place in the navigation: an administrator comes from the list of organisations.
pub(super) fn section(visit: &Visit) -> &'static str {
    let is_own = visit
        .actor()
        .is_ok_and(|actor| actor.has(Role::BusinessManager));
    if is_own { "/board" } else { "/organisations" }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let own = own(&visit).await?;
    Ok(match chosen(&visit, &own)? {
        Some(board) => kept(&visit, board, own.len() > 1, None).into(),
        None => choice(own).section(section(&visit)).into(),
    })
}

/// The settings as they are kept, with what is wrong with a logo that was sent.
pub(super) fn kept(visit: &Visit, board: Board, has_others: bool, logo: Option<String>) -> Page {
    shown(visit, &BoardForm::kept(&board), board, has_others, logo)
}

pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let own = own(&visit).await?;
    let board = chosen(&visit, &own)?.ok_or(Problem::NotFound)?;
    let permit = visit.permit(SetBoard { board: board.id })?;
    let mut form = BoardForm::typed(&visit.form);
    let Some(checked) = form.check() else {
        return Ok(shown(&visit, &form, board, own.len() > 1, None).into());
    };
    let signatory = (
        checked.signatory_name.as_str(),
        checked.signatory_role.as_str(),
    );
    organisations::set_board(
        visit.services(),
        &permit,
        &board,
        signatory,
        &checked.contacts,
    )
    .await?;
    Ok(see(format!("/board?board={}&done=saved", board.id)))
}

/// Which board, for those who have several.
fn choice(own: Vec<Board>) -> Page {
    Page::new("Boards", move || {
        let item = |board: Board| {
            let href = format!("/board?board={}", board.id);
            view! { <li><a class="govuk-link" href=href>{board.name}</a></li> }
        };
        let items: Vec<_> = own.into_iter().map(item).collect();
        view! {
            <TwoThirds>
                <PageHeading text="Which board?"/>
                <ul class="govuk-list govuk-list--spaced">{items}</ul>
            </TwoThirds>
        }
    })
}

fn shown(
    visit: &Visit,
    form: &BoardForm,
    board: Board,
    has_others: bool,
    logo: Option<String>,
) -> Page {
    let (fields, logo) = (form.clone(), logo::field(logo));
    let mut summary = form.fields().to_vec();
    let file = logo.clone();
    summary.push(&file);
    let done = match visit.query.text("done") {
        "saved" => Some("Saved. Certificates issued before stay as they are."),
        "logo" => Some("The logo is saved. Certificates issued before stay as they are."),
        "no-logo" => Some("The logo is removed. Certificates issued before stay as they are."),
        _ => None,
    };
    let ratifies = visit.permit(RatifyTraining { board: board.id }).is_ok();
    let page = Page::new(format!("Settings of {}", board.name), move || {
        let below = (logo::part(&board, logo), training(board.id, ratifies)).into_any();
        view(fields, &board, done, below)
    });
    let page = page.section(section(visit));
    let page = if has_others {
        page.before(|| view! { <BackLink href="/board" text="All boards"/> })
    } else {
        page
    };
    page.errors(&summary)
}

/// The way to what counts in the board's area and, for those who act for it, to what it has ratified.
fn training(board: BoardId, ratifies: bool) -> AnyView {
    let ratified = ratifies.then(|| {
        let href = format!("/board/ratifications?board={board}");
        view! { <li><a class="govuk-link" href=href>"Ratified training"</a></li> }
    });
    let counted = format!("/board/counted?board={board}");
    let texts = format!("/board/texts?board={board}");
    let evaluation = format!("/board/evaluation?board={board}");
    view! {
        <h2 class="govuk-heading-m">"Training"</h2>
        <ul class="govuk-list">
            {ratified}
            <li><a class="govuk-link" href=counted>"What counts in your area"</a></li>
            <li><a class="govuk-link" href=texts>"E-mails about sessions"</a></li>
            <li><a class="govuk-link" href=evaluation>"Evaluation of sessions"</a></li>
        </ul>
    }
    .into_any()
}

fn view(form: BoardForm, board: &Board, done: Option<&'static str>, below: AnyView) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let action = format!("/board?board={}", board.id);
    let name = board.name.clone();
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="Board settings" caption=name/>
            <Form action=action>
                <h2 class="govuk-heading-m">"Who signs certificates"</h2>
                <p class="govuk-body">"Nothing is issued by saving this. Certificates issued later carry this name."</p>
                <TextInput field=form.signatory_name autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                <TextInput field=form.signatory_role autocomplete=Autocomplete::Off/>
                <h2 class="govuk-heading-m">"Local contacts"</h2>
                <p class="govuk-body">
                    "Learners in your area see these in the modules, beside 999. Leave one empty if there is none. Check them
                    often: people rely on them."
                </p>
                <TextInput field=form.adults autocomplete=Autocomplete::Off/>
                <TextInput field=form.children autocomplete=Autocomplete::Off/>
                <TextInput field=form.police autocomplete=Autocomplete::Off/>
                <TextInput field=form.office kind=InputType::Email autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                <Button text="Save"/>
            </Form>
            {below}
        </TwoThirds>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_may_be_left_empty_and_the_signatory_may_not() {
        let mut form = BoardForm::typed(&Fields::parse(
            "signatory_name=Ada+Okafor&signatory_role=Independent+Chair",
        ));
        let checked = form.check().unwrap();
        assert!(checked.contacts.is_empty());
        let mut form = BoardForm::typed(&Fields::parse("adults=01632+960+114"));
        assert!(form.check().is_none());
        assert!(form.signatory_name.error.is_some() && form.signatory_role.error.is_some());
    }

    #[test]
    fn the_office_has_an_address_that_mail_can_be_sent_to() {
        let rest = "signatory_name=Ada&signatory_role=Chair&office=";
        let mut form = BoardForm::typed(&Fields::parse(&format!("{rest}office")));
        assert!(form.check().is_none());
        let mut form = BoardForm::typed(&Fields::parse(&format!("{rest}Office%40Board.example")));
        assert_eq!(
            form.check().unwrap().contacts.office,
            "office@board.example"
        );
    }
}
