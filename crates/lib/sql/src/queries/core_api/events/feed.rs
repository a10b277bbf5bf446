// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct SinceParams<T1: crate::ArraySql<Item = i64>> {
    pub horizon: i64,
    pub known: T1,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Horizon {
    pub horizon: i64,
    pub floor: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    pub id: i64,
    pub xact: i64,
    pub kind: states::FeedKind,
    pub object_id: uuid::Uuid,
    pub state: String,
    pub about: Option<String>,
    pub company_ids: Option<Vec<i64>>,
}
pub struct SinceBorrowed<'a> {
    pub id: i64,
    pub xact: i64,
    pub kind: states::FeedKind,
    pub object_id: uuid::Uuid,
    pub state: &'a str,
    pub about: Option<&'a str>,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
}
impl<'a> From<SinceBorrowed<'a>> for Since {
    fn from(
        SinceBorrowed {
            id,
            xact,
            kind,
            object_id,
            state,
            about,
            company_ids,
        }: SinceBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            xact,
            kind,
            object_id,
            state: state.into(),
            about: about.map(|v| v.into()),
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub kind: states::FeedKind,
    pub object_id: uuid::Uuid,
    pub state: String,
    pub company_ids: Option<Vec<i64>>,
    pub done: i64,
}
pub struct ProgressBorrowed<'a> {
    pub kind: states::FeedKind,
    pub object_id: uuid::Uuid,
    pub state: &'a str,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub done: i64,
}
impl<'a> From<ProgressBorrowed<'a>> for Progress {
    fn from(
        ProgressBorrowed {
            kind,
            object_id,
            state,
            company_ids,
            done,
        }: ProgressBorrowed<'a>,
    ) -> Self {
        Self {
            kind,
            object_id,
            state: state.into(),
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            done,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct HorizonQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Horizon, tokio_postgres::Error>,
    mapper: fn(Horizon) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HorizonQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Horizon) -> R) -> HorizonQuery<'c, 'a, 's, C, R, N> {
        HorizonQuery {
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
pub struct SinceQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SinceBorrowed, tokio_postgres::Error>,
    mapper: fn(SinceBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SinceQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SinceBorrowed) -> R) -> SinceQuery<'c, 'a, 's, C, R, N> {
        SinceQuery {
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
pub struct HorizonStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn horizon() -> HorizonStmt {
    HorizonStmt(
        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon, xact::text::bigint as floor from ops.feed_floor",
        None,
    )
}
impl HorizonStmt {
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
    ) -> HorizonQuery<'c, 'a, 's, C, Horizon, 0> {
        HorizonQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Horizon, tokio_postgres::Error> {
                Ok(Horizon {
                    horizon: row.try_get(0)?,
                    floor: row.try_get(1)?,
                })
            },
            mapper: |it| Horizon::from(it),
        }
    }
}
pub struct SinceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn since() -> SinceStmt {
    SinceStmt(
        "select id, xact::text::bigint as xact, kind, object_id, state, about, company_ids from ops.feed_event where xact >= $1::bigint::text::xid8 and id <> all($2) order by id limit $3",
        None,
    )
}
impl SinceStmt {
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
        horizon: &'a i64,
        known: &'a T1,
        limit: &'a i64,
    ) -> SinceQuery<'c, 'a, 's, C, Since, 3> {
        SinceQuery {
            client,
            params: [horizon, known, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SinceBorrowed, tokio_postgres::Error> {
                Ok(SinceBorrowed {
                    id: row.try_get(0)?,
                    xact: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    object_id: row.try_get(3)?,
                    state: row.try_get(4)?,
                    about: row.try_get(5)?,
                    company_ids: row.try_get(6)?,
                })
            },
            mapper: |it| Since::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SinceParams<T1>,
        SinceQuery<'c, 'a, 's, C, Since, 3>,
        C,
    > for SinceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SinceParams<T1>,
    ) -> SinceQuery<'c, 'a, 's, C, Since, 3> {
        self.bind(client, &params.horizon, &params.known, &params.limit)
    }
}
pub struct ProgressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn progress() -> ProgressStmt {
    ProgressStmt(
        "select 'export'::ops.feed_kind as kind, id as object_id, state::text as state, company_ids, revision as done from ops.export_job where state in ('requested', 'running') union all select 'run', run.id, run.state::text, '{}', read.rows_read from ops.sync_run run join ops.run_rows read on read.run_id = run.id where run.state in ('requested', 'running') union all select 'statement_run', run.id, run.state::text, run.company_ids, ( select count(*) from ops.statement_item item where item.run_id = run.id and item.state not in ('waiting', 'exporting', 'mailing')) from ops.statement_run run where run.state in ('running', 'cancelling')",
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
                        kind: row.try_get(0)?,
                        object_id: row.try_get(1)?,
                        state: row.try_get(2)?,
                        company_ids: row.try_get(3)?,
                        done: row.try_get(4)?,
                    })
                },
            mapper: |it| Progress::from(it),
        }
    }
}
