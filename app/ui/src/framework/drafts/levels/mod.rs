//! A level of a draft: its page, and a form for each of its rules.

mod about;
mod accepts;
mod before;
mod mapping;
mod new;
mod refresher;
mod reminders;
mod summary;
mod times;

pub(super) use about::LevelForm;
pub(super) use accepts::AcceptsForm;
pub(super) use before::BeforeForm;
pub(super) use mapping::MappingForm;
pub(super) use new::NewLevel;
pub(super) use refresher::RefresherForm;
pub(super) use reminders::RemindersForm;
pub(super) use summary::page;
pub(super) use times::TimesForm;

use crate::ui::Field;
use domain::framework::{Framework, Level};

/// Which level a form changes.
#[derive(Clone)]
struct Which {
    code: String,
    title: String,
}

impl Which {
    fn of(framework: &Framework, code: &str) -> Self {
        let level = framework.level(code);
        Self {
            code: code.to_owned(),
            title: level.map(|level| level.title.clone()).unwrap_or_default(),
        }
    }

    /// "Awareness: time limits".
    fn heading(&self, of: &str) -> String {
        if self.title.is_empty() {
            format!("Level {}: {of}", self.code)
        } else {
            format!("{}: {of}", self.title)
        }
    }

    /// The page of the level, within the draft.
    fn above(&self) -> String {
        format!("/levels/{}", self.code)
    }

    /// The framework with this level changed, unless something is wrong with a field.
    fn changed(
        &self,
        framework: &Framework,
        fields: &[&Field],
        change: impl FnOnce(&mut Level),
    ) -> Option<Framework> {
        let mut changed = framework.clone();
        let level = changed
            .levels
            .iter_mut()
            .find(|level| level.code == self.code)?;
        change(level);
        super::typing::is_whole(fields).then_some(changed)
    }
}
