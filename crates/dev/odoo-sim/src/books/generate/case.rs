//! One business case before it becomes rows: a document, its payments or reversal, the exchange
//! differences and the reconciliations between their lines. Ids are assigned when things are added.

use crate::books::pool::Symbol;

/// A line, identified by its entry's and its own index in the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineRef {
    pub(crate) entry: usize,
    pub(crate) line: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Entry,
    OutInvoice,
    OutRefund,
    InInvoice,
    InRefund,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Entry => "entry",
            Kind::OutInvoice => "out_invoice",
            Kind::OutRefund => "out_refund",
            Kind::InInvoice => "in_invoice",
            Kind::InRefund => "in_refund",
        }
    }

    pub(crate) fn is_sale(self) -> bool {
        matches!(self, Kind::OutInvoice | Kind::OutRefund)
    }

    /// The sign of the balance of product and tax lines.
    pub(crate) fn sign(self) -> i64 {
        if matches!(self, Kind::OutInvoice | Kind::InRefund) {
            -1
        } else {
            1
        }
    }

    pub(crate) fn reversal(self) -> Kind {
        match self {
            Kind::OutInvoice => Kind::OutRefund,
            _ => Kind::InRefund,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Draft,
    Posted,
    Cancelled,
}

impl State {
    pub(crate) fn name(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Posted => "posted",
            State::Cancelled => "cancel",
        }
    }
}

/// Amounts in cents; `written` in microseconds; zero ids mean none.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) id: u32,
    pub(crate) kind: Kind,
    pub(crate) state: State,
    pub(crate) name: Symbol,
    pub(crate) reference: Symbol,
    pub(crate) origin: Symbol,
    pub(crate) date: i32,
    pub(crate) invoice_date: Option<i32>,
    pub(crate) due: Option<i32>,
    pub(crate) partner: u32,
    pub(crate) commercial: u32,
    pub(crate) journal: u32,
    pub(crate) company: u32,
    pub(crate) currency: u32,
    pub(crate) user: u32,
    pub(crate) term: u32,
    pub(crate) reversed: u32,
    pub(crate) reversed_by: bool,
    pub(crate) document_type: u32,
    pub(crate) payment: u32,
    pub(crate) created: i64,
    pub(crate) written: i64,
    pub(crate) lines: Vec<Line>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    Product,
    Tax,
    Term,
}

impl LineKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            LineKind::Product => "product",
            LineKind::Tax => "tax",
            LineKind::Term => "payment_term",
        }
    }
}

#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) id: u32,
    pub(crate) kind: LineKind,
    pub(crate) name: Symbol,
    pub(crate) account: u32,
    /// The account may be reconciled.
    pub(crate) reconcilable: bool,
    pub(crate) maturity: Option<i32>,
    pub(crate) product: u32,
    pub(crate) quantity: i64,
    pub(crate) price_cents: i64,
    pub(crate) discount: i64,
    pub(crate) subtotal: i64,
    pub(crate) total: i64,
    pub(crate) balance: i64,
    pub(crate) amount_currency: i64,
    pub(crate) residual: i64,
    pub(crate) residual_currency: i64,
    pub(crate) tax: u32,
    pub(crate) analytic: Symbol,
    pub(crate) full: u32,
    pub(crate) matching: Symbol,
    pub(crate) written: i64,
}

impl Line {
    /// A line that has only an amount.
    pub(crate) fn plain(kind: LineKind, account: u32, balance: i64, amount_currency: i64) -> Line {
        Line {
            id: 0,
            kind,
            name: Symbol::NONE,
            account,
            reconcilable: false,
            maturity: None,
            product: 0,
            quantity: 0,
            price_cents: 0,
            discount: 0,
            subtotal: 0,
            total: 0,
            balance,
            amount_currency,
            residual: 0,
            residual_currency: 0,
            tax: 0,
            analytic: Symbol::NONE,
            full: 0,
            matching: Symbol::NONE,
            written: 0,
        }
    }

    /// Like `plain`, for an account whose items stay open until they are reconciled.
    pub(crate) fn open(kind: LineKind, account: u32, balance: i64, amount_currency: i64) -> Line {
        Line {
            reconcilable: true,
            residual: balance,
            residual_currency: amount_currency,
            ..Line::plain(kind, account, balance, amount_currency)
        }
    }

    pub(crate) fn is_settled(&self) -> bool {
        self.reconcilable && self.residual == 0 && self.residual_currency == 0
    }
}

pub(crate) struct Payment {
    pub(crate) id: u32,
    /// Index of its entry in the case; the second line of the entry is reconciled.
    pub(crate) entry: usize,
    pub(crate) inbound: bool,
    pub(crate) customer: bool,
    pub(crate) amount: i64,
}

pub(crate) struct Partial {
    pub(crate) id: u32,
    pub(crate) debit: LineRef,
    pub(crate) credit: LineRef,
    pub(crate) amount: i64,
    pub(crate) amount_currency: i64,
    pub(crate) exchange_entry: u32,
    pub(crate) full: u32,
    pub(crate) max_date: i32,
    pub(crate) written: i64,
}

#[derive(Default)]
pub(crate) struct Case {
    pub(crate) entries: Vec<Entry>,
    pub(crate) payments: Vec<Payment>,
    pub(crate) partials: Vec<Partial>,
    /// (id, written)
    pub(crate) fulls: Vec<(u32, i64)>,
}

impl Case {
    pub(crate) fn line(&self, line: LineRef) -> &Line {
        &self.entries[line.entry].lines[line.line]
    }

    pub(crate) fn line_mut(&mut self, line: LineRef) -> &mut Line {
        &mut self.entries[line.entry].lines[line.line]
    }

    /// Open instalments of an entry, oldest first.
    pub(crate) fn open_terms(&self, entry: usize) -> Vec<LineRef> {
        let lines = self.entries[entry].lines.iter().enumerate();
        let mut open: Vec<(Option<i32>, usize)> = lines
            .filter(|(_, line)| line.kind == LineKind::Term && line.residual != 0)
            .map(|(place, line)| (line.maturity, place))
            .collect();
        open.sort_unstable();
        open.into_iter()
            .map(|(_, line)| LineRef { entry, line })
            .collect()
    }
}
