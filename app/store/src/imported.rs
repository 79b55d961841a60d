//! What comes of importing a version of something that authors write.

/// What came of importing a version. Versions are kept whole and never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// It was new, and is kept now.
    New,
    /// It is kept already, word for word.
    Known,
    /// A version of this name is kept already, and says something else. It stays as it is.
    Differs,
}

impl Imported {
    /// What came of a version that is kept already, from whether it says the same.
    pub(crate) fn known(is_same: bool) -> Self {
        if is_same { Self::Known } else { Self::Differs }
    }
}
