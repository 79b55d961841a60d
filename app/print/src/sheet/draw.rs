//! Drawing a measured certificate, in the order in which it is read.

use super::{
    INDENT, LEFT, LOGO_GAP, Part, ROOM, RULE_GAP, STRIP_PADDING, Sheet, TOP, centred, column,
};
use crate::logo::Logo;
use crate::page::{Canvas, Colour, Element, HEIGHT, Pen, Role, Shape, WIDTH};
use crate::symbol::Symbol;
use crate::text::{Line, Paragraph, Weight};

/// Deep teal, for lines and headings; it prints as a dark grey.
pub const TEAL: Colour = Colour(0x0b, 0x4f, 0x4f);
/// Nearly black, for sentences.
pub const INK: Colour = Colour(0x2b, 0x2b, 0x2b);

const MIDDLE: f32 = WIDTH / 2.0;
/// How tall capital letters are, as a part of the type size.
const CAPITALS: f32 = 0.714;

impl Sheet<'_> {
    /// The drawn page.
    pub fn draw(&self, logo: Option<&Logo>, symbol: &Symbol) -> Canvas {
        let mut canvas = Canvas::new();
        canvas.decorate(frame);
        let factor = self.gaps().unwrap_or(1.0);
        let tall: f32 = self
            .parts
            .iter()
            .map(|(gap, part)| gap * factor + part.height())
            .sum();
        let mut y = TOP + (self.end() - TOP - tall) * 0.4;
        for (gap, part) in &self.parts {
            y += gap * factor;
            self.part(&mut canvas, part, y, logo);
            y += part.height();
        }
        self.foot.draw(&mut canvas, self.said, symbol);
        canvas
    }

    fn part(&self, canvas: &mut Canvas, part: &Part, y: f32, logo: Option<&Logo>) {
        match part {
            Part::Board {
                plain,
                by_logo,
                logo: room,
            } => match logo {
                Some(logo) => self.board_by_logo(canvas, (logo, *room), by_logo, y),
                None => element(
                    canvas,
                    Role::P,
                    plain,
                    y + (part.height() - plain.height()) * 0.6,
                    TEAL,
                ),
            },
            Part::Heading(heading) => {
                element(canvas, Role::H1, heading, y, TEAL);
                let y = y + heading.height() + RULE_GAP - 2.0;
                canvas.decorate(|c| rule(c, MIDDLE - 30.0, y, 60.0, 1.8));
            }
            Part::LeadIn(text) | Part::Level(text) => element(canvas, Role::P, text, y, INK),
            Part::Name(name) | Part::Course(name) => element(canvas, Role::P, name, y, TEAL),
            Part::Details(details) => strip(canvas, details, y, part.height()),
            Part::Outcomes { can, list } => list_of_outcomes(canvas, can, list, y),
        }
    }

    fn board_by_logo(
        &self,
        canvas: &mut Canvas,
        (logo, room): (&Logo, (f32, f32)),
        name: &Paragraph,
        top: f32,
    ) {
        let (width, height) = logo.within(room.0, room.1);
        let (x, y) = (MIDDLE - width / 2.0, top + (room.1 - height) / 2.0);
        let bounds = [x, HEIGHT - y - height, x + width, HEIGHT - y];
        let alt = format!("Logo of {}", self.said.board);
        canvas.element(Element::figure(alt, bounds), |c| {
            logo.draw(c, (x, y), width, TEAL);
        });
        element(canvas, Role::P, name, top + room.1 + LOGO_GAP, TEAL);
    }
}

/// A paragraph in the middle of the page, as an element of its own.
fn element(canvas: &mut Canvas, role: Role, text: &Paragraph, y: f32, colour: Colour) {
    canvas.element(Element::of(role), |c| middle(c, text, MIDDLE, y, colour));
}

/// Lines centred on `x`, below `y`.
fn middle(canvas: &mut Canvas, text: &Paragraph, x: f32, y: f32, colour: Colour) {
    for (line, y) in baselines(text, y) {
        let x = centred(line, text.size, x);
        canvas.write(
            line,
            Pen {
                x,
                y,
                size: text.size,
                colour,
            },
        );
    }
}

/// Lines that begin at `x`, below `y`.
pub fn flush(canvas: &mut Canvas, text: &Paragraph, x: f32, y: f32, colour: Colour) {
    for (line, y) in baselines(text, y) {
        canvas.write(
            line,
            Pen {
                x,
                y,
                size: text.size,
                colour,
            },
        );
    }
}

/// The lines of a paragraph below `y`, each with its baseline; its capitals stand in the middle of it.
fn baselines(text: &Paragraph, y: f32) -> impl Iterator<Item = (&Line, f32)> {
    let pitch = text.size * text.leading;
    let first = y + f32::midpoint(pitch, CAPITALS * text.size);
    text.lines.iter().scan(first, move |next, line| {
        let y = *next;
        *next += pitch;
        Some((line, y))
    })
}

/// A horizontal line.
pub fn rule(canvas: &mut Canvas, x: f32, y: f32, length: f32, width: f32) {
    canvas.stroke(&[(x, y, false), (x + length, y, false)], false, width, TEAL);
}

fn frame(canvas: &mut Canvas) {
    for (inset, width) in [(25.0, 2.6), (30.5, 0.6)] {
        let edge = Shape::rectangle(inset, inset, WIDTH - 2.0 * inset, HEIGHT - 2.0 * inset);
        canvas.stroke(&edge.rings[0], true, width, TEAL);
    }
}

fn strip(canvas: &mut Canvas, details: &[(Paragraph, Paragraph)], y: f32, height: f32) {
    canvas.decorate(|c| {
        rule(c, LEFT, y, ROOM, 0.6);
        rule(c, LEFT, y + height, ROOM, 0.6);
    });
    let wide = column(details.len());
    canvas.element(Element::of(Role::L { dotted: false }), |c| {
        let mut x = LEFT + wide / 2.0;
        for (label, value) in details {
            let y = y + STRIP_PADDING;
            c.element(Element::of(Role::Li), |c| {
                c.element(Element::of(Role::Lbl), |c| middle(c, label, x, y, INK));
                let y = y + label.height();
                c.element(Element::of(Role::LBody), |c| middle(c, value, x, y, INK));
            });
            x += wide;
        }
    });
}

fn list_of_outcomes(canvas: &mut Canvas, can: &Paragraph, list: &[Paragraph], y: f32) {
    element(canvas, Role::H2, can, y, TEAL);
    let widest = list.iter().map(Paragraph::width).fold(0.0, f32::max);
    let x = MIDDLE - f32::midpoint(widest, INDENT);
    let mut y = y + can.height() + 4.0;
    let dot = Line::of("•", Weight::Regular);
    canvas.element(Element::of(Role::L { dotted: true }), |c| {
        for outcome in list {
            c.element(Element::of(Role::Li), |c| {
                c.element(Element::of(Role::Lbl), |c| {
                    for (_, y) in baselines(outcome, y).take(1) {
                        c.write(
                            &dot,
                            Pen {
                                x,
                                y,
                                size: outcome.size,
                                colour: TEAL,
                            },
                        );
                    }
                });
                c.element(Element::of(Role::LBody), |c| {
                    flush(c, outcome, x + INDENT, y, INK);
                });
            });
            y += outcome.height();
        }
    });
}
