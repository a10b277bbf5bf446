-- Tables of precomputed data for reports. The functions and views that fill them are in repeatable/;
-- docs/decisions 0027, 0028 and 0033 explain them. An id of 0 means none.

create table report.account_month (
    company_id bigint not null,
    account_id bigint not null,
    journal_id bigint not null,
    currency_id bigint not null,
    posted boolean not null,
    month date not null,
    lines bigint not null,
    debit numeric not null,
    credit numeric not null,
    balance numeric not null,
    amount_currency numeric not null,
    primary key (company_id, account_id, month, posted, journal_id, currency_id)
) with (fillfactor = 70);
comment on table report.account_month is 'Sums of journal items by account and month. Triggers on odoo.account_move_line update them in the transaction that writes the items.';
comment on column report.account_month.company_id is '0 if the item has none. The same holds for journal and currency.';
comment on column report.account_month.posted is 'False: drafts. Cancelled items are not included.';
comment on column report.account_month.month is 'The first day of the month.';
comment on column report.account_month.lines is 'Number of journal items. A row whose items have all moved stays with 0.';

create table report.state (
    only_row boolean primary key default true check (only_row),
    built_at timestamptz
);
comment on table report.state is 'Whether the tables of open items and settlements may be used: subledger_line, partner_balance, due_balance, side_balance and settlement.';
comment on column report.state.built_at is 'When these tables were built. Since then each batch updates them. Null: they are not valid, and reports read the views.';
insert into report.state default values;

-- The fill factor leaves room for the next version of a row on its page, so that a change of amounts
-- updates no index.
create table report.subledger_line (
    line_id bigint primary key,
    move_id bigint,
    company_id bigint not null,
    side text not null check (side in ('receivable', 'payable')),
    account_id bigint not null,
    partner_id bigint not null,
    contact_id bigint not null,
    currency_id bigint not null,
    salesperson_id bigint not null,
    document_type_id bigint not null,
    date date not null,
    invoice_date date not null,
    due date not null,
    balance numeric not null,
    amount_currency numeric not null,
    residual numeric not null,
    residual_currency numeric not null,
    settled_from date not null,
    settled_to date not null,
    changed_on date not null,
    closed_on date not null,
    lifetime smallint not null
) with (fillfactor = 85);
comment on table report.subledger_line is 'Each posted journal item of a receivable or payable account, with what is needed to compute its open amount on any day. An id of 0 means none.';
comment on column report.subledger_line.partner_id is 'The customer or vendor: the commercial entity of the contact.';
comment on column report.subledger_line.contact_id is 'The partner that the item is booked on.';
comment on column report.subledger_line.salesperson_id is 'The salesperson of the journal entry (res.users).';
comment on column report.subledger_line.due is 'The due date, or the date of the entry if there is none.';
comment on column report.subledger_line.residual is 'The balance after all partial reconciliations, later days included; in the company''s currency.';
comment on column report.subledger_line.residual_currency is 'The same in the currency of the document.';
comment on column report.subledger_line.settled_from is 'max_date of the first partial reconciliation. Before it, the whole balance was open. Infinity if there is none.';
comment on column report.subledger_line.settled_to is 'max_date of the last partial reconciliation. From it on, the residual is open. -Infinity if there is none.';
comment on column report.subledger_line.changed_on is 'From this day on, the item has its present state: the later of its date and settled_to.';
comment on column report.subledger_line.closed_on is 'From this day on, nothing is open. Infinity if something is open.';
comment on column report.subledger_line.lifetime is 'How long the item was open, as a class: 0: at the end of no day; k from 1 to 14: less than 2^k days; 15: longer; 16: still open. An item of class 1 to 14 can be open on day d only if it is dated within the 2^k days before d, so older items are not read.';
create index subledger_line_day on report.subledger_line (company_id, lifetime, date)
    where lifetime > 0;
create index subledger_line_changed on report.subledger_line (company_id, changed_on)
    where lifetime > 0;
create index subledger_line_in_parts on report.subledger_line (company_id, settled_to)
    where settled_from < settled_to;
create index subledger_line_open_due on report.subledger_line (company_id, account_id, due, line_id)
    where lifetime = 16;
create index subledger_line_open_date on report.subledger_line (company_id, account_id, date, line_id)
    where lifetime = 16;
create index subledger_line_open_partner on report.subledger_line (company_id, partner_id)
    where lifetime = 16;

create table report.partner_balance (
    company_id bigint not null,
    side text not null,
    partner_id bigint not null,
    items bigint not null,
    residual numeric not null,
    unapplied numeric not null,
    primary key (company_id, side, partner_id)
);
comment on table report.partner_balance is 'Sums of the open rows of subledger_line by partner. A row stays when it has no items any more.';
comment on column report.partner_balance.unapplied is 'The part of the residual with the sign of the other side: payments and credit notes that no document uses yet.';
create index partner_balance_residual on report.partner_balance
    (company_id, side, residual, partner_id) where items > 0;

create table report.due_balance (
    company_id bigint not null,
    account_id bigint not null,
    currency_id bigint not null,
    due date not null,
    items bigint not null,
    residual numeric not null,
    residual_currency numeric not null,
    unapplied numeric not null,
    primary key (company_id, account_id, currency_id, due)
);
comment on table report.due_balance is 'The same sums by account, currency and due date.';

create table report.side_balance (
    company_id bigint not null,
    side text not null,
    partners bigint not null,
    primary key (company_id, side)
);
comment on table report.side_balance is 'Number of rows of partner_balance that have items.';

create table report.settlement (
    partial_id bigint primary key,
    company_id bigint not null,
    account_id bigint not null,
    partner_id bigint not null,
    day date not null,
    amount numeric not null,
    days_late integer not null
);
comment on table report.settlement is 'Each partial reconciliation of a customer''s item with a payment, with the number of days that the customer paid late.';
comment on column report.settlement.account_id is 'The account of the item that was paid. The company is that of this item, and the partner its commercial entity.';
comment on column report.settlement.day is 'max_date: the settlement counts from this day on.';
comment on column report.settlement.days_late is 'From the due date to that day; negative if the customer paid early.';
create index settlement_day on report.settlement (company_id, account_id, day)
    include (partner_id, amount, days_late);
