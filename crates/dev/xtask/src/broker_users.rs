//! The users of the services on the private RabbitMQ, made by the script that operators use.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{rabbitmq, state::State};

/// Each user of a service with the variable of its password.
const USERS: [(&str, &str); 4] = [
    ("espejo_core", "ESPEJO_CORE_BROKER_PASSWORD"),
    ("espejo_sync", "ESPEJO_SYNC_BROKER_PASSWORD"),
    ("espejo_export", "ESPEJO_EXPORT_BROKER_PASSWORD"),
    ("espejo_scheduler", "ESPEJO_SCHEDULER_BROKER_PASSWORD"),
];
const SCRIPT: &str = "deploy/rabbitmq/users.sh";
const PERMISSIONS: &str = "deploy/rabbitmq/permissions.json";

/// Makes the users and sets their rights, unless this checkout's script and rights are set already:
/// the script takes some seconds.
pub(crate) fn up(state: &State) -> Result<()> {
    let mut variables = Vec::new();
    for (_, variable) in USERS {
        if state.value(variable).is_none() {
            state.remember_secret(variable)?;
        }
        variables.push((variable, state.required(variable)?));
    }
    let read = |path| fs::read_to_string(path).with_context(|| format!("cannot read {path}"));
    let wanted = read(SCRIPT)? + &read(PERMISSIONS)?;
    // In the folder of the broker's data, so that both are lost together.
    let set = state.path("rabbitmq/users");
    if fs::read_to_string(&set).is_ok_and(|text| text == wanted) {
        return Ok(());
    }
    rabbitmq::script(state, Path::new(SCRIPT), &variables)
        .context("the users of the services could not be made on RabbitMQ")?;
    fs::write(&set, wanted).with_context(|| format!("cannot write {}", set.display()))
}

/// The broker's URL of a user, for the virtual host of the services.
pub(crate) fn url(state: &State, user: &str) -> Result<String> {
    let (_, variable) = USERS
        .iter()
        .find(|(known, _)| *known == user)
        .with_context(|| format!("{user} is no user of a service"))?;
    let password = state.required(variable)?;
    let port = state.required("ESPEJO_RABBITMQ_PORT")?;
    Ok(format!("amqp://{user}:{password}@127.0.0.1:{port}/espejo"))
}
