// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct SinceParams<T1: crate::StringSql> {
    pub seen: T1,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    pub snapshot: String,
    pub horizon: i64,
    pub floor: i64,
}
pub struct NowBorrowed<'a> {
    pub snapshot: &'a str,
    pub horizon: i64,
    pub floor: i64,
}
impl<'a> From<NowBorrowed<'a>> for Now {
    fn from(
        NowBorrowed {
            snapshot,
            horizon,
            floor,
        }: NowBorrowed<'a>,
    ) -> Self {
        Self {
            snapshot: snapshot.into(),
            horizon,
            floor,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    pub id: i64,
    pub kind: states::FeedKind,
    pub object_id: uuid::Uuid,
    pub state: String,
    pub about: Option<String>,
    pub company_ids: Option<Vec<i64>>,
}
pub struct SinceBorrowed<'a> {
    pub id: i64,
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
            kind,
            object_id,
            state,
            about,
            company_ids,
        }: SinceBorrowed<'a>,
    ) -> Self {
        Self {
            id,
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
pub struct NowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<NowBorrowed, tokio_postgres::Error>,
    mapper: fn(NowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(NowBorrowed) -> R) -> NowQuery<'c, 'a, 's, C, R, N> {
        NowQuery {
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
pub struct NowStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn now() -> NowStmt {
    NowStmt(
        "select seen.snapshot::text as snapshot, pg_snapshot_xmin(seen.snapshot)::text::bigint as horizon, case when floor.xact < pg_snapshot_xmax(seen.snapshot) then floor.xact::text::bigint else 0 end as floor from ops.feed_floor floor, (select pg_current_snapshot() as snapshot) seen",
        None,
    )
}
impl NowStmt {
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
    ) -> NowQuery<'c, 'a, 's, C, Now, 0> {
        NowQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NowBorrowed, tokio_postgres::Error> {
                Ok(NowBorrowed {
                    snapshot: row.try_get(0)?,
                    horizon: row.try_get(1)?,
                    floor: row.try_get(2)?,
                })
            },
            mapper: |it| Now::from(it),
        }
    }
}
pub struct SinceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn since() -> SinceStmt {
    SinceStmt(
        "select id, kind, object_id, state, about, company_ids from ops.feed_event where xact >= pg_snapshot_xmin($1::text::pg_snapshot) and xact < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(xact, $1::text::pg_snapshot) order by id limit $2",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        seen: &'a T1,
        limit: &'a i64,
    ) -> SinceQuery<'c, 'a, 's, C, Since, 2> {
        SinceQuery {
            client,
            params: [seen, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SinceBorrowed, tokio_postgres::Error> {
                Ok(SinceBorrowed {
                    id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    object_id: row.try_get(2)?,
                    state: row.try_get(3)?,
                    about: row.try_get(4)?,
                    company_ids: row.try_get(5)?,
                })
            },
            mapper: |it| Since::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SinceParams<T1>,
        SinceQuery<'c, 'a, 's, C, Since, 2>,
        C,
    > for SinceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SinceParams<T1>,
    ) -> SinceQuery<'c, 'a, 's, C, Since, 2> {
        self.bind(client, &params.seen, &params.limit)
    }
}
pub struct ProgressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn progress() -> ProgressStmt {
    ProgressStmt(
        "select 'export'::ops.feed_kind as kind, id as object_id, state::text as state, company_ids, revision as done from ops.export_job where state in ('requested', 'running') union all select 'run', run.id, run.state::text, '{}', read.rows_read from ops.sync_run run join ops.run_rows read on read.run_id = run.id where run.state in ('requested', 'running') union all select 'statement_run', run.id, run.state::text, run.company_ids, ( select count(*) from ops.statement_item item where item.run_id = run.id and item.state in ('waiting', 'exporting', 'mailing')) from ops.statement_run run where run.state in ('running', 'cancelling')",
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
