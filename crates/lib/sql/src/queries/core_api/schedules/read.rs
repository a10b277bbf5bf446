// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct FiresParams {
    pub schedule_id: uuid::Uuid,
    pub before: Option<jiff::Timestamp>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct FireParams {
    pub schedule_id: uuid::Uuid,
    pub due_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Fire {
    pub schedule_id: uuid::Uuid,
    pub due_at: jiff::Timestamp,
    pub outcome: String,
    pub run_id: Option<uuid::Uuid>,
    pub export_id: Option<uuid::Uuid>,
    pub statement_run_id: Option<uuid::Uuid>,
    pub detail: Option<String>,
    pub fired_at: jiff::Timestamp,
    pub requested_by: Option<String>,
    pub requested_by_name: Option<String>,
}
pub struct FireBorrowed<'a> {
    pub schedule_id: uuid::Uuid,
    pub due_at: jiff::Timestamp,
    pub outcome: &'a str,
    pub run_id: Option<uuid::Uuid>,
    pub export_id: Option<uuid::Uuid>,
    pub statement_run_id: Option<uuid::Uuid>,
    pub detail: Option<&'a str>,
    pub fired_at: jiff::Timestamp,
    pub requested_by: Option<&'a str>,
    pub requested_by_name: Option<&'a str>,
}
impl<'a> From<FireBorrowed<'a>> for Fire {
    fn from(
        FireBorrowed {
            schedule_id,
            due_at,
            outcome,
            run_id,
            export_id,
            statement_run_id,
            detail,
            fired_at,
            requested_by,
            requested_by_name,
        }: FireBorrowed<'a>,
    ) -> Self {
        Self {
            schedule_id,
            due_at,
            outcome: outcome.into(),
            run_id,
            export_id,
            statement_run_id,
            detail: detail.map(|v| v.into()),
            fired_at,
            requested_by: requested_by.map(|v| v.into()),
            requested_by_name: requested_by_name.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct FireQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FireBorrowed, tokio_postgres::Error>,
    mapper: fn(FireBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FireQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FireBorrowed) -> R) -> FireQuery<'c, 'a, 's, C, R, N> {
        FireQuery {
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
pub struct ScopeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn scope() -> ScopeStmt {
    ScopeStmt("select ops.companies_of($1) as company_ids", None)
}
impl ScopeStmt {
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
        created_by: &'a Option<T1>,
    ) -> OptionVeci64Query<'c, 'a, 's, C, Option<Vec<i64>>, 1> {
        OptionVeci64Query {
            client,
            params: [created_by],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.map(|v| v).collect()),
        }
    }
}
pub struct FiresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fires() -> FiresStmt {
    FiresStmt(
        "select schedule_id, due_at, outcome, run_id, export_id, statement_run_id, detail, fired_at, requested_by, ops.actor_name(requested_by) as requested_by_name from ops.schedule_fire where schedule_id = $1 and ($2::timestamptz is null or due_at < $2) order by due_at desc limit $3",
        None,
    )
}
impl FiresStmt {
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
        schedule_id: &'a uuid::Uuid,
        before: &'a Option<jiff::Timestamp>,
        limit: &'a i64,
    ) -> FireQuery<'c, 'a, 's, C, Fire, 3> {
        FireQuery {
            client,
            params: [schedule_id, before, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FireBorrowed, tokio_postgres::Error> {
                Ok(FireBorrowed {
                    schedule_id: row.try_get(0)?,
                    due_at: row.try_get(1)?,
                    outcome: row.try_get(2)?,
                    run_id: row.try_get(3)?,
                    export_id: row.try_get(4)?,
                    statement_run_id: row.try_get(5)?,
                    detail: row.try_get(6)?,
                    fired_at: row.try_get(7)?,
                    requested_by: row.try_get(8)?,
                    requested_by_name: row.try_get(9)?,
                })
            },
            mapper: |it| Fire::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FiresParams, FireQuery<'c, 'a, 's, C, Fire, 3>, C>
    for FiresStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FiresParams,
    ) -> FireQuery<'c, 'a, 's, C, Fire, 3> {
        self.bind(client, &params.schedule_id, &params.before, &params.limit)
    }
}
pub struct LastFiresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn last_fires() -> LastFiresStmt {
    LastFiresStmt(
        "select distinct on (schedule_id) schedule_id, due_at, outcome, run_id, export_id, statement_run_id, detail, fired_at, requested_by, ops.actor_name(requested_by) as requested_by_name from ops.schedule_fire where schedule_id = any($1) order by schedule_id, due_at desc",
        None,
    )
}
impl LastFiresStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        schedules: &'a T1,
    ) -> FireQuery<'c, 'a, 's, C, Fire, 1> {
        FireQuery {
            client,
            params: [schedules],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FireBorrowed, tokio_postgres::Error> {
                Ok(FireBorrowed {
                    schedule_id: row.try_get(0)?,
                    due_at: row.try_get(1)?,
                    outcome: row.try_get(2)?,
                    run_id: row.try_get(3)?,
                    export_id: row.try_get(4)?,
                    statement_run_id: row.try_get(5)?,
                    detail: row.try_get(6)?,
                    fired_at: row.try_get(7)?,
                    requested_by: row.try_get(8)?,
                    requested_by_name: row.try_get(9)?,
                })
            },
            mapper: |it| Fire::from(it),
        }
    }
}
pub struct FireStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fire() -> FireStmt {
    FireStmt(
        "select schedule_id, due_at, outcome, run_id, export_id, statement_run_id, detail, fired_at, requested_by, ops.actor_name(requested_by) as requested_by_name from ops.schedule_fire where schedule_id = $1 and due_at = $2",
        None,
    )
}
impl FireStmt {
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
        schedule_id: &'a uuid::Uuid,
        due_at: &'a jiff::Timestamp,
    ) -> FireQuery<'c, 'a, 's, C, Fire, 2> {
        FireQuery {
            client,
            params: [schedule_id, due_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FireBorrowed, tokio_postgres::Error> {
                Ok(FireBorrowed {
                    schedule_id: row.try_get(0)?,
                    due_at: row.try_get(1)?,
                    outcome: row.try_get(2)?,
                    run_id: row.try_get(3)?,
                    export_id: row.try_get(4)?,
                    statement_run_id: row.try_get(5)?,
                    detail: row.try_get(6)?,
                    fired_at: row.try_get(7)?,
                    requested_by: row.try_get(8)?,
                    requested_by_name: row.try_get(9)?,
                })
            },
            mapper: |it| Fire::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FireParams, FireQuery<'c, 'a, 's, C, Fire, 2>, C>
    for FireStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FireParams,
    ) -> FireQuery<'c, 'a, 's, C, Fire, 2> {
        self.bind(client, &params.schedule_id, &params.due_at)
    }
}
