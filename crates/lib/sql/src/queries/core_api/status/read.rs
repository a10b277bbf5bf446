// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct EndedRunsParams<T1: crate::StringSql> {
    pub since: jiff::Timestamp,
    pub until: jiff::Timestamp,
    pub model: Option<T1>,
}
#[derive(Debug)]
pub struct EndedModelsParams<T1: crate::StringSql> {
    pub since: jiff::Timestamp,
    pub until: jiff::Timestamp,
    pub model: Option<T1>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FrozenFields {
    pub model: String,
    pub field: String,
    pub since: jiff::Timestamp,
    pub because: String,
}
pub struct FrozenFieldsBorrowed<'a> {
    pub model: &'a str,
    pub field: &'a str,
    pub since: jiff::Timestamp,
    pub because: &'a str,
}
impl<'a> From<FrozenFieldsBorrowed<'a>> for FrozenFields {
    fn from(
        FrozenFieldsBorrowed {
            model,
            field,
            since,
            because,
        }: FrozenFieldsBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            field: field.into(),
            since,
            because: because.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Checks {
    pub model: String,
    pub found: i64,
    pub looked_again_at: Option<jiff::Timestamp>,
    pub repaired: i64,
    pub late: i64,
    pub in_flight: i32,
    pub content_rows: i64,
    pub covered_since: Option<jiff::Timestamp>,
}
pub struct ChecksBorrowed<'a> {
    pub model: &'a str,
    pub found: i64,
    pub looked_again_at: Option<jiff::Timestamp>,
    pub repaired: i64,
    pub late: i64,
    pub in_flight: i32,
    pub content_rows: i64,
    pub covered_since: Option<jiff::Timestamp>,
}
impl<'a> From<ChecksBorrowed<'a>> for Checks {
    fn from(
        ChecksBorrowed {
            model,
            found,
            looked_again_at,
            repaired,
            late,
            in_flight,
            content_rows,
            covered_since,
        }: ChecksBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            found,
            looked_again_at,
            repaired,
            late,
            in_flight,
            content_rows,
            covered_since,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Models {
    pub model: String,
    pub relname: String,
    pub bytes: i64,
    pub estimate: i64,
    pub watermark: Option<jiff::Timestamp>,
    pub moved_at: Option<jiff::Timestamp>,
    pub deletions_as_of: Option<jiff::Timestamp>,
    pub lag_seconds: Option<i64>,
    pub proved_at: Option<jiff::Timestamp>,
    pub ranges: Option<i64>,
    pub differing: Option<i64>,
    pub active_kind: Option<states::RunKind>,
    pub rows_applied: Option<i64>,
    pub absent: Option<bool>,
    pub missing_fields: Option<Vec<String>>,
    pub failed_run: Option<uuid::Uuid>,
    pub failed_at: Option<jiff::Timestamp>,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<String>,
    pub failure_hint: Option<String>,
}
pub struct ModelsBorrowed<'a> {
    pub model: &'a str,
    pub relname: &'a str,
    pub bytes: i64,
    pub estimate: i64,
    pub watermark: Option<jiff::Timestamp>,
    pub moved_at: Option<jiff::Timestamp>,
    pub deletions_as_of: Option<jiff::Timestamp>,
    pub lag_seconds: Option<i64>,
    pub proved_at: Option<jiff::Timestamp>,
    pub ranges: Option<i64>,
    pub differing: Option<i64>,
    pub active_kind: Option<states::RunKind>,
    pub rows_applied: Option<i64>,
    pub absent: Option<bool>,
    pub missing_fields: Option<crate::ArrayIterator<'a, &'a str>>,
    pub failed_run: Option<uuid::Uuid>,
    pub failed_at: Option<jiff::Timestamp>,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<&'a str>,
    pub failure_hint: Option<&'a str>,
}
impl<'a> From<ModelsBorrowed<'a>> for Models {
    fn from(
        ModelsBorrowed {
            model,
            relname,
            bytes,
            estimate,
            watermark,
            moved_at,
            deletions_as_of,
            lag_seconds,
            proved_at,
            ranges,
            differing,
            active_kind,
            rows_applied,
            absent,
            missing_fields,
            failed_run,
            failed_at,
            failure_reason,
            failure_detail,
            failure_hint,
        }: ModelsBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            relname: relname.into(),
            bytes,
            estimate,
            watermark,
            moved_at,
            deletions_as_of,
            lag_seconds,
            proved_at,
            ranges,
            differing,
            active_kind,
            rows_applied,
            absent,
            missing_fields: missing_fields.map(|v| v.map(|v| v.into()).collect()),
            failed_run,
            failed_at,
            failure_reason,
            failure_detail: failure_detail.map(|v| v.into()),
            failure_hint: failure_hint.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub id: uuid::Uuid,
    pub kind: states::RunKind,
    pub state: states::RunState,
    pub epoch: i32,
    pub started_at: Option<jiff::Timestamp>,
    pub rows_read: i64,
    pub rows_expected: Option<i64>,
    pub rows_per_second: i64,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<String>,
    pub failure_hint: Option<String>,
}
pub struct ProgressBorrowed<'a> {
    pub id: uuid::Uuid,
    pub kind: states::RunKind,
    pub state: states::RunState,
    pub epoch: i32,
    pub started_at: Option<jiff::Timestamp>,
    pub rows_read: i64,
    pub rows_expected: Option<i64>,
    pub rows_per_second: i64,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<&'a str>,
    pub failure_hint: Option<&'a str>,
}
impl<'a> From<ProgressBorrowed<'a>> for Progress {
    fn from(
        ProgressBorrowed {
            id,
            kind,
            state,
            epoch,
            started_at,
            rows_read,
            rows_expected,
            rows_per_second,
            failure_reason,
            failure_detail,
            failure_hint,
        }: ProgressBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            kind,
            state,
            epoch,
            started_at,
            rows_read,
            rows_expected,
            rows_per_second,
            failure_reason,
            failure_detail: failure_detail.map(|v| v.into()),
            failure_hint: failure_hint.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Follower {
    pub state: String,
    pub current_at: Option<jiff::Timestamp>,
    pub lag_seconds: Option<i64>,
    pub committed_at: Option<jiff::Timestamp>,
    pub applied_at: Option<jiff::Timestamp>,
    pub rows: i64,
    pub in_doubt: bool,
    pub verify_run: Option<uuid::Uuid>,
    pub retained_bytes: Option<i64>,
    pub due_at: jiff::Timestamp,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<String>,
    pub failure_hint: Option<String>,
}
pub struct FollowerBorrowed<'a> {
    pub state: &'a str,
    pub current_at: Option<jiff::Timestamp>,
    pub lag_seconds: Option<i64>,
    pub committed_at: Option<jiff::Timestamp>,
    pub applied_at: Option<jiff::Timestamp>,
    pub rows: i64,
    pub in_doubt: bool,
    pub verify_run: Option<uuid::Uuid>,
    pub retained_bytes: Option<i64>,
    pub due_at: jiff::Timestamp,
    pub failure_reason: Option<states::RunFailureReason>,
    pub failure_detail: Option<&'a str>,
    pub failure_hint: Option<&'a str>,
}
impl<'a> From<FollowerBorrowed<'a>> for Follower {
    fn from(
        FollowerBorrowed {
            state,
            current_at,
            lag_seconds,
            committed_at,
            applied_at,
            rows,
            in_doubt,
            verify_run,
            retained_bytes,
            due_at,
            failure_reason,
            failure_detail,
            failure_hint,
        }: FollowerBorrowed<'a>,
    ) -> Self {
        Self {
            state: state.into(),
            current_at,
            lag_seconds,
            committed_at,
            applied_at,
            rows,
            in_doubt,
            verify_run,
            retained_bytes,
            due_at,
            failure_reason,
            failure_detail: failure_detail.map(|v| v.into()),
            failure_hint: failure_hint.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct EndedRuns {
    pub starts_at: jiff::Timestamp,
    pub runs_done: i64,
    pub runs_failed: i64,
    pub runs_cancelled: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct EndedModels {
    pub starts_at: jiff::Timestamp,
    pub model: String,
    pub runs_done: i64,
    pub runs_failed: i64,
    pub runs_cancelled: i64,
    pub rows_applied: i64,
    pub rows_changed: i64,
    pub rows_repaired: i64,
    pub differences_found: i64,
}
pub struct EndedModelsBorrowed<'a> {
    pub starts_at: jiff::Timestamp,
    pub model: &'a str,
    pub runs_done: i64,
    pub runs_failed: i64,
    pub runs_cancelled: i64,
    pub rows_applied: i64,
    pub rows_changed: i64,
    pub rows_repaired: i64,
    pub differences_found: i64,
}
impl<'a> From<EndedModelsBorrowed<'a>> for EndedModels {
    fn from(
        EndedModelsBorrowed {
            starts_at,
            model,
            runs_done,
            runs_failed,
            runs_cancelled,
            rows_applied,
            rows_changed,
            rows_repaired,
            differences_found,
        }: EndedModelsBorrowed<'a>,
    ) -> Self {
        Self {
            starts_at,
            model: model.into(),
            runs_done,
            runs_failed,
            runs_cancelled,
            rows_applied,
            rows_changed,
            rows_repaired,
            differences_found,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FrozenFieldsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FrozenFieldsBorrowed, tokio_postgres::Error>,
    mapper: fn(FrozenFieldsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FrozenFieldsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FrozenFieldsBorrowed) -> R,
    ) -> FrozenFieldsQuery<'c, 'a, 's, C, R, N> {
        FrozenFieldsQuery {
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
pub struct ChecksQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ChecksBorrowed, tokio_postgres::Error>,
    mapper: fn(ChecksBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ChecksQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ChecksBorrowed) -> R) -> ChecksQuery<'c, 'a, 's, C, R, N> {
        ChecksQuery {
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
pub struct ProgressQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ProgressBorrowed, tokio_postgres::Error>,
    mapper: fn(ProgressBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ProgressQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ProgressBorrowed) -> R) -> ProgressQuery<'c, 'a, 's, C, R, N> {
        ProgressQuery {
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
pub struct FollowerQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FollowerBorrowed, tokio_postgres::Error>,
    mapper: fn(FollowerBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FollowerQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FollowerBorrowed) -> R) -> FollowerQuery<'c, 'a, 's, C, R, N> {
        FollowerQuery {
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
pub struct OptionVeci64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(
        &tokio_postgres::Row,
    ) -> Result<Option<crate::ArrayIterator<'_, i64>>, tokio_postgres::Error>,
    mapper: fn(Option<crate::ArrayIterator<'_, i64>>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionVeci64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(Option<crate::ArrayIterator<'_, i64>>) -> R,
    ) -> OptionVeci64Query<'c, 'a, 's, C, R, N> {
        OptionVeci64Query {
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
pub struct EndedRunsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EndedRuns, tokio_postgres::Error>,
    mapper: fn(EndedRuns) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EndedRunsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EndedRuns) -> R) -> EndedRunsQuery<'c, 'a, 's, C, R, N> {
        EndedRunsQuery {
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
pub struct EndedModelsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EndedModelsBorrowed, tokio_postgres::Error>,
    mapper: fn(EndedModelsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EndedModelsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(EndedModelsBorrowed) -> R,
    ) -> EndedModelsQuery<'c, 'a, 's, C, R, N> {
        EndedModelsQuery {
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
pub struct FrozenFieldsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn frozen_fields() -> FrozenFieldsStmt {
    FrozenFieldsStmt(
        "select model, field, frozen_since as since, frozen_because as because from ops.mirrored_field where frozen_since is not null order by model, field",
        None,
    )
}
impl FrozenFieldsStmt {
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
    ) -> FrozenFieldsQuery<'c, 'a, 's, C, FrozenFields, 0> {
        FrozenFieldsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FrozenFieldsBorrowed, tokio_postgres::Error> {
                    Ok(FrozenFieldsBorrowed {
                        model: row.try_get(0)?,
                        field: row.try_get(1)?,
                        since: row.try_get(2)?,
                        because: row.try_get(3)?,
                    })
                },
            mapper: |it| FrozenFields::from(it),
        }
    }
}
pub struct ChecksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn checks() -> ChecksStmt {
    ChecksStmt(
        "select model, found, looked_again_at, repaired, late, in_flight, content_rows, covered_since from ops.proof",
        None,
    )
}
impl ChecksStmt {
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
    ) -> ChecksQuery<'c, 'a, 's, C, Checks, 0> {
        ChecksQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ChecksBorrowed, tokio_postgres::Error> {
                    Ok(ChecksBorrowed {
                        model: row.try_get(0)?,
                        found: row.try_get(1)?,
                        looked_again_at: row.try_get(2)?,
                        repaired: row.try_get(3)?,
                        late: row.try_get(4)?,
                        in_flight: row.try_get(5)?,
                        content_rows: row.try_get(6)?,
                        covered_since: row.try_get(7)?,
                    })
                },
            mapper: |it| Checks::from(it),
        }
    }
}
pub struct ModelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn models() -> ModelsStmt {
    ModelsStmt(
        "select named.model, named.relname, named.bytes, named.estimate, age.watermark, age.moved_at, age.deletions_as_of, extract(epoch from now() - age.watermark)::bigint as lag_seconds, proof.proved_at, proof.ranges::bigint, proof.differing::bigint, active.kind as active_kind, active.rows_applied, loaded.absent, loaded.missing_fields, ended.id as failed_run, ended.finished_at as failed_at, ended.failure_reason, ended.failure_detail, ended.failure_hint from (select c.relname::text, split_part(obj_description(c.oid, 'pg_class'), ':', 1) as model, pg_relation_size(c.oid) as bytes, coalesce(nullif(t.n_live_tup, 0), greatest(c.reltuples, 0)::bigint) as estimate from pg_class c left join pg_stat_all_tables t on t.relid = c.oid where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r') named left join ops.model_age age using (model) left join ops.proof using (model) left join (select m.model, r.kind, m.rows_applied from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id where r.state in ('requested', 'running') and not m.complete) active using (model) left join lateral ( select m.absent, m.missing_fields from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id where m.model = named.model and r.state = 'done' and r.kind in ('snapshot', 'incremental', 'reload') order by r.created_at desc limit 1) loaded on true left join lateral ( select r.* from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id where m.model = named.model and r.state in ('done', 'failed') order by r.created_at desc limit 1) ended on ended.state = 'failed' order by named.model",
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
    ) -> ModelsQuery<'c, 'a, 's, C, Models, 0> {
        ModelsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ModelsBorrowed, tokio_postgres::Error> {
                    Ok(ModelsBorrowed {
                        model: row.try_get(0)?,
                        relname: row.try_get(1)?,
                        bytes: row.try_get(2)?,
                        estimate: row.try_get(3)?,
                        watermark: row.try_get(4)?,
                        moved_at: row.try_get(5)?,
                        deletions_as_of: row.try_get(6)?,
                        lag_seconds: row.try_get(7)?,
                        proved_at: row.try_get(8)?,
                        ranges: row.try_get(9)?,
                        differing: row.try_get(10)?,
                        active_kind: row.try_get(11)?,
                        rows_applied: row.try_get(12)?,
                        absent: row.try_get(13)?,
                        missing_fields: row.try_get(14)?,
                        failed_run: row.try_get(15)?,
                        failed_at: row.try_get(16)?,
                        failure_reason: row.try_get(17)?,
                        failure_detail: row.try_get(18)?,
                        failure_hint: row.try_get(19)?,
                    })
                },
            mapper: |it| Models::from(it),
        }
    }
}
pub struct ProgressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn progress() -> ProgressStmt {
    ProgressStmt(
        "select r.id, r.kind, r.state, r.epoch, r.started_at, rows_read, rows_expected, rows_per_second, r.failure_reason, r.failure_detail, r.failure_hint from ops.sync_run r join ops.run_rows on run_id = r.id where r.state in ('requested', 'running')",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
    ) -> ProgressQuery<'c, 'a, 's, C, Progress, 0> {
        ProgressQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ProgressBorrowed, tokio_postgres::Error> {
                    Ok(ProgressBorrowed {
                        id: row.try_get(0)?,
                        kind: row.try_get(1)?,
                        state: row.try_get(2)?,
                        epoch: row.try_get(3)?,
                        started_at: row.try_get(4)?,
                        rows_read: row.try_get(5)?,
                        rows_expected: row.try_get(6)?,
                        rows_per_second: row.try_get(7)?,
                        failure_reason: row.try_get(8)?,
                        failure_detail: row.try_get(9)?,
                        failure_hint: row.try_get(10)?,
                    })
                },
            mapper: |it| Progress::from(it),
        }
    }
}
pub struct FollowerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn follower() -> FollowerStmt {
    FollowerStmt(
        "select state, current_at, extract(epoch from now() - current_at)::bigint as lag_seconds, committed_at, applied_at, rows, in_doubt, verify_run, retained_bytes, due_at, failure_reason::ops.run_failure_reason, failure_detail, failure_hint from ops.follower",
        None,
    )
}
impl FollowerStmt {
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
    ) -> FollowerQuery<'c, 'a, 's, C, Follower, 0> {
        FollowerQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FollowerBorrowed, tokio_postgres::Error> {
                    Ok(FollowerBorrowed {
                        state: row.try_get(0)?,
                        current_at: row.try_get(1)?,
                        lag_seconds: row.try_get(2)?,
                        committed_at: row.try_get(3)?,
                        applied_at: row.try_get(4)?,
                        rows: row.try_get(5)?,
                        in_doubt: row.try_get(6)?,
                        verify_run: row.try_get(7)?,
                        retained_bytes: row.try_get(8)?,
                        due_at: row.try_get(9)?,
                        failure_reason: row.try_get(10)?,
                        failure_detail: row.try_get(11)?,
                        failure_hint: row.try_get(12)?,
                    })
                },
            mapper: |it| Follower::from(it),
        }
    }
}
pub struct CompaniesOfUserStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn companies_of_user() -> CompaniesOfUserStmt {
    CompaniesOfUserStmt("select company_ids from ops.mirror", None)
}
impl CompaniesOfUserStmt {
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
    ) -> OptionVeci64Query<'c, 'a, 's, C, Option<Vec<i64>>, 0> {
        OptionVeci64Query {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.map(|v| v).collect()),
        }
    }
}
pub struct EndedRunsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ended_runs() -> EndedRunsStmt {
    EndedRunsStmt(
        "select date_trunc('hour', run.finished_at, 'UTC') as starts_at, count(*) filter (where run.state = 'done') as runs_done, count(*) filter (where run.state = 'failed') as runs_failed, count(*) filter (where run.state = 'cancelled') as runs_cancelled from ops.sync_run run where run.finished_at >= $1 and run.finished_at < $2 and ($3::text is null or exists (select from ops.sync_run_model read where read.run_id = run.id and read.model = $3)) group by 1",
        None,
    )
}
impl EndedRunsStmt {
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
        since: &'a jiff::Timestamp,
        until: &'a jiff::Timestamp,
        model: &'a Option<T1>,
    ) -> EndedRunsQuery<'c, 'a, 's, C, EndedRuns, 3> {
        EndedRunsQuery {
            client,
            params: [since, until, model],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EndedRuns, tokio_postgres::Error> {
                Ok(EndedRuns {
                    starts_at: row.try_get(0)?,
                    runs_done: row.try_get(1)?,
                    runs_failed: row.try_get(2)?,
                    runs_cancelled: row.try_get(3)?,
                })
            },
            mapper: |it| EndedRuns::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        EndedRunsParams<T1>,
        EndedRunsQuery<'c, 'a, 's, C, EndedRuns, 3>,
        C,
    > for EndedRunsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EndedRunsParams<T1>,
    ) -> EndedRunsQuery<'c, 'a, 's, C, EndedRuns, 3> {
        self.bind(client, &params.since, &params.until, &params.model)
    }
}
pub struct EndedModelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ended_models() -> EndedModelsStmt {
    EndedModelsStmt(
        "select date_trunc('hour', run.finished_at, 'UTC') as starts_at, read.model, count(*) filter (where run.state = 'done') as runs_done, count(*) filter (where run.state = 'failed') as runs_failed, count(*) filter (where run.state = 'cancelled') as runs_cancelled, sum(read.rows_applied)::bigint as rows_applied, sum(read.rows_changed)::bigint as rows_changed, sum(read.repaired)::bigint as rows_repaired, sum((select count(distinct digest.after_id) from ops.digest digest where digest.run_id = run.id and digest.model = read.model and not digest.equal and not digest.in_flight))::bigint as differences_found from ops.sync_run run join ops.sync_run_model read on read.run_id = run.id where run.finished_at >= $1 and run.finished_at < $2 and ($3::text is null or read.model = $3) group by 1, 2 order by 1, 2",
        None,
    )
}
impl EndedModelsStmt {
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
        since: &'a jiff::Timestamp,
        until: &'a jiff::Timestamp,
        model: &'a Option<T1>,
    ) -> EndedModelsQuery<'c, 'a, 's, C, EndedModels, 3> {
        EndedModelsQuery {
            client,
            params: [since, until, model],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<EndedModelsBorrowed, tokio_postgres::Error> {
                    Ok(EndedModelsBorrowed {
                        starts_at: row.try_get(0)?,
                        model: row.try_get(1)?,
                        runs_done: row.try_get(2)?,
                        runs_failed: row.try_get(3)?,
                        runs_cancelled: row.try_get(4)?,
                        rows_applied: row.try_get(5)?,
                        rows_changed: row.try_get(6)?,
                        rows_repaired: row.try_get(7)?,
                        differences_found: row.try_get(8)?,
                    })
                },
            mapper: |it| EndedModels::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        EndedModelsParams<T1>,
        EndedModelsQuery<'c, 'a, 's, C, EndedModels, 3>,
        C,
    > for EndedModelsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EndedModelsParams<T1>,
    ) -> EndedModelsQuery<'c, 'a, 's, C, EndedModels, 3> {
        self.bind(client, &params.since, &params.until, &params.model)
    }
}
