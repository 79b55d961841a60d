//! Choosing the employer to sign in with.

use domain::people::folded;
use leptos::prelude::*;
use store::employer_sign_in::{Offered, list_offered};
use ui::{
    ui::{
        Autocomplete, BackLink, Button, ButtonKind, ButtonLink, Field, InputType, InsetText,
        PageHeading, TextInput, TwoThirds,
    },
    web::{Answer, Fields, Page, Problem, Visit, see},
};

/// Up to so many employers there is nothing to look for.
const FEW: usize = 12;

/// The address of a page that goes on to where somebody wanted to go.
fn onward(path: &str, back: &str) -> String {
    match Fields::default().with(&[("back", back)]).as_str() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn start(offered: &Offered, back: &str) -> String {
    onward(&format!("/sign-in/employer/{}", offered.organisation), back)
}

/// What the sign-in page offers before it asks for a password: the one employer, or the page to choose among several.
pub(in crate::sign_in) fn offer(offered: &[Offered], back: &str) -> Option<AnyView> {
    let (text, href) = match offered {
        [] => return None,
        [one] => (format!("Sign in with {}", one.title), start(one, back)),
        _ => (
            "Sign in with your employer".to_owned(),
            onward("/sign-in/employer", back),
        ),
    };
    let button = view! {
        <h2 class="govuk-heading-m">"With the account you have at work"</h2>
        <ButtonLink text=text href=href/>
        <h2 class="govuk-heading-m">"With an e-mail address and a password"</h2>
    };
    Some(button.into_any())
}

/// The employers, all or those whose name contains what was typed.
pub(in crate::sign_in) async fn show(visit: Visit) -> Result<Answer, Problem> {
    if visit.signed_in.is_some() {
        return Ok(see("/"));
    }
    let offered = list_offered(visit.services()).await?;
    let back = visit.query.text("back").to_owned();
    let typed = visit.query.text("q").to_owned();
    let to = onward("/sign-in", &back);
    Ok(Page::new("Sign in with your employer", move || {
        view(&offered, &back, typed)
    })
    .before(move || view! { <BackLink href=to/> })
    .into())
}

fn view(offered: &[Offered], back: &str, typed: String) -> AnyView {
    let wanted = folded(&typed);
    let found: Vec<_> = offered
        .iter()
        .filter(|one| folded(&one.title).contains(&wanted))
        .map(|one| {
            let (href, title) = (start(one, back), one.title.clone());
            view! { <li><a class="govuk-link" href=href>{title}</a></li> }
        })
        .collect();
    let none = found.is_empty().then(|| {
        view! {
            <InsetText>
                "No employer of that name signs people in here. Type only a part of it, or "
                <a class="govuk-link" href="/sign-in">"sign in another way"</a> "."
            </InsetText>
        }
    });
    let search = (offered.len() > FEW).then(|| search(back.to_owned(), typed));
    view! {
        <TwoThirds>
            <PageHeading text="Sign in with your employer"/>
            {search}
            <p class="govuk-body">"Choose your employer. You sign in there, with the account you have at work."</p>
            <ul class="govuk-list govuk-list--spaced">{found}</ul>
            {none}
        </TwoThirds>
    }
    .into_any()
}

fn search(back: String, typed: String) -> impl IntoView {
    let field = Field::new("q").label("Name of your employer").value(typed);
    view! {
        <form method="get" action="/sign-in/employer" role="search">
            <input type="hidden" name="back" value=back/>
            <TextInput field=field kind=InputType::Search autocomplete=Autocomplete::Organisation/>
            <Button text="Search" kind=ButtonKind::Secondary/>
        </form>
    }
}
