//! What the heading of a column means.

use super::Column;
use crate::people::folded;

/// What a column of the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It is read.
    Column(Column),
    /// It is known, and training has no use for it.
    NotNeeded,
    /// It must not be kept.
    Private(Private),
    /// Somebody has to say.
    Unknown,
}

impl Meaning {
    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Column(column) => column.code(),
            Self::NotNeeded => "leave_out",
            Self::Private(private) => private.code(),
            Self::Unknown => "unknown",
        }
    }

    /// The meaning kept under a word; unknown for a word that is.
    pub fn from_code(code: &str) -> Self {
        let private = || {
            Private::ALL
                .iter()
                .find(|(private, ..)| private.code() == code)
        };
        match code {
            "leave_out" => Self::NotNeeded,
            _ => match (Column::from_code(code), private()) {
                (Some(column), _) => Self::Column(column),
                (None, Some((private, ..))) => Self::Private(*private),
                (None, None) => Self::Unknown,
            },
        }
    }

    /// What somebody may choose for a heading, by its word: a column that is read, or to leave it out.
    pub fn choice(code: &str) -> Option<Self> {
        let meaning = Self::from_code(code);
        matches!(meaning, Self::Column(_) | Self::NotNeeded).then_some(meaning)
    }
}

/// What is private and never kept, even for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    /// Date of birth and age.
    Birth,
    /// National Insurance number.
    Insurance,
    /// Ethnicity, religion, orientation and the like.
    Equality,
    /// Health and disability.
    Health,
    /// Pay, grade, bank and pension.
    Pay,
    /// Home, family, private telephone and private e-mail.
    Home,
}

impl Private {
    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Birth => "date of birth or age",
            Self::Insurance => "National Insurance number",
            Self::Equality => "equality data",
            Self::Health => "health",
            Self::Pay => "pay, bank or pension",
            Self::Home => "home and family",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Birth => "private_birth",
            Self::Insurance => "private_insurance",
            Self::Equality => "private_equality",
            Self::Health => "private_health",
            Self::Pay => "private_pay",
            Self::Home => "private_home",
        }
    }

    #[rustfmt::skip]
    const ALL: [(Self, &'static [&'static str], &'static [&'static str]); 6] = [
        (Self::Birth, &["dob", "age", "ageband", "agerange", "ageinyears", "birthday"], &["birth"]),
        (Self::Insurance, &["nino", "nin", "ninumber", "ni", "ninum"], &["nationalinsurance", "insuranceno", "insurancenum"]),
        (Self::Equality,
            &["race", "sex", "gender", "faith", "orientation", "nationality", "countryofbirth", "genderidentity"],
            &["ethnic", "religio", "belief", "sexualorientation", "marital", "tradeunion", "unionmember", "pronoun", "immigration", "visa"]),
        (Self::Health,
            &["lts", "fitnote"],
            &["disab", "health", "sickness", "medical", "absencereason", "reasonforabsence", "impairment", "vaccin", "pregnan"]),
        (Self::Pay,
            &["pay", "grade", "band", "spine", "scp", "salary", "wage", "wages", "scale", "increment", "bank"],
            &["salary", "payscale", "paygrade", "payband", "paypoint", "payrate", "basicpay", "annualpay", "spinepoint", "hourlyrate",
              "dayrate", "remuneration", "sortcode", "bankaccount", "accountnumber", "pension", "taxcode", "allowance", "gradename"]),
        (Self::Home,
            &["address", "postcode", "mobile", "phone", "telephone", "town", "county", "nextofkin"],
            &["homeaddress", "addressline", "postcode", "homephone", "hometel", "homeemail", "personalemail", "privateemail",
              "personalmobile", "emergencycontact", "nextofkin", "passport", "dependant"]),
    ];
}

/// Headings of columns that such lists have and training has no use for.
#[rustfmt::skip]
const NOT_NEEDED: &[&str] = &[
    "title", "salutation", "middlename", "middlenames", "initials", "fte", "wte", "contractedhours", "hours", "weeklyhours",
    "hoursperweek", "costcentre", "costcentrecode", "costcode", "postnumber", "positionnumber", "positionid", "positionreference",
    "postreference", "postid", "staffgroup", "occupationcode", "jobcode", "jobfamily", "location", "worklocation", "locationname",
    "base", "site", "workbase", "workpattern", "shiftpattern", "dbsrole", "dbs", "dbscheck", "dbsrequired", "publiccontact",
    "linemanager", "linemanagername", "manager", "managername", "supervisor", "supervisorname", "reportsto", "reportingmanager",
    "reportingmanagername", "workphone", "worktelephone", "worktel", "workmobile", "extension", "officephone", "continuousservicedate",
    "originalhiredate", "employeecategory", "fulltimeparttime", "ftpt", "lengthofservice", "reasonforleaving", "leavingreason",
    "line", "whatiswrongandwhattodo", "rownumber", "rowno", "effectivedate", "extractdate",
];

