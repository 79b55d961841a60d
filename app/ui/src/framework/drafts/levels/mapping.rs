//! What a level corresponds to in other frameworks.

use super::{super::part::PartForm, Which};
use crate::{
    ui::{Field, LabelKind, Size, Textarea},
    web::{Fields, typed::lines},
};
use domain::framework::{Framework, Section};
use leptos::prelude::*;

/// The question with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct MappingForm {
    which: Which,
    corresponds_to: Field,
}

impl MappingForm {
    fn of(which: Which, value: String) -> Self {
        let field = Field::new("corresponds_to").label("What does it correspond to elsewhere?");
        Self {
            which,
            corresponds_to: field
                .hint("One line each, such as “Intercollegiate level 2 to 3”")
                .value(value),
        }
    }
}

impl PartForm for MappingForm {
    const PART: Section = Section::Levels;
    const ITEM: &'static str = "level";

    fn heading(&self) -> String {
        self.which.heading("other frameworks")
    }

    fn above(&self) -> String {
        self.which.above()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let level = framework.level(code)?;
        Some(Self::of(
            Which::of(framework, code),
            level.corresponds_to.join("\n"),
        ))
    }

    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self {
        let typed = fields.text("corresponds_to").to_owned();
        Self::of(Which::of(framework, code), typed)
    }

    fn fields(&self) -> Vec<&Field> {
        vec![&self.corresponds_to]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let corresponds_to = lines(self.corresponds_to.current());
        self.which.changed(framework, &self.fields(), |level| {
            level.corresponds_to = corresponds_to;
        })
    }

    fn view(self, _: &Framework) -> AnyView {
        view! { <Textarea field=self.corresponds_to label=LabelKind::Sized(Size::Small) rows=4/> }
            .into_any()
    }
}
