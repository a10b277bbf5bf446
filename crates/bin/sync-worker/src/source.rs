//! Opens the source of a tenant's books: a session with Odoo's API, or with Odoo's database if the
//! tenant's file names it.

use std::{
    collections::BTreeMap,
    fmt::{Display, Write as _},
    sync::Arc,
    time::Duration,
};

use contracts::sync::History;
use jiff::Timestamp;
use odoo::{Connection, Context, Dialect, Domain, FieldType, Fields, Query, Session, Version};
use odoo_db::Database;
use sha2::{Digest, Sha256};
use tenants::{DirectSource, FieldKind, OdooSource, Protocol, Tenant};
use tokio::time::{Instant, timeout};
use vault::Vault;

use crate::{
    backoff::{Retries, with_backoff},
    books::{Books, Source, only_write_date},
    call_error::CallError,
    failure::Failure,
    guard, models,
    rate_limit::CallLimiter,
    worker::Worker,
};

/// Maximum time to log in, with retries. A single call may take longer once the attempt has begun.
const LOGIN: Duration = Duration::from_secs(30);
/// Maximum number of record rules to read; no Odoo has more.
const MOST_RULES: u32 = 10_000;

/// Which of the requested fields this Odoo has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) names: Vec<String>,
    pub(crate) missing: Vec<String>,
}

impl Source {
    /// Logs in, or fails when that takes too long.
    pub(crate) async fn open_in_time(
        worker: &Worker,
        tenant: &Tenant,
        limiter: Arc<CallLimiter>,
    ) -> Result<Self, Failure> {
        let begun = Instant::now();
        let open = async {
            match &tenant.odoo.direct {
                None => Self::open(worker, tenant, limiter.clone()).await,
                Some(direct) => Self::open_database(worker, tenant, direct, limiter.clone()).await,
            }
        };
        timeout(LOGIN, open).await.unwrap_or_else(|_| {
            limiter.given_up(begun);
            Err(Failure::no_login(LOGIN))
        })
    }

    async fn open(
        worker: &Worker,
        tenant: &Tenant,
        limiter: Arc<CallLimiter>,
    ) -> Result<Self, Failure> {
        let connection = connection(&tenant.odoo, worker.odoo_keys.as_ref()).await?;
        let observer = worker.metrics.observer();
        let session = with_backoff(&limiter, Retries::brief(), || {
            Session::open_observed(connection.clone(), Some(observer.clone()))
        })
        .await?;
        introduce(session.version(), session.dialect(), session.protocol());
        let user = with_backoff(&limiter, Retries::brief(), || session.user()).await?;
        Ok(Self {
            context: context(tenant, user.companies, Failure::companies)?,
            groups: user.groups,
            books: Books::Api(session.into()),
            limiter,
        })
    }

    async fn open_database(
        worker: &Worker,
        tenant: &Tenant,
        direct: &DirectSource,
        limiter: Arc<CallLimiter>,
    ) -> Result<Self, Failure> {
        let url = direct.url.read();
        let url = url.map_err(|error| Failure::database_url(&error))?;
        let sessions = usize::try_from(tenant.odoo.connections).unwrap_or(1);
        let database = with_backoff(&limiter, Retries::brief(), || {
            Database::open(&url, &worker.trust, sessions)
        })
        .await?;
        introduce(database.version(), database.dialect(), "sql");
        if !direct.follows_log {
            guard::drop_left_slot(&database, &tenant.slot()).await;
        }
        Ok(Self {
            context: context(tenant, database.companies(), Failure::no_companies)?,
            groups: None,
            books: Books::Database(database.into()),
            limiter,
        })
    }

    pub(crate) fn version(&self) -> &Version {
        match &self.books {
            Books::Api(session) => session.version(),
            Books::Database(database) => database.version(),
        }
    }

    /// Digests of what may be read, by kind of right. A digest changes if the rights change. A kind
    /// that Odoo does not show is left out.
    pub(crate) async fn rights(
        &self,
        tenant: &Tenant,
        with_rules: bool,
    ) -> BTreeMap<String, String> {
        let mut rights = BTreeMap::new();
        if let Some(groups) = &self.groups {
            rights.insert("groups".to_owned(), digest(&format!("{groups:?}")));
        }
        if !with_rules {
            return rights;
        }
        let (kind, rules) = match &self.books {
            Books::Api(session) => ("rules", self.rules(session).await),
            Books::Database(database) => {
                let models = models::of(tenant);
                ("grants", self.limiter.call(database.grants(&models)).await)
            }
        };
        match rules {
            Ok(rules) => {
                rights.insert(kind.to_owned(), digest(&rules));
            }
            Err(error) => tracing::debug!(%error, kind, "the rights cannot be read"),
        }
        rights
    }

