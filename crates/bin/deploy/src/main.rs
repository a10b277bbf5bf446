//! `espejo-deploy --version <version>` replaces the programs of an installation on one server;
//! `espejo-deploy rollback` goes back.

use std::process::ExitCode;

use clap::Parser as _;
use deploy::{Arguments, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    process::install_tls();
    let arguments = Arguments::parse();
    process::exit_code("espejo-deploy", run(arguments).await)
}
