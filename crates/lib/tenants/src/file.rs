//! Reads the tenants from the files of one directory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use config::{Config, File, FileFormat};
use jiff::tz::TimeZone;

use crate::reader::Reader;
use crate::{
    AtLimit, DIRECT_CONNECTIONS, DatabaseAddress, DefaultSchedules, DirectSource, ExportLimits,
    HistoryLimits, LoadError, MAX_RETAINED_BYTES, MailPolicy, OdooSource, Protocol, Proving,
    ReportDefaults, SecretSource, Tenant, additions, bases, check, mail_templates, papers,
    password, sign_in, toml_file,
};

/// By host: the tenant, or what is wrong with its file. Fails if there is nothing to read.
pub(crate) fn read_all(dir: &Path) -> Result<BTreeMap<String, Read>, LoadError> {
    let base = dir.join("base.toml");
    if !base.is_file() {
        return Err(LoadError::new(format!("{} is missing", base.display())));
    }
    let hosts = dir.join("hosts");
    let files = toml_file::all_in(&hosts)
        .map_err(|error| LoadError::new(format!("{}: {error}", hosts.display())))?;
    let read = |file: &PathBuf| {
        let host = toml_file::host_of(file);
        let read = read(dir, file, &host);
        (host, read)
    };
    Ok(files.iter().map(read).collect())
}

pub(crate) type Read = Result<Tenant, Vec<String>>;

/// Reads one file, which may lie anywhere, as that of this host.
pub(crate) fn read(dir: &Path, file: &Path, host: &str) -> Read {
    let name_of_file = format!("hosts/{host}.toml");
    let mut merged = Config::builder();
    for below in bases::files_below(dir, file)? {
        merged = merged.add_source(File::from(below).format(FileFormat::Toml));
    }
    let merged = merged
        .build()
        .map_err(|error| vec![toml_file::unreadable(file, &error)])?;
    let mut reader = Reader::new(name_of_file, &merged);
    reader.pass_over(bases::EXTENDS);
    if let Err(reason) = check::host(host) {
        reader.problem(&format!("the file's name \"{host}\" {reason}"));
    }
    let tenant = tenant(&mut reader, host.to_owned(), dir);
    let problems = reader.finish();
    if problems.is_empty() {
        Ok(tenant)
    } else {
        Err(problems)
    }
}

fn tenant(reader: &mut Reader, host: String, dir: &Path) -> Tenant {
    let public_url = reader.optional_text("public_url", check::url);
    let max_active = reader.number("exports.max_active", 1..=100);
    Tenant {
        name: reader.text("name", check::name),
        public_url: public_url.unwrap_or_else(|| format!("https://{host}")),
        display_name: reader.text("display_name", check::present),
        time_zone: TimeZone::get(&reader.text("time_zone", check::time_zone))
            .unwrap_or(TimeZone::UTC),
        locale: reader.text("locale", check::locale),
        database: database(reader, dir),
        odoo: odoo(reader, dir, &host),
        schedules: DefaultSchedules {
            incremental: reader.text("schedules.incremental", check::present),
            verify: reader.text("schedules.verify", check::present),
        },
        proving: Proving {
            pause_percent: reader.number_or("proof.pause_percent", 0..=1_000, 100),
            content_share: reader.number_or("proof.content_share", 0..=1_000, 30),
            max_deleted_percent: reader.number_or("proof.max_deleted_percent", 0..=100, 2),
            max_deleted_rows: reader.number_or("proof.max_deleted_rows", 0..=1_000_000, 50),
            longest_transaction_hours: reader.number_or(
                "proof.longest_transaction_hours",
                1..=720,
                24,
            ),
        },
        exports: ExportLimits {
            max_active,
            // Half of the places, so that one requester cannot take them all.
            max_active_each: reader.number_or(
                "exports.max_active_each",
                1..=100,
                max_active.div_ceil(2),
            ),
            keep_days: reader.number_or("exports.keep_days", 1..=3_650, 30),
        },
        mail: MailPolicy {
            from: reader.optional_text("mail.from", check::mailbox),
            reply_to: reader.optional_text("mail.reply_to", check::mailbox),
            attach_max_bytes: reader.number_or("mail.attach_max_bytes", 0..=26_214_400, 10_485_760),
            link_days: reader.number_or("mail.link_days", 1..=90, 7),
        },
        mail_templates: mail_templates::read(reader, dir),
        reports: ReportDefaults {
            ageing_buckets: reader.optional_text("reports.ageing_buckets", check::buckets),
        },
        papers: papers::read(reader, dir),
        sign_in: sign_in::read(reader, dir),
        history: HistoryLimits {
            keep_days: reader.number("history.keep_days", 1..=3_650),
        },
        origins: reader.texts("browsers.origins", check::origin),
        webhook_origins: reader.texts("webhooks.origins", check::url),
        host,
    }
}

