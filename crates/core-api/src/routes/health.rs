//! Whether the tenant's mirror answers, for load balancers and people. It shows nothing of the
//! books and needs no key.

use actix_web::web::{Data, Json};
use serde::Serialize;
use store::freshness::{self, MirrorState};
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::HostTenant,
    error::ApiError,
    query::{NoParameters, Query},
    reading,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    tenant: String,
    /// `loading`, `live`, `stale` or `failed`, as in each report's freshness.
    #[schema(value_type = String, example = "live")]
    mirror: MirrorState,
}

/// Is the tenant served, and how is its mirror?
#[utoipa::path(
    get, path = "/v1/health", tag = "mirror", operation_id = "show_health",
    responses((status = 200, body = Health, description = "It is served")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    HostTenant(tenant): HostTenant,
    _: Query<NoParameters>,
) -> Result<Json<Health>, ApiError> {
    let freshness = reading::snapshot(&api, &tenant, "health", async |tx| {
        Ok(freshness::read(tx, &reports::LEDGER).await?)
    })
    .await?;
    Ok(Json(Health {
        tenant: tenant.name.clone(),
        mirror: freshness.state,
    }))
}
