//! Who may open the files of a folder, and files that were changed in their place.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use files::{Error, Expected, Files, Settings};
use futures::TryStreamExt;

use crate::{long, world::places, write};

const KEY: &str = "exports/andina/job/a.csv";

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn open(folder: &Path) -> Result<Files, Error> {
    Files::open(&Settings::Folder(folder.to_owned()))
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_are_0700_and_files_0600() {
    let parent = tempfile::tempdir().unwrap();
    let root = parent.path().join("files");
    let files = open(&root).unwrap();
    let half = files.begin("exports/andina/other/b.csv", files::Abort::default());
    let half = half.await.unwrap();
    write(&files, KEY, long(), true).await;
    for folder in ["", "exports", "exports/andina", "exports/andina/job"] {
        assert_eq!(mode(&root.join(folder)), 0o700, "{folder}");
    }
    assert_eq!(mode(&root.join(KEY)), 0o600);
    assert_eq!(
        mode(&root.join("exports/andina/other/b.csv#1")),
        0o600,
        "a file that is being written"
    );
    tokio::task::spawn_blocking(|| half.discard())
        .await
        .unwrap();
}

#[test]
fn what_others_may_open_already_is_closed_at_the_start() {
    let parent = tempfile::tempdir().unwrap();
    let root = parent.path().join("files");
    let job = root.join("exports/andina/job");
    fs::create_dir_all(&job).unwrap();
    let outside = parent.path().join("outside");
    for (path, mode) in [(job.join("a.csv"), 0o644), (outside.clone(), 0o644)] {
        fs::write(&path, "x").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    }
    symlink(&outside, job.join("link")).unwrap();
    for folder in [
        &root,
        &root.join("exports"),
        &root.join("exports/andina"),
        &job,
    ] {
        fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    }
    open(&root).unwrap();
    for folder in ["", "exports", "exports/andina", "exports/andina/job"] {
        assert_eq!(mode(&root.join(folder)), 0o700, "{folder}");
    }
    assert_eq!(mode(&job.join("a.csv")), 0o600);
    assert_eq!(mode(&outside), 0o644, "a link is not followed");
}

#[test]
fn a_folder_of_several_users_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    let shared = parent.path().join("shared");
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, Permissions::from_mode(0o1777)).unwrap();
    let problem = open(&shared).unwrap_err().to_string();
    assert!(problem.contains("a folder of their own"), "{problem}");
    assert_eq!(mode(&shared), 0o1777);
}

async fn read(
    files: &Files,
    expected: &Expected,
    range: Option<std::ops::Range<u64>>,
) -> Result<Vec<u8>, Error> {
    let content = files.read_checked(KEY, expected, range).await?;
    let parts: Vec<_> = content.stream.try_collect().await?;
    Ok(parts.concat())
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_was_written_is_read_whole_or_by_range() {
    for place in places().await {
        let content = long();
        let kept = write(&place.files, KEY, content.clone(), true)
            .await
            .unwrap();
        let expected = Expected {
            bytes: kept.bytes,
            sha256: kept.sha256,
        };
        let part = 19_000_000..19_000_100;
        let middle = content[19_000_000..19_000_100].to_vec();
        assert_eq!(read(&place.files, &expected, None).await.unwrap(), content);
        for _ in 0..2 {
            let read = read(&place.files, &expected, Some(part.clone())).await;
            assert_eq!(read.unwrap(), middle);
        }

        let mut changed = content.clone();
        changed[7] ^= 1;
        write(&place.files, KEY, changed, true).await;
        for range in [None, Some(part.clone())] {
            let read = read(&place.files, &expected, range).await;
            assert!(matches!(read, Err(Error::Altered { .. })), "{read:?}");
        }
        write(&place.files, KEY, content[..100].to_vec(), true).await;
        let short = read(&place.files, &expected, None).await;
        assert!(matches!(short, Err(Error::Altered { .. })), "{short:?}");
    }
}
