//! Both places of files.

use files::{Files, Settings};
use settings::Environment;
use tempfile::TempDir;
use testkit::S3Server;

pub(crate) struct Place {
    pub(crate) files: Files,
    folder: Option<TempDir>,
    s3: Option<S3Server>,
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
    let s3 = S3Server::start().await;
    let mut environment = Environment::from_pairs(s3.variables());
    let settings = Settings::read(&mut environment);
    [
        Place {
            files: Files::open(&Settings::Folder(folder.path().to_owned())).unwrap(),
            folder: Some(folder),
            s3: None,
        },
        Place {
            files: Files::open(&settings).unwrap(),
            folder: None,
            s3: Some(s3),
        },
    ]
}
