// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct OfJobParams {
    pub job_id: uuid::Uuid,
    pub id: Option<uuid::Uuid>,
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub id: uuid::Uuid,
    pub job_id: uuid::Uuid,
    pub mail_id: Option<uuid::Uuid>,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub last_used_at: Option<jiff::Timestamp>,
}
pub struct LinkBorrowed<'a> {
    pub id: uuid::Uuid,
    pub job_id: uuid::Uuid,
    pub mail_id: Option<uuid::Uuid>,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub last_used_at: Option<jiff::Timestamp>,
}
impl<'a> From<LinkBorrowed<'a>> for Link {
    fn from(
        LinkBorrowed {
            id,
            job_id,
            mail_id,
            created_by,
            created_by_name,
            created_at,
            expires_at,
            last_used_at,
        }: LinkBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            job_id,
            mail_id,
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
            expires_at,
            last_used_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct OfToken {
    pub id: uuid::Uuid,
    pub job_id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LinkQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LinkBorrowed, tokio_postgres::Error>,
    mapper: fn(LinkBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LinkQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LinkBorrowed) -> R) -> LinkQuery<'c, 'a, 's, C, R, N> {
        LinkQuery {
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
pub struct OfTokenQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfToken, tokio_postgres::Error>,
    mapper: fn(OfToken) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfTokenQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfToken) -> R) -> OfTokenQuery<'c, 'a, 's, C, R, N> {
        OfTokenQuery {
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
pub struct OfJobStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_job() -> OfJobStmt {
    OfJobStmt(
        "select link.id, link.job_id, link.mail_id, link.created_by, ops.actor_name(link.created_by) as created_by_name, link.created_at, link.expires_at, link.last_used_at from ops.export_link link join ops.export_job job on job.id = link.job_id where link.job_id = $1 and link.expires_at > now() and ops.may_see(link.created_by, job.company_ids) and ($2::uuid is null or link.id = $2) and ($3::timestamptz is null or (link.created_at, link.id) < ($3, $4)) order by link.created_at desc, link.id desc limit $5",
        None,
    )
}
impl OfJobStmt {
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
        job_id: &'a uuid::Uuid,
        id: &'a Option<uuid::Uuid>,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> LinkQuery<'c, 'a, 's, C, Link, 5> {
        LinkQuery {
            client,
            params: [job_id, id, before, before_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LinkBorrowed, tokio_postgres::Error> {
                Ok(LinkBorrowed {
                    id: row.try_get(0)?,
                    job_id: row.try_get(1)?,
                    mail_id: row.try_get(2)?,
                    created_by: row.try_get(3)?,
                    created_by_name: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    expires_at: row.try_get(6)?,
                    last_used_at: row.try_get(7)?,
                })
            },
            mapper: |it| Link::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, OfJobParams, LinkQuery<'c, 'a, 's, C, Link, 5>, C>
    for OfJobStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfJobParams,
    ) -> LinkQuery<'c, 'a, 's, C, Link, 5> {
        self.bind(
            client,
            &params.job_id,
            &params.id,
            &params.before,
            &params.before_id,
            &params.limit,
        )
    }
}
pub struct OfTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_token() -> OfTokenStmt {
    OfTokenStmt(
        "select link.id, link.job_id from ops.export_link link join ops.export_job job on job.id = link.job_id where link.token_sha256 = $1 and link.expires_at > now() and ops.may_see(link.created_by, job.company_ids)",
        None,
    )
}
impl OfTokenStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        token_sha256: &'a T1,
    ) -> OfTokenQuery<'c, 'a, 's, C, OfToken, 1> {
        OfTokenQuery {
            client,
            params: [token_sha256],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OfToken, tokio_postgres::Error> {
                Ok(OfToken {
                    id: row.try_get(0)?,
                    job_id: row.try_get(1)?,
                })
            },
            mapper: |it| OfToken::from(it),
        }
    }
}
