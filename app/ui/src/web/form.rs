//! Reading what a form sends: names and values, and files where its row takes them.

use super::{Problem, route::Route, visit::Fields};
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, header},
};
use multer::{Constraints, Multipart, SizeLimit, parse_boundary};

/// The largest form without files that is read, in bytes.
const LARGEST_FORM: usize = 256 * 1024;

/// A file that came with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The name of its field.
    pub field: String,
    /// The name it had where it comes from, without folders. Never a path to write to.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What a form has sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub fields: Fields,
    pub files: Vec<Upload>,
}

/// Reads the body of a form.
///
/// # Errors
/// [`Problem::Forged`] for what no form of ours sends; a refusal for what is too large.
pub(super) async fn read(route: &Route, headers: &HeaderMap, body: Body) -> Result<Sent, Problem> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    match route.largest_file {
        Some(largest) if kind.starts_with("multipart/form-data") => {
            with_files(kind, body, largest).await
        }
        _ if kind.starts_with("application/x-www-form-urlencoded") => {
            let bytes = to_bytes(body, LARGEST_FORM)
                .await
                .map_err(|_| too_large())?;
            Ok(Sent {
                fields: Fields::parse(&String::from_utf8_lossy(&bytes)),
                files: Vec::new(),
            })
        }
        _ => Err(Problem::Forged),
    }
}

fn too_large() -> Problem {
    Problem::refused(
        "That is too much to send at once",
        "Shorten what you typed and send it again.",
        ("Go to the home page", "/"),
    )
}

/// Reading stops at the limit, so that nobody can fill the memory.
async fn with_files(kind: &str, body: Body, largest: usize) -> Result<Sent, Problem> {
    let boundary = parse_boundary(kind).map_err(|_| Problem::Forged)?;
    let limit = (largest + LARGEST_FORM) as u64;
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(limit));
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let refusal = |error: multer::Error| match error {
        multer::Error::StreamSizeExceeded { .. } => file_too_large(largest),
        _ => Problem::Forged,
    };
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(refusal)? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(plain_name);
        let bytes = part.bytes().await.map_err(refusal)?;
        match name {
            None => pairs.push((field, String::from_utf8_lossy(&bytes).into_owned())),
            // A file input that was left empty.
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) => files.push(Upload { field, name, bytes }),
        }
    }
    Ok(Sent {
        fields: Fields::of(pairs.into_iter()),
        files,
    })
}

fn file_too_large(largest: usize) -> Problem {
    Problem::refused(
        "That file is too large",
        format!(
            "Send a file of {} MB or less. Nothing has been changed.",
            largest / (1024 * 1024)
        ),
        ("Go to the home page", "/"),
    )
}

/// A file's own name: what stands behind the last slash of either kind, without signs that cannot be seen.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|sign| !sign.is_control());
    seen.take(120).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_no_path() {
        assert_eq!(
            plain_name("C:\\Users\\lead\\staff list.csv"),
            "staff list.csv"
        );
        assert_eq!(plain_name("../../etc/pass\u{0}wd"), "passwd");
        assert_eq!(plain_name(""), "");
    }
}
