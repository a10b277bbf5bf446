//! When a key or a session was last used, to the minute.

use sql::queries::core_api::credentials::write as statements;
use store::Object;

pub(crate) async fn touch_key(client: &Object, id: &str) -> Result<(), store::Error> {
    statements::touch_key().bind(client, &id).await?;
    Ok(())
}

pub(crate) async fn touch_session(client: &Object, id_sha256: &[u8]) -> Result<(), store::Error> {
    statements::touch_session().bind(client, &id_sha256).await?;
    Ok(())
}
