// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct RaiseParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub kind: states::AlarmKind,
    pub run: uuid::Uuid,
    pub detail: T1,
    pub hint: T2,
    pub unless_held: bool,
}
#[derive(Clone, Copy, Debug)]
pub struct DecideParams {
    pub kind: states::AlarmKind,
    pub run: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct RaiseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn raise() -> RaiseStmt {
    RaiseStmt(
        "insert into ops.alarm as kept (kind, run_id, detail, hint) values ($1, $2, $3, $4) on conflict (kind) do update set run_id = excluded.run_id, detail = excluded.detail, hint = excluded.hint where not ($5 and exists (select from ops.sync_run r where r.id = kept.run_id and r.failure_reason::text = kept.kind::text))",
        None,
    )
}
impl RaiseStmt {
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
        kind: &'a states::AlarmKind,
        run: &'a uuid::Uuid,
        detail: &'a T1,
        hint: &'a T2,
        unless_held: &'a bool,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[kind, run, detail, hint, unless_held])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RaiseParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for RaiseStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RaiseParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.kind,
            &params.run,
            &params.detail,
            &params.hint,
            &params.unless_held,
        ))
    }
}
pub struct ClearStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear() -> ClearStmt {
    ClearStmt("delete from ops.alarm where kind = $1", None)
}
impl ClearStmt {
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
        kind: &'a states::AlarmKind,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[kind]).await
    }
}
pub struct ClearProvedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_proved() -> ClearProvedStmt {
    ClearProvedStmt(
        "delete from ops.alarm a where a.kind = 'rights_incident' and not exists (select from ops.cursor c left join ops.proof p using (model) where p.model is null or p.differing > 0 or coalesce(p.looked_again_at, p.proved_at) < a.raised_at)",
        None,
    )
}
impl ClearProvedStmt {
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
pub struct DecideStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn decide() -> DecideStmt {
    DecideStmt(
        "delete from ops.alarm where kind = $1 and run_id = $2",
        None,
    )
}
impl DecideStmt {
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
        kind: &'a states::AlarmKind,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[kind, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DecideParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for DecideStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DecideParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.kind, &params.run))
    }
}
pub struct ClearRestoredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_restored() -> ClearRestoredStmt {
    ClearRestoredStmt(
        "delete from ops.alarm a where a.kind = 'restored' and exists (select from ops.sync_run_model where run_id = $1 and jsonb_array_length(landmarks) > 0) and not exists ( select from ops.sync_run_model shown where shown.run_id = a.run_id and jsonb_array_length(shown.landmarks) > 0 and not exists ( select from ops.sync_run_model found where found.run_id = $1 and found.model = shown.model and jsonb_array_length(found.landmarks) > 0))",
        None,
    )
}
impl ClearRestoredStmt {
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
