//! Who works where: people and posts made from jobs and names.

use super::{
    chance::Chance,
    data::{Data, Job, Organisation, Persona},
};
use crate::{
    organisations::team,
    people::{person, post},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    access::Role,
    people::{Contract, folded},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// An organisation with the ids it was given.
pub(super) struct Place<'a> {
    pub organisation: &'a Organisation,
    pub id: Uuid,
    pub board: Uuid,
    pub teams: Vec<team::Model>,
}

impl Place<'_> {
    /// The team of a name.
    fn team(&self, name: &str) -> Option<Uuid> {
        let team = self.teams.iter().find(|team| team.name == name);
        team.map(|team| team.id)
    }

    /// A team and those it stands inside of, from the innermost out.
    fn outwards(&self, team: Option<Uuid>) -> impl Iterator<Item = Uuid> {
        let above = |id: &Uuid| self.teams.iter().find(|team| team.id == *id)?.parent_id;
        std::iter::successors(team, above)
    }
}

/// A post with what is needed to give it a past.
pub(super) struct Held {
    pub person: Uuid,
    pub post: Uuid,
    pub organisation: Uuid,
    pub board: Uuid,
    pub starts_on: NaiveDate,
    pub cohorts: Vec<String>,
    /// The questions that are answered yes.
    pub yes: Vec<String>,
    pub is_manager: bool,
    /// Whether the holder may have learned something already.
    pub has_history: bool,
}

/// Everything about people that is to be kept.
pub(super) struct Workforce {
    pub people: Vec<person::Model>,
    pub posts: Vec<post::Model>,
    pub held: Vec<Held>,
    pub personas: Vec<(Persona, Uuid)>,
}

impl Workforce {
    /// Whether one can sign in as somebody.
    pub fn is_persona(&self, person: Uuid) -> bool {
        self.personas.iter().any(|(_, id)| *id == person)
    }

    /// The post of the one to sign in as who has a role.
    pub fn persona(&self, role: Role) -> Option<&Held> {
        let (_, person) = self
            .personas
            .iter()
            .find(|(persona, _)| persona.role == role)?;
        self.held.iter().find(|held| held.person == *person)
    }
}

pub(super) struct Maker<'a> {
    data: &'a Data,
    chance: &'a Chance,
    now: DateTime<Utc>,
    today: NaiveDate,
    names: HashSet<String>,
    emails: HashSet<String>,
    whole_names: Vec<String>,
    made: Workforce,
}

impl<'a> Maker<'a> {
    pub fn new(data: &'a Data, chance: &'a Chance, now: DateTime<Utc>, today: NaiveDate) -> Self {
        let made = Workforce {
            people: Vec::new(),
            posts: Vec::new(),
            held: Vec::new(),
            personas: Vec::new(),
        };
        let whole_names = data.names.whole.clone();
        Self {
            data,
            chance,
            now,
            today,
            names: HashSet::new(),
            emails: HashSet::new(),
            whole_names,
            made,
        }
    }

    /// Fills an organisation with so many people: the personas, one manager a team, then jobs by their weight.
    pub fn fill(&mut self, place: &Place<'a>, people: usize) {
        let data = self.data;
        let jobs: Vec<&Job> = data
            .partnership
            .job
            .iter()
            .filter(|job| job.kind == place.organisation.kind)
            .collect();
        let personas: Vec<&Persona> = data
            .partnership
            .persona
            .iter()
            .filter(|p| p.organisation == place.organisation.name)
            .collect();
        let mut managers: HashMap<&str, Uuid> = HashMap::new();
        for persona in &personas {
            if let Some(job) = jobs.iter().find(|job| job.title == persona.job) {
                let person = self.persona(place, job, persona);
                if job.manager {
                    managers.insert(&job.team, person);
                }
            }
        }
        for job in jobs.iter().filter(|job| job.manager) {
            if !managers.contains_key(job.team.as_str()) {
                managers.insert(&job.team, self.newcomer(place, job, None));
            }
        }
        let already = self
            .made
            .held
            .iter()
            .filter(|held| held.organisation == place.id)
            .count();
        for _ in already..people {
            if let Some(job) = self
                .chance
                .weighted(&jobs, |job| if job.manager { 0 } else { job.weight })
            {
                self.newcomer(place, job, managers.get(job.team.as_str()).copied());
            }
        }
        self.name_managers(place, &managers);
    }

