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
use store::{Pool, ScopedFutureExt, Transaction, transaction};
use uuid::Uuid;

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

/// What is done with dead letters, by whom and why.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    pub action: Action,
    pub by: (&'a Principal, &'a Origin),
    pub reason: Option<&'a str>,
}

/// How many copies of a dead letter were replayed or discarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub id: String,
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
    traceparent: Option<String>,
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

/// The trace of the event (W3C), from the body.
pub fn traceparent_of(letter: &DeadLetter) -> Option<String> {
    let body: Addressed = serde_json::from_slice(&letter.body).ok()?;
    body.traceparent
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

/// Replays or discards the dead letters of one queue, each with all its copies. With a pool, the
/// actions are recorded in that tenant's database; the dead letters must belong to this tenant.
pub async fn settle(
    bus: &Bus,
    pool: Option<&Pool>,
    (queue, letters): (&'static Queue, &[DeadLetter]),
    order: Order<'_>,
) -> Result<Vec<Settled>, Error> {
    let asked = match pool {
        Some(pool) => {
            let asked = transaction::write(pool, "ask for dead letters", |tx| {
                ask(tx, queue, letters, order).scope_boxed()
            });
            asked.await?
        }
        None => Vec::new(),
    };
    let wanted: HashMap<&str, Option<String>> = letters
        .iter()
        .map(|letter| (letter.id.as_str(), tenant_of(letter)))
        .collect();
    let same = |letter: &DeadLetter| wanted.get(letter.id.as_str()) == Some(&tenant_of(letter));
    let selection = Selection::Where(&same);
    let done = match order.action {
        Action::Replay => bus.redrive(queue, selection).await?,
        Action::Discard => bus.discard(queue, selection).await?,
    };
    let settled: Vec<Settled> = letters
        .iter()
        .map(|letter| Settled {
            id: letter.id.clone(),
            queue: queue.name,
            copies: done.iter().filter(|done| done.id == letter.id).count(),
        })
        .collect();
    if let Some(pool) = pool {
        let done: Vec<Uuid> = asked
            .into_iter()
            .zip(&settled)
            .filter(|(_, settled)| settled.copies > 0)
            .map(|(action, _)| action)
            .collect();
        let done = &done;
        transaction::write(pool, "settle dead letters", |tx| {
            write::done(tx, done).scope_boxed()
        })
        .await?;
    }
    Ok(settled)
}

/// Records that somebody wants it, and the act. Returns the id of each action.
async fn ask(
    tx: &Transaction<'_>,
    queue: &Queue,
    letters: &[DeadLetter],
    order: Order<'_>,
) -> Result<Vec<Uuid>, WriteError> {
    let (principal, origin) = order.by;
    let requested_by = principal.to_string();
    let mut asked = Vec::new();
    for letter in letters {
        let new = NewAction {
            action: order.action,
            letter,
            queue: queue.name,
            requested_by: &requested_by,
            reason: order.reason,
        };
        asked.push(write::ask(tx, new).await?);
    }
    for letter in letters {
        let act = Act::new(order.action.name())
            .on(format!("/v1/dead-letters/{}", letter.id))
            .because(order.reason.map(str::to_owned));
        acts::write::record(tx, principal, origin, &act).await?;
    }
    Ok(asked)
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
