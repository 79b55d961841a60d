//! What sessions cost, planned and actual, against a budget by financial year.
//!
//! Money is whole pence. Decided in `docs/rules/costs.md`. Kept by `store::costs`.

mod budget;
mod money;
mod session;
mod year;

pub use budget::{Balance, Spending};
pub use money::{Money, MoneyRefusal};
pub use session::{Cost, CostKind, HalfDays, SessionCosts};
pub use year::FinancialYear;
