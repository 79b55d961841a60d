//! What a budget has left.

use super::Money;
use std::ops::AddAssign;

/// One line of what a session costs, as a budget sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spending {
    /// What was planned.
    pub planned: Money,
    /// What it came to.
    pub actual: Option<Money>,
    /// Whether the session was cancelled.
    pub is_cancelled: bool,
}

/// What there is of a budget, and what becomes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What there is.
    pub budget: Money,
    /// What is planned and not yet spent.
    pub committed: Money,
    /// What was spent.
    pub spent: Money,
}

impl Balance {
    /// What is neither spent nor committed.
    pub fn left(self) -> Money {
        self.budget - self.committed - self.spent
    }

    /// Counts a line: what it came to is spent; before that, what is planned is committed, unless the session is cancelled.
    pub fn count(&mut self, line: Spending) {
        match line.actual {
            Some(actual) => self.spent += actual,
            None if line.is_cancelled => {}
            None => self.committed += line.planned,
        }
    }
}

impl AddAssign for Balance {
    fn add_assign(&mut self, other: Self) {
        self.budget += other.budget;
        self.committed += other.committed;
        self.spent += other.spent;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_planned_is_committed_until_it_is_spent_or_cancelled() {
        let mut year = Balance {
            budget: Money(1_800_000),
            ..Balance::default()
        };
        let line = |actual: Option<i64>, is_cancelled| Spending {
            planned: Money(20_000),
            actual: actual.map(Money),
            is_cancelled,
        };
        year.count(line(None, false));
        year.count(line(Some(15_000), false));
        year.count(line(None, true));
        year.count(line(Some(5_000), true));
        assert_eq!((year.committed, year.spent), (Money(20_000), Money(20_000)));
        assert_eq!(year.left(), Money(1_760_000));
    }

    #[test]
    fn three_years_make_one_budget() {
        let mut all = Balance::default();
        for budget in [1_800_000, 1_000_000, 1_000_000] {
            all += Balance {
                budget: Money(budget),
                ..Balance::default()
            };
        }
        assert_eq!(all.budget.to_string(), "£38,000");
    }

    proptest! {
        /// Whatever is planned and spent, nothing of a budget goes missing.
        #[test]
        fn nothing_goes_missing(lines in prop::collection::vec((0i64..100_000, prop::option::of(0i64..100_000), any::<bool>()), 0..30)) {
            let mut balance = Balance { budget: Money(1_000_000), ..Balance::default() };
            for (planned, actual, is_cancelled) in lines {
                balance.count(Spending { planned: Money(planned), actual: actual.map(Money), is_cancelled });
            }
            prop_assert_eq!(balance.left() + balance.committed + balance.spent, balance.budget);
        }
    }
}
