//! A table of a TOML file, read key by key.
//!
//! Each kind of value has its own method; what is missing or of another kind is noted as a fault, and reading goes on
//! with something in its place. [`Entry::finish`] notes the keys that nobody asked for.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{At, Passage};
use crate::near;

/// A table and where it stands.
pub(crate) struct Entry<'t> {
    /// The text it is part of.
    pub(crate) passage: Passage<'t>,
    /// Where it begins.
    pub(crate) at: usize,
    /// What it is called in faults: `the question "debt"`.
    pub(crate) what: String,
    table: &'t DeTable<'t>,
    known: RefCell<Vec<&'static str>>,
}

impl<'t> Entry<'t> {
    pub(crate) fn new(
        passage: Passage<'t>,
        table: &'t DeTable<'t>,
        at: usize,
        what: String,
    ) -> Self {
        Entry {
            passage,
            at,
            what,
            table,
            known: RefCell::default(),
        }
    }

    /// From here on, faults call it by `name` too: `the question "debt"`.
    pub(crate) fn name(&mut self, name: &str) {
        if !name.is_empty() {
            self.what = format!("{} \"{name}\"", self.what);
        }
    }

    /// Notes a fault at the head of this entry; `wrong` begins after what the entry is called.
    pub(crate) fn fault(&self, wrong: &str, right: impl Into<String>) {
        self.passage
            .fault(self.at, format!("{} {wrong}", self.what), right);
    }

    /// Text that has to be there and say something.
    pub(crate) fn text(&self, key: &'static str) -> At<String> {
        let text = self
            .required(key, "\"…\"")
            .and_then(|value| self.said(key, value));
        text.unwrap_or(At {
            value: String::new(),
            at: self.at,
        })
    }

    /// Like [`Entry::text`], and may hold words in double braces.
    pub(crate) fn text_to_fill(&self, key: &'static str) -> At<String> {
        let text = self
            .required(key, "\"…\"")
            .and_then(|value| self.said_or_filled(key, value));
        text.unwrap_or(At {
            value: String::new(),
            at: self.at,
        })
    }

    /// Text that may be missing, and says something where it is there.
    pub(crate) fn optional_text(&self, key: &'static str) -> Option<At<String>> {
        self.find(key).and_then(|value| self.said(key, value))
    }

    /// A whole number that has to be there.
    pub(crate) fn number(&self, key: &'static str, range: &RangeInclusive<u32>) -> At<u32> {
        let number = self.required(key, &range.start().to_string());
        let number = number.and_then(|value| self.counted(key, value, range));
        number.unwrap_or(At {
            value: *range.start(),
            at: self.at,
        })
    }

    /// A whole number that may be missing.
    pub(crate) fn optional_number(
        &self,
        key: &'static str,
        range: &RangeInclusive<u32>,
    ) -> Option<At<u32>> {
        self.find(key)
            .and_then(|value| self.counted(key, value, range))
    }

