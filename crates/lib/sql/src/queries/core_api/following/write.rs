// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct RequestParams<T1: crate::StringSql, T2: crate::JsonSql, T3: crate::StringSql> {
    pub run: uuid::Uuid,
    pub key: T1,
    pub reads: T2,
    pub lease: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct StartParams {
    pub attempt: uuid::Uuid,
    pub generation: i32,
    pub lease_ms: i64,
}
#[derive(Debug)]
pub struct StepParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub rows: i64,
    pub reached: Option<T1>,
    pub committed_at: Option<jiff::Timestamp>,
    pub in_doubt: bool,
    pub current_at: Option<jiff::Timestamp>,
    pub catalogue: Option<T2>,
    pub retained_bytes: Option<i64>,
    pub lease_ms: i64,
}
#[derive(Debug)]
pub struct FailParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub reason: T1,
    pub detail: T2,
    pub hint: T3,
    pub delay_ms: i64,
    pub log_lost: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub state: String,
    pub run: Option<uuid::Uuid>,
    pub epoch: i32,
    pub attempt: Option<uuid::Uuid>,
    pub applied: i32,
    pub failures: i32,
    pub generation: Option<i32>,
    pub reached: Option<String>,
    pub in_doubt: bool,
    pub verify_run: Option<uuid::Uuid>,
    pub catalogue: Option<String>,
    pub is_due: bool,
    pub is_uncompared: bool,
}
pub struct RowBorrowed<'a> {
    pub state: &'a str,
    pub run: Option<uuid::Uuid>,
    pub epoch: i32,
    pub attempt: Option<uuid::Uuid>,
    pub applied: i32,
    pub failures: i32,
    pub generation: Option<i32>,
    pub reached: Option<&'a str>,
    pub in_doubt: bool,
    pub verify_run: Option<uuid::Uuid>,
    pub catalogue: Option<&'a str>,
    pub is_due: bool,
    pub is_uncompared: bool,
}
impl<'a> From<RowBorrowed<'a>> for Row {
    fn from(
        RowBorrowed {
            state,
            run,
            epoch,
            attempt,
            applied,
            failures,
            generation,
            reached,
            in_doubt,
            verify_run,
            catalogue,
            is_due,
            is_uncompared,
        }: RowBorrowed<'a>,
    ) -> Self {
        Self {
            state: state.into(),
            run,
            epoch,
            attempt,
            applied,
            failures,
            generation,
            reached: reached.map(|v| v.into()),
            in_doubt,
            verify_run,
            catalogue: catalogue.map(|v| v.into()),
            is_due,
            is_uncompared,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub system: String,
    pub timeline: i64,
}
pub struct HistoryBorrowed<'a> {
    pub system: &'a str,
    pub timeline: i64,
}
impl<'a> From<HistoryBorrowed<'a>> for History {
    fn from(HistoryBorrowed { system, timeline }: HistoryBorrowed<'a>) -> Self {
        Self {
            system: system.into(),
            timeline,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Verified {
    pub is_done: Option<bool>,
    pub is_over: Option<bool>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct RowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RowBorrowed, tokio_postgres::Error>,
    mapper: fn(RowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RowBorrowed) -> R) -> RowQuery<'c, 'a, 's, C, R, N> {
        RowQuery {
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
pub struct I32Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i32, tokio_postgres::Error>,
    mapper: fn(i32) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I32Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i32) -> R) -> I32Query<'c, 'a, 's, C, R, N> {
        I32Query {
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
pub struct HistoryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HistoryBorrowed, tokio_postgres::Error>,
    mapper: fn(HistoryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HistoryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HistoryBorrowed) -> R) -> HistoryQuery<'c, 'a, 's, C, R, N> {
        HistoryQuery {
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
pub struct VerifiedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Verified, tokio_postgres::Error>,
    mapper: fn(Verified) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VerifiedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Verified) -> R) -> VerifiedQuery<'c, 'a, 's, C, R, N> {
        VerifiedQuery {
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
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select state, run, epoch, attempt, applied, failures, generation, reached, in_doubt, verify_run, catalogue, due_at <= now() as is_due, compared_at < now() - interval '30 seconds' as is_uncompared from ops.follower for update",
        None,
    )
}
impl LockStmt {
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
    ) -> RowQuery<'c, 'a, 's, C, Row, 0> {
        RowQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RowBorrowed, tokio_postgres::Error> {
                Ok(RowBorrowed {
                    state: row.try_get(0)?,
                    run: row.try_get(1)?,
                    epoch: row.try_get(2)?,
                    attempt: row.try_get(3)?,
                    applied: row.try_get(4)?,
                    failures: row.try_get(5)?,
                    generation: row.try_get(6)?,
                    reached: row.try_get(7)?,
                    in_doubt: row.try_get(8)?,
                    verify_run: row.try_get(9)?,
                    catalogue: row.try_get(10)?,
                    is_due: row.try_get(11)?,
                    is_uncompared: row.try_get(12)?,
                })
            },
            mapper: |it| Row::from(it),
        }
    }
}
pub struct RequestStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn request() -> RequestStmt {
    RequestStmt(
        "update ops.follower set state = 'requested', run = $1, epoch = epoch + 1, key = $2, attempt = null, applied = 0, reads = $3, compared_at = now(), due_at = now() + $4::text::interval returning epoch",
        None,
    )
}
impl RequestStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::JsonSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        key: &'a T1,
        reads: &'a T2,
        lease: &'a T3,
    ) -> I32Query<'c, 'a, 's, C, i32, 4> {
        I32Query {
            client,
            params: [run, key, reads, lease],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RequestParams<T1, T2, T3>,
        I32Query<'c, 'a, 's, C, i32, 4>,
        C,
    > for RequestStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RequestParams<T1, T2, T3>,
    ) -> I32Query<'c, 'a, 's, C, i32, 4> {
        self.bind(
            client,
            &params.run,
            &params.key,
            &params.reads,
            &params.lease,
        )
    }
}
pub struct CompareStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn compare() -> CompareStmt {
    CompareStmt(
        "update ops.follower set compared_at = now() returning reads = $1 as is_same",
        None,
    )
}
impl CompareStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        reads: &'a T1,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [reads],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct SwitchOffStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn switch_off() -> SwitchOffStmt {
    SwitchOffStmt(
        "update ops.follower set state = 'off', epoch = epoch + 1, key = null, attempt = null, in_doubt = true, verify_run = null, retained_bytes = null, failures = 0, failure_reason = null, failure_detail = null, failure_hint = null",
        None,
    )
}
impl SwitchOffStmt {
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
pub struct HistoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn history() -> HistoryStmt {
    HistoryStmt(
        "select system, timeline from ops.source_history where generation = $1",
        None,
    )
}
impl HistoryStmt {
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
        generation: &'a i32,
    ) -> HistoryQuery<'c, 'a, 's, C, History, 1> {
        HistoryQuery {
            client,
            params: [generation],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<HistoryBorrowed, tokio_postgres::Error> {
                    Ok(HistoryBorrowed {
                        system: row.try_get(0)?,
                        timeline: row.try_get(1)?,
                    })
                },
            mapper: |it| History::from(it),
        }
    }
}
pub struct StartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn start() -> StartStmt {
    StartStmt(
        "update ops.follower set state = 'following', attempt = $1, applied = 0, generation = $2, in_doubt = in_doubt or (reached is not null and generation <> $2), verify_run = case when reached is null or generation = $2 then verify_run end, reached = case when generation = $2 then reached end, due_at = now() + $3::bigint * interval '1 ms'",
        None,
    )
}
impl StartStmt {
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
        attempt: &'a uuid::Uuid,
        generation: &'a i32,
        lease_ms: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[attempt, generation, lease_ms])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        StartParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for StartStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a StartParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.attempt,
            &params.generation,
            &params.lease_ms,
        ))
    }
}
pub struct RenewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew() -> RenewStmt {
    RenewStmt(
        "update ops.follower set due_at = now() + $1::bigint * interval '1 ms'",
        None,
    )
}
impl RenewStmt {
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
        lease_ms: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[lease_ms]).await
    }
}
pub struct StepStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn step() -> StepStmt {
    StepStmt(
        "update ops.follower set applied = applied + 1, applied_at = now(), rows = rows + $1, reached = coalesce($2, reached), committed_at = greatest(committed_at, $3), current_at = case when in_doubt or $4 then current_at else greatest(current_at, $5) end, in_doubt = in_doubt or $4, verify_run = case when not $4 then verify_run end, catalogue = coalesce($6, catalogue), retained_bytes = coalesce($7, retained_bytes), failures = 0, failure_reason = null, failure_detail = null, failure_hint = null, due_at = now() + $8::bigint * interval '1 ms'",
        None,
    )
}
impl StepStmt {
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
        rows: &'a i64,
        reached: &'a Option<T1>,
        committed_at: &'a Option<jiff::Timestamp>,
        in_doubt: &'a bool,
        current_at: &'a Option<jiff::Timestamp>,
        catalogue: &'a Option<T2>,
        retained_bytes: &'a Option<i64>,
        lease_ms: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    rows,
                    reached,
                    committed_at,
                    in_doubt,
                    current_at,
                    catalogue,
                    retained_bytes,
                    lease_ms,
                ],
            )
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        StepParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for StepStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a StepParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.rows,
            &params.reached,
            &params.committed_at,
            &params.in_doubt,
            &params.current_at,
            &params.catalogue,
            &params.retained_bytes,
            &params.lease_ms,
        ))
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update ops.follower set state = 'failed', attempt = null, failures = failures + 1, failure_reason = $1, failure_detail = $2, failure_hint = $3, due_at = now() + $4::bigint * interval '1 ms', reached = case when $5 then null else reached end, in_doubt = in_doubt or $5, verify_run = case when not $5 then verify_run end",
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
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        reason: &'a T1,
        detail: &'a T2,
        hint: &'a T3,
        delay_ms: &'a i64,
        log_lost: &'a bool,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[reason, detail, hint, delay_ms, log_lost])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FailParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for FailStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FailParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.reason,
            &params.detail,
            &params.hint,
            &params.delay_ms,
            &params.log_lost,
        ))
    }
}
pub struct AwaitVerifyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn await_verify() -> AwaitVerifyStmt {
    AwaitVerifyStmt("update ops.follower set verify_run = $1", None)
}
impl AwaitVerifyStmt {
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
pub struct VerifiedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn verified() -> VerifiedStmt {
    VerifiedStmt(
        "with recursive chain as ( select id, state, finished_at from ops.sync_run where id = $1 union all select run.id, run.state, run.finished_at from chain join ops.sync_run run on run.parent_run = chain.id ) select bool_and(state = 'done') as is_done, bool_and(state in ('done', 'failed', 'cancelled')) and max(finished_at) < now() - interval '15 minutes' as is_over from chain",
        None,
    )
}
impl VerifiedStmt {
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
        run: &'a uuid::Uuid,
    ) -> VerifiedQuery<'c, 'a, 's, C, Verified, 1> {
        VerifiedQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Verified, tokio_postgres::Error> {
                Ok(Verified {
                    is_done: row.try_get(0)?,
                    is_over: row.try_get(1)?,
                })
            },
            mapper: |it| Verified::from(it),
        }
    }
}
pub struct SettleDoubtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn settle_doubt() -> SettleDoubtStmt {
    SettleDoubtStmt(
        "update ops.follower set in_doubt = false, verify_run = null",
        None,
    )
}
impl SettleDoubtStmt {
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
pub struct DoubtAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doubt_again() -> DoubtAgainStmt {
    DoubtAgainStmt("update ops.follower set verify_run = null", None)
}
impl DoubtAgainStmt {
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
pub struct IsFollowedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_followed() -> IsFollowedStmt {
    IsFollowedStmt(
        "select not exists (select from ops.sync_run where id = $1) and exists (select from ops.follower where run is not null) as is_followed",
        None,
    )
}
impl IsFollowedStmt {
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
        run: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
