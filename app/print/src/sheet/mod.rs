//! The design: what stands on the certificate, where, and how it yields when there is much of it.
//!
//! The upper part (board, heading, name, course, details, outcomes) is set from the top with gaps that grow
//! and shrink; the lower part (signature, dates, QR code, serial) stands at the foot of the page.

mod density;
mod draw;
mod foot;
mod wording;

pub use wording::Wording;

use crate::page::{HEIGHT, WIDTH};
use crate::refusal::{CannotDraw, Field};
use crate::text::{Fit, Line, Paragraph, Weight, Words};
use density::{
    BOARD, BOARD_BY_LOGO, CAN, CLOSE, Density, LABEL, LEAD_IN, LEVEL, ROOMY, Steps, VALUE,
};
use foot::Foot;

const LEFT: f32 = 72.0;
const ROOM: f32 = WIDTH - 2.0 * LEFT;
const TOP: f32 = 66.0;
const BOTTOM: f32 = HEIGHT - 60.0;
/// Between the number or dot of an outcome and its words.
const INDENT: f32 = 13.0;
/// The least and the most that gaps may be of what they would like to be.
const GAPS: (f32, f32) = (0.42, 1.4);

/// A certificate measured and ready to be drawn.
pub struct Sheet<'a> {
    said: &'a Wording,
    /// The gap above each part as it would like to be, and the part.
    parts: Vec<(f32, Part)>,
    foot: Foot,
}

enum Part {
    Board {
        plain: Paragraph,
        by_logo: Paragraph,
        logo: (f32, f32),
    },
    Heading(Paragraph),
    LeadIn(Paragraph),
    Name(Paragraph),
    Course(Paragraph),
    Level(Paragraph),
    Details(Vec<(Paragraph, Paragraph)>),
    Outcomes {
        can: Paragraph,
        list: Vec<Paragraph>,
    },
}

/// Between the upper part and the foot, at least.
const FOOT_GAP: f32 = 12.0;
const LOGO_GAP: f32 = 9.0;
const RULE_GAP: f32 = 12.0;
const STRIP_PADDING: f32 = 9.0;

impl<'a> Sheet<'a> {
    /// The certificate with its outcomes in the largest type that leaves room for the rest.
    ///
    /// # Errors
    /// [`CannotDraw::TooLong`], naming the field that needs to be shorter.
    pub fn fitted(said: &'a Wording) -> Result<Self, CannotDraw> {
        let words = said
            .outcomes
            .iter()
            .map(|outcome| Words::of(outcome, Weight::Regular));
        let words: Vec<Words> = words.collect();
        for density in [&ROOMY, &CLOSE] {
            let mut sheet = Self {
                said,
                parts: upper_parts(said, density)?,
                foot: Foot::of(said)?,
            };
            if said.outcomes.is_empty() && sheet.gaps().is_some() {
                return Ok(sheet);
            }
            for steps in density.outcomes {
                let Some(outcomes) = outcomes(&words, steps) else {
                    continue;
                };
                sheet.parts.push((24.0, outcomes));
                if sheet.gaps().is_some() {
                    return Ok(sheet);
                }
                sheet.parts.pop();
            }
        }
        let field = if said.outcomes.is_empty() {
            Field::LearnerName
        } else {
            Field::Outcomes
        };
        Err(CannotDraw::TooLong { field })
    }

    /// Where the upper part has to end.
    fn end(&self) -> f32 {
        self.foot.top() - FOOT_GAP
    }

    /// By how much the gaps are to be multiplied; `None` where they would become too small.
    fn gaps(&self) -> Option<f32> {
        let wished: f32 = self.parts.iter().map(|(gap, _)| gap).sum();
        let tall: f32 = self.parts.iter().map(|(_, part)| part.height()).sum();
        let factor = (self.end() - TOP - tall) / wished;
        (factor >= GAPS.0).then_some(factor.min(GAPS.1))
    }
}

