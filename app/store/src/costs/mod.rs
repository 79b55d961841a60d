//! What sessions cost, and the budgets of organisations. Decided in `docs/rules/costs.md`.

mod budget;
mod entities;
mod session;

pub use budget::{BudgetLine, NewLine, add_line, balances, budget_lines, change_line};
pub(crate) use entities::{budget_line, session_cost, session_in_kind};
pub use session::{costs_of, list_costs, set_costs};
