//! A module as it is kept: read from `content/modules`, checked, its Markdown rendered once.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One version of one module, ready to be shown.
///
/// HTML fields are sanitised when the module is read. They may still hold the marks `{{board}}` and `{{organisation}}`, which are filled in
/// for each learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Its address, such as `awareness`; never changes.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Code of the level it leads to, such as `AW`.
    pub level: String,
    /// One sentence for the list of modules.
    pub summary: String,
    /// Minutes for the whole module with its quiz.
    pub minutes: u32,
    /// The share of questions to get right, in per cent.
    pub pass_mark: u32,
    /// Questions drawn for one attempt.
    pub draw: u32,
    /// Attempts before a training lead has to reset.
    pub attempts: u32,
    /// The author's version, such as `2026.1`.
    pub version: String,
    /// What changed since the version before.
    pub change_note: String,
    /// The day on which the authors compared the facts with their sources.
    pub checked_on: NaiveDate,
    /// Which version of the statutory guidance it was written from, in a sentence or two.
    #[serde(default)]
    pub guidance: String,
    /// Which law the module describes.
    pub jurisdiction: String,
    /// What the learner can do afterwards, each completing "You can …".
    pub outcomes: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// Practitioners who have confirmed this version against law and guidance in force.
    #[serde(default)]
    pub practitioners: Vec<Practitioner>,
    /// The screens, in order.
    pub screens: Vec<Screen>,
    /// The bank from which quizzes are drawn.
    pub questions: Vec<Question>,
    /// The drawings, by file name.
    pub pictures: Vec<PictureFile>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The code by which screens and questions cite it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
}

/// A practitioner who has confirmed a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practitioner {
    /// The name.
    pub name: String,
    /// In which capacity.
    pub role: String,
    /// The day.
    pub on: NaiveDate,
}

/// One drawing of a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFile {
    /// The file's name, such as `car-wash.svg`.
    pub name: String,
    /// The SVG text, checked to hold no script and no outside reference.
    pub svg: String,
}

/// One screen of a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screen {
    /// Its name, taken from the file, without the number: `a-mornings-work`.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Minutes it takes, where the author says so.
    pub minutes: Option<u32>,
    /// Codes of its sources.
    pub sources: Vec<String>,
    /// Whether it is a pause before distressing content, with the choice to stop.
    pub interruption: bool,
    /// The text, as sanitised HTML in pieces.
    pub body: Vec<Piece>,
    /// Something to do, if there is anything.
    pub activity: Option<Activity>,
}

/// A piece of a screen's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Sanitised HTML. `{{board}}` and `{{organisation}}` in it are filled in with escaped names.
    Html(String),
    /// The contacts of the learner's board.
    LocalContacts,
    /// The box "If this affected you".
    Support,
}

/// Something to do on a screen; never scored, answered at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Activity {
    /// One question with feedback on each option.
    Check {
        /// What is asked.
        ask: String,
        /// Whether several options may be ticked.
        many: bool,
        /// What can be chosen.
        options: Vec<CheckOption>,
    },
    /// A situation with choices, each with its consequence.
    Scenario {
        /// What is asked.
        ask: String,
        /// What can be done.
        choices: Vec<Choice>,
    },
    /// Statements to put into groups.
    Sort {
        /// What is asked.
        ask: String,
        /// The groups' names, two or three.
        groups: Vec<String>,
        /// The statements.
        items: Vec<SortItem>,
    },
}

/// An option of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckOption {
    /// The option.
    pub text: String,
    /// Whether it belongs to the answer.
    pub right: bool,
    /// What is said about it afterwards.
    pub say: String,
}

/// A choice in a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What one does.
    pub text: String,
    /// How good a choice it is.
    pub judgement: Judgement,
    /// What follows from it.
    pub then: String,
}

/// How good a choice in a scenario is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// The best of those offered.
    Best,
    /// Right in part.
    Partly,
    /// It could do harm.
    Risky,
}

/// A statement to sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortItem {
    /// The statement.
    pub text: String,
    /// The group it belongs to, by its place in `groups`.
    pub group: usize,
    /// Why.
    pub why: String,
}

/// A question of the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Unique in the module and never reused.
    pub id: String,
    /// What happens before the question, in a scenario.
    pub situation: Option<String>,
    /// What is asked.
    pub text: String,
    /// How it is answered, and what is right.
    pub kind: QuestionKind,
    /// Why the right answer is right; shown afterwards.
    pub why: String,
    /// Codes of its sources.
    pub sources: Vec<String>,
}

/// How a question is answered, and what is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of the options is right. A scenario is a single choice with a situation.
    Single {
        /// The options.
        options: Vec<String>,
        /// The place of the right one.
        right: usize,
    },
    /// Several options are right.
    Multiple {
        /// The options.
        options: Vec<String>,
        /// The places of the right ones, rising.
        right: Vec<usize>,
    },
    /// Steps to put in order.
    Ordering {
        /// The steps, in the right order.
        steps: Vec<String>,
    },
    /// Things to match.
    Matching {
        /// What belongs together: left and right.
        pairs: Vec<(String, String)>,
    },
}
