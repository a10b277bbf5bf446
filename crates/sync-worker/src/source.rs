//! From a tenant's settings to an open session with its Odoo.

use std::time::Duration;

use jiff::Timestamp;
use odoo::{Connection, Context, Fields, Session};
use tenants::{OdooSource, Protocol, Tenant};

use crate::{
    failure::Failure,
    metrics::Metrics,
    patience::{Patience, patiently},
};

/// An Odoo that answers, and the context of every read.
pub(crate) struct Source {
    pub(crate) session: Session,
    pub(crate) context: Context,
}

/// What of the asked fields this Odoo has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) names: Vec<String>,
    pub(crate) missing: Vec<String>,
}

impl Source {
    pub(crate) async fn open(tenant: &Tenant, metrics: &Metrics) -> Result<Self, Failure> {
        let connection = connection(&tenant.odoo)?;
        let observer = metrics.observer();
        let session = patiently(Patience::brief(), || {
            Session::open_observed(connection.clone(), Some(observer.clone()))
        })
        .await?;
        introduce(&session);
        let allowed = patiently(Patience::brief(), || session.user_companies()).await?;
        let company_ids = companies(&tenant.odoo.company_ids, allowed)?;
        let context = Context {
            language: tenant.odoo.language.clone(),
            company_ids,
        };
        Ok(Self { session, context })
    }

    /// Odoo's own clock: the end of a window that nobody has frozen yet.
    pub(crate) fn clock(&self) -> Result<Timestamp, Failure> {
        self.session.server_time().ok_or_else(Failure::no_clock)
    }
}

/// Which Odoo this is, and as which it is read. A version that nobody has written down is read as
/// the nearest one: what it lacks is reported with its models.
fn introduce(session: &Session) {
    let (version, dialect) = (session.version(), session.dialect());
    let (read_as, protocol) = (dialect.major, session.protocol());
    if dialect.is_of(version) {
        tracing::info!(odoo.version = version.full, %protocol, "Odoo answers");
    } else {
        tracing::warn!(
            odoo.version = version.full, read_as, %protocol,
            "this version of Odoo is not known: it is read as the nearest that is"
        );
    }
}

/// `id` first, then the fields that this Odoo stores under their own names, in the order asked for:
/// what can be totalled.
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

fn connection(source: &OdooSource) -> Result<Connection, Failure> {
    Ok(Connection {
        url: source.url.clone(),
        database: source.database.clone(),
        user: source.user.clone(),
        password: source
            .password()
            .map_err(|error| Failure::password(&error))?,
        protocol: match source.protocol {
            Protocol::Auto => None,
            Protocol::Json2 => Some(odoo::Protocol::Json2),
            Protocol::JsonRpc => Some(odoo::Protocol::JsonRpc),
            Protocol::XmlRpc => Some(odoo::Protocol::XmlRpc),
        },
        timeout: Duration::from_secs(source.timeout_seconds.into()),
        max_answer_bytes: source.max_answer_bytes,
    })
}

/// The companies to read: those of the settings, or all that the user has. A company that the user
/// lacks would otherwise look as if its records were deleted.
fn companies(configured: &[i64], allowed: Vec<i64>) -> Result<Vec<i64>, Failure> {
    if configured.is_empty() {
        return Ok(allowed);
    }
    let missing: Vec<i64> = configured
        .iter()
        .copied()
        .filter(|id| !allowed.contains(id))
        .collect();
    if missing.is_empty() {
        Ok(configured.to_vec())
    } else {
        Err(Failure::companies(&missing))
    }
}

#[cfg(test)]
mod tests {
    use odoo::{Field, FieldType};

    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn fields_are_taken_if_stored_and_id_comes_first() {
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
    fn a_configured_company_that_the_user_lacks_is_a_failure() {
        assert_eq!(companies(&[], vec![1, 2]).unwrap(), [1, 2]);
        assert_eq!(companies(&[2], vec![1, 2]).unwrap(), [2]);
        let failure = companies(&[2, 7], vec![1, 2]).unwrap_err();
        assert!(failure.detail.contains("[7]"), "{}", failure.detail);
    }
}
