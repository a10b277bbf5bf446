//! The private PostgreSQL and RabbitMQ together.

use std::{fs::TryLockError, time::Duration};

use anyhow::{Context, Result, ensure};

use crate::{broker_users, messages::say, postgres, rabbitmq, state::State, stop::Stop};

/// What the passwords of the services' logins follow from.
pub(crate) const DATABASE_SECRETS: [&str; 3] = [
    "ESPEJO_CORE_DATABASE_SECRET",
    "ESPEJO_EXPORT_DATABASE_SECRET",
    "ESPEJO_SCHEDULER_DATABASE_SECRET",
];

/// Held while a call starts or stops servers.
const LOCK: &str = "lock";

/// Starts those that do not run and waits until they answer; `started` says whether this call
/// started any, even if it fails.
pub(crate) fn up(state: &State, stop: &Stop, started: &mut bool) -> Result<()> {
    let lock = state.lock_file(LOCK)?;
    while let Err(error) = lock.try_lock() {
        if let TryLockError::Error(error) = error {
            return Err(error).context("cannot lock .espejo/lock");
        }
        stop.sleep(Duration::from_millis(100))?;
    }
    let is_new = !state.path("postgres.ready").exists();
    ensure!(
        is_new || state.value("ESPEJO_POSTGRES_PASSWORD").is_some(),
        ".espejo/env has lost the servers' passwords; stop them and remove .espejo"
    );
    postgres::up(state, started)?;
    rabbitmq::up(state, started)?;
    rabbitmq::wait(state, stop)?;
    broker_users::up(state)?;
    for secret in DATABASE_SECRETS {
        if state.value(secret).is_none() {
            state.remember_secret(secret)?;
        }
    }
    let password = state.required("ESPEJO_POSTGRES_PASSWORD")?;
    let port = state.required("ESPEJO_POSTGRES_PORT")?;
    let url = format!("postgres://espejo:{password}@127.0.0.1:{port}/postgres");
    state.remember("ESPEJO_TEST_POSTGRES_URL", &url)?;
    let password = state.required("ESPEJO_RABBITMQ_PASSWORD")?;
    let port = state.required("ESPEJO_RABBITMQ_PORT")?;
    let url = format!("amqp://espejo:{password}@127.0.0.1:{port}/%2f");
    state.remember("ESPEJO_TEST_RABBITMQ_URL", &url)?;
    state.remember("ESPEJO_TEST_RABBITMQ_API", &rabbitmq::api(state)?)
}

pub(crate) fn down(state: &State) -> Result<()> {
    let lock = state.lock_file(LOCK)?;
    lock.lock()?;
    rabbitmq::down(state);
    postgres::down(state)
}

/// Starts them, says where they are, and leaves them running.
pub(crate) fn only(state: &State, stop: &Stop) -> Result<()> {
    up(state, stop, &mut false)?;
    say(format_args!(
        "PostgreSQL on {}, RabbitMQ on {}; addresses in .espejo/env",
        state.required("ESPEJO_POSTGRES_PORT")?,
        state.required("ESPEJO_RABBITMQ_PORT")?
    ));
    Ok(())
}
