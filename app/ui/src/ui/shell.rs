//! The whole page around what a handler shows.

use super::assets::Assets;
use super::button::{Button, ButtonGroup, Clicks};
use super::footer::Footer;
use super::header::{Account, Header};
use super::link::{Link, NavItem};
use super::skip_link::SkipLink;
use leptos::prelude::*;

/// The colour of our name's bar, for the frame of a phone's browser.
const THEME_COLOUR: &str = "#0b4f4f";

/// Tells the styles that scripts run. The page carries it with its nonce.
const JS_ENABLED: &str = "document.body.className+=' js-enabled'+('noModule' in HTMLScriptElement.prototype?' govuk-frontend-supported':'');";

/// Whether the page shows a form that was not accepted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PageState {
    /// All is well.
    #[default]
    Fine,
    /// The title begins with "Error: ", so that it is the first thing heard.
    Invalid,
}

/// When the session ends without activity, and how to stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionClock {
    /// Seconds from now until the session ends.
    pub ends_in: u32,
    /// Whether it ends then whatever its holder does.
    pub is_final: bool,
    /// How many seconds before the end the warning comes.
    pub warn_before: u32,
    /// What keeps the session when asked for with GET. It answers with the seconds that are left
    /// then, and with the word `final` behind them if there will be no more.
    pub stay_href: String,
    /// Where the browser goes when the session has ended.
    pub ended_href: String,
}

/// What a page is made of.
pub struct ShellProps {
    /// The title, without the name of the service.
    pub title: String,
    /// Whether the page shows a form that was not accepted.
    pub state: PageState,
    /// Where styles and scripts are.
    pub assets: Assets,
    /// The nonce of this answer's content security policy.
    pub nonce: String,
    /// Where our name leads.
    pub home: String,
    /// The places to go.
    pub navigation: Vec<NavItem>,
    /// Who is signed in.
    pub account: Option<Account>,
    /// When the session ends.
    pub session: Option<SessionClock>,
    /// A line above everything, such as "Demonstration: these people are invented".
    pub notice: Option<String>,
    /// What stands before the main content: a back link, breadcrumbs or an identity bar.
    pub before: Option<AnyView>,
    /// A line in the footer, such as who runs this service.
    pub footer_note: Option<String>,
    /// Whether the page has an island and needs wasm.
    pub islands: bool,
    /// The page itself.
    pub content: AnyView,
}

impl ShellProps {
    /// A page with a title and content, for someone who is not signed in.
    pub fn new(
        title: impl Into<String>,
        assets: Assets,
        nonce: impl Into<String>,
        content: impl IntoAny,
    ) -> Self {
        Self {
            title: title.into(),
            state: PageState::Fine,
            assets,
            nonce: nonce.into(),
            home: "/".to_owned(),
            navigation: Vec::new(),
            account: None,
            session: None,
            notice: None,
            before: None,
            footer_note: None,
            islands: false,
            content: content.into_any(),
        }
    }
}

/// The whole document.
pub fn page_shell(page: ShellProps) -> impl IntoView {
    let prefix = match page.state {
        PageState::Fine => "",
        PageState::Invalid => "Error: ",
    };
    let title = format!("{prefix}{} – Cascade", page.title);
    let islands = page
        .islands
        .then(|| island_scripts(&page.assets, &page.nonce));
    let session = page.session;
    let dialog = session.is_some().then(session_dialog);
    let (ends_in, is_final, warn_before, stay, ended) = match session {
        Some(clock) => (
            Some(clock.ends_in.to_string()),
            clock.is_final.then_some("true"),
            Some(clock.warn_before.to_string()),
            Some(clock.stay_href),
            Some(clock.ended_href),
        ),
        None => (None, None, None, None, None),
    };
    let links = vec![
        Link::new("Accessibility", "/accessibility"),
        Link::new("Privacy", "/privacy"),
        Link::new("About Cascade", "/about"),
    ];
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" class="govuk-template">
            <head>
                <meta charset="utf-8"/>
                <title>{title}</title>
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, viewport-fit=cover"
                />
                <meta name="theme-color" content=THEME_COLOUR/>
                <link rel="stylesheet" href=page.assets.css/>
                <link rel="icon" href=page.assets.favicon_png sizes="32x32" r#type="image/png"/>
                <link rel="icon" href=page.assets.favicon_svg sizes="any" r#type="image/svg+xml"/>
                <link rel="apple-touch-icon" href=page.assets.touch_icon/>
                <script r#type="module" nonce=page.nonce.clone() src=page.assets.main_js></script>
                {islands}
            </head>
            <body
                class="govuk-template__body"
                data-session-ends-in=ends_in
                data-session-final=is_final
                data-session-warn-before=warn_before
                data-session-stay=stay
                data-session-ended=ended
            >
                <script nonce=page.nonce>{JS_ENABLED}</script>
                <SkipLink/>
                {page
                    .notice
                    .map(|notice| {
                        view! {
                            <div class="app-notice" role="region" aria-label="Notice">
                                <p class="govuk-width-container app-notice__text">{notice}</p>
                            </div>
                        }
                    })}
                <Header home=page.home navigation=page.navigation account=page.account/>
                <div class="app-page">
                    <div class="govuk-width-container">
                        {page
                            .before
                            .map(|before| {
                                view! { <section aria-label="Where you are">{before}</section> }
                            })} <main class="govuk-main-wrapper" id="main-content">
                            {page.content}
                        </main>
                    </div>
                </div>
                <Footer links=links note=page.footer_note/>
                {dialog}
            </body>
        </html>
    }
}

