//! Replays many dead letters at once: by their ids, or all of a queue.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web::Data};
use bus::topology::{QUEUES, Queue};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{DeadLetterOutcome, SettledQueue, is_of, named};
use crate::{
    dead_letters::{
        queue::{self, Order},
        write::Action,
    },
    http::{
        auth::Caller,
        body::Command,
        error::ApiError,
        problem::Violation,
        query::{NoParameters, Query},
        reasons::Reasoned,
        state::Api,
    },
};

/// Maximum number of dead letters that one request replays.
const AT_MOST: usize = 500;

/// Which dead letters are replayed: either `ids` or `queue`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeadLetterReplays {
    /// Ids of events: 1 to 500.
    #[schema(min_items = 1, max_items = 500, example = json!(["0197a1b2-0000-7000-8000-000000000001"]))]
    ids: Option<Vec<Uuid>>,
    /// All dead letters of the tenant in this queue: 500 at a time.
    queue: Option<String>,
    /// Why they are replayed, for the record: 1 to 500 characters.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// What was done with the dead letters.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadLetterReplaysOutcome {
    data: Vec<DeadLetterOutcome>,
    /// Those of `ids` that were not found; they are no dead letters of the tenant any more, if the
    /// answer is complete.
    not_found: Vec<Uuid>,
    /// False if not all dead letters were looked at: a request replays 1,000 of a queue at most, and
    /// looks at 10,000 of all tenants. Send it again.
    complete: bool,
}

/// Send dead letters back to their queues
///
/// Fix the cause first, otherwise the messages fail again. Each has one effect, even if it is
/// replayed several times.
#[utoipa::path(
    post, path = "/v1/dead-letters/replays", tag = "dead letters",
    operation_id = "replay_dead_letters", request_body = DeadLetterReplays,
    responses((status = 202, body = DeadLetterReplaysOutcome, description = "They are queued again")),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<DeadLetterReplays>,
) -> Result<HttpResponse, ApiError> {
    let DeadLetterReplays { ids, queue, reason } = command.body;
    let reason = Reasoned { reason };
    let order = Order {
        action: Action::Replay,
        by: (&caller.principal, &caller.origin),
        reason: reason.reason()?,
    };
    let selection = Selection::read(ids, queue)?;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let mut outcomes = BTreeMap::<Uuid, Vec<SettledQueue>>::new();
    let mut complete = true;
    for queue in selection.queues() {
        let (letters, saw_all) = selection.letters(&api, &caller, queue).await?;
        complete &= saw_all;
        if letters.is_empty() {
            continue;
        }
        for settled in queue::settle(&api.bus, Some(pool), (queue, &letters), order).await? {
            let id = settled.id.parse().map_err(ApiError::internal)?;
            let settled = SettledQueue::new(settled);
            outcomes.entry(id).or_default().extend(settled);
        }
    }
    caller.mark_recorded();
    outcomes.retain(|_, queues| !queues.is_empty());
    let outcome = DeadLetterReplaysOutcome {
        not_found: selection.without(&outcomes),
        complete,
        data: outcomes
            .into_iter()
            .map(DeadLetterOutcome::replayed)
            .collect(),
    };
    Ok(HttpResponse::Accepted().json(outcome))
}

enum Selection {
    Ids(BTreeSet<Uuid>),
    Queue(&'static Queue),
}

impl Selection {
    fn read(ids: Option<Vec<Uuid>>, queue: Option<String>) -> Result<Self, ApiError> {
        match (ids, queue) {
            (Some(ids), None) if (1..=AT_MOST).contains(&ids.len()) => {
                Ok(Self::Ids(ids.into_iter().collect()))
            }
            (Some(ids), None) => {
                let detail = format!("it has {} ids", ids.len());
                let violation = Violation::in_body("/ids", detail);
                Err(ApiError::invalid(
                    violation.hinting(format!("1 to {AT_MOST} ids")),
                ))
            }
            (None, Some(name)) => {
                let refused = |detail| Violation::in_body("/queue", detail);
                Ok(Self::Queue(named(&name, refused)?))
            }
            (Some(_), Some(_)) | (None, None) => {
                let violation = Violation::in_body("", "it needs either ids or queue");
                Err(ApiError::invalid(violation.hinting("send one of the two")))
            }
        }
    }

    fn queues(&self) -> Vec<&'static Queue> {
        match self {
            Self::Ids(_) => QUEUES.to_vec(),
            Self::Queue(queue) => vec![*queue],
        }
    }

    /// The caller's dead letters in this queue, one of each id, and whether these are all.
    async fn letters(
        &self,
        api: &Api,
        caller: &Caller,
        queue: &'static Queue,
    ) -> Result<(Vec<bus::DeadLetter>, bool), ApiError> {
        let mut seen = BTreeSet::new();
        let mut visited = 0;
        let keep = |letter: bus::DeadLetter| {
            visited += 1;
            let id: Uuid = letter.id.parse().ok()?;
            let is_wanted = match self {
                Self::Ids(ids) => ids.contains(&id),
                Self::Queue(_) => true,
            };
            (is_wanted && is_of(caller, &letter) && seen.insert(id)).then_some(letter)
        };
        let letters = api.bus.look_through(queue, AT_MOST, keep).await?;
        let has_room = matches!(self, Self::Ids(_)) || letters.len() < AT_MOST;
        Ok((letters, has_room && visited < bus::MOST_VISITED))
    }

    /// The ids that were asked for and have no outcome.
    fn without(&self, outcomes: &BTreeMap<Uuid, Vec<SettledQueue>>) -> Vec<Uuid> {
        match self {
            Self::Ids(ids) => {
                let left = ids.iter().filter(|id| !outcomes.contains_key(*id));
                left.copied().collect()
            }
            Self::Queue(_) => Vec::new(),
        }
    }
}

impl DeadLetterOutcome {
    fn replayed((id, queues): (Uuid, Vec<SettledQueue>)) -> Self {
        Self {
            id,
            action: Action::Replay,
            queues,
        }
    }
}
