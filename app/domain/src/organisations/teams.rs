//! The teams of an organisation: each may stand inside another, so that they make a tree.

use crate::ids::TeamId;
use serde::Serialize;
use std::collections::HashSet;
use thiserror::Error;

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// The team it stands inside, if it stands inside one.
    pub parent: Option<TeamId>,
    /// Its name.
    pub name: String,
}

/// Why a team may not stand inside another.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TeamRefusal {
    /// The other is the team itself.
    #[error("A team cannot be inside itself. Select another team, or none")]
    Itself,
    /// The other stands inside the team.
    #[error("{inner} is inside {outer}. Move {inner} first, or select another team")]
    InsideOut {
        /// The team that was to go inside.
        outer: String,
        /// The team it was to go inside of.
        inner: String,
    },
    /// The organisation has no such team.
    #[error("Select a team from the list")]
    Unknown,
}

/// Whether `team` may stand inside `parent`, given all teams of the organisation, so that no team ever stands inside
/// itself, however far down.
///
/// # Errors
/// Why it may not.
pub fn may_stand_inside(teams: &[Team], team: TeamId, parent: TeamId) -> Result<(), TeamRefusal> {
    if team == parent {
        return Err(TeamRefusal::Itself);
    }
    let find = |id| teams.iter().find(|team| team.id == id);
    let wanted = find(parent).ok_or(TeamRefusal::Unknown)?;
    let mut above = wanted.parent;
    // Whatever the data says, no chain is longer than there are teams.
    for _ in teams {
        match above {
            Some(id) if id == team => {
                return Err(TeamRefusal::InsideOut {
                    outer: find(team).map_or_else(String::new, |team| team.name.clone()),
                    inner: wanted.name.clone(),
                });
            }
            Some(id) => above = find(id).and_then(|team| team.parent),
            None => break,
        }
    }
    Ok(())
}

/// A team at its place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The team.
    pub team: &'a Team,
    /// The teams it stands inside of, the outermost first.
    pub above: Vec<&'a str>,
}

impl Placed<'_> {
    /// How many teams it stands inside of.
    pub fn depth(&self) -> usize {
        self.above.len()
    }

    /// Its whole way down: "Adult social care › Older people".
    pub fn path(&self) -> String {
        let names = self.above.iter().copied().chain([self.team.name.as_str()]);
        names.collect::<Vec<_>>().join(" › ")
    }
}

/// All teams as a tree: each is followed by those inside it, and those side by side keep their order.
pub fn as_tree(teams: &[Team]) -> Vec<Placed<'_>> {
    let known: HashSet<TeamId> = teams.iter().map(|team| team.id).collect();
    let is_outermost = |team: &&Team| team.parent.is_none_or(|parent| !known.contains(&parent));
    let mut tree = Vec::with_capacity(teams.len());
    for team in teams.iter().filter(is_outermost) {
        place(teams, team, &[], &mut tree);
    }
    tree
}

fn place<'a>(teams: &'a [Team], team: &'a Team, above: &[&'a str], tree: &mut Vec<Placed<'a>>) {
    tree.push(Placed {
        team,
        above: above.to_vec(),
    });
    let above = [above, &[team.name.as_str()]].concat();
    for inner in teams.iter().filter(|inner| inner.parent == Some(team.id)) {
        place(teams, inner, &above, tree);
    }
}

/// A team with all teams inside it, however far down; the team itself comes first.
pub fn and_inside(teams: &[Team], team: TeamId) -> Vec<TeamId> {
    let mut found = vec![team];
    let mut asked = 0;
    while let Some(outer) = found.get(asked).copied() {
        let inner = teams.iter().filter(|inner| inner.parent == Some(outer));
        let new: Vec<_> = inner
            .map(|inner| inner.id)
            .filter(|id| !found.contains(id))
            .collect();
        found.extend(new);
        asked += 1;
    }
    found
}

/// A team as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TypedTeam {
    /// Its name.
    pub name: String,
    /// The place, in the same list, of the team it stands inside; always an earlier one.
    pub inside: Option<usize>,
}

/// Reads teams that were typed one a line. A line set further in than the one above it, by spaces or hyphens, stands
/// inside it. A name typed twice is kept once.
pub fn typed_teams(text: &str) -> Vec<TypedTeam> {
    let mut teams: Vec<TypedTeam> = Vec::new();
    let mut above: Vec<(usize, usize)> = Vec::new();
    for line in text.lines() {
        let (margin, name) = margin(line);
        if name.is_empty() {
            continue;
        }
        above.retain(|(wider, _)| *wider < margin);
        let same = |team: &TypedTeam| team.name.to_lowercase() == name.to_lowercase();
        let place = teams.iter().position(same).unwrap_or_else(|| {
            let inside = above.last().map(|(_, place)| *place);
            teams.push(TypedTeam { name, inside });
            teams.len() - 1
        });
        above.push((margin, place));
    }
    teams
}

