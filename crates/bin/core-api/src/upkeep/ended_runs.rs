//! Counts the runs of a tenant that end while the process runs. One run of a tenant is active at a
//! time, so they are committed in the order of their ends, and none is missed.

use std::collections::BTreeMap;

use contracts::sync::RunKind;
use jiff::Timestamp;
use sql::queries::core_api::upkeep::read;
use states::RunState;
use store::Object;

/// The kinds and outcomes that have a counter from the start.
const KINDS: [RunKind; 5] = [
    RunKind::Snapshot,
    RunKind::Incremental,
    RunKind::Verify,
    RunKind::Repair,
    RunKind::Reload,
];
const OUTCOMES: [RunState; 3] = [RunState::Done, RunState::Failed, RunState::Cancelled];

#[derive(Debug)]
pub(super) struct EndedRuns {
    /// The end of the latest run that is counted. None before the first look.
    counted_to: Option<Timestamp>,
    counts: BTreeMap<(RunKind, RunState), u64>,
}

impl Default for EndedRuns {
    fn default() -> Self {
        let all = KINDS
            .into_iter()
            .flat_map(|kind| OUTCOMES.map(|outcome| (kind, outcome)));
        Self {
            counted_to: None,
            counts: all.map(|labels| (labels, 0)).collect(),
        }
    }
}

/// What a look has found.
#[derive(Debug)]
pub(super) struct News {
    counted_to: Timestamp,
    ended: Vec<(RunKind, RunState)>,
}

impl EndedRuns {
    pub(super) fn counted_to(&self) -> Option<Timestamp> {
        self.counted_to
    }

    /// Looks once for what has ended after this instant; the first look only notes the time.
    pub(super) async fn look(
        client: &Object,
        counted_to: Option<Timestamp>,
    ) -> Result<News, store::Error> {
        let Some(counted_to) = counted_to else {
            let counted_to = read::present().bind(client).one().await?;
            return Ok(News {
                counted_to,
                ended: Vec::new(),
            });
        };
        let found = read::ended_runs().bind(client, &counted_to).all().await?;
        Ok(News {
            counted_to: found
                .last()
                .and_then(|run| run.finished_at)
                .unwrap_or(counted_to),
            ended: found.iter().map(|run| (run.kind, run.state)).collect(),
        })
    }

    pub(super) fn add(&mut self, news: &News) {
        self.counted_to = Some(news.counted_to);
        for labels in &news.ended {
            *self.counts.entry(*labels).or_default() += 1;
        }
    }

    pub(super) fn counts(&self) -> impl Iterator<Item = ([(&'static str, String); 2], u64)> {
        self.counts.iter().map(|((kind, outcome), count)| {
            let labels = [("kind", kind.to_string()), ("outcome", outcome.to_string())];
            (labels, *count)
        })
    }
}
