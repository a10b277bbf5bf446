//! A page of the partner ledger, and where the next one begins.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::GenericClient;

use super::lines;
use super::rows::{Writer, Written};
use super::sections::{self, Section, Start};
use super::{
    PartnerLedgerPage, PartnerLedgerQuery, PartnerLedgerRow, PartnerLedgerRowKind, totals,
};
use crate::error::Error;
use crate::journal_items::JournalItem;
use crate::prepared;

/// The last row of a page, and the balance after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Position {
    sort_name: String,
    /// None in the last section.
    partner_id: Option<i64>,
    last: LastRow,
    running: Decimal,
    /// The mirror version that the balance comes from.
    version: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum LastRow {
    Opening,
    Line(Date, i64),
    Closing,
}

/// One page, by the names of the partners, and the totals of all of them.
pub async fn page(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
) -> Result<PartnerLedgerPage, Error> {
    let version = store::freshness::mirror_version(client).await?;
    let totals = totals(client, query).await?;
    let paging = &query.prepared.paging;
    let mut written = Vec::new();
    let position = query.position.as_ref();
    if position.is_none_or(|position| position.partner_id.is_some()) {
        // Each section has at least two rows.
        let most = paging.one_more / 2 + 2;
        let start = position.map(|position| Start {
            sort_name: &position.sort_name,
            id: position.partner_id.as_ref().unwrap_or(&0),
            includes: position.last != LastRow::Closing,
        });
        let chosen = sections::named(client, query, start, Some(most)).await?;
        let resumed = resume(client, query, chosen.first(), version).await?;
        let start = resumed.and_then(|(_, start)| start);
        let items = lines::of_named(client, query, &chosen, start, paging.one_more).await?;
        write(query, (chosen, resumed), items, &mut written);
    }
    if written.len() <= paging.limit.into()
        && let Some(section) = sections::last(client, query).await?
        && position.is_none_or(|it| it.partner_id.is_some() || it.last != LastRow::Closing)
    {
        let resumed = resume(client, query, Some(&section), version).await?;
        let start = resumed.and_then(|(_, start)| start);
        let limit = Some(&paging.one_more);
        let statement = lines::of_last_section(query, &section, start.as_ref(), limit);
        let items = lines::read(client, query, &statement).await?;
        write(query, (vec![section.clone()], resumed), items, &mut written);
    }
    let next = paging.cut(&mut written, |(row, sort_name)| {
        Ok(prepared::sort_key(&at(row, sort_name, version)))
    })?;
    Ok(PartnerLedgerPage {
        rows: written.into_iter().map(|(row, _)| row).collect(),
        totals,
        next,
    })
}

/// The balance in the first section of a page, and the item that it comes from.
type Resumed = (Decimal, Option<(Date, i64)>);

fn write(
    query: &PartnerLedgerQuery,
    (sections, resumed): (Vec<Section>, Option<Resumed>),
    items: Vec<JournalItem>,
    out: &mut Vec<Written>,
) {
    let mut writer = Writer::new(query, sections, resumed.map(|(running, _)| running));
    for item in items {
        writer.item(item, out);
    }
    writer.end(out);
}

/// The position in the first section, with a balance that is correct now; None if the section
/// begins on this page.
async fn resume(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
    first: Option<&Section>,
    version: i64,
) -> Result<Option<Resumed>, Error> {
    let (Some(position), Some(first)) = (&query.position, first) else {
        return Ok(None);
    };
    if first.partner_id != position.partner_id {
        return Ok(None);
    }
    let start = match position.last {
        LastRow::Line(date, id) => Some((date, id)),
        LastRow::Opening | LastRow::Closing => None,
    };
    let running = if position.version == version {
        position.running
    } else {
        match start {
            Some(item) => first.opening + lines::moved_until(client, query, first, item).await?,
            None => first.opening,
        }
    };
    Ok(Some((running, start)))
}

fn at(row: &PartnerLedgerRow, sort_name: &str, version: i64) -> Position {
    let last = match (row.kind, row.date, row.line_id) {
        (PartnerLedgerRowKind::Opening, ..) => LastRow::Opening,
        (PartnerLedgerRowKind::Line, Some(date), Some(id)) => LastRow::Line(date, id),
        _ => LastRow::Closing,
    };
    Position {
        sort_name: sort_name.to_owned(),
        partner_id: row.partner_id,
        last,
        running: row.running_balance,
        version,
    }
}