/// How far a line is set in, and what it says without signs that cannot be seen.
fn margin(line: &str) -> (usize, String) {
    let is_margin = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '•' | '*');
    let words = line.trim_start_matches(is_margin);
    let before = &line[..line.len() - words.len()];
    let width = before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let spaced = words.replace(char::is_control, " ");
    let name = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    (width, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(number: usize) -> TeamId {
        TeamId(Uuid::from_u128(number as u128))
    }

    fn team(number: usize, name: &str, parent: Option<usize>) -> Team {
        Team {
            id: id(number),
            parent: parent.map(id),
            name: name.to_owned(),
        }
    }

    fn care() -> Vec<Team> {
        vec![
            team(1, "Adult social care", None),
            team(2, "Hospital", Some(3)),
            team(3, "Older people", Some(1)),
            team(4, "Fleet", None),
        ]
    }

    #[test]
    fn each_team_is_followed_by_those_inside_it() {
        let teams = care();
        let tree = as_tree(&teams);
        assert_eq!(
            tree.iter().map(Placed::path).collect::<Vec<_>>(),
            [
                "Adult social care",
                "Adult social care › Older people",
                "Adult social care › Older people › Hospital",
                "Fleet"
            ]
        );
    }

    #[test]
    fn a_team_is_asked_for_with_all_that_is_inside_it() {
        let teams = care();
        assert_eq!(and_inside(&teams, id(1)), [id(1), id(3), id(2)]);
        assert_eq!(and_inside(&teams, id(4)), [id(4)]);
    }

    #[test]
    fn a_team_whose_parent_is_elsewhere_is_still_shown() {
        assert_eq!(as_tree(&[team(1, "Fleet", Some(9))])[0].depth(), 0);
    }

    #[test]
    fn a_team_cannot_stand_inside_itself_or_inside_what_it_holds() {
        let teams = care();
        assert_eq!(
            may_stand_inside(&teams, id(1), id(1)),
            Err(TeamRefusal::Itself)
        );
        assert_eq!(
            may_stand_inside(&teams, id(1), id(2))
                .unwrap_err()
                .to_string(),
            "Hospital is inside Adult social care. Move Hospital first, or select another team"
        );
        assert_eq!(
            may_stand_inside(&teams, id(1), id(9)),
            Err(TeamRefusal::Unknown)
        );
        assert_eq!(may_stand_inside(&teams, id(2), id(1)), Ok(()));
        assert_eq!(may_stand_inside(&teams, id(1), id(4)), Ok(()));
    }

    #[test]
    fn a_line_set_further_in_stands_inside_the_one_above() {
        let typed =
            typed_teams("Adults\n  Older people\n    Hospital\n  Learning disability\nFleet");
        let inside: Vec<_> = typed
            .iter()
            .map(|team| (team.name.as_str(), team.inside))
            .collect();
        assert_eq!(
            inside,
            [
                ("Adults", None),
                ("Older people", Some(0)),
                ("Hospital", Some(1)),
                ("Learning disability", Some(0)),
                ("Fleet", None)
            ]
        );
    }

    #[test]
    fn hyphens_serve_where_spaces_are_hard_to_type() {
        let typed =
            typed_teams("Adults\n- Older people\n-- Hospital\n- Learning disability\r\n\r\nFleet");
        let inside: Vec<_> = typed.iter().map(|team| team.inside).collect();
        assert_eq!(inside, [None, Some(0), Some(1), Some(0), None]);
        let bullets = typed_teams("• Housing\n• Fleet");
        assert!(bullets.iter().all(|team| team.inside.is_none()));
    }

    #[test]
    fn a_team_typed_twice_is_kept_once_with_all_that_is_inside_it() {
        let typed = typed_teams("Housing\n  Options\nhousing\n  Repairs");
        assert_eq!(typed.len(), 3);
        assert_eq!(typed[2].inside, Some(0));
    }

    proptest! {
        /// However teams are moved about, none is ever inside itself, and each is shown once, after the one it is in.
        #[test]
        fn teams_never_go_in_a_circle(moves in proptest::collection::vec((0usize..12, 0usize..12), 0..80)) {
            let mut teams: Vec<Team> = (0..12).map(|n| team(n, &format!("Team {n}"), None)).collect();
            for (which, to) in moves {
                if may_stand_inside(&teams, id(which), id(to)).is_ok() {
                    teams[which].parent = Some(id(to));
                }
            }
            let tree = as_tree(&teams);
            prop_assert_eq!(tree.len(), teams.len());
            for (place, placed) in tree.iter().enumerate() {
                let before = &tree[..place];
                prop_assert!(before.iter().all(|other| other.team.id != placed.team.id));
                prop_assert!(placed.team.parent.is_none_or(|parent| before.iter().any(|other| other.team.id == parent)));
            }
        }

        /// Whatever is typed, a team stands inside an earlier one, and no two have the same name.
        #[test]
        fn what_is_typed_makes_a_tree(text in "([ -]{0,4}[ab ]{0,3}\n){0,20}") {
            let typed = typed_teams(&text);
            for (place, team) in typed.iter().enumerate() {
                prop_assert!(team.inside.is_none_or(|inside| inside < place));
                prop_assert!(typed[..place].iter().all(|other| other.name != team.name));
            }
        }
    }
}
