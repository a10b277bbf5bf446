// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Numbers {
    pub epoch: i32,
    pub mirror_version: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct NumbersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Numbers, tokio_postgres::Error>,
    mapper: fn(Numbers) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NumbersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Numbers) -> R) -> NumbersQuery<'c, 'a, 's, C, R, N> {
        NumbersQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row =
            crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row =
            crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<
        impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c,
        tokio_postgres::Error,
    > {
        let stream = crate::client::async_::raw(
            self.client,
            self.query,
            crate::slice_iter(&self.params),
            self.cached,
        )
        .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row =
            crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row =
            crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<
        impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c,
        tokio_postgres::Error,
    > {
        let stream = crate::client::async_::raw(
            self.client,
            self.query,
            crate::slice_iter(&self.params),
            self.cached,
        )
        .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct NumbersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn numbers() -> NumbersStmt {
    NumbersStmt(
        "select extract(epoch from now() - timestamptz '2020-01-01Z')::integer as epoch, (extract(epoch from now() - timestamptz '2020-01-01Z') * 1000000)::bigint as mirror_version",
        None,
    )
}
impl NumbersStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
    ) -> NumbersQuery<'c, 'a, 's, C, Numbers, 0> {
        NumbersQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Numbers, tokio_postgres::Error> {
                Ok(Numbers {
                    epoch: row.try_get(0)?,
                    mirror_version: row.try_get(1)?,
                })
            },
            mapper: |it| Numbers::from(it),
        }
    }
}
pub struct FencePartsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fence_parts() -> FencePartsStmt {
    FencePartsStmt(
        "update ops.sync_part p set epoch = greatest(r.epoch, $1) + fenced.position, state = 'requested', lease_until = now() - interval '1 s' from ops.sync_run r, (select run_id, part, row_number() over (partition by run_id order by epoch)::integer as position from ops.sync_part where state <> 'done') fenced where r.id = p.run_id and r.state in ('requested', 'running') and fenced.run_id = p.run_id and fenced.part = p.part",
        None,
    )
}
impl FencePartsStmt {
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
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[epoch]).await
    }
}
pub struct FenceRunsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fence_runs() -> FenceRunsStmt {
    FenceRunsStmt(
        "update ops.sync_run r set epoch = greatest(r.epoch + 1, $1, (select max(epoch) from ops.sync_part where run_id = r.id)) where state in ('requested', 'running')",
        None,
    )
}
impl FenceRunsStmt {
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
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[epoch]).await
    }
}
pub struct FenceExportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fence_exports() -> FenceExportsStmt {
    FenceExportsStmt(
        "update ops.export_job set epoch = greatest(epoch + 1, $1), state = 'requested', lease_until = now() - interval '1 s' where state in ('requested', 'running')",
        None,
    )
}
impl FenceExportsStmt {
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
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[epoch]).await
    }
}
pub struct FenceMailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fence_mails() -> FenceMailsStmt {
    FenceMailsStmt(
        "update ops.mail set epoch = greatest(epoch + 1, $1), lease_until = now() - interval '1 s' where state = 'requested'",
        None,
    )
}
impl FenceMailsStmt {
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
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[epoch]).await
    }
}
pub struct FenceWebhooksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fence_webhooks() -> FenceWebhooksStmt {
    FenceWebhooksStmt(
        "update ops.webhook_delivery set epoch = greatest(epoch + 1, $1), due_at = case when state = 'requested' then now() else due_at end where state in ('waiting', 'requested')",
        None,
    )
}
impl FenceWebhooksStmt {
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
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[epoch]).await
    }
}
pub struct DropRequestsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn drop_requests() -> DropRequestsStmt {
    DropRequestsStmt(
        "delete from ops.outbox where published_at is null and event in ('sync.requested', 'sync.credit', 'export.requested', 'mail.requested', 'webhook.requested')",
        None,
    )
}
impl DropRequestsStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
pub struct SettleSchedulesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn settle_schedules() -> SettleSchedulesStmt {
    SettleSchedulesStmt(
        "update ops.schedule set last_due_at = now() where last_due_at < now()",
        None,
    )
}
impl SettleSchedulesStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
pub struct EndSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_sessions() -> EndSessionsStmt {
    EndSessionsStmt("delete from ops.session", None)
}
impl EndSessionsStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
pub struct DropLinksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn drop_links() -> DropLinksStmt {
    DropLinksStmt("delete from ops.sign_in_token", None)
}
impl DropLinksStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
pub struct RaiseMirrorVersionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn raise_mirror_version() -> RaiseMirrorVersionStmt {
    RaiseMirrorVersionStmt(
        "update ops.mirror set version = greatest(version + 1, $1), changed_at = now()",
        None,
    )
}
impl RaiseMirrorVersionStmt {
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
        mirror_version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[mirror_version]).await
    }
}
pub struct RestartHistoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn restart_history() -> RestartHistoryStmt {
    RestartHistoryStmt(
        "update ops.history set complete_from_version = m.version, complete_from = now() from ops.mirror m",
        None,
    )
}
impl RestartHistoryStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
pub struct RestartFeedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn restart_feed() -> RestartFeedStmt {
    RestartFeedStmt(
        "with dropped as (delete from ops.feed_event) update ops.feed_floor set xact = pg_current_xact_id()",
        None,
    )
}
impl RestartFeedStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
pub struct ActiveRunStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn active_run() -> ActiveRunStmt {
    ActiveRunStmt(
        "select id from ops.sync_run where state in ('requested', 'running')",
        None,
    )
}
impl ActiveRunStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 0> {
        UuidUuidQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
