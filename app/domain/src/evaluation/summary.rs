//! What people found, learned and did, summed up.

use super::{Access, Answers, Confidence, Did, FollowUp, Mean, Pace, Stage, TooFew, listed, split};

/// How people found a session: the first of Kirkpatrick's levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// How many have answered.
    pub answered: usize,
    /// How relevant it was.
    pub relevance: Result<Mean, TooFew>,
    /// How well it was taught.
    pub trainer: Result<Mean, TooFew>,
    /// Whether there was time enough.
    pub pace: Result<Vec<(Pace, usize)>, TooFew>,
    /// Whether people could take part.
    pub access: Result<Vec<(Access, usize)>, TooFew>,
    /// What they will do differently.
    pub will_do: Result<Vec<String>, TooFew>,
    /// What else they have written.
    pub more: Result<Vec<String>, TooFew>,
}

impl Reaction {
    /// Of what people have said.
    pub fn of(answers: &[Answers]) -> Self {
        let answered = answers.len();
        let each = || answers.iter();
        Self {
            answered,
            relevance: Mean::of(each().filter_map(|one| one.relevance)),
            trainer: Mean::of(each().filter_map(|one| one.trainer)),
            pace: split(Pace::ALL, each().filter_map(|one| one.pace)),
            access: split(Access::ALL, each().filter_map(|one| one.access)),
            will_do: listed(answered, each().map(|one| one.will_do.clone())),
            more: listed(answered, each().map(|one| one.more.clone())),
        }
    }
}

/// What people learned of one outcome, the second level: how confident they were and are, by those who said both. At a
/// follow-up they are not asked how it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The outcome.
    pub outcome: String,
    /// Before.
    pub before: Result<Mean, TooFew>,
    /// Now.
    pub now: Result<Mean, TooFew>,
}

impl Learned {
    /// By how many tenths they are more confident.
    ///
    /// # Errors
    /// [`TooFew`] when too few have said both.
    pub fn difference(&self) -> Result<i64, TooFew> {
        Ok(self.now?.tenths() - self.before?.tenths())
    }
}

/// Outcome by outcome, in the order in which they were asked for first.
pub fn learned<'a>(
    confidences: impl Iterator<Item = &'a Confidence>,
    stage: Stage,
) -> Vec<Learned> {
    let mut outcomes: Vec<(&str, Vec<&Confidence>)> = Vec::new();
    for one in confidences {
        match outcomes.iter_mut().find(|(known, _)| *known == one.outcome) {
            Some((_, said)) => said.push(one),
            None => outcomes.push((&one.outcome, vec![one])),
        }
    }
    let of_outcome = |(outcome, said): (&str, Vec<&Confidence>)| {
        let said: Vec<_> = said
            .into_iter()
            .filter(|one| stage != Stage::After || one.before.is_some())
            .filter(|one| one.now.is_some())
            .collect();
        Learned {
            outcome: outcome.to_owned(),
            before: Mean::of(said.iter().filter_map(|one| one.before)),
            now: Mean::of(said.iter().filter_map(|one| one.now)),
        }
    };
    outcomes.into_iter().map(of_outcome).collect()
}

/// What was learned over all outcomes of which enough have spoken: before, and now.
///
/// # Errors
/// [`TooFew`] when there is none.
pub fn overall(learned: &[Learned]) -> Result<(Mean, Mean), TooFew> {
    let shown = learned
        .iter()
        .filter_map(|one| one.before.ok().zip(one.now.ok()));
    let add = |(mut before, mut now): (Mean, Mean), (one, other): (Mean, Mean)| {
        before += one;
        now += other;
        (before, now)
    };
    shown.reduce(add).ok_or(TooFew)
}

/// What people do differently, the third level, by what they said at a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// How many were asked.
    pub asked: usize,
    /// How many have answered.
    pub answered: usize,
    /// Whether they have done what they meant to do.
    pub did: Result<Vec<(Did, usize)>, TooFew>,
    /// How confident they still are.
    pub still: Vec<Learned>,
    /// What has helped.
    pub helped: Result<Vec<String>, TooFew>,
    /// What was in the way.
    pub hindered: Result<Vec<String>, TooFew>,
}

impl Impact {
    /// Of what people have said, of so many who were asked.
    pub fn of(stage: Stage, asked: usize, said: &[FollowUp]) -> Self {
        let answered = said.len();
        let each = || said.iter();
        Self {
            asked: asked.max(answered),
            answered,
            did: split(Did::ALL, each().filter_map(|one| one.did)),
            still: learned(each().flat_map(|one| &one.confidences), stage),
            helped: listed(answered, each().map(|one| one.helped.clone())),
            hindered: listed(answered, each().map(|one| one.hindered.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rating;
    use super::*;

    fn confidence(before: Option<u8>, now: Option<u8>) -> Confidence {
        Confidence {
            outcome: "Record accurately".to_owned(),
            before: before.and_then(Rating::new),
            now: now.and_then(Rating::new),
        }
    }

    #[test]
    fn what_was_learned_is_told_by_those_who_said_both() {
        let mut said = vec![confidence(Some(2), Some(4)); 5];
        said.push(confidence(None, Some(1)));
        let learned = learned(said.iter(), Stage::After);
        assert_eq!(learned.len(), 1);
        assert_eq!(learned[0].difference(), Ok(20));
        assert_eq!(learned[0].now.map(Mean::answers), Ok(5));
        let (before, now) = overall(&learned).unwrap();
        assert_eq!(
            (before.to_string(), now.to_string()),
            ("2.0".to_owned(), "4.0".to_owned())
        );
        assert_eq!(overall(&[]), Err(TooFew));
    }

    #[test]
    fn too_few_answers_hide_everything_but_how_many_they_are() {
        let answers = Answers {
            relevance: Rating::new(5),
            will_do: "Ask alone".to_owned(),
            ..Answers::default()
        };
        let reaction = Reaction::of(&vec![answers.clone(); 4]);
        assert_eq!(reaction.answered, 4);
        assert_eq!(
            (reaction.relevance, reaction.will_do),
            (Err(TooFew), Err(TooFew))
        );
        let reaction = Reaction::of(&vec![answers; 5]);
        assert_eq!(reaction.will_do.map(|texts| texts.len()), Ok(5));
    }

    #[test]
    fn whoever_has_answered_was_asked() {
        let impact = Impact::of(Stage::Weeks, 0, &[FollowUp::default()]);
        assert_eq!((impact.asked, impact.answered), (1, 1));
    }
}
