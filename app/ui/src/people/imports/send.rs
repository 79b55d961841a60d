//! Sending a list.

use super::{
    reading::{ReadList, read_list},
    which::{href, may_bring},
};
use crate::{
    ui::{
        BackLink, Button, Choice, Details, Field, FileUpload, InsetText, LabelKind, PageHeading,
        Radios, Select, Size, SummaryList, SummaryRow, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Sends, Visit, see, typed::wrong},
};
use domain::{
    access::{ImportStaff, Role},
    ids::OrganisationId,
    people::import::Column,
};
use leptos::prelude::*;
use store::people::imports::{self, NewList, Sent};

/// The largest file that is taken, in bytes: 60,000 people with thirty columns are about half of it.
pub(super) const LARGEST: usize = 25 * 1024 * 1024;

/// The questions with what was answered.
#[derive(Clone)]
struct SendForm {
    organisation: Field,
    extent: Field,
    file: Field,
}

impl SendForm {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            organisation: field("organisation", "Whose staff list is it?"),
            extent: field("extent", "Who is in the file?"),
            file: Field::new("list")
                .label("The file")
                .hint("CSV or Excel workbook (.xlsx), up to 25 MB. One row for each person or post, with headings"),
        }
    }

    fn organisation(&mut self, offered: &[(OrganisationId, String)]) -> Option<OrganisationId> {
        if let [(only, _)] = offered {
            return Some(*only);
        }
        let typed = self.organisation.current().parse().ok();
        let chosen = offered.iter().find(|(id, _)| Some(*id) == typed);
        if chosen.is_none() {
            wrong(
                &mut self.organisation,
                "Select the organisation whose list it is",
            );
        }
        chosen.map(|(id, _)| *id)
    }

    fn is_whole(&mut self) -> bool {
        match self.extent.current() {
            "whole" => true,
            "part" => false,
            _ => {
                wrong(&mut self.extent, "Select whether everybody is in the file");
                false
            }
        }
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let offered = offered(&visit).await?;
    Ok(shown(&SendForm::of(&Fields::default()), offered).into())
}

async fn offered(visit: &Visit) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let offered = may_bring(visit).await?;
    if offered.is_empty() {
        return Err(Problem::refused(
            "There is no organisation to bring people into",
            "Organisations are added by the administrator, each to its district.",
            ("Go to People", "/people"),
        ));
    }
    Ok(offered)
}

/// Reads the file, keeps what may be kept, and has it checked. The same file is never two lists.
pub(super) async fn send(visit: Visit) -> Result<Answer, Problem> {
    let offered = offered(&visit).await?;
    let mut form = SendForm::of(&visit.form);
    let organisation = form.organisation(&offered);
    let is_whole = form.is_whole();
    let Some(file) = visit.file("list") else {
        wrong(&mut form.file, "Select the file with the staff list");
        return Ok(shown(&form, offered).into());
    };
    let Some(organisation) = organisation.filter(|_| form.extent.error.is_none()) else {
        wrong(&mut form.file, "Select the file again");
        return Ok(shown(&form, offered).into());
    };
    let permit = visit.permit(ImportStaff { organisation })?;
    let remembered = imports::remembered(visit.services(), &permit).await?;
    let (bytes, today) = (file.bytes.clone(), visit.today);
    let hash = imports::file_hash(&bytes);
    let reading = tokio::task::spawn_blocking(move || read_list(&bytes, &remembered, today));
    let read = reading
        .await
        .map_err(|broken_off| Problem::Ours(Box::new(broken_off)))?;
    let ReadList {
        read_as,
        headings,
        parts,
    } = match read {
        Ok(read) => read,
        Err(unfit) => {
            wrong(&mut form.file, unfit.to_string());
            return Ok(shown(&form, offered).into());
        }
    };
    let new = NewList {
        file_name: file.name.clone(),
        file_hash: hash,
        read_as,
        headings,
        is_whole,
        may_bring: offered.into_iter().map(|(id, _)| id).collect(),
        by_administrator: visit.actor()?.has(Role::Administrator),
        parts,
    };
    let sent = imports::send(visit.services(), &permit, &new).await?;
    visit.jobs.notify_one();
    Ok(see(match sent {
        Sent::New(id) => href(id),
        Sent::Known(id) => format!("{}?done=known", href(id)),
    }))
}

fn shown(form: &SendForm, offered: Vec<(OrganisationId, String)>) -> Page {
    let fields = form.clone();
    Page::new("Send a staff list", move || view(fields, &offered))
        .section("/people")
        .before(|| view! { <BackLink href="/people/imports" text="Staff lists"/> })
        .errors(&[&form.organisation, &form.extent, &form.file])
}

fn view(form: SendForm, offered: &[(OrganisationId, String)]) -> AnyView {
    let organisation = match offered {
        [(_, name)] => {
            let rows = vec![SummaryRow::new("Organisation", name.clone())];
            view! { <SummaryList rows=rows/> }
        }
        several => {
            let each = several
                .iter()
                .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
            let first = Choice::new("", "Select an organisation");
            let choices: Vec<_> = std::iter::once(first).chain(each).collect();
            view! { <Select field=form.organisation choices=choices/> }
        }
    };
    let extent = vec![
        Choice::new("whole", "Everybody on the staff list")
            .hint("You will be asked about people who are here and not in the file"),
        Choice::new("part", "Only some of them")
            .hint("Such as new starters, or rows that you have mended. Nobody else is touched"),
    ];
    view! {
        <TwoThirds>
            <PageHeading text="Send a staff list"/>
            <InsetText>
                "Nothing changes yet. The list is checked first, and you see what would happen to whom before you confirm.
                Leave out what training has no use for: dates of birth, National Insurance numbers, ethnicity, health and
                pay. Columns with such data are recognised and dropped before anything is kept."
            </InsetText>
            <Form sends=Sends::Files>
                {organisation}
                <Radios field=form.extent choices=extent legend=LabelKind::Sized(Size::Small)/>
                <FileUpload field=form.file accept=".csv,.txt,.tsv,.xlsx"/>
                {columns()}
                <Button text="Send and check"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The columns that are read.
fn columns() -> AnyView {
    let each: Vec<_> = Column::ALL
        .iter()
        .map(|column| view! { <li>{column.title()}</li> })
        .collect();
    view! {
        <Details summary="Which columns are read">
            <p class="govuk-body">
                "Needed are the name, the job title, and the staff number or the work e-mail address. New people also need
                the day on which they started; agency staff and fixed terms the day on which they end. The headings of ESR
                and iTrent are known; for others you are asked once."
            </p>
            <ul class="govuk-list govuk-list--bullet">{each}</ul>
            <p class="govuk-body">"Days are written as 31/12/2026 or 2026-12-31."</p>
        </Details>
    }
    .into_any()
}
