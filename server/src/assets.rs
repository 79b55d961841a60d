//! Styles, scripts and icons: inside the program, or in a folder while developing and testing.

use crate::embedded::SITE;
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use std::{borrow::Cow, collections::HashMap, path::PathBuf, sync::Arc};
use ui::{
    ui::Assets,
    web::{Kind, Settings, set_headers},
};

/// Where the assets are served.
const BASE: &str = "/assets/";

/// Every file by its name.
#[derive(Clone, Debug)]
pub struct Files(Arc<HashMap<String, Cow<'static, [u8]>>>);

impl Files {
    /// Those inside the program; or, where it was built without, those in the folder that `CASCADE_SITE_DIR` names.
    pub fn load() -> Self {
        let mut files: HashMap<_, _> = SITE
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes)))
            .collect();
        if files.is_empty()
            && let Some(folder) = std::env::var_os("CASCADE_SITE_DIR").map(PathBuf::from)
        {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                if let Ok(bytes) = std::fs::read(entry.path()) {
                    files.insert(
                        entry.file_name().to_string_lossy().into_owned(),
                        Cow::Owned(bytes),
                    );
                }
            }
        }
        Self(Arc::new(files))
    }

    /// The addresses that pages refer to. Without built files pages have no styles, which is said once.
    pub fn addresses(&self) -> Assets {
        let manifest = self
            .0
            .get("manifest.json")
            .and_then(|bytes| std::str::from_utf8(bytes).ok());
        let built = manifest.and_then(|text| Assets::from_manifest(text, BASE).ok());
        built.unwrap_or_else(|| {
            tracing::warn!("there are no styles and scripts: build with `cargo xtask build`");
            let none = |name: &str| format!("{BASE}{name}");
            Assets {
                css: none("cascade.css"),
                main_js: none("main.js"),
                favicon_svg: none("favicon.svg"),
                favicon_png: none("favicon-32.png"),
                touch_icon: none("icon-180.png"),
                licences: None,
                islands: None,
            }
        })
    }

    /// Serves one, compressed where the browser takes it so.
    pub(crate) fn serve(
        &self,
        Path(name): Path<String>,
        asked: &HeaderMap,
        settings: &Settings,
    ) -> Response {
        let accepts = asked
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let encodings = [("br", ".br"), ("gzip", ".gz")];
        let packed = encodings
            .into_iter()
            .filter(|(encoding, _)| accepts.contains(encoding))
            .find_map(|(encoding, ending)| {
                Some((self.0.get(&format!("{name}{ending}"))?, Some(encoding)))
            });
        let Some((bytes, encoding)) = packed.or_else(|| Some((self.0.get(&name)?, None))) else {
            let mut missing = Response::new(Body::empty());
            *missing.status_mut() = StatusCode::NOT_FOUND;
            set_headers(missing.headers_mut(), settings, None, Kind::Personal);
            return missing;
        };
        let mut response = Response::new(Body::from(bytes.clone().into_owned()));
        let headers = response.headers_mut();
        set_headers(headers, settings, None, Kind::Static);
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(media_type(&name)),
        );
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
