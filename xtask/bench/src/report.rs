//! The figures as a table and as JSON.

use crate::cases::Row;
use crate::certificates::Ordered;
use crate::cold::Cold;
use crate::load::Measured;
use serde::Serialize;
use std::fmt::Write as _;

/// Everything that was measured.
#[derive(Serialize)]
pub struct Report {
    /// People in the database.
    pub people: usize,
    /// Connections at once.
    pub connections: usize,
    /// `SQLite` or `PostgreSQL`.
    pub database: &'static str,
    /// Pages against their ceilings.
    pub pages: Vec<Row>,
    /// Whole attempts at the quiz, with every page, and with forms alone.
    pub attempts: Option<[Measured; 2]>,
    /// Places booked, every page included.
    pub bookings: Option<Measured>,
    /// Certificates ordered together.
    pub certificates: Option<Ordered>,
    /// From start to first answer, in milliseconds, the middle of five.
    pub first_answer: f64,
    /// Memory in KiB.
    pub memory: Memory,
    /// Bytes of pages.
    pub cold: Vec<Cold>,
}

/// Memory of the program in KiB.
#[derive(Serialize)]
pub struct Memory {
    /// After its first answer.
    pub idle: u64,
    /// After all the load.
    pub loaded: u64,
    /// At its highest.
    pub highest: u64,
}

impl Report {
    /// For people to read.
    pub fn table(&self) -> String {
        [self.pages(), self.flows(), self.needs(), self.sizes()].concat()
    }

    /// Pages against their ceilings.
    fn pages(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "\n{} people, {}, {} connections at once\n\n\
             {:<31} {:>7} {:>9} {:>8} {:>8} {:>8} {:>9} {:>8} {:>8}  goal",
            self.people,
            self.database,
            self.connections,
            "page",
            "ratio",
            "a second",
            "p50 ms",
            "p99 ms",
            "CPU ms",
            "ceiling",
            "by CPU",
            "bytes",
        );
        for row in &self.pages {
            let goal = row.goal.map_or_else(String::new, |goal| {
                judged(row.ratio >= goal, &format!("{goal} %"))
            });
            let _ = writeln!(
                text,
                "{:<31} {:>6.1}% {:>9.0} {:>8.2} {:>8.2} {:>8.3} {:>9.0} {:>7.1}% {:>8}  {goal}",
                row.name,
                row.ratio,
                row.page.per_second,
                row.page.p50,
                row.page.p99,
                row.page.cpu,
                row.ceiling.per_second,
                row.cpu_ratio,
                row.bytes,
            );
        }
        text
    }

    /// What takes several pages, or works by itself.
    fn flows(&self) -> String {
        let mut text = String::new();
        if let Some([every_page, forms]) = self.attempts {
            for (name, measured) in [("every page", every_page), ("forms alone", forms)] {
                let _ = writeln!(
                    text,
                    "Whole attempt, {name:<11} {:>10.1} a second, p50 {:.1} ms, p99 {:.1} ms, CPU {:.2} ms, {} done  {}",
                    measured.per_second,
                    measured.p50,
                    measured.p99,
                    measured.cpu,
                    measured.count,
                    judged(measured.per_second >= 100.0, "100 a second"),
                );
            }
        }
        if let Some(measured) = self.bookings {
            let _ = writeln!(
                text,
                "Place booked, every page {:>10.1} a second, p50 {:.1} ms, p99 {:.1} ms, CPU {:.2} ms, {} done  {}",
                measured.per_second,
                measured.p50,
                measured.p99,
                measured.cpu,
                measured.count,
                judged(measured.per_second >= 200.0, "200 a second"),
            );
        }
        if let Some(ordered) = self.certificates {
            let _ = writeln!(
                text,
                "Certificates: {} in {:.1} s, a thousand in {:.1} s  {}",
                ordered.wanted,
                ordered.seconds,
                ordered.per_thousand(),
                judged(ordered.per_thousand() <= 60.0, "60 s"),
            );
        }
        text
    }

    /// Memory, and time to start.
    fn needs(&self) -> String {
        let mut text = String::new();
        let memory = |kib: u64| kib.div_ceil(1024);
        let _ = writeln!(
            text,
            "Memory idle {} MiB  {}; loaded {} MiB  {}; highest {} MiB",
            memory(self.memory.idle),
            judged(memory(self.memory.idle) <= 80, "80"),
            memory(self.memory.loaded),
            judged(memory(self.memory.loaded) <= 160, "160"),
            memory(self.memory.highest),
        );
        let _ = writeln!(
            text,
            "First answer {:.0} ms after the start  {}",
            self.first_answer,
            judged(self.first_answer <= 300.0, "300 ms"),
        );
        text
    }

    /// What a browser fetches that comes for the first time.
    fn sizes(&self) -> String {
        let mut text = String::new();
        for cold in &self.cold {
            let wasm = if cold.wasm > 0 {
                let goal = judged(cold.wasm <= 150_000, "150,000");
                format!(", of which wasm {} bytes  {goal}", cold.wasm)
            } else {
                format!("  {}", judged(cold.total() <= 80_000, "80,000"))
            };
            let _ = writeln!(
                text,
                "{}, cold: {} bytes (page {}, files {}){wasm}",
                cold.name,
                cold.total(),
                cold.page,
                cold.files,
            );
        }
        text
    }
}

/// Whether a goal was met.
pub fn judged(met: bool, goal: &str) -> String {
    format!("{} ({goal})", if met { "met" } else { "MISSED" })
}
