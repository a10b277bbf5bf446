//! Dead letters: to which tenant they belong, their lists, and how they are replayed or discarded.
//!
//! A dead letter belongs to the tenant that its body names. If the tenant cannot be read, or if the
//! header names another one, only the operator of the installation sees the dead letter.

use std::collections::{BTreeMap, HashMap};

use bus::{
    AdminError, Bus, DeadLetter, Selection,
    topology::{QUEUES, Queue},
};
use serde::{Deserialize, Serialize};
use store::{Pool, ScopedFutureExt, transaction};

use crate::{
    acts::{self, Act, Origin, Principal},
    dead_letters::write::{self, Action, NewAction},
    writing::WriteError,
};

/// A dead letter and the queue in which it failed.
#[derive(Debug, Clone)]
pub struct Found {
    pub queue: &'static Queue,
    pub letter: DeadLetter,
}

/// Where a dead letter is in a list. A queue may give its messages in another order after somebody has
/// looked at them, so lists are sorted by id. Ids of events begin with the time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    queue: String,
    id: String,
    /// Copies with one id count from 1.
    copy: u32,
}

/// How many copies of a dead letter were replayed or discarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub queue: &'static str,
    pub copies: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Broker(#[from] AdminError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The members that name the tenant. A body that violates its contract may still have them.
#[derive(Debug, Deserialize)]
struct Addressed {
    tenant: String,
    #[serde(rename = "type")]
    event_type: Option<String>,
}

/// The tenant that the body names, unless the header names another one.
pub fn tenant_of(letter: &DeadLetter) -> Option<String> {
    let body: Addressed = serde_json::from_slice(&letter.body).ok()?;
    let contradicted = letter.tenant.as_ref().is_some_and(|t| *t != body.tenant);
    (!contradicted).then_some(body.tenant)
}

/// The CloudEvents type, from the message or from its body.
pub fn event_of(letter: &DeadLetter) -> Option<String> {
    letter.event_type.clone().or_else(|| {
        serde_json::from_slice::<Addressed>(&letter.body)
            .ok()?
            .event_type
    })
}

/// The dead letters with this id for which `is_ours` is true, in all queues.
pub async fn find(
    bus: &Bus,
    id: &str,
    is_ours: &(dyn Fn(&DeadLetter) -> bool + Send + Sync),
) -> Result<Vec<Found>, AdminError> {
    let mut found = Vec::new();
    for queue in QUEUES {
        let this = |letter: DeadLetter| (letter.id == id && is_ours(&letter)).then_some(letter);
        let letters = bus.look_through(queue, 1, this).await?;
        found.extend(letters.into_iter().map(|letter| Found { queue, letter }));
    }
    Ok(found)
}

/// What `view` makes of the dead letters after this position, by queue and id. Those for which it
/// makes nothing are left out.
pub async fn list<T: Send>(
    bus: &Bus,
    queues: &[&'static Queue],
    at_most: usize,
    after: Option<&Position>,
    view: &(dyn Fn(&'static Queue, &DeadLetter) -> Option<T> + Send + Sync),
) -> Result<Vec<(Position, T)>, AdminError> {
    let last_queue = |after: &Position| queues.iter().position(|queue| queue.name == after.queue);
    let first = after.and_then(last_queue).unwrap_or(0);
    let mut listed = Vec::new();
    for queue in queues.iter().copied().skip(first) {
        let at_most = at_most - listed.len();
        if at_most == 0 {
            break;
        }
        let after = after.filter(|after| after.queue == queue.name);
        listed.append(&mut of_queue(bus, queue, at_most, after, view).await?);
    }
    Ok(listed)
}

/// Looks at the whole queue and keeps the first ones after the position.
async fn of_queue<T: Send>(
    bus: &Bus,
    queue: &'static Queue,
    at_most: usize,
    after: Option<&Position>,
    view: &(dyn Fn(&'static Queue, &DeadLetter) -> Option<T> + Send + Sync),
) -> Result<Vec<(Position, T)>, AdminError> {
    let mut copies = HashMap::<String, u32>::new();
    let mut kept = BTreeMap::new();
    bus.for_each_dead_letter(queue, |letter| {
        let Some(shown) = view(queue, &letter) else {
            return;
        };
        let copy = copies.entry(letter.id.clone()).or_default();
        *copy += 1;
        let position = Position {
            queue: queue.name.to_owned(),
            id: letter.id,
            copy: *copy,
        };
        if after.is_none_or(|after| position > *after) {
            kept.insert(position, shown);
            if kept.len() > at_most {
                kept.pop_last();
            }
        }
    })
    .await?;
    Ok(kept.into_iter().collect())
}

/// Replays or discards the dead letter with all its copies in that queue. With a pool, the action
/// is recorded in that tenant's database; the dead letter must belong to this tenant.
pub async fn settle(
    bus: &Bus,
    pool: Option<&Pool>,
    found: &Found,
    (action, by, reason): (Action, (&Principal, &Origin), Option<&str>),
) -> Result<Settled, Error> {
    let requested_by = by.0.to_string();
    let new = NewAction {
        action,
        letter: &found.letter,
        queue: found.queue.name,
        requested_by: &requested_by,
        reason,
    };
    let act = &Act::new(action.name())
        .on(format!("/v1/dead-letters/{}", found.letter.id))
        .because(reason.map(str::to_owned));
    let asked = match pool {
        Some(pool) => {
            let asked = transaction::write(pool, "ask for dead letter", |tx| {
                async move {
                    let asked = write::ask(tx, new).await?;
                    acts::write::record(tx, by.0, by.1, act).await?;
                    Ok::<_, WriteError>(asked)
                }
                .scope_boxed()
            });
            Some((pool, asked.await?))
        }
        None => None,
    };
    let same = |letter: &DeadLetter| {
        letter.id == found.letter.id && tenant_of(letter) == tenant_of(&found.letter)
    };
    let settled = match action {
        Action::Replay => bus.redrive(found.queue, Selection::Where(&same)).await?,
        Action::Discard => bus.discard(found.queue, Selection::Where(&same)).await?,
    };
    if let (Some((pool, id)), 1..) = (asked, settled.len()) {
        transaction::write(pool, "settle dead letter", |tx| {
            write::done(tx, id).scope_boxed()
        })
        .await?;
    }
    Ok(Settled {
        queue: found.queue.name,
        copies: settled.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(tenant: Option<&str>, body: &'static str) -> DeadLetter {
        DeadLetter {
            id: "x".to_owned(),
            event_type: None,
            tenant: tenant.map(ToOwned::to_owned),
            reason: None,
            detail: None,
            attempt: 1,
            published_at: None,
            died_at: None,
            body: body.into(),
        }
    }

    #[test]
    fn a_dead_letter_belongs_to_the_tenant_in_its_body_or_to_none_if_ambiguous() {
        let andina = Some("andina".to_owned());
        let body = r#"{"tenant": "andina", "type": "espejo.sync.batch.v1", "data": 7}"#;
        assert_eq!(tenant_of(&letter(Some("andina"), body)), andina);
        assert_eq!(tenant_of(&letter(None, body)), andina);
        assert_eq!(tenant_of(&letter(Some("pampa"), body)), None);
        let unreadable = [
            "",
            "{",
            "{}",
            r#"{"tenant": 7}"#,
            r#"{"tenant": "andina", "tenant": "pampa"}"#,
        ];
        for body in unreadable {
            assert_eq!(tenant_of(&letter(Some("andina"), body)), None, "{body}");
        }
        let event = event_of(&letter(None, body));
        assert_eq!(event.as_deref(), Some("espejo.sync.batch.v1"));
    }
}
