// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
    T8: crate::JsonSql,
    T9: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub report: T1,
    pub parameters: T2,
    pub format: states::ExportFormat,
    pub locale: T3,
    pub file_name: T4,
    pub requested_by: T5,
    pub company_ids: Option<T6>,
    pub traceparent: Option<T7>,
    pub options: T8,
    pub lease: T9,
}
#[derive(Clone, Copy, Debug)]
pub struct ProgressParams {
    pub rows: i64,
    pub rows_expected: Option<i64>,
    pub lease_ms: i64,
    pub id: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Debug)]
pub struct FinishParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub attempt: uuid::Uuid,
    pub file_key: T1,
    pub size_bytes: i64,
    pub sha256: T2,
    pub rows: i64,
    pub control_total: rust_decimal::Decimal,
    pub data_as_of: Option<jiff::Timestamp>,
    pub keep_days: i64,
    pub id: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct CountRetryParams {
    pub id: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Debug)]
pub struct FailParams<T1: crate::StringSql> {
    pub reason: states::ExportFailureReason,
    pub detail: T1,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct AskAgainParams<T1: crate::StringSql> {
    pub delay_ms: i64,
    pub lease: T1,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AskAgain {
    pub epoch: i32,
    pub report: String,
    pub parameters: serde_json::Value,
    pub company_ids: Option<Vec<i64>>,
    pub format: states::ExportFormat,
    pub locale: String,
    pub options: serde_json::Value,
}
pub struct AskAgainBorrowed<'a> {
    pub epoch: i32,
    pub report: &'a str,
    pub parameters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub format: states::ExportFormat,
    pub locale: &'a str,
    pub options: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<AskAgainBorrowed<'a>> for AskAgain {
    fn from(
        AskAgainBorrowed {
            epoch,
            report,
            parameters,
            company_ids,
            format,
            locale,
            options,
        }: AskAgainBorrowed<'a>,
    ) -> Self {
        Self {
            epoch,
            report: report.into(),
            parameters: serde_json::from_str(parameters.0.get()).unwrap(),
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            format,
            locale: locale.into(),
            options: serde_json::from_str(options.0.get()).unwrap(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct CountLapses {
    pub id: uuid::Uuid,
    pub lapses: i32,
    pub traceparent: Option<String>,
}
pub struct CountLapsesBorrowed<'a> {
    pub id: uuid::Uuid,
    pub lapses: i32,
    pub traceparent: Option<&'a str>,
}
impl<'a> From<CountLapsesBorrowed<'a>> for CountLapses {
    fn from(
        CountLapsesBorrowed {
            id,
            lapses,
            traceparent,
        }: CountLapsesBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            lapses,
            traceparent: traceparent.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct StatesExportFormatQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<states::ExportFormat, tokio_postgres::Error>,
    mapper: fn(states::ExportFormat) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StatesExportFormatQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(states::ExportFormat) -> R,
    ) -> StatesExportFormatQuery<'c, 'a, 's, C, R, N> {
        StatesExportFormatQuery {
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
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
pub struct AskAgainQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AskAgainBorrowed, tokio_postgres::Error>,
    mapper: fn(AskAgainBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AskAgainQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AskAgainBorrowed) -> R) -> AskAgainQuery<'c, 'a, 's, C, R, N> {
        AskAgainQuery {
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
pub struct CountLapsesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountLapsesBorrowed, tokio_postgres::Error>,
    mapper: fn(CountLapsesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountLapsesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(CountLapsesBorrowed) -> R,
    ) -> CountLapsesQuery<'c, 'a, 's, C, R, N> {
        CountLapsesQuery {
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
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.export_job (id, report, parameters, format, locale, file_name, state, requested_by, company_ids, traceparent, options, lease_until) values ($1, $2, $3, $4, $5, $6, 'requested', $7, $8, $9, $10, now() + $11::text::interval)",
        None,
    )
}
impl InsertStmt {
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
        T2: crate::JsonSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::StringSql,
        T8: crate::JsonSql,
        T9: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        report: &'a T1,
        parameters: &'a T2,
        format: &'a states::ExportFormat,
        locale: &'a T3,
        file_name: &'a T4,
        requested_by: &'a T5,
        company_ids: &'a Option<T6>,
        traceparent: &'a Option<T7>,
        options: &'a T8,
        lease: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    report,
                    parameters,
                    format,
                    locale,
                    file_name,
                    requested_by,
                    company_ids,
                    traceparent,
                    options,
                    lease,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
    T8: crate::JsonSql,
    T9: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.report,
            &params.parameters,
            &params.format,
            &params.locale,
            &params.file_name,
            &params.requested_by,
            &params.company_ids,
            &params.traceparent,
            &params.options,
            &params.lease,
        ))
    }
}
pub struct CancelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel() -> CancelStmt {
    CancelStmt(
        "update ops.export_job set state = 'cancelled', epoch = epoch + 1, finished_at = now(), lease_until = null, revision = revision + 1 where id = $1 and state in ('requested', 'running')",
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
pub struct BeginAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_again() -> BeginAgainStmt {
    BeginAgainStmt(
        "update ops.export_job set state = 'requested', retries = 0, lapses = 0, failure_reason = null, failure_detail = null, finished_at = null, started_at = null, rows_expected = null where id = $1 and state in ('failed', 'cancelled')",
        None,
    )
}
impl BeginAgainStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
pub struct ProgressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn progress() -> ProgressStmt {
    ProgressStmt(
        "update ops.export_job set attempt_started_at = case when state = 'requested' then now() else attempt_started_at end, state = 'running', started_at = coalesce(started_at, now()), rows_written = $1, progressed_at = now(), revision = revision + 1, rows_expected = coalesce($2, rows_expected), lease_until = now() + $3::bigint * interval '1 ms' where id = $4 and epoch = $5 and state in ('requested', 'running')",
        None,
    )
}
impl ProgressStmt {
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
        rows: &'a i64,
        rows_expected: &'a Option<i64>,
        lease_ms: &'a i64,
        id: &'a uuid::Uuid,
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[rows, rows_expected, lease_ms, id, epoch])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ProgressParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ProgressStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ProgressParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.rows,
            &params.rows_expected,
            &params.lease_ms,
            &params.id,
            &params.epoch,
        ))
    }
}
pub struct FormatStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn format() -> FormatStmt {
    FormatStmt("select format from ops.export_job where id = $1", None)
}
impl FormatStmt {
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
        id: &'a uuid::Uuid,
    ) -> StatesExportFormatQuery<'c, 'a, 's, C, states::ExportFormat, 1> {
        StatesExportFormatQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct FinishStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish() -> FinishStmt {
    FinishStmt(
        "update ops.export_job set state = 'finished', finished_at = now(), lease_until = null, attempt = $1, file_key = $2, size_bytes = $3, sha256 = $4, rows_written = $5, rows_expected = $5, control_total = $6, data_as_of = $7, progressed_at = now(), expires_at = now() + $8::bigint * interval '1 day', file_removed_at = null, revision = revision + 1 where id = $9 and epoch = $10 and state in ('requested', 'running') returning report",
        None,
    )
}
impl FinishStmt {
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
        attempt: &'a uuid::Uuid,
        file_key: &'a T1,
        size_bytes: &'a i64,
        sha256: &'a T2,
        rows: &'a i64,
        control_total: &'a rust_decimal::Decimal,
        data_as_of: &'a Option<jiff::Timestamp>,
        keep_days: &'a i64,
        id: &'a uuid::Uuid,
        epoch: &'a i32,
    ) -> StringQuery<'c, 'a, 's, C, String, 10> {
        StringQuery {
            client,
            params: [
                attempt,
                file_key,
                size_bytes,
                sha256,
                rows,
                control_total,
                data_as_of,
                keep_days,
                id,
                epoch,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FinishParams<T1, T2>,
        StringQuery<'c, 'a, 's, C, String, 10>,
        C,
    > for FinishStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FinishParams<T1, T2>,
    ) -> StringQuery<'c, 'a, 's, C, String, 10> {
        self.bind(
            client,
            &params.attempt,
            &params.file_key,
            &params.size_bytes,
            &params.sha256,
            &params.rows,
            &params.control_total,
            &params.data_as_of,
            &params.keep_days,
            &params.id,
            &params.epoch,
        )
    }
}
pub struct CountRetryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_retry() -> CountRetryStmt {
    CountRetryStmt(
        "update ops.export_job set retries = retries + 1 where id = $1 and epoch = $2 and state in ('requested', 'running') returning retries",
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
        id: &'a uuid::Uuid,
        epoch: &'a i32,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [id, epoch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountRetryParams, I32Query<'c, 'a, 's, C, i32, 2>, C>
    for CountRetryStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountRetryParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.id, &params.epoch)
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update ops.export_job set state = 'failed', finished_at = now(), lease_until = null, failure_reason = $1, failure_detail = $2, revision = revision + 1 where id = $3 and state in ('requested', 'running') returning report",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        reason: &'a states::ExportFailureReason,
        detail: &'a T1,
        id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 3> {
        StringQuery {
            client,
            params: [reason, detail, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FailParams<T1>,
        StringQuery<'c, 'a, 's, C, String, 3>,
        C,
    > for FailStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FailParams<T1>,
    ) -> StringQuery<'c, 'a, 's, C, String, 3> {
        self.bind(client, &params.reason, &params.detail, &params.id)
    }
}
pub struct AskAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ask_again() -> AskAgainStmt {
    AskAgainStmt(
        "update ops.export_job set epoch = epoch + 1, state = 'requested', rows_written = 0, revision = revision + 1, lease_until = now() + $1::bigint * interval '1 ms' + $2::text::interval where id = $3 returning epoch, report, parameters, company_ids, format, locale, options",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        delay_ms: &'a i64,
        lease: &'a T1,
        id: &'a uuid::Uuid,
    ) -> AskAgainQuery<'c, 'a, 's, C, AskAgain, 3> {
        AskAgainQuery {
            client,
            params: [delay_ms, lease, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<AskAgainBorrowed, tokio_postgres::Error> {
                    Ok(AskAgainBorrowed {
                        epoch: row.try_get(0)?,
                        report: row.try_get(1)?,
                        parameters: row.try_get(2)?,
                        company_ids: row.try_get(3)?,
                        format: row.try_get(4)?,
                        locale: row.try_get(5)?,
                        options: row.try_get(6)?,
                    })
                },
            mapper: |it| AskAgain::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AskAgainParams<T1>,
        AskAgainQuery<'c, 'a, 's, C, AskAgain, 3>,
        C,
    > for AskAgainStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AskAgainParams<T1>,
    ) -> AskAgainQuery<'c, 'a, 's, C, AskAgain, 3> {
        self.bind(client, &params.delay_ms, &params.lease, &params.id)
    }
}
pub struct CountLapsesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_lapses() -> CountLapsesStmt {
    CountLapsesStmt(
        "with lapsed as ( select id from ops.export_job where state in ('requested', 'running') and lease_until < now() for update skip locked ) update ops.export_job j set lapses = j.lapses + case when j.state = 'running' then 1 else 0 end from lapsed where j.id = lapsed.id returning j.id, j.lapses, j.traceparent",
        None,
    )
}
impl CountLapsesStmt {
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
    ) -> CountLapsesQuery<'c, 'a, 's, C, CountLapses, 0> {
        CountLapsesQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<CountLapsesBorrowed, tokio_postgres::Error> {
                    Ok(CountLapsesBorrowed {
                        id: row.try_get(0)?,
                        lapses: row.try_get(1)?,
                        traceparent: row.try_get(2)?,
                    })
                },
            mapper: |it| CountLapses::from(it),
        }
    }
}
pub struct FileRemovedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn file_removed() -> FileRemovedStmt {
    FileRemovedStmt(
        "update ops.export_job set file_removed_at = now(), revision = revision + 1 where id = $1",
        None,
    )
}
impl FileRemovedStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
pub struct LockLimitsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_limits() -> LockLimitsStmt {
    LockLimitsStmt(
        "select pg_advisory_xact_lock(hashtextextended('export limits', 0)) is null as locked",
        None,
    )
}
impl LockLimitsStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 0> {
        BoolQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct LockJobStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_job() -> LockJobStmt {
    LockJobStmt("select from ops.export_job where id = $1 for update", None)
}
impl LockJobStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
