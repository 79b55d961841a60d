//! The mail that a digest becomes.

use crate::web::Site;
use domain::calendar;
use std::collections::BTreeSet;
use store::{
    notifications::Mail,
    reminders::{Digest, Line},
};

/// Lines about people that one mail holds; the rest is only counted.
const MOST: usize = 50;

/// The mail from the text `reminder`, `reminder-people` or `reminder-both`.
pub fn digest_mail(site: &Site, digest: &Digest) -> Mail {
    let url = &site.settings().public_url;
    let (training, home) = (format!("{url}/my-training"), format!("{url}/"));
    let own: Vec<String> = digest.own.iter().map(|line| own(line, digest)).collect();
    let words = [
        ("name", digest.name.clone()),
        ("what", what(digest)),
        ("own", own.join("\n")),
        ("people", people(digest)),
        ("training", training),
        ("home", home),
    ];
    let words: Vec<(&str, &str)> = words
        .iter()
        .map(|(word, is)| (*word, is.as_str()))
        .collect();
    let text = match (digest.own.is_empty(), digest.people.is_empty()) {
        (false, true) => "reminder",
        (true, _) => "reminder-people",
        (false, false) => "reminder-both",
    };
    site.mail(text, &words, digest.key(), (&digest.name, &digest.address))
}

/// What the subject says: the one level, or how much it is.
fn what(digest: &Digest) -> String {
    match (digest.own.as_slice(), digest.people.as_slice()) {
        ([], people) => {
            let whose: BTreeSet<_> = people.iter().map(|line| line.person).collect();
            match (whose.len(), people) {
                (1, [line, ..]) => line.name.clone(),
                (many, _) => format!("{many} people"),
            }
        }
        ([one], _) => one.level.clone(),
        (many, _) => format!("{} levels", many.len()),
    }
}

/// "Awareness: by 27 March 2027, in 60 days", or "was due by …".
fn own(line: &Line, digest: &Digest) -> String {
    let (day, relative) = (
        calendar::day(line.due_on),
        calendar::relative(line.due_on, digest.day),
    );
    if line.due_on < digest.day {
        format!("{}: was due by {day}, {relative}", line.level)
    } else {
        format!("{}: due by {day}, {relative}", line.level)
    }
}

fn people(digest: &Digest) -> String {
    let said = digest.people.iter().take(MOST).map(|line| {
        let day = calendar::day(line.due_on);
        format!("{}: {}, was due by {day}", line.name, line.level)
    });
    let mut lines: Vec<String> = said.collect();
    if digest.people.len() > MOST {
        lines.push(format!("and {} more", digest.people.len() - MOST));
    }
    lines.join("\n")
}
