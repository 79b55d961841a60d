//! Comparing lists by the codes of what is in them.

/// "Awareness", "Awareness and Practitioner", "A, B and C".
pub(super) fn listed<T: ToString>(words: impl IntoIterator<Item = T>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "none".to_owned(),
    }
}

/// Those of `one` that `other` has not.
pub(super) fn without<'a, T: PartialEq>(
    one: &'a [T],
    other: &'a [T],
) -> impl Iterator<Item = &'a T> {
    one.iter().filter(|word| !other.contains(word))
}

/// Whether what both have stands in another order.
pub(super) fn is_reordered<T>(before: &[T], after: &[T], code: impl Fn(&T) -> &str) -> bool {
    let common = |one: &[T], other: &[T]| {
        let has = |wanted: &str| other.iter().any(|entry| code(entry) == wanted);
        let kept = one.iter().map(|entry| code(entry).to_owned());
        kept.filter(|wanted| has(wanted)).collect::<Vec<_>>()
    };
    common(before, after) != common(after, before)
}
