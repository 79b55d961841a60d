//! A board's logo, read from its SVG.
//!
//! Read are `path`, `rect` (its corners square), `circle`, `ellipse`, `polygon`, `polyline` and `line`, in
//! `svg` and `g`, with `transform`, `fill`, `fill-rule`, `stroke` and `stroke-width` as attributes or in
//! `style`. Anything else that would be seen (text, pictures, gradients, `use`, clipping, opacity) makes the
//! logo unreadable as a whole: half a logo is worse than none, and the certificate then shows the board's
//! name in larger type instead.

mod outline;

use std::str::FromStr;

use roxmltree::{Document, Node};
use svgtypes::{Paint, Transform, ViewBox};

use crate::page::{Canvas, Colour, Corner, Shape};

/// Larger files than this, or more shapes, are no logo.
const MOST_BYTES: usize = 256 * 1024;
const MOST_SHAPES: usize = 400;
const DEEPEST: usize = 24;

/// A logo that can be drawn at any size.
#[derive(Debug)]
pub struct Logo {
    view: ViewBox,
    shapes: Vec<Drawn>,
}

#[derive(Debug)]
struct Drawn {
    shape: Shape,
    fill: Ink,
    stroke: Ink,
    stroke_width: f32,
    closed: bool,
}

/// What a part is painted with.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ink {
    None,
    Current,
    Own(Colour),
}

/// What an element takes over from those around it.
#[derive(Clone, Copy, Debug)]
struct Style {
    fill: Ink,
    stroke: Ink,
    stroke_width: f64,
    even_odd: bool,
    transform: Transform,
}

impl Logo {
    /// The logo, if every part of it can be drawn.
    pub fn read(svg: &str) -> Option<Self> {
        if svg.len() > MOST_BYTES {
            return None;
        }
        let document = Document::parse(svg).ok()?;
        let root = document.root_element();
        if root.tag_name().name() != "svg" {
            return None;
        }
        let mut logo = Self {
            view: view(root)?,
            shapes: Vec::new(),
        };
        let style = Style {
            fill: Ink::Current,
            stroke: Ink::None,
            stroke_width: 1.0,
            even_odd: false,
            transform: Transform::default(),
        };
        logo.children(root, style.within(root)?, 0)?;
        (!logo.shapes.is_empty()).then_some(logo)
    }

    /// Its width and height where it fills as much as it can of a box this large.
    pub fn within(&self, width: f32, height: f32) -> (f32, f32) {
        let scale = (width / short(self.view.w)).min(height / short(self.view.h));
        (short(self.view.w) * scale, short(self.view.h) * scale)
    }

    /// Draws it with its top left at (`x`, `y`).
    pub fn draw(&self, canvas: &mut Canvas, (x, y): (f32, f32), width: f32, current: Colour) {
        let scale = width / short(self.view.w);
        let place = |&(left, top, bends): &Corner| {
            let (left, top) = (left - short(self.view.x), top - short(self.view.y));
            (x + left * scale, y + top * scale, bends)
        };
        for drawn in &self.shapes {
            let rings = drawn
                .shape
                .rings
                .iter()
                .map(|ring| ring.iter().map(place).collect());
            let shape = Shape {
                rings: rings.collect(),
                even_odd: drawn.shape.even_odd,
            };
            if let Some(colour) = drawn.fill.colour(current) {
                canvas.fill(&shape, colour);
            }
            if let Some(colour) = drawn.stroke.colour(current) {
                for ring in &shape.rings {
                    canvas.stroke(ring, drawn.closed, drawn.stroke_width * scale, colour);
                }
            }
        }
    }

    fn children(&mut self, parent: Node<'_, '_>, style: Style, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "title" | "desc" | "metadata" => {}
                "g" => self.children(node, style.within(node)?, depth + 1)?,
                _ => self.shape(node, style.within(node)?)?,
            }
        }
        Some(())
    }

    fn shape(&mut self, node: Node<'_, '_>, style: Style) -> Option<()> {
        if self.shapes.len() >= MOST_SHAPES {
            return None;
        }
        let (rings, closed) = outline::rings(node, style.transform)?;
        let stroke_width = style.stroke_width * outline::scale(style.transform);
        if !(0.0..=outline::FARTHEST).contains(&stroke_width) {
            return None;
        }
        let is_line = node.tag_name().name() == "line";
        self.shapes.push(Drawn {
            shape: Shape {
                rings,
                even_odd: style.even_odd,
            },
            fill: if is_line { Ink::None } else { style.fill },
            stroke: style.stroke,
            stroke_width: short(stroke_width),
            closed,
        });
        Some(())
    }
}

