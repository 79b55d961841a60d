//! Steps that several stories share.

use chrono::{Days, NaiveDate};
use domain::{
    access::{
        Actor, Grant, LinkSignIn, Permit, Role, SeePerson, SetEmployerSignIn, TakeModule, Target,
        permit, scope_of_sign_ins,
    },
    employer_sign_in::{SecondFactor, Told, identify},
    ids::{AbsenceId, DeputyId, ForcedUpdateId, OrganisationId, WaveId},
    learning::{Given, Module, Question, QuestionKind, fields_of},
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{collections::BTreeMap, sync::Arc};
use store::{
    Engine,
    employer_sign_in::{self, ClientSecret, Decided, Provider, Which},
    learning::{self, Attempt, AttemptRow, Begun, CurrentModule, Handed, Study},
};
use testkit::{Browser, Page, Someone, TestApp};
use uuid::Uuid;

/// Names of the four modules.
pub const MODULES: [&str; 4] = [
    "awareness",
    "first-responder",
    "frontline-practitioner",
    "procurement-and-members",
];

/// The current version of a module.
pub async fn current(app: &TestApp, name: &str) -> CurrentModule {
    let modules = learning::current_modules(app.site.services())
        .await
        .expect("modules can be read");
    modules
        .into_iter()
        .find(|m| m.module.name == name)
        .expect("the module ships with the program")
}

/// What is in the current version of a module.
pub async fn module(app: &TestApp, name: &str) -> Arc<Module> {
    current(app, name).await.module
}

/// Somebody acting without a role.
pub fn as_learner(someone: &Someone) -> Actor {
    Actor::Person {
        person: someone.person,
        account: someone.account,
        name: someone.name.clone(),
        grants: Vec::new(),
    }
}

/// An administrator who is nobody in particular.
pub fn administrator(app: &TestApp) -> Actor {
    Actor::Person {
        person: app.site.new_id(),
        account: app.site.new_id(),
        name: "Ada Administrator".to_owned(),
        grants: vec![Grant {
            role: Role::Administrator,
            organisation: None,
            board: None,
            whose: None,
        }],
    }
}

/// Sets up sign-in by the employer for an organisation.
pub async fn set_provider(app: &TestApp, provider: &Provider) {
    let organisation = provider.organisation;
    let may = permit(&administrator(app), SetEmployerSignIn { organisation })
        .expect("an administrator may");
    employer_sign_in::set_provider(app.site.services(), &may, provider)
        .await
        .expect("it can be set up");
}

/// Sign-in by the employer, set up and off, with a provider that does not answer.
pub async fn set_up_employer(app: &TestApp, organisation: OrganisationId) {
    let provider = Provider {
        organisation,
        is_on: false,
        title: "Sign-in".to_owned(),
        issuer: "https://127.0.0.1:9".to_owned(),
        client_id: "cascade".to_owned(),
        client_secret: ClientSecret::new("secret"),
        tenants: Vec::new(),
        second_factor: SecondFactor::Ours,
    };
    set_provider(app, &provider).await;
}

/// Somebody comes from the employer, and waits.
pub async fn comes_from_employer(
    app: &TestApp,
    organisation: OrganisationId,
    subject: &str,
) -> String {
    let may = permit(&Actor::Program, LinkSignIn { organisation }).expect("the program may");
    let told = Told {
        issuer: "https://127.0.0.1:9".to_owned(),
        subject: subject.to_owned(),
        name: format!("Somebody who {subject}"),
        ..Told::default()
    };
    let identity = identify(&told, &[]).expect("there are no tenants");
    employer_sign_in::come(app.site.services(), &may, &identity, &told)
        .await
        .expect("they can come");
    let sql = format!("SELECT name FROM employer_identity WHERE subject = '{subject}'");
    assert_eq!(texts(app, &sql).await, [told.name]);
    let scope = scope_of_sign_ins(&administrator(app)).expect("an administrator sees all");
    let all = employer_sign_in::list_waiting(app.site.services(), &scope, Which::Waiting, 1)
        .await
        .expect("they can be listed");
    let found = all
        .rows
        .iter()
        .find(|waiting| waiting.name.ends_with(subject));
    found.expect("they wait").id.to_string()
}

/// Somebody comes from the employer, and is linked to a person.
pub async fn linked_to_employer(
    app: &TestApp,
    organisation: OrganisationId,
    someone: &Someone,
) -> String {
    let link = comes_from_employer(app, organisation, &format!("is {}", someone.name)).await;
    let may = permit(&Actor::Program, LinkSignIn { organisation }).expect("the program may");
    let id = link.parse().expect("an id");
    let done = employer_sign_in::link(app.site.services(), &may, id, someone.person).await;
    assert_eq!(done.expect("they can be linked"), Decided::Done);
    link
}

/// The leave to learn.
pub fn to_learn(someone: &Someone) -> Permit<TakeModule> {
    permit(
        &as_learner(someone),
        TakeModule {
            person: someone.person,
        },
    )
    .expect("everybody may learn")
}

/// The leave to see oneself.
pub fn to_see(someone: &Someone) -> Permit<SeePerson> {
    permit(
        &as_learner(someone),
        SeePerson {
            target: Target::person(someone.person),
        },
    )
    .expect("everybody may see themselves")
}

/// Somebody's study of a module, as it is kept.
pub async fn study(app: &TestApp, someone: &Someone, module: &str) -> Study {
    let found = learning::study(app.site.services(), &to_learn(someone), module)
        .await
        .expect("studies can be read");
    found.unwrap_or_else(|| panic!("{} has not begun {module}", someone.name))
}

/// Somebody's attempts at the quiz of a module, as they are kept.
pub async fn attempts(app: &TestApp, someone: &Someone, module: &str) -> Vec<AttemptRow> {
    let study = study(app, someone, module).await;
    learning::attempts(app.site.services(), &study)
        .await
        .expect("attempts can be read")
}

/// The attempt under way.
pub async fn under_way(app: &TestApp, someone: &Someone, module: &str) -> AttemptRow {
    let attempts = attempts(app, someone, module).await;
    attempts
        .into_iter()
        .find(|a| a.submitted_at.is_none())
        .expect("an attempt is under way")
}

/// The question of an attempt by its place, counted from 1.
pub fn asked<'a>(module: &'a Module, attempt: &AttemptRow, place: usize) -> &'a Question {
    let drawn = &attempt.drawn[place - 1];
    module
        .questions
        .iter()
        .find(|q| q.id == drawn.question)
        .expect("the question is in the bank")
}

