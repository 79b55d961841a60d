//! The TOML between two lines of `+++` at the head of a text.

use crate::fault::Passage;

/// Parts a file into its front matter and its body, or notes a fault.
pub(crate) fn split<'a>(file: &Passage<'a>) -> Option<(Passage<'a>, Passage<'a>)> {
    let mut at = 0;
    let mut start = None;
    for line in file.text.split_inclusive('\n') {
        let is_mark = line.trim_start_matches('\u{feff}').trim_end() == "+++";
        let end = at + line.len();
        match (start, is_mark) {
            (None, true) => start = Some(end),
            (None, false) => break,
            (Some(start), true) => {
                return Some((file.part(start, at), file.part(end, file.text.len())));
            }
            (Some(_), false) => {}
        }
        at = end;
    }
    if start.is_some() {
        file.fault(
            0,
            "the front matter never ends.",
            "Close it with a line of +++.",
        );
    } else {
        let right = "Begin with a line of +++, the settings, and another line of +++.";
        file.fault(0, "the file does not begin with front matter.", right);
    }
    None
}
