//! Dead letters for the operator of the installation: those of every tenant, and those whose tenant
//! cannot be determined.

use std::{io::Write as _, time::Duration};

use anyhow::{Context, ensure};
use bus::{
    Bus, DeadLetter,
    topology::{QUEUES, Queue, queue},
};
use clap::Subcommand;
use lifecycle::{Stop, Tasks};
use serde_json::{Value, json};
use settings::Environment;
use store::Databases;
use tenants::{LiveTenants, Tenants};

use crate::{
    acts::{Origin, Principal},
    dead_letters::{
        queue::{self, Found, Order},
        write::Action,
    },
    settings::DeadLetterSettings,
    writing::SERVICE,
};

/// Time limit for connecting to the broker, and for the shutdown.
const PATIENCE: Duration = Duration::from_secs(15);
/// Maximum of listed dead letters per queue.
const AT_MOST: usize = 1000;

#[derive(Debug, Subcommand)]
pub enum DeadLetterCommand {
    /// Print the dead letters of all tenants, one JSON object per line
    List {
        /// Only this queue, for example core-api.sync
        #[arg(long)]
        queue: Option<String>,
    },
    /// Send a dead letter back to its queue
    Replay {
        #[arg(long)]
        id: String,
    },
    /// Discard a dead letter permanently
    Discard {
        #[arg(long)]
        id: String,
        /// The reason
        #[arg(long)]
        reason: String,
    },
}

/// Runs the command with settings from the environment and prints the outcome.
pub async fn print(mut env: Environment, command: DeadLetterCommand) -> anyhow::Result<()> {
    let settings = DeadLetterSettings::read(&mut env);
    let lines = run(&env.finish(settings)?, command).await?;
    writeln!(std::io::stdout(), "{lines}")?;
    Ok(())
}

/// Runs the command and returns the text to print.
pub async fn run(
    settings: &DeadLetterSettings,
    command: DeadLetterCommand,
) -> anyhow::Result<String> {
    let tenants = LiveTenants::open(&settings.tenants_dir, |_| Ok(()))?.now();
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let bus = connect(settings, &tasks, &stop).await?;
    let done = match command {
        DeadLetterCommand::List { queue } => list(&bus, queue.as_deref()).await,
        DeadLetterCommand::Replay { id } => {
            settle(settings, &tenants, &bus, &id, (Action::Replay, None)).await
        }
        DeadLetterCommand::Discard { id, reason } => {
            let action = (Action::Discard, Some(reason.as_str()));
            settle(settings, &tenants, &bus, &id, action).await
        }
    };
    stop.stop();
    tasks.join(PATIENCE).await?;
    done
}

async fn connect(settings: &DeadLetterSettings, tasks: &Tasks, stop: &Stop) -> anyhow::Result<Bus> {
    let (bus, driver) = Bus::new(
        bus::Settings::following(settings.broker_url.clone(), SERVICE)
            .trusting(settings.trust.clone()),
    )
    .context("ESPEJO_BROKER_URL")?;
    let stopping = stop.clone();
    tasks.spawn("broker", async move {
        driver.run(async move { stopping.stopped().await }).await;
        Ok::<_, std::convert::Infallible>(())
    });
    let connected = async {
        while !bus.connected() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, connected)
        .await
        .with_context(|| bus.check().err().unwrap_or_default())
        .context("no connection to the broker")?;
    Ok(bus)
}

async fn list(bus: &Bus, name: Option<&str>) -> anyhow::Result<String> {
    let queues = match name {
        None => QUEUES.to_vec(),
        Some(name) => vec![queue(name).with_context(|| format!("there is no queue {name}"))?],
    };
    let mut lines = Vec::new();
    for queue in queues {
        let line = |letter: DeadLetter| Some(line(queue, &letter).to_string());
        lines.extend(bus.look_through(queue, AT_MOST, line).await?);
    }
    Ok(lines.join("\n"))
}

fn line(queue: &Queue, letter: &DeadLetter) -> Value {
    json!({
        "id": letter.id,
        "tenant": queue::tenant_of(letter),
        "queue": queue.name,
        "event": queue::event_of(letter),
        "reason": letter.reason,
        "detail": letter.detail,
        "attempts": letter.attempt,
        "published_at": letter.published_at,
        "died_at": letter.died_at,
        "size_bytes": letter.body.len(),
    })
}

async fn settle(
    settings: &DeadLetterSettings,
    tenants: &Tenants,
    bus: &Bus,
    id: &str,
    (action, reason): (Action, Option<&str>),
) -> anyhow::Result<String> {
    let found = queue::find(bus, id, &|_| true).await?;
    ensure!(!found.is_empty(), "there is no dead letter {id}");
    let mut lines = Vec::new();
    for letter in &found {
        let databases = database_of(settings, tenants, letter)?;
        let pool = match &databases {
            Some((tenant, databases)) => Some(databases.pool(tenant)?),
            None => None,
        };
        let by = (&Principal::command_line(), &Origin::default());
        let order = Order { action, by, reason };
        let one = (letter.queue, std::slice::from_ref(&letter.letter));
        let settled = queue::settle(bus, pool.as_ref(), one, order).await?;
        let mut line = line(letter.queue, &letter.letter);
        line["action"] = json!(action.as_str());
        line["copies"] = json!(settled.iter().map(|one| one.copies).sum::<usize>());
        line["why"] = json!(reason);
        lines.push(line.to_string());
    }
    Ok(lines.join("\n"))
}

/// The database that records the action; `None` if the tenant is not known.
fn database_of(
    settings: &DeadLetterSettings,
    tenants: &Tenants,
    found: &Found,
) -> anyhow::Result<Option<(String, Databases)>> {
    let tenant = queue::tenant_of(&found.letter);
    let Some(tenant) = tenant.and_then(|name| tenants.by_name(&name).cloned()) else {
        return Ok(None);
    };
    let names = [(tenant.name.clone(), tenant.database.clone())];
    let databases = Databases::new(&settings.databases, names, SERVICE, 1)?;
    Ok(Some((tenant.name.clone(), databases)))
}
