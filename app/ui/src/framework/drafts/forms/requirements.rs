//! Who needs what: a table of cohorts and levels. On a phone each cohort is a list of its levels.

use super::super::part::{PartForm, Room};
use crate::{
    ui::{CaptionKind, Choice, Column, Content, Field, LabelKind, Narrow, Select, Table},
    web::Fields,
};
use domain::framework::{Framework, Requirement, Section, Strength};
use leptos::prelude::*;

/// What can be chosen in a cell.
const CHOICES: [(&str, &str); 3] = [("", "No"), ("recommended", "Should"), ("mandatory", "Must")];

/// The table with what was chosen.
#[derive(Clone)]
pub(in crate::framework::drafts) struct RequirementsForm {
    /// A row for each cohort, a cell for each level.
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone)]
struct Cell {
    cohort: String,
    level: String,
    field: Field,
}

fn code(strength: Option<Strength>) -> &'static str {
    match strength {
        None => "",
        Some(Strength::Recommended) => "recommended",
        Some(Strength::Mandatory) => "mandatory",
    }
}

impl RequirementsForm {
    fn of(framework: &Framework, value: impl Fn(&str, &str, &str) -> String) -> Self {
        let rows = framework.cohorts.iter().map(|cohort| {
            let cells = framework.levels.iter().map(|level| {
                let name = format!("{}_{}", cohort.code, level.code);
                let chosen = value(&name, &cohort.code, &level.code);
                let label = format!("{}: {}", cohort.title, level.title);
                Cell {
                    cohort: cohort.code.clone(),
                    level: level.code.clone(),
                    field: Field::new(name).label(label).value(chosen),
                }
            });
            cells.collect()
        });
        Self {
            rows: rows.collect(),
        }
    }
}

impl PartForm for RequirementsForm {
    const PART: Section = Section::Requirements;
    const ROOM: Room = Room::Page;

    fn heading(&self) -> String {
        Self::PART.title().to_owned()
    }

    fn above(&self) -> String {
        String::new()
    }

    fn kept(framework: &Framework, _: &str) -> Option<Self> {
        Some(Self::of(framework, |_, cohort, level| {
            let found = framework.requirement(cohort, level);
            code(found.map(|one| one.strength)).to_owned()
        }))
    }

    fn typed(fields: &Fields, framework: &Framework, _: &str) -> Self {
        Self::of(framework, |name, _, _| fields.text(name).to_owned())
    }

    fn fields(&self) -> Vec<&Field> {
        let cells = self.rows.iter().flatten();
        cells.map(|cell| &cell.field).collect()
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let cells = self.rows.iter().flatten();
        let requirements = cells.filter_map(|cell| {
            let strength = match cell.field.current() {
                "mandatory" => Strength::Mandatory,
                "recommended" => Strength::Recommended,
                _ => return None,
            };
            let was = framework.requirement(&cell.cohort, &cell.level);
            Some(Requirement {
                cohort: cell.cohort.clone(),
                level: cell.level.clone(),
                strength,
                since_on: was.and_then(|was| was.since_on),
            })
        });
        let requirements: Vec<_> = requirements.collect();
        let same = requirements.len() == framework.requirements.len()
            && requirements
                .iter()
                .all(|one| framework.requirements.contains(one));
        // Another order of the same is no change.
        let requirements = if same {
            framework.requirements.clone()
        } else {
            requirements
        };
        Some(Framework {
            requirements,
            ..framework.clone()
        })
    }

    fn view(self, framework: &Framework) -> AnyView {
        let head: Vec<_> = std::iter::once(Column::new("Cohort"))
            .chain(
                framework
                    .levels
                    .iter()
                    .map(|level| Column::new(level.title.clone())),
            )
            .collect();
        let rows: Vec<Vec<Content>> = framework
            .cohorts
            .iter()
            .zip(self.rows)
            .map(|(cohort, cells)| {
                let title: Content = cohort.title.clone().into();
                std::iter::once(title)
                    .chain(cells.into_iter().map(select))
                    .collect()
            })
            .collect();
        view! {
            <p class="govuk-body">
                "Must: it is mandatory, has a date, and counts. Should: it is recommended, and never overdue."
            </p>
            <div class="app-matrix">
                <Table caption="Who needs what" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
            </div>
        }
        .into_any()
    }
}

fn select(cell: Cell) -> Content {
    let choices: Vec<_> = CHOICES
        .into_iter()
        .map(|(value, text)| Choice::new(value, text))
        .collect();
    view! { <Select field=cell.field choices=choices label=LabelKind::Hidden/> }
        .into_any()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::framework::{Cohort, Level};

    fn framework() -> Framework {
        let cohort = |code: &str| Cohort {
            code: code.to_owned(),
            title: code.to_owned(),
            who: code.to_owned(),
        };
        let level: Level = serde_json::from_str(
            r#"{"code":"AW","title":"Awareness","delivery":"","elearning":"none","minutes":20,"outcomes":[],"after":[],
                "better_after":[],"limit":{"months":3},"shorter_limits":[],"refresh":null,"corresponds_to":[]}"#,
        )
        .unwrap();
        Framework {
            name: String::new(),
            title: String::new(),
            version: String::new(),
            effective_on: chrono::NaiveDate::default(),
            change_note: String::new(),
            about: String::new(),
            due_soon_days: 60,
            levels: vec![level],
            cohorts: vec![cohort("C1"), cohort("C2")],
            questions: Vec::new(),
            requirements: vec![Requirement {
                cohort: "C2".to_owned(),
                level: "AW".to_owned(),
                strength: Strength::Mandatory,
                since_on: None,
            }],
            transitions: Vec::new(),
        }
    }

    #[test]
    fn the_table_saved_as_it_is_changes_nothing() {
        let framework = framework();
        let mut form = RequirementsForm::kept(&framework, "").unwrap();
        assert_eq!(form.apply(&framework), Some(framework));
    }

    #[test]
    fn every_cell_is_none_recommended_or_mandatory() {
        let framework = framework();
        let fields = Fields::parse("C1_AW=recommended&C2_AW=&C9_AW=mandatory");
        let mut form = RequirementsForm::typed(&fields, &framework, "");
        let changed = form.apply(&framework).unwrap();
        let [only] = changed.requirements.as_slice() else {
            panic!("{:?}", changed.requirements)
        };
        assert_eq!(
            (only.cohort.as_str(), only.strength),
            ("C1", Strength::Recommended)
        );
    }
}
