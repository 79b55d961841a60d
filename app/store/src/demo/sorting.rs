//! How the posts of the demo are sorted: a rule for each job of each organisation, and answers about people.

use super::{
    chance::Chance,
    data::{Data, Job},
    workforce::{Held, Place},
};
use crate::{
    Services, StoreError,
    framework::{InForce, classification_rule, post_answer},
};
use domain::framework::{Answers, AskedOf, Framework};

/// What sorts the posts.
pub(super) struct Sorting {
    pub rules: Vec<classification_rule::Model>,
    pub answers: Vec<post_answer::Model>,
}

impl Sorting {
    /// Nothing where no framework asks.
    pub fn new(
        services: &Services,
        data: &Data,
        chance: &Chance,
        in_force: Option<&InForce>,
        places: &[Place<'_>],
        held: &[Held],
    ) -> Result<Self, StoreError> {
        let mut made = Self {
            rules: Vec::new(),
            answers: Vec::new(),
        };
        let Some(in_force) = in_force else {
            return Ok(made);
        };
        let now = services.now();
        for place in places {
            let jobs = data.partnership.job.iter();
            let jobs =
                jobs.filter(|job| job.kind == place.organisation.kind && !job.because.is_empty());
            for (number, job) in (1..).zip(jobs) {
                made.rules.push(classification_rule::Model {
                    id: chance.new_id(),
                    organisation_id: Some(place.id),
                    place: number,
                    job_title: job.title.clone(),
                    team: job.team.clone(),
                    answers: serde_json::to_string(&answers(&in_force.framework, job))?,
                    decided_by: None,
                    decided_at: now,
                    retired_at: None,
                });
            }
        }
        let of_person = in_force.framework.questions.iter();
        let of_person: Vec<&str> = of_person
            .filter(|question| question.asked_of == AskedOf::Person)
            .map(|question| question.code.as_str())
            .collect();
        for post in held {
            let yes = post.yes.iter().filter(|q| of_person.contains(&q.as_str()));
            let mut questions: Vec<&String> = yes.collect();
            questions.dedup();
            made.answers
                .extend(questions.into_iter().map(|question| post_answer::Model {
                    id: chance.new_id(),
                    post_id: post.post,
                    question: question.clone(),
                    yes: true,
                    decided_by: None,
                    decided_at: now,
                    replaced_at: None,
                }));
        }
        Ok(made)
    }
}

/// An answer to every question asked of posts.
fn answers(framework: &Framework, job: &Job) -> Answers {
    let of_post = framework.questions.iter();
    let of_post = of_post.filter(|question| question.asked_of == AskedOf::Post);
    of_post
        .map(|question| (question.code.clone(), job.because.contains(&question.code)))
        .collect()
}
