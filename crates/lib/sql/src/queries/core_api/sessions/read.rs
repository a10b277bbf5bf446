// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct PasskeysParams {
    pub person_id: uuid::Uuid,
    pub after: Option<jiff::Timestamp>,
    pub after_id: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct PasskeyHolderParams<T1: crate::BytesSql> {
    pub id: T1,
    pub person_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Passkey {
    pub name_id: uuid::Uuid,
    pub name: String,
    pub created_at: jiff::Timestamp,
    pub last_used_at: Option<jiff::Timestamp>,
}
pub struct PasskeyBorrowed<'a> {
    pub name_id: uuid::Uuid,
    pub name: &'a str,
    pub created_at: jiff::Timestamp,
    pub last_used_at: Option<jiff::Timestamp>,
}
impl<'a> From<PasskeyBorrowed<'a>> for Passkey {
    fn from(
        PasskeyBorrowed {
            name_id,
            name,
            created_at,
            last_used_at,
        }: PasskeyBorrowed<'a>,
    ) -> Self {
        Self {
            name_id,
            name: name.into(),
            created_at,
            last_used_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct PasskeyHolder {
    pub credential: serde_json::Value,
    pub person_id: uuid::Uuid,
    pub name: String,
    pub role: states::Role,
}
pub struct PasskeyHolderBorrowed<'a> {
    pub credential: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub person_id: uuid::Uuid,
    pub name: &'a str,
    pub role: states::Role,
}
impl<'a> From<PasskeyHolderBorrowed<'a>> for PasskeyHolder {
    fn from(
        PasskeyHolderBorrowed {
            credential,
            person_id,
            name,
            role,
        }: PasskeyHolderBorrowed<'a>,
    ) -> Self {
        Self {
            credential: serde_json::from_str(credential.0.get()).unwrap(),
            person_id,
            name: name.into(),
            role,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PasskeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PasskeyBorrowed, tokio_postgres::Error>,
    mapper: fn(PasskeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PasskeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PasskeyBorrowed) -> R) -> PasskeyQuery<'c, 'a, 's, C, R, N> {
        PasskeyQuery {
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
pub struct Vecu8Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&[u8], tokio_postgres::Error>,
    mapper: fn(&[u8]) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Vecu8Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&[u8]) -> R) -> Vecu8Query<'c, 'a, 's, C, R, N> {
        Vecu8Query {
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
pub struct PasskeyHolderQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PasskeyHolderBorrowed, tokio_postgres::Error>,
    mapper: fn(PasskeyHolderBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PasskeyHolderQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(PasskeyHolderBorrowed) -> R,
    ) -> PasskeyHolderQuery<'c, 'a, 's, C, R, N> {
        PasskeyHolderQuery {
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
pub struct PasskeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn passkeys() -> PasskeysStmt {
    PasskeysStmt(
        "select name_id, name, created_at, last_used_at from ops.passkey where person_id = $1 and ($2::timestamptz is null or (created_at, name_id) > ($2, $3)) order by created_at, name_id limit $4",
        None,
    )
}
impl PasskeysStmt {
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
        after: &'a Option<jiff::Timestamp>,
        after_id: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> PasskeyQuery<'c, 'a, 's, C, Passkey, 4> {
        PasskeyQuery {
            client,
            params: [person_id, after, after_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PasskeyBorrowed, tokio_postgres::Error> {
                    Ok(PasskeyBorrowed {
                        name_id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        created_at: row.try_get(2)?,
                        last_used_at: row.try_get(3)?,
                    })
                },
            mapper: |it| Passkey::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PasskeysParams,
        PasskeyQuery<'c, 'a, 's, C, Passkey, 4>,
        C,
    > for PasskeysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PasskeysParams,
    ) -> PasskeyQuery<'c, 'a, 's, C, Passkey, 4> {
        self.bind(
            client,
            &params.person_id,
            &params.after,
            &params.after_id,
            &params.limit,
        )
    }
}
pub struct PasskeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn passkey() -> PasskeyStmt {
    PasskeyStmt(
        "select name_id, name, created_at, last_used_at from ops.passkey where name_id = $1",
        None,
    )
}
impl PasskeyStmt {
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
        name_id: &'a uuid::Uuid,
    ) -> PasskeyQuery<'c, 'a, 's, C, Passkey, 1> {
        PasskeyQuery {
            client,
            params: [name_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PasskeyBorrowed, tokio_postgres::Error> {
                    Ok(PasskeyBorrowed {
                        name_id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        created_at: row.try_get(2)?,
                        last_used_at: row.try_get(3)?,
                    })
                },
            mapper: |it| Passkey::from(it),
        }
    }
}
pub struct PasskeyIdsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn passkey_ids() -> PasskeyIdsStmt {
    PasskeyIdsStmt("select id from ops.passkey where person_id = $1", None)
}
impl PasskeyIdsStmt {
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
    ) -> Vecu8Query<'c, 'a, 's, C, Vec<u8>, 1> {
        Vecu8Query {
            client,
            params: [person_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct PasskeyHolderStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn passkey_holder() -> PasskeyHolderStmt {
    PasskeyHolderStmt(
        "select passkey.credential, person.id as person_id, person.name, person.role from ops.passkey passkey join ops.person person on person.id = passkey.person_id where passkey.id = $1 and passkey.person_id = $2 and person.state = 'active'",
        None,
    )
}
impl PasskeyHolderStmt {
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
        id: &'a T1,
        person_id: &'a uuid::Uuid,
    ) -> PasskeyHolderQuery<'c, 'a, 's, C, PasskeyHolder, 2> {
        PasskeyHolderQuery {
            client,
            params: [id, person_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PasskeyHolderBorrowed, tokio_postgres::Error> {
                    Ok(PasskeyHolderBorrowed {
                        credential: row.try_get(0)?,
                        person_id: row.try_get(1)?,
                        name: row.try_get(2)?,
                        role: row.try_get(3)?,
                    })
                },
            mapper: |it| PasskeyHolder::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PasskeyHolderParams<T1>,
        PasskeyHolderQuery<'c, 'a, 's, C, PasskeyHolder, 2>,
        C,
    > for PasskeyHolderStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PasskeyHolderParams<T1>,
    ) -> PasskeyHolderQuery<'c, 'a, 's, C, PasskeyHolder, 2> {
        self.bind(client, &params.id, &params.person_id)
    }
}
