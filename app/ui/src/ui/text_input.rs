//! A line of text.

use super::field::Field;
use super::parts::{classes, single};
use super::size::LabelKind;
use leptos::prelude::*;

/// What is typed, which decides the keyboard of a phone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InputType {
    /// Anything.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A web address.
    Url,
    /// Words to look for.
    Search,
    /// A civil date from the browser's own picker, where a typed date would be slower.
    Date,
}

impl InputType {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Telephone => "tel",
            Self::Url => "url",
            Self::Search => "search",
            Self::Date => "date",
        }
    }
}

/// How wide the input is: a number of characters, or a share of the column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InputWidth {
    /// The whole column.
    #[default]
    Full,
    /// Two thirds of the column.
    TwoThirds,
    /// Half of the column.
    Half,
    /// One third of the column.
    OneThird,
    /// Two characters.
    Chars2,
    /// Three characters.
    Chars3,
    /// Four characters.
    Chars4,
    /// Five characters.
    Chars5,
    /// Ten characters.
    Chars10,
    /// Twenty characters.
    Chars20,
    /// Thirty characters.
    Chars30,
}

impl InputWidth {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::TwoThirds => Some("govuk-!-width-two-thirds"),
            Self::Half => Some("govuk-!-width-one-half"),
            Self::OneThird => Some("govuk-!-width-one-third"),
            Self::Chars2 => Some("govuk-input--width-2"),
            Self::Chars3 => Some("govuk-input--width-3"),
            Self::Chars4 => Some("govuk-input--width-4"),
            Self::Chars5 => Some("govuk-input--width-5"),
            Self::Chars10 => Some("govuk-input--width-10"),
            Self::Chars20 => Some("govuk-input--width-20"),
            Self::Chars30 => Some("govuk-input--width-30"),
        }
    }
}

/// Which keys a phone offers, where the type does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InputMode {
    /// As the type says.
    #[default]
    ByType,
    /// Digits.
    Numeric,
    /// Digits and a point.
    Decimal,
}

impl InputMode {
    const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::ByType => None,
            Self::Numeric => Some("numeric"),
            Self::Decimal => Some("decimal"),
        }
    }
}

/// What the browser may fill in (WCAG 1.3.5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Autocomplete {
    /// Whatever the browser guesses.
    #[default]
    Unsaid,
    /// Nothing.
    Off,
    /// The name to sign in with.
    Username,
    /// The password in use.
    CurrentPassword,
    /// A password being chosen.
    NewPassword,
    /// A code from an app or a message.
    OneTimeCode,
    /// The whole name.
    Name,
    /// The first name.
    GivenName,
    /// The family name.
    FamilyName,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Telephone,
    /// The employer.
    Organisation,
    /// The job title.
    JobTitle,
    /// The address without the postcode.
    StreetAddress,
    /// The postcode.
    Postcode,
}

impl Autocomplete {
    pub(super) const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::Off => Some("off"),
            Self::Username => Some("username"),
            Self::CurrentPassword => Some("current-password"),
            Self::NewPassword => Some("new-password"),
            Self::OneTimeCode => Some("one-time-code"),
            Self::Name => Some("name"),
            Self::GivenName => Some("given-name"),
            Self::FamilyName => Some("family-name"),
            Self::Email => Some("email"),
            Self::Telephone => Some("tel"),
            Self::Organisation => Some("organization"),
            Self::JobTitle => Some("organization-title"),
            Self::StreetAddress => Some("street-address"),
            Self::Postcode => Some("postal-code"),
        }
    }
}

/// Whether the browser checks the spelling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Spellcheck {
    /// As the browser likes.
    #[default]
    Unsaid,
    /// Yes: for prose.
    On,
    /// No: for names, codes and addresses.
    Off,
}

impl Spellcheck {
    pub(super) const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::On => Some("true"),
            Self::Off => Some("false"),
        }
    }
}

/// How the characters are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Letters {
    /// As usual.
    #[default]
    Usual,
    /// Wider, for references and codes that are checked letter by letter.
    Spaced,
}

/// A line of text with its label, hint and message.
#[component]
pub fn TextInput(
    /// The field.
    field: Field,
    /// How the label is shown.
    #[prop(optional)]
    label: LabelKind,
    /// What is typed.
    #[prop(optional)]
    kind: InputType,
    /// How wide the input is.
    #[prop(optional)]
    width: InputWidth,
    /// A unit before the input, such as £.
    #[prop(optional, into)]
    prefix: Option<String>,
    /// A unit after the input, such as %.
    #[prop(optional, into)]
    suffix: Option<String>,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Autocomplete,
    /// Which keys a phone offers.
    #[prop(optional)]
    inputmode: InputMode,
    /// Whether the spelling is checked.
    #[prop(optional)]
    spellcheck: Spellcheck,
    /// How the characters are set.
    #[prop(optional)]
    letters: Letters,
) -> AnyView {
    let mut class = classes(
        "govuk-input",
        &[("govuk-input--error", field.error.is_some())],
    );
    if let Some(width) = width.class() {
        class.push(' ');
        class.push_str(width);
    }
    if letters == Letters::Spaced {
        class.push_str(" govuk-input--extra-letter-spacing");
    }
    let value = (!field.current().is_empty()).then(|| field.current().to_owned());
    let input = view! {
        <input
            class=class
            id=field.id.clone()
            name=field.name.clone()
            r#type=kind.as_str()
            value=value
            spellcheck=spellcheck.as_str()
            inputmode=inputmode.as_str()
            autocomplete=autocomplete.as_str()
            aria-describedby=field.described_by()
        />
    };
    let control = if prefix.is_none() && suffix.is_none() {
        input.into_any()
    } else {
        let affix = |class, text: Option<String>| {
            text.map(|text| view! { <div class=class aria-hidden="true">{text}</div> })
        };
        view! {
            <div class="govuk-input__wrapper">
                {affix("govuk-input__prefix", prefix)} {input} {affix("govuk-input__suffix", suffix)}
            </div>
        }
        .into_any()
    };
    single(&field, label, control)
}
