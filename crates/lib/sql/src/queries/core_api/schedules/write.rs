// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::JsonSql,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub cron: T2,
    pub time_zone: T3,
    pub run_kind: Option<states::RunKind>,
    pub report: Option<T4>,
    pub missed: states::MissedPolicy,
    pub grace_seconds: i32,
    pub paused: bool,
    pub statement_run: Option<T5>,
    pub company_ids: Option<T6>,
    pub created_by: Option<T7>,
}
#[derive(Debug)]
pub struct HasOtherParams<T1: crate::StringSql> {
    pub name: T1,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct ChangeParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::StringSql,
    T6: crate::JsonSql,
    T7: crate::ArraySql<Item = i64>,
> {
    pub name: Option<T1>,
    pub cron: Option<T2>,
    pub time_zone: Option<T3>,
    pub changes_work: bool,
    pub run_kind: Option<states::RunKind>,
    pub report: Option<T4>,
    pub missed: Option<states::MissedPolicy>,
    pub grace_seconds: Option<i32>,
    pub paused: Option<bool>,
    pub updated_by: T5,
    pub statement_run: Option<T6>,
    pub company_ids: Option<T7>,
    pub restarts: bool,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertFireParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub schedule_id: uuid::Uuid,
    pub due_at: jiff::Timestamp,
    pub outcome: T1,
    pub run_id: Option<uuid::Uuid>,
    pub export_id: Option<uuid::Uuid>,
    pub detail: Option<T2>,
    pub statement_run_id: Option<uuid::Uuid>,
    pub requested_by: Option<T3>,
}
#[derive(Clone, Copy, Debug)]
pub struct AdvanceParams {
    pub due_at: jiff::Timestamp,
    pub id: uuid::Uuid,
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
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.schedule (id, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused, statement_run, company_ids, created_by, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) on conflict (name) do nothing",
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
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::JsonSql,
        T5: crate::JsonSql,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        name: &'a T1,
        cron: &'a T2,
        time_zone: &'a T3,
        run_kind: &'a Option<states::RunKind>,
        report: &'a Option<T4>,
        missed: &'a states::MissedPolicy,
        grace_seconds: &'a i32,
        paused: &'a bool,
        statement_run: &'a Option<T5>,
        company_ids: &'a Option<T6>,
        created_by: &'a Option<T7>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    name,
                    cron,
                    time_zone,
                    run_kind,
                    report,
                    missed,
                    grace_seconds,
                    paused,
                    statement_run,
                    company_ids,
                    created_by,
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
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::JsonSql,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.name,
            &params.cron,
            &params.time_zone,
            &params.run_kind,
            &params.report,
            &params.missed,
            &params.grace_seconds,
            &params.paused,
            &params.statement_run,
            &params.company_ids,
            &params.created_by,
        ))
    }
}
pub struct HasOtherStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_other() -> HasOtherStmt {
    HasOtherStmt(
        "select exists (select from ops.schedule where name = $1 and id <> $2) as has_other",
        None,
    )
}
impl HasOtherStmt {
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
        name: &'a T1,
        id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [name, id],
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
        HasOtherParams<T1>,
        BoolQuery<'c, 'a, 's, C, bool, 2>,
        C,
    > for HasOtherStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HasOtherParams<T1>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.name, &params.id)
    }
}
pub struct ChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn change() -> ChangeStmt {
    ChangeStmt(
        "update ops.schedule set name = coalesce($1, name), cron = coalesce($2, cron), time_zone = coalesce($3, time_zone), run_kind = case when $4 then $5 else run_kind end, report = case when $4 then $6 else report end, missed = coalesce($7, missed), grace_seconds = coalesce($8, grace_seconds), paused = coalesce($9, paused), version = version + 1, updated_at = now(), updated_by = $10, statement_run = case when $4 then $11 else statement_run end, company_ids = case when $4 then $12 else company_ids end, last_due_at = case when $13 then greatest(last_due_at, now()) else last_due_at end where id = $14",
        None,
    )
}
impl ChangeStmt {
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
        T4: crate::JsonSql,
        T5: crate::StringSql,
        T6: crate::JsonSql,
        T7: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        cron: &'a Option<T2>,
        time_zone: &'a Option<T3>,
        changes_work: &'a bool,
        run_kind: &'a Option<states::RunKind>,
        report: &'a Option<T4>,
        missed: &'a Option<states::MissedPolicy>,
        grace_seconds: &'a Option<i32>,
        paused: &'a Option<bool>,
        updated_by: &'a T5,
        statement_run: &'a Option<T6>,
        company_ids: &'a Option<T7>,
        restarts: &'a bool,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    name,
                    cron,
                    time_zone,
                    changes_work,
                    run_kind,
                    report,
                    missed,
                    grace_seconds,
                    paused,
                    updated_by,
                    statement_run,
                    company_ids,
                    restarts,
                    id,
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
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::StringSql,
    T6: crate::JsonSql,
    T7: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ChangeParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ChangeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ChangeParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.cron,
            &params.time_zone,
            &params.changes_work,
            &params.run_kind,
            &params.report,
            &params.missed,
            &params.grace_seconds,
            &params.paused,
            &params.updated_by,
            &params.statement_run,
            &params.company_ids,
            &params.restarts,
            &params.id,
        ))
    }
}
pub struct InsertFireStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_fire() -> InsertFireStmt {
    InsertFireStmt(
        "insert into ops.schedule_fire (schedule_id, due_at, outcome, run_id, export_id, detail, statement_run_id, requested_by) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        None,
    )
}
impl InsertFireStmt {
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
        schedule_id: &'a uuid::Uuid,
        due_at: &'a jiff::Timestamp,
        outcome: &'a T1,
        run_id: &'a Option<uuid::Uuid>,
        export_id: &'a Option<uuid::Uuid>,
        detail: &'a Option<T2>,
        statement_run_id: &'a Option<uuid::Uuid>,
        requested_by: &'a Option<T3>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    schedule_id,
                    due_at,
                    outcome,
                    run_id,
                    export_id,
                    detail,
                    statement_run_id,
                    requested_by,
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
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertFireParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertFireStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertFireParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.schedule_id,
            &params.due_at,
            &params.outcome,
            &params.run_id,
            &params.export_id,
            &params.detail,
            &params.statement_run_id,
            &params.requested_by,
        ))
    }
}
pub struct AdvanceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn advance() -> AdvanceStmt {
    AdvanceStmt(
        "update ops.schedule set last_due_at = greatest(last_due_at, $1) where id = $2",
        None,
    )
}
impl AdvanceStmt {
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
        due_at: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[due_at, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AdvanceParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for AdvanceStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AdvanceParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.due_at, &params.id))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from ops.schedule where id = $1", None)
}
impl DeleteStmt {
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
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select from ops.schedule where id = $1 for update", None)
}
impl LockStmt {
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
