//! Settings of the file storage, from the environment. All processes that use it need the same.

use std::path::PathBuf;

use settings::{Environment, ExposeSecret, LiveSecret};
use tls::Trust;

#[derive(Debug, Clone)]
pub enum Settings {
    Folder(PathBuf),
    S3(S3),
}

#[derive(Debug, Clone)]
pub struct S3 {
    pub bucket: String,
    pub region: String,
    /// `None`: Amazon's endpoint for the region.
    pub endpoint: Option<String>,
    /// Whether the bucket is in the path and not in the host name.
    pub path_style: bool,
    /// Both keys are read for each request, if they are in files.
    pub access_key: LiveSecret,
    pub secret_key: LiveSecret,
    /// Whom `https` trusts.
    pub trust: Trust,
}

impl Settings {
    pub fn read(env: &mut Environment) -> Self {
        let folder = env.optional("ESPEJO_FILES_DIR");
        let bucket = env.optional("ESPEJO_S3_BUCKET");
        let s3 = S3 {
            bucket: bucket.clone().unwrap_or_default(),
            region: env.or("ESPEJO_S3_REGION", "us-east-1".to_owned()),
            endpoint: env.optional("ESPEJO_S3_ENDPOINT"),
            path_style: env.or("ESPEJO_S3_PATH_STYLE", true),
            access_key: key(env, "ESPEJO_S3_ACCESS_KEY"),
            secret_key: key(env, "ESPEJO_S3_SECRET_KEY"),
            trust: Trust::read(env),
        };
        if bucket.is_none() {
            return Self::Folder(folder.unwrap_or_else(|| {
                env.problem("neither ESPEJO_FILES_DIR nor ESPEJO_S3_BUCKET is set");
                PathBuf::new()
            }));
        }
        let is_empty = |key: &LiveSecret| key.newest().expose_secret().is_empty();
        if is_empty(&s3.access_key) || is_empty(&s3.secret_key) {
            env.problem("ESPEJO_S3_BUCKET needs ESPEJO_S3_ACCESS_KEY and ESPEJO_S3_SECRET_KEY");
        }
        Self::S3(s3)
    }
}

fn key(env: &mut Environment, name: &'static str) -> LiveSecret {
    env.optional_live_secret(name)
        .unwrap_or_else(|| String::new().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_takes_precedence_over_a_folder_and_needs_its_keys() {
        let read = |pairs: &[(&'static str, &str)]| {
            let mut env = Environment::from_pairs(pairs.iter().copied());
            let settings = Settings::read(&mut env);
            env.finish(settings)
                .map_err(|problems| problems.to_string())
        };
        let folder = ("ESPEJO_FILES_DIR", "/var/files");
        assert!(matches!(read(&[folder]), Ok(Settings::Folder(_))));
        let bucket = ("ESPEJO_S3_BUCKET", "b");
        let problem = read(&[folder, bucket]).unwrap_err();
        assert!(problem.contains("ESPEJO_S3_SECRET_KEY"), "{problem}");
        let keys = [("ESPEJO_S3_ACCESS_KEY", "k"), ("ESPEJO_S3_SECRET_KEY", "s")];
        let Ok(Settings::S3(s3)) = read(&[folder, bucket, keys[0], keys[1]]) else {
            panic!("no S3")
        };
        assert_eq!((s3.bucket.as_str(), s3.path_style), ("b", true));
        assert!(!format!("{s3:?}").contains("\"s\""));
    }
}
