//! A browser without JavaScript: it keeps cookies, follows redirects, and says where forms come from.

use crate::{Page, Someone};
use reqwest::{
    Client, Method, Response,
    header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use std::collections::BTreeMap;

/// A browser.
#[derive(Clone, Debug)]
pub struct Browser {
    client: Client,
    base: String,
    cookies: BTreeMap<String, String>,
    /// Who is signed in, when the testkit did it.
    pub someone: Option<Someone>,
}

impl Browser {
    pub(crate) fn new(base: String) -> Self {
        let client = Client::builder()
            .redirect(Policy::none())
            .build()
            .expect("a client can be made");
        Self {
            client,
            base,
            cookies: BTreeMap::new(),
            someone: None,
        }
    }

    /// The same browser at another server: `http://127.0.0.1:…`.
    #[must_use]
    pub fn at(mut self, server: &str) -> Self {
        server.clone_into(&mut self.base);
        self
    }

    /// Sets a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// A cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Who is signed in.
    ///
    /// # Panics
    /// When the testkit has signed nobody in.
    pub fn who(&self) -> &Someone {
        self.someone
            .as_ref()
            .expect("the testkit signed somebody in")
    }

    /// Opens a page, following redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let response = self.send(Method::GET, path, None, &[]).await;
        self.follow(path.to_owned(), response).await
    }

    /// Asks for something without following a redirect.
    pub async fn get_once(&mut self, path: &str) -> Page {
        let response = self.send(Method::GET, path, None, &[]).await;
        Page::read(path, response).await
    }

    /// Posts fields as the page's form would, following the redirect.
    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let response = self.post_raw(path, fields, &[]).await;
        self.follow(path.to_owned(), response).await
    }

    /// Posts fields as the page's form would, without following a redirect.
    pub async fn post_once(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let response = self.post_raw(path, fields, &[]).await;
        Page::read(path, response).await
    }

    /// Posts fields as the page's form would, without following a redirect; nothing where the server has died.
    pub async fn try_post_once(&mut self, path: &str, fields: &[(String, String)]) -> Option<Page> {
        let response = self.try_post_raw(path, fields, &[]).await.ok()?;
        Some(Page::read(path, response).await)
    }

    /// Posts fields with headers of the test's own, and does not follow. Headers named here replace the usual ones.
    pub async fn post_raw(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        headers: &[(&'static str, &str)],
    ) -> Response {
        let response = self.try_post_raw(path, fields, headers).await;
        response.expect("the server answers")
    }

    async fn try_post_raw(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        headers: &[(&'static str, &str)],
    ) -> reqwest::Result<Response> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let origin = self.base.clone();
        let usual = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", origin.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        let mut all: Vec<(&'static str, &str)> = usual
            .into_iter()
            .filter(|(name, _)| headers.iter().all(|(own, _)| own != name))
            .collect();
        all.extend(headers.iter().filter(|(_, value)| !value.is_empty()));
        self.try_send(Method::POST, path, Some(body.into_bytes()), &all)
            .await
    }

    /// Fills in and sends the form of a page that has a button of some words and sends a file in one of its fields,
    /// following the redirect.
    pub async fn upload(
        &mut self,
        page: &Page,
        button: &str,
        fill: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Page {
        let mut form = page.form(button).fill(fill);
        form.fields.retain(|(name, _)| name != file.0);
        let response = self.post_files(&form.action, &form.fields, &[file]).await;
        self.follow(form.action.clone(), response).await
    }

    /// Posts fields and files (field, name, bytes) as `multipart/form-data`, and does not follow.
    pub async fn post_files(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        files: &[(&str, &str, &[u8])],
    ) -> Response {
        const BOUNDARY: &str = "a-line-that-no-file-of-the-tests-has";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        for (field, name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let origin = self.base.clone();
        let headers = [
            ("content-type", kind.as_str()),
            ("origin", origin.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send(Method::POST, path, Some(body), &headers).await
    }

    /// Fills in and sends the form of a page that has a button of some words, following the redirect.
    pub async fn submit(&mut self, page: &Page, button: &str, fill: &[(&str, &str)]) -> Page {
        let form = page.form(button).fill(fill);
        self.post(&form.action, &form.fields).await
    }

    async fn follow(&mut self, mut path: String, mut response: Response) -> Page {
        for _ in 0..10 {
            let location = response
                .headers()
                .get(LOCATION)
                .and_then(|v| v.to_str().ok())
                .map(str::to_owned);
            let Some(location) = location else { break };
            path = location.split('#').next().unwrap_or_default().to_owned();
            response = self.send(Method::GET, &path, None, &[]).await;
        }
        Page::read(&path, response).await
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        headers: &[(&'static str, &str)],
    ) -> Response {
        let response = self.try_send(method, path, body, headers).await;
        response.expect("the server answers")
    }

    async fn try_send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        headers: &[(&'static str, &str)],
    ) -> reqwest::Result<Response> {
        let address = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        let mut request = self.client.request(method, address);
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.body(body.unwrap_or_default()).send().await?;
        self.keep_cookies(response.headers());
        Ok(response)
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok())
        {
            let Some((name, rest)) = line.split_once('=') else {
                continue;
            };
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() || line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
