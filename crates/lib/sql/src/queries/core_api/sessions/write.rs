// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct BeginParams<T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub id_sha256: T1,
    pub id: uuid::Uuid,
    pub person_id: uuid::Uuid,
    pub method: T2,
    pub confirmed_at: Option<jiff::Timestamp>,
    pub lifetime_seconds: i64,
    pub idle_seconds: i64,
    pub address: Option<std::net::IpAddr>,
    pub user_agent: Option<T3>,
}
#[derive(Debug)]
pub struct BeginAttemptParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
    T5: crate::JsonSql,
> {
    pub key_sha256: T1,
    pub purpose: T2,
    pub subject: T3,
    pub browser_sha256: Option<T4>,
    pub payload: T5,
    pub seconds: i64,
}
#[derive(Debug)]
pub struct TakeAttemptParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
> {
    pub key_sha256: T1,
    pub purpose: T2,
    pub subject: T3,
    pub browser_sha256: Option<T4>,
}
#[derive(Debug)]
pub struct AddPasskeyParams<T1: crate::BytesSql, T2: crate::StringSql, T3: crate::JsonSql> {
    pub id: T1,
    pub name_id: uuid::Uuid,
    pub person_id: uuid::Uuid,
    pub name: T2,
    pub credential: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct RemovePasskeyParams {
    pub name_id: uuid::Uuid,
    pub person_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct UsePasskeyParams<T1: crate::JsonSql, T2: crate::BytesSql> {
    pub credential: Option<T1>,
    pub id: T2,
}
#[derive(Debug)]
pub struct AddAccessTokenParams<T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub token_sha256: T1,
    pub session_id: Option<uuid::Uuid>,
    pub api_key_id: Option<T2>,
    pub path: T3,
    pub seconds: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SerdejsonValueQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor:
        fn(
            &tokio_postgres::Row,
        )
            -> Result<postgres_types::Json<&serde_json::value::RawValue>, tokio_postgres::Error>,
    mapper: fn(postgres_types::Json<&serde_json::value::RawValue>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SerdejsonValueQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(postgres_types::Json<&serde_json::value::RawValue>) -> R,
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, R, N> {
        SerdejsonValueQuery {
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
pub struct JiffTimestampQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<jiff::Timestamp, tokio_postgres::Error>,
    mapper: fn(jiff::Timestamp) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> JiffTimestampQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(jiff::Timestamp) -> R,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, R, N> {
        JiffTimestampQuery {
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
pub struct BeginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin() -> BeginStmt {
    BeginStmt(
        "insert into ops.session (id_sha256, id, person_id, method, confirmed_at, expires_at, idle_seconds, address, user_agent) values ($1, $2, $3, $4, coalesce($5, now()), now() + $6::bigint * interval '1 second', $7::bigint, $8, $9)",
        None,
    )
}
impl BeginStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id_sha256: &'a T1,
        id: &'a uuid::Uuid,
        person_id: &'a uuid::Uuid,
        method: &'a T2,
        confirmed_at: &'a Option<jiff::Timestamp>,
        lifetime_seconds: &'a i64,
        idle_seconds: &'a i64,
        address: &'a Option<std::net::IpAddr>,
        user_agent: &'a Option<T3>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id_sha256,
                    id,
                    person_id,
                    method,
                    confirmed_at,
                    lifetime_seconds,
                    idle_seconds,
                    address,
                    user_agent,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for BeginStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id_sha256,
            &params.id,
            &params.person_id,
            &params.method,
            &params.confirmed_at,
            &params.lifetime_seconds,
            &params.idle_seconds,
            &params.address,
            &params.user_agent,
        ))
    }
}
pub struct EndStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end() -> EndStmt {
    EndStmt("delete from ops.session where id = $1", None)
}
impl EndStmt {
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
pub struct ConfirmStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn confirm() -> ConfirmStmt {
    ConfirmStmt(
        "update ops.session set confirmed_at = now() where id = $1",
        None,
    )
}
impl ConfirmStmt {
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
pub struct SeenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn seen() -> SeenStmt {
    SeenStmt(
        "update ops.person set last_seen_at = now() where id = $1",
        None,
    )
}
impl SeenStmt {
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
pub struct BeginAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_attempt() -> BeginAttemptStmt {
    BeginAttemptStmt(
        "insert into ops.sign_in_attempt (key_sha256, purpose, subject, browser_sha256, payload, expires_at) values ($1, $2, $3, $4, $5, now() + $6::bigint * interval '1 second')",
        None,
    )
}
impl BeginAttemptStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::BytesSql,
        T5: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        key_sha256: &'a T1,
        purpose: &'a T2,
        subject: &'a T3,
        browser_sha256: &'a Option<T4>,
        payload: &'a T5,
        seconds: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    key_sha256,
                    purpose,
                    subject,
                    browser_sha256,
                    payload,
                    seconds,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
    T5: crate::JsonSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginAttemptParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for BeginAttemptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginAttemptParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.key_sha256,
            &params.purpose,
            &params.subject,
            &params.browser_sha256,
            &params.payload,
            &params.seconds,
        ))
    }
}
pub struct TakeAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_attempt() -> TakeAttemptStmt {
    TakeAttemptStmt(
        "delete from ops.sign_in_attempt where key_sha256 = $1 and purpose = $2 and subject = $3 and browser_sha256 is not distinct from $4 and expires_at > now() returning payload",
        None,
    )
}
impl TakeAttemptStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        key_sha256: &'a T1,
        purpose: &'a T2,
        subject: &'a T3,
        browser_sha256: &'a Option<T4>,
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, serde_json::Value, 4> {
        SerdejsonValueQuery {
            client,
            params: [key_sha256, purpose, subject, browser_sha256],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| serde_json::from_str(it.0.get()).unwrap(),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeAttemptParams<T1, T2, T3, T4>,
        SerdejsonValueQuery<'c, 'a, 's, C, serde_json::Value, 4>,
        C,
    > for TakeAttemptStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeAttemptParams<T1, T2, T3, T4>,
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, serde_json::Value, 4> {
        self.bind(
            client,
            &params.key_sha256,
            &params.purpose,
            &params.subject,
            &params.browser_sha256,
        )
    }
}
pub struct AddPasskeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_passkey() -> AddPasskeyStmt {
    AddPasskeyStmt(
        "insert into ops.passkey (id, name_id, person_id, name, credential) values ($1, $2, $3, $4, $5) on conflict do nothing",
        None,
    )
}
impl AddPasskeyStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a T1,
        name_id: &'a uuid::Uuid,
        person_id: &'a uuid::Uuid,
        name: &'a T2,
        credential: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[id, name_id, person_id, name, credential])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::JsonSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AddPasskeyParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for AddPasskeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AddPasskeyParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.name_id,
            &params.person_id,
            &params.name,
            &params.credential,
        ))
    }
}
pub struct RemovePasskeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_passkey() -> RemovePasskeyStmt {
    RemovePasskeyStmt(
        "delete from ops.passkey where name_id = $1 and person_id = $2",
        None,
    )
}
impl RemovePasskeyStmt {
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
        name_id: &'a uuid::Uuid,
        person_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name_id, person_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemovePasskeyParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for RemovePasskeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemovePasskeyParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.name_id, &params.person_id))
    }
}
pub struct UsePasskeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_passkey() -> UsePasskeyStmt {
    UsePasskeyStmt(
        "update ops.passkey set last_used_at = now(), credential = coalesce($1, credential) where id = $2",
        None,
    )
}
impl UsePasskeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        credential: &'a Option<T1>,
        id: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[credential, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::JsonSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UsePasskeyParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for UsePasskeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UsePasskeyParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.credential, &params.id))
    }
}
pub struct AddAccessTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_access_token() -> AddAccessTokenStmt {
    AddAccessTokenStmt(
        "insert into ops.access_token (token_sha256, session_id, api_key_id, path, expires_at) values ($1, $2, $3, $4, now() + $5::bigint * interval '1 second') returning expires_at",
        None,
    )
}
impl AddAccessTokenStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        token_sha256: &'a T1,
        session_id: &'a Option<uuid::Uuid>,
        api_key_id: &'a Option<T2>,
        path: &'a T3,
        seconds: &'a i64,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 5> {
        JiffTimestampQuery {
            client,
            params: [token_sha256, session_id, api_key_id, path, seconds],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AddAccessTokenParams<T1, T2, T3>,
        JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 5>,
        C,
    > for AddAccessTokenStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AddAccessTokenParams<T1, T2, T3>,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 5> {
        self.bind(
            client,
            &params.token_sha256,
            &params.session_id,
            &params.api_key_id,
            &params.path,
            &params.seconds,
        )
    }
}
