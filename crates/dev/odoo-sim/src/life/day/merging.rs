//! Merges of two records. SQL rewrites every reference in every model without a new `write_date`;
//! only the kept record is then written by the ORM.

use serde_json::{Map, Value};

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::table::{Cell, RowState};
use crate::books::version::Version;
use crate::life::changes::{is_traded_with, pick};
use crate::life::day::by_sql::{list_of, redirect};
use crate::life::day::{ACCOUNT, PARTNER, stamp};

/// As Odoo's merge wizard does it.
pub(crate) fn merge_partners(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let own = |books: &Books, row: usize| books.id_in(PARTNER, row, "commercial_partner_id");
    let plain = |books: &Books, row: usize| {
        own(books, row) == books.table(PARTNER).id(row) && is_traded_with(books, row)
    };
    let gone = pick(books, rng, PARTNER, plain)?;
    let kept = pick(books, rng, PARTNER, |books, row| {
        row != gone && plain(books, row)
    })?;
    let (from, to) = (books.table(PARTNER).id(gone), books.table(PARTNER).id(kept));
    let tags: Vec<u32> = [gone, kept]
        .into_iter()
        .flat_map(|row| books.ids_of(books.get(PARTNER, row, "category_id")))
        .collect();
    let tags = list_of(books, tags);
    redirect(books, PARTNER, from, to);
    books.set(PARTNER, kept, "category_id", tags);
    stamp(books, PARTNER, kept, now);
    books.table_mut(PARTNER).set_state(gone, RowState::Deleted);
    Some(())
}

/// Accounts can be merged from 18 on. The other one is deleted by SQL; the kept one gets its
/// companies and codes.
pub(crate) fn merge_accounts(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    if books.version < Version::V18 {
        return None;
    }
    let gone = pick(books, rng, ACCOUNT, |books, row| {
        (0..books.table(ACCOUNT).rows()).any(|other| can_merge(books, row, other))
    })?;
    let kept = pick(books, rng, ACCOUNT, |books, row| {
        can_merge(books, gone, row)
    })?;
    let companies = [kept, gone]
        .into_iter()
        .flat_map(|row| books.ids_of(books.get(ACCOUNT, row, "company_ids")))
        .collect();
    let companies = list_of(books, companies);
    let mut codes = codes_of(books, gone);
    codes.extend(codes_of(books, kept));
    let codes = Cell::Json(books.pool.intern(&Value::Object(codes).to_string()));
    let (from, to) = (books.table(ACCOUNT).id(gone), books.table(ACCOUNT).id(kept));
    redirect(books, ACCOUNT, from, to);
    books.set(ACCOUNT, kept, "company_ids", companies);
    books.set(ACCOUNT, kept, "code_by_company", codes);
    stamp(books, ACCOUNT, kept, now);
    books.table_mut(ACCOUNT).set_state(gone, RowState::Deleted);
    Some(())
}

fn can_merge(books: &Books, gone: usize, kept: usize) -> bool {
    let alike = |field| books.get(ACCOUNT, gone, field) == books.get(ACCOUNT, kept, field);
    gone != kept
        && books.table(ACCOUNT).is_live(kept)
        && ["account_type", "reconcile", "currency_id"]
            .into_iter()
            .all(alike)
}

fn codes_of(books: &Books, row: usize) -> Map<String, Value> {
    let Cell::Json(codes) = books.get(ACCOUNT, row, "code_by_company") else {
        return Map::new();
    };
    let codes = books
        .json(codes)
        .and_then(|codes| codes.as_object().cloned());
    codes.unwrap_or_default()
}
