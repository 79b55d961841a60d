//! From what somebody typed to glyphs in lines.
//!
//! `tidy` takes out what has no ink, `runs` splits a line by direction, script and font, `shape` asks the
//! font for glyphs, `paragraph` breaks lines and finds the size that fits.

mod faces;
mod paragraph;
mod runs;
mod shape;
mod tidy;

pub use faces::{Face, FaceId, Weight, face};
pub use paragraph::{Fit, Paragraph, Words};
pub use shape::{Cluster, Glyph, Line, missing};
pub use tidy::tidy;
