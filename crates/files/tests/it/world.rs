//! Both places of files.

use files::{Files, S3, Settings};
use tempfile::TempDir;

use crate::s3::FakeS3;

pub(crate) struct Place {
    pub(crate) files: Files,
    folder: Option<TempDir>,
    s3: Option<FakeS3>,
}

impl Place {
    /// Nothing half written is left.
    pub(crate) fn assert_no_remains(&self) {
        if let Some(s3) = &self.s3 {
            assert_eq!(s3.uploads_in_progress(), 0);
        }
        if let Some(folder) = &self.folder {
            let job = folder.path().join("exports/andina/job");
            // Removed by a thread in the background.
            for _ in 0..600 {
                if std::fs::read_dir(&job).map_or(0, Iterator::count) == 0 {
                    return;
                }
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            panic!("something is left in {}", job.display());
        }
    }
}

pub(crate) async fn places() -> [Place; 2] {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = tempfile::tempdir().unwrap();
    let s3 = FakeS3::start().await;
    let settings = S3 {
        bucket: "espejo".to_owned(),
        region: "sa-east-1".to_owned(),
        endpoint: Some(s3.url()),
        path_style: true,
        access_key: "AKIATEST".to_owned(),
        secret_key: "not-a-secret".to_owned().into(),
    };
    [
        Place {
            files: Files::open(&Settings::Folder(folder.path().to_owned())).unwrap(),
            folder: Some(folder),
            s3: None,
        },
        Place {
            files: Files::open(&Settings::S3(settings)).unwrap(),
            folder: None,
            s3: Some(s3),
        },
    ]
}
