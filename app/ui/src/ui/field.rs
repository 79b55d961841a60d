//! A form field as the page shows it: its name, its words, what was typed and what is wrong with it.
//!
//! Every id on the page comes from the name, so label, hint, message and error summary always
//! meet: `work_email` has the input `work-email`, the hint `work-email-hint` and the message
//! `work-email-error`.

/// One part of a date, as people type it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month as a number.
    Month,
    /// The year in four digits.
    Year,
}

impl DatePart {
    /// The three parts in the order in which they are asked.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The ending of the part's input: `day`, `month` or `year`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// A form field, ready to be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// What the form posts.
    pub name: String,
    /// The id of the input, or of the first one of several.
    pub id: String,
    /// The question or label.
    pub label: String,
    /// Help that everyone needs before answering.
    pub hint: Option<String>,
    /// What was typed or chosen; the three parts of a date in their order.
    pub values: Vec<String>,
    /// What is wrong, as a sentence that says how to put it right.
    pub error: Option<String>,
    wrong_parts: Vec<DatePart>,
    is_date: bool,
}

impl Field {
    /// A field that posts as `name`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            id: name.replace('_', "-"),
            name,
            ..Self::default()
        }
    }

    /// Gives the field another id, for a page that asks the same name twice.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Sets the question or label.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets what was typed or chosen.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.values = vec![value.into()];
        self
    }

    /// Sets everything that was chosen, for checkboxes.
    #[must_use]
    pub fn values<V: Into<String>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }

    /// Makes the field a date, with its parts as typed.
    #[must_use]
    pub fn date(
        mut self,
        day: impl Into<String>,
        month: impl Into<String>,
        year: impl Into<String>,
    ) -> Self {
        self.values = vec![day.into(), month.into(), year.into()];
        self.is_date = true;
        self
    }

    /// Sets what is wrong, if anything.
    #[must_use]
    pub fn error<E: Into<String>>(mut self, error: Option<E>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Says which parts of a date are wrong. Without it, a wrong date is wrong in all three.
    #[must_use]
    pub fn wrong_parts(mut self, parts: impl IntoIterator<Item = DatePart>) -> Self {
        self.wrong_parts = parts.into_iter().collect();
        self
    }

    /// What was typed; empty if nothing was.
    #[must_use]
    pub fn current(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// Whether `value` was chosen.
    #[must_use]
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }

    /// What was typed for a part of a date.
    #[must_use]
    pub fn part(&self, part: DatePart) -> &str {
        self.values.get(part as usize).map_or("", String::as_str)
    }

    /// Whether a part of the date is wrong.
    #[must_use]
    pub fn is_wrong(&self, part: DatePart) -> bool {
        self.error.is_some() && (self.wrong_parts.is_empty() || self.wrong_parts.contains(&part))
    }

    /// The id of the hint.
    #[must_use]
    pub fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    /// The id of the message.
    #[must_use]
    pub fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// The ids of all that describes the input: the hint, then the message.
    #[must_use]
    pub fn described_by(&self) -> Option<String> {
        match (&self.hint, &self.error) {
            (Some(_), Some(_)) => Some(format!("{} {}", self.hint_id(), self.error_id())),
            (Some(_), None) => Some(self.hint_id()),
            (None, Some(_)) => Some(self.error_id()),
            (None, None) => None,
        }
    }

    /// Where the error summary leads: the input, or the first wrong part of a date.
    ///
    /// The first of several radios or checkboxes has the id of the field itself.
    #[must_use]
    pub fn focus_id(&self) -> String {
        if !self.is_date {
            return self.id.clone();
        }
        let part = DatePart::ALL.into_iter().find(|part| self.is_wrong(*part));
        format!("{}-{}", self.id, part.unwrap_or(DatePart::Day).as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_the_name() {
        let field = Field::new("work_email")
            .hint("At work")
            .error(Some("Enter your e-mail"));
        assert_eq!(field.id, "work-email");
        assert_eq!(
            field.described_by().unwrap(),
            "work-email-hint work-email-error"
        );
        assert_eq!(field.focus_id(), "work-email");
    }

    #[test]
    fn the_summary_leads_to_the_first_wrong_part_of_a_date() {
        let date = Field::new("started_on")
            .date("31", "2", "2027")
            .error(Some("No such day"));
        assert_eq!(date.clone().focus_id(), "started-on-day");
        assert_eq!(
            date.wrong_parts([DatePart::Year]).focus_id(),
            "started-on-year"
        );
    }
}
