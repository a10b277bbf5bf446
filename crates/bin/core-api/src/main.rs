//! core-api: `serve` (the default), `migrate`, `key`, `dead-letters`, `reports`, `healthcheck`.

use std::{io::Write as _, process::ExitCode, sync::Arc};

use clap::Parser as _;
use core_api::{
    app::App,
    cli::{self, Arguments, Command},
    settings::{KeySettings, MigrationSettings, Settings},
    writing::SERVICE,
};
use lifecycle::Stop;
use settings::Environment;
use tenants::Tenants;

#[tokio::main]
async fn main() -> ExitCode {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let arguments = Arguments::parse();
    match run(arguments.command.unwrap_or(Command::Serve)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "core-api: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    let mut env = Environment::of_process();
    match command {
        Command::Serve => serve(env).await,
        Command::Migrate => {
            let telemetry = telemetry::Settings::read(&mut env);
            let settings = MigrationSettings::read(&mut env);
            let settings = env.finish(settings)?;
            let _guard = telemetry::install(SERVICE, &telemetry)?;
            cli::migrate(&settings).await
        }
        Command::Key(command) => {
            let settings = KeySettings::read(&mut env);
            if let Some(key) = cli::key(&env.finish(settings)?, command).await? {
                writeln!(std::io::stdout(), "{key}")?;
            }
            Ok(())
        }
        Command::DeadLetters(command) => cli::dead_letters::print(env, command).await,
        Command::Reports(command) => cli::print_reports(env, command).await,
        Command::Healthcheck => cli::healthcheck(&mut env),
    }
}

async fn serve(mut env: Environment) -> anyhow::Result<()> {
    let settings = Settings::read(&mut env);
    let settings = env.finish(settings)?;
    let telemetry = telemetry::install(SERVICE, &settings.telemetry)?;
    let tenants = Arc::new(Tenants::load(&settings.tenants_dir)?);
    let stop = Stop::on_signals()?;
    let outcome = match App::build(&settings, tenants, &stop) {
        Ok(app) => app.run().await,
        Err(error) => Err(error),
    };
    telemetry.flush();
    outcome
}
