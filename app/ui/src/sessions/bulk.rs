//! Putting many sessions on from a file: a template to take away, a look at every row, then all of them or none.

use super::{
    bulk_rows::{self, COLUMNS, Line, MOST, Row},
    clashes::{busy, clashes},
    put_on::choices,
    series::keep,
    whose::{ask, named},
};
use crate::{
    certificates::many,
    ui::{
        BackLink, Button, ButtonGroup, CaptionKind, Column, Content, Field, FileUpload, InsetText,
        Narrow, PageHeading, SheetLinks, Table, TwoThirds, WarningText,
    },
    web::{self, Answer, Form, Page, Problem, Sends, Visit, see, typed::wrong},
};
use domain::{
    access::{Permit, RunSession},
    ids::OrganisationId,
};
use leptos::prelude::*;
use store::{
    StoreError,
    sessions::{self, NewSession},
};

/// The largest file, in bytes.
pub(super) const LARGEST: usize = 1024 * 1024;

/// The most text of all rows together, in bytes, so that the page can send them once more.
const MOST_TEXT: usize = 75 * 1024;

fn file() -> Field {
    Field::new("sessions").label("The file").hint(format!(
        "CSV or Excel workbook (.xlsx), up to {MOST} sessions"
    ))
}

/// The leave to put sessions on for the organisation that is named.
fn may_run(visit: &Visit) -> Result<Option<Permit<RunSession>>, Problem> {
    let permit = |organisation| visit.permit(RunSession { organisation });
    named(visit)?.map(permit).transpose()
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Some(permit) = may_run(&visit)? else {
        return Ok(ask(&visit, "/sessions/file").await?.into());
    };
    Ok(sending(file(), permit.act().organisation).into())
}

/// The file to begin with: its heads and an example.
pub(super) async fn template(visit: Visit) -> Result<Answer, Problem> {
    let permit = may_run(&visit)?.ok_or(Problem::NotFound)?;
    let choices = choices(&visit, &permit).await?;
    let example = bulk_rows::example(&choices, visit.today);
    let table = sheet::Table {
        title: "Sessions".to_owned(),
        head: COLUMNS.map(|(title, _)| title.to_owned()).to_vec(),
        rows: vec![example.into_iter().map(Into::into).collect()],
    };
    web::sheet(&visit, table).await
}

fn sending(file: Field, organisation: OrganisationId) -> Page {
    let error_of = file.clone();
    let template = format!("/sessions/file/template?organisation={organisation}");
    let page = Page::new("Put on many sessions", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Put on many sessions from a file"/>
                <p class="govuk-body">"One row for each session. Nothing is put on before you have seen what would be."</p>
                <SheetLinks href=template what="the template"/>
                <Form sends=Sends::Files>
                    <input type="hidden" name="organisation" value=organisation.to_string()/>
                    <FileUpload field=file accept=".csv,.xlsx"/>
                    <Button text="Send and check"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(|| view! { <BackLink href="/sessions" text="Sessions"/> });
    page.errors(&[&error_of])
}

/// Reads the file and shows what would be put on.
pub(super) async fn send(visit: Visit) -> Result<Answer, Problem> {
    let permit = may_run(&visit)?.ok_or(Problem::NotFound)?;
    let organisation = permit.act().organisation;
    let mut field = file();
    let Some(sent) = visit.file("sessions") else {
        wrong(&mut field, "Select the file with the sessions");
        return Ok(sending(field, organisation).into());
    };
    let bytes = sent.bytes.clone();
    let reading = tokio::task::spawn_blocking(move || read(&bytes));
    match reading
        .await
        .map_err(|broken_off| Problem::Ours(Box::new(broken_off)))?
    {
        Ok(rows) => looked_at(&visit, &permit, rows, None).await,
        Err(said) => {
            wrong(&mut field, said);
            Ok(sending(field, organisation).into())
        }
    }
}

/// The rows of a file.
fn read(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let found = sheet::read(bytes).map_err(|error| error.to_string())?;
    let first = found.sheets.iter().find(|sheet| !sheet.is_empty());
    let rows = bulk_rows::rows(first.ok_or("The file has nothing in it")?)?;
    let text: usize = rows.iter().flat_map(|row| &row.1).map(String::len).sum();
    if text > MOST_TEXT {
        return Err("The file says more than can be put on at once. Send it in parts".to_owned());
    }
    Ok(rows)
}

/// Checks the rows.
async fn lines(
    visit: &Visit,
    permit: &Permit<RunSession>,
    rows: &[Row],
) -> Result<Vec<Line>, Problem> {
    let choices = choices(visit, permit).await?;
    let addresses = bulk_rows::addresses(rows, &choices);
    let trainers = sessions::find_trainers(visit.services(), permit, &addresses).await?;
    Ok(bulk_rows::check(rows, &choices, &trainers, visit.now))
}

/// Shows a line for each row; `wrong` is what went wrong when they were to be put on.
async fn looked_at(
    visit: &Visit,
    permit: &Permit<RunSession>,
    rows: Vec<Row>,
    wrong: Option<&'static str>,
) -> Result<Answer, Problem> {
    let lines = lines(visit, permit, &rows).await?;
    let planned: Vec<NewSession> = lines.iter().filter_map(|one| one.session.clone()).collect();
    let busy = busy(visit, permit, &planned, None).await?;
    let organisation = permit.act().organisation;
    let shown: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let clashes = line
                .session
                .as_ref()
                .map(|one| clashes(&busy, one, organisation));
            (line, clashes.unwrap_or_default())
        })
        .collect();
    let rows = serde_json::to_string(&rows).map_err(|error| Problem::Ours(Box::new(error)))?;
    Ok(Page::new("Check the sessions", move || {
        view(shown, rows, organisation, wrong)
    })
    .section("/sessions")
    .before(|| view! { <BackLink href="/sessions/file" text="Another file"/> })
    .into())
}

