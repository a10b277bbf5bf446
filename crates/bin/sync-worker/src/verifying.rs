//! A verify of one model: latest changes, control totals of id ranges, some ranges completely, and
//! which records were written recently. It compares nothing: core-api has the mirror.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use contracts::sync::{IdRange, ModelRequest, RangeTotals};
use jiff::Timestamp;
use lifecycle::clock;
use odoo::Domain;
use tenants::FieldKind;
use tokio::time::Instant;

use crate::{
    books::Columns,
    ended::Ended,
    plan::{self, Stretch, Which},
    reader::{Digest, Part, ReadMode, Reader},
    source, totals,
};

/// A digest is published after this many ranges, or after this time.
const DIGEST_RANGES: usize = 20;
const DIGEST_TIME: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

impl Reader<'_> {
    /// The fields to sum. The sum of ids is always requested.
    pub(crate) fn sums(
        columns: &Columns<'_>,
        request: &ModelRequest,
        expected: Option<&BTreeMap<String, FieldKind>>,
        missing_fields: &mut Vec<String>,
    ) -> Vec<String> {
        let (sums, _) = source::fitting(&request.sums, &columns.types, expected);
        let sums = source::choose(&sums, &columns.types);
        for missing in sums.missing {
            if !missing_fields.contains(&missing) {
                missing_fields.push(missing);
            }
        }
        sums.names.into_iter().filter(|sum| sum != "id").collect()
    }

    /// Reads the latest changes first, so that they are no differences; then the totals; then some
    /// ranges completely, in turn; then which records were written recently, because a late commit
    /// shows only there. Returns the number of records in the totals.
    pub(crate) async fn verify(
        &self,
        columns: &Columns<'_>,
        request: &ModelRequest,
        sums: Vec<String>,
        max_id: Option<i64>,
    ) -> Result<u64, Ended> {
        if request.since.is_some() {
            let latest = ReadMode {
                which: Self::window(request, columns),
                whole: false,
                throttled: false,
            };
            self.pages(columns, &[Stretch::EVERYWHERE], latest).await?;
        }
        let counted = self.totals(columns, request, sums, max_id).await?;
        let content = ReadMode {
            which: Which::All,
            whole: true,
            throttled: true,
        };
        let stretches = plan::content_stretches(request);
        self.pages(columns, &stretches, content).await?;
        if let Some(from) = request.written_from
            && columns.has_write_date()
        {
            self.list_written(columns, from).await?;
        }
        Ok(counted)
    }

    /// Pauses after a call, in proportion to its duration.
    pub(crate) async fn pause(&self, took: Duration) {
        let pause = took.saturating_mul(self.pause_percent) / 100;
        tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
    }

    async fn totals(
        &self,
        columns: &Columns<'_>,
        request: &ModelRequest,
        sums: Vec<String>,
        max_id: Option<i64>,
    ) -> Result<u64, Ended> {
        let mut rows = 0;
        let mut ranges = Vec::new();
        let (mut read_at, mut begun) = (clock::now(), Instant::now());
        for range in plan::digest_ranges(request, max_id) {
            if ranges.is_empty() {
                (read_at, begun) = (clock::now(), Instant::now());
            }
            let asked = Instant::now();
            let totals = self.range(columns, range, &sums).await?;
            rows += totals.count;
            self.progress.read(totals.count);
            self.metrics.page(&columns.model, 0);
            ranges.push(totals);
            if ranges.len() >= DIGEST_RANGES || begun.elapsed() >= DIGEST_TIME {
                let ranges = std::mem::take(&mut ranges);
                self.hand_over_digest(columns, read_at, &sums, ranges)
                    .await?;
            }
            self.pause(asked.elapsed()).await;
        }
        if !ranges.is_empty() {
            self.hand_over_digest(columns, read_at, &sums, ranges)
                .await?;
        }
        Ok(rows)
    }

    /// The totals of a range in one call, by company if the model has one.
    async fn range(
        &self,
        columns: &Columns<'_>,
        range: IdRange,
        sums: &[String],
    ) -> Result<RangeTotals, Ended> {
        let (model, fields) = (&*columns.model, sums.iter().map(String::as_str));
        let fields: Vec<&str> = fields.collect();
        let aggregates = odoo::Aggregates {
            sums: &fields,
            last_write: columns.has_write_date(),
            dated: false,
        };
        let domain = Domain::all()
            .id_after(range.after_id)
            .id_up_to(range.up_to_id);
        let totals = if columns.has_company() {
            let (id_sum, companies) = columns.company_totals(&domain, aggregates).await?;
            totals::of_companies(model, range, sums, id_sum, &companies)?
        } else {
            let totals = columns.totals(&domain, aggregates).await?;
            totals::of_range(model, range, sums, &totals)?
        };
        Ok(totals)
    }

    async fn hand_over_digest(
        &self,
        columns: &Columns<'_>,
        read_at: Timestamp,
        sums: &[String],
        ranges: Vec<RangeTotals>,
    ) -> Result<(), Ended> {
        let is_float = |sum: &&String| columns.is_float(sum);
        let digest = Digest {
            model: Arc::clone(&columns.model),
            read_at,
            float_sums: sums.iter().filter(is_float).cloned().collect(),
            ranges,
        };
        self.hand_over(Part::Digest(digest)).await
    }
}
