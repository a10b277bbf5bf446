//! Espejo from a checkout: private servers, the four services, the demo, the tests. `./run` installs
//! the packages that are missing and calls this.
//!
//! Everything lives under `.espejo/`; the machine's own servers are left alone.

mod alarm;
mod backups;
mod broker_users;
mod checks;
mod commit;
mod console;
mod containers;
mod demo;
mod http;
mod messages;
mod package;
mod postgres;
mod programs;
mod rabbitmq;
mod runner;
mod servers;
mod services;
mod state;
mod stop;
mod tenants;
mod up;
mod upgrade;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{alarm::Limit, state::State, stop::Stop};

/// Espejo from a checkout. Everything lives under .espejo/; the machine's own servers are left alone.
#[derive(Parser)]
#[command(name = "./run", bin_name = "./run", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// All of it on simulated data, or on the Odoo of ODOO_URL, ODOO_DB, ODOO_USER, ODOO_PASSWORD
    Demo {
        /// Check it and exit
        #[arg(long)]
        once: bool,
    },
    /// The four services; no simulated data
    Up,
    /// Stop everything that this checkout started
    Down,
    /// Format, lints, documentation, every test
    #[command(disable_help_flag = true)]
    Test {
        /// For cargo nextest, for example -p reports
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// The figures
    #[command(disable_help_flag = true)]
    Bench {
        /// For the program bench
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// What backup-worker restore does, with the variables of the shell
    #[command(disable_help_flag = true)]
    Restore {
        /// For backup-worker, for example --host andina.localhost --at 2026-12-01T21:30:00Z
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Back up a server of its own, destroy it, restore it, and print what that took
    Drill {
        /// Journal items of the first tenant
        #[arg(long, default_value_t = 100_000)]
        items: u32,
    },
    /// docker-compose.yml under Podman: its limits, the demo, a restart; then everything is removed
    Containers {
        /// Leave the containers until ./run down
        #[arg(long)]
        keep: bool,
        /// The programs as they are built for release
        #[arg(long)]
        release: bool,
    },
    /// A tarball of this version for one server
    Package(package::Package),
    /// Build the previous release, upgrade from it while it works, and go back
    Upgrade,
    /// Kill, cut off and upgrade the nodes of a RabbitMQ cluster while the services work; needs root
    Cluster,
    /// Only the private PostgreSQL and RabbitMQ; addresses in .espejo/env
    Services,
    /// For a test: an alarm of the private broker until the input ends
    #[command(hide = true)]
    Alarm {
        #[arg(value_name = "memory|disk")]
        of: Limit,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => stop::exit_code(&error),
    }
}

fn run(command: &Command) -> Result<()> {
    let stop = Stop::listen()?;
    let state = State::of_checkout()?;
    match command {
        Command::Demo { once } => demo::show(&state, &stop, *once),
        Command::Up => up::up(&state, &stop),
        Command::Down => runner::down(&state, &stop).and(containers::down(&state)),
        Command::Test { arguments } => checks::test(&state, &stop, arguments),
        Command::Bench { arguments } => checks::bench(&state, &stop, arguments),
        Command::Restore { arguments } => backups::restore(&stop, arguments),
        Command::Drill { items } => backups::drill(&stop, *items),
        Command::Containers { keep, release } => containers::run(&state, &stop, *keep, *release),
        Command::Package(wanted) => package::package(&stop, wanted),
        Command::Upgrade => upgrade::upgrade(&state, &stop),
        Command::Cluster => checks::cluster(&state, &stop),
        Command::Services => servers::only(&state, &stop),
        Command::Alarm { of } => alarm::until_the_input_ends(&state, &stop, *of),
    }
}
