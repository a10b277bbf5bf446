// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::BytesSql,
    T5: crate::StringSql,
> {
    pub id: T1,
    pub name: T2,
    pub role: states::Role,
    pub company_ids: Option<T3>,
    pub secret_sha256: T4,
    pub created_by: T5,
    pub expires_at: Option<jiff::Timestamp>,
}
#[derive(Debug)]
pub struct ChangeParams<T1: crate::StringSql, T2: crate::ArraySql<Item = i64>, T3: crate::StringSql>
{
    pub name: Option<T1>,
    pub role: Option<states::Role>,
    pub changes_companies: bool,
    pub company_ids: Option<T2>,
    pub changes_expiry: bool,
    pub expires_at: Option<jiff::Timestamp>,
    pub id: T3,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.api_key (id, name, role, company_ids, secret_sha256, created_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
        None,
    )
}
impl InsertStmt {
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
        T3: crate::ArraySql<Item = i64>,
        T4: crate::BytesSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a T1,
        name: &'a T2,
        role: &'a states::Role,
        company_ids: &'a Option<T3>,
        secret_sha256: &'a T4,
        created_by: &'a T5,
        expires_at: &'a Option<jiff::Timestamp>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    name,
                    role,
                    company_ids,
                    secret_sha256,
                    created_by,
                    expires_at,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::BytesSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.name,
            &params.role,
            &params.company_ids,
            &params.secret_sha256,
            &params.created_by,
            &params.expires_at,
        ))
    }
}
pub struct ChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn change() -> ChangeStmt {
    ChangeStmt(
        "update ops.api_key set name = coalesce($1, name), role = coalesce($2, role), company_ids = case when $3 then $4 else company_ids end, expires_at = case when $5 then $6 else expires_at end, version = version + 1 where id = $7 and revoked_at is null",
        None,
    )
}
impl ChangeStmt {
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
        T2: crate::ArraySql<Item = i64>,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        role: &'a Option<states::Role>,
        changes_companies: &'a bool,
        company_ids: &'a Option<T2>,
        changes_expiry: &'a bool,
        expires_at: &'a Option<jiff::Timestamp>,
        id: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    name,
                    role,
                    changes_companies,
                    company_ids,
                    changes_expiry,
                    expires_at,
                    id,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ChangeParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ChangeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ChangeParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.role,
            &params.changes_companies,
            &params.company_ids,
            &params.changes_expiry,
            &params.expires_at,
            &params.id,
        ))
    }
}
pub struct RevokeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke() -> RevokeStmt {
    RevokeStmt(
        "update ops.api_key set revoked_at = now(), version = version + 1 where id = $1 and revoked_at is null",
        None,
    )
}
impl RevokeStmt {
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
        id: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select from ops.api_key where id = $1 for update", None)
}
impl LockStmt {
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
        id: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
