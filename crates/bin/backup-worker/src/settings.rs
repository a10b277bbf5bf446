//! The settings of the process, read from the environment only here.

use std::net::SocketAddr;
use std::path::PathBuf;

use secrecy::ExposeSecret;
use settings::{Environment, SecretString};
use timetable::Timetable;

/// Shorter keys of the repository could be guessed.
const SHORTEST_KEY: usize = 32;

#[derive(Debug, Clone)]
pub struct Settings {
    pub telemetry: telemetry::Settings,
    /// Address of the health and metrics pages.
    pub ops_bind: SocketAddr,
    pub tenants_dir: PathBuf,
    /// The folder of finished exports, which is backed up too.
    pub files_dir: Option<PathBuf>,
    pub server: ServerSettings,
    pub repository: Repository,
    /// For configuration, locks and restores in progress: as large as the databases.
    pub folder: PathBuf,
    /// How many processes of pgBackRest copy at a time.
    pub processes: u16,
    /// The program that checks a restored database.
    pub core_api: PathBuf,
    pub timetables: Timetables,
}

/// The PostgreSQL server that is backed up.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    pub data: PathBuf,
    /// The folder of its socket.
    pub socket: PathBuf,
    pub port: u16,
    /// A superuser that may connect through the socket.
    pub user: String,
    /// The folder with `pg_dump`, `postgres` and the others of the same version.
    pub programs: PathBuf,
}

/// Where backups are kept, and for how long.
#[derive(Debug, Clone)]
pub struct Repository {
    pub place: Place,
    /// Encrypts everything in it.
    pub key: SecretString,
    pub keep_days: u16,
}

#[derive(Debug, Clone)]
pub enum Place {
    Directory(PathBuf),
    S3(Bucket),
}

#[derive(Debug, Clone)]
pub struct Bucket {
    pub name: String,
    pub region: String,
    pub endpoint: String,
    pub path_style: bool,
    pub access_key: String,
    pub secret_key: SecretString,
}

#[derive(Debug, Clone)]
pub struct Timetables {
    pub full: Timetable,
    pub incremental: Timetable,
    pub drill: Timetable,
}

impl Settings {
    pub fn read(env: &mut Environment) -> Self {
        Self {
            telemetry: telemetry::Settings::read(env),
            ops_bind: env.required("ESPEJO_OPS_BIND"),
            tenants_dir: env.required("ESPEJO_TENANTS_DIR"),
            files_dir: env.optional("ESPEJO_FILES_DIR"),
            server: ServerSettings {
                data: env.required("ESPEJO_BACKUP_POSTGRES_DATA"),
                socket: env.or(
                    "ESPEJO_BACKUP_POSTGRES_SOCKET",
                    "/var/run/postgresql".into(),
                ),
                port: env.or("ESPEJO_BACKUP_POSTGRES_PORT", 5432),
                user: env.or("ESPEJO_BACKUP_POSTGRES_USER", "postgres".to_owned()),
                programs: env.required("ESPEJO_BACKUP_POSTGRES_PROGRAMS"),
            },
            repository: Repository::read(env),
            folder: env.or(
                "ESPEJO_BACKUP_WORK_DIR",
                "/var/lib/espejo/backup-work".into(),
            ),
            processes: env.or("ESPEJO_BACKUP_PROCESSES", 2),
            core_api: env.or(
                "ESPEJO_BACKUP_CORE_API",
                "/opt/espejo/current/bin/core-api".into(),
            ),
            timetables: Timetables::read(env),
        }
    }
}

impl Repository {
    fn read(env: &mut Environment) -> Self {
        let directory = env.optional("ESPEJO_BACKUP_DIR");
        let bucket = Bucket::read(env);
        let place = match (directory, bucket) {
            (Some(directory), None) => Place::Directory(directory),
            (None, Some(bucket)) => Place::S3(bucket),
            (both, _) => {
                env.problem("set either ESPEJO_BACKUP_DIR or ESPEJO_BACKUP_S3_BUCKET");
                Place::Directory(both.unwrap_or_default())
            }
        };
        let key = env.secret("ESPEJO_BACKUP_KEY");
        let length = key.expose_secret().len();
        if (1..SHORTEST_KEY).contains(&length) {
            env.problem(format!(
                "ESPEJO_BACKUP_KEY has fewer than {SHORTEST_KEY} characters"
            ));
        }
        let keep_days = env.or("ESPEJO_BACKUP_KEEP_DAYS", 30);
        if keep_days == 0 {
            env.problem("ESPEJO_BACKUP_KEEP_DAYS: `0` is less than 1");
        }
        Self {
            place,
            key,
            keep_days,
        }
    }
}

