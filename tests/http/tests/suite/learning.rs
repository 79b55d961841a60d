//! Taking a module: screens, activities, the quiz, and what a pass leaves behind.

use crate::steps::{
    MODULES, answer_all, asked, attempts, begin, begin_quiz, behind_its_back, current, everything,
    fail, filled, has_passed, id, module, number, pass, read_all_screens, rows, study, texts,
    under_way, with,
};
use chrono::{Days, TimeDelta};
use domain::{
    access::{Actor, ImportContent, permit},
    calendar,
    learning::{Activity, Drawn, Module, Question, QuestionKind},
};
use store::{
    Imported,
    learning::{AttemptRow, import},
};
use testkit::{Browser, Page, TestApp};
use tokio::task::JoinSet;

/// A text as it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// What a screen says about an activity only after something was done.
fn said_afterwards(activity: &Activity) -> Vec<&str> {
    match activity {
        Activity::Check { options, .. } => options.iter().map(|o| o.say.as_str()).collect(),
        Activity::Scenario { choices, .. } => choices.iter().map(|c| c.then.as_str()).collect(),
        Activity::Sort { items, .. } => items.iter().map(|i| i.why.as_str()).collect(),
    }
}

/// Fields with which an activity is done well.
fn done_well(activity: &Activity) -> Vec<(String, String)> {
    let choice = |place: usize| ("choice".to_owned(), place.to_string());
    match activity {
        Activity::Check { options, many, .. } => {
            let right = options
                .iter()
                .enumerate()
                .filter(|(_, o)| o.right)
                .map(|(place, _)| choice(place));
            right.take(if *many { usize::MAX } else { 1 }).collect()
        }
        Activity::Scenario { .. } => vec![choice(0)],
        Activity::Sort { items, .. } => {
            let group = |(place, item): (usize, &domain::learning::SortItem)| {
                (format!("item-{place}"), item.group.to_string())
            };
            items.iter().enumerate().map(group).collect()
        }
    }
}

async fn do_activity(browser: &mut Browser, page: &Page, activity: &Activity) -> Page {
    let button = if page.html.contains("Answer again") {
        "Answer again"
    } else {
        "Check"
    };
    let form = page.form(button);
    let mut fields: Vec<_> = form
        .fields
        .into_iter()
        .filter(|(name, _)| name == "form_token")
        .collect();
    fields.extend(done_well(activity));
    browser.post(&form.action, &fields).await
}

#[expect(clippy::too_many_lines, reason = "one journey, told in one piece")]
async fn take_a_whole_module(name: &str) {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let module = module(&app, name).await;
    let list = asha.get("/learn").await.ok();
    assert!(list.link(&module.title).is_some(), "{}", list.text());
    let start = asha.get(&format!("/learn/{name}")).await.ok();
    for outcome in &module.outcomes {
        assert!(
            start.text().contains(outcome.as_str()),
            "the page says what one can do afterwards"
        );
    }
    let early = asha.get(&format!("/learn/{name}/quiz")).await;
    assert_eq!(
        (early.status, early.heading().as_str()),
        (409, "You have not started this module")
    );

    let mut page = begin(&mut asha, &module).await;
    let last = module.screens.len();
    for (number, screen) in (1..).zip(&module.screens) {
        assert_eq!(page.path, format!("/learn/{name}/screens/{number}"));
        assert_eq!(page.heading(), screen.title);
        assert!(
            !page.html.contains("{{"),
            "every blank of screen {number} is filled in"
        );
        assert!(
            !page.html.contains("SCREENS/") && !page.html.contains("PICTURES/"),
            "links of screen {number} lead somewhere"
        );
        for source in page.attributes("main img", "src") {
            let picture = asha.get(&source).await.ok();
            assert_eq!(picture.header("content-type"), "image/svg+xml");
        }
        assert_eq!(
            page.attributes("main img", "alt").len(),
            page.attributes("main img", "src").len()
        );
        if let Some(activity) = &screen.activity {
            for said in said_afterwards(activity) {
                assert!(
                    !page.html.contains(&escaped(said)),
                    "nothing is said about screen {number} beforehand: {said}"
                );
            }
            page = do_activity(&mut asha, &page, activity).await.ok();
            assert!(
                page.text().contains("What we say about it"),
                "{}",
                page.text()
            );
            let saved = format!("Saved {}", calendar::time(app.site.now()));
            assert!(page.text().contains(&saved), "{}", page.text());
        }
        if number + 2 <= last {
            let ahead = asha
                .get(&format!("/learn/{name}/screens/{}", number + 2))
                .await;
            assert_eq!(
                (ahead.status, ahead.heading().as_str()),
                (409, "You have not reached this screen yet")
            );
            assert_eq!(
                ahead.link("Go to where you are"),
                Some(format!("/learn/{name}/screens/{number}"))
            );
        }
        if number < last {
            let early = asha.get(&format!("/learn/{name}/quiz")).await;
            assert_eq!(
                (early.status, early.heading().as_str()),
                (409, "Read every screen before you take the quiz")
            );
            page = asha
                .get(&page.link("Continue").expect("a screen leads on"))
                .await
                .ok();
        }
    }
    let before = asha
        .get(
            &page
                .link("Go to the quiz")
                .expect("the last screen leads to the quiz"),
        )
        .await
        .ok();
    assert!(
        before
            .text()
            .contains(&format!("You pass with {}% or more.", module.pass_mark)),
        "{}",
        before.text()
    );
    assert!(
        asha.get(&format!("/learn/{name}/screens/{}", last + 1))
            .await
            .status
            == 404
    );
    assert!(asha.get(&format!("/learn/{name}/screens/0")).await.status == 404);

    asha.submit(&before, "Start the quiz", &[]).await.ok();
    let check = answer_all(&app, &mut asha, &module, true).await;
    assert_eq!(check.heading(), "Check before you hand in");
    let result = asha.submit(&check, "Hand in", &[]).await.ok();
    assert_eq!(result.heading(), "You have passed");
    let attempt = attempts(&app, asha.who(), name).await.remove(0);
    for place in 1..=attempt.drawn.len() {
        assert!(
            result
                .html
                .contains(&escaped(&asked(&module, &attempt, place).why)),
            "the result says why"
        );
    }
    assert_eq!(rows(&app, "completion").await, 1);
    let training = asha.get("/my-training").await.ok();
    assert!(
        training
            .text()
            .contains(&format!("E-learning, {0} of {0} right", module.draw)),
        "{}",
        training.text()
    );
}

