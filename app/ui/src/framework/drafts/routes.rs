//! What can be asked about drafts of the framework.

use super::{
    comments, endorse,
    entries::{self, Entries},
    forms::{
        AboutForm, CohortForm, NewCohort, NewQuestion, QuestionForm, RequirementsForm,
        TransitionsForm,
    },
    give_up, home,
    levels::{
        self, AcceptsForm, BeforeForm, LevelForm, MappingForm, NewLevel, RefresherForm,
        RemindersForm, TimesForm,
    },
    part::{self, PartForm},
    preview, publish, read, removal, share, start,
};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who write drafts.
const WRITE: Who = Who::Holding(&[Role::BusinessManager, Role::Administrator]);

/// Those who read and comment on what is shared.
const READ: Who = Who::Holding(&[
    Role::TrainingLead,
    Role::BusinessManager,
    Role::Administrator,
]);

/// Those who act for a board.
const ENDORSE: Who = Who::Holding(&[Role::BusinessManager]);

const PUBLISH: Who = Who::Holding(&[Role::Administrator]);

/// The rows.
pub fn routes() -> Vec<Route> {
    [life(), whole(), lists(), of_levels()].concat()
}

/// The life of a draft.
fn life() -> Vec<Route> {
    vec![
        get("/framework/drafts/new", WRITE, start::page),
        post("/framework/drafts/new", WRITE, start::begin),
        get("/framework/drafts/{draft}", READ, home::page),
        get("/framework/drafts/{draft}/read", READ, read::whole),
        get(
            "/framework/drafts/{draft}/changes",
            READ,
            read::what_changes,
        ),
        get("/framework/drafts/{draft}/comments", READ, comments::page),
        post("/framework/drafts/{draft}/comments", READ, comments::add),
        get("/framework/drafts/{draft}/preview", READ, preview::page),
        post("/framework/drafts/{draft}/preview", WRITE, preview::ask_for),
        get("/framework/drafts/{draft}/share", WRITE, share::page),
        post("/framework/drafts/{draft}/share", WRITE, share::share),
        get("/framework/drafts/{draft}/endorse", ENDORSE, endorse::page),
        post(
            "/framework/drafts/{draft}/endorse",
            ENDORSE,
            endorse::endorse,
        ),
        get(
            "/framework/drafts/{draft}/take-back",
            ENDORSE,
            endorse::back,
        ),
        post(
            "/framework/drafts/{draft}/take-back",
            ENDORSE,
            endorse::take_back,
        ),
        get("/framework/drafts/{draft}/publish", PUBLISH, publish::page),
        post(
            "/framework/drafts/{draft}/publish",
            PUBLISH,
            publish::publish,
        ),
        get("/framework/drafts/{draft}/give-up", WRITE, give_up::page),
        post("/framework/drafts/{draft}/give-up", WRITE, give_up::give_up),
    ]
}

/// The page of a form and where it is sent.
fn form<F: PartForm>(path: &'static str) -> [Route; 2] {
    [
        get(path, WRITE, part::page::<F>),
        post(path, WRITE, part::save::<F>),
    ]
}

/// The parts that are written as a whole.
fn whole() -> Vec<Route> {
    [
        form::<AboutForm>("/framework/drafts/{draft}/about"),
        form::<RequirementsForm>("/framework/drafts/{draft}/requirements"),
        form::<TransitionsForm>("/framework/drafts/{draft}/transitions"),
        form::<NewLevel>("/framework/drafts/{draft}/levels/new"),
        form::<NewCohort>("/framework/drafts/{draft}/cohorts/new"),
        form::<CohortForm>("/framework/drafts/{draft}/cohorts/{cohort}"),
        form::<NewQuestion>("/framework/drafts/{draft}/questions/new"),
        form::<QuestionForm>("/framework/drafts/{draft}/questions/{question}"),
    ]
    .concat()
}

/// A list, with its order, and the removal of what is in it.
fn list(path: &'static str, removal: &'static str, which: Entries) -> [Route; 4] {
    [
        get(path, WRITE, move |visit| entries::page(visit, which)),
        post(path, WRITE, move |visit| entries::reorder(visit, which)),
        get(removal, WRITE, move |visit| removal::page(visit, which)),
        post(removal, WRITE, move |visit| removal::remove(visit, which)),
    ]
}

fn lists() -> Vec<Route> {
    [
        list(
            "/framework/drafts/{draft}/levels",
            "/framework/drafts/{draft}/levels/{level}/remove",
            Entries::Levels,
        ),
        list(
            "/framework/drafts/{draft}/cohorts",
            "/framework/drafts/{draft}/cohorts/{cohort}/remove",
            Entries::Cohorts,
        ),
        list(
            "/framework/drafts/{draft}/questions",
            "/framework/drafts/{draft}/questions/{question}/remove",
            Entries::Questions,
        ),
    ]
    .concat()
}

/// A level, rule by rule.
fn of_levels() -> Vec<Route> {
    let page = get(
        "/framework/drafts/{draft}/levels/{level}",
        WRITE,
        levels::page,
    );
    let forms = [
        form::<LevelForm>("/framework/drafts/{draft}/levels/{level}/about"),
        form::<BeforeForm>("/framework/drafts/{draft}/levels/{level}/before"),
        form::<TimesForm>("/framework/drafts/{draft}/levels/{level}/times"),
        form::<RefresherForm>("/framework/drafts/{draft}/levels/{level}/refresher"),
        form::<RemindersForm>("/framework/drafts/{draft}/levels/{level}/reminders"),
        form::<AcceptsForm>("/framework/drafts/{draft}/levels/{level}/accepts"),
        form::<MappingForm>("/framework/drafts/{draft}/levels/{level}/mapping"),
    ];
    std::iter::once(page).chain(forms.concat()).collect()
}
