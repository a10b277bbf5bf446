// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::BytesSql,
    T8: crate::StringSql,
    T9: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub action: T1,
    pub letter_id: T2,
    pub queue: T3,
    pub event: Option<T4>,
    pub dead_reason: Option<T5>,
    pub dead_detail: Option<T6>,
    pub body_sha256: T7,
    pub size_bytes: i64,
    pub requested_by: T8,
    pub reason: Option<T9>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.dead_letter_action (id, action, letter_id, queue, event, dead_reason, dead_detail, body_sha256, size_bytes, requested_by, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
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
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::BytesSql,
        T8: crate::StringSql,
        T9: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        action: &'a T1,
        letter_id: &'a T2,
        queue: &'a T3,
        event: &'a Option<T4>,
        dead_reason: &'a Option<T5>,
        dead_detail: &'a Option<T6>,
        body_sha256: &'a T7,
        size_bytes: &'a i64,
        requested_by: &'a T8,
        reason: &'a Option<T9>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    action,
                    letter_id,
                    queue,
                    event,
                    dead_reason,
                    dead_detail,
                    body_sha256,
                    size_bytes,
                    requested_by,
                    reason,
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
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::BytesSql,
    T8: crate::StringSql,
    T9: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.action,
            &params.letter_id,
            &params.queue,
            &params.event,
            &params.dead_reason,
            &params.dead_detail,
            &params.body_sha256,
            &params.size_bytes,
            &params.requested_by,
            &params.reason,
        ))
    }
}
pub struct DoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn done() -> DoneStmt {
    DoneStmt(
        "update ops.dead_letter_action set done_at = now() where id = any($1)",
        None,
    )
}
impl DoneStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        actions: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[actions]).await
    }
}
