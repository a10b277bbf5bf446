// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct KeepParams<T1: crate::StringSql> {
    pub run: uuid::Uuid,
    pub epoch: i32,
    pub key: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct KeyParams {
    pub run: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    pub key: Option<String>,
    pub counts: bool,
}
pub struct KeyBorrowed<'a> {
    pub key: Option<&'a str>,
    pub counts: bool,
}
impl<'a> From<KeyBorrowed<'a>> for Key {
    fn from(KeyBorrowed { key, counts }: KeyBorrowed<'a>) -> Self {
        Self {
            key: key.map(|v| v.into()),
            counts,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct KeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<KeyBorrowed, tokio_postgres::Error>,
    mapper: fn(KeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> KeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(KeyBorrowed) -> R) -> KeyQuery<'c, 'a, 's, C, R, N> {
        KeyQuery {
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
pub struct KeepStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep() -> KeepStmt {
    KeepStmt(
        "insert into ops.sync_key (run_id, epoch, key) values ($1, $2, $3)",
        None,
    )
}
impl KeepStmt {
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
        run: &'a uuid::Uuid,
        epoch: &'a i32,
        key: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, epoch, key]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for KeepStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.epoch, &params.key))
    }
}
pub struct KeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn key() -> KeyStmt {
    KeyStmt(
        "select coalesce((select key from ops.sync_key where run_id = $1 and epoch = $2), (select key from ops.follower where run = $1 and epoch = $2)) as key, exists (select from ops.sync_part p join ops.sync_run r on r.id = p.run_id where p.run_id = $1 and p.epoch = $2 and p.state <> 'done' and r.state in ('requested', 'running')) as counts",
        None,
    )
}
impl KeyStmt {
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
        epoch: &'a i32,
    ) -> KeyQuery<'c, 'a, 's, C, Key, 2> {
        KeyQuery {
            client,
            params: [run, epoch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<KeyBorrowed, tokio_postgres::Error> {
                Ok(KeyBorrowed {
                    key: row.try_get(0)?,
                    counts: row.try_get(1)?,
                })
            },
            mapper: |it| Key::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, KeyParams, KeyQuery<'c, 'a, 's, C, Key, 2>, C>
    for KeyStmt
{
    fn params(&'s self, client: &'c C, params: &'a KeyParams) -> KeyQuery<'c, 'a, 's, C, Key, 2> {
        self.bind(client, &params.run, &params.epoch)
    }
}
