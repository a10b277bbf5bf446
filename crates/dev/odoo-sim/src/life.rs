//! Changes to the books while a mirror reads them: edits, new documents, payments, deletions,
//! undone reconciliations, archiving, changes without a new `write_date`, and late commits. The
//! books balance after every change.
pub(crate) mod changes;
pub(crate) mod day;
pub(crate) mod matching;
pub(crate) mod paying;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::books::Books;
use crate::books::calendar;
use crate::books::generate::rng::Rng;
use crate::books::table::{Cell, RowState};
use crate::life::changes::Edit;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Changes reference and salesperson of an entry and of its lines.
    EditInvoice,
    /// A posted copy of a posted invoice, dated today.
    NewInvoice,
    /// A payment of today, fully reconciled with an open instalment.
    PayInvoice,
    /// A draft entry with all its lines.
    DeleteDraft,
    /// Edits one product line of a draft; its payment term line is deleted and recreated.
    DeleteDraftLine,
    /// Deletes a partial reconciliation and restores the residuals.
    Unreconcile,
    ArchivePartner,
    /// An account is marked as deprecated.
    ArchiveAccount,
    /// Merges a partner into another, all without `write_date`; only the kept partner is stamped.
    MergePartners,
    /// A matching number is rewritten without `write_date`.
    SilentMatching,
    /// A draft copy of a posted invoice.
    NewDraft,
    /// Posts a draft; the ranks of its partner rise without `write_date`.
    PostDraft,
    /// Deletes and recreates every line of a draft.
    EditDraft,
    /// The last invoice of its sequence goes back to draft and is deleted.
    ResetAndDelete,
    /// A posted invoice loses its reconciliations and is cancelled.
    CancelInvoice,
    /// Like `PayInvoice`, for an instalment without payments; the rank of the partner rises.
    PayInFull,
    PayInPart,
    /// Pays the rest of a half-paid instalment; the older payment becomes fully reconciled by SQL.
    PayTheRest,
    /// Removes every reconciliation of an invoice.
    UndoReconciliation,
    /// Reconciles an open invoice and an open payment of one partner.
    ReconcileAgain,
    /// A credit note for a whole invoice, reconciled with it.
    CreditNote,
    /// A payment is deleted together with its posted entry.
    DeletePayment,
    /// From 18 on: like `MergePartners`, for accounts.
    MergeAccounts,
    NewRate,
    EditRate,
    DeleteRate,
    ArchiveJournal,
    /// Changes whether an account may be reconciled; its lines are rewritten without `write_date`.
    ToggleReconcile,
    /// A new tag that a partner gets.
    NewTag,
    /// The partners of a tag change; only the tag is stamped.
    TagFromItsSide,
    /// A tag is deleted; partners lose it without `write_date`.
    DeleteTag,
}

impl ChangeKind {
    /// What people do in Odoo in the course of a day, in a plausible order.
    pub const A_NORMAL_DAY: [ChangeKind; 29] = [
        ChangeKind::NewDraft,
        ChangeKind::EditDraft,
        ChangeKind::PayInPart,
        ChangeKind::NewInvoice,
        ChangeKind::PostDraft,
        ChangeKind::PayInFull,
        ChangeKind::EditInvoice,
        ChangeKind::PayTheRest,
        ChangeKind::DeleteDraft,
        ChangeKind::CreditNote,
        ChangeKind::UndoReconciliation,
        ChangeKind::ReconcileAgain,
        ChangeKind::DeleteDraftLine,
        ChangeKind::CancelInvoice,
        ChangeKind::DeletePayment,
        ChangeKind::ResetAndDelete,
        ChangeKind::Unreconcile,
        ChangeKind::NewTag,
        ChangeKind::TagFromItsSide,
        ChangeKind::DeleteTag,
        ChangeKind::NewRate,
        ChangeKind::EditRate,
        ChangeKind::DeleteRate,
        ChangeKind::MergePartners,
        ChangeKind::MergeAccounts,
        ChangeKind::ArchivePartner,
        ChangeKind::ArchiveAccount,
        ChangeKind::ArchiveJournal,
        ChangeKind::ToggleReconcile,
    ];
}

