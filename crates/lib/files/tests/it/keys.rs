//! The keys of S3 change while the process runs.

use files::{Files, Settings};
use settings::Environment;
use testkit::S3Server;

use crate::{read, write};

const KEY: &str = "exports/andina/job/a.csv";

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_s3_in_files_are_read_again_for_each_request() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let s3 = S3Server::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut pairs = Vec::new();
    for (name, value) in s3.variables() {
        if name.ends_with("_KEY") {
            let file = folder.path().join(name);
            std::fs::write(&file, format!("{value}\n")).unwrap();
            pairs.push((format!("{name}_FILE"), file.display().to_string()));
        } else {
            pairs.push((name.to_owned(), value));
        }
    }
    let mut env = Environment::from_pairs(pairs);
    let settings = Settings::read(&mut env);
    let files = Files::open(&env.finish(settings).unwrap()).unwrap();
    write(&files, KEY, b"1;2".to_vec(), true).await.unwrap();

    // The storage knows this key no more.
    let file = folder.path().join("ESPEJO_S3_ACCESS_KEY");
    let good = std::fs::read(&file).unwrap();
    std::fs::write(&file, "AKIAOLD").unwrap();
    assert!(files.read(KEY, None).await.is_err());
    std::fs::write(&file, good).unwrap();
    assert_eq!(read(&files, KEY, None).await, b"1;2");
}
