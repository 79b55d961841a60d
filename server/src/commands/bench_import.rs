//! How long a large staff list takes from the file to people, and how much memory: `cascade bench-import`. It fills the
//! database it is given and is not offered by the help.

use super::{Outcome, open};
use crate::config::Config;
use domain::{
    access::{Actor, AddPerson, Grant, ImportStaff, ManageOrganisations, Permit, Role, permit},
    ids::{AccountId, OrganisationId, StaffImportId},
    organisations::OrganisationKind,
    people::{
        Contract,
        import::{Kind, PlaceChoice, Remembered},
    },
};
use std::{fmt::Write as _, time::Instant};
use store::{
    Services,
    notifications::Mail,
    organisations::{NewBoard, NewOrganisation, add_district, add_organisation},
    people::{
        NewPerson, NewPost, add_person,
        imports::{self, Import, NewList, OldAddress, Sent},
    },
};
use ui::people::imports::read_list;

/// One row in so many has a fault.
const FAULTY: usize = 20;

/// Sends a list of so many people, has it checked and brought in, then sends it again with some changes and takes it back.
pub(super) async fn bench_import(config: &Config, rows: usize) -> Outcome {
    let services = open(config).await?;
    let bench = Bench::new(&services).await.map_err(said)?;
    let first = list(rows, 0);
    println!(
        "{rows} rows, {} bytes of CSV, one in {FAULTY} with a fault",
        first.len()
    );
    let id = bench.send(&first).await?;
    bench.check(id, "checked, no team known").await?;
    let places = imports::open_places(&services, &bench.permit, id)
        .await
        .map_err(said)?;
    let made: Vec<_> = places
        .into_iter()
        .map(|place| (place, PlaceChoice::Make(bench.organisation)))
        .collect();
    imports::decide_places(&services, &bench.permit, id, &made)
        .await
        .map_err(said)?;
    bench.check(id, "checked again, teams to be made").await?;
    bench.bring_in(id).await?;
    let id = bench.send(&list(rows, 30)).await?;
    bench
        .check(id, "the next list checked, one in 30 has moved")
        .await?;
    bench.bring_in(id).await?;
    bench.take_back(id).await?;
    services.db.close().await.map_err(said)
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A list, in which one person in `moved` has another job than in the list without moves.
fn list(rows: usize, moved: usize) -> String {
    let mut text = String::from(
        "Employee number,First name,Last name,Work email,Directorate,Team,Job title,Contract type,Start date,\
         Line manager employee number,Date of birth,FTE,Leaving date\r\n",
    );
    for n in 1..=rows {
        let has_moved = moved > 0 && n % moved == 0;
        let job = if has_moved { "Team manager" } else { "Officer" };
        let start = if n % FAULTY == 0 {
            "31/04/2020"
        } else {
            "01/04/2020"
        };
        let _ = write!(
            text,
            "{n:07},Given{},Family{},person{n}@bench.example,Directorate {},Team {},{job},Permanent,{start},{:07},\
             01/01/1980,1.0,\r\n",
            n % 997,
            n % 4999,
            n % 5,
            n % 200,
            n - n % 15 + 1,
        );
    }
    text
}

struct Bench<'a> {
    services: &'a Services,
    organisation: OrganisationId,
    permit: Permit<ImportStaff>,
}

