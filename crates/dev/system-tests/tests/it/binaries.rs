//! What every program of the product answers without any settings.

use std::process::{Command, Output};

const PROGRAMS: [&str; 5] = [
    "core-api",
    "sync-worker",
    "export-worker",
    "scheduler",
    "backup-worker",
];

fn answer(program: &str, argument: &str) -> Output {
    let mut command = Command::new(testkit::binary(program));
    command.arg(argument).env_clear().output().unwrap()
}

#[test]
fn every_program_prints_its_version() {
    for program in PROGRAMS {
        for argument in ["--version", "-V"] {
            let output = answer(program, argument);
            assert!(output.status.success(), "{program}");
            let said = String::from_utf8(output.stdout).unwrap();
            assert_eq!(said, format!("{program} {}\n", env!("CARGO_PKG_VERSION")));
        }
    }
}

#[test]
fn every_program_refuses_an_argument_that_it_does_not_know_and_names_those_that_it_knows() {
    for program in PROGRAMS {
        let output = answer(program, "heathcheck");
        assert!(!output.status.success(), "{program}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("healthcheck"), "{program}: {said}");
    }
}
