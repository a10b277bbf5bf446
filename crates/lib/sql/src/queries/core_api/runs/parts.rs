// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct OpenParams<T1: crate::StringSql> {
    pub lease: T1,
    pub run: uuid::Uuid,
}
#[derive(Debug)]
pub struct AddParams<T1: crate::StringSql> {
    pub run: uuid::Uuid,
    pub part: i32,
    pub lease: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RequestedParams {
    pub run: uuid::Uuid,
    pub part: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct ModelsParams {
    pub run: uuid::Uuid,
    pub part: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetFailuresParams {
    pub run: uuid::Uuid,
    pub part: i32,
}
#[derive(Debug)]
pub struct AskAgainParams<T1: crate::StringSql> {
    pub epoch: i32,
    pub delay_ms: i64,
    pub lease: T1,
    pub run: uuid::Uuid,
    pub part: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct CountRetryParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct CloseParams {
    pub attempt: uuid::Uuid,
    pub run: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct CloseModelsParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeDigestsParams {
    pub attempt: uuid::Uuid,
    pub run: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeDigestsByCompanyParams {
    pub attempt: uuid::Uuid,
    pub run: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeMissingParams {
    pub attempt: uuid::Uuid,
    pub run: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Requested {
    pub kind: states::RunKind,
    pub epoch: i32,
    pub window_until: Option<jiff::Timestamp>,
    pub parts: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Models {
    pub model: String,
    pub fields: Vec<String>,
    pub since: Option<jiff::Timestamp>,
    pub after_id: i64,
    pub ranges: serde_json::Value,
    pub range_width: i64,
    pub sums: Vec<String>,
    pub content: serde_json::Value,
    pub landmarks: serde_json::Value,
    pub written_from: Option<jiff::Timestamp>,
}
pub struct ModelsBorrowed<'a> {
    pub model: &'a str,
    pub fields: crate::ArrayIterator<'a, &'a str>,
    pub since: Option<jiff::Timestamp>,
    pub after_id: i64,
    pub ranges: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub range_width: i64,
    pub sums: crate::ArrayIterator<'a, &'a str>,
    pub content: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub landmarks: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub written_from: Option<jiff::Timestamp>,
}
impl<'a> From<ModelsBorrowed<'a>> for Models {
    fn from(
        ModelsBorrowed {
            model,
            fields,
            since,
            after_id,
            ranges,
            range_width,
            sums,
            content,
            landmarks,
            written_from,
        }: ModelsBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            fields: fields.map(|v| v.into()).collect(),
            since,
            after_id,
            ranges: serde_json::from_str(ranges.0.get()).unwrap(),
            range_width,
            sums: sums.map(|v| v.into()).collect(),
            content: serde_json::from_str(content.0.get()).unwrap(),
            landmarks: serde_json::from_str(landmarks.0.get()).unwrap(),
            written_from,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CountRetry {
    pub part: i32,
    pub retries: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Lapsed {
    pub run_id: uuid::Uuid,
    pub part: i32,
    pub lapses: i32,
    pub traceparent: Option<String>,
}
pub struct LapsedBorrowed<'a> {
    pub run_id: uuid::Uuid,
    pub part: i32,
    pub lapses: i32,
    pub traceparent: Option<&'a str>,
}
impl<'a> From<LapsedBorrowed<'a>> for Lapsed {
    fn from(
        LapsedBorrowed {
            run_id,
            part,
            lapses,
            traceparent,
        }: LapsedBorrowed<'a>,
    ) -> Self {
        Self {
            run_id,
            part,
            lapses,
            traceparent: traceparent.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct RequestedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Requested, tokio_postgres::Error>,
    mapper: fn(Requested) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RequestedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Requested) -> R) -> RequestedQuery<'c, 'a, 's, C, R, N> {
        RequestedQuery {
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
pub struct ModelsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ModelsBorrowed, tokio_postgres::Error>,
    mapper: fn(ModelsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ModelsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ModelsBorrowed) -> R) -> ModelsQuery<'c, 'a, 's, C, R, N> {
        ModelsQuery {
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
pub struct CountRetryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountRetry, tokio_postgres::Error>,
    mapper: fn(CountRetry) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountRetryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountRetry) -> R) -> CountRetryQuery<'c, 'a, 's, C, R, N> {
        CountRetryQuery {
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
pub struct LapsedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LapsedBorrowed, tokio_postgres::Error>,
    mapper: fn(LapsedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LapsedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LapsedBorrowed) -> R) -> LapsedQuery<'c, 'a, 's, C, R, N> {
        LapsedQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
        "insert into ops.sync_part (run_id, part, epoch, state, lease_until) select distinct run_id, part, part + 1, 'requested', now() + $1::text::interval from ops.sync_run_model where run_id = $2 returning part",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        lease: &'a T1,
        run: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [lease, run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, OpenParams<T1>, I32Query<'c, 'a, 's, C, i32, 2>, C>
    for OpenStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OpenParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.lease, &params.run)
    }
}
pub struct SetEpochStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_epoch() -> SetEpochStmt {
    SetEpochStmt(
        "update ops.sync_run set epoch = greatest(1, (select count(*) from ops.sync_part where run_id = $1)) where id = $1",
        None,
    )
}
impl SetEpochStmt {
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
pub struct AddStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add() -> AddStmt {
    AddStmt(
        "with next as (update ops.sync_run set epoch = epoch + 1 where id = $1 returning epoch) insert into ops.sync_part (run_id, part, epoch, state, lease_until) select $1, $2, epoch, 'requested', now() + $3::text::interval from next",
        None,
    )
}
impl AddStmt {
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
        run: &'a uuid::Uuid,
        part: &'a i32,
        lease: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, part, lease]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AddParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for AddStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AddParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.part, &params.lease))
    }
}
pub struct RequestedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn requested() -> RequestedStmt {
    RequestedStmt(
        "select r.kind, p.epoch, r.window_until, (select count(*)::integer from ops.sync_part o where o.run_id = r.id and o.state <> 'done') as parts from ops.sync_run r join ops.sync_part p on p.run_id = r.id where r.id = $1 and p.part = $2",
        None,
    )
}
impl RequestedStmt {
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
        part: &'a i32,
    ) -> RequestedQuery<'c, 'a, 's, C, Requested, 2> {
        RequestedQuery {
            client,
            params: [run, part],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Requested, tokio_postgres::Error> {
                Ok(Requested {
                    kind: row.try_get(0)?,
                    epoch: row.try_get(1)?,
                    window_until: row.try_get(2)?,
                    parts: row.try_get(3)?,
                })
            },
            mapper: |it| Requested::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RequestedParams,
        RequestedQuery<'c, 'a, 's, C, Requested, 2>,
        C,
    > for RequestedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RequestedParams,
    ) -> RequestedQuery<'c, 'a, 's, C, Requested, 2> {
        self.bind(client, &params.run, &params.part)
    }
}
pub struct ModelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn models() -> ModelsStmt {
    ModelsStmt(
        "select model, fields, since, after_id, ranges, range_width, sums, content, landmarks, written_from from ops.sync_run_model where run_id = $1 and part = $2 and not complete order by position",
        None,
    )
}
impl ModelsStmt {
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
        part: &'a i32,
    ) -> ModelsQuery<'c, 'a, 's, C, Models, 2> {
        ModelsQuery {
            client,
            params: [run, part],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ModelsBorrowed, tokio_postgres::Error> {
                    Ok(ModelsBorrowed {
                        model: row.try_get(0)?,
                        fields: row.try_get(1)?,
                        since: row.try_get(2)?,
                        after_id: row.try_get(3)?,
                        ranges: row.try_get(4)?,
                        range_width: row.try_get(5)?,
                        sums: row.try_get(6)?,
                        content: row.try_get(7)?,
                        landmarks: row.try_get(8)?,
                        written_from: row.try_get(9)?,
                    })
                },
            mapper: |it| Models::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ModelsParams,
        ModelsQuery<'c, 'a, 's, C, Models, 2>,
        C,
    > for ModelsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ModelsParams,
    ) -> ModelsQuery<'c, 'a, 's, C, Models, 2> {
        self.bind(client, &params.run, &params.part)
    }
}
pub struct ForgetFailuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_failures() -> ForgetFailuresStmt {
    ForgetFailuresStmt(
        "update ops.sync_part set retries = 0, lapses = 0 where run_id = $1 and part = $2",
        None,
    )
}
impl ForgetFailuresStmt {
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
        part: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, part]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetFailuresParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ForgetFailuresStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetFailuresParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.part))
    }
}
pub struct NextEpochStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn next_epoch() -> NextEpochStmt {
    NextEpochStmt(
        "update ops.sync_run set epoch = epoch + 1 where id = $1 and state in ('requested', 'running') returning epoch",
        None,
    )
}
impl NextEpochStmt {
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
    ) -> I32Query<'c, 'a, 's, C, i32, 1> {
        I32Query {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct AskAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ask_again() -> AskAgainStmt {
    AskAgainStmt(
        "update ops.sync_part set epoch = $1, state = 'requested', lease_until = now() + $2::bigint * interval '1 ms' + $3::text::interval where run_id = $4 and part = $5",
        None,
    )
}
impl AskAgainStmt {
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
        epoch: &'a i32,
        delay_ms: &'a i64,
        lease: &'a T1,
        run: &'a uuid::Uuid,
        part: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[epoch, delay_ms, lease, run, part])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AskAgainParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for AskAgainStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AskAgainParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.epoch,
            &params.delay_ms,
            &params.lease,
            &params.run,
            &params.part,
        ))
    }
}
pub struct WaitForWorkersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn wait_for_workers() -> WaitForWorkersStmt {
    WaitForWorkersStmt(
        "update ops.sync_run r set state = 'requested' where id = $1 and not exists (select from ops.sync_part p where p.run_id = r.id and p.state = 'running')",
        None,
    )
}
impl WaitForWorkersStmt {
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
pub struct CountRetryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_retry() -> CountRetryStmt {
    CountRetryStmt(
        "update ops.sync_part p set retries = p.retries + 1 from ops.sync_run r where p.run_id = $1 and p.epoch = $2 and p.state <> 'done' and r.id = p.run_id and r.state in ('requested', 'running') returning p.part, p.retries",
        None,
    )
}
impl CountRetryStmt {
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
    ) -> CountRetryQuery<'c, 'a, 's, C, CountRetry, 2> {
        CountRetryQuery {
            client,
            params: [run, epoch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountRetry, tokio_postgres::Error> {
                Ok(CountRetry {
                    part: row.try_get(0)?,
                    retries: row.try_get(1)?,
                })
            },
            mapper: |it| CountRetry::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountRetryParams,
        CountRetryQuery<'c, 'a, 's, C, CountRetry, 2>,
        C,
    > for CountRetryStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountRetryParams,
    ) -> CountRetryQuery<'c, 'a, 's, C, CountRetry, 2> {
        self.bind(client, &params.run, &params.epoch)
    }
}
pub struct LapsedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lapsed() -> LapsedStmt {
    LapsedStmt(
        "with lapsed as ( select p.run_id, p.part, r.traceparent from ops.sync_part p join ops.sync_run r on r.id = p.run_id where r.state in ('requested', 'running') and p.state <> 'done' and p.lease_until < now() for update of p skip locked ) update ops.sync_part p set lapses = p.lapses + case when p.state = 'running' then 1 else 0 end from lapsed where p.run_id = lapsed.run_id and p.part = lapsed.part returning p.run_id, p.part, p.lapses, lapsed.traceparent",
        None,
    )
}
impl LapsedStmt {
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
    ) -> LapsedQuery<'c, 'a, 's, C, Lapsed, 0> {
        LapsedQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<LapsedBorrowed, tokio_postgres::Error> {
                    Ok(LapsedBorrowed {
                        run_id: row.try_get(0)?,
                        part: row.try_get(1)?,
                        lapses: row.try_get(2)?,
                        traceparent: row.try_get(3)?,
                    })
                },
            mapper: |it| Lapsed::from(it),
        }
    }
}
pub struct CloseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close() -> CloseStmt {
    CloseStmt(
        "update ops.sync_part set state = 'done', attempt = $1 where run_id = $2 and epoch = $3",
        None,
    )
}
impl CloseStmt {
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
        run: &'a uuid::Uuid,
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[attempt, run, epoch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CloseParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for CloseStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CloseParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.attempt, &params.run, &params.epoch))
    }
}
pub struct LockRunStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_run() -> LockRunStmt {
    LockRunStmt(
        "select id from ops.sync_run where id = $1 and state in ('requested', 'running') for update",
        None,
    )
}
impl LockRunStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct LeftStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn left() -> LeftStmt {
    LeftStmt(
        "select count(*) from ops.sync_part where run_id = $1 and state <> 'done'",
        None,
    )
}
impl LeftStmt {
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
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct CloseModelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_models() -> CloseModelsStmt {
    CloseModelsStmt(
        "update ops.sync_run_model m set complete = true from ops.sync_part p where p.run_id = $1 and p.epoch = $2 and m.run_id = p.run_id and m.part = p.part",
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
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, epoch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CloseModelsParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for CloseModelsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CloseModelsParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.epoch))
    }
}
pub struct DropRepeatedMissingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn drop_repeated_missing() -> DropRepeatedMissingStmt {
    DropRepeatedMissingStmt(
        "with counting as ( select $1::uuid as attempt union all select attempt from ops.sync_part where run_id = $1 ) delete from ops.sync_missing again using ops.sync_missing kept where again.run_id = $1 and kept.run_id = $1 and kept.model = again.model and kept.id = again.id and kept.attempt <> again.attempt and kept.attempt in (select attempt from counting) and again.attempt in (select attempt from counting) and (kept.read_at, kept.attempt) > (again.read_at, again.attempt)",
        None,
    )
}
impl DropRepeatedMissingStmt {
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
pub struct TakeDigestsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_digests() -> TakeDigestsStmt {
    TakeDigestsStmt(
        "update ops.digest set attempt = $1 where run_id = $2 and attempt <> $1 and attempt in (select $2 union all select attempt from ops.sync_part where run_id = $2)",
        None,
    )
}
impl TakeDigestsStmt {
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
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[attempt, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TakeDigestsParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for TakeDigestsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TakeDigestsParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.attempt, &params.run))
    }
}
pub struct TakeDigestsByCompanyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_digests_by_company() -> TakeDigestsByCompanyStmt {
    TakeDigestsByCompanyStmt(
        "update ops.digest_company set attempt = $1 where run_id = $2 and attempt <> $1 and attempt in (select $2 union all select attempt from ops.sync_part where run_id = $2)",
        None,
    )
}
impl TakeDigestsByCompanyStmt {
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
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[attempt, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TakeDigestsByCompanyParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for TakeDigestsByCompanyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TakeDigestsByCompanyParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.attempt, &params.run))
    }
}
pub struct TakeMissingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_missing() -> TakeMissingStmt {
    TakeMissingStmt(
        "update ops.sync_missing set attempt = $1 where run_id = $2 and attempt <> $1 and attempt in (select $2 union all select attempt from ops.sync_part where run_id = $2)",
        None,
    )
}
impl TakeMissingStmt {
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
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[attempt, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TakeMissingParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for TakeMissingStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TakeMissingParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.attempt, &params.run))
    }
}
