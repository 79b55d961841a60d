//! Where a link or a picture leads.

use super::{PICTURES, SCREENS, Setting};
use crate::module::ScreenFile;

/// Where an address in Markdown leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// An `https://` address or a `tel:` number.
    Outside(&'a str),
    /// A screen of the module, by the name of its file.
    Screen(&'a str),
    /// A picture of the module, by the name of its file.
    Picture(&'a str),
    /// Anything else.
    Unknown,
}

impl<'a> Target<'a> {
    pub(super) fn of(address: &'a str) -> Self {
        if let Some(picture) = address.strip_prefix("../pictures/") {
            return Target::Picture(picture);
        }
        if is_https(address) || is_telephone(address) {
            return Target::Outside(address);
        }
        if address
            .strip_suffix(".md")
            .is_some_and(|name| !name.contains(['/', ':']))
        {
            return Target::Screen(address);
        }
        Target::Unknown
    }
}

/// The `href` for a link to `address`; none where a link there is not allowed.
pub(super) fn link(address: &str, setting: Setting) -> Option<String> {
    match (setting, Target::of(address)) {
        (_, Target::Outside(address)) => Some(address.to_owned()),
        (Setting::Screen, Target::Screen(file)) => {
            ScreenFile::parse(file).map(|screen| format!("{SCREENS}{}", screen.name))
        }
        (Setting::Email, _) if is_safe_in_email(address) => Some(address.to_owned()),
        _ => None,
    }
}

/// The `src` for a picture at `address`; none where a picture is not allowed.
pub(super) fn picture(address: &str, setting: Setting) -> Option<String> {
    match (setting, Target::of(address)) {
        (Setting::Screen, Target::Picture(file)) => Some(format!("{PICTURES}{file}")),
        _ => None,
    }
}

/// Whether an e-mail may link to `address`, once it is filled in. A partnership may run without TLS at first.
pub(crate) fn is_safe_in_email(address: &str) -> bool {
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    schemes.iter().any(|scheme| begins_with(address, scheme))
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_https(address: &str) -> bool {
    begins_with(address, "https://") && address.len() > "https://".len()
}

fn is_telephone(address: &str) -> bool {
    let number = address.strip_prefix("tel:").unwrap_or_default();
    let digits = number.strip_prefix('+').unwrap_or(number);
    !digits.is_empty()
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn begins_with(address: &str, scheme: &str) -> bool {
    address
        .get(..scheme.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}
