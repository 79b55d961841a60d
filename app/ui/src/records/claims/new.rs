//! Claiming training done elsewhere, for oneself or for somebody one looks after.

use super::seen::may_see;
use crate::{
    ui::{
        Autocomplete, BackLink, Button, ButtonGroup, Choice, DateInput, Field, FileUpload,
        LabelKind, PageHeading, Select, Size, Spellcheck, TextInput, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Sends, Upload, Visit, see,
        typed::{date, date_field, line, prose, required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{
    access::{ClaimTraining, Permit},
    calendar,
    ids::PersonId,
    records::{evidence_kind, evidence_name, may_have_completed},
};
use leptos::prelude::*;
use store::{
    catalogue::{self, CourseRow},
    people,
    records::{self, Claimed, NewClaim, NewEvidence},
};

/// The choice of a course that is not on the menu.
const OTHER: &str = "other";

/// The longest note, in characters.
pub(super) const LONGEST: usize = 1000;

/// Whom the claim is for.
struct For {
    permit: Permit<ClaimTraining>,
    /// The name, when it is somebody else.
    name: Option<String>,
    /// Where the visitor comes from.
    back: String,
}

/// The person in the address, or the visitor.
async fn whom(visit: &Visit) -> Result<For, Problem> {
    let own = visit.person()?;
    let person: PersonId = match visit.query.text("person") {
        "" => own,
        id => id.parse().map_err(|_| Problem::NotFound)?,
    };
    let seen = may_see(visit, person).await?;
    let target = seen.act().target.clone();
    let permit = visit.permit(ClaimTraining { target })?;
    let is_own = person == own;
    let named = people::name_of(visit.services(), &seen).await?;
    Ok(For {
        permit,
        name: named.map(|(name, _)| name).filter(|_| !is_own),
        back: if is_own {
            "/my-training".to_owned()
        } else {
            format!("/people/{person}")
        },
    })
}

/// The questions with what was answered.
#[derive(Clone)]
struct ClaimForm {
    course: Field,
    title: Field,
    provider: Field,
    completed_on: Field,
    evidence: Field,
    note: Field,
}

impl ClaimForm {
    /// `course` is what is chosen before anything has been typed.
    fn of(typed: &Fields, course: &str) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        let chosen = match typed.text("course") {
            "" => course,
            typed => typed,
        };
        Self {
            course: Field::new("course")
                .label("Which course was it?")
                .value(chosen),
            title: field("title", "Its title, if it is not in the list"),
            provider: field("provider", "Who provided it, if it is not in the list"),
            completed_on: date_field(typed, "completed_on")
                .label("When was it completed?")
                .hint("For example, 27 3 2026"),
            evidence: evidence_field().label("The certificate, or a picture of it"),
            note: field("note", "Anything to add? (optional)")
                .hint("What helps whoever verifies it"),
        }
    }

    fn fields(&self) -> [&Field; 6] {
        [
            &self.course,
            &self.title,
            &self.provider,
            &self.completed_on,
            &self.evidence,
            &self.note,
        ]
    }

    /// What is claimed; none when something is wrong, which the fields then say.
    fn check(
        &mut self,
        courses: &[CourseRow],
        file: Option<&Upload>,
        today: NaiveDate,
    ) -> Option<NewClaim> {
        let chosen = self.course.current().to_owned();
        let row = courses.iter().find(|row| row.id.to_string() == chosen);
        let (title, provider) = match row {
            Some(row) => (row.course.title.clone(), row.course.provider.clone()),
            None if chosen == OTHER => (
                required(&mut self.title, "Title", "Enter the title of the course"),
                required(
                    &mut self.provider,
                    "Provider",
                    "Enter who provided the course",
                ),
            ),
            None => {
                wrong(
                    &mut self.course,
                    "Select the course, or that it is not in the list",
                );
                (String::new(), String::new())
            }
        };
        let completed_on = self.completed_on(row, today);
        let note = note(&mut self.note);
        let evidence = evidence(&mut self.evidence, file);
        if evidence.is_none() && self.evidence.error.is_none() {
            wrong(
                &mut self.evidence,
                "Select the certificate, or a picture of it",
            );
        }
        if self.fields().iter().any(|field| field.error.is_some()) {
            // A browser never fills a file in again.
            if file.is_some() {
                wrong(&mut self.evidence, "Select the file again");
            }
            return None;
        }
        Some(NewClaim {
            course: row.map(|row| (row.id, row.edition)),
            title,
            provider,
            completed_on: completed_on?,
            note,
            evidence: evidence?,
        })
    }

    fn completed_on(&mut self, row: Option<&CourseRow>, today: NaiveDate) -> Option<NaiveDate> {
        let day = date(&mut self.completed_on, "Date of completion");
        let withdrawn_on = row.and_then(|row| row.course.withdrawn_on);
        match day.map(|day| may_have_completed(day, today, withdrawn_on)) {
            None => wrong(
                &mut self.completed_on,
                "Enter the day on which it was completed",
            ),
            Some(Err(refusal)) => wrong(&mut self.completed_on, refusal.to_string()),
            Some(Ok(())) => {}
        }
        day
    }
}

/// The field that asks for a file.
pub(super) fn evidence_field() -> Field {
    Field::new("evidence").hint("A PDF, PNG or JPEG of up to 8 MB")
}

/// The file that was sent, told by its bytes, its name cleaned. None when there is none or it is not taken, which the
/// field then says.
pub(super) fn evidence(field: &mut Field, file: Option<&Upload>) -> Option<NewEvidence> {
    let file = file?;
    match evidence_kind(&file.bytes) {
        Ok(kind) => Some(NewEvidence {
            kind,
            name: evidence_name(&file.name, kind),
            bytes: file.bytes.to_vec(),
        }),
        Err(refusal) => {
            wrong(field, refusal.to_string());
            None
        }
    }
}

/// Words of up to a thousand characters.
pub(super) fn note(field: &mut Field) -> String {
    prose(field, "It", LONGEST)
}

pub(in crate::records) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let courses = catalogue::courses(visit.services()).await?;
    let form = ClaimForm::of(&Fields::default(), visit.query.text("course"));
    Ok(shown(whom, &form, &courses).into())
}

/// Claims it. The same form posted twice leads to the claim it made.
pub(in crate::records) async fn claim(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let courses = catalogue::courses(visit.services()).await?;
    let mut form = ClaimForm::of(&visit.form, "");
    let Some(new) = form.check(&courses, visit.file("evidence"), visit.today) else {
        return Ok(shown(whom, &form, &courses).into());
    };
    let (id, word) = match records::claim_training(visit.services(), &whom.permit, &new).await? {
        Claimed::Now(id) => (id, "claimed"),
        Claimed::Before(id) => (id, "before"),
    };
    Ok(see(format!("/claims/{id}?done={word}")))
}

fn shown(whom: For, form: &ClaimForm, courses: &[CourseRow]) -> Page {
    let (fields, choices) = (form.clone(), choices(courses));
    let (back, section) = (
        whom.back.clone(),
        if whom.name.is_some() {
            "/people"
        } else {
            "/my-training"
        },
    );
    Page::new("Claim training done elsewhere", move || {
        view(whom, fields, choices)
    })
    .section(section)
    .before(move || view! { <BackLink href=back/> })
    .errors(&form.fields())
}

fn choices(courses: &[CourseRow]) -> Vec<Choice> {
    let named = |row: &CourseRow| {
        let course = &row.course;
        let withdrawn = course
            .withdrawn_on
            .map(|day| format!(", until {}", calendar::day(day)))
            .unwrap_or_default();
        let text = format!("{} ({}{withdrawn})", course.title, line(&course.provider));
        Choice::new(row.id.to_string(), text)
    };
    let first = Choice::new("", "Select a course");
    let other = Choice::new(OTHER, "Another course, not in this list");
    std::iter::once(first)
        .chain(courses.iter().map(named))
        .chain([other])
        .collect()
}

fn view(whom: For, form: ClaimForm, choices: Vec<Choice>) -> AnyView {
    let said = match &whom.name {
        None => {
            "Somebody else who looks after your organisation verifies it. Until then it does not count."
        }
        Some(_) => "Somebody other than you verifies it. Until then it does not count.",
    };
    let caption = whom.name.unwrap_or_else(|| "My training".to_owned());
    view! {
        <TwoThirds>
            <PageHeading text="Claim training done elsewhere" caption=caption/>
            <p class="govuk-body">{said}</p>
            <Form sends=Sends::Files>
                <Select field=form.course choices=choices label=SMALL/>
                <TextInput field=form.title autocomplete=Autocomplete::Off label=SMALL/>
                <TextInput field=form.provider autocomplete=Autocomplete::Off label=SMALL/>
                <DateInput field=form.completed_on legend=SMALL/>
                <FileUpload field=form.evidence accept=".pdf,.png,.jpg,.jpeg" label=SMALL/>
                <Textarea field=form.note rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <ButtonGroup>
                    <Button text="Claim"/>
                    <a class="govuk-link" href=whom.back>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

    fn file(bytes: &'static [u8]) -> Upload {
        Upload {
            field: "evidence".to_owned(),
            name: "My certificate.PDF".to_owned(),
            bytes: axum::body::Bytes::from_static(bytes),
        }
    }

    const RIGHT: &str = "course=other&title=Half+a+day&provider=A+board&completed_on_day=1&completed_on_month=3&\
                         completed_on_year=2026";

    fn checked(text: &str, file: Option<&Upload>) -> (ClaimForm, Option<NewClaim>) {
        let mut form = ClaimForm::of(&Fields::parse(text), "");
        let claim = form.check(&[], file, TODAY);
        (form, claim)
    }

    #[test]
    fn a_course_that_is_not_on_the_menu_is_named_with_its_provider() {
        let pdf = file(b"%PDF-1.7");
        let claim = checked(RIGHT, Some(&pdf)).1.unwrap();
        assert_eq!((claim.title.as_str(), claim.course), ("Half a day", None));
        assert_eq!(claim.evidence.name, "my-certificate.pdf");
        let form = checked("course=other", Some(&pdf)).0;
        assert!(form.title.error.is_some() && form.provider.error.is_some());
    }

    #[test]
    fn nothing_is_claimed_without_evidence() {
        let form = checked(RIGHT, None).0;
        assert_eq!(
            form.evidence.error.as_deref(),
            Some("Select the certificate, or a picture of it")
        );
        let form = checked(RIGHT, Some(&file(b"MZ"))).0;
        assert_eq!(
            form.evidence.error.as_deref(),
            Some("The selected file must be a PDF, a PNG or a JPEG")
        );
    }

    #[test]
    fn when_something_else_is_wrong_the_file_has_to_be_selected_again() {
        let form = checked("course=other&title=x&provider=y", Some(&file(b"%PDF-1.7"))).0;
        assert_eq!(
            form.completed_on.error.as_deref(),
            Some("Enter the day on which it was completed")
        );
        assert_eq!(
            form.evidence.error.as_deref(),
            Some("Select the file again")
        );
    }
}
