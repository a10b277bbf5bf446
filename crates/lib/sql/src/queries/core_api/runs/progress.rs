// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct RenewLeaseParams {
    pub lease_ms: i64,
    pub run: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Debug)]
pub struct StartParams<T1: crate::StringSql, T2: crate::JsonSql, T3: crate::ArraySql<Item = i64>> {
    pub server_version: T1,
    pub rights: T2,
    pub company_ids: T3,
    pub run: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ReportParams {
    pub rows_read: i64,
    pub rows_expected: Option<i64>,
    pub run: uuid::Uuid,
    pub epoch: i32,
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
pub struct RenewLeaseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew_lease() -> RenewLeaseStmt {
    RenewLeaseStmt(
        "update ops.sync_part p set state = 'running', lease_until = now() + $1::bigint * interval '1 ms' from ops.sync_run r where p.run_id = $2 and p.epoch = $3 and p.state <> 'done' and r.id = p.run_id and r.state in ('requested', 'running') returning p.part",
        None,
    )
}
impl RenewLeaseStmt {
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
        lease_ms: &'a i64,
        run: &'a uuid::Uuid,
        epoch: &'a i32,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [lease_ms, run, epoch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, RenewLeaseParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for RenewLeaseStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RenewLeaseParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.lease_ms, &params.run, &params.epoch)
    }
}
pub struct SetRunningStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_running() -> SetRunningStmt {
    SetRunningStmt(
        "update ops.sync_run set state = 'running', started_at = coalesce(started_at, now()) where id = $1 and state = 'requested' returning epoch",
        None,
    )
}
impl SetRunningStmt {
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
pub struct StartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn start() -> StartStmt {
    StartStmt(
        "update ops.sync_run r set server_version = $1, rights = $2 || coalesce(rights, '{}'), company_ids = case when company_ids is null then $3::bigint[] else array( select id from unnest(company_ids) with ordinality company (id, place) where id = any($3) order by place) end where id = $4",
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
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::JsonSql,
        T3: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        server_version: &'a T1,
        rights: &'a T2,
        company_ids: &'a T3,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[server_version, rights, company_ids, run])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        StartParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for StartStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a StartParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.server_version,
            &params.rights,
            &params.company_ids,
            &params.run,
        ))
    }
}
pub struct ReportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn report() -> ReportStmt {
    ReportStmt(
        "update ops.sync_part set rows_read = greatest(rows_read, $1), rows_expected = greatest(rows_expected, $2) where run_id = $3 and epoch = $4",
        None,
    )
}
impl ReportStmt {
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
        rows_read: &'a i64,
        rows_expected: &'a Option<i64>,
        run: &'a uuid::Uuid,
        epoch: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[rows_read, rows_expected, run, epoch])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReportParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ReportStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReportParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.rows_read,
            &params.rows_expected,
            &params.run,
            &params.epoch,
        ))
    }
}
