//! The Odoo that is mirrored: part of another answer.

use reports::Scope;
use serde::Serialize;
use store::{Transaction, sync_runs};
use tenants::OdooSource;
use utoipa::ToSchema;

use crate::{
    http::{
        error::ApiError,
        odoo::{OdooProtocol, ReadFrom},
    },
    status::read,
};

/// The Odoo that is mirrored.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MirroredOdoo {
    /// Where people open it.
    #[schema(example = "https://odoo.andina.example")]
    odoo_url: String,
    /// Such as `17.0`; null until a worker has logged in.
    #[schema(example = "17.0")]
    odoo_version: Option<String>,
    read_from: ReadFrom,
    protocol: OdooProtocol,
    /// The companies that the Odoo user must see, of those that the caller may see. Null until a
    /// run has read them.
    company_ids: Option<Vec<i64>>,
}

pub(crate) async fn read(
    tx: &Transaction<'_>,
    odoo: &OdooSource,
    scope: &Scope,
) -> Result<MirroredOdoo, ApiError> {
    let companies = read::companies_of_user().bind(tx).one().await?;
    let allowed = |ids: Vec<i64>| ids.into_iter().filter(|id| scope.has(*id)).collect();
    Ok(MirroredOdoo {
        odoo_url: odoo.people_url().to_owned(),
        odoo_version: sync_runs::last_server_version().bind(tx).opt().await?,
        read_from: odoo.into(),
        protocol: odoo.protocol.into(),
        company_ids: companies.map(allowed),
    })
}
