//! The event feed: which objects have changed, so that pages ask again. All streams of a tenant in
//! this process share what one of them has read, and nothing is read while no stream is open.
//!
//! A transaction may add its events early and commit late. So each look keeps its snapshot, and the
//! next one reads the events of all transactions that had not ended in it. The oldest of these, the
//! horizon, is where a stream continues after it was interrupted: it may get an event twice, but
//! misses none.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sql::queries::core_api::events::feed::{self as statements, Since};
use states::FeedKind;
use store::{
    Pool, Transaction,
    freshness::{self, MirrorState, Proof},
};
use tokio::time::Instant;
use tokio_postgres::IsolationLevel;
use uuid::Uuid;

/// How often the database is asked, over all streams of a tenant.
const EVERY: Duration = Duration::from_millis(900);
/// After this, nobody has followed the feed, and it begins again.
const FORGOTTEN: Duration = Duration::from_mins(1);
/// A stream that is further behind is told to reset.
const KEPT: usize = 2_000;

/// The feeds of all tenants.
#[derive(Default)]
pub struct Feeds(Mutex<HashMap<String, Arc<tokio::sync::Mutex<Feed>>>>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    Mirror(MirrorNews),
    Object(ObjectNews),
}

/// The state of the mirror, over the models of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MirrorNews {
    pub(crate) state: MirrorState,
    pub(crate) version: i64,
    pub(crate) proof: Option<Proof>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ObjectNews {
    pub(crate) kind: FeedKind,
    pub(crate) id: Uuid,
    pub(crate) state: String,
    pub(crate) about: Option<String>,
    /// The companies whose books it is about; None for those of all.
    pub(crate) companies: Option<Vec<i64>>,
}

/// Where a stream is in what this process has read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place(u64);

/// What is new for a stream.
#[derive(Debug)]
pub(crate) struct Reading {
    /// False: events are missing, so everything must be asked again.
    pub(crate) is_complete: bool,
    pub(crate) news: Vec<Arc<News>>,
    /// Where a stream continues that has got all this.
    pub(crate) horizon: i64,
}

#[derive(Default)]
struct Feed {
    looked_at: Option<Instant>,
    /// The snapshot of the last look, and the oldest transaction that ran in it.
    snapshot: String,
    horizon: i64,
    mirror: Option<MirrorNews>,
    progress: HashMap<(FeedKind, Uuid), i64>,
    /// The place of the first of `kept`.
    first: u64,
    kept: VecDeque<Arc<News>>,
}

impl Feeds {
    /// Begins a stream: with the state of the mirror, and with what happened since `seen`.
    pub(crate) async fn open(
        &self,
        tenant: &str,
        pool: &Pool,
        seen: Option<i64>,
    ) -> Result<(Place, Reading), store::Error> {
        let feed = self.of(tenant);
        let mut feed = feed.lock().await;
        // The stream may come from a process that has looked later than this one.
        let (floor, missed) = feed.look(pool, seen).await?;
        let mut reading = Reading {
            is_complete: true,
            news: feed.present(),
            horizon: feed.horizon,
        };
        if let Some(seen) = seen {
            let is_kept = (floor + 1..=feed.horizon).contains(&seen);
            match missed {
                Some(missed) if is_kept => {
                    let missed = missed.into_iter().map(|row| Arc::new(row.into()));
                    reading.news.extend(missed);
                }
                _ => reading.is_complete = false,
            }
        }
        Ok((feed.end(), reading))
    }

    /// What was read since the place of a stream. Moves it to the end.
    pub(crate) async fn follow(
        &self,
        tenant: &str,
        pool: &Pool,
        place: &mut Place,
    ) -> Result<Reading, store::Error> {
        let feed = self.of(tenant);
        let mut feed = feed.lock().await;
        let is_due = feed.looked_at.is_none_or(|at| at.elapsed() >= EVERY);
        if is_due {
            feed.look(pool, None).await?;
        }
        let reading = feed.after(*place);
        *place = feed.end();
        Ok(reading)
    }

    fn of(&self, tenant: &str) -> Arc<tokio::sync::Mutex<Feed>> {
        let mut feeds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        feeds.entry(tenant.to_owned()).or_default().clone()
    }
}

