// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::JsonSql,
    T6: crate::JsonSql,
    T7: crate::StringSql,
    T8: crate::StringSql,
    T9: crate::StringSql,
> {
    pub actor: T1,
    pub actor_name: Option<T2>,
    pub action: T3,
    pub object: Option<T4>,
    pub before: Option<T5>,
    pub after: Option<T6>,
    pub reason: Option<T7>,
    pub address: Option<std::net::IpAddr>,
    pub user_agent: Option<T8>,
    pub trace_id: Option<T9>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.audit (number, at, actor, actor_name, action, object, before, after, reason, address, user_agent, trace_id, previous_sha256, sha256) values (0, now(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '')",
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
        T5: crate::JsonSql,
        T6: crate::JsonSql,
        T7: crate::StringSql,
        T8: crate::StringSql,
        T9: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        actor: &'a T1,
        actor_name: &'a Option<T2>,
        action: &'a T3,
        object: &'a Option<T4>,
        before: &'a Option<T5>,
        after: &'a Option<T6>,
        reason: &'a Option<T7>,
        address: &'a Option<std::net::IpAddr>,
        user_agent: &'a Option<T8>,
        trace_id: &'a Option<T9>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    actor, actor_name, action, object, before, after, reason, address, user_agent,
                    trace_id,
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
    T5: crate::JsonSql,
    T6: crate::JsonSql,
    T7: crate::StringSql,
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
            &params.actor,
            &params.actor_name,
            &params.action,
            &params.object,
            &params.before,
            &params.after,
            &params.reason,
            &params.address,
            &params.user_agent,
            &params.trace_id,
        ))
    }
}
