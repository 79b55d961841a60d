//! What came of a reminder.

/// What came of a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It goes with the next digest.
    Waiting,
    /// It has gone to the mail server, or is about to.
    Sent,
    /// The mail server did not take it.
    NotTaken,
    /// A later step had been reached before it could go out.
    PassedOver,
    /// It was needed no more: the training was done, the date moved, or the rule was switched off.
    NotNeeded,
    /// Whoever it is for has no e-mail address.
    NoAddress,
    /// Nothing goes to the address: it is on the stop list.
    Stopped,
    /// There is no line manager to tell.
    NoManager,
}

impl Outcome {
    /// All of them, in the order in which a list offers them.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Sent,
        Self::NotTaken,
        Self::NoAddress,
        Self::Stopped,
        Self::NoManager,
        Self::PassedOver,
        Self::NotNeeded,
    ];

    /// Its word in the database and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::NotTaken => "not-taken",
            Self::PassedOver => "passed-over",
            Self::NotNeeded => "not-needed",
            Self::NoAddress => "no-address",
            Self::Stopped => "stopped",
            Self::NoManager => "no-manager",
        }
    }

    /// The outcome of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Sent => "Sent",
            Self::NotTaken => "Not taken by the mail server",
            Self::PassedOver => "Passed over",
            Self::NotNeeded => "Needed no more",
            Self::NoAddress => "No e-mail address",
            Self::Stopped => "Address stopped",
            Self::NoManager => "No line manager",
        }
    }
}
