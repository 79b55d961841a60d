//! The outlines of SVG's basic shapes.

use roxmltree::Node;
use svgtypes::{
    Length, LengthUnit, PointsParser, SimplePathSegment as Segment, SimplifyingPathParser,
    Transform,
};

use super::short;
use crate::page::Corner;

/// How far a curve's handles stand from its ends to make a quarter of a circle.
const QUARTER: f64 = 0.552_284_749_830_793_6;
const MOST_CORNERS: usize = 20_000;
/// Coordinates beyond this belong to no logo, and to no page.
pub const FARTHEST: f64 = 1e6;

type Rings = Vec<Vec<Corner>>;

/// Whether an element is one of the shapes that are drawn.
pub fn is_shape(name: &str) -> bool {
    matches!(
        name,
        "path" | "rect" | "circle" | "ellipse" | "polygon" | "polyline" | "line"
    )
}

/// The rings of a shape and whether their ends meet; `None` for anything but a basic shape.
pub fn rings(node: Node<'_, '_>, transform: Transform) -> Option<(Rings, bool)> {
    let or_zero = |name: &str| node.attribute(name).map_or(Some(0.0), number);
    let mut pen = Outline {
        transform,
        rings: Vec::new(),
        at: (0.0, 0.0),
        closed: true,
    };
    match node.tag_name().name() {
        "path" => pen.path(node.attribute("d")?)?,
        "rect" => {
            let (x, y, w, h) = (
                or_zero("x")?,
                or_zero("y")?,
                or_zero("width")?,
                or_zero("height")?,
            );
            pen.through(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)]);
        }
        "circle" => pen.ellipse(
            (or_zero("cx")?, or_zero("cy")?),
            or_zero("r")?,
            or_zero("r")?,
        ),
        "ellipse" => pen.ellipse(
            (or_zero("cx")?, or_zero("cy")?),
            or_zero("rx")?,
            or_zero("ry")?,
        ),
        "polygon" => {
            pen.through(&PointsParser::from(node.attribute("points")?).collect::<Vec<_>>());
        }
        "polyline" => {
            pen.through(&PointsParser::from(node.attribute("points")?).collect::<Vec<_>>());
            pen.closed = false;
        }
        "line" => {
            pen.through(&[
                (or_zero("x1")?, or_zero("y1")?),
                (or_zero("x2")?, or_zero("y2")?),
            ]);
            pen.closed = false;
        }
        _ => return None,
    }
    let corners = || pen.rings.iter().flatten();
    let drawable = corners().all(|(x, y, _)| [x, y].iter().all(|at| at.abs() <= short(FARTHEST)));
    (drawable && corners().count() <= MOST_CORNERS).then_some((pen.rings, pen.closed))
}

/// A length without a unit, or in pixels.
pub fn number(value: &str) -> Option<f64> {
    let length: Length = value.parse().ok()?;
    matches!(length.unit, LengthUnit::None | LengthUnit::Px).then_some(length.number)
}

/// `inner` as seen from outside `outer`.
pub fn combined(outer: Transform, inner: Transform) -> Transform {
    Transform {
        a: outer.a * inner.a + outer.c * inner.b,
        b: outer.b * inner.a + outer.d * inner.b,
        c: outer.a * inner.c + outer.c * inner.d,
        d: outer.b * inner.c + outer.d * inner.d,
        e: outer.a * inner.e + outer.c * inner.f + outer.e,
        f: outer.b * inner.e + outer.d * inner.f + outer.f,
    }
}

/// By how much a transform widens a stroke, on average.
pub fn scale(by: Transform) -> f64 {
    (by.a * by.d - by.b * by.c).abs().sqrt()
}

struct Outline {
    transform: Transform,
    rings: Rings,
    at: (f64, f64),
    closed: bool,
}

impl Outline {
    fn path(&mut self, data: &str) -> Option<()> {
        self.closed = false;
        for segment in SimplifyingPathParser::from(data) {
            match segment.ok()? {
                Segment::MoveTo { x, y } => self.begin((x, y)),
                Segment::LineTo { x, y } => self.to((x, y), false),
                Segment::CurveTo {
                    x1,
                    y1,
                    x2,
                    y2,
                    x,
                    y,
                } => self.curve((x1, y1), (x2, y2), (x, y)),
                Segment::Quadratic { x1, y1, x, y } => {
                    let towards = |(from_x, from_y): (f64, f64)| {
                        (
                            from_x + (x1 - from_x) * 2.0 / 3.0,
                            from_y + (y1 - from_y) * 2.0 / 3.0,
                        )
                    };
                    self.curve(towards(self.at), towards((x, y)), (x, y));
                }
                Segment::ClosePath => self.closed = true,
            }
        }
        Some(())
    }

    fn through(&mut self, points: &[(f64, f64)]) {
        if let [first, rest @ ..] = points {
            self.begin(*first);
            for point in rest {
                self.to(*point, false);
            }
        }
    }

    fn ellipse(&mut self, (cx, cy): (f64, f64), rx: f64, ry: f64) {
        let (hx, hy) = (rx * QUARTER, ry * QUARTER);
        self.begin((cx + rx, cy));
        self.curve((cx + rx, cy + hy), (cx + hx, cy + ry), (cx, cy + ry));
        self.curve((cx - hx, cy + ry), (cx - rx, cy + hy), (cx - rx, cy));
        self.curve((cx - rx, cy - hy), (cx - hx, cy - ry), (cx, cy - ry));
        self.curve((cx + hx, cy - ry), (cx + rx, cy - hy), (cx + rx, cy));
    }

    fn begin(&mut self, point: (f64, f64)) {
        self.rings.push(Vec::new());
        self.to(point, false);
    }

    fn curve(&mut self, one: (f64, f64), two: (f64, f64), end: (f64, f64)) {
        self.to(one, true);
        self.to(two, true);
        self.to(end, false);
    }

    fn to(&mut self, (x, y): (f64, f64), bends: bool) {
        self.at = (x, y);
        let by = self.transform;
        let place = (by.a * x + by.c * y + by.e, by.b * x + by.d * y + by.f);
        if let Some(ring) = self.rings.last_mut() {
            ring.push((short(place.0), short(place.1), bends));
        }
    }
}
