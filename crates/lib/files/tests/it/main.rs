//! The same files on a disk and in an S3 that speaks its protocol.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its scene fails"
)]

mod checks;
mod keys;
mod tls;
mod world;

use std::io::Write;

use files::{Abort, Error, Files};
use futures::TryStreamExt;

use crate::world::places;

async fn write(files: &Files, key: &str, content: Vec<u8>, keep: bool) -> Option<files::Kept> {
    let mut file = files.begin(key, Abort::default()).await.unwrap();
    tokio::task::spawn_blocking(move || {
        for piece in content.chunks(700_001) {
            file.write_all(piece).unwrap();
        }
        if keep {
            Some(file.keep().unwrap())
        } else {
            file.discard();
            None
        }
    })
    .await
    .unwrap()
}

async fn read(files: &Files, key: &str, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let content = files.read(key, range).await.unwrap();
    let parts: Vec<_> = content.stream.try_collect().await.unwrap();
    parts.concat()
}

/// More than two parts, and no two alike.
fn long() -> Vec<u8> {
    (0..20_000_003_u32)
        .map(|n| (n / 251).to_le_bytes()[0])
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_file_is_read_completely_and_by_range_with_its_hash() {
    for place in places().await {
        let key = "exports/andina/job/a.xlsx";
        let kept = write(&place.files, key, b"abc".to_vec(), true)
            .await
            .unwrap();
        assert_eq!(kept.bytes, 3);
        assert_eq!(
            kept.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let content = long();
        let big = "exports/andina/job/b.csv";
        let kept = write(&place.files, big, content.clone(), true).await;
        assert_eq!(kept.unwrap().bytes, 20_000_003);
        assert_eq!(read(&place.files, big, None).await, content);
        let part = read(&place.files, big, Some(8_388_600..8_388_620)).await;
        assert_eq!(part, content[8_388_600..8_388_620]);
        let found = place.files.read(big, Some(0..1)).await.unwrap();
        assert_eq!(found.size_bytes, 20_000_003);
        place.files.check().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_kept_does_not_exist() {
    for place in places().await {
        let key = "exports/andina/job/a.xlsx";
        assert_eq!(write(&place.files, key, long(), false).await, None);
        assert!(matches!(
            place.files.read(key, None).await,
            Err(Error::Gone)
        ));
        let listed = place.files.list("exports/andina").unwrap();
        assert_eq!(listed.try_collect::<Vec<_>>().await.unwrap(), []);
        place.assert_no_remains();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_aborted_file_accepts_no_more_data_and_cannot_be_kept() {
    for place in places().await {
        let abort = Abort::default();
        let key = "exports/andina/job/a.xlsx";
        let mut file = place.files.begin(key, abort.clone()).await.unwrap();
        file.write_all(b"abc").unwrap();
        abort.set();
        let kept = tokio::task::spawn_blocking(move || {
            let refused = file.write_all(&vec![0; 200_000]).unwrap_err();
            (refused, file.keep().unwrap_err())
        });
        let (written, kept) = kept.await.unwrap();
        assert_eq!(written.to_string(), kept.to_string());
        assert!(matches!(
            place.files.read(key, None).await,
            Err(Error::Gone)
        ));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_listed_by_tenant_and_removed_permanently() {
    for place in places().await {
        for key in [
            "exports/andina/j/a.csv",
            "exports/andina/k/b.pdf",
            "exports/pampa/j/c.csv",
        ] {
            write(&place.files, key, b"x".to_vec(), true).await;
        }
        let listed = place.files.list("exports/andina").unwrap();
        let mut keys: Vec<_> = listed
            .map_ok(|entry| entry.key)
            .try_collect()
            .await
            .unwrap();
        keys.sort();
        assert_eq!(keys, ["exports/andina/j/a.csv", "exports/andina/k/b.pdf"]);
        place.files.remove("exports/andina/j/a.csv").await.unwrap();
        place.files.remove("exports/andina/j/a.csv").await.unwrap();
        let gone = place.files.read("exports/andina/j/a.csv", None).await;
        assert!(matches!(gone, Err(Error::Gone)));
        assert_eq!(
            read(&place.files, "exports/pampa/j/c.csv", None).await,
            b"x"
        );
    }
}

#[test]
fn only_unfinished_files_without_a_writer_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(&files::Settings::Folder(folder.path().to_owned())).unwrap();
    let job = folder.path().join("exports/andina/job");
    std::fs::create_dir_all(&job).unwrap();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(7);
    for (name, old) in [("a.xlsx", true), ("b.xlsx#1", true), ("c.xlsx#2", false)] {
        let file = std::fs::File::create(job.join(name)).unwrap();
        if old {
            file.set_modified(long_ago).unwrap();
        }
    }
    files.remove_remains("exports/andina").unwrap();
    files.remove_remains("exports/pampa").unwrap();
    let mut left: Vec<_> = std::fs::read_dir(&job)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["a.xlsx", "c.xlsx#2"]);
}
