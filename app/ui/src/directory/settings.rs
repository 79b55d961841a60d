//! What a board sets: who is listed in its part, who sees it, and which level SPOCs need.
//!
//! Rules Y1, Y2, Y5 and Y8 of `docs/rules/directory.md`.

use super::{framework, own_part, pages, sight};
use crate::{
    ui::{
        BannerKind, Button, Checkboxes, Choice, Field, LabelKind, NotificationBanner, PageHeading,
        Radios, Select, Size, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{Permit, SetDirectory},
    directory::SeenBy,
    framework::Framework,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::directory::{self, Part, Settings};

/// The questions with what was answered.
#[derive(Clone)]
struct SettingsForm {
    levels: Field,
    seen_by: Field,
    spoc_level: Field,
}

impl SettingsForm {
    fn of(levels: Vec<String>, seen_by: &str, spoc_level: &str) -> Self {
        Self {
            levels: Field::new("levels")
                .label("Who is listed?")
                .hint("People in post who are in date with any of these. Nobody, when none is chosen")
                .values(levels),
            seen_by: Field::new("seen_by")
                .label("Who sees them?")
                .value(seen_by),
            spoc_level: Field::new("spoc_level")
                .label("Which training do SPOCs need?")
                .hint("They can be named once they hold what comes before it, and count once they hold it")
                .value(spoc_level),
        }
    }

    fn kept(settings: &Settings) -> Self {
        let Settings {
            seen_by,
            levels,
            spoc_level,
        } = settings;
        Self::of(levels.clone(), seen_by.code(), spoc_level)
    }

    fn typed(typed: &Fields) -> Self {
        let levels = typed.all("levels").map(str::to_owned).collect();
        Self::of(levels, typed.text("seen_by"), typed.text("spoc_level"))
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.levels, &self.seen_by, &self.spoc_level]
    }

    /// The settings; none when something is wrong, which the fields then say.
    fn check(&mut self, framework: Option<&Framework>) -> Option<Settings> {
        let is_known = |code: &str| framework.is_some_and(|f| f.level(code).is_some());
        let seen_by = SeenBy::from_code(self.seen_by.current());
        if seen_by.is_none() {
            wrong(&mut self.seen_by, "Select who sees them");
        }
        if !is_known(self.spoc_level.current()) {
            wrong(&mut self.spoc_level, "Select the training that SPOCs need");
        }
        let chosen = self.levels.values.iter();
        let mut levels: Vec<String> = chosen.filter(|code| is_known(code)).cloned().collect();
        levels.sort();
        levels.dedup();
        let is_whole = self.fields().iter().all(|field| field.error.is_none());
        Some(Settings {
            seen_by: seen_by?,
            levels,
            spoc_level: self.spoc_level.current().to_owned(),
        })
        .filter(|_| is_whole)
    }
}

async fn found(visit: &Visit) -> Result<(Part, Permit<SetDirectory>), Problem> {
    let part = own_part(visit, &sight(visit).await?)?;
    let permit = visit.permit(SetDirectory { board: part.board })?;
    Ok((part, permit))
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (part, permit) = found(&visit).await?;
    let kept = directory::settings_of(visit.services(), &permit).await?;
    let framework = framework(&visit).await?;
    shown(&visit, part, framework, &SettingsForm::kept(&kept))
}

pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let (part, permit) = found(&visit).await?;
    let framework = framework(&visit).await?;
    let mut form = SettingsForm::typed(&visit.form);
    let Some(settings) = form.check(framework.as_deref()) else {
        return shown(&visit, part, framework, &form);
    };
    directory::set_directory(visit.services(), &permit, &settings).await?;
    let to = format!("/directory/settings?board={}&done=saved", part.board);
    Ok(see(to))
}

fn shown(
    visit: &Visit,
    part: Part,
    framework: Option<Arc<Framework>>,
    form: &SettingsForm,
) -> Result<Answer, Problem> {
    let pages = pages(visit, "/directory/settings")?;
    let is_saved = visit.query.text("done") == "saved";
    let fields = form.clone();
    Ok(Page::new("Settings of the directory", move || {
        view(fields, &part, framework.as_deref(), (pages, is_saved))
    })
    .section("/directory")
    .errors(&form.fields())
    .into())
}

fn view(
    form: SettingsForm,
    part: &Part,
    framework: Option<&Framework>,
    (pages, is_saved): (AnyView, bool),
) -> AnyView {
    let banner = is_saved.then(|| {
        view! { <NotificationBanner kind=BannerKind::Success text="The settings have been saved."/> }
    });
    let levels = framework.into_iter().flat_map(|f| &f.levels);
    let levels: Vec<Choice> = levels
        .map(|level| Choice::new(level.code.clone(), level.title.clone()))
        .collect();
    let seen = SeenBy::ALL
        .map(|one| Choice::new(one.code(), one.title()))
        .to_vec();
    let legend = || LabelKind::Sized(Size::Small);
    let action = format!("/directory/settings?board={}", part.board);
    let export = format!("/directory/export?board={}", part.board);
    let board = part.board_name.clone();
    view! {
        {banner}
        <PageHeading text="Settings of the directory" caption=board/>
        {pages}
        <TwoThirds>
            <Form action=action>
                <Checkboxes field=form.levels choices=levels.clone() legend=legend()/>
                <Radios field=form.seen_by choices=seen legend=legend()/>
                <Select field=form.spoc_level choices=levels label=legend()/>
                <Button text="Save"/>
            </Form>
            <h2 class="govuk-heading-m">"Take the directory out"</h2>
            <p class="govuk-body">
                <a class="govuk-link" href=export>"Download your part of the directory"</a> ". You say what for, and that is kept."
            </p>
        </TwoThirds>
    }
    .into_any()
}
