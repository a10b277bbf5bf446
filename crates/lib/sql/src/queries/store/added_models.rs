// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct KeepRowCountParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub table_name: T1,
    pub model: T2,
}
#[derive(Debug)]
pub struct ForgetFieldParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub model: T1,
    pub field: T2,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select from pg_advisory_xact_lock($1)", None)
}
impl LockStmt {
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
        key: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[key]).await
    }
}
pub struct KeepRowCountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_row_count() -> KeepRowCountStmt {
    KeepRowCountStmt(
        "select from ops.keep_row_count($1::text::regclass, $2)",
        None,
    )
}
impl KeepRowCountStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        table_name: &'a T1,
        model: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[table_name, model]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepRowCountParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for KeepRowCountStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepRowCountParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.table_name, &params.model))
    }
}
pub struct ForgetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget() -> ForgetStmt {
    ForgetStmt(
        "with cursors as (delete from ops.cursor where model = $1), fields as (delete from ops.mirrored_field where model = $1), histories as (delete from ops.history where model = $1), checks as (delete from ops.content_check where model = $1), proofs as (delete from ops.proof where model = $1) delete from ops.model_link where model = $1",
        None,
    )
}
impl ForgetStmt {
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
        model: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[model]).await
    }
}
pub struct ForgetFieldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_field() -> ForgetFieldStmt {
    ForgetFieldStmt(
        "delete from ops.mirrored_field where model = $1 and field = $2",
        None,
    )
}
impl ForgetFieldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        model: &'a T1,
        field: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[model, field]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetFieldParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ForgetFieldStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetFieldParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.model, &params.field))
    }
}
