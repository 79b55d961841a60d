//! Who is listed to whom: what a person chooses, what a board sets, and who looks.

use crate::ids::DistrictId;
use serde::Serialize;

/// To whom a person is listed, as they choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Listed {
    /// To everybody who may see the district.
    #[default]
    Everyone,
    /// To SPOCs only.
    Spocs,
    /// To nobody.
    Nobody,
}

impl Listed {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 3] = [Self::Everyone, Self::Spocs, Self::Nobody];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Spocs => "spocs",
            Self::Nobody => "nobody",
        }
    }

    /// The choice kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Everyone => "Listed",
            Self::Spocs => "Listed to SPOCs only",
            Self::Nobody => "Unlisted",
        }
    }
}

/// Who sees a board's part of the directory, as the board sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum SeenBy {
    /// Those who work in its district.
    #[default]
    District,
    /// Everyone signed in, in whichever district they work.
    Partnership,
}

impl SeenBy {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::District, Self::Partnership];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Partnership => "partnership",
        }
    }

    /// The setting kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::District => "People who work in the district",
            Self::Partnership => "Everyone in the partnership",
        }
    }
}

/// Somebody who looks into the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// The districts in which they work, or for whose board they act.
    pub districts: Vec<DistrictId>,
    /// Whether they are a SPOC, or act for a board.
    pub is_spoc: bool,
}

impl Viewer {
    /// Whether they see the part of the directory that is a district's.
    pub fn may_see(&self, district: DistrictId, seen_by: SeenBy) -> bool {
        seen_by == SeenBy::Partnership || self.districts.contains(&district)
    }

    /// What people have to have chosen for this viewer to see them.
    pub fn sees(&self) -> &'static [Listed] {
        if self.is_spoc {
            &[Listed::Everyone, Listed::Spocs]
        } else {
            &[Listed::Everyone]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn district(number: u128) -> DistrictId {
        DistrictId(Uuid::from_u128(number))
    }

    #[test]
    fn a_district_is_seen_by_those_who_work_there_unless_its_board_shows_it_to_all() {
        let viewer = Viewer {
            districts: vec![district(1)],
            is_spoc: false,
        };
        assert!(viewer.may_see(district(1), SeenBy::District));
        assert!(!viewer.may_see(district(2), SeenBy::District));
        assert!(viewer.may_see(district(2), SeenBy::Partnership));
    }

    #[test]
    fn whoever_is_listed_to_spocs_only_is_seen_by_them_and_the_unlisted_by_nobody() {
        let spoc = Viewer {
            is_spoc: true,
            ..Viewer::default()
        };
        assert_eq!(Viewer::default().sees(), [Listed::Everyone]);
        assert_eq!(spoc.sees(), [Listed::Everyone, Listed::Spocs]);
        assert!(!spoc.sees().contains(&Listed::Nobody));
    }

    #[test]
    fn people_are_listed_until_they_choose_otherwise() {
        assert_eq!(Listed::default(), Listed::Everyone);
        for one in Listed::ALL {
            assert_eq!(Listed::from_code(one.code()), Some(one));
        }
        for one in SeenBy::ALL {
            assert_eq!(SeenBy::from_code(one.code()), Some(one));
        }
    }
}
