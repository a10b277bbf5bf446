//! `./run containers`: `docker-compose.yml` under Podman. It checks what each container can do, runs
//! the main job of the demo, restarts core-api during a load, and removes everything.

mod confinement;
mod engine;
mod images;
mod stack;
mod work;

use std::{
    fs::TryLockError,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    console,
    messages::say,
    programs::{cargo, target_folder},
    state::State,
    stop::Stop,
};

use self::{engine::Engine, stack::Stack};

/// `keep` leaves the containers; `release` runs what is built for release.
pub(crate) fn run(state: &State, stop: &Stop, keep: bool, release: bool) -> Result<()> {
    let (build, profile) = if release {
        ("build --release --workspace --bins", "release")
    } else {
        ("build --workspace --bins", "debug")
    };
    stop.run(&mut cargo(build))?;
    console::build(stop)?;
    let lock = state.lock_file("containers.lock")?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!("another call of ./run containers is at work"),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let engine = Engine::of(state);
    engine.prepare(stop)?;
    engine.remove()?;
    let programs = target_folder()?.join(profile);
    let outcome = try_out(&engine, state, stop, &programs, keep);
    if keep {
        say("The containers stay until ./run down.");
    } else {
        engine.remove().context("not everything was removed")?;
    }
    // A signal may have ended a program that the work needed: then the signal is the reason.
    stop.check()?;
    outcome
}

/// Removes containers that a call left.
pub(crate) fn down(state: &State) -> Result<()> {
    let engine = Engine::of(state);
    if engine.exists() {
        engine.remove()?;
    }
    Ok(())
}

fn try_out(engine: &Engine, state: &State, stop: &Stop, programs: &Path, keep: bool) -> Result<()> {
    let mut begun = Instant::now();
    let mut lap = || {
        let took = begun.elapsed();
        begun = Instant::now();
        took
    };
    images::make(engine, stop, programs)?;
    let made = lap();
    let stack = Stack::new(engine, state, stop)?;
    stack.start()?;
    let started = lap();
    say(format_args!("API on {}", stack.api()));
    confinement::check(&stack)?;
    work::all(&stack, stop, programs)?;
    let worked = lap();
    if !keep {
        stack.end()?;
    }
    let ended = lap();
    let seconds = |time: Duration| time.as_secs();
    say(format_args!(
        "All of it works in containers: images {} s, start {} s, work {} s, end {} s. Log: {}",
        seconds(made),
        seconds(started),
        seconds(worked),
        seconds(ended),
        engine.log().display()
    ));
    Ok(())
}
