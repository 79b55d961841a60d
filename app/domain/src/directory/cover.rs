//! SPOC cover: how many stand ready for an organisation and each of its teams, and when that breaks.

use crate::{
    ids::{PersonId, TeamId},
    organisations::{Team, and_inside, as_tree},
};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeSet, HashMap};

/// How many SPOCs an organisation and each of its departments need, unless it says otherwise: one can be away.
pub const USUAL_MINIMUM: u32 = 2;

/// So many days ahead a break of cover is warned of.
pub const AHEAD: u64 = 90;

/// What ends somebody's readiness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndsBy {
    /// The post.
    Post,
    /// The designation.
    Designation,
    /// The training runs out.
    Training,
}

impl EndsBy {
    /// What happens, in the words of a warning.
    pub fn title(self) -> &'static str {
        match self {
            Self::Post => "leaves the post",
            Self::Designation => "is no longer named",
            Self::Training => "is no longer in date",
        }
    }
}

/// Somebody who stands ready as a SPOC or deputy: named, in post and trained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standby {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The team for which they stand ready; none for the organisation as a whole.
    pub team: Option<TeamId>,
    /// From which day.
    pub from_on: NaiveDate,
    /// Until which day, and what ends it; none where no end is known.
    pub until: Option<(NaiveDate, EndsBy)>,
}

impl Standby {
    fn is_ready_on(&self, day: NaiveDate) -> bool {
        self.from_on <= day && self.until.is_none_or(|(until, _)| day <= until)
    }
}

/// How well a place is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// Nobody stands ready.
    None,
    /// One does: whoever is alone is ill some day.
    One,
    /// Several do, but fewer than are asked for.
    Short,
    /// As many as are asked for.
    Enough,
}

impl Cover {
    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::One => "One, fragile",
            Self::Short => "Too few",
            Self::Enough => "Enough",
        }
    }
}

/// How well so many people cover a place that asks for a minimum. One alone is fragile, also where one is asked for.
pub fn cover(ready: usize, minimum: u32) -> Cover {
    match ready {
        0 => Cover::None,
        1 => Cover::One,
        many if many < minimum as usize => Cover::Short,
        _ => Cover::Enough,
    }
}

/// That cover is about to become worse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first day on which it is worse.
    pub on: NaiveDate,
    /// Who is ready no longer then, each with the reason.
    pub who: Vec<(String, EndsBy)>,
    /// How many are left.
    pub left: usize,
    /// What the cover is then.
    pub cover: Cover,
}

/// The minimum of places that have one of their own; none stands for the organisation as a whole.
pub type Minimums = HashMap<Option<TeamId>, u32>;

/// An organisation or one of its teams, with its cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceCover {
    /// The team; none for the organisation as a whole.
    pub team: Option<TeamId>,
    /// The team's way down; empty for the organisation.
    pub path: String,
    /// How many are asked for.
    pub minimum: u32,
    /// Who stands ready today, each once.
    pub ready: Vec<PersonId>,
    /// How well it is covered.
    pub cover: Cover,
    /// When that becomes worse, if it is known.
    pub breaks: Option<Break>,
}

/// The cover of an organisation on a day: as a whole, of every department, and of the teams inside that have a minimum or
/// a SPOC of their own. Whoever stands ready for a team counts for those around it too.
pub fn places(
    teams: &[Team],
    minimums: &Minimums,
    standbys: &[Standby],
    today: NaiveDate,
) -> Vec<PlaceCover> {
    let everyone: Vec<&Standby> = standbys.iter().collect();
    let whole = place(None, String::new(), minimums, &everyone, today);
    let of_team = |placed: crate::organisations::Placed<'_>| {
        let id = placed.team.id;
        let inside: Vec<TeamId> = and_inside(teams, id);
        let counts = |one: &&Standby| one.team.is_some_and(|team| inside.contains(&team));
        let of_team: Vec<&Standby> = standbys.iter().filter(counts).collect();
        let is_own = of_team.iter().any(|one| one.team == Some(id));
        let is_shown = placed.depth() == 0 || minimums.contains_key(&Some(id)) || is_own;
        is_shown.then(|| place(Some(id), placed.path(), minimums, &of_team, today))
    };
    let teams = as_tree(teams).into_iter().filter_map(of_team);
    std::iter::once(whole).chain(teams).collect()
}

fn place(
    team: Option<TeamId>,
    path: String,
    minimums: &Minimums,
    standbys: &[&Standby],
    today: NaiveDate,
) -> PlaceCover {
    let minimum = minimums.get(&team).copied().unwrap_or(USUAL_MINIMUM);
    let ready = ready_on(standbys, today);
    PlaceCover {
        team,
        path,
        minimum,
        cover: cover(ready.len(), minimum),
        ready: ready.into_iter().collect(),
        breaks: first_break(standbys, minimum, today),
    }
}

fn ready_on(standbys: &[&Standby], day: NaiveDate) -> BTreeSet<PersonId> {
    let ready = standbys.iter().filter(|one| one.is_ready_on(day));
    ready.map(|one| one.person).collect()
}

/// The first day within [`AHEAD`] on which the cover is worse than today's.
fn first_break(standbys: &[&Standby], minimum: u32, today: NaiveDate) -> Option<Break> {
    let last = today.checked_add_days(Days::new(AHEAD))?;
    let now = cover(ready_on(standbys, today).len(), minimum);
    let ends: BTreeSet<NaiveDate> = standbys
        .iter()
        .filter(|one| one.is_ready_on(today))
        .filter_map(|one| one.until?.0.succ_opt())
        .filter(|day| *day <= last)
        .collect();
    ends.into_iter().find_map(|on| {
        let left = ready_on(standbys, on);
        let then = cover(left.len(), minimum);
        (then < now).then(|| Break {
            on,
            who: gone(standbys, on, &left),
            left: left.len(),
            cover: then,
        })
    })
}

/// Who was ready on the day before and is no longer, each once.
fn gone(standbys: &[&Standby], on: NaiveDate, left: &BTreeSet<PersonId>) -> Vec<(String, EndsBy)> {
    let ended = standbys.iter().filter_map(|one| {
        let (until, why) = one.until?;
        (until.succ_opt() == Some(on) && !left.contains(&one.person))
            .then(|| (one.name.clone(), why))
    });
    ended.collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
#[path = "cover_tests.rs"]
mod tests;
