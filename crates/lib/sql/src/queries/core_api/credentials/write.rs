// This file was generated with `cornucopia`. Do not modify.

use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TouchKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn touch_key() -> TouchKeyStmt {
    TouchKeyStmt(
        "update ops.api_key set last_used_at = now() where id = $1",
        None,
    )
}
impl TouchKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
pub struct TouchSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn touch_session() -> TouchSessionStmt {
    TouchSessionStmt(
        "with seen as ( update ops.session set last_seen_at = now() where id_sha256 = $1 returning person_id ) update ops.person set last_seen_at = now() where id in (select person_id from seen)",
        None,
    )
}
impl TouchSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id_sha256: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id_sha256]).await
    }
}
