//! `export-worker` makes files until it is stopped; `export-worker healthcheck` asks the running
//! process whether it is ready; `export-worker doctor` checks what it needs; `export-worker
//! preview-mail` writes a sample mail.

use std::{convert::Infallible, net::TcpListener, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;
use export_worker::{Exporter, Mailer, Messenger, Metrics, SERVICE, Settings, doctor, preview};
use lifecycle::{Stop, Tasks};
use process::Service;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, arguments @ ..] = arguments.as_slice()
        && command == "preview-mail"
    {
        return process::exit_code(SERVICE, preview::run(arguments));
    }
    let service = Service {
        name: SERVICE,
        settings: Settings::read,
        telemetry: |settings| &settings.telemetry,
    };
    service.main(run, doctor::examine).await
}

async fn run(settings: Settings, stop: Stop) -> anyhow::Result<()> {
    let tasks = Tasks::new(stop.clone());
    let (bus, driver) = bus::Bus::new(
        bus::Settings::following(settings.broker_url.clone(), SERVICE)
            .trusting(settings.trust.clone()),
    )?;
    let metrics = Metrics::default();
    let exporter = Exporter::new(
        &settings,
        bus.clone(),
        metrics.clone(),
        (tasks.clone(), stop.clone()),
    )?;
    let ops = TcpListener::bind(settings.ops_bind).context("the health page cannot listen")?;
    let pages = export_worker::pages(ops, &bus, &exporter, &metrics, stop.clone());
    tasks.spawn("health", pages);
    exporter.start_upkeep(&tasks, &stop)?;
    let until = stop.clone();
    tasks.spawn("bus", async move {
        driver.run(until.stopped()).await;
        Ok::<_, Infallible>(())
    });
    let mailer = Arc::new(Mailer::new(&settings, &exporter, stop.clone())?);
    tasks.spawn("mail", Arc::clone(&mailer).consume(stop.clone()));
    tasks.spawn("notices", mailer.consume_notices(stop.clone()));
    let messenger = Arc::new(Messenger::new(&settings, &exporter, stop.clone())?);
    tasks.spawn("webhooks", messenger.consume(stop.clone()));
    let exporter = Arc::new(exporter);
    for _ in 0..settings.slots {
        tasks.spawn("slot", Arc::clone(&exporter).consume(stop.clone()));
    }
    tracing::info!(slots = settings.slots, "started");
    tasks.join(Duration::from_secs(20)).await?;
    Ok(())
}
