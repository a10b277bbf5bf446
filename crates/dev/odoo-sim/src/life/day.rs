//! Changes of an ordinary day that `changes` does not have: drafts, settlements, merges and master
//! data. Each operation updates `write_date` where Odoo's ORM does, and does not where Odoo writes
//! by SQL or the database follows a foreign key.

pub(crate) mod by_sql;
pub(crate) mod drafts;
pub(crate) mod masters;
pub(crate) mod merging;
pub(crate) mod settling;
pub(crate) mod tags;

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::table::{Cell, RowState};
use crate::life::ChangeKind;

pub(crate) use by_sql::forget;
pub(crate) use merging::merge_partners;

const LINE: &str = "account.move.line";
const ENTRY: &str = "account.move";
const ACCOUNT: &str = "account.account";
const JOURNAL: &str = "account.journal";
const PARTIAL: &str = "account.partial.reconcile";
const PAYMENT: &str = "account.payment";
const PARTNER: &str = "res.partner";
const RATE: &str = "res.currency.rate";
const TAG: &str = "res.partner.category";

/// `None` if no row suits this change, or if `changes` makes this kind.
pub(crate) fn change_one(
    books: &mut Books,
    kind: ChangeKind,
    rng: &mut Rng,
    now: i64,
) -> Option<()> {
    match kind {
        ChangeKind::NewDraft => drafts::create(books, rng, now),
        ChangeKind::PostDraft => drafts::post(books, rng, now),
        ChangeKind::EditDraft => drafts::edit(books, rng, now),
        ChangeKind::ResetAndDelete => drafts::reset_and_delete(books, now),
        ChangeKind::CancelInvoice => drafts::cancel(books, rng, now),
        ChangeKind::PayInFull => settling::pay_in_full(books, rng, now),
        ChangeKind::PayInPart => settling::pay_in_part(books, rng, now),
        ChangeKind::PayTheRest => settling::pay_the_rest(books, rng, now),
        ChangeKind::UndoReconciliation => settling::undo(books, rng, now),
        ChangeKind::ReconcileAgain => settling::reconcile_again(books, rng, now),
        ChangeKind::CreditNote => settling::credit_note(books, rng, now),
        ChangeKind::DeletePayment => settling::delete_payment(books, rng, now),
        ChangeKind::MergeAccounts => merging::merge_accounts(books, rng, now),
        ChangeKind::NewRate => masters::new_rate(books, rng, now),
        ChangeKind::EditRate => masters::edit_rate(books, rng, now),
        ChangeKind::DeleteRate => masters::delete_rate(books, rng),
        ChangeKind::ArchiveJournal => masters::archive_journal(books, rng, now),
        ChangeKind::ToggleReconcile => masters::toggle_reconcile(books, rng, now),
        ChangeKind::NewTag => tags::create(books, rng, now),
        ChangeKind::TagFromItsSide => tags::change_from_its_side(books, rng, now),
        ChangeKind::DeleteTag => tags::delete(books, rng),
        _ => None,
    }
}

fn stamp(books: &mut Books, model: &str, row: usize, now: i64) {
    books.set(model, row, "write_date", Cell::Instant(now));
}

/// Deletes an entry with its lines; the database empties references to them.
fn unlink_entry(books: &mut Books, entry: usize) {
    let id = books.table(ENTRY).id(entry);
    for line in crate::life::matching::lines_of(books, id) {
        books.table_mut(LINE).set_state(line, RowState::Deleted);
    }
    books.table_mut(ENTRY).set_state(entry, RowState::Deleted);
    forget(books, ENTRY, id);
}

/// Posting raises the rank of the partner and of its parent company, by SQL.
fn raise_rank(books: &mut Books, entry: usize, field: &'static str) {
    let mut partners = vec![
        books.id_in(ENTRY, entry, "partner_id"),
        books.id_in(ENTRY, entry, "commercial_partner_id"),
    ];
    partners.dedup();
    for partner in partners {
        let Some(row) = books.table(PARTNER).position(i64::from(partner)) else {
            continue;
        };
        if let Cell::Int(rank) = books.get(PARTNER, row, field) {
            books.set(PARTNER, row, field, Cell::Int(rank + 1));
        }
    }
}