#[tokio::test]
async fn asha_takes_awareness_from_the_first_screen_to_the_result() {
    take_a_whole_module(MODULES[0]).await;
}

#[tokio::test]
async fn asha_takes_first_responder_from_the_first_screen_to_the_result() {
    take_a_whole_module(MODULES[1]).await;
}

#[tokio::test]
async fn asha_takes_frontline_practitioner_from_the_first_screen_to_the_result() {
    take_a_whole_module(MODULES[2]).await;
}

#[tokio::test]
async fn asha_takes_procurement_from_the_first_screen_to_the_result() {
    take_a_whole_module(MODULES[3]).await;
}

#[tokio::test]
async fn the_local_contacts_are_those_of_the_learners_board() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let mut seen = String::new();
    for screen in 1..=module.screens.len() {
        seen += &asha
            .get(&format!("/learn/awareness/screens/{screen}"))
            .await
            .ok()
            .text();
    }
    assert!(
        seen.contains("Your local contacts: Northside Board"),
        "the board is named"
    );
    assert!(
        seen.contains("01632 960 001") && seen.contains("office@board.example"),
        "its numbers are there"
    );
    assert!(
        seen.contains("If this affected you") && seen.contains("08000 121 700"),
        "support is offered"
    );
}

#[tokio::test]
async fn a_learner_goes_on_at_the_same_screen_on_another_device() {
    let app = TestApp::start().await;
    let mut at_work = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    let mut page = begin(&mut at_work, &module).await;
    for _ in 0..3 {
        page = at_work.get(&page.link("Continue").unwrap()).await.ok();
    }
    let mut at_home = app.sign_in(at_work.who()).await;
    let start = at_home.get("/learn/awareness").await.ok();
    assert_eq!(
        start.link("Continue at screen 4"),
        Some("/learn/awareness/screens/4".to_owned())
    );
    assert_eq!(
        at_home
            .get("/my-training")
            .await
            .ok()
            .link("Continue Awareness"),
        Some("/learn/awareness".to_owned())
    );
    // Going back is remembered too, and loses no ground.
    at_home.get("/learn/awareness/screens/2").await.ok();
    let start = at_work.get("/learn/awareness").await.ok();
    assert!(
        start.link("Continue at screen 2").is_some(),
        "{}",
        start.text()
    );
    assert_eq!(
        at_work.get("/learn/awareness/screens/5").await.status,
        200,
        "the next screen is still open"
    );
    assert_eq!(rows(&app, "study").await, 1);
}

/// The first screen of a module whose activity is of a kind, with its number.
async fn with_activity(
    app: &TestApp,
    wanted: fn(&Activity) -> bool,
) -> (std::sync::Arc<Module>, usize, Activity) {
    for name in MODULES {
        let module = module(app, name).await;
        let found = module
            .screens
            .iter()
            .position(|s| s.activity.as_ref().is_some_and(wanted));
        if let Some(place) = found {
            let activity = module.screens[place].activity.clone().unwrap();
            return (module, place + 1, activity);
        }
    }
    panic!("the content has such an activity")
}

#[tokio::test]
async fn an_activity_left_empty_is_asked_again_and_a_sorter_keeps_what_was_sorted() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let (module, screen, _) = with_activity(&app, |a| matches!(a, Activity::Check { .. })).await;
    read_all_screens(&mut asha, &module).await;
    let page = asha
        .get(&format!("/learn/{}/screens/{screen}", module.name))
        .await
        .ok();
    let empty = asha.submit(&page, "Check", &[]).await;
    assert_eq!(
        (empty.status, empty.errors()),
        (
            422,
            vec!["Select an answer to see what we say about it".to_owned()]
        )
    );
    assert!(empty.title().starts_with("Error: "), "{}", empty.title());
    let never_offered = asha.submit(&page, "Check", &[("=choice", "99")]).await;
    assert_eq!(
        (never_offered.status, never_offered.errors()),
        (422, vec!["Choose from the answers shown".to_owned()])
    );
    assert_eq!(rows(&app, "activity_done").await, 0);

    let (module, screen, activity) =
        with_activity(&app, |a| matches!(a, Activity::Sort { .. })).await;
    read_all_screens(&mut asha, &module).await;
    let Activity::Sort { items, .. } = &activity else {
        panic!("it was chosen as a sorter")
    };
    let page = asha
        .get(&format!("/learn/{}/screens/{screen}", module.name))
        .await
        .ok();
    let half = asha.submit(&page, "Check", &[("=item-0", "1")]).await;
    assert_eq!(
        (half.status, half.errors()),
        (422, vec!["Put every statement into a group".to_owned()])
    );
    assert_eq!(
        half.attributes("input[name=item-0][checked]", "value"),
        ["1"],
        "what was sorted stays sorted"
    );
    assert!(
        half.attributes("input[name=item-1][checked]", "value")
            .is_empty()
    );
    assert!(items.len() > 1);
    let done = do_activity(&mut asha, &half, &activity).await.ok();
    assert_eq!(
        done.attributes("main input[checked]", "name").len(),
        items.len(),
        "what was done is shown again"
    );
}

#[tokio::test]
async fn an_activity_is_answered_at_once_and_never_marked() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let (module, screen, activity) =
        with_activity(&app, |a| matches!(a, Activity::Scenario { .. })).await;
    let Activity::Scenario { choices, .. } = &activity else {
        panic!("it was chosen as a scenario")
    };
    read_all_screens(&mut asha, &module).await;
    let path = format!("/learn/{}/screens/{screen}", module.name);
    for (place, choice) in choices.iter().enumerate() {
        app.advance(TimeDelta::minutes(1));
        let page = asha.get(&path).await.ok();
        let button = if place == 0 { "Check" } else { "Answer again" };
        asha.submit(&page, button, &[("=choice", &place.to_string())])
            .await
            .ok();
        let page = app.sign_in(asha.who()).await.get(&path).await.ok();
        assert!(
            page.text()
                .contains(&choice.then.split_whitespace().collect::<Vec<_>>().join(" ")),
            "{}",
            page.text()
        );
        assert_eq!(
            page.attributes("main input[checked]", "value"),
            [place.to_string()]
        );
        assert!(
            page.text()
                .contains(&format!("Saved {}", calendar::time(app.site.now())))
        );
    }
    assert_eq!(rows(&app, "activity_done").await, 1);
    assert_eq!(rows(&app, "completion").await, 0);
}