impl<'a> Bench<'a> {
    async fn new(services: &'a Services) -> Result<Self, store::StoreError> {
        let denied = |_| store::StoreError::Conflict;
        let manage = permit(&Actor::Program, ManageOrganisations {}).map_err(denied)?;
        let number = services.ids.below(1_000_000);
        let prefix: String = (0..6)
            .map(|_| char::from(b'A' + u8::try_from(services.ids.below(26)).unwrap_or_default()))
            .collect();
        let board = NewBoard {
            district: format!("Bench district {number}"),
            name: format!("Bench board {number}"),
            prefix,
        };
        let (district, _) = add_district(services, &manage, &board).await?;
        let new = NewOrganisation {
            district,
            name: format!("Bench organisation {number}"),
            kind: OrganisationKind::Council,
            first_responder: false,
            teams: Vec::new(),
        };
        let organisation = add_organisation(services, &manage, &new).await?;
        let add = permit(&Actor::Program, AddPerson { organisation }).map_err(denied)?;
        let lead = NewPerson {
            name: "Bench Lead".to_owned(),
            email: Some(format!("lead{number}@bench.example")),
            post: NewPost {
                organisation,
                team: None,
                job_title: "Training lead".to_owned(),
                contract: Contract::Permanent,
                staff_number: None,
                manager: None,
                starts_on: services.today(),
                ends_on: None,
                cohorts: Vec::new(),
            },
        };
        let person = add_person(services, &add, &lead).await?;
        let lead = Actor::Person {
            person,
            account: AccountId(person.0),
            name: lead.name,
            grants: vec![Grant {
                role: Role::TrainingLead,
                organisation: Some(organisation),
                board: None,
                whose: None,
            }],
        };
        Ok(Self {
            services,
            organisation,
            permit: permit(&lead, ImportStaff { organisation }).map_err(denied)?,
        })
    }

    /// As the form does it: reads the file and keeps what may be kept.
    async fn send(&self, text: &str) -> Result<StaffImportId, String> {
        let began = Instant::now();
        let hash = imports::file_hash(text.as_bytes());
        let read =
            read_list(text.as_bytes(), &Remembered::new(), self.services.today()).map_err(said)?;
        tell("read", began);
        let began = Instant::now();
        let new = NewList {
            file_name: "bench.csv".to_owned(),
            file_hash: hash,
            read_as: read.read_as,
            headings: read.headings,
            is_whole: true,
            may_bring: vec![self.organisation],
            by_administrator: false,
            parts: read.parts,
        };
        let sent = imports::send(self.services, &self.permit, &new)
            .await
            .map_err(said)?;
        tell("kept", began);
        match sent {
            Sent::New(id) | Sent::Known(id) => Ok(id),
        }
    }

    async fn find(&self, id: StaffImportId) -> Result<Import, String> {
        let found = imports::find(self.services, &self.permit, id)
            .await
            .map_err(said)?;
        found.ok_or_else(|| "the list is gone".to_owned())
    }

    async fn step(&self, what: &str) -> Result<(), String> {
        let began = Instant::now();
        imports::step(self.services, mail).await.map_err(said)?;
        tell(what, began);
        Ok(())
    }

    async fn check(&self, id: StaffImportId, what: &str) -> Result<(), String> {
        self.step(what).await?;
        let counts = self.find(id).await?.counts;
        let each =
            Kind::ALL.map(|kind| format!("{} {}", kind.title().to_lowercase(), counts.of(kind)));
        println!("    {}", each.join(", "));
        Ok(())
    }

    async fn bring_in(&self, id: StaffImportId) -> Result<(), String> {
        imports::confirm(self.services, &self.permit, id)
            .await
            .map_err(said)?;
        self.step("brought in, in one transaction").await?;
        self.step("settled").await
    }

    async fn take_back(&self, id: StaffImportId) -> Result<(), String> {
        let asked = imports::ask_undo(self.services, &self.permit, id)
            .await
            .map_err(said)?;
        asked.map_err(said)?;
        self.step("taken back, in one transaction").await?;
        self.step("settled").await
    }
}

/// Nobody is told in a database that is thrown away; no list of the bench changes an address.
fn mail(old: &OldAddress) -> Mail {
    Mail {
        key: old.address.clone(),
        to_address: old.address.clone(),
        to_name: old.name.clone(),
        subject: String::new(),
        text: String::new(),
        html: String::new(),
        certificate: None,
    }
}

/// A line with how long something took and the most memory that the program has had so far.
fn tell(what: &str, began: Instant) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kilobytes.unwrap_or_default() / 1024
    };
    println!(
        "{:>8.2} s  {what} (peak {} MB, own {} MB)",
        began.elapsed().as_secs_f64(),
        memory("VmHWM:"),
        memory("RssAnon:")
    );
}
