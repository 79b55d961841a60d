//! Taking a table away.

use leptos::prelude::*;

/// In which form somebody takes a table away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// For any program.
    Csv,
    /// For a spreadsheet.
    Xlsx,
}

impl SheetKind {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// The word under which it is asked for, which is also the end of the file's name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
        }
    }
}

/// "Download this list as CSV or Excel". Not printed.
#[component]
pub fn SheetLinks(
    /// Where the file is, with its filters; the form is added to it.
    #[prop(into)]
    href: String,
    /// What is downloaded, as it goes into the sentence.
    #[prop(default = "this list".into(), into)]
    what: String,
) -> AnyView {
    let sign = if href.contains('?') { '&' } else { '?' };
    let link = |kind: SheetKind| {
        let href = format!("{href}{sign}as={}", kind.code());
        view! {
            <a class="govuk-link" href=href download="">
                {kind.title()}
            </a>
        }
    };
    let [csv, excel] = SheetKind::ALL.map(link);
    view! {
        <p class="govuk-body govuk-!-display-none-print">
            {format!("Download {what} as ")} {csv} " or " {excel}
        </p>
    }
    .into_any()
}
