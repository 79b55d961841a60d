//! Chance with a seed.

use crate::Ids;
use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

/// Choices that come out the same for the same seed.
pub(super) struct Chance {
    ids: Ids,
    now: DateTime<Utc>,
}

impl Chance {
    pub fn new(seed: u64, now: DateTime<Utc>) -> Self {
        Self {
            ids: Ids::seeded(seed),
            now,
        }
    }

    pub fn new_id(&self) -> Uuid {
        self.ids.new_id(self.now)
    }

    pub fn below(&self, bound: usize) -> usize {
        self.ids.below(bound)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&self, share: usize) -> bool {
        self.below(100) < share
    }

    pub fn pick<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// One of the items, as often as its weight says.
    pub fn weighted<'a, T>(&self, items: &[&'a T], weight: impl Fn(&T) -> usize) -> Option<&'a T> {
        let total: usize = items.iter().map(|item| weight(item)).sum();
        let mut at = self.below(total);
        items.iter().copied().find(|item| {
            let found = at < weight(item);
            at = at.saturating_sub(weight(item));
            found
        })
    }

    /// A day between `least` and `most` days before another.
    pub fn days_before(&self, day: NaiveDate, least: usize, most: usize) -> NaiveDate {
        let days = least + self.below(most - least);
        day - Days::new(days as u64)
    }
}
