//! The filters of the list and of the month view.

use crate::{
    ui::{
        CheckboxSize, Checkboxes, Choice, Field, FilterGroup, InputType, Link, Select, TextInput,
    },
    web::{Fields, Problem, Visit},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    calendar,
    ids::{CourseId, DistrictId},
};
use leptos::prelude::*;
use store::{
    catalogue::{self, CourseRow},
    framework::in_force,
    organisations,
    sessions::Filter,
};

/// What there is to choose in the filters.
pub(super) struct Offered {
    pub courses: Vec<CourseRow>,
    levels: Vec<(String, String)>,
    districts: Vec<(DistrictId, String)>,
}

impl Offered {
    /// Reads it: three queries.
    pub async fn read(visit: &Visit) -> Result<Self, Problem> {
        let services = visit.services();
        let framework = in_force(services, visit.today).await?;
        let levels = framework.iter().flat_map(|f| &f.framework.levels);
        let districts = organisations::districts(services).await?.into_iter();
        Ok(Self {
            courses: catalogue::courses(services).await?,
            levels: levels
                .map(|level| (level.code.clone(), level.title.clone()))
                .collect(),
            districts: districts.map(|one| (one.id, one.name)).collect(),
        })
    }

    /// What to look for, as the address says.
    pub fn filter(&self, query: &Fields, now: DateTime<Utc>) -> Filter {
        let day = |name: &str| query.text(name).parse::<NaiveDate>().ok();
        let midnight = |day: NaiveDate| calendar::at_time(day, NaiveTime::MIN);
        let from = day("from").and_then(midnight);
        let after = day("to").and_then(|day| day.checked_add_days(Days::new(1)));
        Filter {
            courses: self.courses_of(query),
            district: query.read::<DistrictId>("district"),
            from: from.map_or(now, |at| at.max(now)),
            until: after.and_then(midnight),
            has_places: query.text("places") == "left",
            is_online: query.text("online") == "online",
            page: query.read("page").unwrap_or(1).max(1),
        }
    }

    /// The courses of the level and the course in the address; none for all.
    fn courses_of(&self, query: &Fields) -> Option<Vec<CourseId>> {
        let (level, course) = (query.text("level"), query.text("course"));
        if level.is_empty() && course.is_empty() {
            return None;
        }
        let of_level = |row: &&CourseRow| level.is_empty() || row.course.towards(level).is_some();
        let is_chosen = |row: &&CourseRow| course.is_empty() || row.id.to_string() == course;
        let rows = self.courses.iter().filter(of_level).filter(is_chosen);
        Some(rows.map(|row| row.id).collect())
    }

    /// The fields of the filters.
    pub fn fields(&self, query: &Fields, days: Range) -> AnyView {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(query.text(name));
        let levels = choices("All levels", self.levels.iter().cloned());
        let courses = self.courses.iter();
        let courses = courses.map(|row| (row.id.to_string(), row.course.title.clone()));
        let courses = choices("All courses", courses);
        let districts = self.districts.iter();
        let districts = districts.map(|(id, name)| (id.to_string(), name.clone()));
        let districts = choices("All districts", districts);
        let left = vec![Choice::new("left", "With places left")];
        let online = vec![Choice::new("online", "Online")];
        let range = (days == Range::Asked).then(|| {
            view! {
                <TextInput field=field("from", "From") kind=InputType::Date/>
                <TextInput field=field("to", "To") kind=InputType::Date/>
            }
        });
        view! {
            <Select field=field("level", "Level") choices=levels/>
            <Select field=field("course", "Course") choices=courses/>
            <Select field=field("district", "District") choices=districts/>
            {range}
            <Checkboxes field=field("places", "Places") choices=left size=CheckboxSize::Small/>
            <Checkboxes field=field("online", "Where") choices=online size=CheckboxSize::Small/>
        }
        .into_any()
    }

    /// The filters that narrow the list now. Each leads to the list without it.
    pub fn selected(&self, query: &Fields) -> Vec<FilterGroup> {
        let known = |found: Option<&String>| found.cloned().unwrap_or_else(|| "Unknown".to_owned());
        let named = |name: &str| {
            let code = query.text(name);
            match name {
                "level" => known(self.levels.iter().find(|l| l.0 == code).map(|l| &l.1)),
                "course" => {
                    let found = self.courses.iter().find(|row| row.id.to_string() == code);
                    known(found.map(|row| &row.course.title))
                }
                "district" => {
                    let found = self.districts.iter().find(|one| one.0.to_string() == code);
                    known(found.map(|one| &one.1))
                }
                "from" | "to" => {
                    let day = code.parse().map(calendar::day);
                    day.unwrap_or_else(|_| code.to_owned())
                }
                "places" => "With places left".to_owned(),
                _ => "Online".to_owned(),
            }
        };
        let headings = [
            ("level", "Level"),
            ("course", "Course"),
            ("district", "District"),
            ("from", "From"),
            ("to", "To"),
            ("places", "Places"),
            ("online", "Where"),
        ];
        let chosen = headings
            .into_iter()
            .filter(|(name, _)| !query.text(name).is_empty());
        let group = |(name, heading): (&str, &str)| {
            let without = format!("/sessions?{}", query.with(&[(name, ""), ("page", "")]));
            FilterGroup::new(heading, vec![Link::new(named(name), without)])
        };
        chosen.map(group).collect()
    }
}

/// Whether the filters ask from when to when.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// They do.
    Asked,
    /// The page shows a month.
    Month,
}

fn choices(all: &str, each: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    let each = each.map(|(code, text)| Choice::new(code, text));
    std::iter::once(Choice::new("", all)).chain(each).collect()
}
