// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<T1: crate::ArraySql<Item = i64>> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub object_kind: Option<states::NoteObject>,
    pub object_id: Option<i64>,
    pub promised_until: Option<jiff::civil::Date>,
    pub companies: Option<T1>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct CompanyOfObjectParams {
    pub kind: states::NoteObject,
    pub id: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub id: uuid::Uuid,
    pub object_kind: states::NoteObject,
    pub object_id: i64,
    pub text: String,
    pub promise_date: Option<jiff::civil::Date>,
    pub promise_amount: Option<rust_decimal::Decimal>,
    pub promise_currency: Option<String>,
    pub company_id: Option<i64>,
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    pub move_id: Option<i64>,
    pub move_name: Option<String>,
    pub version: i32,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
    pub updated_by: String,
    pub updated_by_name: Option<String>,
    pub updated_at: jiff::Timestamp,
}
pub struct NoteBorrowed<'a> {
    pub id: uuid::Uuid,
    pub object_kind: states::NoteObject,
    pub object_id: i64,
    pub text: &'a str,
    pub promise_date: Option<jiff::civil::Date>,
    pub promise_amount: Option<rust_decimal::Decimal>,
    pub promise_currency: Option<&'a str>,
    pub company_id: Option<i64>,
    pub partner_id: Option<i64>,
    pub partner_name: Option<&'a str>,
    pub move_id: Option<i64>,
    pub move_name: Option<&'a str>,
    pub version: i32,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub updated_by: &'a str,
    pub updated_by_name: Option<&'a str>,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<NoteBorrowed<'a>> for Note {
    fn from(
        NoteBorrowed {
            id,
            object_kind,
            object_id,
            text,
            promise_date,
            promise_amount,
            promise_currency,
            company_id,
            partner_id,
            partner_name,
            move_id,
            move_name,
            version,
            created_by,
            created_by_name,
            created_at,
            updated_by,
            updated_by_name,
            updated_at,
        }: NoteBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            object_kind,
            object_id,
            text: text.into(),
            promise_date,
            promise_amount,
            promise_currency: promise_currency.map(|v| v.into()),
            company_id,
            partner_id,
            partner_name: partner_name.map(|v| v.into()),
            move_id,
            move_name: move_name.map(|v| v.into()),
            version,
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
            updated_by: updated_by.into(),
            updated_by_name: updated_by_name.map(|v| v.into()),
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct NoteQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<NoteBorrowed, tokio_postgres::Error>,
    mapper: fn(NoteBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NoteQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(NoteBorrowed) -> R) -> NoteQuery<'c, 'a, 's, C, R, N> {
        NoteQuery {
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
pub struct Optioni64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<i64>, tokio_postgres::Error>,
    mapper: fn(Option<i64>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Optioni64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<i64>) -> R) -> Optioni64Query<'c, 'a, 's, C, R, N> {
        Optioni64Query {
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
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
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
pub struct GetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get() -> GetStmt {
    GetStmt(
        "select id, object_kind, object_id, text, promise_date, promise_amount, promise_currency, about.company_id, about.partner_id, about.partner_name, about.move_id, about.move_name, version, created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at from ops.note join ops.note_object_shown about on about.note_id = id where id = $1",
        None,
    )
}
impl GetStmt {
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
        id: &'a uuid::Uuid,
    ) -> NoteQuery<'c, 'a, 's, C, Note, 1> {
        NoteQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NoteBorrowed, tokio_postgres::Error> {
                Ok(NoteBorrowed {
                    id: row.try_get(0)?,
                    object_kind: row.try_get(1)?,
                    object_id: row.try_get(2)?,
                    text: row.try_get(3)?,
                    promise_date: row.try_get(4)?,
                    promise_amount: row.try_get(5)?,
                    promise_currency: row.try_get(6)?,
                    company_id: row.try_get(7)?,
                    partner_id: row.try_get(8)?,
                    partner_name: row.try_get(9)?,
                    move_id: row.try_get(10)?,
                    move_name: row.try_get(11)?,
                    version: row.try_get(12)?,
                    created_by: row.try_get(13)?,
                    created_by_name: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_by: row.try_get(16)?,
                    updated_by_name: row.try_get(17)?,
                    updated_at: row.try_get(18)?,
                })
            },
            mapper: |it| Note::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, object_kind, object_id, text, promise_date, promise_amount, promise_currency, about.company_id, about.partner_id, about.partner_name, about.move_id, about.move_name, version, created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at from ops.note join ops.note_object_shown about on about.note_id = id where ($1::timestamptz is null or (created_at, id) < ($1, $2)) and ($3::ops.note_object is null or (object_kind = $3 and object_id = $4)) and ($5::date is null or promise_date <= $5) and ($6::bigint[] is null or about.company_id is null or about.company_id = any($6)) order by created_at desc, id desc limit $7",
        None,
    )
}
impl ListStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        object_kind: &'a Option<states::NoteObject>,
        object_id: &'a Option<i64>,
        promised_until: &'a Option<jiff::civil::Date>,
        companies: &'a Option<T1>,
        limit: &'a i64,
    ) -> NoteQuery<'c, 'a, 's, C, Note, 7> {
        NoteQuery {
            client,
            params: [
                before,
                before_id,
                object_kind,
                object_id,
                promised_until,
                companies,
                limit,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NoteBorrowed, tokio_postgres::Error> {
                Ok(NoteBorrowed {
                    id: row.try_get(0)?,
                    object_kind: row.try_get(1)?,
                    object_id: row.try_get(2)?,
                    text: row.try_get(3)?,
                    promise_date: row.try_get(4)?,
                    promise_amount: row.try_get(5)?,
                    promise_currency: row.try_get(6)?,
                    company_id: row.try_get(7)?,
                    partner_id: row.try_get(8)?,
                    partner_name: row.try_get(9)?,
                    move_id: row.try_get(10)?,
                    move_name: row.try_get(11)?,
                    version: row.try_get(12)?,
                    created_by: row.try_get(13)?,
                    created_by_name: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_by: row.try_get(16)?,
                    updated_by_name: row.try_get(17)?,
                    updated_at: row.try_get(18)?,
                })
            },
            mapper: |it| Note::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>
    crate::client::async_::Params<'c, 'a, 's, ListParams<T1>, NoteQuery<'c, 'a, 's, C, Note, 7>, C>
    for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1>,
    ) -> NoteQuery<'c, 'a, 's, C, Note, 7> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.object_kind,
            &params.object_id,
            &params.promised_until,
            &params.companies,
            &params.limit,
        )
    }
}
pub struct CompanyOfObjectStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn company_of_object() -> CompanyOfObjectStmt {
    CompanyOfObjectStmt(
        "select company_id from odoo.res_partner where $1::ops.note_object = 'partner' and id = $2 union all select company_id from odoo.account_move where $1::ops.note_object = 'document' and id = $2",
        None,
    )
}
impl CompanyOfObjectStmt {
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
        kind: &'a states::NoteObject,
        id: &'a i64,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [kind, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CompanyOfObjectParams,
        Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>,
        C,
    > for CompanyOfObjectStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CompanyOfObjectParams,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.kind, &params.id)
    }
}
pub struct IsCurrencyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_currency() -> IsCurrencyStmt {
    IsCurrencyStmt(
        "select exists (select from odoo.res_currency where name = $1 and _deleted_at is null) as is_currency",
        None,
    )
}
impl IsCurrencyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        code: &'a T1,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [code],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
