//! `backup-worker` backs up by schedule until it is stopped. Its commands do one thing at once:
//! `backup`, `verify`, `restore`, `drill`, `dump`.

use std::process::ExitCode;

use backup_worker::{SERVICE, Settings, arguments::Arguments, serve};
use clap::Parser as _;
use process::Service;
use settings::Environment;

#[tokio::main]
async fn main() -> ExitCode {
    process::install_tls();
    let arguments = Arguments::parse();
    let service = Service {
        name: SERVICE,
        settings: Settings::read,
        telemetry: |settings| &settings.telemetry,
    };
    let env = Environment::of_process();
    let ended = match arguments.command {
        None => service.run(env, serve).await,
        Some(command) => match command.of_operator() {
            None => process::healthcheck(env),
            Some(command) => {
                let run = async |settings, stop| command.run(&settings, &stop).await;
                service.run(env, run).await
            }
        },
    };
    process::exit_code(SERVICE, ended)
}