/// A heading as it is compared: small letters and digits only, without what stands in brackets at its end.
pub fn heading_key(heading: &str) -> String {
    let without = match heading.trim_end().strip_suffix(')') {
        Some(inside) => inside
            .rsplit_once('(')
            .map_or(heading, |(before, _)| before),
        None => heading,
    };
    let key: String = folded(without)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    if key.is_empty() {
        folded(heading)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    } else {
        key
    }
}

/// What a heading means by itself, with how sure its name is: 0 is the surest.
///
/// A heading that is read by one of its names is that, whatever else is in it; else one that speaks of something private
/// is private, even where only a part of it does.
pub fn meaning_of(heading: &str) -> (Meaning, usize) {
    let key = heading_key(heading);
    for column in Column::ALL {
        if let Some(rank) = column.names().iter().position(|name| *name == key) {
            return (Meaning::Column(column), rank);
        }
    }
    if NOT_NEEDED.contains(&key.as_str()) {
        return (Meaning::NotNeeded, 0);
    }
    let private = Private::ALL.iter().find(|(_, whole, parts)| {
        whole.contains(&key.as_str()) || parts.iter().any(|part| key.contains(part))
    });
    match private {
        Some((private, ..)) => (Meaning::Private(*private), 0),
        None => (Meaning::Unknown, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_systems_mean_the_same() {
        for (heading, column) in [
            ("Employee Number", Column::StaffNumber),
            ("employee_number", Column::StaffNumber),
            ("EMPLOYEE NO.", Column::StaffNumber),
            ("Personal Reference", Column::StaffNumber),
            ("Assignment Number", Column::AssignmentNumber),
            ("E-mail address (work)", Column::Email),
            ("Org Unit Name", Column::Team),
            ("Position Title", Column::JobTitle),
            ("Supervisor Employee Number", Column::ManagerNumber),
            ("Start Date in Position", Column::PostStartsOn),
            ("Occupancy start date (dd/mm/yyyy)", Column::PostStartsOn),
            ("Assignment Category", Column::Contract),
            ("Assignment Status", Column::Absence),
            ("Payroll number", Column::StaffNumber),
        ] {
            assert_eq!(meaning_of(heading).0, Meaning::Column(column), "{heading}");
        }
    }

    #[test]
    fn what_is_private_is_known_by_its_heading() {
        for (heading, private) in [
            ("Date of Birth", Private::Birth),
            ("DOB", Private::Birth),
            ("NI Number", Private::Insurance),
            ("National Insurance No", Private::Insurance),
            ("Ethnic Origin", Private::Equality),
            ("Gender", Private::Equality),
            ("Disability (Y/N)", Private::Health),
            ("Sickness reason", Private::Health),
            ("Annual salary £", Private::Pay),
            ("Spinal point / Pay scale", Private::Pay),
            ("Grade", Private::Pay),
            ("Home Address Line 1", Private::Home),
            ("Personal e-mail", Private::Home),
        ] {
            assert_eq!(
                meaning_of(heading).0,
                Meaning::Private(private),
                "{heading}"
            );
        }
    }

    #[test]
    fn nobody_is_asked_about_what_is_known_and_not_needed() {
        for heading in [
            "FTE",
            "Cost Centre",
            "Title",
            "Line manager",
            "Work Location",
            "DBS role",
        ] {
            assert_eq!(meaning_of(heading).0, Meaning::NotNeeded, "{heading}");
        }
        assert_eq!(meaning_of("Col 17").0, Meaning::Unknown);
    }

    #[test]
    fn no_name_means_two_things() {
        let mut seen = std::collections::BTreeMap::new();
        for column in Column::ALL {
            for name in column.names() {
                assert_eq!(heading_key(name), *name, "written as it is compared");
                let other = seen.insert(*name, column);
                assert_eq!(other, None, "{name} is a name of {column:?}");
            }
        }
        for name in NOT_NEEDED {
            assert!(!seen.contains_key(name), "{name} is read");
        }
    }

    #[test]
    fn a_meaning_is_kept_under_a_word_and_only_some_can_be_chosen() {
        let columns = Column::ALL.into_iter().map(Meaning::Column);
        for meaning in columns.chain([Meaning::NotNeeded]) {
            assert_eq!(Meaning::choice(meaning.code()), Some(meaning));
        }
        for (private, ..) in Private::ALL {
            let meaning = Meaning::Private(private);
            assert_eq!(Meaning::from_code(meaning.code()), meaning);
            assert_eq!(Meaning::choice(meaning.code()), None);
        }
        assert_eq!(Meaning::choice("salary"), None);
    }
}
