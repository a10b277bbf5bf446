// This file was generated with `cornucopia`. Do not modify.

use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SeeCompaniesOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn see_companies_of() -> SeeCompaniesOfStmt {
    SeeCompaniesOfStmt(
        "update ops.mirror m set company_ids = r.company_ids from ops.sync_run r where r.id = $1 and r.company_ids is not null",
        None,
    )
}
impl SeeCompaniesOfStmt {
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
pub struct AcceptRestoreStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn accept_restore() -> AcceptRestoreStmt {
    AcceptRestoreStmt("update ops.mirror set restored_at = now()", None)
}
impl AcceptRestoreStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
