//! What the directory is searched for, kept in its address.

use super::level_title;
use crate::{
    ui::{Choice, Field, FilterGroup, InputType, Link, Select, TextInput},
    web::{Fields, Problem, Visit},
};
use domain::{directory::Topic, framework::Framework};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    directory::{Sight, Sought},
    organisations,
};

/// What is asked, and what can be chosen.
pub(super) struct Asked {
    pub sought: Sought,
    pub query: Fields,
    pub framework: Option<Arc<Framework>>,
    districts: Vec<(String, String)>,
    organisations: Vec<(String, String)>,
}

impl Asked {
    /// Reads the address: two queries for what there is to choose.
    pub async fn read(visit: &Visit, sight: &Sight) -> Result<Self, Problem> {
        let query = visit.query.clone();
        let seen = |district: &str| sight.parts.iter().any(|part| part.name == district);
        let organisations = organisations::organisations(visit.services()).await?;
        let organisations = organisations.into_iter().filter(|one| seen(&one.district));
        let parts = sight.parts.iter();
        Ok(Self {
            sought: Sought {
                district: query.read("district"),
                organisation: query.read("organisation"),
                level: query.text("level").to_owned(),
                topic: Topic::from_code(query.text("topic")),
                language: query.text("language").to_owned(),
                name: query.text("q").to_owned(),
            },
            framework: super::framework(visit).await?,
            districts: parts
                .map(|part| (part.district.to_string(), part.name.clone()))
                .collect(),
            organisations: organisations
                .map(|one| (one.id.to_string(), one.name))
                .collect(),
            query,
        })
    }

    /// The same page with something changed.
    pub fn href(&self, changes: &[(&str, &str)]) -> String {
        match self.query.with(changes).as_str() {
            "" => "/directory".to_owned(),
            query => format!("/directory?{query}"),
        }
    }

    fn levels(&self) -> Vec<(String, String)> {
        let levels = self.framework.iter().flat_map(|f| &f.levels);
        levels
            .map(|level| (level.code.clone(), level.title.clone()))
            .collect()
    }

    /// The fields beside the list.
    pub fn fields(&self) -> AnyView {
        let text = |name: &str, label: &str| {
            let value = self.query.text(name);
            Field::new(name).label(label).value(value)
        };
        let several = self.districts.len() > 1;
        let district = several.then(|| {
            let (field, all) = (text("district", "District"), "All districts you may see");
            view! { <Select field=field choices=choices(all, &self.districts)/> }
        });
        let topics = Topic::ALL.map(|topic| (topic.code().to_owned(), topic.title().to_owned()));
        let organisations = choices("All organisations", &self.organisations);
        view! {
            <TextInput field=text("q", "Name") kind=InputType::Search/>
            {district}
            <Select field=text("organisation", "Organisation") choices=organisations/>
            <Select field=text("level", "Trained in") choices=choices("All training", &self.levels())/>
            <Select field=text("topic", "Can be asked about") choices=choices("Anything", &topics)/>
            <TextInput field=text("language", "Language")/>
        }
        .into_any()
    }

    /// What the list is narrowed to, each with a link that takes it away.
    pub fn selected(&self) -> Vec<FilterGroup> {
        let named = |list: &[(String, String)], code: &str| {
            let found = list.iter().find(|(known, _)| known == code);
            found.map_or_else(|| "Unknown".to_owned(), |(_, text)| text.clone())
        };
        let said = |name: &str, value: &str| match name {
            "district" => named(&self.districts, value),
            "organisation" => named(&self.organisations, value),
            "level" => level_title(self.framework.as_deref(), value),
            "topic" => Topic::from_code(value)
                .map_or("Unknown", Topic::title)
                .to_owned(),
            _ => value.to_owned(),
        };
        let kinds = [
            ("q", "Name"),
            ("district", "District"),
            ("organisation", "Organisation"),
            ("level", "Trained in"),
            ("topic", "Can be asked about"),
            ("language", "Language"),
        ];
        let chosen = kinds.into_iter().filter_map(|(name, heading)| {
            let value = self.query.text(name);
            let without = self.href(&[(name, ""), ("page", "")]);
            let link = Link::new(said(name, value), without);
            (!value.is_empty()).then(|| FilterGroup::new(heading, vec![link]))
        });
        chosen.collect()
    }
}

fn choices(all: &str, offered: &[(String, String)]) -> Vec<Choice> {
    let offered = offered
        .iter()
        .map(|(code, text)| Choice::new(code.clone(), text.clone()));
    std::iter::once(Choice::new("", all))
        .chain(offered)
        .collect()
}
