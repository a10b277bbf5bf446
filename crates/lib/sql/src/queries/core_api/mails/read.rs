// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = i64>,
> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub export_id: Option<uuid::Uuid>,
    pub schedule_id: Option<uuid::Uuid>,
    pub state: Option<states::MailState>,
    pub partner_id: Option<T1>,
    pub statement_run: Option<T2>,
    pub recipient: Option<T3>,
    pub since: Option<jiff::Timestamp>,
    pub companies: Option<T4>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct OfExportParams {
    pub export: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Mail {
    pub id: uuid::Uuid,
    pub export_id: uuid::Uuid,
    pub schedule_id: Option<uuid::Uuid>,
    pub occasion: String,
    pub recipient: String,
    pub locale: String,
    pub state: states::MailState,
    pub tries: i32,
    pub next_try_at: Option<jiff::Timestamp>,
    pub reply_code: Option<i32>,
    pub detail: Option<String>,
    pub created_at: jiff::Timestamp,
    pub settled_at: Option<jiff::Timestamp>,
    pub company_ids: Option<Vec<i64>>,
    pub export_requested_by: String,
    pub partner_id: Option<i64>,
}
pub struct MailBorrowed<'a> {
    pub id: uuid::Uuid,
    pub export_id: uuid::Uuid,
    pub schedule_id: Option<uuid::Uuid>,
    pub occasion: &'a str,
    pub recipient: &'a str,
    pub locale: &'a str,
    pub state: states::MailState,
    pub tries: i32,
    pub next_try_at: Option<jiff::Timestamp>,
    pub reply_code: Option<i32>,
    pub detail: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub settled_at: Option<jiff::Timestamp>,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub export_requested_by: &'a str,
    pub partner_id: Option<i64>,
}
impl<'a> From<MailBorrowed<'a>> for Mail {
    fn from(
        MailBorrowed {
            id,
            export_id,
            schedule_id,
            occasion,
            recipient,
            locale,
            state,
            tries,
            next_try_at,
            reply_code,
            detail,
            created_at,
            settled_at,
            company_ids,
            export_requested_by,
            partner_id,
        }: MailBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            export_id,
            schedule_id,
            occasion: occasion.into(),
            recipient: recipient.into(),
            locale: locale.into(),
            state,
            tries,
            next_try_at,
            reply_code,
            detail: detail.map(|v| v.into()),
            created_at,
            settled_at,
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            export_requested_by: export_requested_by.into(),
            partner_id,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct MailQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MailBorrowed, tokio_postgres::Error>,
    mapper: fn(MailBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MailQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MailBorrowed) -> R) -> MailQuery<'c, 'a, 's, C, R, N> {
        MailQuery {
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
        "select mail.id, mail.export_id, mail.schedule_id, mail.occasion, mail.recipient, mail.locale, mail.state, mail.tries, mail.next_try_at, mail.reply_code, mail.detail, mail.created_at, mail.settled_at, job.company_ids, job.requested_by as export_requested_by, case when job.report = 'partner-statement' then (job.parameters ->> 'partner_id')::bigint end as partner_id from ops.mail mail join ops.export_job job on job.id = mail.export_id where mail.id = $1",
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
    ) -> MailQuery<'c, 'a, 's, C, Mail, 1> {
        MailQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MailBorrowed, tokio_postgres::Error> {
                Ok(MailBorrowed {
                    id: row.try_get(0)?,
                    export_id: row.try_get(1)?,
                    schedule_id: row.try_get(2)?,
                    occasion: row.try_get(3)?,
                    recipient: row.try_get(4)?,
                    locale: row.try_get(5)?,
                    state: row.try_get(6)?,
                    tries: row.try_get(7)?,
                    next_try_at: row.try_get(8)?,
                    reply_code: row.try_get(9)?,
                    detail: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    settled_at: row.try_get(12)?,
                    company_ids: row.try_get(13)?,
                    export_requested_by: row.try_get(14)?,
                    partner_id: row.try_get(15)?,
                })
            },
            mapper: |it| Mail::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select mail.id, mail.export_id, mail.schedule_id, mail.occasion, mail.recipient, mail.locale, mail.state, mail.tries, mail.next_try_at, mail.reply_code, mail.detail, mail.created_at, mail.settled_at, job.company_ids, job.requested_by as export_requested_by, case when job.report = 'partner-statement' then (job.parameters ->> 'partner_id')::bigint end as partner_id from ops.mail mail join ops.export_job job on job.id = mail.export_id where ($1::timestamptz is null or (mail.created_at, mail.id) < ($1, $2)) and ($3::uuid is null or mail.export_id = $3) and ($4::uuid is null or mail.schedule_id = $4) and ($5::ops.mail_state is null or mail.state = $5) and ($6::text is null or (job.report = 'partner-statement' and job.parameters ->> 'partner_id' = $6 and mail.occasion <> 'statement_test')) and ($7::text is null or job.requested_by = $7) and ($8::text is null or lower(mail.recipient) = lower($8)) and ($9::timestamptz is null or mail.created_at >= $9) and ($10::bigint[] is null or job.company_ids <@ $10) order by mail.created_at desc, mail.id desc limit $11",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        export_id: &'a Option<uuid::Uuid>,
        schedule_id: &'a Option<uuid::Uuid>,
        state: &'a Option<states::MailState>,
        partner_id: &'a Option<T1>,
        statement_run: &'a Option<T2>,
        recipient: &'a Option<T3>,
        since: &'a Option<jiff::Timestamp>,
        companies: &'a Option<T4>,
        limit: &'a i64,
    ) -> MailQuery<'c, 'a, 's, C, Mail, 11> {
        MailQuery {
            client,
            params: [
                before,
                before_id,
                export_id,
                schedule_id,
                state,
                partner_id,
                statement_run,
                recipient,
                since,
                companies,
                limit,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MailBorrowed, tokio_postgres::Error> {
                Ok(MailBorrowed {
                    id: row.try_get(0)?,
                    export_id: row.try_get(1)?,
                    schedule_id: row.try_get(2)?,
                    occasion: row.try_get(3)?,
                    recipient: row.try_get(4)?,
                    locale: row.try_get(5)?,
                    state: row.try_get(6)?,
                    tries: row.try_get(7)?,
                    next_try_at: row.try_get(8)?,
                    reply_code: row.try_get(9)?,
                    detail: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    settled_at: row.try_get(12)?,
                    company_ids: row.try_get(13)?,
                    export_requested_by: row.try_get(14)?,
                    partner_id: row.try_get(15)?,
                })
            },
            mapper: |it| Mail::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1, T2, T3, T4>,
        MailQuery<'c, 'a, 's, C, Mail, 11>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1, T2, T3, T4>,
    ) -> MailQuery<'c, 'a, 's, C, Mail, 11> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.export_id,
            &params.schedule_id,
            &params.state,
            &params.partner_id,
            &params.statement_run,
            &params.recipient,
            &params.since,
            &params.companies,
            &params.limit,
        )
    }
}
pub struct AreWaitingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn are_waiting() -> AreWaitingStmt {
    AreWaitingStmt(
        "select exists (select from ops.mail where export_id = $1 and state in ('waiting', 'requested')) as are_waiting",
        None,
    )
}
impl AreWaitingStmt {
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
        export: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [export],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct OfExportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_export() -> OfExportStmt {
    OfExportStmt(
        "select mail.id, mail.export_id, mail.schedule_id, mail.occasion, mail.recipient, mail.locale, mail.state, mail.tries, mail.next_try_at, mail.reply_code, mail.detail, mail.created_at, mail.settled_at, job.company_ids, job.requested_by as export_requested_by, case when job.report = 'partner-statement' then (job.parameters ->> 'partner_id')::bigint end as partner_id from ops.mail mail join ops.export_job job on job.id = mail.export_id where mail.export_id = $1 order by mail.created_at desc, mail.id desc limit $2",
        None,
    )
}
impl OfExportStmt {
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
        export: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> MailQuery<'c, 'a, 's, C, Mail, 2> {
        MailQuery {
            client,
            params: [export, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MailBorrowed, tokio_postgres::Error> {
                Ok(MailBorrowed {
                    id: row.try_get(0)?,
                    export_id: row.try_get(1)?,
                    schedule_id: row.try_get(2)?,
                    occasion: row.try_get(3)?,
                    recipient: row.try_get(4)?,
                    locale: row.try_get(5)?,
                    state: row.try_get(6)?,
                    tries: row.try_get(7)?,
                    next_try_at: row.try_get(8)?,
                    reply_code: row.try_get(9)?,
                    detail: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    settled_at: row.try_get(12)?,
                    company_ids: row.try_get(13)?,
                    export_requested_by: row.try_get(14)?,
                    partner_id: row.try_get(15)?,
                })
            },
            mapper: |it| Mail::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, OfExportParams, MailQuery<'c, 'a, 's, C, Mail, 2>, C>
    for OfExportStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfExportParams,
    ) -> MailQuery<'c, 'a, 's, C, Mail, 2> {
        self.bind(client, &params.export, &params.limit)
    }
}
