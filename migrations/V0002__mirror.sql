-- The mirror: one table per Odoo model, columns named and typed as Odoo's stored fields.
-- Many2one is the bare id; money is numeric without a fixed scale (the digits are Odoo's); instants are UTC.
-- No foreign keys between mirrored tables: rows arrive in any order.

comment on schema odoo is 'Exact copy of the tenant''s Odoo. Written by core-api alone.';

create table odoo.res_currency (
    id bigint primary key,
    name text,
    symbol text,
    rounding numeric,
    decimal_places integer,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_currency is 'res.currency: Currencies.';
comment on column odoo.res_currency.name is 'Currency (char)';
comment on column odoo.res_currency.symbol is 'Symbol (char)';
comment on column odoo.res_currency.rounding is 'Rounding Factor (float)';
comment on column odoo.res_currency.decimal_places is 'Decimal Places (integer)';
comment on column odoo.res_currency.active is 'Active (boolean)';
comment on column odoo.res_currency.create_date is 'Created on (datetime)';
comment on column odoo.res_currency.write_date is 'Last Updated on (datetime)';

create table odoo.res_country (
    id bigint primary key,
    name text,
    code text,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_country is 'res.country: Countries.';
comment on column odoo.res_country.name is 'Country Name (char)';
comment on column odoo.res_country.code is 'Country Code (char)';
comment on column odoo.res_country.create_date is 'Created on (datetime)';
comment on column odoo.res_country.write_date is 'Last Updated on (datetime)';

create table odoo.res_company (
    id bigint primary key,
    name text,
    currency_id bigint,
    partner_id bigint,
    parent_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_company is 'res.company: Companies of this Odoo.';
comment on column odoo.res_company.name is 'Company Name (char)';
comment on column odoo.res_company.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.res_company.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.res_company.parent_id is 'Parent Company (many2one res.company)';
comment on column odoo.res_company.create_date is 'Created on (datetime)';
comment on column odoo.res_company.write_date is 'Last Updated on (datetime)';

create table odoo.res_users (
    id bigint primary key,
    login text,
    partner_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_users is 'res.users: Users: salespeople, authors.';
comment on column odoo.res_users.login is 'Login (char)';
comment on column odoo.res_users.partner_id is 'Related Partner (many2one res.partner)';
comment on column odoo.res_users.active is 'Active (boolean)';
comment on column odoo.res_users.create_date is 'Created on (datetime)';
comment on column odoo.res_users.write_date is 'Last Updated on (datetime)';

create table odoo.res_partner (
    id bigint primary key,
    name text,
    ref text,
    vat text,
    email text,
    phone text,
    city text,
    country_id bigint,
    parent_id bigint,
    commercial_partner_id bigint,
    company_id bigint,
    is_company boolean,
    active boolean,
    customer_rank integer,
    supplier_rank integer,
    user_id bigint,
    l10n_latam_identification_type_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_partner is 'res.partner: Customers, vendors, contacts.';
comment on column odoo.res_partner.name is 'Name (char)';
comment on column odoo.res_partner.ref is 'Reference (char)';
comment on column odoo.res_partner.vat is 'Identification Number (char)';
comment on column odoo.res_partner.email is 'Email (char)';
comment on column odoo.res_partner.phone is 'Phone (char)';
comment on column odoo.res_partner.city is 'City (char)';
comment on column odoo.res_partner.country_id is 'Country (many2one res.country)';
comment on column odoo.res_partner.parent_id is 'Related Company (many2one res.partner)';
comment on column odoo.res_partner.commercial_partner_id is 'Commercial Entity (many2one res.partner)';
comment on column odoo.res_partner.company_id is 'Company (many2one res.company)';
comment on column odoo.res_partner.is_company is 'Is a Company (boolean)';
comment on column odoo.res_partner.active is 'Active (boolean)';
comment on column odoo.res_partner.customer_rank is 'Customer Rank (integer)';
comment on column odoo.res_partner.supplier_rank is 'Supplier Rank (integer)';
comment on column odoo.res_partner.user_id is 'Salesperson (many2one res.users)';
comment on column odoo.res_partner.l10n_latam_identification_type_id is 'Identification Type (many2one l10n_latam.identification.type)';
comment on column odoo.res_partner.create_date is 'Created on (datetime)';
comment on column odoo.res_partner.write_date is 'Last Updated on (datetime)';

create table odoo.res_currency_rate (
    id bigint primary key,
    name date,
    rate numeric,
    currency_id bigint,
    company_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_currency_rate is 'res.currency.rate: Exchange rates by day.';
comment on column odoo.res_currency_rate.name is 'Date (date)';
comment on column odoo.res_currency_rate.rate is 'Technical Rate (float)';
comment on column odoo.res_currency_rate.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.res_currency_rate.company_id is 'Company (many2one res.company)';
comment on column odoo.res_currency_rate.create_date is 'Created on (datetime)';
comment on column odoo.res_currency_rate.write_date is 'Last Updated on (datetime)';

create table odoo.account_account (
    id bigint primary key,
    code text,
    name text,
    account_type text,
    reconcile boolean,
    deprecated boolean,
    currency_id bigint,
    company_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_account is 'account.account: Chart of accounts.';
comment on column odoo.account_account.code is 'Code (char)';
comment on column odoo.account_account.name is 'Account Name (char)';
comment on column odoo.account_account.account_type is 'Type (selection): asset_receivable, asset_cash, asset_current, asset_non_current, asset_prepayments, asset_fixed, liability_payable, liability_credit_card, liability_current, liability_non_current, equity, equity_unaffected, income, income_other, expense, expense_depreciation, expense_direct_cost, off_balance';
comment on column odoo.account_account.reconcile is 'Allow Reconciliation (boolean)';
comment on column odoo.account_account.deprecated is 'Deprecated (boolean)';
comment on column odoo.account_account.currency_id is 'Account Currency (many2one res.currency)';
comment on column odoo.account_account.company_id is 'Company (many2one res.company)';
comment on column odoo.account_account.create_date is 'Created on (datetime)';
comment on column odoo.account_account.write_date is 'Last Updated on (datetime)';

create table odoo.account_journal (
    id bigint primary key,
    code text,
    name text,
    type text,
    currency_id bigint,
    company_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_journal is 'account.journal: Journals.';
comment on column odoo.account_journal.code is 'Short Code (char)';
comment on column odoo.account_journal.name is 'Journal Name (char)';
comment on column odoo.account_journal.type is 'Type (selection): sale, purchase, cash, bank, general';
comment on column odoo.account_journal.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_journal.company_id is 'Company (many2one res.company)';
comment on column odoo.account_journal.active is 'Active (boolean)';
comment on column odoo.account_journal.create_date is 'Created on (datetime)';
comment on column odoo.account_journal.write_date is 'Last Updated on (datetime)';

create table odoo.account_tax (
    id bigint primary key,
    name text,
    amount numeric,
    amount_type text,
    type_tax_use text,
    company_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_tax is 'account.tax: Taxes.';
comment on column odoo.account_tax.name is 'Tax Name (char)';
comment on column odoo.account_tax.amount is 'Amount (float)';
comment on column odoo.account_tax.amount_type is 'Tax Computation (selection): group, fixed, percent, division';
comment on column odoo.account_tax.type_tax_use is 'Tax Type (selection): sale, purchase, none';
comment on column odoo.account_tax.company_id is 'Company (many2one res.company)';
comment on column odoo.account_tax.active is 'Active (boolean)';
comment on column odoo.account_tax.create_date is 'Created on (datetime)';
comment on column odoo.account_tax.write_date is 'Last Updated on (datetime)';

create table odoo.account_payment_term (
    id bigint primary key,
    name text,
    active boolean,
    company_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_payment_term is 'account.payment.term: Payment terms.';
comment on column odoo.account_payment_term.name is 'Payment Terms (char)';
comment on column odoo.account_payment_term.active is 'Active (boolean)';
comment on column odoo.account_payment_term.company_id is 'Company (many2one res.company)';
comment on column odoo.account_payment_term.create_date is 'Created on (datetime)';
comment on column odoo.account_payment_term.write_date is 'Last Updated on (datetime)';

create table odoo.l10n_latam_document_type (
    id bigint primary key,
    code text,
    name text,
    doc_code_prefix text,
    internal_type text,
    country_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.l10n_latam_document_type is 'l10n_latam.document.type: Document types of Latin American localisations.';
comment on column odoo.l10n_latam_document_type.code is 'Code (char)';
comment on column odoo.l10n_latam_document_type.name is 'Name (char)';
comment on column odoo.l10n_latam_document_type.doc_code_prefix is 'Document Code Prefix (char)';
comment on column odoo.l10n_latam_document_type.internal_type is 'Internal Type (selection): invoice, debit_note, credit_note, all';
comment on column odoo.l10n_latam_document_type.country_id is 'Country (many2one res.country)';
comment on column odoo.l10n_latam_document_type.active is 'Active (boolean)';
comment on column odoo.l10n_latam_document_type.create_date is 'Created on (datetime)';
comment on column odoo.l10n_latam_document_type.write_date is 'Last Updated on (datetime)';

create table odoo.account_move (
    id bigint primary key,
    name text,
    ref text,
    move_type text,
    state text,
    payment_state text,
    date date,
    invoice_date date,
    invoice_date_due date,
    partner_id bigint,
    commercial_partner_id bigint,
    journal_id bigint,
    company_id bigint,
    currency_id bigint,
    invoice_user_id bigint,
    invoice_payment_term_id bigint,
    invoice_origin text,
    amount_untaxed numeric,
    amount_tax numeric,
    amount_total numeric,
    amount_residual numeric,
    amount_untaxed_signed numeric,
    amount_total_signed numeric,
    amount_residual_signed numeric,
    amount_total_in_currency_signed numeric,
    reversed_entry_id bigint,
    l10n_latam_document_type_id bigint,
    create_uid bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_move is 'account.move: Journal entries: invoices, bills, credit notes, payments, other entries.';
comment on column odoo.account_move.name is 'Number (char)';
comment on column odoo.account_move.ref is 'Reference (char)';
comment on column odoo.account_move.move_type is 'Type (selection): entry, out_invoice, out_refund, in_invoice, in_refund, out_receipt, in_receipt';
comment on column odoo.account_move.state is 'Status (selection): draft, posted, cancel';
comment on column odoo.account_move.payment_state is 'Payment Status (selection): not_paid, in_payment, paid, partial, reversed, invoicing_legacy';
comment on column odoo.account_move.date is 'Date (date)';
comment on column odoo.account_move.invoice_date is 'Invoice/Bill Date (date)';
comment on column odoo.account_move.invoice_date_due is 'Due Date (date)';
comment on column odoo.account_move.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.account_move.commercial_partner_id is 'Commercial Entity (many2one res.partner)';
comment on column odoo.account_move.journal_id is 'Journal (many2one account.journal)';
comment on column odoo.account_move.company_id is 'Company (many2one res.company)';
comment on column odoo.account_move.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_move.invoice_user_id is 'Salesperson (many2one res.users)';
comment on column odoo.account_move.invoice_payment_term_id is 'Payment Terms (many2one account.payment.term)';
comment on column odoo.account_move.invoice_origin is 'Origin (char)';
comment on column odoo.account_move.amount_untaxed is 'Untaxed Amount (monetary)';
comment on column odoo.account_move.amount_tax is 'Tax (monetary)';
comment on column odoo.account_move.amount_total is 'Total (monetary)';
comment on column odoo.account_move.amount_residual is 'Amount Due (monetary)';
comment on column odoo.account_move.amount_untaxed_signed is 'Untaxed Amount Signed (monetary)';
comment on column odoo.account_move.amount_total_signed is 'Total Signed (monetary)';
comment on column odoo.account_move.amount_residual_signed is 'Amount Due Signed (monetary)';
comment on column odoo.account_move.amount_total_in_currency_signed is 'Total in Currency Signed (monetary)';
comment on column odoo.account_move.reversed_entry_id is 'Reversal of (many2one account.move)';
comment on column odoo.account_move.l10n_latam_document_type_id is 'Document Type (many2one l10n_latam.document.type)';
comment on column odoo.account_move.create_uid is 'Created by (many2one res.users)';
comment on column odoo.account_move.create_date is 'Created on (datetime)';
comment on column odoo.account_move.write_date is 'Last Updated on (datetime)';

create table odoo.account_move_line (
    id bigint primary key,
    move_id bigint,
    move_name text,
    parent_state text,
    date date,
    invoice_date date,
    date_maturity date,
    name text,
    ref text,
    account_id bigint,
    partner_id bigint,
    journal_id bigint,
    company_id bigint,
    currency_id bigint,
    product_id bigint,
    quantity numeric,
    price_unit numeric,
    discount numeric,
    price_subtotal numeric,
    price_total numeric,
    debit numeric,
    credit numeric,
    balance numeric,
    amount_currency numeric,
    amount_residual numeric,
    amount_residual_currency numeric,
    reconciled boolean,
    full_reconcile_id bigint,
    matching_number text,
    payment_id bigint,
    tax_line_id bigint,
    display_type text,
    analytic_distribution jsonb,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_move_line is 'account.move.line: Journal items: one row a line of an entry.';
comment on column odoo.account_move_line.move_id is 'Journal Entry (many2one account.move)';
comment on column odoo.account_move_line.move_name is 'Number (char)';
comment on column odoo.account_move_line.parent_state is 'Status (selection): draft, posted, cancel';
comment on column odoo.account_move_line.date is 'Date (date)';
comment on column odoo.account_move_line.invoice_date is 'Invoice/Bill Date (date)';
comment on column odoo.account_move_line.date_maturity is 'Due Date (date)';
comment on column odoo.account_move_line.name is 'Label (char)';
comment on column odoo.account_move_line.ref is 'Reference (char)';
comment on column odoo.account_move_line.account_id is 'Account (many2one account.account)';
comment on column odoo.account_move_line.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.account_move_line.journal_id is 'Journal (many2one account.journal)';
comment on column odoo.account_move_line.company_id is 'Company (many2one res.company)';
comment on column odoo.account_move_line.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_move_line.product_id is 'Product (many2one product.product)';
comment on column odoo.account_move_line.quantity is 'Quantity (float)';
comment on column odoo.account_move_line.price_unit is 'Unit Price (float)';
comment on column odoo.account_move_line.discount is 'Discount (%) (float)';
comment on column odoo.account_move_line.price_subtotal is 'Subtotal (monetary)';
comment on column odoo.account_move_line.price_total is 'Total (monetary)';
comment on column odoo.account_move_line.debit is 'Debit (monetary)';
comment on column odoo.account_move_line.credit is 'Credit (monetary)';
comment on column odoo.account_move_line.balance is 'Balance (monetary)';
comment on column odoo.account_move_line.amount_currency is 'Amount in Currency (monetary)';
comment on column odoo.account_move_line.amount_residual is 'Residual Amount (monetary)';
comment on column odoo.account_move_line.amount_residual_currency is 'Residual Amount in Currency (monetary)';
comment on column odoo.account_move_line.reconciled is 'Reconciled (boolean)';
comment on column odoo.account_move_line.full_reconcile_id is 'Matching (many2one account.full.reconcile)';
comment on column odoo.account_move_line.matching_number is 'Matching # (char)';
comment on column odoo.account_move_line.payment_id is 'Originator Payment (many2one account.payment)';
comment on column odoo.account_move_line.tax_line_id is 'Originator Tax (many2one account.tax)';
comment on column odoo.account_move_line.display_type is 'Display Type (selection): product, cogs, tax, discount, rounding, payment_term, line_section, line_note, epd';
comment on column odoo.account_move_line.analytic_distribution is 'Analytic Distribution (json)';
comment on column odoo.account_move_line.create_date is 'Created on (datetime)';
comment on column odoo.account_move_line.write_date is 'Last Updated on (datetime)';

create table odoo.account_payment (
    id bigint primary key,
    move_id bigint,
    payment_type text,
    partner_type text,
    partner_id bigint,
    amount numeric,
    currency_id bigint,
    is_reconciled boolean,
    is_matched boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_payment is 'account.payment: Payments; date, journal and reference stand on their move.';
comment on column odoo.account_payment.move_id is 'Journal Entry (many2one account.move)';
comment on column odoo.account_payment.payment_type is 'Payment Type (selection): outbound, inbound';
comment on column odoo.account_payment.partner_type is 'Partner Type (selection): customer, supplier';
comment on column odoo.account_payment.partner_id is 'Customer/Vendor (many2one res.partner)';
comment on column odoo.account_payment.amount is 'Amount (monetary)';
comment on column odoo.account_payment.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_payment.is_reconciled is 'Is Reconciled (boolean)';
comment on column odoo.account_payment.is_matched is 'Is Matched With a Bank Statement (boolean)';
comment on column odoo.account_payment.create_date is 'Created on (datetime)';
comment on column odoo.account_payment.write_date is 'Last Updated on (datetime)';

create table odoo.account_full_reconcile (
    id bigint primary key,
    exchange_move_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_full_reconcile is 'account.full.reconcile: Groups of partial reconciliations that settle each other completely.';
comment on column odoo.account_full_reconcile.exchange_move_id is 'Exchange Move (many2one account.move)';
comment on column odoo.account_full_reconcile.create_date is 'Created on (datetime)';
comment on column odoo.account_full_reconcile.write_date is 'Last Updated on (datetime)';

create table odoo.account_partial_reconcile (
    id bigint primary key,
    debit_move_id bigint,
    credit_move_id bigint,
    amount numeric,
    debit_amount_currency numeric,
    credit_amount_currency numeric,
    debit_currency_id bigint,
    credit_currency_id bigint,
    full_reconcile_id bigint,
    exchange_move_id bigint,
    max_date date,
    company_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_partial_reconcile is 'account.partial.reconcile: Which line settles which, and by how much: the source of every residual.';
comment on column odoo.account_partial_reconcile.debit_move_id is 'Debit Move (many2one account.move.line)';
comment on column odoo.account_partial_reconcile.credit_move_id is 'Credit Move (many2one account.move.line)';
comment on column odoo.account_partial_reconcile.amount is 'Amount (monetary)';
comment on column odoo.account_partial_reconcile.debit_amount_currency is 'Debit Amount Currency (monetary)';
comment on column odoo.account_partial_reconcile.credit_amount_currency is 'Credit Amount Currency (monetary)';
comment on column odoo.account_partial_reconcile.debit_currency_id is 'Currency of the debit journal item. (many2one res.currency)';
comment on column odoo.account_partial_reconcile.credit_currency_id is 'Currency of the credit journal item. (many2one res.currency)';
comment on column odoo.account_partial_reconcile.full_reconcile_id is 'Full Reconcile (many2one account.full.reconcile)';
comment on column odoo.account_partial_reconcile.exchange_move_id is 'Exchange Move (many2one account.move)';
comment on column odoo.account_partial_reconcile.max_date is 'Max Date of Matched Lines (date)';
comment on column odoo.account_partial_reconcile.company_id is 'Company (many2one res.company)';
comment on column odoo.account_partial_reconcile.create_date is 'Created on (datetime)';
comment on column odoo.account_partial_reconcile.write_date is 'Last Updated on (datetime)';

do $$
declare
    mirrored regclass;
begin
    for mirrored in
        select c.oid from pg_class c where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
    loop
        execute format('comment on column %s._read_at is %L', mirrored, 'When the page that holds this row was asked for, by the worker''s clock.');
        execute format('comment on column %s._run is %L', mirrored, 'The sync run that last changed this row.');
        execute format('comment on column %s._deleted_at is %L', mirrored, 'Tombstone: a complete read no longer found the record. Never lifted: Odoo does not give an id twice.');
        execute format('comment on column %s._extra is %L', mirrored, 'Fields that the tenant adds by configuration.');
    end loop;
end
$$;

create index account_move_line_account_date on odoo.account_move_line (account_id, date);
create index account_move_line_move on odoo.account_move_line (move_id);
create index account_move_line_partner on odoo.account_move_line (partner_id);
create index account_partial_reconcile_debit on odoo.account_partial_reconcile (debit_move_id);
create index account_partial_reconcile_credit on odoo.account_partial_reconcile (credit_move_id);
create index account_partial_reconcile_max_date on odoo.account_partial_reconcile (max_date);
