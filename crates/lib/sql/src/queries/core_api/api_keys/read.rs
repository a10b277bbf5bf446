// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<T1: crate::StringSql> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<T1>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ApiKey {
    pub id: String,
    pub name: String,
    pub role: states::Role,
    pub company_ids: Option<Vec<i64>>,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
    pub last_used_at: Option<jiff::Timestamp>,
    pub revoked_at: Option<jiff::Timestamp>,
    pub version: i32,
    pub active: bool,
}
pub struct ApiKeyBorrowed<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub role: states::Role,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
    pub last_used_at: Option<jiff::Timestamp>,
    pub revoked_at: Option<jiff::Timestamp>,
    pub version: i32,
    pub active: bool,
}
impl<'a> From<ApiKeyBorrowed<'a>> for ApiKey {
    fn from(
        ApiKeyBorrowed {
            id,
            name,
            role,
            company_ids,
            created_by,
            created_by_name,
            created_at,
            expires_at,
            last_used_at,
            revoked_at,
            version,
            active,
        }: ApiKeyBorrowed<'a>,
    ) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            role,
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
            expires_at,
            last_used_at,
            revoked_at,
            version,
            active,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ApiKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ApiKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(ApiKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ApiKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ApiKeyBorrowed) -> R) -> ApiKeyQuery<'c, 'a, 's, C, R, N> {
        ApiKeyQuery {
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
pub struct GetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get() -> GetStmt {
    GetStmt(
        "select id, name, role, company_ids, created_by, ops.actor_name(created_by) as created_by_name, created_at, expires_at, last_used_at, revoked_at, version, revoked_at is null and coalesce(expires_at > now(), true) as active from ops.api_key where id = $1",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a T1,
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 1> {
        ApiKeyQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ApiKeyBorrowed, tokio_postgres::Error> {
                    Ok(ApiKeyBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        role: row.try_get(2)?,
                        company_ids: row.try_get(3)?,
                        created_by: row.try_get(4)?,
                        created_by_name: row.try_get(5)?,
                        created_at: row.try_get(6)?,
                        expires_at: row.try_get(7)?,
                        last_used_at: row.try_get(8)?,
                        revoked_at: row.try_get(9)?,
                        version: row.try_get(10)?,
                        active: row.try_get(11)?,
                    })
                },
            mapper: |it| ApiKey::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, name, role, company_ids, created_by, ops.actor_name(created_by) as created_by_name, created_at, expires_at, last_used_at, revoked_at, version, revoked_at is null and coalesce(expires_at > now(), true) as active from ops.api_key where $1::timestamptz is null or (created_at, id) < ($1, $2) order by created_at desc, id desc limit $3",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<T1>,
        limit: &'a i64,
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 3> {
        ApiKeyQuery {
            client,
            params: [before, before_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ApiKeyBorrowed, tokio_postgres::Error> {
                    Ok(ApiKeyBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        role: row.try_get(2)?,
                        company_ids: row.try_get(3)?,
                        created_by: row.try_get(4)?,
                        created_by_name: row.try_get(5)?,
                        created_at: row.try_get(6)?,
                        expires_at: row.try_get(7)?,
                        last_used_at: row.try_get(8)?,
                        revoked_at: row.try_get(9)?,
                        version: row.try_get(10)?,
                        active: row.try_get(11)?,
                    })
                },
            mapper: |it| ApiKey::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1>,
        ApiKeyQuery<'c, 'a, 's, C, ApiKey, 3>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1>,
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 3> {
        self.bind(client, &params.before, &params.before_id, &params.limit)
    }
}