fn view(
    shown: Vec<(Line, Vec<String>)>,
    rows: String,
    organisation: OrganisationId,
    wrong: Option<&'static str>,
) -> AnyView {
    let (all, bad) = (
        shown.len(),
        shown.iter().filter(|one| one.0.session.is_none()).count(),
    );
    let said = format!(
        "{} in the file, {} with something wrong.",
        many(all as u64, "session", "sessions"),
        many(bad as u64, "row", "rows"),
    );
    let row = |(line, clashes): (Line, Vec<String>)| {
        let remarks = match (line.wrong.is_empty(), clashes.is_empty()) {
            (true, true) => Content::from("Nothing"),
            (true, false) => Content::lines(clashes),
            (false, _) => Content::lines(line.wrong),
        };
        vec![line.number.to_string().into(), line.said.into(), remarks]
    };
    let lines = shown.into_iter().map(row).collect();
    let head = ["Row", "Session", "What is wrong, or speaks against it"]
        .map(Column::new)
        .to_vec();
    let warning = wrong.map(|text| view! { <WarningText text=text/> });
    let go_on = if bad == 0 {
        let button = format!("Put on {}", many(all as u64, "session", "sessions"));
        view! {
            <Form action="/sessions/file/confirm">
                <input type="hidden" name="organisation" value=organisation.to_string()/>
                <input type="hidden" name="rows" value=rows/>
                <ButtonGroup>
                    <Button text=button/>
                    <a class="govuk-link" href="/sessions">"Cancel"</a>
                </ButtonGroup>
            </Form>
        }
        .into_any()
    } else {
        view! { <InsetText>"Nothing has been put on. Mend these rows in the file and send it again."</InsetText> }
            .into_any()
    };
    view! {
        <PageHeading text="Check the sessions"/>
        {warning}
        <p class="govuk-body">{said}</p>
        <Table caption="The rows of the file" caption_kind=CaptionKind::Hidden head=head rows=lines narrow=Narrow::Stack/>
        {go_on}
    }
    .into_any()
}

/// Puts on what was looked at: all of it, or nothing when a row is no longer right.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let permit = may_run(&visit)?.ok_or(Problem::NotFound)?;
    let rows: Vec<Row> = serde_json::from_str(visit.form.text("rows")).unwrap_or_default();
    if rows.is_empty() || rows.len() > MOST {
        return Ok(see("/sessions/file"));
    }
    let lines = lines(&visit, &permit, &rows).await?;
    let all = lines.len();
    let planned: Vec<_> = lines.into_iter().filter_map(|one| one.session).collect();
    if planned.len() < all {
        return looked_at(&visit, &permit, rows, None).await;
    }
    match keep(&visit, &permit, &planned).await {
        Ok(first) => Ok(see(format!("{first}?done=series"))),
        Err(StoreError::Conflict) => {
            let said = "One of these is on already: your organisation has this course on at that time in \
                        that place. Nothing has been put on.";
            looked_at(&visit, &permit, rows, Some(said)).await
        }
        Err(error) => Err(error.into()),
    }
}
