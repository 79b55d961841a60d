//! Adding a district with its board.
//!
//! Rules O1 and O2 of `docs/rules/organisations.md`.

use crate::{
    ui::{
        Autocomplete, BackLink, Button, Field, InputWidth, PageHeading, Spellcheck, TextInput,
        TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{required, wrong},
    },
};
use domain::access::ManageOrganisations;
use leptos::prelude::*;
use store::{
    StoreError,
    organisations::{self, District, NewBoard},
};

/// The questions with what was answered.
#[derive(Clone)]
struct DistrictForm {
    district: Field,
    board: Field,
    prefix: Field,
}

impl DistrictForm {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            district: field("district", "Name of the district"),
            board: field("board", "Name of its safeguarding board")
                .hint("In full, as it should stand on certificates"),
            prefix: field("prefix", "Letters for certificate numbers")
                .hint("Two or three capital letters, such as NS. They cannot be changed later"),
        }
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.district, &self.board, &self.prefix]
    }

    /// The board to add; none when something is wrong, which the fields then say.
    fn check(&mut self) -> Option<NewBoard> {
        let district = required(
            &mut self.district,
            "Name of the district",
            "Enter the name of the district",
        );
        let name = required(
            &mut self.board,
            "Name of the board",
            "Enter the name of the board",
        );
        let prefix = self.prefix.current().to_uppercase();
        let is_right =
            (2..=3).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_uppercase());
        if !is_right {
            wrong(&mut self.prefix, "Enter two or three letters from A to Z");
        }
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        is_whole.then_some(NewBoard {
            district,
            name,
            prefix,
        })
    }

    /// Says what another district or board has already.
    fn is_taken(&mut self, new: &NewBoard, known: &[District]) {
        if known.iter().any(|d| d.name == new.district) {
            wrong(
                &mut self.district,
                "There is a district of this name already. Enter another name",
            );
        }
        if known.iter().any(|d| d.board_name == new.name) {
            wrong(
                &mut self.board,
                "There is a board of this name already. Enter another name",
            );
        }
        if known.iter().any(|d| d.prefix == new.prefix) {
            wrong(
                &mut self.prefix,
                format!("Another board has the letters {}. Enter others", new.prefix),
            );
        }
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    visit.permit(ManageOrganisations {})?;
    Ok(shown(&DistrictForm::of(&Fields::default())).into())
}

pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ManageOrganisations {})?;
    let mut form = DistrictForm::of(&visit.form);
    let Some(new) = form.check() else {
        return Ok(shown(&form).into());
    };
    match organisations::add_district(visit.services(), &permit, &new).await {
        Ok(_) => Ok(see("/organisations?done=district")),
        Err(StoreError::Conflict) => {
            form.is_taken(&new, &organisations::districts(visit.services()).await?);
            Ok(shown(&form).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(form: &DistrictForm) -> Page {
    let fields = form.clone();
    Page::new("Add a district and its board", move || view(fields))
        .section("/organisations")
        .before(|| view! { <BackLink href="/organisations" text="Organisations"/> })
        .errors(&form.fields())
}

fn view(form: DistrictForm) -> AnyView {
    view! {
        <TwoThirds>
            <PageHeading text="Add a district and its board"/>
            <Form>
                <TextInput field=form.district autocomplete=Autocomplete::Off/>
                <TextInput field=form.board autocomplete=Autocomplete::Off/>
                <TextInput field=form.prefix width=InputWidth::Chars3 autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
                <Button text="Add district and board"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(prefix: &str) -> Option<NewBoard> {
        DistrictForm::of(&Fields::parse(&format!(
            "district=Northside&board=Northside+Board&prefix={prefix}"
        )))
        .check()
    }

    #[test]
    fn certificate_numbers_begin_with_two_or_three_capitals() {
        assert_eq!(checked("ns").unwrap().prefix, "NS");
        assert_eq!(checked("NSB").unwrap().prefix, "NSB");
        for wrong in ["", "N", "NSBX", "N1", "%C3%89E", "N+S"] {
            assert!(checked(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn everything_that_is_taken_is_said() {
        let known = District {
            id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
            name: "Northside".to_owned(),
            board: "00000000-0000-0000-0000-000000000002".parse().unwrap(),
            board_name: "Another Board".to_owned(),
            prefix: "NS".to_owned(),
            has_signatory: true,
        };
        let mut form = DistrictForm::of(&Fields::default());
        form.is_taken(&checked("NS").unwrap(), &[known]);
        let wrong: Vec<_> = form
            .fields()
            .into_iter()
            .filter(|f| f.error.is_some())
            .map(|f| f.name.as_str())
            .collect();
        assert_eq!(wrong, ["district", "prefix"]);
    }
}
