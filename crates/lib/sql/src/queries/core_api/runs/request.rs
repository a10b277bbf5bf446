// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct OpenParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub id: uuid::Uuid,
    pub kind: states::RunKind,
    pub requested_by: T1,
    pub parent_run: Option<uuid::Uuid>,
    pub traceparent: Option<T2>,
    pub confirmed: bool,
}
#[derive(Debug)]
pub struct AddModelParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::JsonSql,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::JsonSql,
> {
    pub run: uuid::Uuid,
    pub model: T1,
    pub position: i32,
    pub fields: T3,
    pub extra: T5,
    pub in_window: bool,
    pub ranges: T6,
    pub range_width: i64,
    pub sums: T8,
    pub content: T9,
    pub part: i32,
    pub lists_writes: bool,
    pub longest_transaction_hours: i64,
}
#[derive(Debug)]
pub struct FailParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub reason: states::RunFailureReason,
    pub detail: T1,
    pub hint: T2,
    pub run: uuid::Uuid,
}
#[derive(Debug)]
pub struct NoteFailureParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub reason: states::RunFailureReason,
    pub detail: T1,
    pub hint: T2,
    pub run: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
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
pub struct StatesRunKindQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<states::RunKind, tokio_postgres::Error>,
    mapper: fn(states::RunKind) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StatesRunKindQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(states::RunKind) -> R,
    ) -> StatesRunKindQuery<'c, 'a, 's, C, R, N> {
        StatesRunKindQuery {
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
pub struct OpenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open() -> OpenStmt {
    OpenStmt(
        "insert into ops.sync_run (id, kind, state, requested_by, parent_run, traceparent, confirmed, followed_version) values ($1, $2, 'requested', $3, $4, $5, $6 or exists (select from ops.sync_run p where p.id = $4 and p.confirmed), coalesce((select r.followed_version from ops.sync_run r where r.state = 'done' order by r.created_at desc limit 1), (select version from ops.mirror))) on conflict ((true)) where state in ('requested', 'running') do nothing returning confirmed",
        None,
    )
}
impl OpenStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        kind: &'a states::RunKind,
        requested_by: &'a T1,
        parent_run: &'a Option<uuid::Uuid>,
        traceparent: &'a Option<T2>,
        confirmed: &'a bool,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 6> {
        BoolQuery {
            client,
            params: [id, kind, requested_by, parent_run, traceparent, confirmed],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OpenParams<T1, T2>,
        BoolQuery<'c, 'a, 's, C, bool, 6>,
        C,
    > for OpenStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OpenParams<T1, T2>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 6> {
        self.bind(
            client,
            &params.id,
            &params.kind,
            &params.requested_by,
            &params.parent_run,
            &params.traceparent,
            &params.confirmed,
        )
    }
}
pub struct AddModelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_model() -> AddModelStmt {
    AddModelStmt(
        "insert into ops.sync_run_model (run_id, model, position, fields, extra, since, ranges, range_width, sums, content, part, written_from) values ($1, $2, $3, $4, $5, case when $6 then (select watermark from ops.cursor where model = $2) end, $7, $8, $9, $10, $11, case when $12 then coalesce((select window_until from ops.proof where model = $2), (select min(r.window_until) from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id where m.model = $2 and r.state = 'done' and r.kind in ('snapshot', 'incremental', 'reload'))) - $13::bigint * interval '1 hour' end)",
        None,
    )
}
impl AddModelStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::JsonSql,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        model: &'a T1,
        position: &'a i32,
        fields: &'a T3,
        extra: &'a T5,
        in_window: &'a bool,
        ranges: &'a T6,
        range_width: &'a i64,
        sums: &'a T8,
        content: &'a T9,
        part: &'a i32,
        lists_writes: &'a bool,
        longest_transaction_hours: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    run,
                    model,
                    position,
                    fields,
                    extra,
                    in_window,
                    ranges,
                    range_width,
                    sums,
                    content,
                    part,
                    lists_writes,
                    longest_transaction_hours,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::JsonSql,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::JsonSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AddModelParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for AddModelStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AddModelParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.run,
            &params.model,
            &params.position,
            &params.fields,
            &params.extra,
            &params.in_window,
            &params.ranges,
            &params.range_width,
            &params.sums,
            &params.content,
            &params.part,
            &params.lists_writes,
            &params.longest_transaction_hours,
        ))
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update ops.sync_run set state = 'failed', finished_at = now(), failure_reason = $1, failure_detail = $2, failure_hint = $3 where id = $4 and state in ('requested', 'running') returning kind",
        None,
    )
}
impl FailStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        reason: &'a states::RunFailureReason,
        detail: &'a T1,
        hint: &'a T2,
        run: &'a uuid::Uuid,
    ) -> StatesRunKindQuery<'c, 'a, 's, C, states::RunKind, 4> {
        StatesRunKindQuery {
            client,
            params: [reason, detail, hint, run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FailParams<T1, T2>,
        StatesRunKindQuery<'c, 'a, 's, C, states::RunKind, 4>,
        C,
    > for FailStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FailParams<T1, T2>,
    ) -> StatesRunKindQuery<'c, 'a, 's, C, states::RunKind, 4> {
        self.bind(
            client,
            &params.reason,
            &params.detail,
            &params.hint,
            &params.run,
        )
    }
}
pub struct NoteFailureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_failure() -> NoteFailureStmt {
    NoteFailureStmt(
        "update ops.sync_run set failure_reason = $1, failure_detail = $2, failure_hint = $3 where id = $4 and state in ('requested', 'running')",
        None,
    )
}
impl NoteFailureStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        reason: &'a states::RunFailureReason,
        detail: &'a T1,
        hint: &'a T2,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[reason, detail, hint, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteFailureParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for NoteFailureStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteFailureParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.reason,
            &params.detail,
            &params.hint,
            &params.run,
        ))
    }
}
pub struct CancelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel() -> CancelStmt {
    CancelStmt(
        "update ops.sync_run set state = 'cancelled', finished_at = now() where id = $1 and state in ('requested', 'running')",
        None,
    )
}
impl CancelStmt {
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
