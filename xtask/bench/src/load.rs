//! Many connections at once, and what came of it.

use crate::http::Connection;
use crate::process::Watched;
use serde::Serialize;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Where the load goes, and how much of it.
#[derive(Clone)]
pub struct Target {
    /// The program's address.
    pub address: SocketAddr,
    /// The processes whose time is counted.
    pub watched: Watched,
    /// Connections at once.
    pub connections: usize,
}

/// What was measured.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Measured {
    /// How often it was done.
    pub count: u32,
    /// In how many seconds.
    pub seconds: f64,
    /// How often a second.
    pub per_second: f64,
    /// Half took no longer, in milliseconds.
    pub p50: f64,
    /// All but one in a hundred took no longer, in milliseconds.
    pub p99: f64,
    /// Time on the processor for each, over all processes, in milliseconds.
    pub cpu: f64,
}

impl Target {
    /// Sends the requests over and over for so long; every one must be answered with 200.
    pub async fn pages(&self, requests: &[Vec<u8>], lasting: Duration) -> Result<Measured, String> {
        let requests: Arc<[Vec<u8>]> = requests.into();
        let step = self.connections;
        self.measure(lasting, move |mut connection, number, until| {
            let requests = Arc::clone(&requests);
            async move {
                let mut times = Vec::new();
                let mut next = number;
                while Instant::now() < until {
                    let start = Instant::now();
                    let request = &requests[next % requests.len()];
                    let answer = connection.ask(request).await.map_err(|e| e.to_string())?;
                    if answer.status != 200 {
                        let line = String::from_utf8_lossy(request);
                        let line = line.lines().next().unwrap_or_default();
                        return Err(format!("{line} was answered with {}", answer.status));
                    }
                    times.push(start.elapsed());
                    next += step;
                }
                Ok(times)
            }
        })
        .await
    }

    /// Runs some work on every connection until a moment; it gives the time of each thing done.
    pub async fn measure<F, Work>(&self, lasting: Duration, work: F) -> Result<Measured, String>
    where
        F: Fn(Connection, usize, Instant) -> Work,
        Work: Future<Output = Result<Vec<Duration>, String>> + Send + 'static,
    {
        let mut connections = Vec::new();
        for _ in 0..self.connections {
            let connection = Connection::open(self.address).await;
            connections.push(connection.map_err(|error| error.to_string())?);
        }
        let (cpu, start) = (self.watched.cpu(), Instant::now());
        let mut at_work = JoinSet::new();
        for (number, connection) in connections.into_iter().enumerate() {
            at_work.spawn(work(connection, number, start + lasting));
        }
        let mut times = Vec::new();
        while let Some(done) = at_work.join_next().await {
            times.extend(done.map_err(|error| error.to_string())??);
        }
        let (seconds, cpu) = (start.elapsed(), self.watched.cpu() - cpu);
        Ok(Measured::of(times, seconds, cpu))
    }
}

impl Measured {
    fn of(mut times: Vec<Duration>, lasting: Duration, cpu: u64) -> Self {
        times.sort_unstable();
        let part = |hundredths: usize| {
            let place = (times.len() * hundredths / 100).min(times.len().saturating_sub(1));
            times
                .get(place)
                .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
        };
        let count = u32::try_from(times.len()).unwrap_or(u32::MAX);
        let seconds = lasting.as_secs_f64();
        Self {
            count,
            seconds,
            per_second: f64::from(count) / seconds,
            p50: part(50),
            p99: part(99),
            cpu: f64::from(u32::try_from(cpu).unwrap_or(u32::MAX)) / f64::from(count.max(1)),
        }
    }

    /// The middle of two measurements of the same.
    pub fn middle(self, other: Self) -> Self {
        let middle = |a: f64, b: f64| f64::midpoint(a, b);
        Self {
            count: self.count + other.count,
            seconds: self.seconds + other.seconds,
            per_second: middle(self.per_second, other.per_second),
            p50: middle(self.p50, other.p50),
            p99: middle(self.p99, other.p99),
            cpu: middle(self.cpu, other.cpu),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_rates_and_shares() {
        let times = (1..=200).map(Duration::from_millis).collect();
        let measured = Measured::of(times, Duration::from_secs(2), 400);
        assert_eq!(measured.count, 200);
        assert!((measured.per_second - 100.0).abs() < 1e-9);
        assert!((measured.p50 - 101.0).abs() < 1e-9 && (measured.p99 - 199.0).abs() < 1e-9);
        assert!((measured.cpu - 2.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_done_is_no_division_by_nothing() {
        let measured = Measured::of(Vec::new(), Duration::from_secs(1), 0);
        assert!(measured.cpu.abs() < 1e-9 && measured.p99.abs() < 1e-9);
    }
}