impl Bucket {
    /// None without the name of a bucket.
    fn read(env: &mut Environment) -> Option<Self> {
        let name: Option<String> = env.optional("ESPEJO_BACKUP_S3_BUCKET");
        let region = env.or("ESPEJO_BACKUP_S3_REGION", "us-east-1".to_owned());
        let endpoint: Option<String> = env.optional("ESPEJO_BACKUP_S3_ENDPOINT");
        let path_style = env.or("ESPEJO_BACKUP_S3_PATH_STYLE", false);
        let access_key: Option<String> = env.optional("ESPEJO_BACKUP_S3_ACCESS_KEY");
        let secret_key = env.optional_secret("ESPEJO_BACKUP_S3_SECRET_KEY");
        let name = name?;
        if access_key.is_none() || secret_key.is_none() {
            env.problem(
                "ESPEJO_BACKUP_S3_BUCKET also needs ESPEJO_BACKUP_S3_ACCESS_KEY and \
                 ESPEJO_BACKUP_S3_SECRET_KEY",
            );
        }
        Some(Self {
            name,
            endpoint: endpoint.unwrap_or_else(|| format!("s3.{region}.amazonaws.com")),
            region,
            path_style,
            access_key: access_key.unwrap_or_default(),
            secret_key: secret_key.unwrap_or_default(),
        })
    }
}

impl Timetables {
    fn read(env: &mut Environment) -> Self {
        let zone = env.or("ESPEJO_BACKUP_TIME_ZONE", "UTC".to_owned());
        let mut timetable = |name, default: &str| {
            let line = env.or(name, default.to_owned());
            Timetable::parse(&line, &zone)
                .inspect_err(|error| env.problem(format!("{name}: {error}")))
                .or_else(|_| Timetable::parse(default, "UTC"))
        };
        let full = timetable("ESPEJO_BACKUP_FULL_SCHEDULE", "0 1 * * 0");
        let incremental = timetable("ESPEJO_BACKUP_INCREMENTAL_SCHEDULE", "0 1 * * 1-6");
        let drill = timetable("ESPEJO_BACKUP_DRILL_SCHEDULE", "0 4 * * 0");
        match (full, incremental, drill) {
            (Ok(full), Ok(incremental), Ok(drill)) => Self {
                full,
                incremental,
                drill,
            },
            _ => unreachable!("the defaults are valid"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDED: [(&str, &str); 5] = [
        ("ESPEJO_OPS_BIND", "127.0.0.1:9105"),
        ("ESPEJO_TENANTS_DIR", "/etc/espejo"),
        ("ESPEJO_BACKUP_POSTGRES_DATA", "/data"),
        ("ESPEJO_BACKUP_POSTGRES_PROGRAMS", "/usr/bin"),
        ("ESPEJO_BACKUP_KEY", "0123456789abcdef0123456789abcdef"),
    ];

    fn problems(pairs: &[(&'static str, &str)]) -> String {
        let mut env = Environment::from_pairs(NEEDED.into_iter().chain(pairs.iter().copied()));
        let settings = Settings::read(&mut env);
        env.finish(settings)
            .map_or_else(|problems| problems.to_string(), |_| String::new())
    }

    #[test]
    fn the_repository_is_one_folder_or_one_bucket() {
        let folder = ("ESPEJO_BACKUP_DIR", "/backup");
        let bucket = ("ESPEJO_BACKUP_S3_BUCKET", "backup");
        let keys = [
            ("ESPEJO_BACKUP_S3_ACCESS_KEY", "espejo"),
            ("ESPEJO_BACKUP_S3_SECRET_KEY", "hush"),
        ];
        assert_eq!(problems(&[folder]), "");
        assert_eq!(problems(&[bucket, keys[0], keys[1]]), "");
        assert!(problems(&[]).contains("set either"));
        assert!(problems(&[folder, bucket, keys[0], keys[1]]).contains("set either"));
        assert!(problems(&[bucket]).contains("also needs"));
    }

    #[test]
    fn wrong_settings_are_reported_together_and_without_secrets() {
        let problems = problems(&[
            ("ESPEJO_BACKUP_DIR", "/backup"),
            ("ESPEJO_BACKUP_KEY", "too short"),
            ("ESPEJO_BACKUP_KEEP_DAYS", "0"),
            ("ESPEJO_BACKUP_FULL_SCHEDULE", "sometimes"),
        ]);
        assert!(problems.contains("fewer than 32 characters"), "{problems}");
        assert!(problems.contains("ESPEJO_BACKUP_KEEP_DAYS"), "{problems}");
        assert!(
            problems.contains("ESPEJO_BACKUP_FULL_SCHEDULE"),
            "{problems}"
        );
        assert!(!problems.contains("too short"), "{problems}");
        assert_eq!(problems.lines().count(), 3, "{problems}");
    }
}
