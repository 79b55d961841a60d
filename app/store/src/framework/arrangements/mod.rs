//! Who goes first, and updates that the law forces: decided, looked at before it counts, and ended.

mod preview;
mod reads;
mod writes;

pub use preview::preview_arrangement;
pub use reads::{UpdateShown, WaveShown, find_update, find_wave, updates, waves};
pub use writes::{Arranged, begin_update, begin_wave, end_arrangement};
