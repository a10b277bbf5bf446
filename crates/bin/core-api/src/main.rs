//! core-api: `serve` (the default), `migrate`, `key`, `person`, `audit`, `dead-letters`, `doctor`,
//! `reports`, `restored`, `secrets`, `tenants`, `healthcheck`.

use std::process::ExitCode;

use clap::Parser as _;
use core_api::{
    app::{self, App},
    cli::{self, Arguments, Command},
    settings::Settings,
    writing::SERVICE,
};
use process::Service;
use settings::Environment;

#[tokio::main]
async fn main() -> ExitCode {
    process::install_tls();
    let arguments = Arguments::parse();
    let ended = run(arguments.command.unwrap_or(Command::Serve)).await;
    process::exit_code(SERVICE, ended)
}

async fn run(command: Command) -> anyhow::Result<()> {
    let env = Environment::of_process();
    match command {
        Command::Serve => serve(env).await,
        Command::Migrate(arguments) => cli::migrations::run(env, arguments).await,
        Command::Key(command) => cli::print_key(env, command).await,
        Command::Person(command) => cli::people::print(env, command).await,
        Command::Audit(command) => cli::audit::print(env, command).await,
        Command::DeadLetters(command) => cli::dead_letters::print(env, command).await,
        Command::Reports(command) => cli::print_reports(env, command).await,
        Command::Restored {
            tenant,
            at,
            database,
        } => cli::restores::print(env, &tenant, at, database).await,
        Command::Secrets(command) => cli::secrets::print(env, command).await,
        Command::Tenants(command) => cli::tenants::print(env, command).await,
        Command::Direct(command) => cli::direct::print(env, command).await,
        Command::Doctor(arguments) => cli::doctor::print(env, arguments).await,
        Command::Healthcheck => process::healthcheck(env),
    }
}

async fn serve(env: Environment) -> anyhow::Result<()> {
    let service = Service {
        name: SERVICE,
        settings: Settings::read,
        telemetry: |settings| &settings.telemetry,
    };
    service
        .run(env, async |settings, stop| {
            let tenants = app::tenants(&settings)?;
            App::build(&settings, tenants, &stop)?.run().await
        })
        .await
}
