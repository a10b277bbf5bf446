// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListParams {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeliveriesParams {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub webhook_id: Option<uuid::Uuid>,
    pub event: Option<states::WebhookEvent>,
    pub state: Option<states::WebhookDeliveryState>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    pub id: uuid::Uuid,
    pub version: i32,
    pub name: String,
    pub target_url: String,
    pub events: Vec<states::WebhookEvent>,
    pub active: bool,
    pub paused_because: Option<String>,
    pub previous_key_until: Option<jiff::Timestamp>,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
}
pub struct WebhookBorrowed<'a> {
    pub id: uuid::Uuid,
    pub version: i32,
    pub name: &'a str,
    pub target_url: &'a str,
    pub events: crate::ArrayIterator<'a, states::WebhookEvent>,
    pub active: bool,
    pub paused_because: Option<&'a str>,
    pub previous_key_until: Option<jiff::Timestamp>,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<WebhookBorrowed<'a>> for Webhook {
    fn from(
        WebhookBorrowed {
            id,
            version,
            name,
            target_url,
            events,
            active,
            paused_because,
            previous_key_until,
            created_by,
            created_by_name,
            created_at,
        }: WebhookBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            version,
            name: name.into(),
            target_url: target_url.into(),
            events: events.map(|v| v).collect(),
            active,
            paused_because: paused_because.map(|v| v.into()),
            previous_key_until,
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    pub id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event: states::WebhookEvent,
    pub data: serde_json::Value,
    pub state: states::WebhookDeliveryState,
    pub tries: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub settled_at: Option<jiff::Timestamp>,
    pub status_code: Option<i32>,
    pub detail: Option<String>,
}
pub struct DeliveryBorrowed<'a> {
    pub id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event: states::WebhookEvent,
    pub data: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub state: states::WebhookDeliveryState,
    pub tries: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub settled_at: Option<jiff::Timestamp>,
    pub status_code: Option<i32>,
    pub detail: Option<&'a str>,
}
impl<'a> From<DeliveryBorrowed<'a>> for Delivery {
    fn from(
        DeliveryBorrowed {
            id,
            webhook_id,
            event,
            data,
            state,
            tries,
            due_at,
            created_at,
            settled_at,
            status_code,
            detail,
        }: DeliveryBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            webhook_id,
            event,
            data: serde_json::from_str(data.0.get()).unwrap(),
            state,
            tries,
            due_at,
            created_at,
            settled_at,
            status_code,
            detail: detail.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Tries {
    pub number: i32,
    pub ended_at: jiff::Timestamp,
    pub status_code: Option<i32>,
    pub detail: String,
    pub duration_ms: i64,
}
pub struct TriesBorrowed<'a> {
    pub number: i32,
    pub ended_at: jiff::Timestamp,
    pub status_code: Option<i32>,
    pub detail: &'a str,
    pub duration_ms: i64,
}
impl<'a> From<TriesBorrowed<'a>> for Tries {
    fn from(
        TriesBorrowed {
            number,
            ended_at,
            status_code,
            detail,
            duration_ms,
        }: TriesBorrowed<'a>,
    ) -> Self {
        Self {
            number,
            ended_at,
            status_code,
            detail: detail.into(),
            duration_ms,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct WebhookQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WebhookBorrowed, tokio_postgres::Error>,
    mapper: fn(WebhookBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WebhookQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(WebhookBorrowed) -> R) -> WebhookQuery<'c, 'a, 's, C, R, N> {
        WebhookQuery {
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
pub struct DeliveryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeliveryBorrowed, tokio_postgres::Error>,
    mapper: fn(DeliveryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeliveryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeliveryBorrowed) -> R) -> DeliveryQuery<'c, 'a, 's, C, R, N> {
        DeliveryQuery {
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
pub struct TriesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TriesBorrowed, tokio_postgres::Error>,
    mapper: fn(TriesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TriesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TriesBorrowed) -> R) -> TriesQuery<'c, 'a, 's, C, R, N> {
        TriesQuery {
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
        "select id, version, name, target_url, events, active, paused_because, previous_key_until, created_by, ops.actor_name(created_by) as created_by_name, created_at from ops.webhook where id = $1",
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
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 1> {
        WebhookQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<WebhookBorrowed, tokio_postgres::Error> {
                    Ok(WebhookBorrowed {
                        id: row.try_get(0)?,
                        version: row.try_get(1)?,
                        name: row.try_get(2)?,
                        target_url: row.try_get(3)?,
                        events: row.try_get(4)?,
                        active: row.try_get(5)?,
                        paused_because: row.try_get(6)?,
                        previous_key_until: row.try_get(7)?,
                        created_by: row.try_get(8)?,
                        created_by_name: row.try_get(9)?,
                        created_at: row.try_get(10)?,
                    })
                },
            mapper: |it| Webhook::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, version, name, target_url, events, active, paused_because, previous_key_until, created_by, ops.actor_name(created_by) as created_by_name, created_at from ops.webhook where $1::timestamptz is null or (created_at, id) < ($1, $2) order by created_at desc, id desc limit $3",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 3> {
        WebhookQuery {
            client,
            params: [before, before_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<WebhookBorrowed, tokio_postgres::Error> {
                    Ok(WebhookBorrowed {
                        id: row.try_get(0)?,
                        version: row.try_get(1)?,
                        name: row.try_get(2)?,
                        target_url: row.try_get(3)?,
                        events: row.try_get(4)?,
                        active: row.try_get(5)?,
                        paused_because: row.try_get(6)?,
                        previous_key_until: row.try_get(7)?,
                        created_by: row.try_get(8)?,
                        created_by_name: row.try_get(9)?,
                        created_at: row.try_get(10)?,
                    })
                },
            mapper: |it| Webhook::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams,
        WebhookQuery<'c, 'a, 's, C, Webhook, 3>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 3> {
        self.bind(client, &params.before, &params.before_id, &params.limit)
    }
}
pub struct DeliveryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delivery() -> DeliveryStmt {
    DeliveryStmt(
        "select delivery.id, delivery.webhook_id, delivery.event, delivery.data, delivery.state, delivery.tries, delivery.due_at, delivery.created_at, delivery.settled_at, latest.status_code, coalesce(delivery.failure_detail, latest.detail) as detail from ops.webhook_delivery delivery left join lateral ( select status_code, detail from ops.webhook_try where delivery_id = delivery.id order by number desc limit 1 ) latest on true where delivery.id = $1",
        None,
    )
}
impl DeliveryStmt {
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
    ) -> DeliveryQuery<'c, 'a, 's, C, Delivery, 1> {
        DeliveryQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<DeliveryBorrowed, tokio_postgres::Error> {
                    Ok(DeliveryBorrowed {
                        id: row.try_get(0)?,
                        webhook_id: row.try_get(1)?,
                        event: row.try_get(2)?,
                        data: row.try_get(3)?,
                        state: row.try_get(4)?,
                        tries: row.try_get(5)?,
                        due_at: row.try_get(6)?,
                        created_at: row.try_get(7)?,
                        settled_at: row.try_get(8)?,
                        status_code: row.try_get(9)?,
                        detail: row.try_get(10)?,
                    })
                },
            mapper: |it| Delivery::from(it),
        }
    }
}
pub struct DeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn deliveries() -> DeliveriesStmt {
    DeliveriesStmt(
        "select delivery.id, delivery.webhook_id, delivery.event, delivery.data, delivery.state, delivery.tries, delivery.due_at, delivery.created_at, delivery.settled_at, latest.status_code, coalesce(delivery.failure_detail, latest.detail) as detail from ops.webhook_delivery delivery left join lateral ( select status_code, detail from ops.webhook_try where delivery_id = delivery.id order by number desc limit 1 ) latest on true where ($1::timestamptz is null or (delivery.created_at, delivery.id) < ($1, $2)) and ($3::uuid is null or delivery.webhook_id = $3) and ($4::ops.webhook_event is null or delivery.event = $4) and ($5::ops.webhook_delivery_state is null or delivery.state = $5) order by delivery.created_at desc, delivery.id desc limit $6",
        None,
    )
}
impl DeliveriesStmt {
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
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        webhook_id: &'a Option<uuid::Uuid>,
        event: &'a Option<states::WebhookEvent>,
        state: &'a Option<states::WebhookDeliveryState>,
        limit: &'a i64,
    ) -> DeliveryQuery<'c, 'a, 's, C, Delivery, 6> {
        DeliveryQuery {
            client,
            params: [before, before_id, webhook_id, event, state, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<DeliveryBorrowed, tokio_postgres::Error> {
                    Ok(DeliveryBorrowed {
                        id: row.try_get(0)?,
                        webhook_id: row.try_get(1)?,
                        event: row.try_get(2)?,
                        data: row.try_get(3)?,
                        state: row.try_get(4)?,
                        tries: row.try_get(5)?,
                        due_at: row.try_get(6)?,
                        created_at: row.try_get(7)?,
                        settled_at: row.try_get(8)?,
                        status_code: row.try_get(9)?,
                        detail: row.try_get(10)?,
                    })
                },
            mapper: |it| Delivery::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeliveriesParams,
        DeliveryQuery<'c, 'a, 's, C, Delivery, 6>,
        C,
    > for DeliveriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeliveriesParams,
    ) -> DeliveryQuery<'c, 'a, 's, C, Delivery, 6> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.webhook_id,
            &params.event,
            &params.state,
            &params.limit,
        )
    }
}
pub struct TriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn tries() -> TriesStmt {
    TriesStmt(
        "select number, ended_at, status_code, detail, duration_ms from ops.webhook_try where delivery_id = $1 order by number",
        None,
    )
}
impl TriesStmt {
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
    ) -> TriesQuery<'c, 'a, 's, C, Tries, 1> {
        TriesQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TriesBorrowed, tokio_postgres::Error> {
                Ok(TriesBorrowed {
                    number: row.try_get(0)?,
                    ended_at: row.try_get(1)?,
                    status_code: row.try_get(2)?,
                    detail: row.try_get(3)?,
                    duration_ms: row.try_get(4)?,
                })
            },
            mapper: |it| Tries::from(it),
        }
    }
}
