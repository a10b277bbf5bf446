//! Whom this process trusts, and who it is, for every TLS connection that it makes.
//!
//! Every client verifies the chain and the name of its server. There is no setting that turns this
//! off, and none falls back to plain text.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use settings::Environment;

const CA_FILE: &str = "ESPEJO_CA_FILE";
const CERTIFICATE_FILE: &str = "ESPEJO_CLIENT_CERTIFICATE_FILE";
const KEY_FILE: &str = "ESPEJO_CLIENT_KEY_FILE";

/// Why there can be no TLS.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    #[error("{} cannot be read: {reason}", path.display())]
    File { path: PathBuf, reason: String },
    #[error("the system has no certificates of authorities, and ESPEJO_CA_FILE is not set")]
    NoAuthority,
    #[error("TLS cannot be set up: {0}")]
    Setup(String),
}

/// The authorities whose certificates are accepted, and the certificate of this process. Clones
/// share them.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// `None`: those of the system.
    authorities: Option<Arc<Authorities>>,
    identity: Option<Arc<Identity>>,
}

#[derive(Debug)]
struct Authorities {
    roots: Arc<RootCertStore>,
    pem: Vec<u8>,
    path: PathBuf,
}

struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    paths: [PathBuf; 2],
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a certificate with its key")
    }
}

/// What a certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It signs those of servers.
    Authority,
    /// This process shows it, or it is between that one and its authority.
    Client,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    pub used_for: Use,
    pub file: PathBuf,
    /// Unix time at which it expires.
    pub expires_seconds: i64,
}

impl Certificate {
    /// `None` if it cannot be parsed.
    fn of(used_for: Use, file: &Path, der: &CertificateDer<'_>) -> Option<Self> {
        let (_, parsed) = x509_parser::parse_x509_certificate(der).ok()?;
        Some(Self {
            used_for,
            file: file.to_owned(),
            expires_seconds: parsed.validity().not_after.timestamp(),
        })
    }
}

impl Trust {
    /// Reads `ESPEJO_CA_FILE`, `ESPEJO_CLIENT_CERTIFICATE_FILE` and `ESPEJO_CLIENT_KEY_FILE`, and
    /// the files that they name.
    pub fn read(env: &mut Environment) -> Self {
        let authorities = env.optional::<PathBuf>(CA_FILE);
        let chain = env.optional::<PathBuf>(CERTIFICATE_FILE);
        let key = env.optional::<PathBuf>(KEY_FILE);
        let mut trust = Self::default();
        if let Some(path) = authorities {
            match trust.with_authorities(&path) {
                Ok(with) => trust = with,
                Err(error) => env.problem(format!("{CA_FILE}: {error}")),
            }
        }
        match (chain, key) {
            (Some(chain), Some(key)) => match trust.with_identity(&chain, &key) {
                Ok(with) => trust = with,
                Err(error) => env.problem(format!("{CERTIFICATE_FILE} and {KEY_FILE}: {error}")),
            },
            (None, None) => {}
            _ => env.problem(format!("{CERTIFICATE_FILE} and {KEY_FILE} need each other")),
        }
        trust
    }

    /// Only the authorities in this PEM file.
    pub fn with_authorities(&self, path: &Path) -> Result<Self, Error> {
        let pem = std::fs::read(path).map_err(|error| file(path, &error.to_string()))?;
        let mut roots = RootCertStore::empty();
        for certificate in certificates(path, &pem)? {
            let added = roots.add(certificate);
            added.map_err(|error| file(path, &error.to_string()))?;
        }
        let roots = Arc::new(roots);
        Ok(Self {
            authorities: Some(Arc::new(Authorities {
                roots,
                pem,
                path: path.to_owned(),
            })),
            identity: self.identity.clone(),
        })
    }

    /// With the certificate (and its chain) and the key in these PEM files.
    pub fn with_identity(&self, chain: &Path, key: &Path) -> Result<Self, Error> {
        let pem = std::fs::read(chain).map_err(|error| file(chain, &error.to_string()))?;
        let certificates = certificates(chain, &pem)?;
        let paths = [chain.to_owned(), key.to_owned()];
        let key = PrivateKeyDer::from_pem_file(key)
            .map_err(|_| file(key, "it has no private key in PEM"))?;
        let with = Self {
            authorities: self.authorities.clone(),
            identity: Some(Arc::new(Identity {
                chain: certificates,
                key,
                paths,
            })),
        };
        // Do they belong together?
        let roots = Arc::new(RootCertStore::empty());
        with.config(roots, true)?;
        Ok(with)
    }

    /// The PEM of the authorities, if they are not those of the system: for clients that make their
    /// own configuration.
    pub fn pem(&self) -> Option<&[u8]> {
        self.authorities.as_ref().map(|set| set.pem.as_slice())
    }