impl Part {
    fn height(&self) -> f32 {
        match self {
            // Room for the logo is kept even where there is none, so that both kinds look alike.
            Self::Board {
                plain,
                by_logo,
                logo,
            } => plain.height().max(logo.1 + LOGO_GAP + by_logo.height()),
            Self::Heading(heading) => heading.height() + RULE_GAP,
            Self::LeadIn(text) | Self::Name(text) | Self::Course(text) | Self::Level(text) => {
                text.height()
            }
            Self::Details(details) => {
                let tallest = details
                    .iter()
                    .map(|(label, value)| label.height() + value.height());
                tallest.fold(0.0, f32::max) + 2.0 * STRIP_PADDING
            }
            Self::Outcomes { can, list } => {
                can.height() + 4.0 + list.iter().map(Paragraph::height).sum::<f32>()
            }
        }
    }
}

fn upper_parts(said: &Wording, density: &Density) -> Result<Vec<(f32, Part)>, CannotDraw> {
    let plain = set(&said.board, Weight::SemiBold, BOARD, Field::BoardName)?;
    let by_logo = set(
        &said.board,
        Weight::SemiBold,
        BOARD_BY_LOGO,
        Field::BoardName,
    )?;
    let mut parts = vec![
        (
            0.0,
            Part::Board {
                plain,
                by_logo,
                logo: density.logo,
            },
        ),
        (
            26.0,
            Part::Heading(set(
                said.heading,
                Weight::Regular,
                density.heading,
                Field::Course,
            )?),
        ),
        (
            22.0,
            Part::LeadIn(set(
                "This is to certify that",
                Weight::Regular,
                LEAD_IN,
                Field::Course,
            )?),
        ),
        (
            7.0,
            Part::Name(set(
                &said.learner,
                Weight::SemiBold,
                density.name,
                Field::LearnerName,
            )?),
        ),
        (
            8.0,
            Part::LeadIn(set(said.has_done, Weight::Regular, LEAD_IN, Field::Course)?),
        ),
        (
            7.0,
            Part::Course(set(
                &said.course,
                Weight::SemiBold,
                density.course,
                Field::Course,
            )?),
        ),
    ];
    if let Some(level) = &said.level {
        parts.push((
            3.0,
            Part::Level(set(level, Weight::Regular, LEVEL, Field::Level)?),
        ));
    }
    parts.push((24.0, Part::Details(details(said)?)));
    Ok(parts)
}

fn details(said: &Wording) -> Result<Vec<(Paragraph, Paragraph)>, CannotDraw> {
    let room = column(said.details.len()) - 10.0;
    let set = |(label, value): &(&str, String)| {
        let label = fit(Weight::Regular, room, LABEL).set(label);
        let value = fit(Weight::SemiBold, room, VALUE).set(value);
        label
            .zip(value)
            .ok_or(CannotDraw::TooLong { field: Field::Mode })
    };
    said.details.iter().map(set).collect()
}

fn outcomes(words: &[Words], steps: Steps) -> Option<Part> {
    let can = fit(Weight::SemiBold, ROOM, CAN).set("The learner can")?;
    let fit = Fit {
        balanced: false,
        leading: 1.38,
        ..fit(Weight::Regular, ROOM - INDENT, steps)
    };
    let list = words
        .iter()
        .map(|words| fit.set_measured(words))
        .collect::<Option<_>>()?;
    Some(Part::Outcomes { can, list })
}

/// The width of one of `count` columns.
fn column(count: usize) -> f32 {
    ROOM / f32::from(u8::try_from(count.max(1)).unwrap_or(u8::MAX))
}

fn set(text: &str, weight: Weight, steps: Steps, field: Field) -> Result<Paragraph, CannotDraw> {
    fit(weight, ROOM, steps)
        .set(text)
        .ok_or(CannotDraw::TooLong { field })
}

fn fit(weight: Weight, width: f32, steps: Steps) -> Fit {
    Fit {
        weight,
        width,
        steps,
        leading: 1.28,
        balanced: true,
    }
}

/// The distance from the left edge at which `line` stands in the middle of the page.
fn centred(line: &Line, size: f32, middle: f32) -> f32 {
    middle - line.width() * size / 2.0
}
