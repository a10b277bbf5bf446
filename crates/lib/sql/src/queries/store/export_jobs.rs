// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<
    T1: crate::ArraySql<Item = i64>,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub companies: Option<T1>,
    pub state: Option<states::ExportState>,
    pub report: Option<T2>,
    pub requested_by: Option<T3>,
    pub not_requested_by: Option<T5>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ExportJob {
    pub id: uuid::Uuid,
    pub report: String,
    pub parameters: serde_json::Value,
    pub format: states::ExportFormat,
    pub locale: String,
    pub file_name: String,
    pub options: serde_json::Value,
    pub state: states::ExportState,
    pub epoch: i32,
    pub requested_by: String,
    pub company_ids: Option<Vec<i64>>,
    pub rows_written: i64,
    pub rows_expected: Option<i64>,
    pub file_key: Option<String>,
    pub size_bytes: Option<i64>,
    pub sha256: Option<String>,
    pub control_total: Option<rust_decimal::Decimal>,
    pub data_as_of: Option<jiff::Timestamp>,
    pub failure_reason: Option<states::ExportFailureReason>,
    pub failure_detail: Option<String>,
    pub created_at: jiff::Timestamp,
    pub started_at: Option<jiff::Timestamp>,
    pub finished_at: Option<jiff::Timestamp>,
    pub revision: i64,
    pub attempt_started_at: Option<jiff::Timestamp>,
    pub progressed_at: Option<jiff::Timestamp>,
    pub expires_at: Option<jiff::Timestamp>,
    pub file_removed_at: Option<jiff::Timestamp>,
    pub traceparent: Option<String>,
}
pub struct ExportJobBorrowed<'a> {
    pub id: uuid::Uuid,
    pub report: &'a str,
    pub parameters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub format: states::ExportFormat,
    pub locale: &'a str,
    pub file_name: &'a str,
    pub options: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub state: states::ExportState,
    pub epoch: i32,
    pub requested_by: &'a str,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub rows_written: i64,
    pub rows_expected: Option<i64>,
    pub file_key: Option<&'a str>,
    pub size_bytes: Option<i64>,
    pub sha256: Option<&'a str>,
    pub control_total: Option<rust_decimal::Decimal>,
    pub data_as_of: Option<jiff::Timestamp>,
    pub failure_reason: Option<states::ExportFailureReason>,
    pub failure_detail: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub started_at: Option<jiff::Timestamp>,
    pub finished_at: Option<jiff::Timestamp>,
    pub revision: i64,
    pub attempt_started_at: Option<jiff::Timestamp>,
    pub progressed_at: Option<jiff::Timestamp>,
    pub expires_at: Option<jiff::Timestamp>,
    pub file_removed_at: Option<jiff::Timestamp>,
    pub traceparent: Option<&'a str>,
}
impl<'a> From<ExportJobBorrowed<'a>> for ExportJob {
    fn from(
        ExportJobBorrowed {
            id,
            report,
            parameters,
            format,
            locale,
            file_name,
            options,
            state,
            epoch,
            requested_by,
            company_ids,
            rows_written,
            rows_expected,
            file_key,
            size_bytes,
            sha256,
            control_total,
            data_as_of,
            failure_reason,
            failure_detail,
            created_at,
            started_at,
            finished_at,
            revision,
            attempt_started_at,
            progressed_at,
            expires_at,
            file_removed_at,
            traceparent,
        }: ExportJobBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            report: report.into(),
            parameters: serde_json::from_str(parameters.0.get()).unwrap(),
            format,
            locale: locale.into(),
            file_name: file_name.into(),
            options: serde_json::from_str(options.0.get()).unwrap(),
            state,
            epoch,
            requested_by: requested_by.into(),
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            rows_written,
            rows_expected,
            file_key: file_key.map(|v| v.into()),
            size_bytes,
            sha256: sha256.map(|v| v.into()),
            control_total,
            data_as_of,
            failure_reason,
            failure_detail: failure_detail.map(|v| v.into()),
            created_at,
            started_at,
            finished_at,
            revision,
            attempt_started_at,
            progressed_at,
            expires_at,
            file_removed_at,
            traceparent: traceparent.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ExportJobQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExportJobBorrowed, tokio_postgres::Error>,
    mapper: fn(ExportJobBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExportJobQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExportJobBorrowed) -> R) -> ExportJobQuery<'c, 'a, 's, C, R, N> {
        ExportJobQuery {
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
pub struct GetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get() -> GetStmt {
    GetStmt(
        "select id, report, parameters, format, locale, file_name, options, state, epoch, requested_by, company_ids, rows_written, rows_expected, file_key, size_bytes, sha256, control_total, data_as_of, failure_reason, failure_detail, created_at, started_at, finished_at, revision, attempt_started_at, progressed_at, expires_at, file_removed_at, traceparent from ops.export_job where id = $1",
        None,
    )
}
impl GetStmt {
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
    ) -> ExportJobQuery<'c, 'a, 's, C, ExportJob, 1> {
        ExportJobQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ExportJobBorrowed, tokio_postgres::Error> {
                    Ok(ExportJobBorrowed {
                        id: row.try_get(0)?,
                        report: row.try_get(1)?,
                        parameters: row.try_get(2)?,
                        format: row.try_get(3)?,
                        locale: row.try_get(4)?,
                        file_name: row.try_get(5)?,
                        options: row.try_get(6)?,
                        state: row.try_get(7)?,
                        epoch: row.try_get(8)?,
                        requested_by: row.try_get(9)?,
                        company_ids: row.try_get(10)?,
                        rows_written: row.try_get(11)?,
                        rows_expected: row.try_get(12)?,
                        file_key: row.try_get(13)?,
                        size_bytes: row.try_get(14)?,
                        sha256: row.try_get(15)?,
                        control_total: row.try_get(16)?,
                        data_as_of: row.try_get(17)?,
                        failure_reason: row.try_get(18)?,
                        failure_detail: row.try_get(19)?,
                        created_at: row.try_get(20)?,
                        started_at: row.try_get(21)?,
                        finished_at: row.try_get(22)?,
                        revision: row.try_get(23)?,
                        attempt_started_at: row.try_get(24)?,
                        progressed_at: row.try_get(25)?,
                        expires_at: row.try_get(26)?,
                        file_removed_at: row.try_get(27)?,
                        traceparent: row.try_get(28)?,
                    })
                },
            mapper: |it| ExportJob::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, report, parameters, format, locale, file_name, options, state, epoch, requested_by, company_ids, rows_written, rows_expected, file_key, size_bytes, sha256, control_total, data_as_of, failure_reason, failure_detail, created_at, started_at, finished_at, revision, attempt_started_at, progressed_at, expires_at, file_removed_at, traceparent from ops.export_job where ($1::timestamptz is null or (created_at, id) < ($1, $2)) and ($3::bigint[] is null or company_ids <@ $3) and ($4::ops.export_state is null or state = $4) and ($5::text is null or report = $5) and ($6::text is null or requested_by like $6) and ($7::text[] is null or requested_by not like all ($7)) order by created_at desc, id desc limit $8",
        None,
    )
}
impl ListStmt {
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
        T1: crate::ArraySql<Item = i64>,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        companies: &'a Option<T1>,
        state: &'a Option<states::ExportState>,
        report: &'a Option<T2>,
        requested_by: &'a Option<T3>,
        not_requested_by: &'a Option<T5>,
        limit: &'a i64,
    ) -> ExportJobQuery<'c, 'a, 's, C, ExportJob, 8> {
        ExportJobQuery {
            client,
            params: [
                before,
                before_id,
                companies,
                state,
                report,
                requested_by,
                not_requested_by,
                limit,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ExportJobBorrowed, tokio_postgres::Error> {
                    Ok(ExportJobBorrowed {
                        id: row.try_get(0)?,
                        report: row.try_get(1)?,
                        parameters: row.try_get(2)?,
                        format: row.try_get(3)?,
                        locale: row.try_get(4)?,
                        file_name: row.try_get(5)?,
                        options: row.try_get(6)?,
                        state: row.try_get(7)?,
                        epoch: row.try_get(8)?,
                        requested_by: row.try_get(9)?,
                        company_ids: row.try_get(10)?,
                        rows_written: row.try_get(11)?,
                        rows_expected: row.try_get(12)?,
                        file_key: row.try_get(13)?,
                        size_bytes: row.try_get(14)?,
                        sha256: row.try_get(15)?,
                        control_total: row.try_get(16)?,
                        data_as_of: row.try_get(17)?,
                        failure_reason: row.try_get(18)?,
                        failure_detail: row.try_get(19)?,
                        created_at: row.try_get(20)?,
                        started_at: row.try_get(21)?,
                        finished_at: row.try_get(22)?,
                        revision: row.try_get(23)?,
                        attempt_started_at: row.try_get(24)?,
                        progressed_at: row.try_get(25)?,
                        expires_at: row.try_get(26)?,
                        file_removed_at: row.try_get(27)?,
                        traceparent: row.try_get(28)?,
                    })
                },
            mapper: |it| ExportJob::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = i64>,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1, T2, T3, T4, T5>,
        ExportJobQuery<'c, 'a, 's, C, ExportJob, 8>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1, T2, T3, T4, T5>,
    ) -> ExportJobQuery<'c, 'a, 's, C, ExportJob, 8> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.companies,
            &params.state,
            &params.report,
            &params.requested_by,
            &params.not_requested_by,
            &params.limit,
        )
    }
}