#[tokio::test]
async fn the_right_answers_never_reach_the_browser_before_handing_in() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    for name in MODULES {
        let module = module(&app, name).await;
        read_all_screens(&mut asha, &module).await;
        begin_quiz(&mut asha, &module).await.ok();
        let attempt = under_way(&app, asha.who(), name).await;
        assert_eq!(attempt.drawn.len(), module.draw as usize);
        for place in 1..=attempt.drawn.len() {
            let (question, drawn) = (asked(&module, &attempt, place), &attempt.drawn[place - 1]);
            let page = asha
                .get(&format!("/learn/{name}/quiz/questions/{place}"))
                .await
                .ok();
            assert!(
                !page.html.contains(&escaped(&question.why)),
                "{name} {}: why it is right",
                question.id
            );
            assert!(
                page.attributes("main [checked], main [selected]", "value")
                    .iter()
                    .all(String::is_empty),
                "nothing is chosen yet"
            );
            // The parts stand in the order that was drawn, and their values only say where they stand on the page.
            let (css, texts): (&str, Vec<&String>) = match &question.kind {
                QuestionKind::Single { options, .. } | QuestionKind::Multiple { options, .. } => (
                    ".govuk-radios__label, .govuk-checkboxes__label",
                    drawn.order.iter().map(|p| &options[*p]).collect(),
                ),
                QuestionKind::Ordering { steps } => (
                    "main .govuk-label",
                    drawn.order.iter().map(|p| &steps[*p]).collect(),
                ),
                QuestionKind::Matching { pairs } => (
                    "main select[name=match-0] option:not([value=''])",
                    drawn.order.iter().map(|p| &pairs[*p].1).collect(),
                ),
            };
            let texts: Vec<String> = texts
                .into_iter()
                .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            assert_eq!(page.all(css), texts, "{name} {}", question.id);
            let values = match &question.kind {
                QuestionKind::Ordering { .. } => {
                    let names = page.attributes("main select", "name");
                    names
                        .iter()
                        .map(|name| name.trim_start_matches("step-").to_owned())
                        .collect()
                }
                QuestionKind::Matching { .. } => {
                    page.attributes("main select[name=match-0] option:not([value=''])", "value")
                }
                _ => page.attributes("input[name=choice]", "value"),
            };
            assert_eq!(
                values,
                (0..texts.len())
                    .map(|at| at.to_string())
                    .collect::<Vec<_>>(),
                "{name} {}",
                question.id
            );
            // Apart from value, id and what belongs to it, all inputs of a question are the same.
            let classes = page.attributes("main input[name=choice]", "class");
            assert!(
                classes.windows(2).all(|pair| pair[0] == pair[1]),
                "{classes:?}"
            );
            assert!(
                page.attributes(
                    "main [data-right], main [data-correct], main [data-answer]",
                    "class"
                )
                .is_empty()
            );
        }
    }
}

#[tokio::test]
async fn another_attempt_draws_other_questions_in_another_order() {
    let app = TestApp::start().await;
    let module = module(&app, "awareness").await;
    let mut draws = Vec::new();
    for _ in 0..4 {
        let mut asha = app.learner().sign_in().await;
        read_all_screens(&mut asha, &module).await;
        begin_quiz(&mut asha, &module).await.ok();
        draws.push(under_way(&app, asha.who(), "awareness").await.drawn);
    }
    assert!(
        draws.windows(2).any(|pair| pair[0] != pair[1]),
        "four people do not draw the same quiz"
    );
    for drawn in &draws {
        let mut questions: Vec<_> = drawn.iter().map(|d| &d.question).collect();
        questions.sort();
        questions.dedup();
        assert_eq!(
            questions.len(),
            module.draw as usize,
            "no question comes twice"
        );
    }
}

#[tokio::test]
async fn an_answer_is_saved_as_it_is_given() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let page = begin_quiz(&mut asha, &module).await.ok();
    assert_eq!(page.path, "/learn/awareness/quiz/questions/1");
    let attempt = under_way(&app, asha.who(), "awareness").await;
    let (action, fields) = filled(&page, &module, &attempt, 1, false);
    // The island posts the same form with `save=1` and shows what comes back.
    let saved = asha
        .post(&action, &with(&fields, &[("save", "1")]))
        .await
        .ok();
    assert_eq!(
        saved.html,
        format!("Saved {}", calendar::time(app.site.now()))
    );
    assert_eq!(rows(&app, "answer").await, 1);
    let nothing = asha
        .post(&action, &with(&fields[..1], &[("save", "1")]))
        .await
        .ok();
    assert!(
        nothing.html.starts_with("Not saved. "),
        "where nothing is chosen, that is said: {}",
        nothing.html
    );
    // At home the answer is there, and the quiz goes on at the first open question.
    let mut at_home = app.sign_in(asha.who()).await;
    let again = at_home.get("/learn/awareness/quiz/questions/1").await.ok();
    assert!(
        again
            .text()
            .contains(&format!("Saved {}", calendar::time(app.site.now()))),
        "{}",
        again.text()
    );
    let chosen: std::collections::BTreeSet<_> =
        again.form("Save and continue").fields.into_iter().collect();
    let given = |fields: std::collections::BTreeSet<(String, String)>| {
        fields
            .into_iter()
            .filter(|(name, _)| name != "form_token")
            .collect::<Vec<_>>()
    };
    assert_eq!(
        given(chosen),
        given(fields.into_iter().collect()),
        "what was chosen is shown"
    );
    let onward = begin_quiz(&mut at_home, &module).await.ok();
    assert_eq!(onward.path, "/learn/awareness/quiz/questions/2");
    assert_eq!(attempts(&app, asha.who(), "awareness").await.len(), 1);
    // Changing one's mind replaces the answer.
    let (action, fields) = filled(&again, &module, &attempt, 1, true);
    at_home.post(&action, &fields).await.ok();
    assert_eq!(rows(&app, "answer").await, 1);
}

/// Puts a question into the first place of an attempt, with its parts out of order.
async fn ask_first(app: &TestApp, attempt: &AttemptRow, question: &Question) {
    let count = match &question.kind {
        QuestionKind::Ordering { steps } => steps.len(),
        QuestionKind::Matching { pairs } => pairs.len(),
        _ => 0,
    };
    let mut drawn = attempt.drawn.clone();
    drawn[0] = Drawn {
        question: question.id.clone(),
        order: (1..count).chain([0]).collect(),
    };
    let drawn = serde_json::to_string(&drawn).unwrap();
    behind_its_back(app, &format!("UPDATE attempt SET drawn = '{drawn}'")).await;
}

