//! Reading a course of the menu: `content/catalogue/<name>.toml`.

use domain::catalogue::{Course, Mode, Origin, Price, Satisfies, SignOff, web_address};
use domain::records::Worth;

use crate::File;
use crate::document::Document;
use crate::entry::Entry;
use crate::fault::{At, Faults, Passage};
use crate::lists::{check_different, check_known, values};

/// Reads one course; its levels have to be among `levels`, where these are known. None, and the faults noted, where the
/// file is not TOML.
pub(crate) fn read(file: &File<'_>, levels: Option<&[&str]>, faults: &Faults) -> Option<Course> {
    let passage = Passage::whole(file, faults);
    let document = Document::parse(passage)?;
    let entry = document.root("the course");
    let course = Course {
        title: entry.text("title").value,
        origin: entry
            .one_of("origin", &Origin::ALL.map(|one| (one.code(), one)))
            .unwrap_or(Origin::Outside),
        provider: entry.text("provider").value,
        mode: entry
            .one_of("mode", &Mode::ALL.map(|one| (one.code(), one)))
            .unwrap_or(Mode::FaceToFace),
        minutes: entry
            .optional_number("minutes", &(1..=u32::MAX))
            .map(|minutes| minutes.value),
        aim: entry.text("aim").value,
        objectives: objectives(&entry),
        price: entry
            .optional_number("price_pence", &(0..=9_999_999))
            .map(|pence| Price(pence.value)),
        satisfies: satisfies(&entry, levels),
        web: web(&entry),
        lesson_plan: entry.table("lesson_plan", "the lesson plan").map(sign_off),
        withdrawn_on: entry.optional_date("withdrawn_on"),
    };
    entry.finish();
    Some(course)
}

fn objectives(entry: &Entry<'_>) -> Vec<String> {
    let objectives = entry.optional_texts("objectives");
    check_different(&entry.passage, "objective", &objectives);
    values(objectives)
}

fn web(entry: &Entry<'_>) -> Option<String> {
    let typed = entry.optional_text("web")?;
    if web_address(&typed.value).is_err() {
        let wrong = format!("\"web\" cannot be \"{}\".", typed.value);
        let right = "Write an address that begins with https://.";
        entry.passage.fault(typed.at, wrong, right);
    }
    Some(typed.value)
}

fn sign_off(entry: Entry<'_>) -> SignOff {
    let sign_off = SignOff {
        by: entry.text("by").value,
        on: entry.date("on"),
    };
    entry.finish();
    sign_off
}

/// The levels it satisfies: at least one, each once.
fn satisfies(entry: &Entry<'_>, levels: Option<&[&str]>) -> Vec<Satisfies> {
    let tables = entry.tables("satisfies", "the satisfied level");
    if tables.is_empty() {
        entry.fault(
            "satisfies no level.",
            "Add a [[satisfies]] with level = \"…\".",
        );
    }
    let codes: Vec<At<String>> = tables.iter().map(|table| table.text("level")).collect();
    check_different(&entry.passage, "level", &codes);
    if let Some(levels) = levels {
        check_known(&entry.passage, "level", &codes, levels);
    }
    tables
        .into_iter()
        .zip(codes)
        .map(|(table, level)| one(table, level.value))
        .collect()
}

fn one(mut entry: Entry<'_>, level: String) -> Satisfies {
    entry.name(&level);
    let worth = entry
        .one_of("worth", &[("level", Worth::Level), ("part", Worth::Part)])
        .unwrap_or(Worth::Level);
    let missing = match worth {
        Worth::Part => entry.text("missing").value,
        Worth::Level => {
            let right = "Write worth = \"part\", or take it out.";
            entry.has_no("missing", "it satisfies the whole level", right);
            String::new()
        }
    };
    entry.finish();
    Satisfies {
        level,
        worth,
        missing,
    }
}
