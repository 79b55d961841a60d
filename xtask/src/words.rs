//! Reading the command line.

use crate::build::Flavour;
use crate::test::Part;

/// What `cargo xtask` answers when it is asked for help, or cannot make sense of a word.
pub const HELP: &str = "\
cargo xtask build [--dev]             builds the islands, the assets and the one program `cascade`
cargo xtask run [--dev] [-- OPTIONS]  builds, then serves the demo on http://127.0.0.1:3000;
                                      OPTIONS go to the program: --listen ADDR, --data DIR,
                                      --database-url postgres://...
cargo xtask test [--only NAME]...     everything that must hold, or only the parts named:
                                      fmt, clippy, clippy-wasm, doc, unit, http-sqlite,
                                      http-postgres, time-travel, e2e, content
cargo xtask bench [OPTIONS]           how fast the program is and what it needs: --people N,
                                      --seconds S, --connections C, --only NAME, --json FILE,
                                      --database-url postgres://... (an empty database)
cargo xtask doctor                    what this machine has, and what would be installed
cargo xtask help                      this text

--dev builds faster and runs slower: for work on the code.
Needed beforehand: Rust by rustup, a C compiler, Node 20 or newer.";

/// What the developer asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Build and stop.
    Build(Flavour),
    /// Build and serve; the options are for the program.
    Run {
        /// How to build.
        flavour: Flavour,
        /// What follows `--`.
        options: Vec<String>,
    },
    /// Run these parts of the tests.
    Test {
        /// In the order of [`Part::ALL`], each once.
        parts: Vec<Part>,
    },
    /// Build and measure; the options are for the package `bench`.
    Bench {
        /// As they were typed.
        options: Vec<String>,
    },
    /// Say what the machine has.
    Doctor,
    /// Print [`HELP`].
    Help,
}

/// Makes sense of the words after `cargo xtask`.
///
/// # Errors
/// A sentence about the first word that makes none.
pub fn read(words: impl IntoIterator<Item = String>) -> Result<Request, String> {
    let mut words = words.into_iter();
    let Some(command) = words.next() else {
        return Ok(Request::Help);
    };
    let words: Vec<String> = words.collect();
    match command.as_str() {
        "build" => Ok(Request::Build(flavour(&words)?)),
        "run" => {
            let (ours, options) = match words.iter().position(|word| word == "--") {
                Some(dashes) => (&words[..dashes], words[dashes + 1..].to_vec()),
                None => (&words[..], Vec::new()),
            };
            Ok(Request::Run {
                flavour: flavour(ours)?,
                options,
            })
        }
        "test" => Ok(Request::Test {
            parts: parts(&words)?,
        }),
        "bench" => Ok(Request::Bench { options: words }),
        "doctor" if words.is_empty() => Ok(Request::Doctor),
        "doctor" => Err(unknown(&words[0])),
        "help" | "--help" | "-h" => Ok(Request::Help),
        other => Err(format!("There is no command `{other}`.")),
    }
}

fn flavour(words: &[String]) -> Result<Flavour, String> {
    let (flavour, rest) = match words.split_first() {
        Some((first, rest)) if first == "--dev" => (Flavour::Development, rest),
        _ => (Flavour::Optimised, words),
    };
    rest.first().map_or(Ok(flavour), |word| Err(unknown(word)))
}

/// The parts named by `--only`, in the order they run in; all of them when none is.
fn parts(words: &[String]) -> Result<Vec<Part>, String> {
    let mut named = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let name = match word.strip_prefix("--only") {
            Some("") => words.next().ok_or("`--only` needs the name of a part.")?,
            Some(rest) => rest.strip_prefix('=').ok_or_else(|| unknown(word))?,
            None => return Err(unknown(word)),
        };
        named.push(Part::named(name).ok_or_else(|| format!("There is no part `{name}`."))?);
    }
    let wanted = |part: &Part| named.is_empty() || named.contains(part);
    Ok(Part::ALL.into_iter().filter(wanted).collect())
}

fn unknown(word: &str) -> String {
    format!("`{word}` is not understood here.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Result<Request, String> {
        read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn nothing_and_help_give_help() {
        assert_eq!(typed(""), Ok(Request::Help));
        assert_eq!(typed("--help"), Ok(Request::Help));
    }

    #[test]
    fn a_build_is_optimised_unless_asked_otherwise() {
        assert_eq!(typed("build"), Ok(Request::Build(Flavour::Optimised)));
        assert_eq!(
            typed("build --dev"),
            Ok(Request::Build(Flavour::Development))
        );
        assert_eq!(
            typed("build --fast"),
            Err("`--fast` is not understood here.".to_owned())
        );
        assert_eq!(
            typed("build --dev now"),
            Err("`now` is not understood here.".to_owned())
        );
    }

    #[test]
    fn what_follows_the_dashes_goes_to_the_program() {
        let options = vec![
            "--dev".to_owned(),
            "--listen".to_owned(),
            "0.0.0.0:80".to_owned(),
        ];
        let expected = Request::Run {
            flavour: Flavour::Optimised,
            options,
        };
        assert_eq!(typed("run -- --dev --listen 0.0.0.0:80"), Ok(expected));
        assert!(typed("run --listen 0.0.0.0:80").is_err());
    }

    #[test]
    fn the_bench_reads_its_own_options() {
        let options = vec!["--people".to_owned(), "400".to_owned()];
        assert_eq!(typed("bench --people 400"), Ok(Request::Bench { options }));
    }

    #[test]
    fn all_parts_run_unless_some_are_named() {
        assert_eq!(
            typed("test"),
            Ok(Request::Test {
                parts: Part::ALL.to_vec()
            })
        );
        assert_eq!(
            typed("test --only unit --only=fmt --only unit"),
            Ok(Request::Test {
                parts: vec![Part::Fmt, Part::Unit]
            })
        );
    }

    #[test]
    fn an_unknown_part_is_named_in_the_refusal() {
        assert_eq!(
            typed("test --only units"),
            Err("There is no part `units`.".to_owned())
        );
        assert_eq!(
            typed("test --only"),
            Err("`--only` needs the name of a part.".to_owned())
        );
        assert!(typed("test --onlyunit").is_err());
        assert!(typed("test unit").is_err());
    }

    #[test]
    fn help_names_every_part() {
        for part in Part::ALL {
            assert!(HELP.contains(part.name()), "{} is missing", part.name());
        }
    }
}