    /// The file of the authorities, if they are not those of the system: for other programs.
    pub fn authorities_file(&self) -> Option<&Path> {
        self.authorities.as_ref().map(|set| set.path.as_path())
    }

    /// The files of this process's certificate and of its key: for other programs.
    pub fn identity_files(&self) -> Option<&[PathBuf; 2]> {
        self.identity.as_ref().map(|identity| &identity.paths)
    }

    /// The certificates in the files that the settings name.
    pub fn certificates(&self) -> Vec<Certificate> {
        let mut found = Vec::new();
        if let Some(authorities) = &self.authorities {
            let all = CertificateDer::pem_slice_iter(&authorities.pem).flatten();
            found.extend(
                all.filter_map(|der| Certificate::of(Use::Authority, &authorities.path, &der)),
            );
        }
        if let Some(identity) = &self.identity {
            let [path, _] = &identity.paths;
            let all = identity.chain.iter();
            found.extend(all.filter_map(|der| Certificate::of(Use::Client, path, der)));
        }
        found
    }

    /// For clients that show no certificate.
    pub fn anonymous(&self) -> Result<ClientConfig, Error> {
        self.config(self.roots()?, false)
    }

    /// For clients of servers that may ask for a certificate.
    pub fn identified(&self) -> Result<ClientConfig, Error> {
        self.config(self.roots()?, true)
    }

    fn config(&self, roots: Arc<RootCertStore>, identified: bool) -> Result<ClientConfig, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Setup(error.to_string()))?
            .with_root_certificates(roots);
        match self.identity.as_ref().filter(|_| identified) {
            None => Ok(builder.with_no_client_auth()),
            Some(identity) => builder
                .with_client_auth_cert(identity.chain.clone(), identity.key.clone_key())
                .map_err(|error| Error::Setup(error.to_string())),
        }
    }

    fn roots(&self) -> Result<Arc<RootCertStore>, Error> {
        if let Some(authorities) = &self.authorities {
            return Ok(authorities.roots.clone());
        }
        let found = rustls_native_certs::load_native_certs();
        for problem in &found.errors {
            tracing::warn!(error = %problem, "certificates of the system cannot be read");
        }
        let mut roots = RootCertStore::empty();
        // The system may have some that cannot be parsed.
        let (added, _) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            return Err(Error::NoAuthority);
        }
        Ok(Arc::new(roots))
    }
}

/// At least one certificate.
fn certificates(path: &Path, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(file(path, "it has no certificates in PEM")),
    }
}

fn file(path: &Path, reason: &str) -> Error {
    Error::File {
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertifiedKey, generate_simple_self_signed};

    use super::*;

    fn problems(pairs: &[(&'static str, &str)]) -> String {
        let mut env = Environment::from_pairs(pairs.iter().copied());
        let trust = Trust::read(&mut env);
        env.finish(trust)
            .map_or_else(|problems| problems.to_string(), |_| String::new())
    }

    #[test]
    fn files_that_cannot_be_used_are_problems_of_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let other = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let chain = write("chain.pem", &cert.pem());
        let key = write("key.pem", &signing_key.serialize_pem());
        let other = write("other.pem", &other.signing_key.serialize_pem());
        let garbage = write("garbage.pem", "nothing");

        assert_eq!(problems(&[]), "");
        let all = [
            (CA_FILE, &*chain),
            (CERTIFICATE_FILE, &chain),
            (KEY_FILE, &key),
        ];
        assert_eq!(problems(&all), "");
        let mut env = Environment::from_pairs(all);
        let certificates = Trust::read(&mut env).certificates();
        let uses: Vec<_> = certificates.iter().map(|found| found.used_for).collect();
        assert_eq!(uses, [Use::Authority, Use::Client]);
        // Of certificates that rcgen makes if nothing is said: 4096-01-01.
        assert_eq!(certificates[1].expires_seconds, 67_090_118_400);
        for (pairs, expected) in [
            (vec![(CA_FILE, "/none.pem")], "/none.pem cannot be read"),
            (vec![(CA_FILE, &*garbage)], "it has no certificates"),
            (vec![(CA_FILE, &key)], "it has no certificates"),
            (vec![(CERTIFICATE_FILE, &chain)], "need each other"),
            (vec![(KEY_FILE, &key)], "need each other"),
            (
                vec![(CERTIFICATE_FILE, &chain), (KEY_FILE, &garbage)],
                "it has no private key",
            ),
            (
                vec![(CERTIFICATE_FILE, &chain), (KEY_FILE, &other)],
                "TLS cannot be set up",
            ),
        ] {
            let problem = problems(&pairs);
            assert!(problem.contains(expected), "{problem}");
            assert_eq!(problem.lines().count(), 1, "{problem}");
        }
    }
}
