//! How long a large staff list takes from the file to people, how much memory, and how long others wait meanwhile:
//! `cascade bench-import`. It fills the database it is given and is not offered by the help.

mod list;
mod meter;
mod scene;

use self::{
    list::{FAULTY, list},
    meter::Meter,
    scene::Scene,
};
use super::{Outcome, open};
use crate::{config::Config, content_files};
use domain::{
    ids::StaffImportId,
    people::import::{Kind, PlaceChoice, Remembered, State},
};
use std::time::Instant;
use store::{
    Services,
    notifications::Mail,
    people::imports::{self, Import, NewList, OldAddress, Sent},
};
use ui::people::imports::read_list;

/// Sends a list of so many people, has it checked and brought in, then sends it again with some changes and takes it back.
pub(super) async fn bench_import(config: &Config, rows: usize) -> Outcome {
    let services = open(config).await?;
    let library = content_files::embedded().map_err(said)?;
    content_files::import(&services, &library)
        .await
        .map_err(said)?;
    let scene = scene::set(&services).await.map_err(said)?;
    let first = list(rows, 0);
    println!(
        "{rows} rows, {} bytes of CSV, one in {FAULTY} with a fault",
        first.len()
    );
    let bench = Bench {
        meter: Meter::new(&services, scene.account, scene.permit.clone()),
        services: &services,
        scene,
    };
    let id = bench.send(&first).await?;
    bench.check(id, "checked, no team known").await?;
    bench.make_teams(id).await?;
    bench.check(id, "checked again, teams to be made").await?;
    bench.bring_in(id).await?;
    bench.take_back(id).await?;
    let id = bench.send(&first).await?;
    bench.check(id, "checked").await?;
    bench.bring_in(id).await?;
    let id = bench.send(&list(rows, 30)).await?;
    let next = "the next list checked, one in 30 has moved";
    bench.check(id, next).await?;
    bench.bring_in(id).await?;
    bench.take_back(id).await?;
    let failed = bench.meter.end();
    println!("{failed} writes or reads of somebody else have failed");
    services.db.close().await.map_err(said)
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

struct Bench<'a> {
    services: &'a Services,
    scene: Scene,
    meter: Meter,
}

impl Bench<'_> {
    /// As the form does it: reads the file and keeps what may be kept.
    async fn send(&self, text: &str) -> Result<StaffImportId, String> {
        let began = Instant::now();
        let hash = imports::file_hash(text.as_bytes());
        let read =
            read_list(text.as_bytes(), &Remembered::new(), self.services.today()).map_err(said)?;
        self.meter.tell("read", began).await;
        let began = Instant::now();
        let new = NewList {
            file_name: "bench.csv".to_owned(),
            file_hash: hash,
            read_as: read.read_as,
            headings: read.headings,
            is_whole: true,
            may_bring: vec![self.scene.organisation],
            by_administrator: false,
            parts: read.parts,
        };
        let sent = imports::send(self.services, &self.scene.permit, &new)
            .await
            .map_err(said)?;
        self.meter.tell("kept", began).await;
        match sent {
            Sent::New(id) | Sent::Known(id) => Ok(id),
        }
    }

    async fn find(&self, id: StaffImportId) -> Result<Import, String> {
        let found = imports::find(self.services, &self.scene.permit, id)
            .await
            .map_err(said)?;
        found.ok_or_else(|| "the list is gone".to_owned())
    }

    async fn step(&self, phase: &str) -> Result<(), String> {
        let began = Instant::now();
        imports::step(self.services, mail).await.map_err(said)?;
        self.meter.tell(phase, began).await;
        Ok(())
    }

    async fn check(&self, id: StaffImportId, phase: &str) -> Result<(), String> {
        self.step(phase).await?;
        let counts = self.find(id).await?.counts;
        let each =
            Kind::ALL.map(|kind| format!("{} {}", kind.title().to_lowercase(), counts.of(kind)));
        println!("{:>10}{}", "", each.join(", "));
        Ok(())
    }

    /// Answers *Add all* for the teams that nobody knows.
    async fn make_teams(&self, id: StaffImportId) -> Result<(), String> {
        let places = imports::open_places(self.services, &self.scene.permit, id)
            .await
            .map_err(said)?;
        let make = PlaceChoice::Make(self.scene.organisation);
        let made: Vec<_> = places.into_iter().map(|place| (place, make)).collect();
        let began = Instant::now();
        imports::decide_places(self.services, &self.scene.permit, id, &made)
            .await
            .map_err(said)?;
        self.meter
            .tell(&format!("{} teams added", made.len()), began)
            .await;
        Ok(())
    }

    async fn bring_in(&self, id: StaffImportId) -> Result<(), String> {
        imports::confirm(self.services, &self.scene.permit, id)
            .await
            .map_err(said)?;
        self.step("brought in").await?;
        self.step("people sorted").await?;
        self.is(id, State::Committed).await
    }

    async fn take_back(&self, id: StaffImportId) -> Result<(), String> {
        let began = Instant::now();
        let asked = imports::ask_undo(self.services, &self.scene.permit, id)
            .await
            .map_err(said)?;
        asked.map_err(said)?;
        self.meter.tell("asked to be taken back", began).await;
        self.step("taken back").await?;
        self.step("people sorted").await?;
        self.is(id, State::Undone).await
    }

    /// Whether a list is where it was to come.
    async fn is(&self, id: StaffImportId, state: State) -> Result<(), String> {
        let import = self.find(id).await?;
        if import.state == state {
            return Ok(());
        }
        let why = import.problem.unwrap_or_default();
        Err(format!("the list is {}: {why}", import.state.code()))
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
        calendar: None,
        booking: None,
    }
}
