//! How a person stands, gathered for the pages that show it, and the words and colours of each state.

use crate::{
    ui::{TagColour, TaskStatus},
    web::{Problem, Visit},
};
use domain::{
    access::{Permit, SeePerson},
    calendar,
    framework::{Because, Need, PersonFacts, State, Strength, is_classified, needs},
};
use store::{
    framework::{InForce, in_force, person_facts},
    records::{self, Claim, Completion},
};

/// How somebody stands today.
pub(crate) struct Standing {
    /// The framework in force.
    pub framework: Option<InForce>,
    /// Posts with their cohorts, and what the person is let off.
    pub facts: PersonFacts,
    /// Everything completed, the newest first.
    pub completions: Vec<Completion>,
    /// What was claimed, the newest first.
    pub claims: Vec<Claim>,
    /// What is needed, in the framework's order.
    pub needs: Vec<Need>,
    /// Whether any post of today has been sorted into cohorts.
    pub is_classified: bool,
}

/// Gathers it: six queries, whatever the person has done.
pub(crate) async fn standing(
    visit: &Visit,
    permit: &Permit<SeePerson>,
) -> Result<Standing, Problem> {
    let services = visit.services();
    let framework = in_force(services, visit.today).await?;
    let completions = records::completions(services, permit).await?;
    let claims = records::claims_of(services, permit).await?;
    let held = records::held(&completions);
    let (facts, arrangements) = person_facts(services, permit, held).await?;
    let needs = framework
        .as_ref()
        .map(|f| needs(&f.framework, &arrangements, &facts, visit.today))
        .unwrap_or_default();
    let is_classified = is_classified(&facts.posts, visit.today);
    Ok(Standing {
        framework,
        facts,
        completions,
        claims,
        needs,
        is_classified,
    })
}

impl Standing {
    /// "Awareness" for "AW".
    pub fn level_title(&self, code: &str) -> String {
        let level = self
            .framework
            .as_ref()
            .and_then(|f| f.framework.level(code));
        level.map_or_else(|| code.to_owned(), |level| level.title.clone())
    }

    /// The title of an open claim towards a level, if there is one.
    pub fn claimed(&self, level: &str) -> Option<&str> {
        let claim = self.claims.iter().find(|claim| claim.waits_for(level));
        claim.map(|claim| claim.title.as_str())
    }

    /// Mandatory needs that are met, and all of them.
    pub fn count(&self) -> (usize, usize) {
        let mandatory = self
            .needs
            .iter()
            .filter(|need| need.strength == Strength::Mandatory);
        let met = mandatory.clone().filter(|need| need.state.is_compliant());
        (met.count(), mandatory.count())
    }

    /// Why a level is needed, for those who look after it: "“Practitioners”, as Social worker at Northside (Q3 answered
    /// yes)".
    pub fn why(&self, because: &Because) -> String {
        let cohort = self
            .framework
            .as_ref()
            .and_then(|f| f.framework.cohort(&because.cohort));
        let title = cohort.map_or(because.cohort.as_str(), |c| c.title.as_str());
        format!(
            "\u{201c}{title}\u{201d}, as {} at {} ({})",
            because.job_title, because.organisation, because.reason
        )
    }

    /// Why a level is needed, for the learner: "as Social worker at Northside you are a practitioner who assesses, supports
    /// or investigates (group “Practitioners”: Q3 answered yes)".
    pub fn why_me(&self, because: &Because) -> String {
        let cohort = self
            .framework
            .as_ref()
            .and_then(|f| f.framework.cohort(&because.cohort));
        let Some(cohort) = cohort else {
            return self.why(because);
        };
        format!(
            "as {} at {} you are {} (group \u{201c}{}\u{201d}: {})",
            because.job_title, because.organisation, cohort.who, cohort.title, because.reason
        )
    }
}

/// "Face to face preferred", where something was arranged for a level that is still to be reached.
pub(crate) fn preferred(need: &Need) -> Option<String> {
    let is_open = !matches!(need.state, State::InDate { .. } | State::Exempt { .. });
    (is_open && !need.method.is_empty()).then(|| format!("{} preferred", need.method))
}

/// Why a completion does not count, where it does not.
pub(crate) fn uncounted(
    standing: &Standing,
    done: &Completion,
    today: chrono::NaiveDate,
) -> Option<String> {
    if let Some(withdrawn) = &done.withdrawn {
        let on = calendar::day(withdrawn.on);
        return Some(format!("Withdrawn on {on}: {}", withdrawn.why));
    }
    let works_in = |board| {
        let mut held = standing
            .facts
            .posts
            .iter()
            .filter(|post| post.is_held_on(today));
        held.any(|post| post.board == Some(board))
    };
    let boards: Vec<_> = done
        .not_in
        .iter()
        .filter(|(board, _)| works_in(*board))
        .map(|(_, name)| name.as_str())
        .collect();
    (!boards.is_empty()).then(|| {
        format!(
            "Does not count in the area of {}, which has not ratified it",
            boards.join(" and ")
        )
    })
}

/// The words and the colour of a state, as a task list shows it.
pub(crate) fn status(state: State) -> TaskStatus {
    match state {
        State::InDate { .. } => TaskStatus::Plain("Completed".to_owned()),
        State::DueSoon { .. } => TaskStatus::Tag(TagColour::Yellow, "Due soon".to_owned()),
        State::NotYetDue { .. } => TaskStatus::Tag(TagColour::Blue, "To do".to_owned()),
        State::Overdue { .. } => TaskStatus::Tag(TagColour::Red, "Overdue".to_owned()),
        State::Optional => TaskStatus::Tag(TagColour::Grey, "Optional".to_owned()),
        State::Exempt { .. } => TaskStatus::Tag(TagColour::Grey, "Exempt".to_owned()),
    }
}

/// When it is due, or until when it is valid.
pub(crate) fn when(state: State, today: chrono::NaiveDate) -> String {
    let said = |day| {
        format!(
            "{} ({})",
            calendar::day(day),
            calendar::relative(day, today)
        )
    };
    match state {
        State::InDate { until: Some(until) } => format!("Valid until {}", calendar::day(until)),
        State::InDate { until: None } => "Does not expire".to_owned(),
        State::DueSoon { until } => format!("Take it again by {}", said(until)),
        State::NotYetDue { by } => format!("Due by {}", said(by)),
        State::Overdue { since } => format!("Was due by {}", said(since)),
        State::Optional => "Recommended, with no date".to_owned(),
        State::Exempt { until: Some(until) } => format!("Not asked of you until {}", said(until)),
        State::Exempt { until: None } => "Not asked of you for now".to_owned(),
    }
}
