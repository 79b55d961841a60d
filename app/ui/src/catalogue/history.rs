//! What a course was before.

use super::{
    course::found,
    words::{length_of, price_of, provider_of, worth},
};
use crate::{
    ui::{BackLink, Content, PageHeading, Timeline, TimelineItem, TwoThirds},
    web::{Answer, Page, Problem, Visit},
};
use chrono::SecondsFormat;
use domain::{access::EditCatalogue, calendar, catalogue::Course};
use leptos::prelude::*;
use store::catalogue::{self, CourseChange};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(EditCatalogue {})?;
    let row = found(&visit).await?;
    let changes = catalogue::history(visit.services(), &permit, row.id).await?;
    let back = format!("/menu/{}", row.id);
    Ok(
        Page::new(format!("History of {}", row.course.title), move || {
            let items = items(&changes);
            view! {
                <TwoThirds>
                    <PageHeading text="History" caption=row.course.title/>
                    <Timeline items=items/>
                </TwoThirds>
            }
        })
        .section("/learn")
        .before(move || view! { <BackLink href=back/> })
        .into(),
    )
}

/// The latest change first; each is compared with the one before it.
fn items(changes: &[CourseChange]) -> Vec<TimelineItem> {
    let item = |(place, change): (usize, &CourseChange)| {
        let before = changes.get(place + 1);
        let title = match before {
            None => "Added".to_owned(),
            Some(before) if before.edition == change.edition => "Changed".to_owned(),
            Some(_) => format!("Changed: edition {}", change.edition),
        };
        let item = TimelineItem::new(
            title,
            calendar::moment(change.changed_at),
            change.changed_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        );
        let by = change.changed_by.clone();
        let item = item.by(by.unwrap_or_else(|| "the program".to_owned()));
        match before {
            None => item,
            Some(before) => item.detail(differences(&before.course, &change.course)),
        }
    };
    changes.iter().enumerate().map(item).collect()
}

fn differences(before: &Course, after: &Course) -> Content {
    let items: Vec<_> = said(before, after)
        .into_iter()
        .map(|one| view! { <li>{one}</li> })
        .collect();
    view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }
        .into_any()
        .into()
}

/// Every fact that differs, as it was and as it became.
fn said(before: &Course, after: &Course) -> Vec<String> {
    let facts = |course: &Course| {
        let satisfies: Vec<_> = course
            .satisfies
            .iter()
            .map(|one| format!("{}: {}", one.level, worth(one)))
            .collect();
        let plan = course.lesson_plan.as_ref();
        let plan =
            plan.map(|plan| format!("signed off by {} on {}", plan.by, calendar::day(plan.on)));
        [
            ("Title", course.title.clone()),
            ("Provider", provider_of(course)),
            ("Delivery", course.mode.title().to_owned()),
            ("Length", length_of(course)),
            ("Aim", course.aim.clone()),
            ("Objectives", course.objectives.join("; ")),
            ("Price", price_of(course)),
            ("Counts towards", satisfies.join("; ")),
            ("Web address", course.web.clone().unwrap_or_default()),
            ("Lesson plan", plan.unwrap_or_default()),
            (
                "Not offered from",
                course.withdrawn_on.map(calendar::day).unwrap_or_default(),
            ),
        ]
    };
    let nothing = |text: String| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            text
        }
    };
    facts(before)
        .into_iter()
        .zip(facts(after))
        .filter(|((_, was), (_, is))| was != is)
        .map(|((what, was), (_, is))| format!("{what}: {}, before {}", nothing(is), nothing(was)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        catalogue::{Mode, Origin, Price, Satisfies},
        records::Worth,
    };

    #[test]
    fn a_change_says_what_was_and_what_is() {
        let before = Course {
            title: "Half a day".to_owned(),
            origin: Origin::Outside,
            provider: "The board".to_owned(),
            mode: Mode::FaceToFace,
            minutes: Some(180),
            aim: "Safe conversations".to_owned(),
            objectives: vec![],
            price: None,
            satisfies: vec![Satisfies {
                level: "FP".to_owned(),
                worth: Worth::Level,
                missing: String::new(),
            }],
            web: None,
            lesson_plan: None,
            withdrawn_on: None,
        };
        let after = Course {
            minutes: Some(90),
            price: Some(Price(4500)),
            withdrawn_on: chrono::NaiveDate::from_ymd_opt(2027, 1, 1),
            ..before.clone()
        };
        assert_eq!(
            said(&before, &after),
            [
                "Length: 1 hour 30 minutes, before 3 hours",
                "Price: £45, before Not stated",
                "Not offered from: 1 January 2027, before nothing",
            ]
        );
        assert!(said(&before, &before).is_empty());
    }
}
