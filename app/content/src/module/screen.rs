//! `screens/NN-name.md`: the screens of a module.

use std::collections::{BTreeMap, BTreeSet};

use domain::learning::{Activity, Screen};

use super::activity;
use super::missing;
use super::question::check_sources;
use crate::File;
use crate::document::Document;
use crate::entry::Entry;
use crate::fault::{Faults, Passage};
use crate::front_matter;
use crate::lists::values;
use crate::markdown::{Surroundings, check_screen, pieces};
use crate::shelf::{ModuleFiles, file_name, is_name};

/// The name of a screen's file, taken apart: `07-signs.md`.
pub(crate) struct ScreenFile<'a> {
    number: usize,
    /// `signs`
    pub(crate) name: &'a str,
}

impl<'a> ScreenFile<'a> {
    /// Takes the name of a file apart, if it can be one of a screen.
    pub(crate) fn parse(file: &'a str) -> Option<Self> {
        let (number, name) = file.strip_suffix(".md")?.split_once('-')?;
        let digits = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|_| digits && is_name(name))?;
        Some(ScreenFile { number, name })
    }
}

/// Reads the screens of a module in the order of their numbers.
pub(super) fn read_all(
    module: &str,
    files: &ModuleFiles<'_>,
    sources: Option<&[String]>,
    faults: &Faults,
) -> Vec<Screen> {
    if files.screens.is_empty() {
        missing(module, "screens/01-….md", faults);
    }
    let named = check_names(&files.screens, faults);
    let surroundings = Surroundings::new(
        files
            .screens
            .iter()
            .map(|file| file_name(file.path))
            .collect(),
        files
            .pictures
            .iter()
            .map(|file| file_name(file.path))
            .collect(),
    );
    let mut screens = Vec::new();
    let mut all_read = named.len() == files.screens.len();
    for (file, name) in named {
        match read(&file, name, sources, &surroundings, faults) {
            Some(screen) => screens.push(screen),
            None => all_read = false,
        }
    }
    if all_read {
        check_pictures_used(files, &surroundings, faults);
    }
    screens
}

/// Checks numbers and names; gives the screens in order, each with its name.
fn check_names<'a>(screens: &[File<'a>], faults: &Faults) -> Vec<(File<'a>, &'a str)> {
    let mut named = Vec::new();
    let mut numbers: BTreeMap<usize, &str> = BTreeMap::new();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for file in screens {
        let own = file_name(file.path);
        let Some(screen) = ScreenFile::parse(own) else {
            let right = "Name it with two digits and lower case words joined by hyphens, as in 07-signs.md.";
            faults.file(file.path, "this is no name for a screen.", right);
            continue;
        };
        if let Some(first) = numbers.get(&screen.number) {
            let wrong = format!("{first} has the number {:02} already.", screen.number);
            faults.file(file.path, wrong, "Give each screen a number of its own.");
        }
        if !taken.insert(screen.name) {
            let wrong = format!("another screen is called \"{}\" too.", screen.name);
            faults.file(file.path, wrong, "Give each screen a name of its own.");
        }
        let due = numbers.last_key_value().map_or(1, |(last, _)| last + 1);
        if screen.number > due {
            let wrong = format!("there is no screen {due:02} before this one.");
            faults.file(file.path, wrong, "Number the screens 01, 02, 03 and so on.");
        }
        numbers.entry(screen.number).or_insert(own);
        named.push((*file, screen.name));
    }
    named
}

fn check_pictures_used(files: &ModuleFiles<'_>, surroundings: &Surroundings<'_>, faults: &Faults) {
    for picture in &files.pictures {
        if !surroundings.is_used(file_name(picture.path)) {
            faults.file(
                picture.path,
                "no screen shows this picture.",
                "Show it, or take it out.",
            );
        }
    }
}

fn read(
    file: &File<'_>,
    name: &str,
    sources: Option<&[String]>,
    surroundings: &Surroundings<'_>,
    faults: &Faults,
) -> Option<Screen> {
    let (head, body) = front_matter::split(&Passage::whole(file, faults))?;
    if body.text.trim().is_empty() {
        body.fault(
            0,
            "the screen has no text.",
            "Write it below the front matter.",
        );
    }
    check_screen(&body, surroundings);
    let document = Document::parse(head);
    let screen = document.map(|document| front(document.root("the screen"), sources));
    // The fault is noted. The body was read, so that it is known which pictures are shown.
    let screen = screen.unwrap_or_default();
    Some(Screen {
        name: name.to_owned(),
        title: screen.title,
        minutes: screen.minutes,
        sources: screen.sources,
        interruption: screen.interruption,
        body: pieces(body.text),
        activity: screen.activity,
    })
}

/// What the front matter of a screen says.
#[derive(Default)]
struct Front {
    title: String,
    minutes: Option<u32>,
    sources: Vec<String>,
    interruption: bool,
    activity: Option<Activity>,
}

fn front(entry: Entry<'_>, sources: Option<&[String]>) -> Front {
    let cited = entry.optional_texts("sources");
    check_sources(&entry, &cited, sources);
    let interruption = entry.flag("interruption");
    let activity = entry.table("activity", "the activity");
    if let Some(activity) = activity.as_ref().filter(|_| interruption) {
        let wrong = "stands on an interruption screen.";
        activity.fault(
            wrong,
            "Move it to another screen: an interruption only says what is coming.",
        );
    }
    let front = Front {
        title: entry.text("title").value,
        minutes: entry
            .optional_number("minutes", &(1..=u32::MAX))
            .map(|minutes| minutes.value),
        sources: values(cited),
        interruption,
        activity: activity.and_then(activity::read),
    };
    entry.finish();
    front
}