    /// Gives some people a second post in another organisation.
    pub fn second_posts(&mut self, places: &[Place<'a>], count: usize) {
        let data = self.data;
        let held = self.made.held.iter();
        let mut held: HashSet<(Uuid, Uuid)> = held.map(|h| (h.person, h.organisation)).collect();
        for _ in 0..count {
            let place = self.chance.pick(places);
            let jobs: Vec<&Job> = data
                .partnership
                .job
                .iter()
                .filter(|j| j.kind == place.organisation.kind && !j.manager)
                .collect();
            let person = self.chance.pick(&self.made.people).id;
            let elsewhere = !held.contains(&(person, place.id));
            if let (true, Some(job)) = (elsewhere, self.chance.weighted(&jobs, |job| job.weight)) {
                held.insert((person, place.id));
                self.post(place, job, person, None, None);
                if let Some(post) = self.made.posts.last_mut() {
                    post.is_main = false;
                }
            }
        }
    }

    pub fn finish(self) -> Workforce {
        self.made
    }

    fn newcomer(&mut self, place: &Place<'a>, job: &Job, manager: Option<Uuid>) -> Uuid {
        let name = self.name();
        let email = job
            .email
            .then(|| self.email(&name, &place.organisation.domain));
        let person = self.person(name, email);
        let has_manager = !matches!(job.contract, Contract::Elected | Contract::Appointed);
        self.post(place, job, person, manager.filter(|_| has_manager), None);
        person
    }

    fn persona(&mut self, place: &Place<'a>, job: &Job, persona: &Persona) -> Uuid {
        self.names.insert(persona.name.clone());
        self.emails.extend(persona.email.clone());
        let person = self.person(persona.name.clone(), persona.email.clone());
        self.post(place, job, person, None, persona.staff_number.clone());
        if let Some(days) = persona.started_days_ago {
            self.is_newcomer(days);
        }
        self.made.personas.push((persona.clone(), person));
        person
    }

    /// The post made last began so many days ago, and its holder has learned nothing yet.
    fn is_newcomer(&mut self, days: u64) {
        let starts_on = self.today - Days::new(days);
        let (Some(post), Some(held)) = (self.made.posts.last_mut(), self.made.held.last_mut())
        else {
            return;
        };
        post.starts_on = starts_on;
        held.starts_on = starts_on;
        held.has_history = false;
    }

    fn person(&mut self, name: String, email: Option<String>) -> Uuid {
        let id = self.chance.new_id();
        let search_name = folded(&name);
        self.made.people.push(person::Model {
            id,
            name,
            search_name,
            email,
            demo: true,
            created_at: self.now,
        });
        id
    }

    fn post(
        &mut self,
        place: &Place<'a>,
        job: &Job,
        person: Uuid,
        manager: Option<Uuid>,
        number: Option<String>,
    ) {
        let id = self.chance.new_id();
        let starts_on = self.starts_on(job.contract);
        let number = number.unwrap_or_else(|| format!("{:07}", 10_000 + self.made.posts.len() * 7));
        self.made.posts.push(post::Model {
            id,
            person_id: person,
            organisation_id: place.id,
            team_id: place.team(&job.team),
            job_title: job.title.clone(),
            contract: job.contract.code().to_owned(),
            staff_number: Some(number),
            manager_id: manager,
            starts_on,
            ends_on: self.ends_on(job.contract),
            is_main: true,
            is_classified: false,
            contradiction: None,
        });
        self.made.held.push(Held {
            person,
            post: id,
            organisation: place.id,
            board: place.board,
            starts_on,
            cohorts: job.cohorts.clone(),
            yes: job.because.clone(),
            is_manager: job.manager,
            has_history: true,
        });
    }

    fn starts_on(&self, contract: Contract) -> NaiveDate {
        match contract {
            Contract::Agency => self.chance.days_before(self.today, 5, 120),
            Contract::Student => self.chance.days_before(self.today, 20, 80),
            Contract::FixedTerm => self.chance.days_before(self.today, 30, 400),
            Contract::Elected => self.chance.days_before(self.today, 200, 1300),
            _ if self.chance.percent(15) => self.chance.days_before(self.today, 3, 150),
            _ => self.chance.days_before(self.today, 150, 4500),
        }
    }

    fn ends_on(&self, contract: Contract) -> Option<NaiveDate> {
        let within =
            |days: usize| Some(self.today + Days::new(30 + self.chance.below(days) as u64));
        match contract {
            Contract::Agency => within(150),
            Contract::FixedTerm | Contract::Student => within(500),
            Contract::Elected => within(900),
            _ => None,
        }
    }

    /// A name nobody has yet: one of the whole names now and then, else a given and a family name.
    fn name(&mut self) -> String {
        if self.chance.percent(8)
            && let Some(name) = self.whole_names.pop()
        {
            self.names.insert(name.clone());
            return name;
        }
        loop {
            let (given, family) = (
                self.chance.pick(&self.data.names.given),
                self.chance.pick(&self.data.names.family),
            );
            let name = format!("{given} {family}");
            // A large partnership has people of the same name; the first few thousand have one of their own.
            if self.names.insert(name.clone()) || self.names.len() > 8_000 {
                return name;
            }
        }
    }

    fn email(&mut self, name: &str, domain: &str) -> String {
        let local: String = folded(name)
            .replace(' ', ".")
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
            .collect();
        let local = local.trim_matches('.').to_owned();
        let local = if local.len() < 3 || local.contains("..") || local.len() > 50 {
            format!("staff{}", self.emails.len())
        } else {
            local
        };
        let mut email = format!("{local}@{domain}");
        let mut number = 1;
        while !self.emails.insert(email.clone()) {
            number += 1;
            email = format!("{local}{number}@{domain}");
        }
        email
    }

    /// Gives everyone in the place the manager of their team, or of the nearest around it that has one.
    fn name_managers(&mut self, place: &Place<'a>, managers: &HashMap<&str, Uuid>) {
        let of_team: HashMap<Uuid, Uuid> = managers
            .iter()
            .filter_map(|(team, manager)| Some((place.team(team)?, *manager)))
            .collect();
        let unmanaged = [Contract::Elected.code(), Contract::Appointed.code()];
        let here = self
            .made
            .posts
            .iter_mut()
            .filter(|post| post.organisation_id == place.id);
        for post in here.filter(|post| !unmanaged.contains(&post.contract.as_str())) {
            let mut teams = place.outwards(post.team_id);
            let manager = teams.find_map(|team| of_team.get(&team)).copied();
            post.manager_id = manager.filter(|manager| *manager != post.person_id);
        }
    }
}
