//! How far the facts of a module have been checked, said without flattery.
//!
//! Rule L19 of `docs/rules/learning.md`.

use domain::{calendar, learning::Module};

/// Who compared the facts with their sources, and when.
pub(super) fn compared(module: &Module) -> String {
    format!(
        "The authors compared the facts with their sources on {}.",
        calendar::day(module.checked_on)
    )
}

/// Which practitioners have confirmed this version.
pub(super) fn confirmed(module: &Module) -> String {
    let each: Vec<_> = module
        .practitioners
        .iter()
        .map(|by| format!("{}, {}, on {}", by.name, by.role, calendar::day(by.on)))
        .collect();
    if each.is_empty() {
        "No practitioner has confirmed this version yet.".to_owned()
    } else {
        format!("Confirmed by {}.", each.join("; "))
    }
}

/// All of it, for the last screen.
pub(super) fn checked(module: &Module) -> String {
    let parts = [compared(module), confirmed(module), module.guidance.clone()];
    parts.join(" ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::learning::Practitioner;

    fn module() -> Module {
        let toml = "{\"name\":\"fire\",\"title\":\"Fire\",\"level\":\"AW\",\"summary\":\"\",\"minutes\":1,\"pass_mark\":80,\"draw\":1,\
                    \"attempts\":3,\"version\":\"1\",\"change_note\":\"\",\"checked_on\":\"2026-11-20\",\"jurisdiction\":\"\",\
                    \"outcomes\":[],\"sources\":[],\"ratifications\":[],\"screens\":[],\"questions\":[],\"pictures\":[]}";
        serde_json::from_str(toml).unwrap()
    }

    #[test]
    fn a_version_that_no_practitioner_has_confirmed_says_so() {
        assert_eq!(
            checked(&module()),
            "The authors compared the facts with their sources on 20 November 2026. \
             No practitioner has confirmed this version yet."
        );
    }

    #[test]
    fn whoever_has_confirmed_it_is_named_with_the_day() {
        let mut module = module();
        module.practitioners.push(Practitioner {
            name: "Ada Okafor".to_owned(),
            role: "social worker".to_owned(),
            on: module.checked_on,
        });
        assert_eq!(
            confirmed(&module),
            "Confirmed by Ada Okafor, social worker, on 20 November 2026."
        );
    }
}
