//! The list of SPOCs for an intranet.

use super::found;
use crate::web::{self, Answer, Problem, Visit};
use domain::{calendar, ids::TeamId, organisations::as_tree};
use std::collections::HashMap;
use store::directory::{self, SpocRow};

/// Gives the list as a file, and keeps that it was taken.
pub(in crate::directory) async fn take(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let rows = found.facts.spocs.iter();
    let rows = rows.filter(|row| row.is_ready_on(visit.today) && !row.is_unlisted());
    let rows: Vec<&SpocRow> = rows.collect();
    let noted = ("list for the intranet", rows.len());
    directory::note_list_taken(visit.services(), &found.permit, found.id, noted).await?;
    let teams = found.facts.teams.get(&found.id);
    let tree = as_tree(teams.map_or(&[][..], Vec::as_slice));
    let paths: HashMap<TeamId, String> = tree
        .iter()
        .map(|placed| (placed.team.id, placed.path()))
        .collect();
    let row = |row: &SpocRow| {
        let team = row.team_id.and_then(|id| paths.get(&TeamId(id)));
        let place = team.unwrap_or(&found.name);
        let kind = if row.is_deputy { "Deputy" } else { "SPOC" };
        vec![
            place.as_str().into(),
            row.name.as_str().into(),
            kind.into(),
            row.job_title.as_str().into(),
            row.email.clone().into(),
            row.phone.clone().into(),
        ]
    };
    let head = [
        "For",
        "Name",
        "As",
        "Job title",
        "E-mail address",
        "Telephone",
    ];
    let mut rows: Vec<Vec<::sheet::Cell>> = rows.into_iter().map(row).collect();
    rows.dedup();
    let table = ::sheet::Table {
        title: format!("SPOCs of {}, {}", found.name, calendar::day(visit.today)),
        head: head.map(str::to_owned).to_vec(),
        rows,
    };
    web::sheet(&visit, table).await
}
