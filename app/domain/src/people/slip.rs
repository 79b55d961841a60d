//! The one-time code on a printed joining slip: short enough to type from paper, with no two signs that look alike.

/// Letters and digits that nobody takes for another: no B or 8, I, 1 or L, O, 0 or Q, S or 5, Z or 2, U or V.
const SIGNS: [char; 20] = [
    'A', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'R', 'T', 'W', 'X', 'Y', '3', '4',
    '7',
];

/// Signs in a code, shown in two groups of four.
const LENGTH: usize = 8;

/// A new code as it is printed: "ACDE-3H7K". `below` gives a number below its argument, by chance.
///
/// One in 25 thousand million is enough for a code that works once, for 14 days, at a door where guesses are counted.
pub fn slip_code(mut below: impl FnMut(usize) -> usize) -> String {
    let mut code = String::with_capacity(LENGTH + 1);
    for place in 0..LENGTH {
        if place == LENGTH / 2 {
            code.push('-');
        }
        code.extend(SIGNS.get(below(SIGNS.len())));
    }
    code
}

/// A code as it is kept and compared, however it was typed: upper case, without spaces and hyphens.
pub fn normal_slip_code(typed: &str) -> String {
    let kept = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !is_hyphen(*c));
    kept.collect::<String>().to_uppercase()
}

/// Phones like to turn a hyphen into a dash.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_two_groups_of_four() {
        assert_eq!(slip_code(|_| 0), "AAAA-AAAA");
        assert_eq!(slip_code(|bound| bound - 1), "7777-7777");
    }

    #[test]
    fn no_two_signs_of_a_code_look_alike() {
        for pair in [
            "B8", "I1", "L1", "IL", "O0", "OQ", "S5", "Z2", "UV", "G6", "95",
        ] {
            assert!(
                !pair.chars().all(|c| SIGNS.contains(&c)),
                "{pair} look alike"
            );
        }
    }

    proptest! {
        /// However people type a code, it is the code that was printed.
        #[test]
        fn typing_does_not_matter(places in proptest::collection::vec(0..SIGNS.len(), LENGTH)) {
            let mut places = places.into_iter();
            let code = slip_code(|_| places.next().unwrap());
            let kept = normal_slip_code(&code);
            prop_assert_eq!(kept.len(), LENGTH);
            for typed in [code.to_lowercase(), code.replace('-', " "), format!(" {} ", code.replace('-', "\u{2013}")), kept.clone()] {
                prop_assert_eq!(normal_slip_code(&typed), kept.clone());
            }
        }
    }
}
