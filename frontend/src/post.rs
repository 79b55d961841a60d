//! Posting fields to an address of the same server, as the form of the page does.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit, RequestRedirect, Response, ResponseType, UrlSearchParams};

/// Posts the fields. To be sent to the sign-in page is no answer, so nothing is followed.
pub(crate) async fn post(
    address: &str,
    fields: &UrlSearchParams,
    signal: Option<&AbortSignal>,
) -> Result<Response, JsValue> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(fields);
    request.set_redirect(RequestRedirect::Manual);
    request.set_signal(signal);
    let sent = web_sys::window()
        .ok_or(JsValue::NULL)?
        .fetch_with_str_and_init(address, &request);
    JsFuture::from(sent).await?.dyn_into()
}

/// Led elsewhere, which can only be the sign-in page.
pub(crate) fn is_signed_out(outcome: &Result<Response, JsValue>) -> bool {
    matches!(outcome, Ok(response) if response.type_() == ResponseType::Opaqueredirect)
}

/// What the server says, if it comes whole.
pub(crate) async fn words(response: &Response) -> Option<String> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.as_string()
}
