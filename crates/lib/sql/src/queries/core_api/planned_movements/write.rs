// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub company_id: i64,
    pub journal_id: Option<i64>,
    pub date: jiff::civil::Date,
    pub every: Option<T1>,
    pub until: Option<jiff::civil::Date>,
    pub amount: rust_decimal::Decimal,
    pub currency: T2,
    pub label: T3,
    pub by: T4,
}
#[derive(Debug)]
pub struct ReplaceParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub company_id: i64,
    pub journal_id: Option<i64>,
    pub date: jiff::civil::Date,
    pub every: Option<T1>,
    pub until: Option<jiff::civil::Date>,
    pub amount: rust_decimal::Decimal,
    pub currency: T2,
    pub label: T3,
    pub by: T4,
    pub id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.planned_movement (id, company_id, journal_id, date, every, until, amount, currency, label, created_by, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
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
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        company_id: &'a i64,
        journal_id: &'a Option<i64>,
        date: &'a jiff::civil::Date,
        every: &'a Option<T1>,
        until: &'a Option<jiff::civil::Date>,
        amount: &'a rust_decimal::Decimal,
        currency: &'a T2,
        label: &'a T3,
        by: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id, company_id, journal_id, date, every, until, amount, currency, label, by,
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.company_id,
            &params.journal_id,
            &params.date,
            &params.every,
            &params.until,
            &params.amount,
            &params.currency,
            &params.label,
            &params.by,
        ))
    }
}
pub struct ReplaceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn replace() -> ReplaceStmt {
    ReplaceStmt(
        "update ops.planned_movement set company_id = $1, journal_id = $2, date = $3, every = $4, until = $5, amount = $6, currency = $7, label = $8, updated_by = $9, updated_at = now(), version = version + 1 where id = $10",
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
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        company_id: &'a i64,
        journal_id: &'a Option<i64>,
        date: &'a jiff::civil::Date,
        every: &'a Option<T1>,
        until: &'a Option<jiff::civil::Date>,
        amount: &'a rust_decimal::Decimal,
        currency: &'a T2,
        label: &'a T3,
        by: &'a T4,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    company_id, journal_id, date, every, until, amount, currency, label, by, id,
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReplaceParams<T1, T2, T3, T4>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ReplaceStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReplaceParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.company_id,
            &params.journal_id,
            &params.date,
            &params.every,
            &params.until,
            &params.amount,
            &params.currency,
            &params.label,
            &params.by,
            &params.id,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from ops.planned_movement where id = $1", None)
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
    LockStmt(
        "select from ops.planned_movement where id = $1 for update",
        None,
    )
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
