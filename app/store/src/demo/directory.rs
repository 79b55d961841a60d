//! Whom to ask in the demo: SPOCs and deputies, what they can be asked, and questions.

use super::{
    chance::Chance,
    history::Historian,
    workforce::{Held, Workforce},
};
use crate::{
    directory::{advice, directory_board, directory_choice, directory_level, spoc},
    people::post,
    records::completion,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    access::Role,
    directory::{Listed, SPOC_LEVEL, SeenBy, Topic, answer_by},
    people::folded,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Who knows whom to ask.
pub(super) struct Guide<'a> {
    pub chance: &'a Chance,
    pub workforce: &'a Workforce,
    /// What people have completed so far.
    pub completions: &'a [completion::Model],
    pub boards: &'a [Uuid],
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

/// Everything that makes the directory.
#[derive(Default)]
pub(super) struct Made {
    pub boards: Vec<directory_board::Model>,
    pub levels: Vec<directory_level::Model>,
    pub choices: Vec<directory_choice::Model>,
    pub spocs: Vec<spoc::Model>,
    pub completions: Vec<completion::Model>,
    pub advice: Vec<advice::Model>,
}

/// SPOCs of the organisation of the training lead, and of every other.
const NAMED: (usize, usize) = (8, 2);

/// How many days ago SPOCs completed their training, one after the other; one of them runs out within the warning.
const TRAINED: [u64; 8] = [40, 310, 75, 120, 15, 200, 60, 160];

/// Who among those of the lead's organisation is named and not yet trained.
const UNTRAINED: usize = 7;

/// Languages, one after the other.
const LANGUAGES: [&str; 5] = ["", "Polish and Ukrainian", "Welsh", "", "Romanian"];

/// What is asked, and what was answered.
const QUESTIONS: [(&str, &str, &str); 3] = [
    (
        "An interpreter for a first conversation",
        "Whom do we ring for an interpreter who is not from the same community, at short notice?",
        "Ring the contact centre and ask for the independent service; they answer within the hour. Say which dialect, and that \
         the interpreter must not be local. Family and workmates never interpret.",
    ),
    (
        "Consent, when somebody wavers",
        "How long can we leave somebody to think about a referral, and what can we offer meanwhile?",
        "",
    ),
    (
        "Poster for our depot",
        "May we have the poster of the board in Romanian for our depot?",
        "",
    ),
];

impl Guide<'_> {
    /// The directory of every board, and the SPOCs of every organisation.
    pub fn made(&self, historian: Option<&Historian<'_>>) -> Made {
        let mut made = Made {
            boards: self.boards(),
            levels: self.levels(),
            ..Made::default()
        };
        let lead = self.workforce.persona(Role::TrainingLead);
        let mut counts: HashMap<Uuid, usize> = HashMap::new();
        for held in self.prepared() {
            let is_leads = lead.is_some_and(|lead| lead.organisation == held.organisation);
            let most = if is_leads { NAMED.0 } else { NAMED.1 };
            let place = counts.entry(held.organisation).or_default();
            if *place < most {
                self.named(&mut made, held, (*place, is_leads), historian);
                *place += 1;
            }
        }
        made.advice = self.questions(&made.spocs);
        made
    }

    fn boards(&self) -> Vec<directory_board::Model> {
        let row = |(place, board): (usize, &Uuid)| {
            let seen_by = if place == 0 {
                SeenBy::Partnership
            } else {
                SeenBy::District
            };
            directory_board::Model {
                board_id: *board,
                seen_by: seen_by.code().to_owned(),
                spoc_level: SPOC_LEVEL.to_owned(),
            }
        };
        self.boards.iter().enumerate().map(row).collect()
    }

    fn levels(&self) -> Vec<directory_level::Model> {
        let row = |board: &Uuid, level: &str| directory_level::Model {
            board_id: *board,
            level: level.to_owned(),
        };
        let of_board = |board| [row(board, SPOC_LEVEL), row(board, "TT")];
        self.boards.iter().flat_map(of_board).collect()
    }

    /// People with an address who are in date with the frontline level, each once.
    fn prepared(&self) -> Vec<&Held> {
        let of_level = self.completions.iter().filter(|row| row.level == "FP");
        let in_date = of_level.filter(|row| row.valid_until.is_none_or(|day| day > self.today));
        let frontline: HashSet<Uuid> = in_date.map(|row| row.person_id).collect();
        let people = self.workforce.people.iter();
        let reachable: HashSet<Uuid> = people
            .filter(|person| person.email.is_some())
            .map(|person| person.id)
            .collect();
        let mut seen = HashSet::new();
        let is_wanted = |held: &&Held| {
            frontline.contains(&held.person)
                && reachable.contains(&held.person)
                && !self.workforce.is_persona(held.person)
        };
        let people = self.workforce.held.iter().filter(is_wanted);
        people.filter(|held| seen.insert(held.person)).collect()
    }

    fn named(
        &self,
        made: &mut Made,
        held: &Held,
        (place, is_leads): (usize, bool),
        historian: Option<&Historian<'_>>,
    ) {
        let posts = self.workforce.posts.iter();
        let Some(post) = posts.clone().find(|post| post.id == held.post) else {
            return;
        };
        made.spocs.push(self.spoc(post, place));
        made.choices.push(self.choice(held.person, place));
        if !(is_leads && place == UNTRAINED) {
            let days = TRAINED[place % TRAINED.len()];
            let lately = historian.and_then(|one| one.lately(held, SPOC_LEVEL, days));
            made.completions.extend(lately);
        }
    }

    fn spoc(&self, post: &post::Model, place: usize) -> spoc::Model {
        let from_on = self.today - Days::new(30);
        spoc::Model {
            id: self.chance.new_id(),
            post_id: post.id,
            organisation_id: post.organisation_id,
            team_id: post.team_id,
            is_deputy: place % 2 == 1,
            from_on: from_on.max(post.starts_on),
            to_on: None,
            named_by: None,
            named_at: self.now - TimeDelta::days(30),
            ended_by: None,
            ended_at: None,
        }
    }

    fn choice(&self, person: Uuid, place: usize) -> directory_choice::Model {
        let listed = match place {
            4 => Listed::Spocs,
            6 => Listed::Nobody,
            _ => Listed::Everyone,
        };
        let languages = LANGUAGES[place % LANGUAGES.len()];
        let first = self.chance.below(Topic::ALL.len() - 2);
        directory_choice::Model {
            id: self.chance.new_id(),
            person_id: person,
            listed: listed.code().to_owned(),
            phone: format!("01632 960 {}", 300 + self.chance.below(600)),
            topics: Topic::kept(&Topic::ALL[first..first + 3]),
            languages: languages.to_owned(),
            search_languages: folded(languages),
            chosen_at: self.now - TimeDelta::days(20),
        }
    }

    /// A question that was answered, one that waits for a SPOC, and one that waits for the board.
    fn questions(&self, spocs: &[spoc::Model]) -> Vec<advice::Model> {
        let (Some(board), Some(asker)) =
            (self.boards.first(), self.workforce.persona(Role::Learner))
        else {
            return Vec::new();
        };
        let of_organisation = spocs
            .iter()
            .filter(|spoc| spoc.organisation_id == asker.organisation);
        let posts = self.workforce.posts.iter();
        let posts: HashMap<Uuid, Uuid> = posts.map(|post| (post.id, post.person_id)).collect();
        let mut people = of_organisation.filter_map(|spoc| posts.get(&spoc.post_id).copied());
        let asked = [people.next(), people.next(), None];
        let row = |((place, question), asked): ((i64, _), Option<Uuid>)| {
            self.question((*board, asker.person, asked), question, place)
        };
        (0..).zip(QUESTIONS).zip(asked).map(row).collect()
    }

    fn question(
        &self,
        (board, asker, asked): (Uuid, Uuid, Option<Uuid>),
        (about, question, answer): (&str, &str, &str),
        place: i64,
    ) -> advice::Model {
        let is_answered = !answer.is_empty();
        let days = if is_answered { 12 } else { 1 + place };
        let asked_at = self.now - TimeDelta::days(days);
        advice::Model {
            id: self.chance.new_id(),
            asker_id: asker,
            board_id: board,
            asked_id: asked,
            about: about.to_owned(),
            question: question.to_owned(),
            asked_at,
            answer_by_on: answer_by(domain::calendar::day_of(asked_at), &[]),
            passed_on_at: None,
            answered_by: asked.filter(|_| is_answered),
            answered_at: is_answered.then(|| asked_at + TimeDelta::days(2)),
            answer: answer.to_owned(),
        }
    }
}
