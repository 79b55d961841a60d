//! What the certificate says, word for word.

use chrono::NaiveDate;
use domain::certificates::CertificateFacts;

use crate::page::About;
use crate::refusal::{CannotDraw, Field};
use crate::text::{missing, tidy};

/// What the certificate says; every text is tidy and can be drawn.
pub struct Wording {
    /// The board's name.
    pub board: String,
    /// "Certificate of achievement" where there was an assessment, else "of completion".
    pub heading: &'static str,
    /// The learner's name.
    pub learner: String,
    /// What stands between the name and the course.
    pub has_done: &'static str,
    /// The course.
    pub course: String,
    /// The level, where one is known.
    pub level: Option<String>,
    /// Labels and values of the strip.
    pub details: Vec<(&'static str, String)>,
    /// What the learner can do now.
    pub outcomes: Vec<String>,
    /// Who signs.
    pub signatory: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// The dates of issue and expiry.
    pub dates: Vec<String>,
    /// Serial, revision and version, in one line.
    pub serial: String,
    /// The address to check it at, as it is printed.
    pub check_url: String,
    /// The same as it is followed.
    pub check_link: String,
    /// What the file says about itself.
    pub about: About,
}

impl Wording {
    /// What the certificate of these facts says.
    ///
    /// # Errors
    /// When a text cannot be drawn, a needed one is empty, or the address is none.
    pub fn of(facts: &CertificateFacts) -> Result<Self, CannotDraw> {
        let learner = needed(&facts.learner_name, Field::LearnerName)?;
        let board = needed(&facts.board_name, Field::BoardName)?;
        let course = needed(&facts.course, Field::Course)?;
        let (heading, has_done) = match facts.score {
            Some(_) => ("Certificate of achievement", "has passed"),
            None => ("Certificate of completion", "has completed"),
        };
        let check_url = address(&facts.check_url)?;
        Ok(Self {
            about: about(facts, heading, &learner, &board, &course),
            level: optional(&facts.level, Field::Level)?.map(|level| format!("Level: {level}")),
            details: details(facts)?,
            outcomes: outcomes(facts)?,
            signatory: optional(&facts.signatory_name, Field::SignatoryName)?,
            role: optional(&facts.signatory_role, Field::SignatoryRole)?,
            dates: dates(facts),
            serial: serial(facts)?,
            check_link: followed(&check_url),
            check_url,
            board,
            heading,
            learner,
            has_done,
            course,
        })
    }
}

fn about(
    facts: &CertificateFacts,
    heading: &str,
    learner: &str,
    board: &str,
    course: &str,
) -> About {
    About {
        title: format!("{heading}: {learner}, {course}"),
        author: board.to_owned(),
        subject: format!("{heading} of {learner} in {course}, issued by {board}"),
        on: facts.issued_on,
    }
}

fn details(facts: &CertificateFacts) -> Result<Vec<(&'static str, String)>, CannotDraw> {
    let mut details = vec![("Completed on", day(facts.completed_on))];
    if let Some(mode) = optional(&facts.mode, Field::Mode)? {
        details.push(("Delivery", mode));
    }
    if facts.cpd_minutes > 0 {
        details.push(("CPD time", minutes(facts.cpd_minutes)));
    }
    if let Some((right, questions)) = facts.score {
        details.push(("Score", format!("{right} out of {questions}")));
    }
    Ok(details)
}

fn outcomes(facts: &CertificateFacts) -> Result<Vec<String>, CannotDraw> {
    let said = facts
        .outcomes
        .iter()
        .map(|outcome| optional(outcome, Field::Outcomes));
    Ok(said
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

fn dates(facts: &CertificateFacts) -> Vec<String> {
    let mut dates = vec![format!("Issued on {}", day(facts.issued_on))];
    dates.extend(
        facts
            .valid_until
            .map(|until| format!("Valid until {}", day(until))),
    );
    dates
}

fn serial(facts: &CertificateFacts) -> Result<String, CannotDraw> {
    let serial = needed(&facts.serial, Field::Serial)?;
    let mut said = format!("Certificate {serial}, revision {}", facts.revision);
    if let Some(version) = optional(&facts.content_version, Field::ContentVersion)? {
        said.push_str(", content version ");
        said.push_str(&version);
    }
    Ok(said)
}

/// 22 November 2026.
fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn minutes(count: u32) -> String {
    match count {
        1 => "1 minute".to_owned(),
        _ => format!("{count} minutes"),
    }
}

fn needed(text: &str, field: Field) -> Result<String, CannotDraw> {
    optional(text, field)?.ok_or(CannotDraw::Empty { field })
}

/// `text` tidied, or `None` where nothing of it can be seen.
fn optional(text: &str, field: Field) -> Result<Option<String>, CannotDraw> {
    let text = tidy(text);
    let characters = missing(&text);
    if !characters.is_empty() {
        return Err(CannotDraw::NoSuchCharacters {
            field: Some(field),
            characters,
        });
    }
    Ok((!text.is_empty()).then_some(text))
}

fn address(address: &str) -> Result<String, CannotDraw> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    let is_address = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(' '));
    if !is_address || tidy(address) != address {
        return Err(CannotDraw::NotAnAddress);
    }
    needed(address, Field::CheckUrl)
}

/// The address with everything beyond ASCII written in percent signs, as links need it.
fn followed(address: &str) -> String {
    let written = |byte: u8| {
        if byte.is_ascii_graphic() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    address.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_dates_and_minutes_as_people_write_them() {
        assert_eq!(
            day(NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()),
            "5 March 2026"
        );
        assert_eq!(
            (minutes(1), minutes(90)),
            ("1 minute".to_owned(), "90 minutes".to_owned())
        );
    }

    #[test]
    fn nobody_is_led_anywhere_but_to_a_web_page() {
        for bad in [
            "javascript:alert(1)",
            "example.org",
            "https://",
            "https://a b",
            "https://a\u{202E}b",
        ] {
            assert_eq!(address(bad), Err(CannotDraw::NotAnAddress), "{bad}");
        }
        assert_eq!(
            followed("https://example.org/é"),
            "https://example.org/%C3%A9"
        );
    }
}
