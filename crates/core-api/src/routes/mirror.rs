//! The mirror itself: how fresh each model is and when it was last proved.

use actix_web::web::{Data, Json};
use jiff::Timestamp;
use serde::Serialize;
use store::{GenericClient, freshness};
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    query::{NoParameters, Query},
    reading::{self, Freshness, Proof},
    routes::checks::{self, Alarm, Checks},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mirror {
    /// Over the models that the ledger reports hang on.
    freshness: Freshness,
    /// What a person must look at; empty when all is well.
    alarms: Vec<Alarm>,
    models: Vec<MirrorModel>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MirrorModel {
    #[schema(example = "account.move.line")]
    model: String,
    /// PostgreSQL's running estimate, tombstones included; the proof counts exactly.
    rows_estimate: i64,
    /// Everything that Odoo committed before this instant has been read; null before the first
    /// complete load.
    watermark: Option<Timestamp>,
    /// When the watermark last moved.
    moved_at: Option<Timestamp>,
    proof: Option<Proof>,
    checks: Option<Checks>,
}

/// Freshness and proof of each mirrored model
#[utoipa::path(
    get, path = "/v1/mirror", tag = "mirror", operation_id = "show_mirror",
    responses((status = 200, body = Mirror, description = "The state of the mirror")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<Json<Mirror>, ApiError> {
    let mirror = reading::snapshot(&api, &caller.tenant, "mirror", async |tx| {
        let freshness = freshness::read(tx, &reports::LEDGER).await?.into();
        Ok(Mirror {
            freshness,
            alarms: checks::alarms(tx).await?,
            models: models(tx).await?,
        })
    });
    Ok(Json(mirror.await?))
}

async fn models(client: &impl GenericClient) -> Result<Vec<MirrorModel>, ApiError> {
    let rows = client
        .query(
            "select named.model, named.n_live_tup,
                    c.watermark, c.moved_at,
                    p.proved_at, p.ranges::bigint, p.differing::bigint
             from (select split_part(obj_description(relid, 'pg_class'), ':', 1) as model, n_live_tup
                   from pg_stat_all_tables where schemaname = 'odoo') named
             left join ops.cursor c using (model)
             left join ops.proof p using (model)
             order by named.model",
            &[],
        )
        .await
        .map_err(store::Error::from)?;
    let mut checks = checks::by_model(client).await?;
    let model = |row: &tokio_postgres::Row| MirrorModel {
        checks: checks.remove(row.get::<_, &str>(0)),
        model: row.get(0),
        rows_estimate: row.get(1),
        watermark: row.get(2),
        moved_at: row.get(3),
        proof: row.get::<_, Option<Timestamp>>(4).map(|proved_at| {
            let differing: i64 = row.get(6);
            Proof {
                proved_at,
                equal: differing == 0,
                ranges: row.get(5),
                differing,
            }
        }),
    };
    Ok(rows.iter().map(model).collect())
}
