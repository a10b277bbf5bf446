// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct PageParams<T1: crate::ArraySql<Item = i64>, T2: crate::StringSql> {
    pub companies: Option<T1>,
    pub after: Option<T2>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    pub id: uuid::Uuid,
    pub version: i32,
    pub name: String,
    pub cron: String,
    pub time_zone: String,
    pub run_kind: Option<states::RunKind>,
    pub report: Option<serde_json::Value>,
    pub missed: states::MissedPolicy,
    pub grace_seconds: i32,
    pub paused: bool,
    pub last_due_at: jiff::Timestamp,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub statement_run: Option<serde_json::Value>,
    pub company_ids: Option<Vec<i64>>,
    pub created_by: Option<String>,
    pub updated_by: Option<String>,
}
pub struct ScheduleBorrowed<'a> {
    pub id: uuid::Uuid,
    pub version: i32,
    pub name: &'a str,
    pub cron: &'a str,
    pub time_zone: &'a str,
    pub run_kind: Option<states::RunKind>,
    pub report: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub missed: states::MissedPolicy,
    pub grace_seconds: i32,
    pub paused: bool,
    pub last_due_at: jiff::Timestamp,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub statement_run: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub created_by: Option<&'a str>,
    pub updated_by: Option<&'a str>,
}
impl<'a> From<ScheduleBorrowed<'a>> for Schedule {
    fn from(
        ScheduleBorrowed {
            id,
            version,
            name,
            cron,
            time_zone,
            run_kind,
            report,
            missed,
            grace_seconds,
            paused,
            last_due_at,
            created_at,
            updated_at,
            statement_run,
            company_ids,
            created_by,
            updated_by,
        }: ScheduleBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            version,
            name: name.into(),
            cron: cron.into(),
            time_zone: time_zone.into(),
            run_kind,
            report: report.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            missed,
            grace_seconds,
            paused,
            last_due_at,
            created_at,
            updated_at,
            statement_run: statement_run.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            created_by: created_by.map(|v| v.into()),
            updated_by: updated_by.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    pub id: uuid::Uuid,
    pub version: i32,
    pub name: String,
    pub cron: String,
    pub time_zone: String,
    pub paused: bool,
    pub last_due_at: jiff::Timestamp,
}
pub struct ClockBorrowed<'a> {
    pub id: uuid::Uuid,
    pub version: i32,
    pub name: &'a str,
    pub cron: &'a str,
    pub time_zone: &'a str,
    pub paused: bool,
    pub last_due_at: jiff::Timestamp,
}
impl<'a> From<ClockBorrowed<'a>> for Clock {
    fn from(
        ClockBorrowed {
            id,
            version,
            name,
            cron,
            time_zone,
            paused,
            last_due_at,
        }: ClockBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            version,
            name: name.into(),
            cron: cron.into(),
            time_zone: time_zone.into(),
            paused,
            last_due_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ScheduleQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ScheduleBorrowed, tokio_postgres::Error>,
    mapper: fn(ScheduleBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ScheduleQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ScheduleBorrowed) -> R) -> ScheduleQuery<'c, 'a, 's, C, R, N> {
        ScheduleQuery {
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
pub struct ClockQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClockBorrowed, tokio_postgres::Error>,
    mapper: fn(ClockBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClockQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClockBorrowed) -> R) -> ClockQuery<'c, 'a, 's, C, R, N> {
        ClockQuery {
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
pub struct JiffTimestampQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<jiff::Timestamp, tokio_postgres::Error>,
    mapper: fn(jiff::Timestamp) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> JiffTimestampQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(jiff::Timestamp) -> R,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, R, N> {
        JiffTimestampQuery {
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
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused, last_due_at, created_at, updated_at, statement_run, company_ids, created_by, updated_by from ops.schedule order by name",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
    ) -> ScheduleQuery<'c, 'a, 's, C, Schedule, 0> {
        ScheduleQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ScheduleBorrowed, tokio_postgres::Error> {
                    Ok(ScheduleBorrowed {
                        id: row.try_get(0)?,
                        version: row.try_get(1)?,
                        name: row.try_get(2)?,
                        cron: row.try_get(3)?,
                        time_zone: row.try_get(4)?,
                        run_kind: row.try_get(5)?,
                        report: row.try_get(6)?,
                        missed: row.try_get(7)?,
                        grace_seconds: row.try_get(8)?,
                        paused: row.try_get(9)?,
                        last_due_at: row.try_get(10)?,
                        created_at: row.try_get(11)?,
                        updated_at: row.try_get(12)?,
                        statement_run: row.try_get(13)?,
                        company_ids: row.try_get(14)?,
                        created_by: row.try_get(15)?,
                        updated_by: row.try_get(16)?,
                    })
                },
            mapper: |it| Schedule::from(it),
        }
    }
}
pub struct PageStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn page() -> PageStmt {
    PageStmt(
        "select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused, last_due_at, created_at, updated_at, statement_run, company_ids, created_by, updated_by from ops.schedule where ($1::bigint[] is null or company_ids <@ $1) and ($2::text is null or name > $2) order by name limit $3",
        None,
    )
}
impl PageStmt {
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
    >(
        &'s self,
        client: &'c C,
        companies: &'a Option<T1>,
        after: &'a Option<T2>,
        limit: &'a i64,
    ) -> ScheduleQuery<'c, 'a, 's, C, Schedule, 3> {
        ScheduleQuery {
            client,
            params: [companies, after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ScheduleBorrowed, tokio_postgres::Error> {
                    Ok(ScheduleBorrowed {
                        id: row.try_get(0)?,
                        version: row.try_get(1)?,
                        name: row.try_get(2)?,
                        cron: row.try_get(3)?,
                        time_zone: row.try_get(4)?,
                        run_kind: row.try_get(5)?,
                        report: row.try_get(6)?,
                        missed: row.try_get(7)?,
                        grace_seconds: row.try_get(8)?,
                        paused: row.try_get(9)?,
                        last_due_at: row.try_get(10)?,
                        created_at: row.try_get(11)?,
                        updated_at: row.try_get(12)?,
                        statement_run: row.try_get(13)?,
                        company_ids: row.try_get(14)?,
                        created_by: row.try_get(15)?,
                        updated_by: row.try_get(16)?,
                    })
                },
            mapper: |it| Schedule::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PageParams<T1, T2>,
        ScheduleQuery<'c, 'a, 's, C, Schedule, 3>,
        C,
    > for PageStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PageParams<T1, T2>,
    ) -> ScheduleQuery<'c, 'a, 's, C, Schedule, 3> {
        self.bind(client, &params.companies, &params.after, &params.limit)
    }
}
pub struct GetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get() -> GetStmt {
    GetStmt(
        "select id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds, paused, last_due_at, created_at, updated_at, statement_run, company_ids, created_by, updated_by from ops.schedule where id = $1",
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
    ) -> ScheduleQuery<'c, 'a, 's, C, Schedule, 1> {
        ScheduleQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ScheduleBorrowed, tokio_postgres::Error> {
                    Ok(ScheduleBorrowed {
                        id: row.try_get(0)?,
                        version: row.try_get(1)?,
                        name: row.try_get(2)?,
                        cron: row.try_get(3)?,
                        time_zone: row.try_get(4)?,
                        run_kind: row.try_get(5)?,
                        report: row.try_get(6)?,
                        missed: row.try_get(7)?,
                        grace_seconds: row.try_get(8)?,
                        paused: row.try_get(9)?,
                        last_due_at: row.try_get(10)?,
                        created_at: row.try_get(11)?,
                        updated_at: row.try_get(12)?,
                        statement_run: row.try_get(13)?,
                        company_ids: row.try_get(14)?,
                        created_by: row.try_get(15)?,
                        updated_by: row.try_get(16)?,
                    })
                },
            mapper: |it| Schedule::from(it),
        }
    }
}
pub struct ClocksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clocks() -> ClocksStmt {
    ClocksStmt(
        "select id, version, name, cron, time_zone, paused, last_due_at from ops.schedule order by name",
        None,
    )
}
impl ClocksStmt {
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
    ) -> ClockQuery<'c, 'a, 's, C, Clock, 0> {
        ClockQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClockBorrowed, tokio_postgres::Error> {
                Ok(ClockBorrowed {
                    id: row.try_get(0)?,
                    version: row.try_get(1)?,
                    name: row.try_get(2)?,
                    cron: row.try_get(3)?,
                    time_zone: row.try_get(4)?,
                    paused: row.try_get(5)?,
                    last_due_at: row.try_get(6)?,
                })
            },
            mapper: |it| Clock::from(it),
        }
    }
}
pub struct DatabaseNowStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn database_now() -> DatabaseNowStmt {
    DatabaseNowStmt("select now()", None)
}
impl DatabaseNowStmt {
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
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 0> {
        JiffTimestampQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
