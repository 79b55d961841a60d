//! The foot of the page: who signs, from when until when, and where anyone can check it.

use super::density::Steps;
use super::draw::{INK, TEAL, flush, rule};
use super::{BOTTOM, LEFT, ROOM, Wording, fit};
use crate::page::{Canvas, Element, HEIGHT, Role};
use crate::refusal::{CannotDraw, Field};
use crate::symbol::Symbol;
use crate::text::{Fit, Paragraph, Weight};

/// How wide the QR code is, its quiet zone included.
const SYMBOL: f32 = 104.0;
const GAP: f32 = 9.0;

const SIGNED: Steps = &[(9.0, 1)];
const SIGNATORY: Steps = &[(13.0, 1), (11.0, 2), (9.0, 4)];
const SMALL: Steps = &[(10.5, 1), (9.5, 2), (8.0, 4)];
const FINE: Steps = &[(9.0, 1), (8.0, 2), (7.0, 5)];

/// The foot, measured.
pub struct Foot {
    /// Signatory and role.
    signed: Vec<Paragraph>,
    dates: Vec<Paragraph>,
    serial: Paragraph,
    check: Paragraph,
    address: Paragraph,
}

impl Foot {
    /// The foot of a certificate that says this.
    ///
    /// # Errors
    /// [`CannotDraw::TooLong`], naming the field that needs to be shorter.
    pub fn of(said: &Wording) -> Result<Self, CannotDraw> {
        let beside = |text: &str, weight, steps, field| {
            set(text, weight, ROOM - SYMBOL - 16.0, steps).ok_or(CannotDraw::TooLong { field })
        };
        let below = |text: &str, field| {
            set(text, Weight::Regular, ROOM, FINE).ok_or(CannotDraw::TooLong { field })
        };
        let mut signed = Vec::new();
        if let Some(name) = &said.signatory {
            signed.push(beside(
                "Signed for the board by",
                Weight::Regular,
                SIGNED,
                Field::SignatoryName,
            )?);
            signed.push(beside(
                name,
                Weight::SemiBold,
                SIGNATORY,
                Field::SignatoryName,
            )?);
        }
        if let Some(role) = &said.role {
            signed.push(beside(role, Weight::Regular, SMALL, Field::SignatoryRole)?);
        }
        let dates = said.dates.iter();
        Ok(Self {
            signed,
            dates: dates
                .map(|date| beside(date, Weight::Regular, SMALL, Field::Serial))
                .collect::<Result<_, _>>()?,
            serial: below(&said.serial, Field::Serial)?,
            check: below("Check this certificate at", Field::CheckUrl)?,
            address: below(&said.check_url, Field::CheckUrl)?,
        })
    }

    /// Where it begins, from the top of the page.
    pub fn top(&self) -> f32 {
        BOTTOM - self.upper_height() - GAP - self.lower_height()
    }

    /// Draws it.
    pub fn draw(&self, canvas: &mut Canvas, said: &Wording, symbol: &Symbol) {
        let top = self.top() + (self.upper_height() - self.words_height()) / 2.0;
        let mut y = top;
        for text in &self.signed {
            paragraph(canvas, text, &mut y);
        }
        y += GAP;
        for text in &self.dates {
            paragraph(canvas, text, &mut y);
        }
        self.symbol(canvas, said, symbol);
        let mut y = self.top() + self.upper_height() + GAP / 2.0;
        canvas.decorate(|c| rule(c, LEFT, y, ROOM, 0.6));
        y += GAP / 2.0;
        paragraph(canvas, &self.serial, &mut y);
        self.address(canvas, said, y);
    }

    /// The QR code; its dark part ends where the lines of the page end.
    fn symbol(&self, canvas: &mut Canvas, said: &Wording, symbol: &Symbol) {
        let quiet = symbol.quiet(SYMBOL);
        let (x, y) = (
            LEFT + ROOM - SYMBOL + quiet,
            self.top() + (self.upper_height() - SYMBOL) / 2.0,
        );
        let bounds = [x, HEIGHT - y - SYMBOL, x + SYMBOL, HEIGHT - y];
        let alt = format!("QR code that leads to {}", said.check_url);
        let outline = symbol.outline(x, y, SYMBOL);
        canvas.element(Element::figure(alt, bounds), |c| c.fill(&outline, INK));
    }

    fn address(&self, canvas: &mut Canvas, said: &Wording, y: f32) {
        canvas.element(Element::of(Role::P), |c| {
            flush(c, &self.check, LEFT, y, INK);
            let (x, y) = self.address_place(y);
            c.element(Element::of(Role::Link), |c| {
                flush(c, &self.address, x, y, TEAL);
                let (right, bottom) = (x + self.address.width(), y + self.address.height());
                let description = format!("Check this certificate at {}", said.check_url);
                c.link(
                    &said.check_link,
                    &description,
                    [x, HEIGHT - bottom, right, HEIGHT - y],
                );
            });
        });
    }

    /// Behind the words where there is room, else below them.
    fn address_place(&self, y: f32) -> (f32, f32) {
        let x = self.check.width() + 0.26 * self.check.size;
        if self.address_follows() {
            (LEFT + x, y)
        } else {
            (LEFT, y + self.check.height())
        }
    }

    fn address_follows(&self) -> bool {
        let same_size = (self.address.size - self.check.size).abs() < 0.01;
        same_size && self.check.width() + 4.0 + self.address.width() <= ROOM
    }

    fn words_height(&self) -> f32 {
        let words = self.signed.iter().chain(&self.dates);
        words.map(Paragraph::height).sum::<f32>() + GAP
    }

    fn upper_height(&self) -> f32 {
        self.words_height().max(SYMBOL)
    }

    fn lower_height(&self) -> f32 {
        let below = if self.address_follows() {
            0.0
        } else {
            self.address.height()
        };
        self.serial.height() + self.check.height() + below
    }
}

fn set(text: &str, weight: Weight, width: f32, steps: Steps) -> Option<Paragraph> {
    Fit {
        balanced: false,
        leading: 1.38,
        ..fit(weight, width, steps)
    }
    .set(text)
}

fn paragraph(canvas: &mut Canvas, text: &Paragraph, y: &mut f32) {
    canvas.element(Element::of(Role::P), |c| flush(c, text, LEFT, *y, INK));
    *y += text.height();
}
