//! Asking which levels something satisfies, and how far: one row a level.

use crate::{
    ui::{
        CaptionKind, Choice, Column, Content, Field, LabelKind, Narrow, RadioLayout, Radios, Size,
        Table, TextInput,
    },
    web::{
        Fields,
        typed::{optional, wrong},
    },
};
use domain::{catalogue::Satisfies, framework::Level, records::Worth};
use leptos::prelude::*;

/// The rows with what was answered.
#[derive(Clone)]
pub(crate) struct LevelsForm(Vec<Row>);

#[derive(Clone)]
struct Row {
    level: String,
    title: String,
    worth: Field,
    missing: Field,
}

impl LevelsForm {
    /// As somebody has filled it in.
    pub fn typed(levels: &[Level], fields: &Fields) -> Self {
        Self::of(levels, |name| fields.text(name).to_owned())
    }

    /// As it is kept, or suggested.
    pub fn kept(levels: &[Level], satisfies: &[Satisfies]) -> Self {
        let value = |name: &str| {
            let (what, code) = name.split_once('_').unwrap_or_default();
            let one = satisfies.iter().find(|one| one.level == code);
            match (what, one) {
                ("worth", Some(one)) => one.worth.code().to_owned(),
                ("missing", Some(one)) => one.missing.clone(),
                _ => String::new(),
            }
        };
        Self::of(levels, value)
    }

    fn of(levels: &[Level], value: impl Fn(&str) -> String) -> Self {
        let row = |level: &Level| {
            let field = |what: &str, label: String| {
                let name = format!("{what}_{}", level.code);
                Field::new(&name).label(label).value(value(&name))
            };
            Row {
                level: level.code.clone(),
                title: level.title.clone(),
                worth: field("worth", format!("How far {} is satisfied", level.title)),
                missing: field("missing", format!("What is missing for {}", level.title)),
            }
        };
        Self(levels.iter().map(row).collect())
    }

    /// All fields, in the order of the page.
    pub fn fields(&self) -> Vec<&Field> {
        let both = self.0.iter().flat_map(|row| [&row.worth, &row.missing]);
        both.collect()
    }

    /// The levels satisfied, at least one; otherwise the fields say what is wrong.
    pub fn check(&mut self) -> Vec<Satisfies> {
        let mut satisfies = Vec::new();
        for row in &mut self.0 {
            let missing = optional(&mut row.missing, "What is missing");
            let Some(worth) = Worth::from_code(row.worth.current()) else {
                continue;
            };
            if worth == Worth::Part && missing.is_empty() {
                let title = &row.title;
                wrong(
                    &mut row.missing,
                    format!("Enter what is missing for the rest of {title}"),
                );
            }
            satisfies.push(Satisfies {
                level: row.level.clone(),
                worth,
                missing: if worth == Worth::Part {
                    missing
                } else {
                    String::new()
                },
            });
        }
        if let Some(first) = self.0.first_mut().filter(|_| satisfies.is_empty()) {
            wrong(
                &mut first.worth,
                "Select at least one level that it satisfies",
            );
        }
        satisfies
    }

    /// The table. `question` is its caption.
    pub fn view(self, question: &str) -> AnyView {
        let head = ["Level", "Satisfied?", "What is missing, if it is a part"]
            .map(Column::new)
            .to_vec();
        let rows = self.0.into_iter().map(row).collect();
        let caption = question.to_owned();
        view! {
            <Table caption=caption caption_kind=CaptionKind::Sized(Size::Small) head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    }
}

fn row(row: Row) -> Vec<Content> {
    let choices = vec![
        Choice::new("", "No"),
        Choice::new(Worth::Part.code(), "Part"),
        Choice::new(Worth::Level.code(), "Whole"),
    ];
    let radios = view! {
        <Radios field=row.worth choices=choices legend=LabelKind::Hidden layout=RadioLayout::SmallInline/>
    };
    let missing = view! { <TextInput field=row.missing label=LabelKind::Hidden/> };
    vec![
        row.title.into(),
        radios.into_any().into(),
        missing.into_any().into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::testing::levels;

    fn typed(text: &str) -> LevelsForm {
        LevelsForm::typed(&levels(&["AW", "FP"]), &Fields::parse(text))
    }

    #[test]
    fn something_satisfies_one_level_wholly_and_another_in_part() {
        let mut form =
            typed("worth_AW=level&missing_AW=ignored&worth_FP=part&missing_FP=The+practical");
        let satisfies = form.check();
        assert!(form.fields().iter().all(|field| field.error.is_none()));
        assert_eq!(satisfies[0].missing, "");
        assert_eq!(
            (satisfies[1].worth, satisfies[1].missing.as_str()),
            (Worth::Part, "The practical")
        );
        let kept = LevelsForm::kept(&levels(&["AW", "FP"]), &satisfies);
        assert_eq!(kept.fields()[0].current(), "level");
        assert_eq!(kept.fields()[3].current(), "The practical");
    }

    #[test]
    fn a_part_says_what_is_missing() {
        let mut form = typed("worth_FP=part");
        form.check();
        assert_eq!(
            form.fields()[3].error.as_deref(),
            Some("Enter what is missing for the rest of Level FP")
        );
    }

    #[test]
    fn at_least_one_level_is_satisfied() {
        let mut form = typed("");
        assert!(form.check().is_empty());
        assert!(form.fields()[0].error.is_some());
    }
}
