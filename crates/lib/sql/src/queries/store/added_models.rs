// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct KeepRowCountParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub table_name: T1,
    pub model: T2,
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
