// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub id: uuid::Uuid,
    pub object_kind: states::NoteObject,
    pub object_id: i64,
    pub text: T1,
    pub promise_date: Option<jiff::civil::Date>,
    pub promise_amount: Option<rust_decimal::Decimal>,
    pub promise_currency: Option<T2>,
    pub by: T3,
}
#[derive(Debug)]
pub struct ReplaceParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub text: T1,
    pub promise_date: Option<jiff::civil::Date>,
    pub promise_amount: Option<rust_decimal::Decimal>,
    pub promise_currency: Option<T2>,
    pub by: T3,
    pub id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.note (id, object_kind, object_id, text, promise_date, promise_amount, promise_currency, created_by, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
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
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        object_kind: &'a states::NoteObject,
        object_id: &'a i64,
        text: &'a T1,
        promise_date: &'a Option<jiff::civil::Date>,
        promise_amount: &'a Option<rust_decimal::Decimal>,
        promise_currency: &'a Option<T2>,
        by: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    object_kind,
                    object_id,
                    text,
                    promise_date,
                    promise_amount,
                    promise_currency,
                    by,
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.object_kind,
            &params.object_id,
            &params.text,
            &params.promise_date,
            &params.promise_amount,
            &params.promise_currency,
            &params.by,
        ))
    }
}
pub struct ReplaceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn replace() -> ReplaceStmt {
    ReplaceStmt(
        "update ops.note set text = $1, promise_date = $2, promise_amount = $3, promise_currency = $4, updated_by = $5, updated_at = now(), version = version + 1 where id = $6",
        None,
    )
}
impl ReplaceStmt {
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
        text: &'a T1,
        promise_date: &'a Option<jiff::civil::Date>,
        promise_amount: &'a Option<rust_decimal::Decimal>,
        promise_currency: &'a Option<T2>,
        by: &'a T3,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[text, promise_date, promise_amount, promise_currency, by, id],
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReplaceParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ReplaceStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReplaceParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.text,
            &params.promise_date,
            &params.promise_amount,
            &params.promise_currency,
            &params.by,
            &params.id,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from ops.note where id = $1", None)
}
impl DeleteStmt {
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
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select from ops.note where id = $1 for update", None)
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
