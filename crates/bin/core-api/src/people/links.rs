//! Links with which a person sets a password, and the notices that bring them by mail.

use std::time::Duration;

use contracts::notice::{About, NoticeRequested, NoticeRole};
use jiff::Timestamp;
use states::{Role, SignInTokenKind};
use store::Transaction;
use tenants::Tenant;
use uuid::Uuid;

use super::write;
use crate::{
    events::outbox,
    writing::{Actor, WriteError},
};

/// How long a link works that an admin passes on by hand.
pub(crate) fn by_hand(kind: SignInTokenKind) -> Duration {
    match kind {
        SignInTokenKind::Invitation => Duration::from_hours(7 * 24),
        SignInTokenKind::Reset => Duration::from_hours(1),
    }
}

/// A mailed link stands in the outbox and in the broker for a moment, so it does not live long.
fn by_mail(kind: SignInTokenKind) -> Duration {
    match kind {
        SignInTokenKind::Invitation => Duration::from_hours(3 * 24),
        SignInTokenKind::Reset => Duration::from_mins(30),
    }
}

/// The page that redeems the link. Its address comes from the configuration, never from the `Host`
/// of a request. The token is after `#`, so that no log and no `Referer` has it.
pub(crate) fn link_of(tenant: &Tenant, kind: SignInTokenKind, token: &str) -> String {
    let page = match kind {
        SignInTokenKind::Invitation => "invitation",
        SignInTokenKind::Reset => "password-reset",
    };
    format!("{}/c/{page}#{token}", tenant.public_url)
}

/// Who gets a link by mail.
pub(crate) struct Addressee<'a> {
    pub(crate) person: Uuid,
    pub(crate) email: &'a str,
    /// The tenant's if None.
    pub(crate) locale: Option<&'a str>,
}

/// Makes a link and asks export-worker to mail it. Returns until when it works.
pub(crate) async fn send(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    to: &Addressee<'_>,
    about: About,
) -> Result<Timestamp, WriteError> {
    let kind = match about {
        About::Invitation { .. } => SignInTokenKind::Invitation,
        About::Reset { .. } => SignInTokenKind::Reset,
    };
    let token = write::add_token(tx, to.person, kind, by_mail(kind)).await?;
    let notice = Uuid::now_v7();
    let event = NoticeRequested {
        notice,
        to: to.email.to_owned(),
        locale: to.locale.unwrap_or(&actor.tenant.locale).to_owned(),
        link: link_of(actor.tenant, kind, &token.token),
        expires_at: token.expires_at,
        about,
    };
    outbox::add(tx, actor, notice, event, Duration::ZERO).await?;
    Ok(token.expires_at)
}

pub(crate) fn role_of(role: Role) -> NoticeRole {
    match role {
        Role::Viewer => NoticeRole::Viewer,
        Role::Operator => NoticeRole::Operator,
        Role::Admin => NoticeRole::Admin,
    }
}
