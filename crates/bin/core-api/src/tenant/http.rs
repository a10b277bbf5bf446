//! The tenant: what holds for everybody, and for admins the settings of its file.
mod settings;

use actix_web::web::{Data, Json};
use serde::Serialize;
use store::sync_runs;
use utoipa::ToSchema;

use crate::{
    http::{
        auth::{Caller, Role},
        error::ApiError,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    tenant::http::settings::TenantSettings,
};

/// The tenant of the host.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tenant {
    /// Its short name.
    #[schema(example = "andina")]
    name: String,
    #[schema(example = "Andina S.A.C.")]
    display_name: String,
    #[schema(example = "andina.example.com")]
    host: String,
    /// Base URL of links in mails.
    #[schema(example = "https://andina.example.com")]
    public_url: String,
    /// Of its days, from the IANA database.
    time_zone: String,
    /// Language and country of documents.
    #[schema(example = "es-PE")]
    locale: String,
    /// Bounds of the buckets of an ageing, unless a request says otherwise.
    #[schema(example = "30,60,90,120")]
    ageing_buckets: Option<String>,
    /// Where people open Odoo.
    #[schema(example = "https://odoo.andina.example")]
    odoo_url: String,
    /// Null until a worker has logged in.
    #[schema(example = "17.0")]
    odoo_version: Option<String>,
    /// Of this API.
    #[schema(example = "0.1.0")]
    espejo_version: String,
    /// What its file and this installation set. Only for admins who may see all companies; null for
    /// others. Passwords and keys are never shown.
    settings: Option<TenantSettings>,
}

/// The tenant and its settings
///
/// They are read from files at the start and cannot be changed through the API.
#[utoipa::path(
    get, path = "/v1/tenant", tag = "about", operation_id = "show_tenant",
    responses((status = 200, body = Tenant, description = "The tenant")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<Json<Tenant>, ApiError> {
    let odoo_version = snapshot::read(&api, &caller.tenant, "tenant", async |tx| {
        Ok(sync_runs::last_server_version().bind(tx).opt().await?)
    })
    .await?;
    let tenant = &caller.tenant;
    let shows_all = caller.role == Role::Admin && caller.scope.is_all();
    Ok(Json(Tenant {
        name: tenant.name.clone(),
        display_name: tenant.display_name.clone(),
        host: tenant.host.clone(),
        public_url: tenant.public_url.clone(),
        time_zone: tenant.time_zone_name().to_owned(),
        locale: tenant.locale.clone(),
        ageing_buckets: tenant.reports.ageing_buckets.clone(),
        odoo_url: tenant.odoo.people_url().to_owned(),
        odoo_version,
        espejo_version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: shows_all.then(|| TenantSettings::of(tenant, &api)),
    }))
}
