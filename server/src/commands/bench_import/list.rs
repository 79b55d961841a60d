//! The lists of the bench.

use std::fmt::Write as _;

/// One row in so many has a fault.
pub(super) const FAULTY: usize = 20;

/// A list, in which one person in `moved` has another job than in the list without moves.
pub(super) fn list(rows: usize, moved: usize) -> String {
    let mut text = String::from(
        "Employee number,First name,Last name,Work email,Directorate,Team,Job title,Contract type,Start date,\
         Line manager employee number,Date of birth,FTE,Leaving date\r\n",
    );
    for n in 1..=rows {
        let has_moved = moved > 0 && n % moved == 0;
        let job = if has_moved { "Team manager" } else { "Officer" };
        let start = if n % FAULTY == 0 {
            "31/04/2020"
        } else {
            "01/04/2020"
        };
        let _ = write!(
            text,
            "{n:07},Given{},Family{},person{n}@bench.example,Directorate {},Team {},{job},Permanent,{start},{:07},\
             01/01/1980,1.0,\r\n",
            n % 997,
            n % 4999,
            n % 5,
            n % 200,
            n - n % 15 + 1,
        );
    }
    text
}
