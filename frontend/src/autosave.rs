//! Saving an answer as it is given.

use leptos::prelude::*;

/// Sends the form with an id to its own address whenever something in it changes, marked `save=1`, and says when it was
/// saved. The server keeps an answer only when it is whole; until then nothing is said.
#[island]
pub fn Autosave(
    /// The id of the form.
    form: String,
    /// What is said at first, such as "Saved 10:42"; empty when nothing is saved yet.
    saved: String,
) -> impl IntoView {
    let (said, say) = signal(saved);
    #[cfg(feature = "hydrate")]
    browser::watch(form, say);
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, say);
    view! { <p class="govuk-hint" role="status">{said}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{ev, prelude::*};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{FormData, HtmlFormElement, RequestInit, Response, UrlSearchParams};

    pub(super) fn watch(form: String, say: WriteSignal<String>) {
        Effect::new(move |_| {
            let found = document()
                .get_element_by_id(&form)
                .and_then(|f| f.dyn_into::<HtmlFormElement>().ok());
            let Some(form) = found else { return };
            let handle =
                leptos::leptos_dom::helpers::window_event_listener(ev::change, move |event| {
                    let inside = event
                        .target()
                        .and_then(|t| t.dyn_into::<leptos::web_sys::Node>().ok());
                    if inside.is_some_and(|node| form.contains(Some(&node))) {
                        let form = form.clone();
                        leptos::task::spawn_local(async move {
                            match save(&form).await {
                                Ok(text) if text.is_empty() => {}
                                Ok(text) => say.set(text),
                                Err(_) => say.set(
                                    "Not saved yet. It is saved when you continue.".to_owned(),
                                ),
                            }
                        });
                    }
                });
            on_cleanup(move || handle.remove());
        });
    }

    async fn save(form: &HtmlFormElement) -> Result<String, JsValue> {
        let fields = FormData::new_with_form(form)?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(fields.unchecked_ref())?;
        fields.append("save", "1");
        let request = RequestInit::new();
        request.set_method("POST");
        request.set_body(&fields);
        let address = form.action();
        let sent = web_sys::window()
            .ok_or(JsValue::NULL)?
            .fetch_with_str_and_init(&address, &request);
        let response: Response = JsFuture::from(sent).await?.dyn_into()?;
        if !response.ok() {
            return Err(JsValue::NULL);
        }
        let text = JsFuture::from(response.text()?).await?;
        Ok(text.as_string().unwrap_or_default())
    }
}
