//! An authority of a test's own, and the certificates that it signs.

use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tempfile::TempDir;

/// Signs certificates. Its files are removed with it.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    folder: TempDir,
}

/// A certificate with its key, as files.
#[derive(Debug, Clone)]
pub struct Certificate {
    pub chain: PathBuf,
    pub key: PathBuf,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap_or_else(|e| panic!("{e}"));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().unwrap_or_else(|e| panic!("no key: {e}"));
        let own = params.self_signed(&key).unwrap_or_else(|e| panic!("{e}"));
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no folder: {e}"));
        write(&folder.path().join("ca.pem"), &own.pem());
        Self {
            issuer: Issuer::new(params, key),
            folder,
        }
    }

    /// The PEM file of its own certificate.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// A certificate for a name, valid until the begin of a year.
    pub fn certificate(&self, name: &str, until: i32) -> Certificate {
        let mut params =
            CertificateParams::new([name.to_owned()]).unwrap_or_else(|e| panic!("{e}"));
        params.distinguished_name.push(DnType::CommonName, name);
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().unwrap_or_else(|e| panic!("no key: {e}"));
        let signed = params
            .signed_by(&key, &self.issuer)
            .unwrap_or_else(|e| panic!("{e}"));
        let path = |end: &str| self.folder.path().join(format!("{name}-{until}.{end}"));
        let made = Certificate {
            chain: path("pem"),
            key: path("key"),
        };
        write(&made.chain, &signed.pem());
        write(&made.key, &key.serialize_pem());
        made
    }
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}
