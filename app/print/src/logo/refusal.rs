//! Why a logo cannot be drawn, said so that whoever made it can put it right.

use thiserror::Error;

/// Why a logo cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CannotDrawLogo {
    /// More than a logo needs.
    #[error("The logo is larger than {} KB. Simplify it, or leave out what cannot be seen", .most / 1024)]
    TooLarge {
        /// The most that is read, in bytes.
        most: usize,
    },
    /// No SVG, or a broken one.
    #[error("The logo is not an SVG file that can be read. Export it as plain SVG")]
    NotSvg,
    /// Nothing says how large it is.
    #[error(
        "The logo does not say how large it is. Export it with a width and a height, or a viewBox"
    )]
    NoSize,
    /// Something in it that is no plain shape.
    #[error("{}", part(.0))]
    Part(String),
    /// A way of painting that is not drawn.
    #[error(
        "The logo uses \u{201c}{name}: {value}\u{201d}. Use plain colours only: no gradients, patterns or transparency"
    )]
    Paint {
        /// The attribute.
        name: String,
        /// What it says.
        value: String,
    },
    /// A shape whose outline cannot be followed.
    #[error(
        "A \u{201c}{0}\u{201d} in the logo cannot be followed. Export it as plain SVG, with lengths in pixels"
    )]
    Outline(String),
    /// More shapes, or deeper groups, than a logo needs.
    #[error("The logo has more than {0} shapes, or groups within too many groups. Simplify it")]
    TooManyShapes(usize),
    /// Nothing that would be seen.
    #[error("There is nothing in the logo that can be drawn")]
    Empty,
}

fn part(name: &str) -> String {
    match name {
        "text" | "tspan" => "There is text in the logo. Turn it into outlines".to_owned(),
        "image" => "There is a picture in the logo. Use shapes only".to_owned(),
        "style" => {
            "The logo has a style sheet. Export it with its colours as attributes".to_owned()
        }
        _ => format!("There is a \u{201c}{name}\u{201d} in the logo. Use plain shapes only"),
    }
}
