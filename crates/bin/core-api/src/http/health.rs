//! Health of the tenant's mirror, for load balancers and people. It needs no key and shows no
//! accounting data.

use actix_web::web::{Data, Json};
use serde::Serialize;
use store::freshness::{self, MirrorState};
use utoipa::ToSchema;

use crate::http::{
    auth::HostTenant,
    error::ApiError,
    query::{NoParameters, Query},
    snapshot,
    state::Api,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    tenant: String,
    /// `loading`, `live`, `stale` or `failed`, as in the freshness of reports.
    #[schema(value_type = String, example = "live")]
    mirror: MirrorState,
}

/// Health of the tenant and state of its mirror
#[utoipa::path(
    get, path = "/v1/health", tag = "mirror", operation_id = "show_health",
    responses((status = 200, body = Health, description = "The tenant is served")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    HostTenant(tenant): HostTenant,
    _: Query<NoParameters>,
) -> Result<Json<Health>, ApiError> {
    let freshness = snapshot::read(&api, &tenant, "health", async |tx| {
        Ok(freshness::read(tx, &reports::LEDGER).await?)
    })
    .await?;
    Ok(Json(Health {
        tenant: tenant.name.clone(),
        mirror: freshness.state,
    }))
}