#[tokio::test]
async fn a_half_given_answer_is_kept_as_it_is_and_counts_as_none() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    begin_quiz(&mut asha, &module).await.ok();
    let path = "/learn/awareness/quiz/questions/1";
    let saved = format!("Saved {} as far as it goes", calendar::time(app.site.now()));
    let halves = module
        .questions
        .iter()
        .filter_map(|question| match question.kind {
            QuestionKind::Ordering { .. } => {
                Some((question, ("step-1", "2"), "Give every step a number"))
            }
            QuestionKind::Matching { .. } => {
                Some((question, ("match-1", "0"), "Choose a match for each line"))
            }
            _ => None,
        });
    let halves: Vec<_> = halves.collect();
    assert!(!halves.is_empty());
    for (question, (name, value), missing) in halves {
        behind_its_back(&app, "DELETE FROM answer").await;
        let attempt = under_way(&app, asha.who(), "awareness").await;
        ask_first(&app, &attempt, question).await;
        let page = asha.get(path).await.ok();
        let half = with(&page.form("Save and continue").fields, &[(name, value)]);
        let by_island = asha.post(path, &with(&half, &[("save", "1")])).await.ok();
        assert_eq!(by_island.html, format!("{saved}. {missing}."));
        // On another device it is as it was left, and the quiz goes on there.
        let mut at_home = app.sign_in(asha.who()).await;
        let again = begin_quiz(&mut at_home, &module).await.ok();
        assert_eq!(again.path, path);
        assert!(again.text().contains(&saved), "{}", again.text());
        let fields = again.form("Save and continue").fields;
        let chosen = fields.iter().find(|(field, _)| field == name);
        assert_eq!(chosen.map(|(_, value)| value.as_str()), Some(value));
        let check = at_home.get("/learn/awareness/quiz/check").await.ok();
        assert!(
            check.text().contains("10 still to answer"),
            "{}",
            check.text()
        );
        let refused = at_home.submit(&check, "Hand in", &[]).await;
        assert_eq!(refused.status, 422, "it counts as no answer");
        // Without JavaScript the button keeps it too, and says what is missing.
        behind_its_back(&app, "DELETE FROM answer").await;
        let refused = asha.post(path, &half).await;
        assert_eq!(
            (refused.status, refused.errors()),
            (422, vec![missing.to_owned()])
        );
        assert_eq!(rows(&app, "answer").await, 1);
    }
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_not_said_to_be_saved() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let page = begin_quiz(&mut asha, &module).await.ok();
    let attempt = under_way(&app, asha.who(), "awareness").await;
    let (action, fields) = filled(&page, &module, &attempt, 1, true);
    let page = answer_all(&app, &mut asha, &module, true).await;
    asha.submit(&page, "Hand in", &[]).await.ok();
    let late = asha
        .post(&action, &with(&fields, &[("save", "1")]))
        .await
        .ok();
    assert_eq!(late.html, "Not saved. This quiz has been handed in.");
    // Whoever has been signed out meanwhile is led to sign in, which the island takes for what it is.
    behind_its_back(&app, "DELETE FROM sign_in").await;
    let out = asha
        .post_once(&action, &with(&fields, &[("save", "1")]))
        .await;
    assert_eq!(out.status, 303);
}

#[tokio::test]
async fn nobody_hands_in_with_a_question_open() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let page = begin_quiz(&mut asha, &module).await.ok();
    let empty = asha.submit(&page, "Save and continue", &[]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.errors().len(), 1);
    assert!(empty.title().starts_with("Error: "));
    assert_eq!(empty.path, "/learn/awareness/quiz/questions/1");
    let attempt = under_way(&app, asha.who(), "awareness").await;
    for place in [1, 2] {
        let page = asha
            .get(&format!("/learn/awareness/quiz/questions/{place}"))
            .await
            .ok();
        let (action, fields) = filled(&page, &module, &attempt, place, true);
        asha.post(&action, &fields).await.ok();
    }
    let check = asha.get("/learn/awareness/quiz/check").await.ok();
    assert!(
        check
            .text()
            .contains("8 still to answer before you can hand in."),
        "{}",
        check.text()
    );
    let early = asha.submit(&check, "Hand in", &[]).await;
    assert_eq!(
        (early.status, early.errors()),
        (422, vec!["Answer question 3".to_owned()])
    );
    assert!(
        under_way(&app, asha.who(), "awareness")
            .await
            .passed
            .is_none()
    );
    assert_eq!(rows(&app, "completion").await, 0);
}

#[tokio::test]
async fn each_kind_of_question_is_answered_kept_and_marked_as_a_whole() {
    let app = TestApp::start().await;
    let mut seen = std::collections::BTreeSet::new();
    for name in MODULES {
        let module = module(&app, name).await;
        for _ in 0..2 {
            let mut asha = app.learner().sign_in().await;
            read_all_screens(&mut asha, &module).await;
            begin_quiz(&mut asha, &module).await.ok();
            let attempt = under_way(&app, asha.who(), name).await;
            for place in 1..=attempt.drawn.len() {
                let question = asked(&module, &attempt, place);
                let kind = match &question.kind {
                    QuestionKind::Single { .. } if question.situation.is_some() => "scenario",
                    QuestionKind::Single { .. } => "single",
                    QuestionKind::Multiple { .. } => "multiple",
                    QuestionKind::Ordering { .. } => "ordering",
                    QuestionKind::Matching { .. } => "matching",
                };
                if !seen.insert((name, kind)) {
                    continue;
                }
                let path = format!("/learn/{name}/quiz/questions/{place}");
                let page = asha.get(&path).await.ok();
                if let Some(situation) = &question.situation {
                    assert!(
                        page.html.contains(&escaped(situation)),
                        "the situation is told"
                    );
                }
                // The same number for two steps, or the same match twice, is no answer.
                let twice: Vec<_> = match &question.kind {
                    QuestionKind::Ordering { steps } => (0..steps.len())
                        .map(|s| (format!("step-{s}"), "1".to_owned()))
                        .collect(),
                    QuestionKind::Matching { pairs } => (0..pairs.len())
                        .map(|p| (format!("match-{p}"), "0".to_owned()))
                        .collect(),
                    _ => Vec::new(),
                };
                if !twice.is_empty() {
                    let (action, mut fields) = filled(&page, &module, &attempt, place, true);
                    fields.retain(|(name, _)| name == "form_token");
                    fields.extend(twice);
                    let refused = asha.post(&action, &fields).await;
                    let expected = if kind == "ordering" {
                        "Give each step a different number"
                    } else {
                        "Use each match once"
                    };
                    assert_eq!(
                        (refused.status, refused.errors()),
                        (422, vec![expected.to_owned()])
                    );
                    assert_eq!(
                        refused
                            .attributes("main select option[selected]", "value")
                            .len(),
                        fields.len() - 1,
                        "typed is kept"
                    );
                }
                let (action, fields) = filled(&page, &module, &attempt, place, true);
                asha.post(&action, &fields).await.ok();
                let again = asha.get(&path).await.ok();
                let kept = again.form("Save and continue").fields;
                let wanted: std::collections::BTreeSet<_> = fields.into_iter().collect();
                assert_eq!(
                    kept.into_iter().collect::<std::collections::BTreeSet<_>>(),
                    wanted,
                    "{kind}: the page shows what was saved"
                );
            }
        }
    }
    let kinds: std::collections::BTreeSet<_> = seen.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["matching", "multiple", "ordering", "scenario", "single"]
    );
}