    /// A list of whole numbers that has to be there and may be empty.
    pub(crate) fn numbers(&self, key: &'static str, range: &RangeInclusive<u32>) -> Vec<At<u32>> {
        let Some(value) = self.required(key, "[]") else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.other_kind(key, value, "[60, 30]");
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|value| self.counted(key, value, range))
            .collect()
    }

    /// True or false; false where it is missing.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.find(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.other_kind(key, value, "true");
            false
        })
    }

    /// A day that has to be there.
    pub(crate) fn date(&self, key: &'static str) -> NaiveDate {
        let day = self.required(key, "2026-01-31");
        day.and_then(|value| self.dated(key, value))
            .unwrap_or_default()
    }

    /// A day that may be missing.
    pub(crate) fn optional_date(&self, key: &'static str) -> Option<NaiveDate> {
        self.find(key).and_then(|value| self.dated(key, value))
    }

    /// A list of texts that has to be there and hold at least one.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.required(key, "[\"…\"]") else {
            return Vec::new();
        };
        let texts = self.listed(key, value);
        if value.get_ref().as_array().is_some_and(|all| all.is_empty()) {
            let wrong = format!("\"{key}\" is empty.");
            self.passage
                .fault(value.span().start, wrong, format!("Write {key} = [\"…\"]."));
        }
        texts
    }

    /// A list of texts that may be missing or empty.
    pub(crate) fn optional_texts(&self, key: &'static str) -> Vec<At<String>> {
        self.find(key)
            .map(|value| self.listed(key, value))
            .unwrap_or_default()
    }

    /// One of a few words that has to be there.
    pub(crate) fn one_of<T: Copy>(
        &self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let known: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let value = self.required(key, &format!("\"{}\"", known[0]))?;
        let word = self.said(key, value)?;
        let choice = choices.iter().find(|(known, _)| *known == word.value);
        if choice.is_none() {
            let wrong = format!("\"{key}\" cannot be \"{}\".", word.value);
            self.passage
                .fault(word.at, wrong, near::suggest(&word.value, &known));
        }
        choice.map(|(_, choice)| *choice)
    }

    /// The tables under `key`, each called `what`; none where there are none.
    pub(crate) fn tables(&self, key: &'static str, what: &str) -> Vec<Entry<'t>> {
        let Some(value) = self.find(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.other_kind(key, value, "[{ … }]");
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|value| self.inner(key, value, what))
            .collect()
    }

    /// The one table under `key`, called `what`.
    pub(crate) fn table(&self, key: &'static str, what: &str) -> Option<Entry<'t>> {
        self.find(key)
            .and_then(|value| self.inner(key, value, what))
    }

    /// Like [`Entry::table`], for one that has to be there.
    pub(crate) fn required_table(&self, key: &'static str, what: &str) -> Option<Entry<'t>> {
        self.required(key, "{ … }")
            .and_then(|value| self.inner(key, value, what))
    }

    /// Notes a fault if there is a `key`, which makes no sense in this entry.
    pub(crate) fn has_no(&self, key: &'static str, why: &str, right: &str) {
        if let Some(value) = self.find(key) {
            let wrong = format!("{} has \"{key}\", but {why}.", self.what);
            self.passage.fault(value.span().start, wrong, right);
        }
    }

    /// Notes every key that was not asked for.
    pub(crate) fn finish(self) {
        let known = self.known.borrow();
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let wrong = format!("{} has an unknown key \"{}\".", self.what, key.get_ref());
                self.passage.fault(
                    key.span().start,
                    wrong,
                    near::suggest(key.get_ref(), &known),
                );
            }
        }
    }

    fn find(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.known.borrow().contains(&key) {
            self.known.borrow_mut().push(key);
        }
        self.table.get(key)
    }

    fn required(&self, key: &'static str, example: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.find(key);
        if value.is_none() {
            self.fault(
                &format!("has no \"{key}\"."),
                format!("Add {key} = {example}."),
            );
        }
        value
    }

    fn inner(&self, key: &str, value: &'t Spanned<DeValue<'t>>, what: &str) -> Option<Entry<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.other_kind(key, value, "{ … }");
        }
        table.map(|table| Entry::new(self.passage, table, value.span().start, what.to_owned()))
    }

    fn other_kind(&self, key: &str, value: &Spanned<DeValue<'_>>, example: &str) {
        let wrong = format!(
            "\"{key}\" is of the wrong kind: {}.",
            value.get_ref().type_str()
        );
        self.passage.fault(
            value.span().start,
            wrong,
            format!("Write it as {key} = {example}."),
        );
    }

    fn said(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<At<String>> {
        let text = self.said_or_filled(key, value);
        for _ in text.iter().filter(|text| text.value.contains("{{")) {
            let wrong =
                format!("\"{key}\" has a word in double braces, and nothing fills it in here.");
            let right = "Write it out, or say it in the text of the screen.";
            self.passage.fault(value.span().start, wrong, right);
        }
        text
    }

    fn said_or_filled(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<At<String>> {
        let at = value.span().start;
        let Some(text) = value.get_ref().as_str() else {
            self.other_kind(key, value, "\"…\"");
            return None;
        };
        if text.trim().is_empty() {
            self.passage
                .fault(at, format!("\"{key}\" is empty."), "Write something in it.");
        }
        Some(At {
            value: text.trim().to_owned(),
            at,
        })
    }

    fn listed(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<At<String>> {
        let Some(array) = value.get_ref().as_array() else {
            self.other_kind(key, value, "[\"…\"]");
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|value| self.said(key, value))
            .collect()
    }

    fn dated(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<NaiveDate> {
        let day = as_date(value.get_ref());
        if day.is_none() {
            let wrong = format!("\"{key}\" is not a day of the calendar.");
            let right = format!("Write the day without quotes, as in {key} = 2026-01-31.");
            self.passage.fault(value.span().start, wrong, right);
        }
        day
    }

    fn counted(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        range: &RangeInclusive<u32>,
    ) -> Option<At<u32>> {
        let at = value.span().start;
        let Some(integer) = value.get_ref().as_integer() else {
            self.other_kind(key, value, &range.start().to_string());
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let right = if *range.end() == u32::MAX {
                format!("Write a whole number of at least {}.", range.start())
            } else {
                format!(
                    "Write a whole number from {} to {}.",
                    range.start(),
                    range.end()
                )
            };
            self.passage
                .fault(at, format!("\"{key}\" cannot be {integer}."), right);
        }
        number.map(|value| At { value, at })
    }
}

fn as_date(value: &DeValue<'_>) -> Option<NaiveDate> {
    let moment = value.as_datetime().filter(|moment| moment.time.is_none())?;
    let date = moment.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
