//! `pictures/*.svg`: checked to be a plain drawing that carries nothing else with it.

use domain::learning::PictureFile;

use super::svg::{self, Attribute, Element, Node};
use crate::fault::Passage;
use crate::near;
use crate::shelf::file_name;

/// Authors are asked for 8 kB; up to this, a picture is let through.
const MOST_BYTES: usize = 10 * 1024;
const VIEW_BOX: &str = "0 0 640 360";
const SMALLEST_TEXT: f32 = 20.0;

/// What a flat drawing is made of. Everything else is refused: scripts, animations, foreign content, other pictures.
const ELEMENTS: [&str; 24] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "style",
];

/// Reads a picture, noting everything that has no place in one.
pub(super) fn read(file: Passage<'_>, path: &str) -> PictureFile {
    if file.text.len() > MOST_BYTES {
        let wrong = format!("the picture has {} bytes.", file.text.len());
        file.fault_of_file(wrong, "Bring it under 8 kB: fewer points, shorter numbers.");
    }
    match svg::nodes(file.text) {
        Err(fault) => file.fault(fault.at, fault.value, "Correct the picture's XML."),
        Ok(nodes) => nodes.iter().for_each(|node| match node {
            Node::Element(element) => check_element(&file, element),
            Node::Text { text, within, at } if *within == "style" => check_style(&file, *at, text),
            Node::Text { .. } => {}
        }),
    }
    PictureFile {
        name: file_name(path).to_owned(),
        svg: file.text.to_owned(),
    }
}

fn check_element(file: &Passage<'_>, element: &Element<'_>) {
    if element.is_root {
        check_root(file, element);
    }
    if !ELEMENTS.contains(&element.name) {
        let wrong = format!("<{}> has no place in a picture.", element.name);
        let right = match near::nearest(element.name, &ELEMENTS) {
            Some(near) => format!("Did you mean <{near}>?"),
            None => "Take it out: a picture is shapes and text.".to_owned(),
        };
        file.fault(element.at, wrong, right);
    }
    for attribute in &element.attributes {
        if element.is_root || !attribute.name.starts_with("xmlns") {
            check_attribute(file, attribute);
        } else {
            let wrong = format!("<{}> changes what the names in it mean.", element.name);
            file.fault(attribute.at, wrong, format!("Take {} out.", attribute.name));
        }
    }
}

fn check_root(file: &Passage<'_>, root: &Element<'_>) {
    if root.name != "svg" {
        file.fault(
            root.at,
            "the picture does not begin with <svg>.",
            "Begin it with <svg …>.",
        );
        return;
    }
    if root.value("xmlns") != Some("http://www.w3.org/2000/svg") {
        let right = "Write <svg xmlns=\"http://www.w3.org/2000/svg\" …>.";
        file.fault(root.at, "the picture does not say that it is SVG.", right);
    }
    if root.value("viewBox") != Some(VIEW_BOX) {
        let wrong = format!("the viewBox is not \"{VIEW_BOX}\".");
        file.fault(
            root.at,
            wrong,
            format!("Write <svg viewBox=\"{VIEW_BOX}\" …>."),
        );
    }
    for size in ["width", "height"] {
        if root.value(size).is_some() {
            let wrong = format!("the picture has a {size} of its own.");
            file.fault(
                root.at,
                wrong,
                format!("Take {size} out of <svg>: the page gives it room."),
            );
        }
    }
}

fn check_attribute(file: &Passage<'_>, attribute: &Attribute<'_>) {
    let Attribute { name, value, at } = *attribute;
    let lower = name.to_ascii_lowercase();
    let (prefix, local) = lower.rsplit_once(':').unwrap_or(("", &lower));
    let is_plain = matches!(prefix, "" | "xml");
    if !is_plain {
        let wrong = format!("{name} is not a plain attribute of SVG.");
        file.fault(
            at,
            wrong,
            "Take out what a drawing program has left; write href, not xlink:href.",
        );
    }
    if local.starts_with("on") {
        let wrong = format!("the attribute {name} would run a script.");
        file.fault(at, wrong, "Take it out: a picture does nothing.");
    }
    if matches!(local, "href" | "src" | "base") && !(local == "href" && value.starts_with('#')) {
        let wrong = format!("{name} points out of the picture.");
        file.fault(
            at,
            wrong,
            "Point to a part of the picture, as in href=\"#hand\".",
        );
    }
    if local == "font-size" {
        check_text_size(file, at, value);
    }
    check_style(file, at, value);
}

/// Checks text that may be CSS: it fetches nothing, and its letters are large enough.
fn check_style(file: &Passage<'_>, at: usize, css: &str) {
    let css = css.to_ascii_lowercase();
    let fetches = css
        .split("url(")
        .skip(1)
        .any(|rest| !rest.trim_start_matches([' ', '"', '\'']).starts_with('#'));
    let loads = ["@import", "@font-face", "image-set(", "javascript:"];
    if fetches || loads.iter().any(|load| css.contains(load)) {
        let wrong = "the style fetches something from outside.";
        file.fault(
            at,
            wrong,
            "Keep to colours and parts of the picture, as in url(#shade).",
        );
    }
    if css.contains('\\') || css.contains("&#") {
        file.fault(
            at,
            "a character is written as a code.",
            "Write the character itself.",
        );
    }
    for size in css.split("font-size:").skip(1) {
        check_text_size(file, at, size);
    }
}

fn check_text_size(file: &Passage<'_>, at: usize, size: &str) {
    let number = size
        .trim_start()
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .next();
    let number = number.and_then(|number| number.parse::<f32>().ok());
    if number.is_some_and(|number| number < SMALLEST_TEXT) {
        let wrong = format!("the text is smaller than {SMALLEST_TEXT} units.");
        file.fault(
            at,
            wrong,
            format!("Write a font-size of at least {SMALLEST_TEXT}."),
        );
    }
}