#[tokio::test]
async fn a_pass_writes_one_completion_that_says_where_asha_stood_that_day() {
    let app = TestApp::start().await;
    let mut asha = app
        .learner()
        .at("Northside")
        .cohorts(&["C3", "C1"])
        .sign_in()
        .await;
    let module = module(&app, "awareness").await;
    let result = pass(&app, &mut asha, &module).await;
    assert_eq!(result.heading(), "You have passed");
    assert_eq!(rows(&app, "completion").await, 1);
    let (northside, board) = (
        app.organisation("Northside").await,
        app.board("Northside").await,
    );
    let framework = store::framework::in_force(app.site.services(), app.site.today())
        .await
        .unwrap()
        .unwrap();
    let attempt = attempts(&app, asha.who(), "awareness").await.remove(0);
    let version = current(&app, "awareness").await.id;
    let stamped = format!(
        "SELECT COUNT(*) FROM completion c JOIN post p ON p.id = c.post_id WHERE c.person_id = {person} \
         AND p.person_id = {person} AND c.organisation_id = {organisation} AND c.board_id = {board} \
         AND c.framework_version_id = {framework} AND c.attempt_id = {attempt} AND c.module_version_id = {version} \
         AND c.content_version = '{content}' AND c.level = 'AW' AND c.worth = 'level' AND c.right_answers = 10 \
         AND c.questions = 10 AND c.cohorts = '[\"C1\",\"C3\"]'",
        person = id(&app, asha.who().person),
        organisation = id(&app, northside),
        board = id(&app, board),
        framework = id(&app, framework.id),
        attempt = id(&app, attempt.id),
        version = id(&app, version),
        content = module.version,
    );
    assert_eq!(number(&app, &stamped).await, 1);
    // Handing in again, by going back, shows the same result and writes nothing.
    let before = everything(&app).await;
    let token = crate::steps::token(&mut asha).await;
    let again = asha
        .post(
            "/learn/awareness/quiz/check",
            &[("form_token".to_owned(), token)],
        )
        .await;
    assert_eq!(again.heading(), "You have passed");
    assert_eq!(everything(&app).await, before);
}

#[tokio::test]
async fn a_module_that_only_prepares_leaves_the_level_to_a_session() {
    let app = TestApp::start().await;
    let mut asha = app.learner().cohorts(&["C3"]).sign_in().await;
    has_passed(&app, asha.who(), "awareness").await;
    has_passed(&app, asha.who(), "frontline-practitioner").await;
    assert_eq!(
        texts(&app, "SELECT worth FROM completion ORDER BY worth").await,
        ["level", "part"]
    );
    let page = asha.get("/my-training").await.ok();
    assert!(
        page.text()
            .contains("You have completed 1 of 2 required levels."),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Taught in a session: ask your training lead for the next date"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn after_three_attempts_a_training_lead_gives_new_ones() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let mut lead = app.training_lead().at("Northside").sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    for (left, then) in [
        ("2 more times", "You have 2 attempts left."),
        ("1 more time", "You have one attempt left."),
        (
            "",
            "You have used all 3 attempts. Your training lead can give you more.",
        ),
    ] {
        let before = asha.get("/learn/awareness/quiz").await.ok();
        assert!(before.text().contains(left), "{}", before.text());
        app.advance(TimeDelta::minutes(1));
        let result = fail(&app, &mut asha, &module).await;
        assert_eq!(result.heading(), "You have not passed this time");
        assert!(result.text().contains(then), "{}", result.text());
        assert_eq!(
            result.link("Try again").is_some(),
            !left.is_empty(),
            "where nothing is left, nothing is offered"
        );
        assert!(
            result
                .text()
                .contains("0 of 10 right. You need 80% to pass."),
            "{}",
            result.text()
        );
        assert_eq!(rows(&app, "completion").await, 0);
    }
    let refused = asha.get("/learn/awareness/quiz").await;
    assert_eq!(refused.status, 409);
    assert_eq!(
        refused.heading(),
        "You have used all 3 attempts. Your training lead can give you more"
    );
    let token = crate::steps::token(&mut asha).await;
    let posted = asha
        .post("/learn/awareness/quiz", &[("form_token".to_owned(), token)])
        .await;
    assert_eq!(posted.status, 409);
    assert_eq!(attempts(&app, asha.who(), "awareness").await.len(), 3);

    app.advance(TimeDelta::minutes(1));
    let person = format!("/people/{}", asha.who().person);
    let page = lead.get(&person).await.ok();
    assert!(
        page.text()
            .contains("all 3 attempts at the quiz are used, and none has passed."),
        "{}",
        page.text()
    );
    let page = lead.submit(&page, "Give new attempts", &[]).await.ok();
    assert!(
        page.text().contains("New attempts have been given."),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("attempts at the quiz are used"));
    // Pressed again in another tab, nothing more is given.
    app.advance(TimeDelta::minutes(1));
    let before = asha.get("/learn/awareness/quiz").await.ok();
    assert!(before.text().contains("2 more times"), "{}", before.text());
    begin_quiz(&mut asha, &module).await.ok();
    let page = answer_all(&app, &mut asha, &module, true).await;
    assert_eq!(
        asha.submit(&page, "Hand in", &[]).await.heading(),
        "You have passed"
    );
    assert_eq!(
        attempts(&app, asha.who(), "awareness").await.len(),
        4,
        "the failed ones are kept"
    );
}

