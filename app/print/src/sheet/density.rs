//! Type sizes: what each part would like, and how it yields.

/// Type sizes with the most lines each may have, in order of preference.
pub type Steps = &'static [(f32, usize)];

/// The board's name where there is no logo.
pub const BOARD: Steps = &[(17.0, 1), (15.0, 2), (12.0, 3), (9.0, 5)];
/// The board's name below its logo.
pub const BOARD_BY_LOGO: Steps = &[(13.0, 1), (12.0, 2), (10.0, 3), (8.0, 5)];
/// The words before the name and the course.
pub const LEAD_IN: Steps = &[(12.0, 1)];
/// The level.
pub const LEVEL: Steps = &[(12.5, 1), (11.0, 2), (9.0, 4)];
/// The labels of the strip.
pub const LABEL: Steps = &[(9.0, 1)];
/// The values of the strip.
pub const VALUE: Steps = &[(11.0, 1), (10.0, 2), (8.5, 4)];
/// The heading of the outcomes.
pub const CAN: Steps = &[(12.5, 1)];
/// How much room the upper part takes, and in which types the outcomes may be set below it.
pub struct Density {
    /// The box of the logo.
    pub logo: (f32, f32),
    /// The heading.
    pub heading: Steps,
    /// The learner's name.
    pub name: Steps,
    /// The course.
    pub course: Steps,
    /// The outcomes, one choice after the other.
    pub outcomes: &'static [Steps],
}

/// For most certificates.
pub const ROOMY: Density = Density {
    logo: (190.0, 58.0),
    heading: &[(31.0, 1)],
    name: &[
        (35.0, 1),
        (31.0, 1),
        (27.0, 1),
        (24.0, 1),
        (26.0, 2),
        (22.0, 2),
        (19.0, 3),
        (14.0, 5),
        (10.0, 9),
    ],
    course: &[(20.0, 1), (17.5, 1), (17.5, 2), (14.0, 3), (10.0, 6)],
    outcomes: &[
        &[(10.8, 3)],
        &[(10.2, 3)],
        &[(9.6, 3)],
        &[(9.0, 4)],
        &[(8.5, 4)],
    ],
};

/// For many or long outcomes.
pub const CLOSE: Density = Density {
    logo: (150.0, 34.0),
    heading: &[(24.0, 1)],
    name: &[
        (27.0, 1),
        (22.0, 1),
        (20.0, 2),
        (16.0, 3),
        (12.0, 5),
        (9.0, 9),
    ],
    course: &[(16.0, 1), (14.0, 2), (11.0, 4), (9.0, 6)],
    outcomes: &[
        &[(9.0, 4)],
        &[(8.5, 4)],
        &[(8.0, 5)],
        &[(7.5, 6)],
        &[(7.0, 12)],
    ],
};
