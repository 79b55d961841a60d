//! Reading what people type into the forms of a draft.

use crate::{
    ui::Field,
    web::typed::{optional, wrong},
};
use domain::framework::{Framework, Span, is_code};

/// The longest text of several sentences.
const LONGEST: usize = 2_000;

/// A length of time such as "3 months"; none where nothing was typed.
pub(super) fn span(field: &mut Field, called: &str) -> Option<Span> {
    let typed = optional(field, called);
    if typed.is_empty() {
        return None;
    }
    match typed.parse() {
        Ok(span) => Some(span),
        Err(no_span) => {
            wrong(field, format!("{called} must be {no_span}"));
            None
        }
    }
}

/// A length of time that has to be there.
pub(super) fn required_span(field: &mut Field, called: &str) -> Option<Span> {
    let read = span(field, called);
    if read.is_none() {
        wrong(field, format!("Enter {}, such as 3 months", lower(called)));
    }
    read
}

/// A whole number within bounds that has to be there.
pub(super) fn number(field: &mut Field, called: &str, least: u32, most: u32) -> Option<u32> {
    let read = field.current().trim().parse().ok();
    let read = read.filter(|number| (least..=most).contains(number));
    if read.is_none() {
        wrong(
            field,
            format!("{called} must be a whole number from {least} to {most}"),
        );
    }
    read
}

/// Whole numbers with commas between them; none is fine.
pub(super) fn numbers(field: &mut Field, called: &str) -> Option<Vec<u32>> {
    let typed = field.current().replace("and", ",");
    let words = typed.split([',', ' ', ';']).filter(|word| !word.is_empty());
    let read: Result<Vec<u32>, _> = words.map(str::parse).collect();
    if read.is_err() {
        wrong(
            field,
            format!("{called} must be whole numbers, such as 60, 30, 7"),
        );
    }
    read.ok()
}

/// A text of several sentences that has to say something.
pub(super) fn text(field: &mut Field, called: &str, missing: &str) -> String {
    let typed = field.current().trim().replace("\r\n", "\n");
    if typed.is_empty() {
        wrong(field, missing);
    } else if typed.chars().count() > LONGEST {
        wrong(
            field,
            format!("{called} must be {LONGEST} characters or fewer"),
        );
    }
    typed
}

/// The code of something new. `taken` are those in use.
pub(super) fn code<'a>(field: &mut Field, taken: impl Iterator<Item = &'a String>) -> String {
    let typed = field.current().trim().to_uppercase();
    if !is_code(&typed) {
        wrong(
            field,
            "Enter up to six letters and digits, a letter first, such as C8",
        );
    } else if taken.into_iter().any(|known| known.to_uppercase() == typed) {
        wrong(
            field,
            format!("There is a {typed} already. Enter another code"),
        );
    }
    typed
}

/// The codes of levels that were chosen, in the framework's order.
pub(super) fn chosen_levels(field: &Field, framework: &Framework) -> Vec<String> {
    let codes = framework.levels.iter().map(|level| &level.code);
    codes.filter(|code| field.has(code)).cloned().collect()
}

/// The codes of cohorts that were chosen, in the framework's order.
pub(super) fn chosen_cohorts(field: &Field, framework: &Framework) -> Vec<String> {
    let codes = framework.cohorts.iter().map(|cohort| &cohort.code);
    codes.filter(|code| field.has(code)).cloned().collect()
}

/// Whether nothing is wrong with any of the fields.
pub(super) fn is_whole(fields: &[&Field]) -> bool {
    fields.iter().all(|field| field.error.is_none())
}

/// With a small letter first, as the middle of a sentence.
fn lower(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next().into_iter().flat_map(char::to_lowercase);
    first.chain(signs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_commas_or_spaces() {
        let mut field = Field::new("before").value("60, 30 and 7");
        assert_eq!(numbers(&mut field, "Days"), Some(vec![60, 30, 7]));
        let mut field = Field::new("before").value("");
        assert_eq!(numbers(&mut field, "Days"), Some(vec![]));
        let mut field = Field::new("before").value("a week");
        assert_eq!(numbers(&mut field, "Days"), None);
        assert!(field.error.is_some());
    }

    #[test]
    fn a_time_that_cannot_be_read_says_how_to_write_it() {
        let mut field = Field::new("limit").value("soon");
        assert_eq!(required_span(&mut field, "The time allowed"), None);
        assert_eq!(
            field.error.as_deref(),
            Some(
                "The time allowed must be a number of days, weeks, months or years, such as 3 months"
            )
        );
        let mut field = Field::new("limit");
        required_span(&mut field, "The time allowed");
        assert_eq!(
            field.error.as_deref(),
            Some("Enter the time allowed, such as 3 months")
        );
    }

    #[test]
    fn a_code_is_new_and_can_be_part_of_an_address() {
        let taken = ["C1".to_owned()];
        let asked = |typed: &str| {
            let mut field = Field::new("code").value(typed);
            let read = code(&mut field, taken.iter());
            (read, field.error.is_some())
        };
        assert_eq!(asked("c8"), ("C8".to_owned(), false));
        assert_eq!(asked("c1"), ("C1".to_owned(), true));
        assert!(asked("").1 && asked("C/1").1);
    }
}