const ALL: [ChangeKind; 10] = [
    ChangeKind::EditInvoice,
    ChangeKind::NewInvoice,
    ChangeKind::PayInvoice,
    ChangeKind::DeleteDraft,
    ChangeKind::DeleteDraftLine,
    ChangeKind::Unreconcile,
    ChangeKind::ArchivePartner,
    ChangeKind::ArchiveAccount,
    ChangeKind::MergePartners,
    ChangeKind::SilentMatching,
];

/// A request for changes: `count` changes, with the kinds in turn.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Changes {
    #[serde(default)]
    pub seed: u64,
    pub count: usize,
    /// Empty: every kind.
    #[serde(default)]
    pub kinds: Vec<ChangeKind>,
}

impl Changes {
    /// What a working day changes: each kind once or twice.
    pub fn of_a_day(seed: u64) -> Self {
        Self {
            seed,
            count: ChangeKind::A_NORMAL_DAY.len(),
            kinds: ChangeKind::A_NORMAL_DAY.to_vec(),
        }
    }
}

/// Changes made, by kind; a kind that found no suitable row is absent.
pub type ChangeReport = BTreeMap<ChangeKind, usize>;

/// An open transaction: its changes are visible only after the commit.
#[derive(Default)]
pub(crate) struct Transaction {
    edits: Vec<Edit>,
    of_fields: Vec<FieldEdit>,
    inserted: Vec<(&'static str, usize)>,
}

/// Model, row, column and the value to set.
pub(crate) type FieldEdit = (String, usize, usize, Cell);

impl Transaction {
    pub(crate) fn with_edits(of_fields: Vec<FieldEdit>) -> Transaction {
        Transaction {
            of_fields,
            ..Transaction::default()
        }
    }

    /// Makes the changes visible, with their original stamps.
    pub(crate) fn apply(&self, books: &mut Books) {
        apply(books, &self.edits);
        for (model, row, column, cell) in &self.of_fields {
            books.table_mut(model).set(*row, *column, *cell);
        }
        for &(model, row) in &self.inserted {
            books.table_mut(model).set_state(row, RowState::Live);
        }
    }
}

pub(crate) fn change(books: &mut Books, changes: &Changes) -> ChangeReport {
    let kinds: &[ChangeKind] = if changes.kinds.is_empty() {
        &ALL
    } else {
        &changes.kinds
    };
    let mut rng = Rng::new(changes.seed);
    let mut report = ChangeReport::new();
    for kind in kinds.iter().cycle().take(changes.count) {
        let now = calendar::now();
        if change_one(books, *kind, &mut rng, now).is_some() {
            *report.entry(*kind).or_default() += 1;
        }
    }
    report
}

/// `None` if no row suits this change.
fn change_one(books: &mut Books, kind: ChangeKind, rng: &mut Rng, now: i64) -> Option<()> {
    match kind {
        ChangeKind::EditInvoice => {
            let edits = changes::edit_invoice(books, rng, now)?;
            apply(books, &edits);
            Some(())
        }
        ChangeKind::NewInvoice => changes::new_invoice(books, rng, now).map(|_| ()),
        ChangeKind::PayInvoice => paying::pay(books, rng, now),
        ChangeKind::DeleteDraft => changes::delete_draft(books, rng),
        ChangeKind::DeleteDraftLine => changes::delete_draft_line(books, rng, now),
        ChangeKind::Unreconcile => changes::unreconcile(books, rng, now),
        ChangeKind::ArchivePartner => changes::archive_partner(books, rng, now),
        ChangeKind::ArchiveAccount => changes::archive_account(books, rng, now),
        ChangeKind::MergePartners => day::merge_partners(books, rng, now),
        ChangeKind::SilentMatching => changes::rewrite_matching(books, rng),
        of_a_day => day::change_one(books, of_a_day, rng, now),
    }
}

/// Begins a transaction at `now` that edits one invoice and creates another.
pub(crate) fn begin(books: &mut Books, seed: u64, now: i64) -> Transaction {
    let mut rng = Rng::new(seed);
    let edits = changes::edit_invoice(books, &mut rng, now).unwrap_or_default();
    let inserted = changes::new_invoice(books, &mut rng, now).unwrap_or_default();
    for &(model, row) in &inserted {
        books.table_mut(model).set_state(row, RowState::Uncommitted);
    }
    Transaction {
        edits,
        inserted,
        ..Transaction::default()
    }
}

fn apply(books: &mut Books, edits: &[Edit]) {
    for &(model, row, field, cell) in edits {
        books.set(model, row, field, cell);
    }
}