/// The right answer to a question, or a wrong one that can be given.
pub fn answer(question: &Question, right: bool) -> Given {
    match &question.kind {
        QuestionKind::Single {
            options,
            right: place,
        } => Given::One(if right {
            *place
        } else {
            (place + 1) % options.len()
        }),
        QuestionKind::Multiple {
            options,
            right: places,
        } if !right => {
            let other = (0..options.len()).find(|place| !places.contains(place));
            Given::Many(other.map_or_else(|| vec![places[0]], |other| vec![other]))
        }
        QuestionKind::Multiple { right: places, .. } => Given::Many(places.clone()),
        QuestionKind::Ordering { steps } => {
            let order: Vec<usize> = (0..steps.len()).collect();
            Given::Order(if right {
                order
            } else {
                order.into_iter().rev().collect()
            })
        }
        QuestionKind::Matching { pairs } => {
            let mut order: Vec<usize> = (0..pairs.len()).collect();
            if !right {
                order.rotate_left(1);
            }
            Given::Match(order)
        }
    }
}

/// Where a question page sends its form, and with what when the question is answered right, or wrong.
pub fn filled(
    page: &Page,
    module: &Module,
    attempt: &AttemptRow,
    place: usize,
    right: bool,
) -> (String, Vec<(String, String)>) {
    let mut form = page.form("Save and continue");
    form.fields.retain(|(name, _)| name == "form_token");
    let given = answer(asked(module, attempt, place), right);
    form.fields
        .extend(fields_of(&attempt.drawn[place - 1], &given));
    (form.action, form.fields)
}

/// Begins a module, or goes on with it, by its page.
pub async fn begin(browser: &mut Browser, module: &Module) -> Page {
    let page = browser.get(&format!("/learn/{}", module.name)).await.ok();
    if let Some(href) = page.link("Continue at screen") {
        return browser.get(&href).await.ok();
    }
    let button = if page.html.contains("Take it again") {
        "Take it again"
    } else {
        "Start"
    };
    browser.submit(&page, button, &[]).await.ok()
}