#[tokio::test]
async fn the_pass_mark_is_eighty_per_cent_of_the_questions() {
    let app = TestApp::start().await;
    let module = module(&app, "awareness").await;
    for (right, passes) in [(7, false), (8, true)] {
        let mut asha = app.learner().sign_in().await;
        read_all_screens(&mut asha, &module).await;
        begin_quiz(&mut asha, &module).await.ok();
        let attempt = under_way(&app, asha.who(), "awareness").await;
        for place in 1..=10 {
            let page = asha
                .get(&format!("/learn/awareness/quiz/questions/{place}"))
                .await
                .ok();
            let (action, fields) = filled(&page, &module, &attempt, place, place <= right);
            asha.post(&action, &fields).await.ok();
        }
        let check = asha.get("/learn/awareness/quiz/check").await.ok();
        let result = asha.submit(&check, "Hand in", &[]).await.ok();
        assert!(
            result.text().contains(&format!("{right} of 10 right")),
            "{}",
            result.text()
        );
        assert_eq!(
            result.heading() == "You have passed",
            passes,
            "{}",
            result.text()
        );
    }
    assert_eq!(rows(&app, "completion").await, 1);
}

#[tokio::test]
async fn a_second_tab_and_the_back_button_do_no_harm() {
    let app = TestApp::start().await;
    let mut first = app.learner().sign_in().await;
    let mut second = app.sign_in(first.who()).await;
    let module = module(&app, "awareness").await;
    // The start page stood open in both: there is one study.
    let (a, b) = (
        first.get("/learn/awareness").await.ok(),
        second.get("/learn/awareness").await.ok(),
    );
    first.submit(&a, "Start", &[]).await.ok();
    first.get("/learn/awareness/screens/2").await.ok();
    first.get("/learn/awareness/screens/3").await.ok();
    let page = second.submit(&b, "Start", &[]).await.ok();
    assert_eq!(
        page.path, "/learn/awareness/screens/3",
        "the other tab goes on where the first one is"
    );
    assert_eq!(rows(&app, "study").await, 1);
    read_all_screens(&mut first, &module).await;
    // So did the page before the quiz: there is one attempt.
    let (a, b) = (
        first.get("/learn/awareness/quiz").await.ok(),
        second.get("/learn/awareness/quiz").await.ok(),
    );
    first.submit(&a, "Start the quiz", &[]).await.ok();
    second.submit(&b, "Start the quiz", &[]).await.ok();
    assert_eq!(attempts(&app, first.who(), "awareness").await.len(), 1);
    // The last answer counts; handed in in one tab, the other can change nothing.
    let attempt = under_way(&app, first.who(), "awareness").await;
    let stale = second.get("/learn/awareness/quiz/questions/1").await.ok();
    let check = answer_all(&app, &mut first, &module, true).await;
    let old_check = second.get("/learn/awareness/quiz/check").await.ok();
    first.submit(&check, "Hand in", &[]).await.ok();
    let before = everything(&app).await;
    let (action, fields) = filled(&stale, &module, &attempt, 1, false);
    let late = second.post(&action, &fields).await;
    assert_eq!(late.heading(), "You have passed", "{}", late.path);
    let late = second.submit(&old_check, "Hand in", &[]).await;
    assert_eq!(late.heading(), "You have passed");
    assert_eq!(everything(&app).await, before);
}

#[tokio::test]
async fn forged_and_out_of_turn_posts_get_a_clear_page_and_change_nothing() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    let token = (
        "form_token".to_owned(),
        crate::steps::token(&mut asha).await,
    );
    let choice = |value: &str| vec![token.clone(), ("choice".to_owned(), value.to_owned())];
    // Before anything has begun.
    let before = everything(&app).await;
    let start = asha.post("/learn/awareness/screens/1", &choice("0")).await;
    assert_eq!(start.path, "/learn/awareness");
    for path in [
        "/learn/awareness/quiz",
        "/learn/awareness/quiz/check",
        "/learn/awareness/quiz/questions/1",
    ] {
        assert_eq!(asha.post(path, &choice("0")).await.status, 409, "{path}");
    }
    asha.post("/learn/no-such-module", &choice("0"))
        .await
        .assert_not_found();
    assert_eq!(everything(&app).await, before);

    begin(&mut asha, &module).await;
    let before = everything(&app).await;
    assert_eq!(
        asha.post("/learn/awareness/screens/5", &choice("0"))
            .await
            .status,
        409
    );
    assert_eq!(
        asha.post("/learn/awareness/quiz", &choice("0"))
            .await
            .status,
        409,
        "there are screens left"
    );
    for screen in ["0", "99", "-1", "one", "4294967296"] {
        asha.post(&format!("/learn/awareness/screens/{screen}"), &choice("0"))
            .await
            .assert_not_found();
    }
    assert_eq!(everything(&app).await, before);

    read_all_screens(&mut asha, &module).await;
    begin_quiz(&mut asha, &module).await.ok();
    let before = everything(&app).await;
    for place in ["0", "11", "99", "-1", "x", "18446744073709551616"] {
        asha.post(
            &format!("/learn/awareness/quiz/questions/{place}"),
            &choice("0"),
        )
        .await
        .assert_not_found();
    }
    for value in ["99", "-1", "x", "0x1"] {
        let refused = asha
            .post("/learn/awareness/quiz/questions/1", &choice(value))
            .await;
        assert_eq!(refused.status, 422, "{value}");
    }
    assert_eq!(everything(&app).await, before);
}

#[tokio::test]
async fn fields_that_no_form_has_are_ignored() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let page = begin_quiz(&mut asha, &module).await.ok();
    let attempt = under_way(&app, asha.who(), "awareness").await;
    let (action, fields) = filled(&page, &module, &attempt, 1, false);
    let forged = [
        ("passed", "true"),
        ("right_answers", "10"),
        ("submitted_at", "2020-01-01"),
        ("person_id", "1"),
        ("role", "administrator"),
    ];
    asha.post(&action, &with(&fields, &forged)).await.ok();
    let after = under_way(&app, asha.who(), "awareness").await;
    assert_eq!(
        (after.passed, after.right, after.submitted_at),
        (None, None, None)
    );
    assert_eq!(rows(&app, "role_grant").await, 0);
}

