//! Keys of webhooks.

use actix_web::web::{Data, Json};
use rand::Rng;
use serde::Serialize;
use store::{ScopedFutureExt, transaction};
use utoipa::ToSchema;
use vault::Vault;

use crate::{
    acts::Act,
    http::{
        auth::Caller,
        body::{Command, EmptyObject},
        error::ApiError,
        path::Id,
        query::{NoParameters, Query},
        state::Api,
    },
    webhooks::write,
};

/// A key that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookKey {
    /// The key with which the receiver checks signatures. It cannot be read again.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ4m1S0Zb3nU=")]
    key: String,
}

/// Make a new key for a webhook
///
/// For 24 hours the previous key signs too, so that the receiver can take the new one in between.
#[utoipa::path(
    post, path = "/v1/webhooks/{id}/keys", tag = "webhooks", operation_id = "renew_webhook_key",
    params(("id" = Uuid, Path, description = "The webhook")),
    request_body = EmptyObject,
    responses((status = 200, body = WebhookKey, description = "The new key")),
)]
pub(crate) async fn renew(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    _command: Command<EmptyObject>,
) -> Result<Json<WebhookKey>, ApiError> {
    let (asks, vault, key) = (&caller, vault(&api)?, draw());
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "renew key of webhook", |tx| {
        async move {
            write::lock(tx, id).await?;
            let webhook = super::find(tx, id).await?;
            write::renew_key(tx, vault, id, &key).await?;
            asks.record(tx, Act::new("renew key of webhook").on(&webhook.url))
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(Json(WebhookKey {
        key: webhooks::as_text(&key),
    }))
}

pub(super) fn draw() -> [u8; webhooks::KEY_BYTES] {
    rand::rng().random()
}

pub(super) fn vault(api: &Api) -> Result<&Vault, ApiError> {
    api.vault.as_deref().ok_or_else(|| {
        let detail = "this installation has no ESPEJO_SECRETS_KEY, which webhooks need";
        ApiError::Conflict(detail.to_owned())
    })
}
