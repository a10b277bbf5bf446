// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Active {
    pub all: i64,
    pub own: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Keys {
    pub id: uuid::Uuid,
    pub is_open: bool,
    pub file_key: Option<String>,
}
pub struct KeysBorrowed<'a> {
    pub id: uuid::Uuid,
    pub is_open: bool,
    pub file_key: Option<&'a str>,
}
impl<'a> From<KeysBorrowed<'a>> for Keys {
    fn from(
        KeysBorrowed {
            id,
            is_open,
            file_key,
        }: KeysBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            is_open,
            file_key: file_key.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Expired {
    pub id: uuid::Uuid,
    pub file_key: String,
}
pub struct ExpiredBorrowed<'a> {
    pub id: uuid::Uuid,
    pub file_key: &'a str,
}
impl<'a> From<ExpiredBorrowed<'a>> for Expired {
    fn from(ExpiredBorrowed { id, file_key }: ExpiredBorrowed<'a>) -> Self {
        Self {
            id,
            file_key: file_key.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ActiveQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Active, tokio_postgres::Error>,
    mapper: fn(Active) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ActiveQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Active) -> R) -> ActiveQuery<'c, 'a, 's, C, R, N> {
        ActiveQuery {
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
pub struct KeysQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<KeysBorrowed, tokio_postgres::Error>,
    mapper: fn(KeysBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> KeysQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(KeysBorrowed) -> R) -> KeysQuery<'c, 'a, 's, C, R, N> {
        KeysQuery {
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
pub struct ExpiredQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExpiredBorrowed, tokio_postgres::Error>,
    mapper: fn(ExpiredBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExpiredQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExpiredBorrowed) -> R) -> ExpiredQuery<'c, 'a, 's, C, R, N> {
        ExpiredQuery {
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
pub struct ActiveStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn active() -> ActiveStmt {
    ActiveStmt(
        "select count(*) as all, count(*) filter (where job.requested_by = $1) as own from ops.export_job job where job.state in ('requested', 'running') and not exists (select from ops.statement_item item where item.export_id = job.id)",
        None,
    )
}
impl ActiveStmt {
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
        requested_by: &'a T1,
    ) -> ActiveQuery<'c, 'a, 's, C, Active, 1> {
        ActiveQuery {
            client,
            params: [requested_by],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Active, tokio_postgres::Error> {
                Ok(Active {
                    all: row.try_get(0)?,
                    own: row.try_get(1)?,
                })
            },
            mapper: |it| Active::from(it),
        }
    }
}
pub struct KeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keys() -> KeysStmt {
    KeysStmt(
        "select id, state in ('requested', 'running') as is_open, case when file_removed_at is null then file_key end as file_key from ops.export_job where id = any($1)",
        None,
    )
}
impl KeysStmt {
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
        ids: &'a T1,
    ) -> KeysQuery<'c, 'a, 's, C, Keys, 1> {
        KeysQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<KeysBorrowed, tokio_postgres::Error> {
                Ok(KeysBorrowed {
                    id: row.try_get(0)?,
                    is_open: row.try_get(1)?,
                    file_key: row.try_get(2)?,
                })
            },
            mapper: |it| Keys::from(it),
        }
    }
}
pub struct ExpiredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn expired() -> ExpiredStmt {
    ExpiredStmt(
        "select id, file_key from ops.export_job where expires_at < now() and file_key is not null and file_removed_at is null order by expires_at limit $1",
        None,
    )
}
impl ExpiredStmt {
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
        limit: &'a i64,
    ) -> ExpiredQuery<'c, 'a, 's, C, Expired, 1> {
        ExpiredQuery {
            client,
            params: [limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ExpiredBorrowed, tokio_postgres::Error> {
                    Ok(ExpiredBorrowed {
                        id: row.try_get(0)?,
                        file_key: row.try_get(1)?,
                    })
                },
            mapper: |it| Expired::from(it),
        }
    }
}