    /// The record rules with their dates of change, if the user may read them.
    async fn rules(&self, session: &Session) -> Result<String, CallError> {
        let query = Query {
            model: "ir.rule",
            fields: &only_write_date(),
            names: &["write_date".to_owned()],
            domain: &Domain::all(),
            limit: MOST_RULES,
            context: &self.context,
        };
        let rules = self.limiter.call(session.search_read(&query)).await?;
        Ok(format!("{:?}", rules.records))
    }

    /// The history of Odoo's database, and a snapshot from before the attempt reads anything. `None`
    /// for Odoo's API and for a standby.
    pub(crate) async fn history(&self) -> Result<Option<History>, Failure> {
        let Books::Database(database) = &self.books else {
            return Ok(None);
        };
        let seen = self.limiter.call(database.history()).await?;
        let numbered = |as_of| History {
            system: seen.answer.system,
            timeline: seen.answer.timeline,
            as_of,
        };
        Ok(seen.as_of.map(numbered))
    }

    /// The clock of Odoo or of its database: the end of the window if the request has none.
    pub(crate) async fn clock(&self) -> Result<Timestamp, Failure> {
        match &self.books {
            Books::Api(session) => session.server_time().ok_or_else(Failure::no_clock),
            Books::Database(database) => Ok(self.limiter.call(database.clock()).await?),
        }
    }
}

pub(crate) fn digest(text: &str) -> String {
    let mut digest = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}

/// Logs the version of Odoo and as which version it is read. An unknown version is read as the
/// nearest known one; what it lacks is reported with its models.
fn introduce(version: &Version, dialect: &Dialect, protocol: impl Display) {
    let read_as = dialect.major;
    if dialect.is_of(version) {
        tracing::info!(odoo.version = version.full, %protocol, "connected to Odoo");
    } else {
        tracing::warn!(
            odoo.version = version.full, read_as, %protocol,
            "unknown version of Odoo: reading it as the nearest known version"
        );
    }
}

/// The fields that can be read, and those that cannot: binaries, and fields with another type than
/// in the tenant's file, because their columns are made from it.
pub(crate) fn fitting(
    asked: &[String],
    fields: &Fields,
    expected: Option<&BTreeMap<String, FieldKind>>,
) -> (Vec<String>, Vec<String>) {
    let fits = |name: &String| {
        let expected = expected.and_then(|kinds| kinds.get(name));
        fields.get(name).is_none_or(|field| {
            field.field_type != FieldType::Binary
                && expected.is_none_or(|kind| holds(*kind, &field.field_type))
        })
    };
    asked.iter().cloned().partition(fits)
}

/// The fields that can be summed: `id` first, then those that this Odoo stores under their own
/// names, in the requested order.
pub(crate) fn choose(asked: &[String], fields: &Fields) -> Choice {
    let mut choice = Choice {
        names: vec!["id".to_owned()],
        missing: Vec::new(),
    };
    for name in asked.iter().filter(|name| *name != "id") {
        let is_stored = fields.get(name).is_some_and(|field| field.stored);
        let list = if is_stored {
            &mut choice.names
        } else {
            &mut choice.missing
        };
        if !list.contains(name) {
            list.push(name.clone());
        }
    }
    choice
}

/// True if values of the type fit the kind of column that the tenant's file asks for.
fn holds(kind: FieldKind, field_type: &FieldType) -> bool {
    use FieldType as Type;
    match field_type {
        Type::Char | Type::Text | Type::Html | Type::Selection | Type::Reference => {
            kind == FieldKind::Text
        }
        Type::Integer | Type::Many2oneReference => kind == FieldKind::Integer,
        Type::Float | Type::Monetary => kind == FieldKind::Decimal,
        Type::Boolean => kind == FieldKind::Boolean,
        Type::Date => kind == FieldKind::Date,
        Type::Datetime => kind == FieldKind::Instant,
        Type::Many2one => kind == FieldKind::Link,
        Type::One2many | Type::Many2many => kind == FieldKind::Links,
        Type::Json | Type::Properties | Type::Other(_) => kind == FieldKind::Json,
        Type::Binary => false,
    }
}

