// This file was generated with `cornucopia`. Do not modify.

use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct KeepStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep() -> KeepStmt {
    KeepStmt(
        "insert into ops.content_check (model, after_id, up_to_id, checked_at, run_id) select m.model, (range ->> 'after_id')::bigint, (range ->> 'up_to_id')::bigint, now(), m.run_id from ops.sync_run_model m, jsonb_array_elements(m.content) range where m.run_id = $1 and not m.absent on conflict (model, after_id) do update set up_to_id = excluded.up_to_id, checked_at = excluded.checked_at, run_id = excluded.run_id",
        None,
    )
}
impl KeepStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run]).await
    }
}