/// A module as its authors would publish it anew: another version, other words, fewer screens.
fn next_version(module: &Module) -> Module {
    let mut next = module.clone();
    "2099.1".clone_into(&mut next.version);
    next.title = format!("{} (new)", module.title);
    next.screens.truncate(3);
    next.questions.truncate(module.draw as usize);
    for question in &mut next.questions {
        question.text = format!("New: {}", question.text);
        question.kind = QuestionKind::Single {
            options: vec!["No".to_owned(), "Yes".to_owned()],
            right: 1,
        };
    }
    next
}

#[tokio::test]
async fn a_new_version_leaves_a_study_under_way_alone() {
    let app = TestApp::start().await;
    let (mut asha, mut ben) = (app.learner().sign_in().await, app.learner().sign_in().await);
    let old = module(&app, "awareness").await;
    read_all_screens(&mut asha, &old).await;
    begin_quiz(&mut asha, &old).await.ok();
    let drawn = under_way(&app, asha.who(), "awareness").await.drawn;
    begin(&mut ben, &old).await;

    let may = permit(&Actor::Program, ImportContent {}).unwrap();
    let new = next_version(&old);
    for (came, why) in [
        (Imported::New, "a version that is not kept yet"),
        (Imported::Known, "the same version is imported once"),
    ] {
        let imported = import(app.site.services(), &may, &new).await.unwrap();
        assert_eq!(imported, came, "{why}");
    }

    // Asha finishes her attempt, and Ben his screens, on the version they began with.
    assert_eq!(under_way(&app, asha.who(), "awareness").await.drawn, drawn);
    let check = answer_all(&app, &mut asha, &old, true).await;
    assert_eq!(
        asha.submit(&check, "Hand in", &[]).await.ok().heading(),
        "You have passed"
    );
    assert_eq!(
        texts(&app, "SELECT content_version FROM completion").await,
        std::slice::from_ref(&old.version)
    );
    let page = ben.get("/learn/awareness").await.ok();
    assert_eq!(page.heading(), old.title);
    read_all_screens(&mut ben, &old).await;
    // Chidi, who comes later, takes the new one.
    let mut chidi = app.learner().sign_in().await;
    assert!(chidi.get("/learn").await.ok().link(&new.title).is_some());
    pass(&app, &mut chidi, &new).await;
    let versions = texts(
        &app,
        "SELECT content_version FROM completion ORDER BY content_version",
    )
    .await;
    assert_eq!(versions, [old.version.clone(), "2099.1".to_owned()]);
}

#[tokio::test]
async fn a_passed_module_can_be_taken_again() {
    let app = TestApp::start().await;
    let someone = app.learner().create().await;
    let module = module(&app, "awareness").await;
    let mut asha = app.sign_in(&someone).await;
    pass(&app, &mut asha, &module).await;
    let first = everything(&app).await["completion"].clone();
    let taken = asha.get("/learn/awareness/quiz").await;
    assert_eq!(
        taken.path, "/learn/awareness/result",
        "a passed quiz leads to its result"
    );
    app.advance(TimeDelta::days(3 * 365 - 30));
    let mut asha = app.sign_in(&someone).await;
    let training = asha.get("/my-training").await.ok();
    assert!(training.text().contains("Due soon"), "{}", training.text());
    let result = pass(&app, &mut asha, &module).await;
    assert_eq!(result.heading(), "You have passed");
    assert_eq!(rows(&app, "completion").await, 2);
    assert_eq!(rows(&app, "study").await, 2);
    assert!(
        everything(&app).await["completion"].contains(&first),
        "the first one is as it was"
    );
    let until = app
        .site
        .today()
        .checked_add_months(chrono::Months::new(36))
        .unwrap();
    let training = asha.get("/my-training").await.ok();
    assert!(
        training
            .text()
            .contains(&format!("Valid until {}", calendar::day(until))),
        "{}",
        training.text()
    );
}

#[tokio::test]
async fn a_completed_study_can_be_read_again_without_changing_it() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    pass(&app, &mut asha, &module).await;
    let before = everything(&app).await;
    let page = asha.get("/learn/awareness").await.ok();
    let again = asha.get(&page.link("read it again").unwrap()).await.ok();
    assert_eq!(again.path, "/learn/awareness/screens/1");
    asha.get("/learn/awareness/screens/4").await.ok();
    assert_eq!(everything(&app).await, before);
}

/// Sends the same form from twenty tabs at once.
async fn twenty_times(browser: &Browser, path: &str, fields: &[(String, String)]) -> Vec<Page> {
    let mut tabs = JoinSet::new();
    for _ in 0..20 {
        let (mut tab, path, fields) = (browser.clone(), path.to_owned(), fields.to_vec());
        tabs.spawn(async move { tab.post(&path, &fields).await });
    }
    tabs.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_parallel_posts_have_one_effect() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    let start = asha.get("/learn/awareness").await.ok().form("Start");
    for page in twenty_times(&asha, "/learn/awareness", &start.fields).await {
        assert_eq!(
            (page.status, page.path.as_str()),
            (200, "/learn/awareness/screens/1"),
            "{}",
            page.text()
        );
    }
    assert_eq!(rows(&app, "study").await, 1);
    read_all_screens(&mut asha, &module).await;
    let quiz = asha
        .get("/learn/awareness/quiz")
        .await
        .ok()
        .form("Start the quiz");
    for page in twenty_times(&asha, "/learn/awareness/quiz", &quiz.fields).await {
        assert_eq!(
            (page.status, page.path.as_str()),
            (200, "/learn/awareness/quiz/questions/1"),
            "{}",
            page.text()
        );
    }
    assert_eq!(rows(&app, "attempt").await, 1);
    let attempt = under_way(&app, asha.who(), "awareness").await;
    let first = asha.get("/learn/awareness/quiz/questions/1").await.ok();
    let (action, fields) = filled(&first, &module, &attempt, 1, true);
    for page in twenty_times(&asha, &action, &fields).await {
        assert_eq!(
            (page.status, page.path.as_str()),
            (200, "/learn/awareness/quiz/questions/2"),
            "{}",
            page.text()
        );
    }
    assert_eq!(rows(&app, "answer").await, 1);
    let check = answer_all(&app, &mut asha, &module, true)
        .await
        .form("Hand in");
    for page in twenty_times(&asha, "/learn/awareness/quiz/check", &check.fields).await {
        assert_eq!(
            (page.status, page.heading().as_str()),
            (200, "You have passed"),
            "{}",
            page.text()
        );
    }
    assert_eq!(rows(&app, "completion").await, 1);
    assert_eq!(
        study(&app, asha.who(), "awareness").await.passed_at,
        Some(app.site.now())
    );
}

