// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ReachedParams {
    pub run: uuid::Uuid,
    pub part: i32,
}
#[derive(Debug)]
pub struct MoveOnParams<T1: crate::StringSql> {
    pub up_to_id: i64,
    pub run: uuid::Uuid,
    pub model: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct CloseEarlierModelsParams {
    pub run: uuid::Uuid,
    pub part: i32,
    pub position: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Reached {
    pub model: String,
    pub position: i32,
    pub up_to_id: i64,
    pub attempt: uuid::Uuid,
}
pub struct ReachedBorrowed<'a> {
    pub model: &'a str,
    pub position: i32,
    pub up_to_id: i64,
    pub attempt: uuid::Uuid,
}
impl<'a> From<ReachedBorrowed<'a>> for Reached {
    fn from(
        ReachedBorrowed {
            model,
            position,
            up_to_id,
            attempt,
        }: ReachedBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            position,
            up_to_id,
            attempt,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ReachedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReachedBorrowed, tokio_postgres::Error>,
    mapper: fn(ReachedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReachedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReachedBorrowed) -> R) -> ReachedQuery<'c, 'a, 's, C, R, N> {
        ReachedQuery {
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
pub struct ReachedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reached() -> ReachedStmt {
    ReachedStmt(
        "with numbered as ( select b.attempt, b.model, b.up_to_id, b.seq, row_number() over (partition by b.attempt order by b.seq) - 1 as place from ops.sync_batch b join ops.sync_part p on p.run_id = b.run_id and p.epoch = b.epoch join ops.sync_run r on r.id = b.run_id where r.id = $1 and p.part = $2 and r.kind in ('snapshot', 'incremental', 'reload') ), best as ( select attempt from numbered where seq = place group by attempt order by count(*) desc, attempt limit 1 ) select m.model, m.position, max(n.up_to_id) as up_to_id, n.attempt from numbered n join best on best.attempt = n.attempt join ops.sync_run_model m on m.run_id = $1 and m.part = $2 and m.model = n.model where n.seq = n.place group by m.model, m.position, n.attempt",
        None,
    )
}
impl ReachedStmt {
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
        part: &'a i32,
    ) -> ReachedQuery<'c, 'a, 's, C, Reached, 2> {
        ReachedQuery {
            client,
            params: [run, part],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ReachedBorrowed, tokio_postgres::Error> {
                    Ok(ReachedBorrowed {
                        model: row.try_get(0)?,
                        position: row.try_get(1)?,
                        up_to_id: row.try_get(2)?,
                        attempt: row.try_get(3)?,
                    })
                },
            mapper: |it| Reached::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ReachedParams,
        ReachedQuery<'c, 'a, 's, C, Reached, 2>,
        C,
    > for ReachedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ReachedParams,
    ) -> ReachedQuery<'c, 'a, 's, C, Reached, 2> {
        self.bind(client, &params.run, &params.part)
    }
}
pub struct MoveOnStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_on() -> MoveOnStmt {
    MoveOnStmt(
        "update ops.sync_run_model set after_id = $1 where run_id = $2 and model = $3 and after_id < $1",
        None,
    )
}
impl MoveOnStmt {
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
        up_to_id: &'a i64,
        run: &'a uuid::Uuid,
        model: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[up_to_id, run, model]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MoveOnParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for MoveOnStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MoveOnParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.up_to_id, &params.run, &params.model))
    }
}
pub struct CloseEarlierModelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_earlier_models() -> CloseEarlierModelsStmt {
    CloseEarlierModelsStmt(
        "update ops.sync_run_model set complete = true where run_id = $1 and part = $2 and position < $3",
        None,
    )
}
impl CloseEarlierModelsStmt {
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
        run: &'a uuid::Uuid,
        part: &'a i32,
        position: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, part, position]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CloseEarlierModelsParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for CloseEarlierModelsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CloseEarlierModelsParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.part, &params.position))
    }
}
