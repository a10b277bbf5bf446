// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct CurrentKindParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct EnsureAttemptParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub attempt: uuid::Uuid,
}
#[derive(Debug)]
pub struct EnterParams<T1: crate::StringSql> {
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub attempt: uuid::Uuid,
    pub seq: i32,
    pub model: T1,
    pub after_id: i64,
    pub up_to_id: i64,
    pub rows: i64,
}
#[derive(Debug)]
pub struct CountForModelParams<T1: crate::StringSql> {
    pub rows: i64,
    pub changed: i64,
    pub whole: bool,
    pub run: uuid::Uuid,
    pub model: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct SetChangedParams {
    pub changed: i64,
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub attempt: uuid::Uuid,
    pub seq: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct CountForAttemptParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub attempt: uuid::Uuid,
}
#[derive(Debug)]
pub struct NoteMissingParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
> {
    pub fields: T2,
    pub run: uuid::Uuid,
    pub model: T3,
}
#[derive(Debug)]
pub struct FinishModelParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
> {
    pub missing_fields: T2,
    pub absent: bool,
    pub run: uuid::Uuid,
    pub model: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct FinishAttemptParams {
    pub batches: i32,
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub attempt: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct IsCompleteParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub attempt: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct MoveWatermarksParams {
    pub safety_lag_seconds: i64,
    pub run: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct StandingParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub attempt: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct FreezeWindowParams {
    pub until: jiff::Timestamp,
    pub run: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Standing {
    pub applied: i32,
    pub parts: i32,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct StandingQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Standing, tokio_postgres::Error>,
    mapper: fn(Standing) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StandingQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Standing) -> R) -> StandingQuery<'c, 'a, 's, C, R, N> {
        StandingQuery {
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
pub struct CurrentKindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn current_kind() -> CurrentKindStmt {
    CurrentKindStmt(
        "select r.kind from ops.sync_part p join ops.sync_run r on r.id = p.run_id where p.run_id = $1 and p.epoch = $2 and p.state <> 'done' and r.state in ('requested', 'running')",
        None,
    )
}
impl CurrentKindStmt {
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
        epoch: &'a i32,
    ) -> StatesRunKindQuery<'c, 'a, 's, C, states::RunKind, 2> {
        StatesRunKindQuery {
            client,
            params: [run, epoch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CurrentKindParams,
        StatesRunKindQuery<'c, 'a, 's, C, states::RunKind, 2>,
        C,
    > for CurrentKindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CurrentKindParams,
    ) -> StatesRunKindQuery<'c, 'a, 's, C, states::RunKind, 2> {
        self.bind(client, &params.run, &params.epoch)
    }
}
pub struct EnsureAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ensure_attempt() -> EnsureAttemptStmt {
    EnsureAttemptStmt(
        "insert into ops.sync_attempt (run_id, epoch, attempt) values ($1, $2, $3) on conflict do nothing returning epoch",
        None,
    )
}
impl EnsureAttemptStmt {
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
        epoch: &'a i32,
        attempt: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [run, epoch, attempt],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        EnsureAttemptParams,
        I32Query<'c, 'a, 's, C, i32, 3>,
        C,
    > for EnsureAttemptStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EnsureAttemptParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.run, &params.epoch, &params.attempt)
    }
}
pub struct EnterStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn enter() -> EnterStmt {
    EnterStmt(
        "insert into ops.sync_batch (run_id, epoch, attempt, seq, model, after_id, up_to_id, rows, changed) values ($1, $2, $3, $4, $5, $6, $7, $8::bigint, 0) on conflict do nothing returning seq",
        None,
    )
}
impl EnterStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        epoch: &'a i32,
        attempt: &'a uuid::Uuid,
        seq: &'a i32,
        model: &'a T1,
        after_id: &'a i64,
        up_to_id: &'a i64,
        rows: &'a i64,
    ) -> I32Query<'c, 'a, 's, C, i32, 8> {
        I32Query {
            client,
            params: [run, epoch, attempt, seq, model, after_id, up_to_id, rows],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EnterParams<T1>, I32Query<'c, 'a, 's, C, i32, 8>, C>
    for EnterStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EnterParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 8> {
        self.bind(
            client,
            &params.run,
            &params.epoch,
            &params.attempt,
            &params.seq,
            &params.model,
            &params.after_id,
            &params.up_to_id,
            &params.rows,
        )
    }
}
pub struct CountForModelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_for_model() -> CountForModelStmt {
    CountForModelStmt(
        "update ops.sync_run_model set rows_applied = rows_applied + $1, rows_changed = rows_changed + $2, content_rows = content_rows + case when $3 then $1 else 0 end, repaired = repaired + case when $3 then $2 else 0 end where run_id = $4 and model = $5 returning part",
        None,
    )
}
impl CountForModelStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        rows: &'a i64,
        changed: &'a i64,
        whole: &'a bool,
        run: &'a uuid::Uuid,
        model: &'a T1,
    ) -> I32Query<'c, 'a, 's, C, i32, 5> {
        I32Query {
            client,
            params: [rows, changed, whole, run, model],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountForModelParams<T1>,
        I32Query<'c, 'a, 's, C, i32, 5>,
        C,
    > for CountForModelStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountForModelParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 5> {
        self.bind(
            client,
            &params.rows,
            &params.changed,
            &params.whole,
            &params.run,
            &params.model,
        )
    }
}
pub struct SetChangedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_changed() -> SetChangedStmt {
    SetChangedStmt(
        "update ops.sync_batch set changed = $1::bigint where run_id = $2 and epoch = $3 and attempt = $4 and seq = $5 returning seq",
        None,
    )
}
impl SetChangedStmt {
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
        changed: &'a i64,
        run: &'a uuid::Uuid,
        epoch: &'a i32,
        attempt: &'a uuid::Uuid,
        seq: &'a i32,
    ) -> I32Query<'c, 'a, 's, C, i32, 5> {
        I32Query {
            client,
            params: [changed, run, epoch, attempt, seq],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SetChangedParams, I32Query<'c, 'a, 's, C, i32, 5>, C>
    for SetChangedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SetChangedParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 5> {
        self.bind(
            client,
            &params.changed,
            &params.run,
            &params.epoch,
            &params.attempt,
            &params.seq,
        )
    }
}
pub struct CountForAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_for_attempt() -> CountForAttemptStmt {
    CountForAttemptStmt(
        "update ops.sync_attempt set applied = applied + 1 where run_id = $1 and epoch = $2 and attempt = $3 returning applied",
        None,
    )
}
impl CountForAttemptStmt {
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
        epoch: &'a i32,
        attempt: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [run, epoch, attempt],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountForAttemptParams,
        I32Query<'c, 'a, 's, C, i32, 3>,
        C,
    > for CountForAttemptStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountForAttemptParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.run, &params.epoch, &params.attempt)
    }
}
pub struct NoteMissingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_missing() -> NoteMissingStmt {
    NoteMissingStmt(
        "update ops.sync_run_model set missing_fields = array(select unnest(missing_fields) union (select unnest(fields) except select unnest($1::text[])) order by 1) where run_id = $2 and model = $3 and not (fields <@ (missing_fields || $1::text[])) returning part",
        None,
    )
}
impl NoteMissingStmt {
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
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        fields: &'a T2,
        run: &'a uuid::Uuid,
        model: &'a T3,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [fields, run, model],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        NoteMissingParams<T1, T2, T3>,
        I32Query<'c, 'a, 's, C, i32, 3>,
        C,
    > for NoteMissingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a NoteMissingParams<T1, T2, T3>,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.fields, &params.run, &params.model)
    }
}
pub struct FinishModelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_model() -> FinishModelStmt {
    FinishModelStmt(
        "update ops.sync_run_model set missing_fields = array(select unnest(missing_fields) union select unnest($1::text[]) order by 1), absent = $2 where run_id = $3 and model = $4",
        None,
    )
}
impl FinishModelStmt {
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
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        missing_fields: &'a T2,
        absent: &'a bool,
        run: &'a uuid::Uuid,
        model: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[missing_fields, absent, run, model])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishModelParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for FinishModelStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishModelParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.missing_fields,
            &params.absent,
            &params.run,
            &params.model,
        ))
    }
}
pub struct FinishAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_attempt() -> FinishAttemptStmt {
    FinishAttemptStmt(
        "update ops.sync_attempt set batches_total = $1 where run_id = $2 and epoch = $3 and attempt = $4",
        None,
    )
}
impl FinishAttemptStmt {
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
        batches: &'a i32,
        run: &'a uuid::Uuid,
        epoch: &'a i32,
        attempt: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[batches, run, epoch, attempt])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishAttemptParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for FinishAttemptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishAttemptParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.batches,
            &params.run,
            &params.epoch,
            &params.attempt,
        ))
    }
}
pub struct IsCompleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_complete() -> IsCompleteStmt {
    IsCompleteStmt(
        "select exists (select from ops.sync_attempt where run_id = $1 and epoch = $2 and attempt = $3 and applied = batches_total) as is_complete",
        None,
    )
}
impl IsCompleteStmt {
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
        epoch: &'a i32,
        attempt: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        BoolQuery {
            client,
            params: [run, epoch, attempt],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        IsCompleteParams,
        BoolQuery<'c, 'a, 's, C, bool, 3>,
        C,
    > for IsCompleteStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a IsCompleteParams,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        self.bind(client, &params.run, &params.epoch, &params.attempt)
    }
}
pub struct CloseRunStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_run() -> CloseRunStmt {
    CloseRunStmt(
        "update ops.sync_run set state = 'done', finished_at = now(), failure_reason = null, failure_detail = null, failure_hint = null where id = $1",
        None,
    )
}
impl CloseRunStmt {
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
pub struct CloseModelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_models() -> CloseModelsStmt {
    CloseModelsStmt(
        "update ops.sync_run_model set complete = true where run_id = $1",
        None,
    )
}
impl CloseModelsStmt {
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
pub struct MoveWatermarksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_watermarks() -> MoveWatermarksStmt {
    MoveWatermarksStmt(
        "insert into ops.cursor (model, watermark, run_id) select m.model, r.window_until - $1::bigint * interval '1 second', r.id from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id where r.id = $2 and r.window_until is not null on conflict (model) do update set watermark = excluded.watermark, run_id = excluded.run_id, moved_at = now()",
        None,
    )
}
impl MoveWatermarksStmt {
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
        safety_lag_seconds: &'a i64,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[safety_lag_seconds, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MoveWatermarksParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for MoveWatermarksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MoveWatermarksParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.safety_lag_seconds, &params.run))
    }
}
pub struct HasCountedAllStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_counted_all() -> HasCountedAllStmt {
    HasCountedAllStmt(
        "select not exists (select from ops.sync_run_model where run_id = $1 and counted_at is null and not absent) as has_counted_all",
        None,
    )
}
impl HasCountedAllStmt {
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
pub struct MoveDeletionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_deletions() -> MoveDeletionsStmt {
    MoveDeletionsStmt(
        "update ops.cursor c set deletions_as_of = greatest(c.deletions_as_of, r.window_until) from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id where r.id = $1 and m.model = c.model and (m.counted_at is not null or r.kind in ('verify', 'reload'))",
        None,
    )
}
impl MoveDeletionsStmt {
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
pub struct StandingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn standing() -> StandingStmt {
    StandingStmt(
        "select coalesce((select applied from ops.sync_attempt where run_id = $1 and epoch = $2 and attempt = $3), 0) as applied, (select count(*)::integer from ops.sync_part where run_id = $1 and state <> 'done') as parts",
        None,
    )
}
impl StandingStmt {
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
        epoch: &'a i32,
        attempt: &'a uuid::Uuid,
    ) -> StandingQuery<'c, 'a, 's, C, Standing, 3> {
        StandingQuery {
            client,
            params: [run, epoch, attempt],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Standing, tokio_postgres::Error> {
                Ok(Standing {
                    applied: row.try_get(0)?,
                    parts: row.try_get(1)?,
                })
            },
            mapper: |it| Standing::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        StandingParams,
        StandingQuery<'c, 'a, 's, C, Standing, 3>,
        C,
    > for StandingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a StandingParams,
    ) -> StandingQuery<'c, 'a, 's, C, Standing, 3> {
        self.bind(client, &params.run, &params.epoch, &params.attempt)
    }
}
pub struct FreezeWindowStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn freeze_window() -> FreezeWindowStmt {
    FreezeWindowStmt(
        "update ops.sync_run set window_until = least(window_until, $1) where id = $2 returning epoch",
        None,
    )
}
impl FreezeWindowStmt {
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
        until: &'a jiff::Timestamp,
        run: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [until, run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FreezeWindowParams,
        I32Query<'c, 'a, 's, C, i32, 2>,
        C,
    > for FreezeWindowStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FreezeWindowParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.until, &params.run)
    }
}
