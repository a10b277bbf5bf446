//! The conditions of a measurement: machine, servers, date, and other load.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use serde_json::Value;
use store::{Access, Databases, Object};
use testkit::{Servers, TestDatabase};
use tokio::time::sleep;

use crate::{figures, meter};

/// Processes of the private servers.
#[derive(Clone, Copy)]
pub(crate) struct ServerProcesses {
    pub(crate) postmaster: u32,
    pub(crate) broker: u32,
}

pub(crate) async fn describe(small: bool) -> Result<String> {
    let now = Timestamp::try_from(SystemTime::now())?;
    let profile = if cfg!(debug_assertions) {
        "debug build: **the figures say nothing**"
    } else {
        "release build"
    };
    let size = if small { ", small sizes" } else { "" };
    let postgres = postgres_version().await?;
    let overview = broker("overview?columns=rabbitmq_version").await?;
    let rabbit = overview["rabbitmq_version"].as_str().unwrap_or("?");
    Ok(format!(
        "# Figures of {}\n\n{}; PostgreSQL {postgres}, RabbitMQ {rabbit}, {profile}{size}. {}\n\n\
         Ours and the peer ran side by side in this run; read ratios, not seconds.",
        now.strftime("%Y-%m-%d %H:%M UTC"),
        hardware()?,
        load()?
    ))
}

/// How busy the machine was; other load makes wall times longer.
pub(crate) fn load() -> Result<String> {
    let load = fs::read_to_string("/proc/loadavg")?;
    let averages: Vec<_> = load.split_whitespace().take(3).collect();
    Ok(format!("Load averages: {}.", averages.join(", ")))
}

pub(crate) async fn server_processes() -> Result<ServerProcesses> {
    let database = TestDatabase::empty().await;
    let backend: i32 = database
        .client()
        .await
        .query_one("select pg_backend_pid()", &[])
        .await?
        .get(0);
    Ok(ServerProcesses {
        postmaster: meter::parent(backend.unsigned_abs())?,
        broker: broker_process().await?,
    })
}

/// The management API lists a broker only some seconds after its start.
async fn broker_process() -> Result<u32> {
    for _ in 0..60 {
        let nodes = broker("nodes?columns=os_pid").await?;
        if let Some(pid) = nodes[0]["os_pid"].as_str() {
            return Ok(pid.parse()?);
        }
        sleep(Duration::from_millis(500)).await;
    }
    bail!("the management API reports no process id of the broker")
}

/// A separate connection with the settings of the services' connections.
pub(crate) async fn connect(url: &str, database: &str) -> Result<Object> {
    let name = "bench".to_owned();
    let access = Access::with_login(url.into());
    let databases = Databases::new(&access, [(name.clone(), database.to_owned())], &name, 1)?;
    Ok(databases.pool(&name)?.get().await?.into())
}

async fn postgres_version() -> Result<String> {
    let database = TestDatabase::empty().await;
    let client = database.client().await;
    Ok(client.query_one("show server_version", &[]).await?.get(0))
}

async fn broker(path: &str) -> Result<Value> {
    let url = format!("{}/api/{path}", Servers::of_environment().rabbitmq_api);
    let client = reqwest::Client::builder().no_proxy().build()?;
    Ok(client.get(url).send().await?.json().await?)
}

fn hardware() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let names: Vec<_> = processors
        .lines()
        .filter_map(|line| line.strip_prefix("model name")?.split(": ").nth(1))
        .collect();
    let memory = fs::read_to_string("/proc/meminfo")?;
    let kibibytes: u64 = memory
        .lines()
        .find_map(|line| {
            line.strip_prefix("MemTotal:")?
                .trim()
                .strip_suffix(" kB")?
                .parse()
                .ok()
        })
        .context("/proc/meminfo has no MemTotal")?;
    Ok(format!(
        "{} × {}, {}",
        names.len(),
        names.first().unwrap_or(&"processor"),
        figures::megabytes(kibibytes * 1024)
    ))
}