#[tokio::test]
async fn a_module_shows_its_sources_and_the_day_they_were_checked() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    for name in MODULES {
        let module = module(&app, name).await;
        assert!(
            module.questions.len() >= 15,
            "{name} has {} questions",
            module.questions.len()
        );
        let page = asha.get(&format!("/learn/{name}/about")).await.ok();
        assert!(
            page.text().contains(&calendar::day(module.checked_on)),
            "{}",
            page.text()
        );
        assert!(page.text().contains(&module.version), "{}", page.text());
        for source in &module.sources {
            assert!(
                page.html.contains(&escaped(&source.title)),
                "{name}: {}",
                source.title
            );
        }
        assert!(!module.sources.is_empty());
        assert!(
            page.text()
                .contains("No practitioner has confirmed this version yet.")
                && page.html.contains(&escaped(&module.guidance)),
            "{}",
            page.text()
        );
    }
    // The last screen says so too, before the quiz.
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let last = module.screens.len();
    for (screen, says) in [(last, true), (last - 1, false)] {
        let page = asha
            .get(&format!("/learn/awareness/screens/{screen}"))
            .await
            .ok();
        assert_eq!(
            page.html.contains(&escaped(&module.guidance)),
            says,
            "screen {screen}: {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn a_module_begun_before_a_post_ends_can_be_finished_after_it() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let yesterday = app.site.today() - Days::new(1);
    crate::steps::behind_its_back(&app, &format!("UPDATE post SET ends_on = '{yesterday}'")).await;
    begin_quiz(&mut asha, &module).await.ok();
    let check = answer_all(&app, &mut asha, &module, true).await;
    asha.submit(&check, "Hand in", &[]).await.ok();
    let stamped = "SELECT COUNT(*) FROM completion WHERE post_id IS NULL AND board_id IS NULL AND cohorts = '[]'";
    assert_eq!(number(&app, stamped).await, 1, "it is kept, without a post");
}

#[tokio::test]
async fn whoever_fails_sees_each_answer_and_why() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    let result = fail(&app, &mut asha, &module).await;
    let attempt = attempts(&app, asha.who(), "awareness").await.remove(0);
    assert_eq!(
        result.text().matches("Not right").count(),
        10,
        "{}",
        result.text()
    );
    assert_eq!(result.text().matches("You answered:").count(), 10);
    for place in 1..=10 {
        let question = asked(&module, &attempt, place);
        assert!(
            result.html.contains(&escaped(&question.why)),
            "{}",
            question.id
        );
        if let QuestionKind::Single { options, right } = &question.kind {
            assert!(
                result.html.contains(&escaped(&options[*right])),
                "{}",
                question.id
            );
        }
    }
    assert_eq!(
        result.link("Try again"),
        Some("/learn/awareness/quiz".to_owned())
    );
}

#[tokio::test]
async fn a_quiz_begun_last_month_can_be_finished() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let module = module(&app, "awareness").await;
    read_all_screens(&mut asha, &module).await;
    begin_quiz(&mut asha, &module).await.ok();
    let attempt = under_way(&app, asha.who(), "awareness").await;
    let page = asha.get("/learn/awareness/quiz/questions/1").await.ok();
    let (action, fields) = filled(&page, &module, &attempt, 1, true);
    asha.post(&action, &fields).await.ok();
    app.advance(TimeDelta::days(31));
    let who = asha.who().clone();
    let mut asha = app.sign_in(&who).await;
    assert_eq!(
        begin_quiz(&mut asha, &module).await.path,
        "/learn/awareness/quiz/questions/2"
    );
    assert_eq!(
        under_way(&app, &who, "awareness").await.drawn,
        attempt.drawn,
        "it is shown again as it was drawn"
    );
    let check = answer_all(&app, &mut asha, &module, true).await;
    assert_eq!(
        asha.submit(&check, "Hand in", &[]).await.heading(),
        "You have passed"
    );
    assert_eq!(
        texts(&app, "SELECT CAST(completed_on AS text) FROM completion").await,
        [app.site.today().to_string()],
        "on the day it was finished"
    );
}

#[tokio::test]
async fn a_warning_before_distressing_content_offers_a_way_out() {
    let app = TestApp::start().await;
    let mut asha = app.learner().sign_in().await;
    let mut warnings = 0;
    for name in MODULES {
        let module = module(&app, name).await;
        read_all_screens(&mut asha, &module).await;
        for (number, _) in (1..)
            .zip(&module.screens)
            .filter(|(_, screen)| screen.interruption)
        {
            let page = asha
                .get(&format!("/learn/{name}/screens/{number}"))
                .await
                .ok();
            assert_eq!(page.link("Stop for now"), Some("/my-training".to_owned()));
            assert!(page.link("Continue").is_some(), "{}", page.text());
            warnings += 1;
        }
    }
    assert!(warnings > 0, "some content has a warning before it");
}

#[tokio::test]
async fn a_board_without_contacts_says_whom_to_ask_and_a_name_with_angle_brackets_stays_text() {
    let app = TestApp::start().await;
    let mut asha = app.learner().at("Northside").sign_in().await;
    let sql = "UPDATE board SET contact_adults = '', contact_children = '', contact_police = '', contact_office = '', name = 'The <b>\"Board\"</b> & Co'";
    crate::steps::behind_its_back(&app, sql).await;
    crate::steps::behind_its_back(&app, "UPDATE organisation SET name = '<i>Northside</i>'").await;
    let mut seen = String::new();
    for name in MODULES {
        let module = module(&app, name).await;
        read_all_screens(&mut asha, &module).await;
        for number in 1..=module.screens.len() {
            let page = asha
                .get(&format!("/learn/{name}/screens/{number}"))
                .await
                .ok();
            assert!(
                !page.html.contains("<b>\"Board\"") && !page.html.contains("<i>Northside"),
                "screen {number} of {name}"
            );
            seen += &page.text();
        }
    }
    assert!(
        seen.contains("Your board has not entered its contacts yet."),
        "it is said whom to ask"
    );
}
