//! Drawing on the page, with every stroke either part of the structure or marked as decoration.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId, Line as Stroke, LinePoint, Op, PaintMode, PdfFontHandle,
    Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::HEIGHT;
use super::ink::{Ink, resource};
use super::structure::{Element, Link, Structure};
use crate::text::{Cluster, FaceId, Glyph, Line, face};

/// A colour: red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    fn ink(self) -> Color {
        let part = |byte: u8| f32::from(byte) / 255.0;
        Color::Rgb(Rgb {
            r: part(self.0),
            g: part(self.1),
            b: part(self.2),
            icc_profile: None,
        })
    }
}

/// Where a line of text begins, and how it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    /// From the left edge of the page, in points.
    pub x: f32,
    /// The baseline, from the top edge of the page.
    pub y: f32,
    /// The type size.
    pub size: f32,
    /// The colour.
    pub colour: Colour,
}

/// A point of an outline, from the top left of the page, and whether it only bends the curve.
pub type Corner = (f32, f32, bool);

/// An outline to be filled or stroked; each ring is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Its rings.
    pub rings: Vec<Vec<Corner>>,
    /// Whether a ring within a ring is a hole however it turns.
    pub even_odd: bool,
}

impl Shape {
    /// An upright rectangle.
    pub fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Self {
        let (right, bottom) = (x + width, y + height);
        let ring = vec![
            (x, y, false),
            (right, y, false),
            (right, bottom, false),
            (x, bottom, false),
        ];
        Self {
            rings: vec![ring],
            even_odd: false,
        }
    }
}

/// The page while it is drawn.
#[derive(Debug)]
pub struct Canvas {
    pub(super) ops: Vec<Op>,
    pub(super) ink: Ink,
    pub(super) structure: Structure,
    decorating: bool,
}

impl Canvas {
    /// An empty page.
    pub fn new() -> Self {
        Self {
            ops: Vec::new(),
            ink: Ink::default(),
            structure: Structure::new(),
            decorating: false,
        }
    }

    /// Draws an element of the structure.
    pub fn element(&mut self, element: Element, draw: impl FnOnce(&mut Self)) {
        self.structure.open(element);
        draw(self);
        self.structure.close();
    }

    /// Makes the open element lead to an address when its place is clicked.
    pub fn link(&mut self, address: &str, description: &str, bounds: [f32; 4]) {
        let (address, description) = (address.to_owned(), description.to_owned());
        self.structure.link(Link {
            address,
            description,
            bounds,
        });
    }

    /// Writes a line of text; it belongs to the open element.
    ///
    /// A line that runs from right to left is drawn in the order of the paper, as PDF expects; the order in
    /// which it is read is told in the structure.
    pub fn write(&mut self, line: &Line, pen: Pen) {
        if line.clusters.iter().any(|cluster| cluster.right_to_left) {
            self.element(Element::told(line.text()), |canvas| {
                canvas.glyphs(line, pen, None);
            });
        } else if line.clusters.iter().any(|cluster| cluster.glyphs.len() > 1) {
            self.glyphs(line, pen, Some(line.text()));
        } else {
            self.glyphs(line, pen, None);
        }
    }

