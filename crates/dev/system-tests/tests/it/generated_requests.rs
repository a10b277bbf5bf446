//! Generated requests to every operation of the API, valid and invalid ones: each answer is as
//! docs/openapi.json says. `tools/api/fuzz.sh` sends them.

use std::{
    path::Path,
    process::{Command, Output},
    time::Duration,
};

use system_tests::Stack;

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);
/// How long requests are generated, for each caller.
const SECONDS: u32 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn generated_requests_are_answered_as_documented_with_and_without_a_key() {
    // The limits are tested elsewhere; here they would refuse most of the requests.
    let extra = [
        ("ESPEJO_RATE_LIMIT_PER_SECOND", "10000"),
        ("ESPEJO_BAD_KEYS_PER_MINUTE", "60000"),
        ("ESPEJO_ANONYMOUS_REQUESTS_PER_SECOND", "10000"),
    ];
    let stack = Stack::start_with(vec![("andina", books(36, 20))], &extra).await;
    stack.api("andina").run("snapshot", PATIENCE).await;
    let admin = stack.make_key("andina", "admin");
    for key in ["", &admin] {
        let (url, key) = (stack.url(), key.to_owned());
        let answers = tokio::task::spawn_blocking(move || generate(&url, &key));
        let output = answers.await.unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        println!("{said}");
        assert!(
            output.status.success(),
            "{said}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

fn generate(url: &str, key: &str) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tools/api/fuzz.sh");
    let seconds = SECONDS.to_string();
    let mut command = Command::new(script);
    command.args([url, "andina.localhost", &seconds]);
    command.args(Some(key).filter(|key| !key.is_empty()));
    command.output().unwrap()
}
