//! Marking a register where there is no signal.

#[cfg(feature = "hydrate")]
mod keeper;

use leptos::prelude::*;

/// Somebody for whom two people have chosen different marks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Clash {
    /// The line of the register.
    line: String,
    /// The name.
    name: String,
    /// The mark chosen here, as people read it.
    mine: String,
    /// The mark on the register: its code, and as people read it.
    theirs: (String, String),
}

/// Keeps every mark on the device as it is chosen, sends it at once, and again until it has arrived. What somebody else has
/// marked otherwise meanwhile is shown beside it, and whoever marks chooses.
#[island]
pub fn Marks(
    /// The id of the form. Its radios are called `mark_…`, the hidden fields with what was seen `seen_…`.
    form: String,
    /// Under which name the marks are kept on the device: of this register, and of whoever keeps it.
    kept: String,
    /// Where one signs in and comes back here, for when the sign-in has ended meanwhile.
    sign_in: String,
) -> impl IntoView {
    let (said, say) = signal(String::new());
    let (ended, end) = signal(false);
    let (clashes, clash) = signal(Vec::<Clash>::new());
    let (chosen, choose) = signal(None::<(String, bool)>);
    #[cfg(feature = "hydrate")]
    keeper::watch(
        form,
        kept,
        keeper::Signals {
            say,
            end,
            clash,
            chosen,
        },
    );
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, kept, say, end, clash, chosen);
    let again = move || {
        let href = sign_in.clone();
        ended
            .get()
            .then(|| view! { <a class="govuk-link" href=href>"Sign in again"</a> })
    };
    let question = move |clash: Clash| {
        let (mine, theirs) = (clash.line.clone(), clash.line);
        let text = format!(
            "{}: you chose “{}”, and somebody else “{}”. Both are kept until you choose.",
            clash.name, clash.mine, clash.theirs.1
        );
        view! {
            <div class="govuk-inset-text">
                <p class="govuk-body">{text}</p>
                <div class="govuk-button-group">
                    <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| choose.set(Some((mine.clone(), true)))>
                        {format!("“{}” is right", clash.mine)}
                    </button>
                    <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| choose.set(Some((theirs.clone(), false)))>
                        {format!("“{}” is right", clash.theirs.1)}
                    </button>
                </div>
            </div>
        }
    };
    view! {
        <div class="app-marks">
            <p class="govuk-body" role="status">{said} " " {again}</p>
        </div>
        {move || clashes.get().into_iter().map(question).collect_view()}
    }
}
