//! `./run up`, and what the demo shares with it: the services run until the work is done, and
//! everything that this call started ends with it.

use anyhow::Result;

use crate::{
    console,
    messages::say,
    programs::cargo,
    runner::Runner,
    servers,
    services::{self, Services},
    state::State,
    stop::Stop,
    tenants::{Odoo, Tenants},
};

pub(crate) fn up(state: &State, stop: &Stop) -> Result<()> {
    let odoo = Odoo::of_environment()?;
    let named = Tenants::of_environment()?;
    hold(state, stop, || {
        let tenants = match &odoo {
            Some(odoo) => Tenants::of_odoo(state, odoo)?,
            None => named,
        };
        Services::start(state, stop, &tenants)?.stay(stop)
    })
}

/// Builds, starts the servers and works; then stops the services, and the servers if this call
/// started one.
pub(crate) fn hold(state: &State, stop: &Stop, work: impl FnOnce() -> Result<()>) -> Result<()> {
    // Running services continue until the build is done.
    stop.run(&mut cargo("build --workspace --bins"))?;
    console::build(stop)?;
    let _runner = Runner::take(state, stop)?;
    let mut started = false;
    let outcome = servers::up(state, stop, &mut started).and_then(|()| work());
    if stop.is_by_another_call() {
        say("Another call of ./run stops it.");
    }
    services::end_all(state);
    if started {
        servers::down(state)?;
    }
    // A signal may have ended a program that the work needed: then the signal is the reason.
    stop.check()?;
    outcome
}