/// The script that wakes the islands; it finds the wasm in its own attributes.
fn island_scripts(assets: &Assets, nonce: &str) -> Option<AnyView> {
    let islands = assets.islands.clone()?;
    Some(
        view! {
            <link rel="modulepreload" href=islands.wasm_js.clone()/>
            <script
                r#type="module"
                nonce=nonce.to_owned()
                src=islands.loader_js
                data-islands=""
                data-js=islands.wasm_js
                data-wasm=islands.wasm
            ></script>
        }
        .into_any(),
    )
}

/// Asks "are you still there"; opened by the script only.
fn session_dialog() -> impl IntoView {
    view! {
        <dialog class="app-dialog" id="session-dialog" aria-labelledby="session-dialog-title">
            <h2 class="govuk-heading-m" id="session-dialog-title">
                "You will be signed out soon"
            </h2>
            <p class="govuk-body" data-session-idle="">
                "For your security we sign you out after a while without activity."
            </p>
            <p class="govuk-body" data-session-over="" hidden>
                "For your security nobody stays signed in for more than 12 hours. "
                "Save what you are doing, then sign in again."
            </p>
            <p class="govuk-body">
                "We will sign you out in " <strong data-session-left="">"2 minutes"</strong>
                ". What you have saved stays saved."
            </p>
            <p class="govuk-visually-hidden" role="status" data-session-spoken=""></p>
            <form method="dialog">
                <ButtonGroup>
                    <Button text="Stay signed in" clicks=Clicks::Each/>
                    <a class="govuk-link" data-session-leave="" href="/">
                        "Sign out now"
                    </a>
                </ButtonGroup>
            </form>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::IslandAssets;

    fn page() -> ShellProps {
        let at = |name: &str| format!("/assets/{name}");
        let assets = Assets {
            css: at("cascade.css"),
            main_js: at("main.js"),
            favicon_svg: at("favicon.svg"),
            favicon_png: at("favicon-32.png"),
            touch_icon: at("icon-180.png"),
            licences: None,
            islands: Some(IslandAssets {
                loader_js: at("islands.js"),
                wasm_js: at("cascade.js"),
                wasm: at("cascade_bg.wasm"),
            }),
        };
        let content = view! { <h1>"Sign in"</h1> };
        ShellProps::new("Sign in", assets, "n0nce", content)
    }

    fn drawn(page: ShellProps) -> String {
        page_shell(page).into_view().to_html()
    }

    #[test]
    fn every_script_carries_the_nonce_and_nothing_is_styled_inline() {
        let html = drawn(ShellProps {
            islands: true,
            session: Some(SessionClock {
                ends_in: 1800,
                is_final: false,
                warn_before: 120,
                stay_href: "/session/stay".to_owned(),
                ended_href: "/signed-out".to_owned(),
            }),
            ..page()
        });
        assert_eq!(html.matches("<script").count(), 3, "{html}");
        assert_eq!(html.matches("nonce=\"n0nce\"").count(), 3, "{html}");
        assert!(
            !html.contains("style=") && !html.contains("<style"),
            "{html}"
        );
        assert!(
            html.starts_with("<!DOCTYPE html><html lang=\"en-GB\""),
            "{html}"
        );
        assert!(html.contains("data-session-ends-in=\"1800\""), "{html}");
    }

    #[test]
    fn a_page_without_an_island_loads_no_wasm() {
        let html = drawn(page());
        assert!(
            !html.contains("wasm") && !html.contains("islands.js"),
            "{html}"
        );
        assert!(!html.contains("<dialog"), "{html}");
    }

    #[test]
    fn a_refused_form_says_error_first() {
        let html = drawn(ShellProps {
            state: PageState::Invalid,
            ..page()
        });
        assert!(
            html.contains("<title>Error: Sign in – Cascade</title>"),
            "{html}"
        );
    }
}
