//! API keys: only the hash of a key's secret is stored.

use deadpool_postgres::GenericClient;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// The public part of the key.
    pub id: String,
    pub name: String,
    /// `viewer`, `operator` or `admin`.
    pub role: String,
    pub secret_sha256: Vec<u8>,
}

/// A key that is neither revoked nor expired by the database's clock.
pub async fn valid(client: &impl GenericClient, id: &str) -> Result<Option<ApiKey>, Error> {
    let statement = client
        .prepare_cached(
            "select id, name, role, secret_sha256 from ops.api_key
             where id = $1 and revoked_at is null and (expires_at is null or expires_at > now())",
        )
        .await?;
    let row = client.query_opt(&statement, &[&id]).await?;
    Ok(row.map(|row| ApiKey {
        id: row.get(0),
        name: row.get(1),
        role: row.get(2),
        secret_sha256: row.get(3),
    }))
}