fn database(reader: &mut Reader, dir: &Path) -> DatabaseAddress {
    let address = DatabaseAddress {
        name: reader.text("database", check::database),
        url: source(reader, dir, "database_url"),
        migration_url: source(reader, dir, "migration_database_url"),
        replica_url: source(reader, dir, "replica_url"),
    };
    if address.url.is_none() && address.migration_url.is_some() {
        reader.problem(
            "`migration_database_url` belongs to a server of the tenant's own, which \
             `database_url_env` or `database_url_file` must name",
        );
    }
    address
}

/// A relative path starts at the directory of `base.toml`.
fn source(reader: &mut Reader, dir: &Path, key: &str) -> Option<SecretSource> {
    let variable = reader.optional_text(&format!("{key}_env"), check::variable);
    let file = reader.optional_text(&format!("{key}_file"), check::present);
    if variable.is_some() && file.is_some() {
        reader.problem(&format!("`{key}_env` and `{key}_file` exclude each other"));
    }
    let file = file.map(|path| SecretSource::File(dir.join(path)));
    variable.map(SecretSource::Variable).or(file)
}

fn odoo(reader: &mut Reader, dir: &Path, host: &str) -> OdooSource {
    let (database, direct) = odoo_database(reader, dir);
    let connections = reader.number("odoo.connections", 1..=16);
    let calls_per_minute = reader.number("odoo.calls_per_minute", 0..=100_000);
    OdooSource {
        url: reader.text("odoo.url", check::url),
        public_url: reader.optional_text("odoo.public_url", check::url),
        database,
        user: reader.text("odoo.user", check::present),
        protocol: protocol(reader),
        company_ids: reader.ids("odoo.company_ids"),
        language: reader.text("odoo.language", check::language),
        page_rows: reader.number("odoo.page_rows", 1..=10_000),
        connections: direct.as_ref().map_or(connections, |it| it.connections),
        // Nobody calls the API of an Odoo whose database is read.
        calls_per_minute: if direct.is_some() {
            0
        } else {
            calls_per_minute
        },
        timeout_seconds: reader.number("odoo.timeout_seconds", 1..=3_600),
        safety_lag_seconds: reader.number("odoo.safety_lag_seconds", 0..=86_400),
        max_answer_bytes: reader.number("odoo.max_answer_bytes", 65_536..=4_294_967_296),
        additions: additions::read(reader),
        direct,
        password: password::source(reader, dir, host),
        // A relative path starts at the directory of `base.toml`.
        ca_file: reader
            .optional_text("odoo.ca_file", check::present)
            .map(|path| dir.join(path)),
    }
}

/// The name of Odoo's database, and how it is read directly if `[odoo.database]` is a table.
fn odoo_database(reader: &mut Reader, dir: &Path) -> (String, Option<DirectSource>) {
    if !reader.is_table("odoo.database") {
        return (reader.text("odoo.database", check::present), None);
    }
    let name = reader.text("odoo.database.name", check::present);
    let connections = reader.number_or("odoo.database.connections", 1..=16, DIRECT_CONNECTIONS);
    let url = source(reader, dir, "odoo.database.url");
    if url.is_none() {
        reader.problem("`odoo.database.url_env` or `odoo.database.url_file` is missing");
    }
    let is_log: check::Check = |text| match text {
        "log" => Ok(()),
        _ => Err("is not \"log\"; without it, scheduled runs read the database"),
    };
    let follows_log = reader.optional_text("odoo.database.mode", is_log).is_some();
    let key = "odoo.database.max_retained_bytes";
    let max_retained_bytes = reader.number_or(key, 16 << 20..=1 << 50, MAX_RETAINED_BYTES);
    let is_policy: check::Check = |text| match text {
        "drop" | "keep" => Ok(()),
        _ => Err("is not \"drop\" or \"keep\""),
    };
    let at_limit = match reader.optional_text("odoo.database.at_limit", is_policy) {
        Some(policy) if policy == "keep" => AtLimit::Keep,
        _ => AtLimit::Drop,
    };
    let direct = url.map(|url| DirectSource {
        url,
        connections,
        follows_log,
        max_retained_bytes,
        at_limit,
    });
    (name, direct)
}

fn protocol(reader: &mut Reader) -> Protocol {
    let named = |text: &str| Protocol::ALL.into_iter().find(|one| one.as_str() == text);
    let known: check::Check = |text| match text {
        "auto" | "json-2" | "json-rpc" | "xml-rpc" => Ok(()),
        _ => Err("is not one of \"auto\", \"json-2\", \"json-rpc\" and \"xml-rpc\""),
    };
    named(&reader.text("odoo.protocol", known)).unwrap_or(Protocol::Auto)
}
