// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::JsonSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub parameters: T1,
    pub format: states::ExportFormat,
    pub options: T2,
    pub locale: T3,
    pub subject: Option<T4>,
    pub note: Option<T5>,
    pub schedule_id: Option<uuid::Uuid>,
    pub requested_by: T6,
    pub company_ids: T7,
    pub traceparent: Option<T8>,
}
#[derive(Debug)]
pub struct InsertItemsParams<T1: crate::JsonSql> {
    pub run_id: uuid::Uuid,
    pub items: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct WaitingParams {
    pub run_id: uuid::Uuid,
    pub places: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct BeginItemParams {
    pub export_id: uuid::Uuid,
    pub run_id: uuid::Uuid,
    pub position: i32,
}
#[derive(Debug)]
pub struct EndItemParams<T1: crate::StringSql> {
    pub state: states::StatementItemState,
    pub detail: Option<T1>,
    pub run_id: uuid::Uuid,
    pub position: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct SkipExcludedParams {
    pub run_id: uuid::Uuid,
    pub today: jiff::civil::Date,
}
#[derive(Clone, Copy, Debug)]
pub struct ExportsOfItemsParams {
    pub run_id: uuid::Uuid,
    pub state: states::StatementItemState,
}
#[derive(Debug)]
pub struct CancelItemsParams<T1: crate::StringSql> {
    pub detail: T1,
    pub run_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct PutExclusionParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub partner_id: i64,
    pub reason: T1,
    pub until: Option<jiff::civil::Date>,
    pub created_by: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingItem {
    pub position: i32,
    pub partner_id: i64,
    pub locale: String,
    pub recipients: Vec<String>,
}
pub struct WaitingItemBorrowed<'a> {
    pub position: i32,
    pub partner_id: i64,
    pub locale: &'a str,
    pub recipients: crate::ArrayIterator<'a, &'a str>,
}
impl<'a> From<WaitingItemBorrowed<'a>> for WaitingItem {
    fn from(
        WaitingItemBorrowed {
            position,
            partner_id,
            locale,
            recipients,
        }: WaitingItemBorrowed<'a>,
    ) -> Self {
        Self {
            position,
            partner_id,
            locale: locale.into(),
            recipients: recipients.map(|v| v.into()).collect(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct StatesStatementRunStateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<states::StatementRunState, tokio_postgres::Error>,
    mapper: fn(states::StatementRunState) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StatesStatementRunStateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(states::StatementRunState) -> R,
    ) -> StatesStatementRunStateQuery<'c, 'a, 's, C, R, N> {
        StatesStatementRunStateQuery {
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
pub struct WaitingItemQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WaitingItemBorrowed, tokio_postgres::Error>,
    mapper: fn(WaitingItemBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WaitingItemQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(WaitingItemBorrowed) -> R,
    ) -> WaitingItemQuery<'c, 'a, 's, C, R, N> {
        WaitingItemQuery {
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
        "insert into ops.statement_run (id, parameters, format, options, locale, subject, note, schedule_id, requested_by, company_ids, traceparent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
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
        T1: crate::JsonSql,
        T2: crate::JsonSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = i64>,
        T8: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        parameters: &'a T1,
        format: &'a states::ExportFormat,
        options: &'a T2,
        locale: &'a T3,
        subject: &'a Option<T4>,
        note: &'a Option<T5>,
        schedule_id: &'a Option<uuid::Uuid>,
        requested_by: &'a T6,
        company_ids: &'a T7,
        traceparent: &'a Option<T8>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    parameters,
                    format,
                    options,
                    locale,
                    subject,
                    note,
                    schedule_id,
                    requested_by,
                    company_ids,
                    traceparent,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::JsonSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.parameters,
            &params.format,
            &params.options,
            &params.locale,
            &params.subject,
            &params.note,
            &params.schedule_id,
            &params.requested_by,
            &params.company_ids,
            &params.traceparent,
        ))
    }
}
pub struct InsertItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_items() -> InsertItemsStmt {
    InsertItemsStmt(
        "insert into ops.statement_item (run_id, position, partner_id, partner_name, locale, amount_due, amount_overdue, oldest_due, recipients, state, detail, settled_at) select $1::uuid, new.position, item.partner_id, item.partner_name, item.locale, item.amount_due, item.amount_overdue, item.oldest_due, item.recipients, (case when item.skipped then 'skipped' else 'waiting' end)::ops.statement_item_state, item.detail, case when item.skipped then now() end from jsonb_array_elements($2) with ordinality new (item, position) cross join lateral jsonb_to_record(new.item) item (partner_id bigint, partner_name text, locale text, amount_due numeric, amount_overdue numeric, oldest_due date, recipients text[], skipped boolean, detail text)",
        None,
    )
}
impl InsertItemsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        run_id: &'a uuid::Uuid,
        items: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id, items]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertItemsParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertItemsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertItemsParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run_id, &params.items))
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select state from ops.statement_run where id = $1 for update",
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
        id: &'a uuid::Uuid,
    ) -> StatesStatementRunStateQuery<'c, 'a, 's, C, states::StatementRunState, 1> {
        StatesStatementRunStateQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct BeginCancellingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_cancelling() -> BeginCancellingStmt {
    BeginCancellingStmt(
        "update ops.statement_run set state = 'cancelling' where id = $1",
        None,
    )
}
impl BeginCancellingStmt {
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
        "update ops.statement_run set state = 'running', finished_at = null where id = $1",
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
pub struct EndRunStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_run() -> EndRunStmt {
    EndRunStmt(
        "update ops.statement_run run set state = (case run.state when 'cancelling' then 'cancelled' else 'finished' end) ::ops.statement_run_state, finished_at = now() where run.id = $1 and run.state in ('running', 'cancelling') and not exists (select from ops.statement_item item where item.run_id = run.id and item.state in ('waiting', 'exporting', 'mailing'))",
        None,
    )
}
impl EndRunStmt {
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
pub struct UnderWayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn under_way() -> UnderWayStmt {
    UnderWayStmt(
        "select count(*) from ops.statement_item item where item.run_id = $1 and (item.state = 'exporting' or item.state = 'mailing' and exists ( select from ops.mail mail where mail.export_id = item.export_id and mail.tries = 0 and mail.state in ('waiting', 'requested')))",
        None,
    )
}
impl UnderWayStmt {
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
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [run_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct WaitingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn waiting() -> WaitingStmt {
    WaitingStmt(
        "select position, partner_id, locale, array(select recipient from unnest(recipients) with ordinality as of_item (recipient, number) where recipient <> all(sent_to) order by number) as recipients from ops.statement_item where run_id = $1 and state = 'waiting' order by position limit greatest($2::bigint, 0)",
        None,
    )
}
impl WaitingStmt {
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
        places: &'a i64,
    ) -> WaitingItemQuery<'c, 'a, 's, C, WaitingItem, 2> {
        WaitingItemQuery {
            client,
            params: [run_id, places],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<WaitingItemBorrowed, tokio_postgres::Error> {
                    Ok(WaitingItemBorrowed {
                        position: row.try_get(0)?,
                        partner_id: row.try_get(1)?,
                        locale: row.try_get(2)?,
                        recipients: row.try_get(3)?,
                    })
                },
            mapper: |it| WaitingItem::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        WaitingParams,
        WaitingItemQuery<'c, 'a, 's, C, WaitingItem, 2>,
        C,
    > for WaitingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WaitingParams,
    ) -> WaitingItemQuery<'c, 'a, 's, C, WaitingItem, 2> {
        self.bind(client, &params.run_id, &params.places)
    }
}
pub struct BeginItemStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_item() -> BeginItemStmt {
    BeginItemStmt(
        "update ops.statement_item set state = 'exporting', export_id = $1 where run_id = $2 and position = $3",
        None,
    )
}
impl BeginItemStmt {
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
        export_id: &'a uuid::Uuid,
        run_id: &'a uuid::Uuid,
        position: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[export_id, run_id, position]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginItemParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for BeginItemStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginItemParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.export_id, &params.run_id, &params.position))
    }
}
pub struct EndItemStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_item() -> EndItemStmt {
    EndItemStmt(
        "update ops.statement_item set state = $1, detail = coalesce(left($2, 2000), detail), settled_at = now() where run_id = $3 and position = $4",
        None,
    )
}
impl EndItemStmt {
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
        state: &'a states::StatementItemState,
        detail: &'a Option<T1>,
        run_id: &'a uuid::Uuid,
        position: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[state, detail, run_id, position])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndItemParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for EndItemStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndItemParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.state,
            &params.detail,
            &params.run_id,
            &params.position,
        ))
    }
}
pub struct FailWithoutExportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail_without_export() -> FailWithoutExportStmt {
    FailWithoutExportStmt(
        "update ops.statement_item set state = 'failed', detail = 'its export was removed', settled_at = now() where run_id = $1 and state in ('exporting', 'mailing') and export_id is null",
        None,
    )
}
impl FailWithoutExportStmt {
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
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id]).await
    }
}
pub struct SettleByExportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn settle_by_exports() -> SettleByExportsStmt {
    SettleByExportsStmt(
        "update ops.statement_item item set state = (case job.state when 'finished' then 'mailing' else 'failed' end) ::ops.statement_item_state, detail = case job.state when 'finished' then item.detail when 'cancelled' then 'its export was cancelled' else 'its export failed: ' || coalesce(job.failure_detail, job.failure_reason::text, '') end, settled_at = case when job.state <> 'finished' then now() end from ops.export_job job where item.run_id = $1 and item.state = 'exporting' and job.id = item.export_id and job.state in ('finished', 'failed', 'cancelled')",
        None,
    )
}
impl SettleByExportsStmt {
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
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id]).await
    }
}
pub struct SettleByMailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn settle_by_mails() -> SettleByMailsStmt {
    SettleByMailsStmt(
        "update ops.statement_item item set state = (case when mails.failed is not null then 'failed' when mails.skipped is not null and not mails.is_sent then 'skipped' else 'sent' end)::ops.statement_item_state, detail = left(coalesce(mails.failed, mails.skipped, item.detail), 2000), settled_at = now() from ops.statement_item this cross join lateral ( select string_agg(mail.recipient || ': ' || coalesce(mail.detail, mail.state::text), '; ' order by mail.recipient) filter (where mail.state = 'failed') as failed, max(mail.detail) filter (where mail.state = 'skipped') as skipped, coalesce(bool_or(mail.state = 'sent'), false) as is_sent, bool_or(mail.state in ('waiting', 'requested')) as is_open from ops.mail mail where mail.export_id = this.export_id and mail.occasion = 'statement' ) mails where this.run_id = $1 and this.state = 'mailing' and mails.is_open is not true and item.run_id = this.run_id and item.position = this.position",
        None,
    )
}
impl SettleByMailsStmt {
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
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id]).await
    }
}
pub struct SkipExcludedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn skip_excluded() -> SkipExcludedStmt {
    SkipExcludedStmt(
        "update ops.statement_item item set state = 'skipped', settled_at = now(), detail = 'excluded' || coalesce(' until ' || exclusion.until, '') || ': ' || exclusion.reason from ops.statement_exclusion exclusion where item.run_id = $1 and item.state = 'waiting' and exclusion.partner_id = item.partner_id and (exclusion.until is null or exclusion.until >= $2)",
        None,
    )
}
impl SkipExcludedStmt {
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
        run_id: &'a uuid::Uuid,
        today: &'a jiff::civil::Date,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id, today]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SkipExcludedParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for SkipExcludedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SkipExcludedParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run_id, &params.today))
    }
}
pub struct ExportsOfItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn exports_of_items() -> ExportsOfItemsStmt {
    ExportsOfItemsStmt(
        "select export_id from ops.statement_item where run_id = $1 and state = $2 and export_id is not null order by export_id",
        None,
    )
}
impl ExportsOfItemsStmt {
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
        state: &'a states::StatementItemState,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [run_id, state],
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
        ExportsOfItemsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ExportsOfItemsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ExportsOfItemsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.run_id, &params.state)
    }
}
pub struct CancelItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel_items() -> CancelItemsStmt {
    CancelItemsStmt(
        "update ops.statement_item item set state = 'cancelled', detail = $1, settled_at = now() where item.run_id = $2 and (item.state = 'waiting' or item.state = 'exporting' and exists ( select from ops.export_job job where job.id = item.export_id and job.state = 'cancelled'))",
        None,
    )
}
impl CancelItemsStmt {
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
        detail: &'a T1,
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[detail, run_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CancelItemsParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for CancelItemsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CancelItemsParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.detail, &params.run_id))
    }
}
pub struct LockMailsOfFailedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_mails_of_failed() -> LockMailsOfFailedStmt {
    LockMailsOfFailedStmt(
        "select from ops.mail mail join ops.statement_item item on item.export_id = mail.export_id where item.run_id = $1 and item.state = 'failed' order by mail.id for update of mail",
        None,
    )
}
impl LockMailsOfFailedStmt {
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
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id]).await
    }
}
pub struct ContinueWithOpenMailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn continue_with_open_mails() -> ContinueWithOpenMailsStmt {
    ContinueWithOpenMailsStmt(
        "update ops.statement_item item set state = 'mailing', detail = null, settled_at = null where item.run_id = $1 and item.state = 'failed' and exists ( select from ops.mail mail where mail.export_id = item.export_id and mail.state in ('waiting', 'requested'))",
        None,
    )
}
impl ContinueWithOpenMailsStmt {
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
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id]).await
    }
}
pub struct SkipMailsOfFailedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn skip_mails_of_failed() -> SkipMailsOfFailedStmt {
    SkipMailsOfFailedStmt(
        "update ops.mail mail set state = 'skipped', detail = 'its statement run began it anew' from ops.statement_item item where item.run_id = $1 and item.state = 'failed' and mail.export_id = item.export_id and mail.state = 'failed'",
        None,
    )
}
impl SkipMailsOfFailedStmt {
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
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id]).await
    }
}
pub struct BeginFailedAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_failed_again() -> BeginFailedAgainStmt {
    BeginFailedAgainStmt(
        "update ops.statement_item item set state = 'waiting', detail = null, settled_at = null, export_id = null, sent_to = item.sent_to || array( select mail.recipient from ops.mail mail where mail.export_id = item.export_id and mail.state = 'sent') where item.run_id = $1 and item.state = 'failed'",
        None,
    )
}
impl BeginFailedAgainStmt {
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
        run_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run_id]).await
    }
}
pub struct KnowsPartnerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn knows_partner() -> KnowsPartnerStmt {
    KnowsPartnerStmt(
        "select exists ( select from odoo.res_partner where id = $1 and _deleted_at is null ) as knows_partner",
        None,
    )
}
impl KnowsPartnerStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct LockExclusionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_exclusion() -> LockExclusionStmt {
    LockExclusionStmt(
        "select pg_advisory_xact_lock(hashtextextended('statement-exclusion ' || $1::bigint, 0)) is null as locked",
        None,
    )
}
impl LockExclusionStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [partner_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct PutExclusionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_exclusion() -> PutExclusionStmt {
    PutExclusionStmt(
        "insert into ops.statement_exclusion (partner_id, reason, until, created_by) values ($1, $2, $3, $4) on conflict (partner_id) do update set reason = excluded.reason, until = excluded.until, created_by = excluded.created_by, created_at = now(), version = default",
        None,
    )
}
impl PutExclusionStmt {
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
        partner_id: &'a i64,
        reason: &'a T1,
        until: &'a Option<jiff::civil::Date>,
        created_by: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[partner_id, reason, until, created_by])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PutExclusionParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for PutExclusionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PutExclusionParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.partner_id,
            &params.reason,
            &params.until,
            &params.created_by,
        ))
    }
}
pub struct DeleteExclusionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_exclusion() -> DeleteExclusionStmt {
    DeleteExclusionStmt(
        "delete from ops.statement_exclusion where partner_id = $1",
        None,
    )
}
impl DeleteExclusionStmt {
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
        partner_id: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[partner_id]).await
    }
}
