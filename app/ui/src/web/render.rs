//! Putting a page into its document.

use super::{Page, Visit, gate::left_after};
use crate::{
    navigation,
    ui::{Account, Button, ButtonKind, Clicks, PageState, SessionClock, ShellProps, page_shell},
};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use std::sync::Arc;

/// The token that forms of this page carry.
#[derive(Clone, Debug)]
struct FormToken(String);

/// What a form sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sends {
    /// Names and values.
    #[default]
    Fields,
    /// Files too; its row says `with_files`.
    Files,
}

/// How a form is sent.
#[component]
pub fn Form(
    /// Where it goes; to the page's own address when empty.
    #[prop(optional, into)]
    action: Option<String>,
    /// An id, where something refers to the form.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it sends.
    #[prop(optional)]
    sends: Sends,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    // A form built outside its page's closure would carry no token: that is found at once, by any test.
    let FormToken(token) = expect_context();
    let enctype = (sends == Sends::Files).then_some("multipart/form-data");
    view! {
        <form method="post" action=action id=id enctype=enctype novalidate>
            <input type="hidden" name="form_token" value=token/>
            {children()}
        </form>
    }
}

/// Renders a page for a visit. The view is built and rendered inside an owner, which islands and contexts need.
pub(super) fn document(visit: &Visit, page: Page, nonce: &str) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        provide_context(FormToken(visit.form_token.clone()));
        page_shell(shell(visit, page, nonce)).to_html()
    });
    owner.unset();
    html
}

fn shell(visit: &Visit, page: Page, nonce: &str) -> ShellProps {
    let account = visit.signed_in.as_ref().map(|signed_in| Account {
        name: signed_in.name.clone(),
        href: "/account".to_owned(),
        sign_out: view! {
            <Form action="/sign-out">
                <Button text="Sign out" kind=ButtonKind::Link clicks=Clicks::Each/>
            </Form>
        }
        .into_any(),
    });
    let mut props = ShellProps::new(page.title, visit.assets().clone(), nonce, (page.content)());
    props.state = if page.state == PageState::Invalid {
        PageState::Invalid
    } else {
        PageState::Fine
    };
    props.navigation = visit
        .actor()
        .map(|actor| navigation::places(actor, page.section))
        .unwrap_or_default();
    props.account = account;
    props.session = session_clock(visit);
    let in_demo = visit
        .signed_in
        .as_ref()
        .is_some_and(|signed_in| signed_in.in_demo);
    props.notice =
        in_demo.then(|| "Demonstration. Every person and place here is invented.".to_owned());
    props.before = page.before.map(|before| before());
    props.islands = page.islands;
    props
}

fn session_clock(visit: &Visit) -> Option<SessionClock> {
    let left = left_after(visit.signed_in.as_ref()?, visit.now);
    Some(SessionClock {
        ends_in: left.seconds,
        is_final: left.is_final,
        warn_before: 120,
        stay_href: "/account/stay".to_owned(),
        ended_href: "/sign-in?ended=1".to_owned(),
    })
}
