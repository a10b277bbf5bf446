// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct KeepParams<T1: crate::StringSql, T2: crate::JsonSql, T3: crate::JsonSql> {
    pub run: uuid::Uuid,
    pub attempt: uuid::Uuid,
    pub model: T1,
    pub after_id: i64,
    pub up_to_id: i64,
    pub odoo_count: i64,
    pub mirror_count: i64,
    pub odoo_id_sum: rust_decimal::Decimal,
    pub mirror_id_sum: rust_decimal::Decimal,
    pub odoo_sums: T2,
    pub mirror_sums: T3,
    pub odoo_last_write: Option<jiff::Timestamp>,
    pub mirror_last_write: Option<jiff::Timestamp>,
    pub equal: bool,
    pub in_flight: bool,
}
#[derive(Debug)]
pub struct KeepCompanyParams<T1: crate::StringSql, T2: crate::JsonSql, T3: crate::JsonSql> {
    pub run: uuid::Uuid,
    pub attempt: uuid::Uuid,
    pub model: T1,
    pub after_id: i64,
    pub company: i64,
    pub odoo_count: i64,
    pub mirror_count: i64,
    pub odoo_id_sum: Option<rust_decimal::Decimal>,
    pub mirror_id_sum: rust_decimal::Decimal,
    pub odoo_sums: T2,
    pub mirror_sums: T3,
    pub odoo_last_write: Option<jiff::Timestamp>,
    pub mirror_last_write: Option<jiff::Timestamp>,
    pub equal: bool,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OptionjiffTimestampQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<jiff::Timestamp>, tokio_postgres::Error>,
    mapper: fn(Option<jiff::Timestamp>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionjiffTimestampQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(Option<jiff::Timestamp>) -> R,
    ) -> OptionjiffTimestampQuery<'c, 'a, 's, C, R, N> {
        OptionjiffTimestampQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row =
            crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row =
            crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<
        impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c,
        tokio_postgres::Error,
    > {
        let stream = crate::client::async_::raw(
            self.client,
            self.query,
            crate::slice_iter(&self.params),
            self.cached,
        )
        .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row =
            crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row =
            crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<
        impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c,
        tokio_postgres::Error,
    > {
        let stream = crate::client::async_::raw(
            self.client,
            self.query,
            crate::slice_iter(&self.params),
            self.cached,
        )
        .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct WindowUntilStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn window_until() -> WindowUntilStmt {
    WindowUntilStmt("select window_until from ops.sync_run where id = $1", None)
}
impl WindowUntilStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
    ) -> OptionjiffTimestampQuery<'c, 'a, 's, C, Option<jiff::Timestamp>, 1> {
        OptionjiffTimestampQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct KeepStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep() -> KeepStmt {
    KeepStmt(
        "insert into ops.digest (run_id, attempt, model, after_id, up_to_id, odoo_count, mirror_count, odoo_id_sum, mirror_id_sum, odoo_sums, mirror_sums, odoo_last_write, mirror_last_write, equal, in_flight) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing returning after_id",
        None,
    )
}
impl KeepStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::JsonSql,
        T3: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        attempt: &'a uuid::Uuid,
        model: &'a T1,
        after_id: &'a i64,
        up_to_id: &'a i64,
        odoo_count: &'a i64,
        mirror_count: &'a i64,
        odoo_id_sum: &'a rust_decimal::Decimal,
        mirror_id_sum: &'a rust_decimal::Decimal,
        odoo_sums: &'a T2,
        mirror_sums: &'a T3,
        odoo_last_write: &'a Option<jiff::Timestamp>,
        mirror_last_write: &'a Option<jiff::Timestamp>,
        equal: &'a bool,
        in_flight: &'a bool,
    ) -> I64Query<'c, 'a, 's, C, i64, 15> {
        I64Query {
            client,
            params: [
                run,
                attempt,
                model,
                after_id,
                up_to_id,
                odoo_count,
                mirror_count,
                odoo_id_sum,
                mirror_id_sum,
                odoo_sums,
                mirror_sums,
                odoo_last_write,
                mirror_last_write,
                equal,
                in_flight,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql, T3: crate::JsonSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        KeepParams<T1, T2, T3>,
        I64Query<'c, 'a, 's, C, i64, 15>,
        C,
    > for KeepStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a KeepParams<T1, T2, T3>,
    ) -> I64Query<'c, 'a, 's, C, i64, 15> {
        self.bind(
            client,
            &params.run,
            &params.attempt,
            &params.model,
            &params.after_id,
            &params.up_to_id,
            &params.odoo_count,
            &params.mirror_count,
            &params.odoo_id_sum,
            &params.mirror_id_sum,
            &params.odoo_sums,
            &params.mirror_sums,
            &params.odoo_last_write,
            &params.mirror_last_write,
            &params.equal,
            &params.in_flight,
        )
    }
}
pub struct KeepCompanyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_company() -> KeepCompanyStmt {
    KeepCompanyStmt(
        "insert into ops.digest_company (run_id, attempt, model, after_id, company_id, odoo_count, mirror_count, odoo_id_sum, mirror_id_sum, odoo_sums, mirror_sums, odoo_last_write, mirror_last_write, equal) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing returning after_id",
        None,
    )
}
impl KeepCompanyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::JsonSql,
        T3: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        attempt: &'a uuid::Uuid,
        model: &'a T1,
        after_id: &'a i64,
        company: &'a i64,
        odoo_count: &'a i64,
        mirror_count: &'a i64,
        odoo_id_sum: &'a Option<rust_decimal::Decimal>,
        mirror_id_sum: &'a rust_decimal::Decimal,
        odoo_sums: &'a T2,
        mirror_sums: &'a T3,
        odoo_last_write: &'a Option<jiff::Timestamp>,
        mirror_last_write: &'a Option<jiff::Timestamp>,
        equal: &'a bool,
    ) -> I64Query<'c, 'a, 's, C, i64, 14> {
        I64Query {
            client,
            params: [
                run,
                attempt,
                model,
                after_id,
                company,
                odoo_count,
                mirror_count,
                odoo_id_sum,
                mirror_id_sum,
                odoo_sums,
                mirror_sums,
                odoo_last_write,
                mirror_last_write,
                equal,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql, T3: crate::JsonSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        KeepCompanyParams<T1, T2, T3>,
        I64Query<'c, 'a, 's, C, i64, 14>,
        C,
    > for KeepCompanyStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a KeepCompanyParams<T1, T2, T3>,
    ) -> I64Query<'c, 'a, 's, C, i64, 14> {
        self.bind(
            client,
            &params.run,
            &params.attempt,
            &params.model,
            &params.after_id,
            &params.company,
            &params.odoo_count,
            &params.mirror_count,
            &params.odoo_id_sum,
            &params.mirror_id_sum,
            &params.odoo_sums,
            &params.mirror_sums,
            &params.odoo_last_write,
            &params.mirror_last_write,
            &params.equal,
        )
    }
}