pub(crate) async fn connection(
    source: &OdooSource,
    vault: Option<&Vault>,
) -> Result<Connection, Failure> {
    Ok(Connection {
        url: source.url.clone(),
        database: source.database.clone(),
        user: source.user.clone(),
        password: source
            .password(vault)
            .await
            .map_err(|error| Failure::password(&error))?,
        protocol: match source.protocol {
            Protocol::Auto => None,
            Protocol::Json2 => Some(odoo::Protocol::Json2),
            Protocol::JsonRpc => Some(odoo::Protocol::JsonRpc),
            Protocol::XmlRpc => Some(odoo::Protocol::XmlRpc),
        },
        timeout: Duration::from_secs(source.timeout_seconds.into()),
        max_answer_bytes: source.max_answer_bytes,
        authorities: source
            .authorities()
            .map_err(|error| Failure::authorities(&error))?,
    })
}

/// The language of the settings, and the companies to read.
fn context(
    tenant: &Tenant,
    visible: Vec<i64>,
    lacks: impl Fn(&[i64]) -> Failure,
) -> Result<Context, Failure> {
    let configured = &tenant.odoo.company_ids;
    Ok(Context {
        language: tenant.odoo.language.clone(),
        company_ids: companies(configured, visible).map_err(|missing| lacks(&missing))?,
    })
}

/// The companies of the settings. If there are none, all that can be seen. A configured company that
/// cannot be seen is an error, because its records would seem deleted.
fn companies(configured: &[i64], visible: Vec<i64>) -> Result<Vec<i64>, Vec<i64>> {
    if configured.is_empty() {
        return Ok(visible);
    }
    let missing: Vec<i64> = configured
        .iter()
        .copied()
        .filter(|id| !visible.contains(id))
        .collect();
    if missing.is_empty() {
        Ok(configured.to_vec())
    } else {
        Err(missing)
    }
}

#[cfg(test)]
mod tests {
    use odoo::Field;

    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn only_stored_fields_are_read_and_id_is_first() {
        let field = |stored| Field {
            field_type: FieldType::Char,
            stored,
            company_dependent: false,
            relation: None,
        };
        let fields: Fields = [
            ("id", true),
            ("name", true),
            ("ref", true),
            ("display", false),
        ]
        .map(|(name, stored)| (name.to_owned(), field(stored)))
        .into_iter()
        .collect();
        let choice = choose(
            &names(&["name", "display", "gone", "id", "ref", "name"]),
            &fields,
        );
        assert_eq!(choice.names, names(&["id", "name", "ref"]));
        assert_eq!(choice.missing, names(&["display", "gone"]));
    }

    #[test]
    fn a_field_whose_type_differs_from_the_configured_one_is_missing() {
        let field = |field_type| Field {
            field_type,
            stored: true,
            company_dependent: false,
            relation: None,
        };
        let fields: Fields = [
            ("x_rent", FieldType::Char),
            ("x_until", FieldType::Date),
            ("x_scan", FieldType::Binary),
        ]
        .map(|(name, field_type)| (name.to_owned(), field(field_type)))
        .into_iter()
        .collect();
        let expected = BTreeMap::from([
            ("x_rent".to_owned(), FieldKind::Decimal),
            ("x_until".to_owned(), FieldKind::Date),
        ]);
        let asked = names(&["id", "x_rent", "x_until", "x_scan"]);
        let (fitting, misfits) = fitting(&asked, &fields, Some(&expected));
        assert_eq!(fitting, names(&["id", "x_until"]));
        assert_eq!(misfits, names(&["x_rent", "x_scan"]));
    }

    #[test]
    fn a_configured_company_without_access_is_a_failure() {
        assert_eq!(companies(&[], vec![1, 2]).unwrap(), [1, 2]);
        assert_eq!(companies(&[2], vec![1, 2]).unwrap(), [2]);
        assert_eq!(companies(&[2, 7], vec![1, 2]), Err(vec![7]));
    }
}
