// This file was generated with `cornucopia`. Do not modify.

use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LetPartsLapseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn let_parts_lapse() -> LetPartsLapseStmt {
    LetPartsLapseStmt(
        "update ops.sync_part p set lease_until = now() from ops.sync_run r where p.state = 'requested' and r.id = p.run_id and r.state in ('requested', 'running')",
        None,
    )
}
impl LetPartsLapseStmt {
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
pub struct LetExportsLapseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn let_exports_lapse() -> LetExportsLapseStmt {
    LetExportsLapseStmt(
        "update ops.export_job set lease_until = now() where state = 'requested'",
        None,
    )
}
impl LetExportsLapseStmt {
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
pub struct LetMessagesLapseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn let_messages_lapse() -> LetMessagesLapseStmt {
    LetMessagesLapseStmt(
        "update ops.webhook_delivery set due_at = now() where state = 'requested'",
        None,
    )
}
impl LetMessagesLapseStmt {
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
pub struct LetMailsLapseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn let_mails_lapse() -> LetMailsLapseStmt {
    LetMailsLapseStmt(
        "update ops.mail set lease_until = now() where state = 'requested' and next_try_at < now()",
        None,
    )
}
impl LetMailsLapseStmt {
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
pub struct RemoveInboxStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_inbox() -> RemoveInboxStmt {
    RemoveInboxStmt(
        "delete from ops.inbox where received_at < now() - interval '30 days'",
        None,
    )
}
impl RemoveInboxStmt {
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
pub struct RemoveOutboxStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_outbox() -> RemoveOutboxStmt {
    RemoveOutboxStmt(
        "delete from ops.outbox where published_at < now() - interval '7 days'",
        None,
    )
}
impl RemoveOutboxStmt {
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
pub struct RemoveMessagesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_messages() -> RemoveMessagesStmt {
    RemoveMessagesStmt(
        "delete from ops.webhook_delivery where settled_at < now() - interval '30 days'",
        None,
    )
}
impl RemoveMessagesStmt {
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
pub struct RemoveFeedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_feed() -> RemoveFeedStmt {
    RemoveFeedStmt(
        "with removed as ( delete from ops.feed_event where written_at < now() - interval '10 minutes' and (xact < pg_snapshot_xmin(pg_current_snapshot()) or xact >= pg_snapshot_xmax(pg_current_snapshot())) returning xact ), highest as ( select xact from removed where xact < pg_snapshot_xmin(pg_current_snapshot()) order by xact desc limit 1 ) update ops.feed_floor floor set xact = highest.xact from highest where floor.xact < highest.xact or floor.xact >= pg_snapshot_xmax(pg_current_snapshot())",
        None,
    )
}
impl RemoveFeedStmt {
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
pub struct RemoveIdempotencyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_idempotency() -> RemoveIdempotencyStmt {
    RemoveIdempotencyStmt(
        "delete from ops.idempotency where created_at < now() - interval '24 hours'",
        None,
    )
}
impl RemoveIdempotencyStmt {
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
pub struct RemoveSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_sessions() -> RemoveSessionsStmt {
    RemoveSessionsStmt(
        "delete from ops.session where expires_at < now() or last_seen_at < now() - idle_seconds * interval '1 second'",
        None,
    )
}
impl RemoveSessionsStmt {
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
pub struct RemoveSignInTokensStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_sign_in_tokens() -> RemoveSignInTokensStmt {
    RemoveSignInTokensStmt(
        "delete from ops.sign_in_token where expires_at < now()",
        None,
    )
}
impl RemoveSignInTokensStmt {
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
pub struct RemoveSignInAttemptsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_sign_in_attempts() -> RemoveSignInAttemptsStmt {
    RemoveSignInAttemptsStmt(
        "delete from ops.sign_in_attempt where expires_at < now()",
        None,
    )
}
impl RemoveSignInAttemptsStmt {
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
pub struct RemoveAccessTokensStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_access_tokens() -> RemoveAccessTokensStmt {
    RemoveAccessTokensStmt(
        "delete from ops.access_token where expires_at < now()",
        None,
    )
}
impl RemoveAccessTokensStmt {
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
pub struct RemoveSignInFailuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_sign_in_failures() -> RemoveSignInFailuresStmt {
    RemoveSignInFailuresStmt(
        "delete from ops.sign_in_failure where last_at < now() - interval '1 day'",
        None,
    )
}
impl RemoveSignInFailuresStmt {
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
pub struct RemoveAttemptsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_attempts() -> RemoveAttemptsStmt {
    RemoveAttemptsStmt(
        "delete from ops.sync_attempt a using ops.sync_run r where r.id = a.run_id and r.finished_at < now() - interval '30 days'",
        None,
    )
}
impl RemoveAttemptsStmt {
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
pub struct RemoveKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_keys() -> RemoveKeysStmt {
    RemoveKeysStmt(
        "delete from ops.sync_key k using ops.sync_run r where r.id = k.run_id and r.finished_at < now() - interval '1 day'",
        None,
    )
}
impl RemoveKeysStmt {
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
pub struct RemoveWantedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_wanted() -> RemoveWantedStmt {
    RemoveWantedStmt(
        "delete from ops.sync_wanted w using ops.sync_run r where r.id = w.run_id and r.finished_at < now() - interval '1 day'",
        None,
    )
}
impl RemoveWantedStmt {
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
pub struct RemoveDifferencesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_differences() -> RemoveDifferencesStmt {
    RemoveDifferencesStmt(
        "delete from ops.sync_difference d using ops.sync_run r where r.id = d.run_id and r.finished_at < now() - interval '1 day'",
        None,
    )
}
impl RemoveDifferencesStmt {
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
pub struct RemoveMissingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_missing() -> RemoveMissingStmt {
    RemoveMissingStmt(
        "delete from ops.sync_missing m using ops.sync_run r where r.id = m.run_id and r.finished_at < now() - interval '1 day' and not exists (select from ops.alarm a where a.run_id = r.id and a.cleared_at is null)",
        None,
    )
}
impl RemoveMissingStmt {
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
pub struct RemoveDigestsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_digests() -> RemoveDigestsStmt {
    RemoveDigestsStmt(
        "with old as ( select r.id from ops.sync_run r where r.finished_at < now() - interval '30 days' and not exists (select from ops.alarm a where a.run_id = r.id and a.cleared_at is null) and not exists (select from ops.proof p where p.run_id = r.id) ), by_company as ( delete from ops.digest_company d using old where d.run_id = old.id ) delete from ops.digest d using old where d.run_id = old.id",
        None,
    )
}
impl RemoveDigestsStmt {
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
