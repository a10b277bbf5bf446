// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct CompaniesOfValidParams<T1: crate::StringSql> {
    pub session: Option<uuid::Uuid>,
    pub key: Option<T1>,
}
#[derive(Debug)]
pub struct OfTokenParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub token_sha256: T1,
    pub path: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ValidKey {
    pub id: String,
    pub name: String,
    pub role: states::Role,
    pub company_ids: Option<Vec<i64>>,
    pub secret_sha256: Vec<u8>,
    pub is_to_touch: bool,
}
pub struct ValidKeyBorrowed<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub role: states::Role,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub secret_sha256: &'a [u8],
    pub is_to_touch: bool,
}
impl<'a> From<ValidKeyBorrowed<'a>> for ValidKey {
    fn from(
        ValidKeyBorrowed {
            id,
            name,
            role,
            company_ids,
            secret_sha256,
            is_to_touch,
        }: ValidKeyBorrowed<'a>,
    ) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            role,
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            secret_sha256: secret_sha256.into(),
            is_to_touch,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ValidSession {
    pub id: uuid::Uuid,
    pub person_id: uuid::Uuid,
    pub name: String,
    pub role: states::Role,
    pub company_ids: Option<Vec<i64>>,
    pub confirmed_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub is_to_touch: bool,
}
pub struct ValidSessionBorrowed<'a> {
    pub id: uuid::Uuid,
    pub person_id: uuid::Uuid,
    pub name: &'a str,
    pub role: states::Role,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub confirmed_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub is_to_touch: bool,
}
impl<'a> From<ValidSessionBorrowed<'a>> for ValidSession {
    fn from(
        ValidSessionBorrowed {
            id,
            person_id,
            name,
            role,
            company_ids,
            confirmed_at,
            expires_at,
            is_to_touch,
        }: ValidSessionBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            person_id,
            name: name.into(),
            role,
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            confirmed_at,
            expires_at,
            is_to_touch,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OfToken {
    pub session_sha256: Option<Vec<u8>>,
    pub api_key_id: Option<String>,
}
pub struct OfTokenBorrowed<'a> {
    pub session_sha256: Option<&'a [u8]>,
    pub api_key_id: Option<&'a str>,
}
impl<'a> From<OfTokenBorrowed<'a>> for OfToken {
    fn from(
        OfTokenBorrowed {
            session_sha256,
            api_key_id,
        }: OfTokenBorrowed<'a>,
    ) -> Self {
        Self {
            session_sha256: session_sha256.map(|v| v.into()),
            api_key_id: api_key_id.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ValidKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ValidKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(ValidKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ValidKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ValidKeyBorrowed) -> R) -> ValidKeyQuery<'c, 'a, 's, C, R, N> {
        ValidKeyQuery {
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
pub struct ValidSessionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ValidSessionBorrowed, tokio_postgres::Error>,
    mapper: fn(ValidSessionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ValidSessionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ValidSessionBorrowed) -> R,
    ) -> ValidSessionQuery<'c, 'a, 's, C, R, N> {
        ValidSessionQuery {
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
pub struct OfTokenQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfTokenBorrowed, tokio_postgres::Error>,
    mapper: fn(OfTokenBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfTokenQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfTokenBorrowed) -> R) -> OfTokenQuery<'c, 'a, 's, C, R, N> {
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
pub struct ValidKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn valid_key() -> ValidKeyStmt {
    ValidKeyStmt(
        "select id, name, role, company_ids, secret_sha256, coalesce(last_used_at < now() - interval '1 minute', true) as is_to_touch from ops.api_key where id = $1 and revoked_at is null and (expires_at is null or expires_at > now())",
        None,
    )
}
impl ValidKeyStmt {
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
    ) -> ValidKeyQuery<'c, 'a, 's, C, ValidKey, 1> {
        ValidKeyQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ValidKeyBorrowed, tokio_postgres::Error> {
                    Ok(ValidKeyBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        role: row.try_get(2)?,
                        company_ids: row.try_get(3)?,
                        secret_sha256: row.try_get(4)?,
                        is_to_touch: row.try_get(5)?,
                    })
                },
            mapper: |it| ValidKey::from(it),
        }
    }
}
pub struct ValidSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn valid_session() -> ValidSessionStmt {
    ValidSessionStmt(
        "select session.id, session.person_id, person.name, person.role, person.company_ids, session.confirmed_at, session.expires_at, session.last_seen_at < now() - interval '1 minute' as is_to_touch from ops.session session join ops.person person on person.id = session.person_id where session.id_sha256 = $1 and person.state = 'active' and session.expires_at > now() and session.last_seen_at > now() - session.idle_seconds * interval '1 second'",
        None,
    )
}
impl ValidSessionStmt {
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
        id_sha256: &'a T1,
    ) -> ValidSessionQuery<'c, 'a, 's, C, ValidSession, 1> {
        ValidSessionQuery {
            client,
            params: [id_sha256],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ValidSessionBorrowed, tokio_postgres::Error> {
                    Ok(ValidSessionBorrowed {
                        id: row.try_get(0)?,
                        person_id: row.try_get(1)?,
                        name: row.try_get(2)?,
                        role: row.try_get(3)?,
                        company_ids: row.try_get(4)?,
                        confirmed_at: row.try_get(5)?,
                        expires_at: row.try_get(6)?,
                        is_to_touch: row.try_get(7)?,
                    })
                },
            mapper: |it| ValidSession::from(it),
        }
    }
}
pub struct CompaniesOfValidStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn companies_of_valid() -> CompaniesOfValidStmt {
    CompaniesOfValidStmt(
        "select person.company_ids from ops.session session join ops.person person on person.id = session.person_id where session.id = $1 and person.state = 'active' and session.expires_at > now() and session.last_seen_at > now() - session.idle_seconds * interval '1 second' union all select company_ids from ops.api_key where id = $2 and revoked_at is null and (expires_at is null or expires_at > now())",
        None,
    )
}
impl CompaniesOfValidStmt {
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
        session: &'a Option<uuid::Uuid>,
        key: &'a Option<T1>,
    ) -> OptionVeci64Query<'c, 'a, 's, C, Option<Vec<i64>>, 2> {
        OptionVeci64Query {
            client,
            params: [session, key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.map(|v| v).collect()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CompaniesOfValidParams<T1>,
        OptionVeci64Query<'c, 'a, 's, C, Option<Vec<i64>>, 2>,
        C,
    > for CompaniesOfValidStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CompaniesOfValidParams<T1>,
    ) -> OptionVeci64Query<'c, 'a, 's, C, Option<Vec<i64>>, 2> {
        self.bind(client, &params.session, &params.key)
    }
}
pub struct OfTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_token() -> OfTokenStmt {
    OfTokenStmt(
        "select session.id_sha256 as session_sha256, token.api_key_id from ops.access_token token left join ops.session session on session.id = token.session_id where token.token_sha256 = $1 and token.path = $2 and token.expires_at > now()",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        token_sha256: &'a T1,
        path: &'a T2,
    ) -> OfTokenQuery<'c, 'a, 's, C, OfToken, 2> {
        OfTokenQuery {
            client,
            params: [token_sha256, path],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<OfTokenBorrowed, tokio_postgres::Error> {
                    Ok(OfTokenBorrowed {
                        session_sha256: row.try_get(0)?,
                        api_key_id: row.try_get(1)?,
                    })
                },
            mapper: |it| OfToken::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OfTokenParams<T1, T2>,
        OfTokenQuery<'c, 'a, 's, C, OfToken, 2>,
        C,
    > for OfTokenStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfTokenParams<T1, T2>,
    ) -> OfTokenQuery<'c, 'a, 's, C, OfToken, 2> {
        self.bind(client, &params.token_sha256, &params.path)
    }
}
