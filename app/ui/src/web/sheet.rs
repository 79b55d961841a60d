//! Tables that a page shows, as a file to take away.
//!
//! A page with a table offers [`SheetLinks`](crate::ui::SheetLinks); its row for the download reads the same rows,
//! without pages, and ends in [`sheet()`].

use super::{Answer, Download, Fields, Problem, Visit};
use crate::ui::SheetKind;
use ::sheet::Table;

/// The form asked for with `as=`; CSV when nothing was said.
fn asked(query: &Fields) -> SheetKind {
    let code = query.text("as");
    SheetKind::ALL
        .into_iter()
        .find(|kind| kind.code() == code)
        .unwrap_or(SheetKind::Csv)
}

fn media_type(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Csv => "text/csv; charset=utf-8",
        SheetKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// A table as a file, in the form that the address asks for. It is written away from the threads that answer requests.
///
/// # Errors
/// [`Problem::Ours`] when it cannot be written.
pub async fn sheet(visit: &Visit, table: Table) -> Result<Answer, Problem> {
    let (kind, today) = (asked(&visit.query), visit.today);
    let name = format!("{}.{}", file_name(&table.title), kind.code());
    let writing = tokio::task::spawn_blocking(move || match kind {
        SheetKind::Csv => table.csv(),
        SheetKind::Xlsx => table.xlsx(today),
    });
    let written = writing
        .await
        .map_err(|broken_off| Problem::Ours(Box::new(broken_off)))?;
    let bytes = written.map_err(|error| Problem::Ours(Box::new(error)))?;
    Ok(Answer::Download(Download {
        media_type: media_type(kind),
        name: Some(name),
        bytes,
        lasting: false,
    }))
}

/// A title as the name of a file that any system takes: "Not imported, 22 November" is `not-imported-22-november`.
fn file_name(title: &str) -> String {
    let folded = domain::people::folded(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let name: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    if name.is_empty() {
        "table".to_owned()
    } else {
        name.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_that_any_system_takes() {
        assert_eq!(
            file_name("Staff list of Siân’s, 22/11: \"new\""),
            "staff-list-of-sians-22-11-new"
        );
        assert_eq!(file_name("李"), "table");
    }

    #[test]
    fn csv_is_given_when_nothing_else_is_asked_for() {
        let asked = |query: &str| asked(&Fields::parse(query));
        assert_eq!(asked("kind=new&as=xlsx"), SheetKind::Xlsx);
        assert_eq!(asked("as=pdf"), SheetKind::Csv);
        assert_eq!(asked(""), SheetKind::Csv);
    }
}