    /// The glyphs of a line, with its text beside them where they alone do not tell it.
    fn glyphs(&mut self, line: &Line, pen: Pen, told: Option<String>) {
        self.mark(told);
        self.ops.push(Op::SetFillColor {
            col: pen.colour.ink(),
        });
        self.ops.push(Op::StartTextSection);
        let mut x = pen.x;
        for stretch in line.clusters.chunk_by(|a, b| a.face == b.face) {
            self.font(stretch[0].face, pen.size);
            let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, HEIGHT - pen.y]);
            self.ops.push(Op::SetTextMatrix { matrix });
            for cluster in stretch {
                self.cluster(cluster, pen.size);
                x += cluster.advance() * pen.size / 1000.0;
            }
        }
        self.ops.push(Op::EndTextSection);
        self.end_mark();
    }

    /// Fills a shape.
    pub fn fill(&mut self, shape: &Shape, colour: Colour) {
        self.mark(None);
        self.ops.push(Op::SetFillColor { col: colour.ink() });
        let rings = shape
            .rings
            .iter()
            .map(|ring| PolygonRing {
                points: points(ring),
            })
            .collect();
        let winding_order = if shape.even_odd {
            WindingOrder::EvenOdd
        } else {
            WindingOrder::NonZero
        };
        self.ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings,
                mode: PaintMode::Fill,
                winding_order,
            },
        });
        self.end_mark();
    }

    /// Draws a line through `corners`.
    pub fn stroke(&mut self, corners: &[Corner], closed: bool, width: f32, colour: Colour) {
        self.mark(None);
        self.ops.push(Op::SetOutlineColor { col: colour.ink() });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        self.ops.push(Op::DrawLine {
            line: Stroke {
                points: points(corners),
                is_closed: closed,
            },
        });
        self.end_mark();
    }

    /// Draws something without a meaning, which screen readers pass over.
    pub fn decorate(&mut self, draw: impl FnOnce(&mut Self)) {
        self.ops.push(Op::BeginMarkedContent {
            tag: "Artifact".to_owned(),
        });
        self.decorating = true;
        draw(self);
        self.decorating = false;
        self.ops.push(Op::EndMarkedContent);
    }

    /// Begins marked content of the open element. Readers look for text beside glyphs in spans only.
    fn mark(&mut self, told: Option<String>) {
        if self.decorating {
            return;
        }
        let (number, role) = self.structure.mark();
        let mut map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
        let mut tag = role.name();
        if let Some(text) = told {
            tag = "Span";
            map.insert("ActualText".to_owned(), utf16(&text));
        }
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map },
        });
    }

    fn end_mark(&mut self) {
        if !self.decorating {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn font(&mut self, id: FaceId, size: f32) {
        let font = PdfFontHandle::External(FontId(resource(id)));
        self.ops.push(Op::SetFont {
            font,
            size: Pt(size),
        });
    }

    /// Shows a cluster. Its widest glyph stands for its text and the others for none, so that readers get
    /// the text once, however many glyphs draw it.
    fn cluster(&mut self, cluster: &Cluster, size: f32) {
        let widest = cluster.widest();
        for (place, glyph) in cluster.glyphs.iter().enumerate() {
            let text = if place == widest {
                cluster.text.as_str()
            } else {
                ""
            };
            self.glyph(cluster.face, *glyph, text, size);
        }
    }

    fn glyph(&mut self, id: FaceId, glyph: Glyph, text: &str, size: f32) {
        let number = self.ink.number(id, glyph.id, text);
        let width = f32::from(face(id).width(glyph.id));
        let mut items = Vec::new();
        if glyph.right != 0.0 {
            items.push(TextItem::Offset(-glyph.right));
        }
        let after = glyph.right + width - glyph.advance;
        items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(
            number,
            after,
            text.to_owned(),
        )]));
        if glyph.up == 0.0 {
            self.show(items);
        } else {
            self.ops.push(Op::SetLineOffset {
                multiplier: glyph.up * size / 1000.0,
            });
            self.show(items);
            self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
        }
    }

    /// Adds to the text shown last where nothing came between.
    fn show(&mut self, mut items: Vec<TextItem>) {
        if let Some(Op::ShowText { items: last }) = self.ops.last_mut() {
            last.append(&mut items);
        } else {
            self.ops.push(Op::ShowText { items });
        }
    }
}

/// A text string in UTF-16 with its mark.
fn utf16(text: &str) -> DictItem {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    DictItem::String {
        data: units.flat_map(u16::to_be_bytes).collect(),
        literal: false,
    }
}

fn points(corners: &[Corner]) -> Vec<LinePoint> {
    let point = |&(x, y, bezier): &Corner| LinePoint {
        p: Point {
            x: Pt(x),
            y: Pt(HEIGHT - y),
        },
        bezier,
    };
    corners.iter().map(point).collect()
}
