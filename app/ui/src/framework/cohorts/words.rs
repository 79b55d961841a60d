//! Words that several pages about cohorts use.

use domain::framework::Framework;

/// "Everyone and Practitioners"; "no cohort" when there are none, "unclassified" when nobody has said.
pub(super) fn cohorts(framework: &Framework, codes: Option<&[String]>) -> String {
    let Some(codes) = codes else {
        return "Unclassified".to_owned();
    };
    let titles: Vec<&str> = codes
        .iter()
        .map(|code| {
            framework
                .cohort(code)
                .map_or(code.as_str(), |c| c.title.as_str())
        })
        .collect();
    match titles.as_slice() {
        [] => "No cohort".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "1 post", "12 posts".
pub(super) fn posts(number: usize) -> String {
    if number == 1 {
        "1 post".to_owned()
    } else {
        format!("{number} posts")
    }
}
