//! Tables of figures: ours, the baseline's, their ratio, and the target.

use std::{fmt::Write, time::Duration};

/// One comparison. A row without a target is informative only.
pub(crate) struct Row {
    work: String,
    ours: String,
    peer: String,
    ratio: String,
    target: String,
}

pub(crate) struct Table {
    title: String,
    rows: Vec<Row>,
    notes: Vec<String>,
}

impl Row {
    pub(crate) fn new(
        work: impl Into<String>,
        ours: impl Into<String>,
        peer: impl Into<String>,
    ) -> Self {
        Self {
            work: work.into(),
            ours: ours.into(),
            peer: peer.into(),
            ratio: "–".to_owned(),
            target: "–".to_owned(),
        }
    }

    pub(crate) fn ratio(mut self, ratio: f64) -> Self {
        self.ratio = times(ratio);
        self
    }

    pub(crate) fn target(mut self, text: &str, is_met: bool) -> Self {
        let verdict = if is_met { "met" } else { "**not met**" };
        self.target = format!("{text}: {verdict}");
        self
    }

    pub(crate) fn at_least(self, ratio: f64, target: f64) -> Self {
        self.ratio(ratio)
            .target(&format!("≥ {}", times(target)), ratio >= target)
    }

    pub(crate) fn at_most(self, ratio: f64, target: f64) -> Self {
        self.ratio(ratio)
            .target(&format!("≤ {}", times(target)), ratio <= target)
    }
}

impl Table {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Shows the row at once, because a measurement after it may fail.
    pub(crate) fn row(&mut self, row: Row) {
        eprintln!(
            "{}: {} | {} | {} | {}",
            row.work, row.ours, row.peer, row.ratio, row.target
        );
        self.rows.push(row);
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    pub(crate) fn print(&self) {
        let mut text = format!(
            "\n## {}\n\n| Work | Ours | Peer | Ratio | Target |\n|---|---|---|---|---|\n",
            self.title
        );
        for row in &self.rows {
            let Row {
                work,
                ours,
                peer,
                ratio,
                target,
            } = row;
            let _ = writeln!(text, "| {work} | {ours} | {peer} | {ratio} | {target} |");
        }
        for note in &self.notes {
            let _ = write!(text, "\n- {note}");
        }
        println!("{text}");
    }
}

pub(crate) fn times(ratio: f64) -> String {
    if ratio >= 10.0 {
        format!("{ratio:.1} ×")
    } else {
        format!("{ratio:.2} ×")
    }
}

pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

pub(crate) fn per_second(count: u64, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

pub(crate) fn rate(count: u64, time: Duration) -> String {
    format!("{:.0}/s", per_second(count, time))
}

pub(crate) fn share(ours: Duration, peer: Duration) -> f64 {
    ours.as_secs_f64() / peer.as_secs_f64().max(1e-9)
}

/// The median; the lower of the two middle values if the number is even.
pub(crate) fn median(times: &[Duration]) -> Duration {
    percentile(times, 50)
}

/// The given percentile of the sorted times.
pub(crate) fn percentile(times: &[Duration], hundredths: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (sorted.len() * hundredths).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_measured_values() {
        let times: Vec<_> = (1..=200).rev().map(Duration::from_millis).collect();
        assert_eq!(median(&times), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(200));
        assert_eq!(median(&[]), Duration::ZERO);
    }
}
