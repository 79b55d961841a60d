//! Gathering styles, scripts and islands into the folder that the program embeds.

use std::path::{Path, PathBuf};

use super::Flavour;
use crate::problem::Problem;
use crate::setup::node;
use crate::shell;
use crate::stamp::Ingredients;
use crate::tell;
use crate::workspace::Workspace;

/// Makes the compressed assets and their `manifest.json`, and gives their folder.
///
/// # Errors
/// Node or a package is missing, or a style or script has a fault.
pub fn gather(workspace: &Workspace, flavour: Flavour, glue: &Path) -> Result<PathBuf, Problem> {
    let frontend = workspace.root.join("frontend");
    let site = workspace.target.join(format!("site{}", flavour.suffix()));
    node::install_frontend(workspace)?;
    let ingredients = Ingredients::default().path(&frontend)?.path(glue)?;
    if ingredients.made(&site) && site.join("manifest.json").is_file() {
        return Ok(site);
    }
    tell::step("Gather and compress styles, scripts and islands", || {
        let mut node = shell::program("node");
        if flavour == Flavour::Development {
            // Islands with checks and names are far too heavy for the budgets in build.mjs.
            node.env("CASCADE_DEV", "1");
        }
        shell::run(
            node.arg("build.mjs")
                .arg("--wasm")
                .arg(glue)
                .arg("--out")
                .arg(&site)
                .current_dir(&frontend),
            "The messages above name the style or script at fault.",
        )?;
        ingredients.remember(&site)
    })?;
    Ok(site)
}
