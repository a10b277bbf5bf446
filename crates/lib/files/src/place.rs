//! The store that holds the files.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use object_store::aws::{AmazonS3Builder, AwsCredential};
use object_store::local::LocalFileSystem;
use object_store::{
    BackoffConfig, Certificate, ClientOptions, CredentialProvider, ObjectStore, RetryConfig,
};
use settings::{ExposeSecret, LiveSecret};

use crate::{Error, S3, Settings, checked::Checks, private, standing::Standing};

/// Time limit for S3 with all retries. After a failure the export is tried again later.
const PATIENCE: Duration = Duration::from_mins(1);
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// The storage of files; clones share it.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    folder: Option<Arc<Path>>,
    checks: Checks,
    standing: Standing,
}

impl Files {
    /// Creates the folder, and takes the rights of other users to it and to its files away; does not
    /// connect yet. From then on everything that this process creates is only for its own user.
    pub fn open(settings: &Settings) -> Result<Self, Error> {
        match settings {
            Settings::Folder(folder) => {
                private::prepare(folder)?;
                let store = LocalFileSystem::new_with_prefix(folder)?
                    .with_automatic_cleanup(true)
                    // A file that was reported as finished survives a power cut.
                    .with_fsync(true);
                Ok(Self {
                    store: Arc::new(store),
                    folder: Some(folder.as_path().into()),
                    checks: Checks::default(),
                    standing: Standing::default(),
                })
            }
            Settings::S3(settings) => Ok(Self {
                store: Arc::new(s3(settings)?),
                folder: None,
                checks: Checks::default(),
                standing: Standing::default(),
            }),
        }
    }

    /// Bytes that are free and all bytes of the disk, if files are stored on one.
    pub fn space(&self) -> Result<Option<(u64, u64)>, Error> {
        let Some(folder) = self.folder() else {
            return Ok(None);
        };
        let found = rustix::fs::statvfs(folder)
            .map_err(|error| Error::Setup(format!("{}: {error}", folder.display())))?;
        let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
        Ok(Some((bytes(found.f_bavail), bytes(found.f_blocks))))
    }

    pub(crate) fn store(&self) -> &dyn ObjectStore {
        self.store.as_ref()
    }

    pub(crate) fn checks(&self) -> &Checks {
        &self.checks
    }

    pub(crate) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The local folder, if files are stored in one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

/// The keys of S3, which an operator may change in their files.
#[derive(Debug)]
struct Keys {
    access: LiveSecret,
    secret: LiveSecret,
}

#[async_trait]
impl CredentialProvider for Keys {
    type Credential = AwsCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<AwsCredential>> {
        Ok(Arc::new(AwsCredential {
            key_id: self.access.newest().expose_secret().to_owned(),
            secret_key: self.secret.newest().expose_secret().to_owned(),
            token: None,
        }))
    }
}

fn s3(settings: &S3) -> Result<impl ObjectStore, Error> {
    let mut options = ClientOptions::new()
        .with_timeout(REQUEST_TIMEOUT)
        .with_allow_http(true);
    if let Some(pem) = settings.trust.pem() {
        options = options.with_no_system_certificates(true);
        for authority in Certificate::from_pem_bundle(pem)? {
            options = options.with_root_certificate(authority);
        }
    }
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&settings.bucket)
        .with_region(&settings.region)
        .with_virtual_hosted_style_request(!settings.path_style)
        .with_credentials(Arc::new(Keys {
            access: settings.access_key.clone(),
            secret: settings.secret_key.clone(),
        }))
        .with_client_options(options)
        // Not all compatible services support it.
        .with_disable_bulk_delete(true)
        .with_retry(RetryConfig {
            backoff: BackoffConfig::default(),
            max_retries: 5,
            retry_timeout: PATIENCE,
        });
    if let Some(endpoint) = &settings.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    Ok(builder.build()?)
}