impl Feed {
    /// Reads what has happened since the last look. Returns the floor, and the events since the
    /// horizon `seen`; None if there are too many.
    async fn look(
        &mut self,
        pool: &Pool,
        seen: Option<i64>,
    ) -> Result<(i64, Option<Vec<Since>>), store::Error> {
        let mut client = pool.get().await?;
        // One snapshot for all that is read.
        let tx = client.build_transaction().read_only(true);
        let tx = tx.isolation_level(IsolationLevel::RepeatableRead);
        let tx = tx.start().await?;
        let now = statements::now().bind(&tx).one().await?;
        let is_recent = self.looked_at.is_some_and(|at| at.elapsed() < FORGOTTEN);
        let events = if is_recent && now.floor < self.horizon {
            since(&tx, &self.snapshot).await?
        } else {
            None
        };
        let missed = match seen {
            Some(seen) if (1..=now.horizon).contains(&seen) => {
                since(&tx, &format!("{seen}:{seen}:")).await?
            }
            _ => None,
        };
        let progress = statements::progress().bind(&tx).all().await?;
        let mirror = freshness::read(&tx, &reports::LEDGER).await?;
        tx.commit().await?;
        match events {
            Some(events) => self.add(events),
            None => self.begin_again(),
        }
        (self.snapshot, self.horizon) = (now.snapshot, now.horizon);
        self.notice_progress(progress);
        self.notice_mirror(MirrorNews {
            state: mirror.state,
            version: mirror.mirror_version,
            proof: mirror.proof,
        });
        self.looked_at = Some(Instant::now());
        Ok((now.floor, missed))
    }

    fn add(&mut self, events: Vec<Since>) {
        for event in events {
            // What the page asks then includes the progress.
            self.progress.remove(&(event.kind, event.object_id));
            self.push(event.into());
        }
    }

    /// Whoever follows the feed has to reset.
    fn begin_again(&mut self) {
        let Place(end) = self.end();
        (self.first, self.mirror) = (end + 1, None);
        self.kept.clear();
        self.progress.clear();
    }

    fn notice_progress(&mut self, active: Vec<statements::Progress>) {
        let mut progress = HashMap::new();
        for work in active {
            let key = (work.kind, work.object_id);
            if self
                .progress
                .get(&key)
                .is_some_and(|done| *done != work.done)
            {
                self.push(News::Object(ObjectNews {
                    kind: work.kind,
                    id: work.object_id,
                    state: work.state,
                    about: None,
                    companies: work.company_ids,
                }));
            }
            progress.insert(key, work.done);
        }
        self.progress = progress;
    }

    fn notice_mirror(&mut self, now: MirrorNews) {
        if self.mirror.as_ref() != Some(&now) {
            self.push(News::Mirror(now.clone()));
            self.mirror = Some(now);
        }
    }

    fn push(&mut self, news: News) {
        self.kept.push_back(Arc::new(news));
        if self.kept.len() > KEPT {
            self.kept.pop_front();
            self.first += 1;
        }
    }

    /// The state of the mirror, with which a stream begins.
    fn present(&self) -> Vec<Arc<News>> {
        let mirror = self.mirror.clone().map(News::Mirror);
        mirror.map(Arc::new).into_iter().collect()
    }

    fn end(&self) -> Place {
        Place(self.first + self.kept.len() as u64)
    }

    fn after(&self, Place(place): Place) -> Reading {
        let skipped = place.checked_sub(self.first);
        let skipped = skipped.and_then(|skipped| usize::try_from(skipped).ok());
        Reading {
            is_complete: skipped.is_some(),
            news: match skipped {
                Some(skipped) => self.kept.iter().skip(skipped).cloned().collect(),
                None => self.present(),
            },
            horizon: self.horizon,
        }
    }
}

/// The events of transactions that had not ended in this snapshot; None if there are too many.
async fn since(tx: &Transaction<'_>, snapshot: &str) -> Result<Option<Vec<Since>>, store::Error> {
    let limit = i64::try_from(KEPT + 1).unwrap_or(i64::MAX);
    let events = statements::since()
        .bind(tx, &snapshot, &limit)
        .all()
        .await?;
    Ok((events.len() <= KEPT).then_some(events))
}

impl From<Since> for News {
    fn from(row: Since) -> Self {
        Self::Object(ObjectNews {
            kind: row.kind,
            id: row.object_id,
            state: row.state,
            about: row.about,
            companies: row.company_ids,
        })
    }
}
