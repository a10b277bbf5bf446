// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct HolderParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub issuer: T1,
    pub subject: T2,
}
#[derive(Debug)]
pub struct LinkParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub issuer: T1,
    pub subject: T2,
    pub person_id: uuid::Uuid,
    pub email: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    pub id: uuid::Uuid,
    pub name: String,
    pub role: states::Role,
    pub company_ids: Option<Vec<i64>>,
    pub state: states::PersonState,
}
pub struct HolderBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub role: states::Role,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub state: states::PersonState,
}
impl<'a> From<HolderBorrowed<'a>> for Holder {
    fn from(
        HolderBorrowed {
            id,
            name,
            role,
            company_ids,
            state,
        }: HolderBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            role,
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            state,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Invited {
    pub id: uuid::Uuid,
    pub name: String,
    pub role: states::Role,
    pub company_ids: Option<Vec<i64>>,
}
pub struct InvitedBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub role: states::Role,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
}
impl<'a> From<InvitedBorrowed<'a>> for Invited {
    fn from(
        InvitedBorrowed {
            id,
            name,
            role,
            company_ids,
        }: InvitedBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            role,
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct HolderQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HolderBorrowed, tokio_postgres::Error>,
    mapper: fn(HolderBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HolderQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HolderBorrowed) -> R) -> HolderQuery<'c, 'a, 's, C, R, N> {
        HolderQuery {
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
pub struct InvitedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<InvitedBorrowed, tokio_postgres::Error>,
    mapper: fn(InvitedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> InvitedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(InvitedBorrowed) -> R) -> InvitedQuery<'c, 'a, 's, C, R, N> {
        InvitedQuery {
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
pub struct HolderStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn holder() -> HolderStmt {
    HolderStmt(
        "select person.id, person.name, person.role, person.company_ids, person.state from ops.person_identity identity join ops.person person on person.id = identity.person_id where identity.issuer = $1 and identity.subject = $2 for update of person",
        None,
    )
}
impl HolderStmt {
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
        issuer: &'a T1,
        subject: &'a T2,
    ) -> HolderQuery<'c, 'a, 's, C, Holder, 2> {
        HolderQuery {
            client,
            params: [issuer, subject],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<HolderBorrowed, tokio_postgres::Error> {
                    Ok(HolderBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        role: row.try_get(2)?,
                        company_ids: row.try_get(3)?,
                        state: row.try_get(4)?,
                    })
                },
            mapper: |it| Holder::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        HolderParams<T1, T2>,
        HolderQuery<'c, 'a, 's, C, Holder, 2>,
        C,
    > for HolderStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HolderParams<T1, T2>,
    ) -> HolderQuery<'c, 'a, 's, C, Holder, 2> {
        self.bind(client, &params.issuer, &params.subject)
    }
}
pub struct InvitedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn invited() -> InvitedStmt {
    InvitedStmt(
        "select id, name, role, company_ids from ops.person where email = $1 and state = 'invited' for update",
        None,
    )
}
impl InvitedStmt {
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
    ) -> InvitedQuery<'c, 'a, 's, C, Invited, 1> {
        InvitedQuery {
            client,
            params: [email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<InvitedBorrowed, tokio_postgres::Error> {
                    Ok(InvitedBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        role: row.try_get(2)?,
                        company_ids: row.try_get(3)?,
                    })
                },
            mapper: |it| Invited::from(it),
        }
    }
}
pub struct LinkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn link() -> LinkStmt {
    LinkStmt(
        "insert into ops.person_identity (issuer, subject, person_id, email) values ($1, $2, $3, $4)",
        None,
    )
}
impl LinkStmt {
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
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        issuer: &'a T1,
        subject: &'a T2,
        person_id: &'a uuid::Uuid,
        email: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[issuer, subject, person_id, email])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        LinkParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for LinkStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a LinkParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.issuer,
            &params.subject,
            &params.person_id,
            &params.email,
        ))
    }
}
pub struct ActivateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn activate() -> ActivateStmt {
    ActivateStmt(
        "with spent as ( delete from ops.sign_in_token where person_id = $1 ) update ops.person set state = 'active' where id = $1 and state = 'invited'",
        None,
    )
}
impl ActivateStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
