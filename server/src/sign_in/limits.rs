//! Limits on guessing, counted in the database for all servers together.

use domain::{calendar, people::Guessing};
use store::people::{clear_guesses, guesses, wrong_guess};
use ui::web::{Problem, Visit};

/// What guesses are counted about: the name together with the address it comes from, the name from anywhere, and the
/// address whatever the name. The wider the count, the more is allowed, so that nobody can lock out a person or an
/// office from elsewhere.
pub(super) struct Limit {
    counts: [(String, u32); 3],
}

impl Limit {
    /// For a name typed by a visitor.
    pub fn of(visit: &Visit, name: &str) -> Self {
        let address = visit.address;
        Self {
            counts: [
                (format!("{name} from {address}"), 1),
                (format!("{name} from anywhere"), 20),
                (format!("anyone from {address}"), 10),
            ],
        }
    }

    /// Whether another guess is taken now; if not, what to say.
    pub async fn check(&self, visit: &Visit) -> Result<Option<String>, Problem> {
        for (about, ease) in &self.counts {
            let counted = guesses(visit.services(), about).await?;
            let eased = Guessing {
                failures: counted.failures / ease,
                ..counted
            };
            if let Err(wait) = eased.may_guess(visit.now) {
                let until = calendar::time(wait.until);
                return Ok(Some(format!(
                    "There have been too many tries. Try again after {until}"
                )));
            }
        }
        Ok(None)
    }

    /// Counts a wrong guess.
    pub async fn wrong(&self, visit: &Visit) -> Result<(), Problem> {
        for (about, _) in &self.counts {
            wrong_guess(visit.services(), about).await?;
        }
        Ok(())
    }

    /// Forgets the wrong guesses about the name from here.
    pub async fn right(&self, visit: &Visit) -> Result<(), Problem> {
        clear_guesses(visit.services(), &self.counts[0].0).await?;
        Ok(())
    }
}
