// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct CountBuriedParams<T1: crate::StringSql> {
    pub rows: i64,
    pub run: uuid::Uuid,
    pub model: T1,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CountBuriedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_buried() -> CountBuriedStmt {
    CountBuriedStmt(
        "update ops.sync_run_model set rows_changed = rows_changed + $1, repaired = repaired + $1 where run_id = $2 and model = $3",
        None,
    )
}
impl CountBuriedStmt {
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
        rows: &'a i64,
        run: &'a uuid::Uuid,
        model: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[rows, run, model]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CountBuriedParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for CountBuriedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CountBuriedParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.rows, &params.run, &params.model))
    }
}
pub struct ForgetMissingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_missing() -> ForgetMissingStmt {
    ForgetMissingStmt("delete from ops.sync_missing where run_id = $1", None)
}
impl ForgetMissingStmt {
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
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run]).await
    }
}
