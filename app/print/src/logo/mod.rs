//! A board's logo, read from its SVG.
//!
//! Read are `path`, `rect` (its corners square), `circle`, `ellipse`, `polygon`, `polyline` and `line`, in
//! `svg` and `g`, with `transform`, `fill`, `fill-rule`, `stroke` and `stroke-width` as attributes or in
//! `style`. Anything else that would be seen (text, pictures, gradients, `use`, clipping, opacity) makes the
//! logo unreadable as a whole, because half a logo is worse than none. It is refused with the reason when it is
//! sent; a certificate without one shows the board's name in larger type instead.

mod outline;
mod refusal;

pub use refusal::CannotDrawLogo;

use std::str::FromStr;

use roxmltree::{Document, Node};
use svgtypes::{Paint, Transform, ViewBox};

use crate::page::{Canvas, Colour, Corner, Shape};

/// Larger files than this, or more shapes, are no logo.
const MOST_BYTES: usize = 64 * 1024;
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
    ///
    /// # Errors
    /// The first thing in it that cannot.
    pub fn read(svg: &str) -> Result<Self, CannotDrawLogo> {
        if svg.len() > MOST_BYTES {
            return Err(CannotDrawLogo::TooLarge { most: MOST_BYTES });
        }
        let document = Document::parse(svg).map_err(|_| CannotDrawLogo::NotSvg)?;
        let root = document.root_element();
        if root.tag_name().name() != "svg" {
            return Err(CannotDrawLogo::NotSvg);
        }
        let mut logo = Self {
            view: view(root).ok_or(CannotDrawLogo::NoSize)?,
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
        if logo.shapes.is_empty() {
            return Err(CannotDrawLogo::Empty);
        }
        Ok(logo)
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

    fn children(
        &mut self,
        parent: Node<'_, '_>,
        style: Style,
        depth: usize,
    ) -> Result<(), CannotDrawLogo> {
        if depth > DEEPEST {
            return Err(CannotDrawLogo::TooManyShapes(MOST_SHAPES));
        }
        for node in parent.children().filter(is_of_svg) {
            match node.tag_name().name() {
                "title" | "desc" | "metadata" => {}
                // What is set aside is seen only where something refers to it, and nothing may.
                "defs"
                    if !node
                        .descendants()
                        .any(|inner| inner.tag_name().name() == "style") => {}
                "g" => self.children(node, style.within(node)?, depth + 1)?,
                name if outline::is_shape(name) => self.shape(node, style.within(node)?)?,
                name => return Err(CannotDrawLogo::Part(name.to_owned())),
            }
        }
        Ok(())
    }

    fn shape(&mut self, node: Node<'_, '_>, style: Style) -> Result<(), CannotDrawLogo> {
        if self.shapes.len() >= MOST_SHAPES {
            return Err(CannotDrawLogo::TooManyShapes(MOST_SHAPES));
        }
        let name = node.tag_name().name();
        let cannot = || CannotDrawLogo::Outline(name.to_owned());
        let (rings, closed) = outline::rings(node, style.transform).ok_or_else(cannot)?;
        let stroke_width = style.stroke_width * outline::scale(style.transform);
        if !(0.0..=outline::FARTHEST).contains(&stroke_width) {
            return Err(cannot());
        }
        self.shapes.push(Drawn {
            shape: Shape {
                rings,
                even_odd: style.even_odd,
            },
            fill: if name == "line" {
                Ink::None
            } else {
                style.fill
            },
            stroke: style.stroke,
            stroke_width: short(stroke_width),
            closed,
        });
        Ok(())
    }
}

impl Style {
    /// The style of `node`, which stands within an element of this style.
    fn within(mut self, node: Node<'_, '_>) -> Result<Self, CannotDrawLogo> {
        for attribute in node
            .attributes()
            .filter(|attribute| attribute.namespace().is_none())
        {
            self.take_or_say(attribute.name(), attribute.value())?;
        }
        for declaration in node
            .attribute("style")
            .into_iter()
            .flat_map(|style| style.split(';'))
        {
            if let Some((name, value)) = declaration.split_once(':') {
                self.take_or_say(name.trim(), value.trim())?;
            }
        }
        Ok(self)
    }

    fn take_or_say(&mut self, name: &str, value: &str) -> Result<(), CannotDrawLogo> {
        self.take(name, value).ok_or_else(|| CannotDrawLogo::Paint {
            name: name.to_owned(),
            value: value.chars().take(40).collect(),
        })
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

/// Drawing programs keep notes of their own among the shapes, in namespaces of their own.
fn is_of_svg(node: &Node<'_, '_>) -> bool {
    let namespace = node.tag_name().namespace();
    node.is_element() && namespace.is_none_or(|name| name == "http://www.w3.org/2000/svg")
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
    fn what_drawing_programs_leave_behind_does_no_harm() {
        let left_behind = r#"<defs id="d"><linearGradient id="g"/></defs>
            <n:view xmlns:n="http://example.org/editor"/><rect class="a" width="4" height="4"/>"#;
        assert_eq!(Logo::read(&svg(left_behind)).unwrap().shapes.len(), 1);
        let sheet = "<defs><style>rect { opacity: 0 }</style></defs>";
        assert!(Logo::read(&svg(sheet)).is_err());
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
            assert!(Logo::read(&svg(inside)).is_err(), "{inside}");
        }
    }

    #[test]
    fn whoever_sends_a_logo_reads_what_is_in_the_way() {
        let said = |svg: &str| Logo::read(svg).unwrap_err().to_string();
        assert_eq!(
            said(&svg("<text>Board</text>")),
            "There is text in the logo. Turn it into outlines"
        );
        assert_eq!(
            said(&svg(r#"<rect width="4" height="4" opacity="0.5"/>"#)),
            "The logo uses \u{201c}opacity: 0.5\u{201d}. Use plain colours only: no gradients, patterns or transparency"
        );
        assert_eq!(
            said(&svg("<script>alert(1)</script>")),
            "There is a \u{201c}script\u{201d} in the logo. Use plain shapes only"
        );
        assert_eq!(
            said(&svg(r#"<path d="M0 0 nonsense"/>"#)),
            "A \u{201c}path\u{201d} in the logo cannot be followed. Export it as plain SVG, with lengths in pixels"
        );
        assert_eq!(
            Logo::read("not a picture").unwrap_err(),
            CannotDrawLogo::NotSvg
        );
        assert_eq!(Logo::read(&svg("")).unwrap_err(), CannotDrawLogo::Empty);
        let groups = format!("{}{}", "<g>".repeat(50), "</g>".repeat(50));
        assert_eq!(
            Logo::read(&svg(&groups)).unwrap_err(),
            CannotDrawLogo::TooManyShapes(MOST_SHAPES)
        );
        let large = svg(&" ".repeat(MOST_BYTES));
        assert_eq!(
            Logo::read(&large).unwrap_err().to_string(),
            "The logo is larger than 64 KB. Simplify it, or leave out what cannot be seen"
        );
    }
}
