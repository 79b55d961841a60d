//! Where the styles, scripts and icons of this build are.
//!
//! The build names each file by its content and lists them in `manifest.json`, so that browsers
//! may keep them for ever.

use std::collections::BTreeMap;
use thiserror::Error;

/// The addresses of the built files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// The styles.
    pub css: String,
    /// Small behaviours for server-rendered pages.
    pub main_js: String,
    /// The picture beside the title of the window.
    pub favicon_svg: String,
    /// The same for browsers without SVG icons.
    pub favicon_png: String,
    /// The same for the home screen of a phone.
    pub touch_icon: String,
    /// The licences of what others have written; `None` in an old build.
    pub licences: Option<String>,
    /// What pages with an island load; `None` where no wasm was built.
    pub islands: Option<IslandAssets>,
}

/// What a page with an island loads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IslandAssets {
    /// The script that wakes the islands.
    pub loader_js: String,
    /// The glue around the wasm.
    pub wasm_js: String,
    /// The wasm.
    pub wasm: String,
}

/// Why a manifest cannot be used.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// It is not a JSON object of names.
    #[error("the list of built files cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A file is not in it.
    #[error("the list of built files lacks {0}")]
    Missing(&'static str),
}

impl Assets {
    /// Reads `manifest.json`; `base` is where the files are served, such as `/assets/`.
    ///
    /// # Errors
    /// [`ManifestError`] if it is no manifest or lacks a file that every page needs.
    pub fn from_manifest(manifest: &str, base: &str) -> Result<Self, ManifestError> {
        let names: BTreeMap<String, String> = serde_json::from_str(manifest)?;
        let at = |name: &'static str| {
            let file = names.get(name).ok_or(ManifestError::Missing(name))?;
            Ok::<_, ManifestError>(format!("{base}{file}"))
        };
        let islands = if names.contains_key("cascade.js") {
            Some(IslandAssets {
                loader_js: at("islands.js")?,
                wasm_js: at("cascade.js")?,
                wasm: at("cascade_bg.wasm")?,
            })
        } else {
            None
        };
        Ok(Self {
            css: at("cascade.css")?,
            main_js: at("main.js")?,
            favicon_svg: at("favicon.svg")?,
            favicon_png: at("favicon-32.png")?,
            touch_icon: at("icon-180.png")?,
            licences: at("licences.txt").ok(),
            islands,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITHOUT_WASM: &str = r#"{
        "cascade.css": "cascade-1.css", "main.js": "main-2.js", "favicon.svg": "favicon-3.svg",
        "favicon-32.png": "favicon-32-4.png", "icon-180.png": "icon-180-5.png"
    }"#;

    #[test]
    fn a_build_without_wasm_has_no_islands() {
        let assets = Assets::from_manifest(WITHOUT_WASM, "/assets/").unwrap();
        assert_eq!(assets.css, "/assets/cascade-1.css");
        assert_eq!((assets.islands, assets.licences), (None, None));
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = Assets::from_manifest("{}", "/assets/").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the list of built files lacks cascade.css"
        );
    }
}
