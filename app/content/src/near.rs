//! Guessing which known word somebody meant.

use std::collections::BTreeSet;

/// In a shorter word every letter counts, and a guess would be no better than another.
const SHORTEST: usize = 3;
/// A word longer than this is not compared: nobody misspells a key by that much.
const LONGEST: usize = 60;
/// More words than this are not listed.
const MOST_LISTED: usize = 12;

/// What to write instead of `word`: the known word most like it, or else all known words.
pub(crate) fn suggest(word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None if known.is_empty() => "Take it out.".to_owned(),
        None if known.len() > MOST_LISTED => "Use one that there is, or add it.".to_owned(),
        None => format!("Use {}.", list(known)),
    }
}

/// The known word that differs from `word` in few letters, if there is one.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    if !(SHORTEST..=LONGEST).contains(&word.len()) {
        return None;
    }
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    let distances = known.iter().map(|near| (distance(word, near), *near));
    let alike = distances
        .filter(|(far, _)| *far <= allowed)
        .min()
        .map(|(_, near)| near);
    alike.or_else(|| known.iter().find(|near| is_cut_short(word, near)).copied())
}

/// Whether `word` is the beginning of `near`, and more than a few letters of it.
fn is_cut_short(word: &str, near: &str) -> bool {
    word.len() > 3 && near.starts_with(word)
}

/// `"a", "b" or "c"`.
pub(crate) fn list(words: &[&str]) -> String {
    let mut seen = BTreeSet::new();
    let once = words.iter().filter(|word| seen.insert(**word));
    let quoted: Vec<String> = once.map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// How many letters have to be put in, taken out, changed or swapped with the next to make `to` of `from`; capitals
/// do not count.
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.to_lowercase().chars().collect();
    let to: Vec<char> = to.to_lowercase().chars().collect();
    let mut rows = vec![(0..=to.len()).collect::<Vec<usize>>()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let changed = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            let is_swap = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            if is_swap {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("rigth", &["text", "right", "say"]), Some("right"));
        assert_eq!(nearest("Title", &["title"]), Some("title"));
        assert_eq!(nearest("colour", &["text", "right", "say"]), None);
    }

    #[test]
    fn with_no_word_alike_all_are_named() {
        assert_eq!(
            suggest("colour", &["text", "say"]),
            "Use \"text\" or \"say\"."
        );
    }
}
