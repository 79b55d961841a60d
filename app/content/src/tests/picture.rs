use super::{Case, Sample, check};

const PICTURE: &[Case<'static>] = &[
    (
        "<g id",
        "<g xmlns=\"http://www.w3.org/1999/xhtml\" id",
        &["pictures/hand.svg:3: <g> changes what the names in it mean. Take xmlns out."],
    ),
    (
        "<use href=\"#finger\"/>",
        "<script>alert(1)</script>",
        &["pictures/hand.svg:4: <script> has no place in a picture. \
             Take it out: a picture is shapes and text."],
    ),
    (
        "<use href=\"#finger\"/>",
        "<foreignObject/><image href=\"#x\"/>",
        &[
            "pictures/hand.svg:4: <foreignObject> has no place in a picture. \
             Take it out: a picture is shapes and text.",
            "pictures/hand.svg:4: <image> has no place in a picture. \
             Take it out: a picture is shapes and text.",
        ],
    ),
    (
        "<use href=\"#finger\"/>",
        "<set attributeName=\"href\" to=\"javascript:x\"/>",
        &[
            "pictures/hand.svg:4: <set> has no place in a picture. \
             Take it out: a picture is shapes and text.",
            "pictures/hand.svg:4: the style fetches something from outside. \
             Keep to colours and parts of the picture, as in url(#shade).",
        ],
    ),
    (
        "href=\"#finger\"",
        "href=\"https://example.org/#finger\"",
        &["pictures/hand.svg:4: href points out of the picture. \
             Point to a part of the picture, as in href=\"#hand\"."],
    ),
    (
        "href=\"#finger\"",
        "xlink:href=\"other.svg#finger\"",
        &[
            "pictures/hand.svg:4: xlink:href is not a plain attribute of SVG. \
             Take out what a drawing program has left; write href, not xlink:href.",
            "pictures/hand.svg:4: xlink:href points out of the picture. \
             Point to a part of the picture, as in href=\"#hand\".",
        ],
    ),
    (
        "href=\"#finger\"",
        "href=\"#finger\"\n  onLoad=\"alert(1)\"",
        &[
            "pictures/hand.svg:5: the attribute onLoad would run a script. \
             Take it out: a picture does nothing.",
        ],
    ),
    (
        "<title>",
        "<style>@import 'x.css';</style><title>",
        &[
            "pictures/hand.svg:2: the style fetches something from outside. \
             Keep to colours and parts of the picture, as in url(#shade).",
        ],
    ),
    (
        "fill=\"#0b4f4f\"",
        "fill=\"url(http://example.org/x)\"",
        &[
            "pictures/hand.svg:3: the style fetches something from outside. \
             Keep to colours and parts of the picture, as in url(#shade).",
        ],
    ),
    (
        "fill=\"#0b4f4f\"",
        "style=\"fill: u\\72l(http://example.org)\"",
        &["pictures/hand.svg:3: a character is written as a code. Write the character itself."],
    ),
    (
        " viewBox=\"0 0 640 360\"",
        "",
        &["pictures/hand.svg:1: the viewBox is not \"0 0 640 360\". \
             Write <svg viewBox=\"0 0 640 360\" …>."],
    ),
    (
        "<svg",
        "<svg width=\"640\"",
        &["pictures/hand.svg:1: the picture has a width of its own. \
             Take width out of <svg>: the page gives it room."],
    ),
    (
        " xmlns=\"http://www.w3.org/2000/svg\"",
        "",
        &[
            "pictures/hand.svg:1: the picture does not say that it is SVG. \
             Write <svg xmlns=\"http://www.w3.org/2000/svg\" …>.",
        ],
    ),
    (
        "font-size=\"24\"",
        "font-size=\"12\"",
        &[
            "pictures/hand.svg:5: the text is smaller than 20 units. Write a font-size of at least 20.",
        ],
    ),
    (
        "font-size=\"24\"",
        "style=\"font-size: 19.5px\"",
        &[
            "pictures/hand.svg:5: the text is smaller than 20 units. Write a font-size of at least 20.",
        ],
    ),
];

#[test]
fn what_has_no_place_in_a_picture_is_said() {
    check("hand.svg", PICTURE);
}

#[test]
fn a_picture_that_is_not_plain_xml_is_refused() {
    let fix = "Correct the picture's XML.";
    for (from, to, line, wrong) in [
        ("</svg>", "", 1, "<svg> is never closed."),
        ("</text>", "", 6, "</svg> closes <text>."),
        (
            "</svg>",
            "</svg><svg/>",
            6,
            "<svg> comes after the end of <svg>.",
        ),
        (
            "<svg",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg",
            1,
            "a tag has no plain name.",
        ),
        ("<use", "<s:script", 4, "a tag has no plain name."),
        (
            "<title>",
            "<style>@imp<!-- -->ort</style><title>",
            2,
            "there is a tag or a comment inside <style>.",
        ),
        ("Alarm", "Fish & chips", 5, "an & stands for itself."),
        ("x=\"10\"", "x=10", 5, "x has no value in quotes."),
        (
            "x=\"10\"",
            "y=\"10\"",
            5,
            "the attributes of <text> are not well-formed.",
        ),
    ] {
        let faults = Sample::new().change("hand.svg", from, to).faults();
        assert_eq!(
            faults,
            [format!("pictures/hand.svg:{line}: {wrong} {fix}")],
            "{to}"
        );
    }
}

#[test]
fn a_picture_is_small() {
    let path = "x".repeat(10_240);
    let sample = Sample::new().change("hand.svg", "A hand", &path);
    assert_eq!(sample.faults().len(), 1);
    assert!(sample.faults()[0].ends_with("Bring it under 8 kB: fewer points, shorter numbers."));
}
