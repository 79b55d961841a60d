//! Where the project is, and where cargo puts what it builds.

use std::path::PathBuf;

use crate::problem::Problem;
use crate::shell;

/// The project's two main folders.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder of the topmost `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the developer has put it.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo, which alone knows about `CARGO_TARGET_DIR` and its configuration files.
    ///
    /// # Errors
    /// Cargo cannot read the workspace.
    pub fn find() -> Result<Self, Problem> {
        let answer =
            shell::read(shell::cargo().args(["metadata", "--no-deps", "--format-version", "1"]));
        let folders = answer.as_deref().and_then(|json| {
            let root = text_of(json, "workspace_root")?.into();
            let target = text_of(json, "target_directory")?.into();
            Some(Self { root, target })
        });
        folders.ok_or_else(|| {
            Problem::new(
                "Cargo could not say where its target folder is.",
                "Run `cargo metadata --no-deps --format-version 1`: its message says what is wrong.",
            )
        })
    }
}

/// The text of a field that occurs once in JSON which cargo wrote.
///
/// Not a JSON parser: it knows cargo's compact form and the two escapes paths need.
fn text_of(json: &str, field: &str) -> Option<String> {
    let mark = format!("\"{field}\":\"");
    let start = json.rfind(&mark)? + mark.len();
    let mut text = String::new();
    let mut letters = json[start..].chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = r#"{"packages":[],"target_directory":"/home/asha/out \"2\"","version":1}"#;

    #[test]
    fn a_path_is_read_with_its_quotation_marks() {
        assert_eq!(
            text_of(ANSWER, "target_directory").as_deref(),
            Some("/home/asha/out \"2\"")
        );
    }

    #[test]
    fn a_missing_or_unfinished_field_is_nothing() {
        assert_eq!(text_of(ANSWER, "workspace_root"), None);
        assert_eq!(
            text_of(r#"{"workspace_root":"/home"#, "workspace_root"),
            None
        );
    }
}
