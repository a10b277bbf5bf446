// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListParams {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct SessionsParams {
    pub person_id: uuid::Uuid,
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct OfTokenParams<T1: crate::BytesSql> {
    pub token_sha256: T1,
    pub kind: states::SignInTokenKind,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: uuid::Uuid,
    pub email: String,
    pub name: String,
    pub role: states::Role,
    pub company_ids: Option<Vec<i64>>,
    pub locale: Option<String>,
    pub preferences: serde_json::Value,
    pub state: states::PersonState,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
    pub last_seen_at: Option<jiff::Timestamp>,
    pub version: i32,
    pub has_second_factor: bool,
}
pub struct PersonBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a str,
    pub name: &'a str,
    pub role: states::Role,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub locale: Option<&'a str>,
    pub preferences: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub state: states::PersonState,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub last_seen_at: Option<jiff::Timestamp>,
    pub version: i32,
    pub has_second_factor: bool,
}
impl<'a> From<PersonBorrowed<'a>> for Person {
    fn from(
        PersonBorrowed {
            id,
            email,
            name,
            role,
            company_ids,
            locale,
            preferences,
            state,
            created_by,
            created_by_name,
            created_at,
            last_seen_at,
            version,
            has_second_factor,
        }: PersonBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            email: email.into(),
            name: name.into(),
            role,
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            locale: locale.map(|v| v.into()),
            preferences: serde_json::from_str(preferences.0.get()).unwrap(),
            state,
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
            last_seen_at,
            version,
            has_second_factor,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ByEmail {
    pub id: uuid::Uuid,
    pub name: String,
    pub role: states::Role,
    pub state: states::PersonState,
    pub password_hash: Option<String>,
    pub locale: Option<String>,
}
pub struct ByEmailBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub role: states::Role,
    pub state: states::PersonState,
    pub password_hash: Option<&'a str>,
    pub locale: Option<&'a str>,
}
impl<'a> From<ByEmailBorrowed<'a>> for ByEmail {
    fn from(
        ByEmailBorrowed {
            id,
            name,
            role,
            state,
            password_hash,
            locale,
        }: ByEmailBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            role,
            state,
            password_hash: password_hash.map(|v| v.into()),
            locale: locale.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Password {
    pub password_hash: Option<String>,
    pub email: String,
    pub name: String,
}
pub struct PasswordBorrowed<'a> {
    pub password_hash: Option<&'a str>,
    pub email: &'a str,
    pub name: &'a str,
}
impl<'a> From<PasswordBorrowed<'a>> for Password {
    fn from(
        PasswordBorrowed {
            password_hash,
            email,
            name,
        }: PasswordBorrowed<'a>,
    ) -> Self {
        Self {
            password_hash: password_hash.map(|v| v.into()),
            email: email.into(),
            name: name.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Sessions {
    pub id: uuid::Uuid,
    pub method: String,
    pub created_at: jiff::Timestamp,
    pub last_seen_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub address: Option<String>,
    pub user_agent: Option<String>,
}
pub struct SessionsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub method: &'a str,
    pub created_at: jiff::Timestamp,
    pub last_seen_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub address: Option<&'a str>,
    pub user_agent: Option<&'a str>,
}
impl<'a> From<SessionsBorrowed<'a>> for Sessions {
    fn from(
        SessionsBorrowed {
            id,
            method,
            created_at,
            last_seen_at,
            expires_at,
            address,
            user_agent,
        }: SessionsBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            method: method.into(),
            created_at,
            last_seen_at,
            expires_at,
            address: address.map(|v| v.into()),
            user_agent: user_agent.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    pub secret_encrypted: Vec<u8>,
    pub confirmed_at: Option<jiff::Timestamp>,
    pub last_step: i64,
}
pub struct FactorBorrowed<'a> {
    pub secret_encrypted: &'a [u8],
    pub confirmed_at: Option<jiff::Timestamp>,
    pub last_step: i64,
}
impl<'a> From<FactorBorrowed<'a>> for Factor {
    fn from(
        FactorBorrowed {
            secret_encrypted,
            confirmed_at,
            last_step,
        }: FactorBorrowed<'a>,
    ) -> Self {
        Self {
            secret_encrypted: secret_encrypted.into(),
            confirmed_at,
            last_step,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OfToken {
    pub id: uuid::Uuid,
    pub name: String,
    pub email: String,
    pub expires_at: jiff::Timestamp,
}
pub struct OfTokenBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub email: &'a str,
    pub expires_at: jiff::Timestamp,
}
impl<'a> From<OfTokenBorrowed<'a>> for OfToken {
    fn from(
        OfTokenBorrowed {
            id,
            name,
            email,
            expires_at,
        }: OfTokenBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            email: email.into(),
            expires_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PersonQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PersonBorrowed, tokio_postgres::Error>,
    mapper: fn(PersonBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PersonQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PersonBorrowed) -> R) -> PersonQuery<'c, 'a, 's, C, R, N> {
        PersonQuery {
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
pub struct ByEmailQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ByEmailBorrowed, tokio_postgres::Error>,
    mapper: fn(ByEmailBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ByEmailQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ByEmailBorrowed) -> R) -> ByEmailQuery<'c, 'a, 's, C, R, N> {
        ByEmailQuery {
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
pub struct PasswordQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PasswordBorrowed, tokio_postgres::Error>,
    mapper: fn(PasswordBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PasswordQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PasswordBorrowed) -> R) -> PasswordQuery<'c, 'a, 's, C, R, N> {
        PasswordQuery {
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
pub struct SessionsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SessionsBorrowed, tokio_postgres::Error>,
    mapper: fn(SessionsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SessionsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SessionsBorrowed) -> R) -> SessionsQuery<'c, 'a, 's, C, R, N> {
        SessionsQuery {
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
pub struct FactorQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FactorBorrowed, tokio_postgres::Error>,
    mapper: fn(FactorBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FactorQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FactorBorrowed) -> R) -> FactorQuery<'c, 'a, 's, C, R, N> {
        FactorQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
pub struct GetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get() -> GetStmt {
    GetStmt(
        "select id, email, name, role, company_ids, locale, preferences, state, created_by, ops.actor_name(created_by) as created_by_name, created_at, last_seen_at, version, exists (select from ops.second_factor factor where factor.person_id = person.id and factor.confirmed_at is not null) as has_second_factor from ops.person person where id = $1 and state <> 'removed'",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> PersonQuery<'c, 'a, 's, C, Person, 1> {
        PersonQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PersonBorrowed, tokio_postgres::Error> {
                    Ok(PersonBorrowed {
                        id: row.try_get(0)?,
                        email: row.try_get(1)?,
                        name: row.try_get(2)?,
                        role: row.try_get(3)?,
                        company_ids: row.try_get(4)?,
                        locale: row.try_get(5)?,
                        preferences: row.try_get(6)?,
                        state: row.try_get(7)?,
                        created_by: row.try_get(8)?,
                        created_by_name: row.try_get(9)?,
                        created_at: row.try_get(10)?,
                        last_seen_at: row.try_get(11)?,
                        version: row.try_get(12)?,
                        has_second_factor: row.try_get(13)?,
                    })
                },
            mapper: |it| Person::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, email, name, role, company_ids, locale, preferences, state, created_by, ops.actor_name(created_by) as created_by_name, created_at, last_seen_at, version, exists (select from ops.second_factor factor where factor.person_id = person.id and factor.confirmed_at is not null) as has_second_factor from ops.person person where state <> 'removed' and ($1::timestamptz is null or (created_at, id) < ($1, $2)) order by created_at desc, id desc limit $3",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> PersonQuery<'c, 'a, 's, C, Person, 3> {
        PersonQuery {
            client,
            params: [before, before_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PersonBorrowed, tokio_postgres::Error> {
                    Ok(PersonBorrowed {
                        id: row.try_get(0)?,
                        email: row.try_get(1)?,
                        name: row.try_get(2)?,
                        role: row.try_get(3)?,
                        company_ids: row.try_get(4)?,
                        locale: row.try_get(5)?,
                        preferences: row.try_get(6)?,
                        state: row.try_get(7)?,
                        created_by: row.try_get(8)?,
                        created_by_name: row.try_get(9)?,
                        created_at: row.try_get(10)?,
                        last_seen_at: row.try_get(11)?,
                        version: row.try_get(12)?,
                        has_second_factor: row.try_get(13)?,
                    })
                },
            mapper: |it| Person::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListParams, PersonQuery<'c, 'a, 's, C, Person, 3>, C>
    for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams,
    ) -> PersonQuery<'c, 'a, 's, C, Person, 3> {
        self.bind(client, &params.before, &params.before_id, &params.limit)
    }
}
pub struct ByEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn by_email() -> ByEmailStmt {
    ByEmailStmt(
        "select id, name, role, state, password_hash, locale from ops.person where email = $1 and state in ('invited', 'active')",
        None,
    )
}
impl ByEmailStmt {
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
        email: &'a T1,
    ) -> ByEmailQuery<'c, 'a, 's, C, ByEmail, 1> {
        ByEmailQuery {
            client,
            params: [email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ByEmailBorrowed, tokio_postgres::Error> {
                    Ok(ByEmailBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        role: row.try_get(2)?,
                        state: row.try_get(3)?,
                        password_hash: row.try_get(4)?,
                        locale: row.try_get(5)?,
                    })
                },
            mapper: |it| ByEmail::from(it),
        }
    }
}
pub struct PasswordStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn password() -> PasswordStmt {
    PasswordStmt(
        "select password_hash, email, name from ops.person where id = $1",
        None,
    )
}
impl PasswordStmt {
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
        id: &'a uuid::Uuid,
    ) -> PasswordQuery<'c, 'a, 's, C, Password, 1> {
        PasswordQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PasswordBorrowed, tokio_postgres::Error> {
                    Ok(PasswordBorrowed {
                        password_hash: row.try_get(0)?,
                        email: row.try_get(1)?,
                        name: row.try_get(2)?,
                    })
                },
            mapper: |it| Password::from(it),
        }
    }
}
pub struct HasOtherAdminStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_other_admin() -> HasOtherAdminStmt {
    HasOtherAdminStmt(
        "select exists ( select from ops.person where id <> $1 and state = 'active' and role = 'admin' and company_ids is null ) as has_other_admin",
        None,
    )
}
impl HasOtherAdminStmt {
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
        id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct SessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sessions() -> SessionsStmt {
    SessionsStmt(
        "select id, method, created_at, last_seen_at, expires_at, host(address) as address, user_agent from ops.session where person_id = $1 and expires_at > now() and last_seen_at > now() - idle_seconds * interval '1 second' and ($2::timestamptz is null or (created_at, id) < ($2, $3)) order by created_at desc, id desc limit $4",
        None,
    )
}
impl SessionsStmt {
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
        person_id: &'a uuid::Uuid,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> SessionsQuery<'c, 'a, 's, C, Sessions, 4> {
        SessionsQuery {
            client,
            params: [person_id, before, before_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SessionsBorrowed, tokio_postgres::Error> {
                    Ok(SessionsBorrowed {
                        id: row.try_get(0)?,
                        method: row.try_get(1)?,
                        created_at: row.try_get(2)?,
                        last_seen_at: row.try_get(3)?,
                        expires_at: row.try_get(4)?,
                        address: row.try_get(5)?,
                        user_agent: row.try_get(6)?,
                    })
                },
            mapper: |it| Sessions::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SessionsParams,
        SessionsQuery<'c, 'a, 's, C, Sessions, 4>,
        C,
    > for SessionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SessionsParams,
    ) -> SessionsQuery<'c, 'a, 's, C, Sessions, 4> {
        self.bind(
            client,
            &params.person_id,
            &params.before,
            &params.before_id,
            &params.limit,
        )
    }
}
pub struct FactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn factor() -> FactorStmt {
    FactorStmt(
        "select secret_encrypted, confirmed_at, last_step from ops.second_factor where person_id = $1",
        None,
    )
}
impl FactorStmt {
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
        person_id: &'a uuid::Uuid,
    ) -> FactorQuery<'c, 'a, 's, C, Factor, 1> {
        FactorQuery {
            client,
            params: [person_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FactorBorrowed, tokio_postgres::Error> {
                    Ok(FactorBorrowed {
                        secret_encrypted: row.try_get(0)?,
                        confirmed_at: row.try_get(1)?,
                        last_step: row.try_get(2)?,
                    })
                },
            mapper: |it| Factor::from(it),
        }
    }
}
pub struct RecoveryCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn recovery_codes() -> RecoveryCodesStmt {
    RecoveryCodesStmt(
        "select count(*) from ops.recovery_code where person_id = $1",
        None,
    )
}
impl RecoveryCodesStmt {
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
        person_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [person_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct OfTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_token() -> OfTokenStmt {
    OfTokenStmt(
        "select person.id, person.name, person.email, token.expires_at from ops.sign_in_token token join ops.person person on person.id = token.person_id where token.token_sha256 = $1 and token.kind = $2 and token.expires_at > now() and (person.state = 'active' or person.state = 'invited' and token.kind = 'invitation')",
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
        kind: &'a states::SignInTokenKind,
    ) -> OfTokenQuery<'c, 'a, 's, C, OfToken, 2> {
        OfTokenQuery {
            client,
            params: [token_sha256, kind],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<OfTokenBorrowed, tokio_postgres::Error> {
                    Ok(OfTokenBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        email: row.try_get(2)?,
                        expires_at: row.try_get(3)?,
                    })
                },
            mapper: |it| OfToken::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OfTokenParams<T1>,
        OfTokenQuery<'c, 'a, 's, C, OfToken, 2>,
        C,
    > for OfTokenStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfTokenParams<T1>,
    ) -> OfTokenQuery<'c, 'a, 's, C, OfToken, 2> {
        self.bind(client, &params.token_sha256, &params.kind)
    }
}