impl Style {
    /// The style of `node`, which stands within an element of this style.
    fn within(mut self, node: Node<'_, '_>) -> Option<Self> {
        for attribute in node
            .attributes()
            .filter(|attribute| attribute.namespace().is_none())
        {
            self.take(attribute.name(), attribute.value())?;
        }
        for declaration in node
            .attribute("style")
            .into_iter()
            .flat_map(|style| style.split(';'))
        {
            if let Some((name, value)) = declaration.split_once(':') {
                self.take(name.trim(), value.trim())?;
            }
        }
        Some(self)
    }

    /// Takes over one property; `None` where it would change the look in a way that is not drawn here.
    fn take(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "fill" => self.fill = ink(value, self.fill)?,
            "stroke" => self.stroke = ink(value, self.stroke)?,
            "stroke-width" => self.stroke_width = outline::number(value)?,
            "fill-rule" => self.even_odd = value == "evenodd",
            "transform" => {
                let inner = Transform::from_str(value).ok()?;
                self.transform = outline::combined(self.transform, inner);
            }
            "opacity" | "fill-opacity" | "stroke-opacity" if outline::number(value)? < 1.0 => {
                return None;
            }
            "display" if value == "none" => return None,
            "clip-path" | "mask" | "filter" | "stroke-dasharray" if value != "none" => return None,
            _ => {}
        }
        Some(())
    }
}

impl Ink {
    fn colour(self, current: Colour) -> Option<Colour> {
        match self {
            Self::None => None,
            Self::Current => Some(current),
            Self::Own(colour) => Some(colour),
        }
    }
}

/// The ink of a paint; `None` where it is one that cannot be drawn.
fn ink(value: &str, around: Ink) -> Option<Ink> {
    match Paint::from_str(value).ok()? {
        Paint::None => Some(Ink::None),
        Paint::Inherit => Some(around),
        Paint::CurrentColor => Some(Ink::Current),
        Paint::Color(c) if c.alpha == 255 => Some(Ink::Own(Colour(c.red, c.green, c.blue))),
        _ => None,
    }
}

fn view(root: Node<'_, '_>) -> Option<ViewBox> {
    let view = if let Some(view) = root.attribute("viewBox") {
        ViewBox::from_str(view).ok()?
    } else {
        let side = |name| outline::number(root.attribute(name)?);
        ViewBox {
            x: 0.0,
            y: 0.0,
            w: side("width")?,
            h: side("height")?,
        }
    };
    let sane = [view.w, view.h]
        .iter()
        .all(|side| (1e-3..=outline::FARTHEST).contains(side));
    let near = [view.x, view.y]
        .iter()
        .all(|at| at.abs() <= outline::FARTHEST);
    (sane && near).then_some(view)
}

/// A page's arithmetic is in single precision.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a logo needs no more than seven digits"
)]
fn short(number: f64) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{inside}</svg>"#)
    }

    #[test]
    fn a_board_with_simple_shapes_has_its_logo_drawn() {
        let logo = Logo::read(&svg(
            r##"<title>Board</title><g fill="currentColor" transform="translate(2 2)">
            <path d="M0 0h10v10a5 5 0 0 1-10 0z"/><rect width="4" height="4"/><circle cx="9" cy="9" r="2"/>
            <polygon points="0,0 4,4 0,8" fill="#fff"/></g>"##,
        ))
        .unwrap();
        assert_eq!(logo.shapes.len(), 4);
        assert_eq!(logo.shapes[3].fill, Ink::Own(Colour(255, 255, 255)));
        assert_eq!(logo.within(100.0, 20.0), (40.0, 20.0));
    }

    #[test]
    fn a_board_with_a_logo_that_cannot_be_read_gets_its_name_instead() {
        for inside in [
            "<text>Board</text>",
            r#"<image href="https://example.org/x.png"/>"#,
            r#"<rect width="4" height="4" fill="url(#a)"/>"#,
            r#"<rect width="4" height="4" opacity="0.5"/>"#,
            "<script>alert(1)</script>",
            r#"<path d="M0 0 nonsense"/>"#,
            "",
        ] {
            assert!(Logo::read(&svg(inside)).is_none(), "{inside}");
        }
        assert!(Logo::read("not a picture").is_none());
        assert!(Logo::read(&svg(&"<g>".repeat(1000))).is_none());
    }
}
