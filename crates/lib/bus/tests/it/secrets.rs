//! The password of the broker's user and the hosts of the broker change while the process runs.

use std::{fs, time::Duration};

use bus::{Bus, Settings};
use settings::Environment;
use testkit::{VirtualHost, free_port};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::bench::PATIENCE;

/// Several tries are refused.
const REFUSED: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn the_url_in_a_file_is_read_again_for_each_connection() {
    let host = VirtualHost::create().await;
    let right = host.url_for("espejo_core");
    let file = tempfile::NamedTempFile::new().unwrap();
    let other = right.replacen("espejo_core:", "espejo_core:not-", 1);
    let dead = format!("127.0.0.1:{}", free_port());
    let wrong = other.replacen(&host.broker_address(), &dead, 1);
    assert_ne!(other, right);
    assert_ne!(wrong, other);
    fs::write(file.path(), wrong).unwrap();
    let mut env = Environment::from_pairs([("URL_FILE", file.path().as_os_str().to_owned())]);
    let url = env.live_secret("URL");
    env.finish(()).unwrap();
    let (bus, driver) = Bus::new(Settings::following(url, "core-api")).unwrap();
    let stop = CancellationToken::new();
    let story = async {
        sleep(REFUSED).await;
        assert!(!bus.connected());
        fs::write(file.path(), &right).unwrap();
        let connected = async {
            while !bus.connected() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, connected).await.unwrap();
        stop.cancel();
    };
    tokio::join!(story, driver.run(stop.clone().cancelled_owned()));
}