/// Begins a module and follows its links to the last screen, and on to the page before the quiz.
pub async fn read_all_screens(browser: &mut Browser, module: &Module) -> Page {
    let mut page = begin(browser, module).await;
    for _ in 1..module.screens.len() {
        if page.link("Go to the quiz").is_some() {
            break;
        }
        let href = page
            .link("Continue")
            .unwrap_or_else(|| panic!("{} leads on", page.path));
        page = browser.get(&href).await.ok();
    }
    let href = page
        .link("Go to the quiz")
        .unwrap_or_else(|| panic!("{} leads to the quiz", page.path));
    browser.get(&href).await.ok()
}

/// Presses the button of the page before the quiz.
pub async fn begin_quiz(browser: &mut Browser, module: &Module) -> Page {
    let page = browser
        .get(&format!("/learn/{}/quiz", module.name))
        .await
        .ok();
    let button = if page.html.contains("Go on with the quiz") {
        "Go on with the quiz"
    } else {
        "Start the quiz"
    };
    browser.submit(&page, button, &[]).await
}

/// Answers every question of the attempt under way, each right or each wrong, and gives the page before handing in.
pub async fn answer_all(
    app: &TestApp,
    browser: &mut Browser,
    module: &Module,
    right: bool,
) -> Page {
    let someone = browser.who().clone();
    let attempt = under_way(app, &someone, &module.name).await;
    let mut page = browser
        .get(&format!("/learn/{}/quiz/questions/1", module.name))
        .await
        .ok();
    for place in 1..=attempt.drawn.len() {
        let (action, fields) = filled(&page, module, &attempt, place, right);
        page = browser.post(&action, &fields).await.ok();
    }
    page
}

/// Reads a module and passes its quiz, all by its pages; the page of the result.
pub async fn pass(app: &TestApp, browser: &mut Browser, module: &Module) -> Page {
    read_all_screens(browser, module).await;
    begin_quiz(browser, module).await.ok();
    let page = answer_all(app, browser, module, true).await;
    browser.submit(&page, "Hand in", &[]).await.ok()
}

/// Takes the quiz and fails it; the page of the result. The screens must have been read.
pub async fn fail(app: &TestApp, browser: &mut Browser, module: &Module) -> Page {
    begin_quiz(browser, module).await.ok();
    let page = answer_all(app, browser, module, false).await;
    browser.submit(&page, "Hand in", &[]).await.ok()
}

/// Lets somebody read a module and begin its quiz without its pages, where a story begins with that.
pub async fn is_at_the_quiz(app: &TestApp, someone: &Someone, name: &str) -> (Study, Attempt) {
    let (services, may) = (app.site.services(), to_learn(someone));
    let CurrentModule { id, module } = current(app, name).await;
    let mut study = learning::begin_study(services, &may, id, &module)
        .await
        .expect("a study can begin");
    for screen in 2..=u32::try_from(module.screens.len()).expect("a module is short") {
        learning::visit(services, &may, &study, screen)
            .await
            .expect("a screen can be visited");
        study.passage = study.passage.visit(screen);
    }
    let begun = learning::begin_attempt(services, &may, &study)
        .await
        .expect("an attempt can begin");
    let Begun::UnderWay(attempt) = begun else {
        panic!("{begun:?}")
    };
    (study, *attempt)
}

/// Lets somebody pass a module without its pages, where a story begins with that.
pub async fn has_passed(app: &TestApp, someone: &Someone, name: &str) {
    let (services, may) = (app.site.services(), to_learn(someone));
    let (study, attempt) = is_at_the_quiz(app, someone, name).await;
    let module = module(app, name).await;
    for place in 1..=attempt.row.drawn.len() {
        let given = answer(asked(&module, &attempt.row, place), true);
        learning::save_answer(services, &may, &attempt.row, place, &given)
            .await
            .expect("an answer can be saved");
    }
    let handed = learning::hand_in(services, &may, &study, &attempt.row)
        .await
        .expect("it can be handed in");
    assert!(
        matches!(handed, Handed::Marked(mark, Some(_)) if mark.passed),
        "{handed:?}"
    );
}

/// A single number from the database.
pub async fn number(app: &TestApp, sql: &str) -> i64 {
    let reader = app.site.db.reader();
    let statement = Statement::from_string(
        reader.get_database_backend(),
        format!("SELECT CAST(({sql}) AS bigint)"),
    );
    let row = reader
        .query_one_raw(statement)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    row.and_then(|row| row.try_get_by_index::<i64>(0).ok())
        .unwrap_or_else(|| panic!("{sql} gives no number"))
}

