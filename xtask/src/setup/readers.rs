//! Other people's programs that read the certificates we draw: the tests ask them what they see.

use super::apt;
use crate::problem::Problem;
use crate::shell;

/// A program of each package, and the package.
const READERS: [(&str, &str); 3] = [
    ("pdfinfo", "poppler-utils"),
    ("qpdf", "qpdf"),
    ("zbarimg", "zbar-tools"),
];
const REMEDY: &str = "Install poppler, qpdf and zbar (Homebrew and Fedora call them so).";

/// Installs those that are missing.
///
/// # Errors
/// One is missing and cannot be installed.
pub fn provide() -> Result<(), Problem> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let why = "programs that read the certificates which the tests draw";
    apt::install(&missing, why, REMEDY)
}

/// The packages of those that are missing.
pub fn missing() -> Vec<&'static str> {
    let missing = READERS
        .into_iter()
        .filter(|(program, _)| shell::find(program).is_none());
    missing.map(|(_, package)| package).collect()
}
