//! The front door, and the pages that every site has.

use crate::{
    navigation,
    ui::{PageHeading, TwoThirds},
    web::{Answer, Page, Problem, Visit, see},
};
use leptos::prelude::*;

/// Leads to the page where one's work is.
pub(super) async fn home(visit: Visit) -> Result<Answer, Problem> {
    Ok(see(navigation::home(visit.actor()?)))
}

pub(super) async fn accessibility(_: Visit) -> Result<Answer, Problem> {
    Ok(Page::new("Accessibility", || {
        view! {
            <TwoThirds>
                <PageHeading text="Accessibility"/>
                <p class="govuk-body">
                    "Cascade is built to the Web Content Accessibility Guidelines, version 2.2, level AA. Every page and
                    every certificate is meant to work:"
                </p>
                <ul class="govuk-list govuk-list--bullet">
                    <li>"with a keyboard alone"</li>
                    <li>"with a screen reader"</li>
                    <li>"at 400% zoom, and on a small phone"</li>
                    <li>"in your own colours, and on paper"</li>
                    <li>"without JavaScript"</li>
                </ul>
                <h2 class="govuk-heading-m">"If something does not work for you"</h2>
                <p class="govuk-body">
                    "Tell your training lead or your board's office what you tried and what you use. Nobody has to fail a
                    module because of a page: ask for another way, and it will be found."
                </p>
                <h2 class="govuk-heading-m">"How it is tested"</h2>
                <p class="govuk-body">
                    "Each release is checked in a real browser: every page with axe, at two widths, with JavaScript on and
                    off, with the keyboard alone and in forced colours, and what people print, in print. Certificates are tagged, so that screen readers read them in order. No independent audit has been made
                    yet."
                </p>
            </TwoThirds>
        }
    })
    .into())
}

pub(super) async fn privacy(_: Visit) -> Result<Answer, Problem> {
    Ok(Page::new("Privacy", || {
        view! {
            <TwoThirds>
                <PageHeading text="Privacy"/>
                <p class="govuk-body">
                    "Cascade keeps what training needs: your name, your e-mail address at work, your posts, the groups of
                    staff they belong to, what you have learned, the sessions you have booked, and your certificates."
                </p>
                <p class="govuk-body">
                    "It does not keep your date of birth, National Insurance number, ethnicity, health or pay. When you book
                    a session you may say what you need to take part. Only whoever organises the session sees that, and it
                    is deleted 30 days after. An address for your calendar is kept in a form from which it cannot be
                    read, until you take it away."
                </p>
                <h2 class="govuk-heading-m">"Who sees it"</h2>
                <ul class="govuk-list govuk-list--bullet">
                    <li>"you"</li>
                    <li>"your line manager"</li>
                    <li>"the training lead of your organisation"</li>
                    <li>"the business manager of your safeguarding board"</li>
                    <li>"the administrator of the partnership"</li>
                    <li>"the organiser and the trainers of a session you have booked: your name and organisation"</li>
                    <li>"people who have signed in, if you are listed in the directory"</li>
                </ul>
                <p class="govuk-body">
                    "If you hold training that your board lists, “Whom to ask” shows your name, job title, organisation, district,
                    address and telephone at work, that training, and what you choose to add. You choose whether you are
                    listed, to SPOCs only, or not at all. The entry goes when your post ends."
                </p>
                <p class="govuk-body">
                    "What you answer in activities on the screens of a module is yours. Only the result of a quiz is shown
                    to others."
                </p>
                <p class="govuk-body">
                    "Anyone who holds your certificate can check it. They see your name, the course, the date, the board and
                    whether it is valid, and nothing else."
                </p>
                <h2 class="govuk-heading-m">"Cookies"</h2>
                <p class="govuk-body">
                    "One cookie keeps you signed in and one protects the forms. Both end when you close your browser. There
                    are no others, so there is nothing to accept."
                </p>
                <h2 class="govuk-heading-m">"Your rights"</h2>
                <p class="govuk-body">
                    "Your employer and your board decide together how this information is used. Under “Your account” you see
                    all of it and take it away as a file. Ask your training lead to correct it or object to its use."
                </p>
                <p class="govuk-body">
                    "Some years after your last post has ended your employer takes away what says who you are. Seven are
                    suggested. What counts stays, without your name."
                </p>
            </TwoThirds>
        }
    })
    .into())
}

pub(super) async fn about(visit: Visit) -> Result<Answer, Problem> {
    let licences = visit.assets().licences.clone();
    Ok(Page::new("About Cascade", move || {
        let licences = licences.map(|href| view! {
            <p class="govuk-body">
                <a class="govuk-link" href=href>"Licences of the parts that others have written"</a>
            </p>
        });
        view! {
            <TwoThirds>
                <PageHeading text="About Cascade"/>
                <p class="govuk-body">
                    "Cascade helps safeguarding partnerships train their people to recognise modern slavery and to act. It
                    knows what training each person needs, delivers the short e-learning, and lets boards issue certificates
                    that anyone can check."
                </p>
                <p class="govuk-body">
                    "Its code is open under the MIT and Apache 2.0 licences, its learning content under Creative Commons
                    Attribution 4.0."
                </p>
                {licences}
                <p class="govuk-body">
                    <a class="govuk-link" href="/check">"Check a certificate"</a>
                </p>
            </TwoThirds>
        }
    })
    .into())
}
