// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<T1: crate::StringSql> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub kind: Option<states::RunKind>,
    pub state: Option<states::RunState>,
    pub since: Option<jiff::Timestamp>,
    pub model: Option<T1>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct MissingParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub run: uuid::Uuid,
    pub model: Option<T1>,
    pub after_model: Option<T2>,
    pub after_id: Option<i64>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SyncRun {
    pub id: uuid::Uuid,
    pub kind: states::RunKind,
    pub state: states::RunState,
    pub epoch: i32,
    pub requested_by: String,
    pub requested_by_name: Option<String>,
    pub parent_run: Option<uuid::Uuid>,
    pub window_until: Option<jiff::Timestamp>,
    pub server_version: Option<String>,
    pub traceparent: Option<String>,
    pub rows_read: i64,
    pub rows_expected: Option<i64>,
    pub rows_changed: i64,
    pub rows_per_second: i64,
    pub model_names: Vec<String>,
    pub models_complete: i64,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<String>,
    pub failure_hint: Option<String>,
    pub created_at: jiff::Timestamp,
    pub started_at: Option<jiff::Timestamp>,
    pub finished_at: Option<jiff::Timestamp>,
}
pub struct SyncRunBorrowed<'a> {
    pub id: uuid::Uuid,
    pub kind: states::RunKind,
    pub state: states::RunState,
    pub epoch: i32,
    pub requested_by: &'a str,
    pub requested_by_name: Option<&'a str>,
    pub parent_run: Option<uuid::Uuid>,
    pub window_until: Option<jiff::Timestamp>,
    pub server_version: Option<&'a str>,
    pub traceparent: Option<&'a str>,
    pub rows_read: i64,
    pub rows_expected: Option<i64>,
    pub rows_changed: i64,
    pub rows_per_second: i64,
    pub model_names: crate::ArrayIterator<'a, &'a str>,
    pub models_complete: i64,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<&'a str>,
    pub failure_hint: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub started_at: Option<jiff::Timestamp>,
    pub finished_at: Option<jiff::Timestamp>,
}
impl<'a> From<SyncRunBorrowed<'a>> for SyncRun {
    fn from(
        SyncRunBorrowed {
            id,
            kind,
            state,
            epoch,
            requested_by,
            requested_by_name,
            parent_run,
            window_until,
            server_version,
            traceparent,
            rows_read,
            rows_expected,
            rows_changed,
            rows_per_second,
            model_names,
            models_complete,
            failure_reason,
            failure_detail,
            failure_hint,
            created_at,
            started_at,
            finished_at,
        }: SyncRunBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            kind,
            state,
            epoch,
            requested_by: requested_by.into(),
            requested_by_name: requested_by_name.map(|v| v.into()),
            parent_run,
            window_until,
            server_version: server_version.map(|v| v.into()),
            traceparent: traceparent.map(|v| v.into()),
            rows_read,
            rows_expected,
            rows_changed,
            rows_per_second,
            model_names: model_names.map(|v| v.into()).collect(),
            models_complete,
            failure_reason,
            failure_detail: failure_detail.map(|v| v.into()),
            failure_hint: failure_hint.map(|v| v.into()),
            created_at,
            started_at,
            finished_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Models {
    pub model: String,
    pub part: i32,
    pub since: Option<jiff::Timestamp>,
    pub after_id: i64,
    pub complete: bool,
    pub rows_applied: i64,
    pub rows_changed: i64,
    pub missing_fields: Vec<String>,
    pub absent: bool,
}
pub struct ModelsBorrowed<'a> {
    pub model: &'a str,
    pub part: i32,
    pub since: Option<jiff::Timestamp>,
    pub after_id: i64,
    pub complete: bool,
    pub rows_applied: i64,
    pub rows_changed: i64,
    pub missing_fields: crate::ArrayIterator<'a, &'a str>,
    pub absent: bool,
}
impl<'a> From<ModelsBorrowed<'a>> for Models {
    fn from(
        ModelsBorrowed {
            model,
            part,
            since,
            after_id,
            complete,
            rows_applied,
            rows_changed,
            missing_fields,
            absent,
        }: ModelsBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            part,
            since,
            after_id,
            complete,
            rows_applied,
            rows_changed,
            missing_fields: missing_fields.map(|v| v.into()).collect(),
            absent,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    pub model: String,
    pub id: i64,
}
pub struct MissingBorrowed<'a> {
    pub model: &'a str,
    pub id: i64,
}
impl<'a> From<MissingBorrowed<'a>> for Missing {
    fn from(MissingBorrowed { model, id }: MissingBorrowed<'a>) -> Self {
        Self {
            model: model.into(),
            id,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SyncRunQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SyncRunBorrowed, tokio_postgres::Error>,
    mapper: fn(SyncRunBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SyncRunQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SyncRunBorrowed) -> R) -> SyncRunQuery<'c, 'a, 's, C, R, N> {
        SyncRunQuery {
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
pub struct MissingQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MissingBorrowed, tokio_postgres::Error>,
    mapper: fn(MissingBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MissingQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MissingBorrowed) -> R) -> MissingQuery<'c, 'a, 's, C, R, N> {
        MissingQuery {
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
        "select id, kind, state, epoch, requested_by, ops.actor_name(requested_by) as requested_by_name, parent_run, window_until, server_version, traceparent, rows_read, rows_expected, rows_changed, rows_per_second, model_names, models_complete, failure_reason, failure_detail, failure_hint, created_at, started_at, finished_at from ops.sync_run join ops.run_rows on run_id = id where id = $1",
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
    ) -> SyncRunQuery<'c, 'a, 's, C, SyncRun, 1> {
        SyncRunQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SyncRunBorrowed, tokio_postgres::Error> {
                    Ok(SyncRunBorrowed {
                        id: row.try_get(0)?,
                        kind: row.try_get(1)?,
                        state: row.try_get(2)?,
                        epoch: row.try_get(3)?,
                        requested_by: row.try_get(4)?,
                        requested_by_name: row.try_get(5)?,
                        parent_run: row.try_get(6)?,
                        window_until: row.try_get(7)?,
                        server_version: row.try_get(8)?,
                        traceparent: row.try_get(9)?,
                        rows_read: row.try_get(10)?,
                        rows_expected: row.try_get(11)?,
                        rows_changed: row.try_get(12)?,
                        rows_per_second: row.try_get(13)?,
                        model_names: row.try_get(14)?,
                        models_complete: row.try_get(15)?,
                        failure_reason: row.try_get(16)?,
                        failure_detail: row.try_get(17)?,
                        failure_hint: row.try_get(18)?,
                        created_at: row.try_get(19)?,
                        started_at: row.try_get(20)?,
                        finished_at: row.try_get(21)?,
                    })
                },
            mapper: |it| SyncRun::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, kind, state, epoch, requested_by, ops.actor_name(requested_by) as requested_by_name, parent_run, window_until, server_version, traceparent, rows_read, rows_expected, rows_changed, rows_per_second, model_names, models_complete, failure_reason, failure_detail, failure_hint, created_at, started_at, finished_at from ops.sync_run join ops.run_rows on run_id = id where ($1::timestamptz is null or (created_at, id) < ($1, $2)) and ($3::ops.run_kind is null or kind = $3) and ($4::ops.run_state is null or state = $4) and ($5::timestamptz is null or created_at >= $5) and ($6::text is null or exists (select from ops.sync_run_model read where read.run_id = id and read.model = $6)) order by created_at desc, id desc limit $7",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        kind: &'a Option<states::RunKind>,
        state: &'a Option<states::RunState>,
        since: &'a Option<jiff::Timestamp>,
        model: &'a Option<T1>,
        limit: &'a i64,
    ) -> SyncRunQuery<'c, 'a, 's, C, SyncRun, 7> {
        SyncRunQuery {
            client,
            params: [before, before_id, kind, state, since, model, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SyncRunBorrowed, tokio_postgres::Error> {
                    Ok(SyncRunBorrowed {
                        id: row.try_get(0)?,
                        kind: row.try_get(1)?,
                        state: row.try_get(2)?,
                        epoch: row.try_get(3)?,
                        requested_by: row.try_get(4)?,
                        requested_by_name: row.try_get(5)?,
                        parent_run: row.try_get(6)?,
                        window_until: row.try_get(7)?,
                        server_version: row.try_get(8)?,
                        traceparent: row.try_get(9)?,
                        rows_read: row.try_get(10)?,
                        rows_expected: row.try_get(11)?,
                        rows_changed: row.try_get(12)?,
                        rows_per_second: row.try_get(13)?,
                        model_names: row.try_get(14)?,
                        models_complete: row.try_get(15)?,
                        failure_reason: row.try_get(16)?,
                        failure_detail: row.try_get(17)?,
                        failure_hint: row.try_get(18)?,
                        created_at: row.try_get(19)?,
                        started_at: row.try_get(20)?,
                        finished_at: row.try_get(21)?,
                    })
                },
            mapper: |it| SyncRun::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1>,
        SyncRunQuery<'c, 'a, 's, C, SyncRun, 7>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1>,
    ) -> SyncRunQuery<'c, 'a, 's, C, SyncRun, 7> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.kind,
            &params.state,
            &params.since,
            &params.model,
            &params.limit,
        )
    }
}
pub struct ActiveStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn active() -> ActiveStmt {
    ActiveStmt(
        "select id from ops.sync_run where state in ('requested', 'running')",
        None,
    )
}
impl ActiveStmt {
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
pub struct ModelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn models() -> ModelsStmt {
    ModelsStmt(
        "select model, part, since, after_id, complete, rows_applied, rows_changed, missing_fields, absent from ops.sync_run_model where run_id = $1 order by position",
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
    ) -> ModelsQuery<'c, 'a, 's, C, Models, 1> {
        ModelsQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ModelsBorrowed, tokio_postgres::Error> {
                    Ok(ModelsBorrowed {
                        model: row.try_get(0)?,
                        part: row.try_get(1)?,
                        since: row.try_get(2)?,
                        after_id: row.try_get(3)?,
                        complete: row.try_get(4)?,
                        rows_applied: row.try_get(5)?,
                        rows_changed: row.try_get(6)?,
                        missing_fields: row.try_get(7)?,
                        absent: row.try_get(8)?,
                    })
                },
            mapper: |it| Models::from(it),
        }
    }
}
pub struct MissingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn missing() -> MissingStmt {
    MissingStmt(
        "select distinct model, id from ops.sync_missing where run_id = $1 and ($2::text is null or model = $2) and ($3::text is null or (model, id) > ($3, $4)) order by model, id limit $5",
        None,
    )
}
impl MissingStmt {
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
        run: &'a uuid::Uuid,
        model: &'a Option<T1>,
        after_model: &'a Option<T2>,
        after_id: &'a Option<i64>,
        limit: &'a i64,
    ) -> MissingQuery<'c, 'a, 's, C, Missing, 5> {
        MissingQuery {
            client,
            params: [run, model, after_model, after_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<MissingBorrowed, tokio_postgres::Error> {
                    Ok(MissingBorrowed {
                        model: row.try_get(0)?,
                        id: row.try_get(1)?,
                    })
                },
            mapper: |it| Missing::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        MissingParams<T1, T2>,
        MissingQuery<'c, 'a, 's, C, Missing, 5>,
        C,
    > for MissingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a MissingParams<T1, T2>,
    ) -> MissingQuery<'c, 'a, 's, C, Missing, 5> {
        self.bind(
            client,
            &params.run,
            &params.model,
            &params.after_model,
            &params.after_id,
            &params.limit,
        )
    }
}
