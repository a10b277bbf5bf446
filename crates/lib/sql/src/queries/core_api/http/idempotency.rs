// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct LockParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub principal: T1,
    pub key: T2,
}
#[derive(Debug)]
pub struct RecallParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub principal: T1,
    pub key: T2,
}
#[derive(Debug)]
pub struct RememberParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::BytesSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
> {
    pub principal: T1,
    pub key: T2,
    pub request_sha256: T3,
    pub status: i32,
    pub location: Option<T4>,
    pub body: T5,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Recall {
    pub request_sha256: Vec<u8>,
    pub status: i32,
    pub location: Option<String>,
    pub body: String,
}
pub struct RecallBorrowed<'a> {
    pub request_sha256: &'a [u8],
    pub status: i32,
    pub location: Option<&'a str>,
    pub body: &'a str,
}
impl<'a> From<RecallBorrowed<'a>> for Recall {
    fn from(
        RecallBorrowed {
            request_sha256,
            status,
            location,
            body,
        }: RecallBorrowed<'a>,
    ) -> Self {
        Self {
            request_sha256: request_sha256.into(),
            status,
            location: location.map(|v| v.into()),
            body: body.into(),
        }
    }
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
pub struct RecallQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RecallBorrowed, tokio_postgres::Error>,
    mapper: fn(RecallBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RecallQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RecallBorrowed) -> R) -> RecallQuery<'c, 'a, 's, C, R, N> {
        RecallQuery {
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
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0)) is null as locked",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        principal: &'a T1,
        key: &'a T2,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [principal, key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockParams<T1, T2>,
        BoolQuery<'c, 'a, 's, C, bool, 2>,
        C,
    > for LockStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockParams<T1, T2>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.principal, &params.key)
    }
}
pub struct RecallStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn recall() -> RecallStmt {
    RecallStmt(
        "select request_sha256, status, location, body from ops.idempotency where principal = $1 and key = $2 and created_at > now() - interval '24 hours'",
        None,
    )
}
impl RecallStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        principal: &'a T1,
        key: &'a T2,
    ) -> RecallQuery<'c, 'a, 's, C, Recall, 2> {
        RecallQuery {
            client,
            params: [principal, key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<RecallBorrowed, tokio_postgres::Error> {
                    Ok(RecallBorrowed {
                        request_sha256: row.try_get(0)?,
                        status: row.try_get(1)?,
                        location: row.try_get(2)?,
                        body: row.try_get(3)?,
                    })
                },
            mapper: |it| Recall::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RecallParams<T1, T2>,
        RecallQuery<'c, 'a, 's, C, Recall, 2>,
        C,
    > for RecallStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RecallParams<T1, T2>,
    ) -> RecallQuery<'c, 'a, 's, C, Recall, 2> {
        self.bind(client, &params.principal, &params.key)
    }
}
pub struct RememberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remember() -> RememberStmt {
    RememberStmt(
        "insert into ops.idempotency (principal, key, request_sha256, status, location, body) values ($1, $2, $3, $4, $5, $6) on conflict (principal, key) do update set request_sha256 = excluded.request_sha256, status = excluded.status, location = excluded.location, body = excluded.body, created_at = now()",
        None,
    )
}
impl RememberStmt {
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
        T3: crate::BytesSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        principal: &'a T1,
        key: &'a T2,
        request_sha256: &'a T3,
        status: &'a i32,
        location: &'a Option<T4>,
        body: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[principal, key, request_sha256, status, location, body],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::BytesSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RememberParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for RememberStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RememberParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.principal,
            &params.key,
            &params.request_sha256,
            &params.status,
            &params.location,
            &params.body,
        ))
    }
}
