//! Remembering what something was made from, so as not to make it twice.
//!
//! Beside what is made lies a small file `.made-from`. As long as its text equals the
//! description of the present ingredients there is nothing to do.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::problem::Problem;

/// The ingredients of something that is made in a folder.
#[derive(Debug, Default)]
pub struct Ingredients {
    lines: String,
}

impl Ingredients {
    /// Adds a word that matters, such as the profile.
    pub fn word(mut self, word: &str) -> Self {
        self.lines.push_str(word);
        self.lines.push('\n');
        self
    }

    /// Adds a file, or a folder with all it holds except `node_modules`.
    ///
    /// Sizes and times of change are compared, not contents: that takes milliseconds.
    ///
    /// # Errors
    /// The file or a folder in it cannot be read.
    pub fn path(self, path: &Path) -> Result<Self, Problem> {
        let mut hasher = DefaultHasher::new();
        describe(path, &mut hasher).map_err(|error| Problem::file("read", path, &error))?;
        Ok(self.word(&format!("{} {:016x}", path.display(), hasher.finish())))
    }

    /// Whether `folder` was made from exactly these.
    pub fn made(&self, folder: &Path) -> bool {
        fs::read_to_string(stamp(folder)).is_ok_and(|text| text == self.lines)
    }

    /// Writes down that `folder` was made from these.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn remember(&self, folder: &Path) -> Result<(), Problem> {
        let file = stamp(folder);
        fs::write(&file, &self.lines).map_err(|error| Problem::file("write", &file, &error))
    }
}

fn stamp(folder: &Path) -> PathBuf {
    folder.join(".made-from")
}

fn describe(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    let found = path.metadata()?;
    path.hash(hasher);
    if found.is_dir() {
        let mut inside: Vec<PathBuf> = fs::read_dir(path)?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<_>>()?;
        inside.retain(|path| !path.ends_with("node_modules"));
        inside.sort();
        return inside.iter().try_for_each(|path| describe(path, hasher));
    }
    found.len().hash(hasher);
    found
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .hash(hasher);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_new_and_a_removed_file_are_each_noticed() {
        let base = std::env::temp_dir().join(format!("cascade-stamp-{}", std::process::id()));
        let (from, to) = (base.join("from"), base.join("to"));
        fs::create_dir_all(&from).unwrap();
        fs::create_dir_all(&to).unwrap();
        let ingredients = || Ingredients::default().word("release").path(&from).unwrap();
        let made = || ingredients().made(&to);

        fs::write(from.join("a.css"), "a").unwrap();
        assert!(!made());
        ingredients().remember(&to).unwrap();
        assert!(made());

        fs::write(from.join("a.css"), "ab").unwrap();
        assert!(!made());
        ingredients().remember(&to).unwrap();

        fs::write(from.join("b.css"), "").unwrap();
        assert!(!made());
        ingredients().remember(&to).unwrap();

        fs::remove_file(from.join("b.css")).unwrap();
        assert!(!made());
        ingredients().remember(&to).unwrap();

        fs::create_dir(from.join("node_modules")).unwrap();
        fs::write(from.join("node_modules/x.js"), "").unwrap();
        assert!(made(), "installed packages are npm's business");
        assert!(!ingredients().word("dev").made(&to));

        fs::remove_dir_all(&base).unwrap();
    }
}
