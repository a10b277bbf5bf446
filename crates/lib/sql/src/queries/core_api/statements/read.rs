// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<T1: crate::ArraySql<Item = i64>> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub companies: Option<T1>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ItemsParams {
    pub run_id: uuid::Uuid,
    pub after: i32,
    pub state: Option<states::StatementItemState>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ExclusionsParams<T1: crate::ArraySql<Item = i64>> {
    pub after: i64,
    pub companies: Option<T1>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct StatementRun {
    pub id: uuid::Uuid,
    pub parameters: serde_json::Value,
    pub format: states::ExportFormat,
    pub options: serde_json::Value,
    pub locale: String,
    pub subject: Option<String>,
    pub note: Option<String>,
    pub state: states::StatementRunState,
    pub schedule_id: Option<uuid::Uuid>,
    pub requested_by: String,
    pub requested_by_name: Option<String>,
    pub company_ids: Vec<i64>,
    pub traceparent: Option<String>,
    pub created_at: jiff::Timestamp,
    pub finished_at: Option<jiff::Timestamp>,
    pub items: i64,
    pub amount_due: rust_decimal::Decimal,
    pub states: serde_json::Value,
}
pub struct StatementRunBorrowed<'a> {
    pub id: uuid::Uuid,
    pub parameters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub format: states::ExportFormat,
    pub options: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub locale: &'a str,
    pub subject: Option<&'a str>,
    pub note: Option<&'a str>,
    pub state: states::StatementRunState,
    pub schedule_id: Option<uuid::Uuid>,
    pub requested_by: &'a str,
    pub requested_by_name: Option<&'a str>,
    pub company_ids: crate::ArrayIterator<'a, i64>,
    pub traceparent: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub finished_at: Option<jiff::Timestamp>,
    pub items: i64,
    pub amount_due: rust_decimal::Decimal,
    pub states: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<StatementRunBorrowed<'a>> for StatementRun {
    fn from(
        StatementRunBorrowed {
            id,
            parameters,
            format,
            options,
            locale,
            subject,
            note,
            state,
            schedule_id,
            requested_by,
            requested_by_name,
            company_ids,
            traceparent,
            created_at,
            finished_at,
            items,
            amount_due,
            states,
        }: StatementRunBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            parameters: serde_json::from_str(parameters.0.get()).unwrap(),
            format,
            options: serde_json::from_str(options.0.get()).unwrap(),
            locale: locale.into(),
            subject: subject.map(|v| v.into()),
            note: note.map(|v| v.into()),
            state,
            schedule_id,
            requested_by: requested_by.into(),
            requested_by_name: requested_by_name.map(|v| v.into()),
            company_ids: company_ids.map(|v| v).collect(),
            traceparent: traceparent.map(|v| v.into()),
            created_at,
            finished_at,
            items,
            amount_due,
            states: serde_json::from_str(states.0.get()).unwrap(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct StatementItem {
    pub position: i32,
    pub partner_id: i64,
    pub partner_name: Option<String>,
    pub locale: String,
    pub amount_due: rust_decimal::Decimal,
    pub amount_overdue: rust_decimal::Decimal,
    pub oldest_due: Option<jiff::civil::Date>,
    pub recipients: Vec<String>,
    pub state: states::StatementItemState,
    pub detail: Option<String>,
    pub export_id: Option<uuid::Uuid>,
    pub settled_at: Option<jiff::Timestamp>,
}
pub struct StatementItemBorrowed<'a> {
    pub position: i32,
    pub partner_id: i64,
    pub partner_name: Option<&'a str>,
    pub locale: &'a str,
    pub amount_due: rust_decimal::Decimal,
    pub amount_overdue: rust_decimal::Decimal,
    pub oldest_due: Option<jiff::civil::Date>,
    pub recipients: crate::ArrayIterator<'a, &'a str>,
    pub state: states::StatementItemState,
    pub detail: Option<&'a str>,
    pub export_id: Option<uuid::Uuid>,
    pub settled_at: Option<jiff::Timestamp>,
}
impl<'a> From<StatementItemBorrowed<'a>> for StatementItem {
    fn from(
        StatementItemBorrowed {
            position,
            partner_id,
            partner_name,
            locale,
            amount_due,
            amount_overdue,
            oldest_due,
            recipients,
            state,
            detail,
            export_id,
            settled_at,
        }: StatementItemBorrowed<'a>,
    ) -> Self {
        Self {
            position,
            partner_id,
            partner_name: partner_name.map(|v| v.into()),
            locale: locale.into(),
            amount_due,
            amount_overdue,
            oldest_due,
            recipients: recipients.map(|v| v.into()).collect(),
            state,
            detail: detail.map(|v| v.into()),
            export_id,
            settled_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct StatementExclusion {
    pub partner_id: i64,
    pub partner_name: Option<String>,
    pub company_id: Option<i64>,
    pub reason: String,
    pub until: Option<jiff::civil::Date>,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}
pub struct StatementExclusionBorrowed<'a> {
    pub partner_id: i64,
    pub partner_name: Option<&'a str>,
    pub company_id: Option<i64>,
    pub reason: &'a str,
    pub until: Option<jiff::civil::Date>,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}
impl<'a> From<StatementExclusionBorrowed<'a>> for StatementExclusion {
    fn from(
        StatementExclusionBorrowed {
            partner_id,
            partner_name,
            company_id,
            reason,
            until,
            created_by,
            created_by_name,
            created_at,
            version,
        }: StatementExclusionBorrowed<'a>,
    ) -> Self {
        Self {
            partner_id,
            partner_name: partner_name.map(|v| v.into()),
            company_id,
            reason: reason.into(),
            until,
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct StatementRunQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StatementRunBorrowed, tokio_postgres::Error>,
    mapper: fn(StatementRunBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StatementRunQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(StatementRunBorrowed) -> R,
    ) -> StatementRunQuery<'c, 'a, 's, C, R, N> {
        StatementRunQuery {
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
pub struct Veci64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor:
        fn(&tokio_postgres::Row) -> Result<crate::ArrayIterator<'_, i64>, tokio_postgres::Error>,
    mapper: fn(crate::ArrayIterator<'_, i64>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Veci64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(crate::ArrayIterator<'_, i64>) -> R,
    ) -> Veci64Query<'c, 'a, 's, C, R, N> {
        Veci64Query {
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
pub struct StatementItemQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StatementItemBorrowed, tokio_postgres::Error>,
    mapper: fn(StatementItemBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StatementItemQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(StatementItemBorrowed) -> R,
    ) -> StatementItemQuery<'c, 'a, 's, C, R, N> {
        StatementItemQuery {
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
pub struct StatementExclusionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor:
        fn(&tokio_postgres::Row) -> Result<StatementExclusionBorrowed, tokio_postgres::Error>,
    mapper: fn(StatementExclusionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StatementExclusionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(StatementExclusionBorrowed) -> R,
    ) -> StatementExclusionQuery<'c, 'a, 's, C, R, N> {
        StatementExclusionQuery {
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
pub struct Optioni64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<i64>, tokio_postgres::Error>,
    mapper: fn(Option<i64>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Optioni64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<i64>) -> R) -> Optioni64Query<'c, 'a, 's, C, R, N> {
        Optioni64Query {
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
        "select run.id, run.parameters, run.format, run.options, run.locale, run.subject, run.note, run.state, run.schedule_id, run.requested_by, ops.actor_name(run.requested_by) as requested_by_name, run.company_ids, run.traceparent, run.created_at, run.finished_at, sums.items, sums.amount_due, sums.states from ops.statement_run run cross join lateral ( select coalesce(sum(items), 0)::bigint as items, coalesce(sum(amount_due), 0) as amount_due, coalesce(jsonb_object_agg(state, items), '{}') as states from (select item.state, count(*) as items, sum(item.amount_due) as amount_due from ops.statement_item item where item.run_id = run.id group by item.state) part ) sums where run.id = $1",
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
    ) -> StatementRunQuery<'c, 'a, 's, C, StatementRun, 1> {
        StatementRunQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<StatementRunBorrowed, tokio_postgres::Error> {
                    Ok(StatementRunBorrowed {
                        id: row.try_get(0)?,
                        parameters: row.try_get(1)?,
                        format: row.try_get(2)?,
                        options: row.try_get(3)?,
                        locale: row.try_get(4)?,
                        subject: row.try_get(5)?,
                        note: row.try_get(6)?,
                        state: row.try_get(7)?,
                        schedule_id: row.try_get(8)?,
                        requested_by: row.try_get(9)?,
                        requested_by_name: row.try_get(10)?,
                        company_ids: row.try_get(11)?,
                        traceparent: row.try_get(12)?,
                        created_at: row.try_get(13)?,
                        finished_at: row.try_get(14)?,
                        items: row.try_get(15)?,
                        amount_due: row.try_get(16)?,
                        states: row.try_get(17)?,
                    })
                },
            mapper: |it| StatementRun::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select run.id, run.parameters, run.format, run.options, run.locale, run.subject, run.note, run.state, run.schedule_id, run.requested_by, ops.actor_name(run.requested_by) as requested_by_name, run.company_ids, run.traceparent, run.created_at, run.finished_at, sums.items, sums.amount_due, sums.states from ops.statement_run run cross join lateral ( select coalesce(sum(items), 0)::bigint as items, coalesce(sum(amount_due), 0) as amount_due, coalesce(jsonb_object_agg(state, items), '{}') as states from (select item.state, count(*) as items, sum(item.amount_due) as amount_due from ops.statement_item item where item.run_id = run.id group by item.state) part ) sums where ($1::timestamptz is null or (run.created_at, run.id) < ($1, $2)) and ($3::bigint[] is null or run.company_ids <@ $3) order by run.created_at desc, run.id desc limit $4",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        companies: &'a Option<T1>,
        limit: &'a i64,
    ) -> StatementRunQuery<'c, 'a, 's, C, StatementRun, 4> {
        StatementRunQuery {
            client,
            params: [before, before_id, companies, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<StatementRunBorrowed, tokio_postgres::Error> {
                    Ok(StatementRunBorrowed {
                        id: row.try_get(0)?,
                        parameters: row.try_get(1)?,
                        format: row.try_get(2)?,
                        options: row.try_get(3)?,
                        locale: row.try_get(4)?,
                        subject: row.try_get(5)?,
                        note: row.try_get(6)?,
                        state: row.try_get(7)?,
                        schedule_id: row.try_get(8)?,
                        requested_by: row.try_get(9)?,
                        requested_by_name: row.try_get(10)?,
                        company_ids: row.try_get(11)?,
                        traceparent: row.try_get(12)?,
                        created_at: row.try_get(13)?,
                        finished_at: row.try_get(14)?,
                        items: row.try_get(15)?,
                        amount_due: row.try_get(16)?,
                        states: row.try_get(17)?,
                    })
                },
            mapper: |it| StatementRun::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1>,
        StatementRunQuery<'c, 'a, 's, C, StatementRun, 4>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1>,
    ) -> StatementRunQuery<'c, 'a, 's, C, StatementRun, 4> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.companies,
            &params.limit,
        )
    }
}
pub struct OpenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open() -> OpenStmt {
    OpenStmt(
        "select id from ops.statement_run where state in ('running', 'cancelling') order by created_at, id",
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
pub struct CompaniesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn companies() -> CompaniesStmt {
    CompaniesStmt(
        "select company_ids from ops.statement_run where id = $1",
        None,
    )
}
impl CompaniesStmt {
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
    ) -> Veci64Query<'c, 'a, 's, C, Vec<i64>, 1> {
        Veci64Query {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v).collect(),
        }
    }
}
pub struct ItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn items() -> ItemsStmt {
    ItemsStmt(
        "select position, partner_id, partner_name, locale, amount_due, amount_overdue, oldest_due, recipients, state, detail, export_id, settled_at from ops.statement_item where run_id = $1 and position > $2 and ($3::ops.statement_item_state is null or state = $3) order by position limit $4",
        None,
    )
}
impl ItemsStmt {
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
        run_id: &'a uuid::Uuid,
        after: &'a i32,
        state: &'a Option<states::StatementItemState>,
        limit: &'a i64,
    ) -> StatementItemQuery<'c, 'a, 's, C, StatementItem, 4> {
        StatementItemQuery {
            client,
            params: [run_id, after, state, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<StatementItemBorrowed, tokio_postgres::Error> {
                    Ok(StatementItemBorrowed {
                        position: row.try_get(0)?,
                        partner_id: row.try_get(1)?,
                        partner_name: row.try_get(2)?,
                        locale: row.try_get(3)?,
                        amount_due: row.try_get(4)?,
                        amount_overdue: row.try_get(5)?,
                        oldest_due: row.try_get(6)?,
                        recipients: row.try_get(7)?,
                        state: row.try_get(8)?,
                        detail: row.try_get(9)?,
                        export_id: row.try_get(10)?,
                        settled_at: row.try_get(11)?,
                    })
                },
            mapper: |it| StatementItem::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ItemsParams,
        StatementItemQuery<'c, 'a, 's, C, StatementItem, 4>,
        C,
    > for ItemsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ItemsParams,
    ) -> StatementItemQuery<'c, 'a, 's, C, StatementItem, 4> {
        self.bind(
            client,
            &params.run_id,
            &params.after,
            &params.state,
            &params.limit,
        )
    }
}
pub struct ExclusionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn exclusion() -> ExclusionStmt {
    ExclusionStmt(
        "select exclusion.partner_id, partner.name as partner_name, partner.company_id, exclusion.reason, exclusion.until, exclusion.created_by, ops.actor_name(exclusion.created_by) as created_by_name, exclusion.created_at, exclusion.version from ops.statement_exclusion exclusion left join odoo.res_partner partner on partner.id = exclusion.partner_id where exclusion.partner_id = $1",
        None,
    )
}
impl ExclusionStmt {
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
        partner_id: &'a i64,
    ) -> StatementExclusionQuery<'c, 'a, 's, C, StatementExclusion, 1> {
        StatementExclusionQuery {
            client,
            params: [partner_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<StatementExclusionBorrowed, tokio_postgres::Error> {
                Ok(StatementExclusionBorrowed {
                    partner_id: row.try_get(0)?,
                    partner_name: row.try_get(1)?,
                    company_id: row.try_get(2)?,
                    reason: row.try_get(3)?,
                    until: row.try_get(4)?,
                    created_by: row.try_get(5)?,
                    created_by_name: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| StatementExclusion::from(it),
        }
    }
}
pub struct ExclusionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn exclusions() -> ExclusionsStmt {
    ExclusionsStmt(
        "select exclusion.partner_id, partner.name as partner_name, partner.company_id, exclusion.reason, exclusion.until, exclusion.created_by, ops.actor_name(exclusion.created_by) as created_by_name, exclusion.created_at, exclusion.version from ops.statement_exclusion exclusion left join odoo.res_partner partner on partner.id = exclusion.partner_id where exclusion.partner_id > $1 and ($2::bigint[] is null or partner.company_id is null or partner.company_id = any($2)) order by exclusion.partner_id limit $3",
        None,
    )
}
impl ExclusionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>(
        &'s self,
        client: &'c C,
        after: &'a i64,
        companies: &'a Option<T1>,
        limit: &'a i64,
    ) -> StatementExclusionQuery<'c, 'a, 's, C, StatementExclusion, 3> {
        StatementExclusionQuery {
            client,
            params: [after, companies, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<StatementExclusionBorrowed, tokio_postgres::Error> {
                Ok(StatementExclusionBorrowed {
                    partner_id: row.try_get(0)?,
                    partner_name: row.try_get(1)?,
                    company_id: row.try_get(2)?,
                    reason: row.try_get(3)?,
                    until: row.try_get(4)?,
                    created_by: row.try_get(5)?,
                    created_by_name: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| StatementExclusion::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ExclusionsParams<T1>,
        StatementExclusionQuery<'c, 'a, 's, C, StatementExclusion, 3>,
        C,
    > for ExclusionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ExclusionsParams<T1>,
    ) -> StatementExclusionQuery<'c, 'a, 's, C, StatementExclusion, 3> {
        self.bind(client, &params.after, &params.companies, &params.limit)
    }
}
pub struct ExclusionsInForceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn exclusions_in_force() -> ExclusionsInForceStmt {
    ExclusionsInForceStmt(
        "select exclusion.partner_id, partner.name as partner_name, partner.company_id, exclusion.reason, exclusion.until, exclusion.created_by, ops.actor_name(exclusion.created_by) as created_by_name, exclusion.created_at, exclusion.version from ops.statement_exclusion exclusion left join odoo.res_partner partner on partner.id = exclusion.partner_id where exclusion.until is null or exclusion.until >= $1",
        None,
    )
}
impl ExclusionsInForceStmt {
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
        today: &'a jiff::civil::Date,
    ) -> StatementExclusionQuery<'c, 'a, 's, C, StatementExclusion, 1> {
        StatementExclusionQuery {
            client,
            params: [today],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<StatementExclusionBorrowed, tokio_postgres::Error> {
                Ok(StatementExclusionBorrowed {
                    partner_id: row.try_get(0)?,
                    partner_name: row.try_get(1)?,
                    company_id: row.try_get(2)?,
                    reason: row.try_get(3)?,
                    until: row.try_get(4)?,
                    created_by: row.try_get(5)?,
                    created_by_name: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| StatementExclusion::from(it),
        }
    }
}
pub struct CompanyOfPartnerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn company_of_partner() -> CompanyOfPartnerStmt {
    CompanyOfPartnerStmt(
        "select company_id from odoo.res_partner where id = $1 and _deleted_at is null",
        None,
    )
}
impl CompanyOfPartnerStmt {
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
        id: &'a i64,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