/// One text from the database, for each row.
pub async fn texts(app: &TestApp, sql: &str) -> Vec<String> {
    let reader = app.site.db.reader();
    let statement = Statement::from_string(reader.get_database_backend(), sql.to_owned());
    let rows = reader
        .query_all_raw(statement)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter()
        .map(|row| {
            row.try_get_by_index::<Option<String>>(0)
                .expect("a text")
                .unwrap_or_default()
        })
        .collect()
}

/// The first id that a statement about a person finds; the statement ends where the person's id goes.
pub async fn first_id(app: &TestApp, sql: &str, someone: &Someone) -> String {
    let reader = app.site.db.reader();
    let sql = format!("{sql}{}", id(app, someone.person));
    let statement = Statement::from_string(reader.get_database_backend(), sql.clone());
    let row = reader.query_one_raw(statement).await;
    let row = row.unwrap_or_else(|error| panic!("{sql}: {error}"));
    let found: Uuid = row
        .unwrap_or_else(|| panic!("{sql} finds nothing"))
        .try_get_by_index(0)
        .expect("an id");
    found.to_string()
}

/// How many rows a table has.
pub async fn rows(app: &TestApp, table: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) FROM {table}")).await
}

/// Changes the database behind the program's back.
pub async fn behind_its_back(app: &TestApp, sql: &str) {
    app.site
        .db
        .writer()
        .execute_unprepared(sql)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// Tries to change the database behind the program's back; whether it let that happen.
pub async fn tried(app: &TestApp, sql: &str) -> Result<(), sea_orm::DbErr> {
    let done = app.site.db.writer().execute_unprepared(sql).await;
    done.map(|_| ())
}

/// An id as SQL writes it.
pub fn id(app: &TestApp, id: impl Into<Uuid>) -> String {
    let id: Uuid = id.into();
    match app.site.db.engine() {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    }
}

/// Lets somebody be away from their first post, long from now; the absence.
pub async fn is_away(app: &TestApp, someone: &Someone) -> String {
    let absence: AbsenceId = app.site.new_id();
    let sql = format!(
        "INSERT INTO absence (id, post_id, kind, from_on) SELECT {}, id, 'other', '2090-01-01' FROM post WHERE person_id = {}",
        id(app, absence),
        id(app, someone.person)
    );
    behind_its_back(app, &sql).await;
    absence.to_string()
}

/// Gives somebody a deputy for a week from today; the deputyship.
pub async fn has_deputy(app: &TestApp, someone: &Someone, deputy: &Someone) -> String {
    let (new, today): (DeputyId, _) = (app.site.new_id(), app.site.today());
    let sql = format!(
        "INSERT INTO deputy (id, manager_id, deputy_id, from_on, to_on, named_at) VALUES ({}, {}, {}, '{today}', '{}', '2026-01-01 00:00:00+00:00')",
        id(app, new),
        id(app, someone.person),
        id(app, deputy.person),
        today + Days::new(6)
    );
    behind_its_back(app, &sql).await;
    new.to_string()
}

/// Lets some go first, and has a level taken again, both of which touch nobody: the wave and the update.
pub async fn arranged(app: &TestApp) -> (String, String) {
    let (wave, update): (WaveId, ForcedUpdateId) = (app.site.new_id(), app.site.new_id());
    let at = "'2026-01-01 00:00:00+00:00'";
    let waves = format!(
        "INSERT INTO wave (id, title, level, cohort, in_post_by, due_on, method, decided_at) VALUES ({}, 'First', 'AW', 'C9', '2020-01-01', '2090-01-01', '', {at})",
        id(app, wave)
    );
    behind_its_back(app, &waves).await;
    let updates = format!(
        "INSERT INTO forced_update (id, level, completed_before, due_on, reason, decided_at) VALUES ({}, 'AW', '2020-01-01', '2090-01-01', 'The law', {at})",
        id(app, update)
    );
    behind_its_back(app, &updates).await;
    (wave.to_string(), update.to_string())
}

/// Every table that pages write into, but those in which being seen and guessing wrong are counted.
const TABLES: [&str; 102] = [
    "advice",
    "directory_board",
    "directory_choice",
    "directory_level",
    "spoc",
    "spoc_cohort",
    "spoc_minimum",
    "setting",
    "district",
    "board",
    "board_text",
    "organisation",
    "team",
    "person",
    "post",
    "membership",
    "classification_rule",
    "post_answer",
    "cohort_override",
    "absence",
    "exemption",
    "assigned_date",
    "wave",
    "forced_update",
    "deputy",
    "saved_view",
    "role_grant",
    "account",
    "recovery_code",
    "account_link",
    "joining_slip",
    "calendar_feed",
    "employer_sign_in",
    "employer_identity",
    "sign_in",
    "framework_version",
    "framework_draft",
    "framework_comment",
    "framework_endorsement",
    "framework_preview",
    "module_version",
    "study",
    "activity_done",
    "attempt",
    "answer",
    "completion",
    "completion_withdrawn",
    "claim",
    "claim_step",
    "evidence",
    "course",
    "course_change",
    "ratification",
    "ratified_only",
    "venue",
    "session",
    "session_part",
    "session_trainer",
    "booking",
    "booking_rule",
    "charge",
    "charge_tariff",
    "session_request",
    "attendance",
    "session_reminder",
    "venue_feed",
    "evaluation_asked",
    "evaluation",
    "follow_up",
    "confidence",
    "session_cost",
    "session_in_kind",
    "budget_line",
    "walk_in",
    "walk_in_mark",
    "session_code",
    "certificate_batch",
    "certificate_order",
    "certificate",
    "outbox",
    "reminder_rule",
    "reminder",
    "reminder_day",
    "digest",
    "mail_stop",
    "bank_holiday",
    "audit",
    "staff_import",
    "staff_import_part",
    "staff_import_heading",
    "staff_import_choice",
    "staff_import_organisation",
    "staff_import_place",
    "staff_import_sameness",
    "staff_import_row",
    "staff_import_team",
    "staff_import_person",
    "staff_import_post",
    "merger",
    "retention",
    "anonymising",
    "anonymising_person",
];

/// Everything that is kept, a text for each table, to see whether something has changed.
pub async fn everything(app: &TestApp) -> BTreeMap<&'static str, String> {
    let mut all = BTreeMap::new();
    for table in TABLES {
        let is_sqlite = app.site.db.reader().get_database_backend() == DbBackend::Sqlite;
        let columns = if is_sqlite {
            texts(
                app,
                &format!("SELECT name FROM pragma_table_info('{table}') ORDER BY name"),
            )
            .await
        } else {
            let sql =
                "SELECT column_name::text FROM information_schema.columns WHERE table_name = ";
            texts(app, &format!("{sql}'{table}' ORDER BY 1")).await
        };
        assert!(!columns.is_empty(), "there is a table {table}");
        let shown = |column: &String| match (column.as_str(), is_sqlite) {
            ("pdf" | "document" | "logo" | "bytes", _) => {
                format!("COALESCE(CAST(length({column}) AS text), '')")
            }
            (column, true) => format!("quote({column})"),
            (column, false) => format!("COALESCE({column}::text, '')"),
        };
        let row = columns
            .iter()
            .map(shown)
            .collect::<Vec<_>>()
            .join(" || '|' || ");
        let mut lines = texts(app, &format!("SELECT {row} FROM {table}")).await;
        lines.sort();
        all.insert(table, lines.join("\n"));
    }
    all
}

/// The names of the tables that differ.
pub fn changed(
    before: &BTreeMap<&'static str, String>,
    after: &BTreeMap<&'static str, String>,
) -> Vec<&'static str> {
    before
        .iter()
        .filter(|(table, text)| after.get(*table) != Some(text))
        .map(|(table, _)| *table)
        .collect()
}

/// The fields of a form with other ones set.
pub fn with(fields: &[(String, String)], changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields: Vec<_> = fields
        .iter()
        .filter(|(name, _)| changes.iter().all(|(other, _)| other != name))
        .cloned()
        .collect();
    fields.extend(
        changes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    fields
}

/// The token that a visitor's forms carry, from a page that has a form.
pub async fn token(browser: &mut Browser) -> String {
    let page = browser.get("/sign-in/staff-number").await;
    page.attributes("input[name=form_token]", "value")
        .into_iter()
        .next()
        .expect("the page has a form")
}

/// A day of the calendar in words.
pub fn in_words(day: NaiveDate) -> String {
    domain::calendar::day(day)
}
