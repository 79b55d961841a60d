//! Saving an answer as it is given.

use leptos::prelude::*;

/// Sends the form with an id to its own address whenever something in it changes, marked `save=1`, and says what the server
/// says: when it was saved, and what is still missing. One save follows the other, and the form itself goes only after the
/// last of them, so that what is kept is what was chosen last.
#[island]
pub fn Autosave(
    /// The id of the form.
    form: String,
    /// What is said at first, such as "Saved 10:42"; empty when nothing is saved yet.
    saved: String,
    /// Where one signs in and comes back here, for when the sign-in has ended meanwhile.
    sign_in: String,
) -> impl IntoView {
    let (said, say) = signal(saved);
    let (ended, end) = signal(false);
    #[cfg(feature = "hydrate")]
    browser::watch(form, say, end);
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, say, end);
    let again = move || {
        let href = sign_in.clone();
        ended
            .get()
            .then(|| view! { <a class="govuk-link" href=href>"Sign in again"</a> })
    };
    view! { <p class="govuk-hint" role="status">{said} " " {again}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::post::{is_signed_out, post, words};
    use leptos::{
        ev,
        leptos_dom::helpers::{set_timeout, window_event_listener},
        prelude::*,
        task::spawn_local,
    };
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
        time::Duration,
    };
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{AbortController, FormData, HtmlFormElement, Response, UrlSearchParams};

    /// How long a form waits for a save that is under way before it goes.
    const PATIENCE: Duration = Duration::from_secs(3);

    const FAILED: &str = "Not saved yet. It is saved when you continue.";
    const SIGNED_OUT: &str =
        "Not saved. You have been signed out. Sign in again, then answer this question once more.";
    const SIGNED_IN_ANEW: &str = "Not saved. You have signed in again since you opened this page. Reload it, then answer once more.";

    #[derive(Clone, Copy, PartialEq)]
    enum Turn {
        Idle,
        Saving,
        /// Saving, and something has changed since.
        Behind,
    }

    struct Saver {
        form: HtmlFormElement,
        say: WriteSignal<String>,
        end: WriteSignal<bool>,
        turn: Cell<Turn>,
        is_leaving: Cell<bool>,
        under_way: RefCell<Option<AbortController>>,
    }

    pub(super) fn watch(form: String, say: WriteSignal<String>, end: WriteSignal<bool>) {
        Effect::new(move |_| {
            let found = document()
                .get_element_by_id(&form)
                .and_then(|f| f.dyn_into::<HtmlFormElement>().ok());
            let Some(form) = found else { return };
            let saver = Rc::new(Saver {
                form,
                say,
                end,
                turn: Cell::new(Turn::Idle),
                is_leaving: Cell::new(false),
                under_way: RefCell::new(None),
            });
            let changing = Rc::clone(&saver);
            let changed = window_event_listener(ev::change, move |event| {
                if changing.holds(event.target()) {
                    note_change(&changing);
                }
            });
            let submitted = window_event_listener(ev::submit, move |event| {
                if saver.holds(event.target()) && saver.turn.get() != Turn::Idle {
                    event.prevent_default();
                    leave(&saver);
                }
            });
            on_cleanup(move || {
                changed.remove();
                submitted.remove();
            });
        });
    }

    fn note_change(saver: &Rc<Saver>) {
        if saver.turn.get() == Turn::Idle {
            spawn_local(Rc::clone(saver).save_in_turn());
        } else {
            saver.turn.set(Turn::Behind);
        }
    }

    /// The form goes once the save under way has been answered, or given up.
    fn leave(saver: &Rc<Saver>) {
        saver.is_leaving.set(true);
        let waiting = Rc::clone(saver);
        set_timeout(
            move || {
                if let Some(controller) = waiting.under_way.borrow().as_ref() {
                    controller.abort();
                }
            },
            PATIENCE,
        );
    }

    /// What to say of an outcome: the server's own words where it has some.
    async fn said(outcome: Result<Response, JsValue>) -> String {
        let own = match outcome {
            Ok(response) if response.ok() => words(&response).await,
            Ok(response) if response.status() == 403 => Some(SIGNED_IN_ANEW.to_owned()),
            outcome if is_signed_out(&outcome) => Some(SIGNED_OUT.to_owned()),
            _ => None,
        };
        own.unwrap_or_else(|| FAILED.to_owned())
    }

    impl Saver {
        fn holds(&self, target: Option<leptos::web_sys::EventTarget>) -> bool {
            let node = target.and_then(|t| t.dyn_into::<leptos::web_sys::Node>().ok());
            node.is_some_and(|node| self.form.contains(Some(&node)))
        }

        /// Saves until nothing has changed since the last time.
        async fn save_in_turn(self: Rc<Self>) {
            loop {
                self.turn.set(Turn::Saving);
                let outcome = self.save().await;
                self.end.set(is_signed_out(&outcome));
                self.say.set(said(outcome).await);
                if self.is_leaving.get() || self.turn.get() == Turn::Saving {
                    break;
                }
            }
            self.turn.set(Turn::Idle);
            if self.is_leaving.get() {
                let _ = self.form.request_submit();
            }
        }

        async fn save(&self) -> Result<Response, JsValue> {
            let fields = FormData::new_with_form(&self.form)?;
            let fields = UrlSearchParams::new_with_str_sequence_sequence(fields.unchecked_ref())?;
            fields.append("save", "1");
            let controller = AbortController::new()?;
            let signal = controller.signal();
            *self.under_way.borrow_mut() = Some(controller);
            post(&self.form.action(), &fields, Some(&signal)).await
        }
    }
}
