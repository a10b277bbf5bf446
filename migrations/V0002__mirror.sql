-- The mirror: one table for each Odoo model. Columns have the names and types of Odoo's stored fields
-- (Odoo 16 to 19). A field that a version or an installation lacks stays empty.
--
-- A many2one is the id. Amounts are numeric without a fixed scale, because the digits are Odoo's.
-- Times are UTC. There are no foreign keys between mirrored tables, because rows arrive in any order.
--
-- core-api reads this schema from the catalogue: the name of the model is the comment of its table
-- up to the colon. `core-api migrate` adds the triggers that count the rows of each table.

-- Companies, partners and currencies.

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
    _extra jsonb,
    fiscalyear_last_day integer,
    fiscalyear_last_month text
);
comment on table odoo.res_company is 'res.company: Companies of this Odoo.';
comment on column odoo.res_company.name is 'Company Name (char)';
comment on column odoo.res_company.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.res_company.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.res_company.parent_id is 'Parent Company (many2one res.company)';
comment on column odoo.res_company.create_date is 'Created on (datetime)';
comment on column odoo.res_company.write_date is 'Last Updated on (datetime)';
comment on column odoo.res_company.fiscalyear_last_day is 'Fiscalyear Last Day (integer): in a shorter month, 31 means its last day';
comment on column odoo.res_company.fiscalyear_last_month is 'Fiscalyear Last Month (selection): 1 to 12';

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
comment on table odoo.res_users is 'res.users: Users, for example salespeople.';
comment on column odoo.res_users.login is 'Login (char)';
comment on column odoo.res_users.partner_id is 'Related Partner (many2one res.partner)';
comment on column odoo.res_users.active is 'Active (boolean)';
comment on column odoo.res_users.create_date is 'Created on (datetime)';
comment on column odoo.res_users.write_date is 'Last Updated on (datetime)';

create table odoo.res_partner_category (
    id bigint primary key,
    name text,
    parent_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_partner_category is 'res.partner.category: Tags of partners.';
comment on column odoo.res_partner_category.name is 'Tag Name (char)';
comment on column odoo.res_partner_category.parent_id is 'Category (many2one res.partner.category)';
comment on column odoo.res_partner_category.active is 'Active (boolean)';
comment on column odoo.res_partner_category.create_date is 'Created on (datetime)';
comment on column odoo.res_partner_category.write_date is 'Last Updated on (datetime)';

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
    _extra jsonb,
    lang text,
    category_id bigint[],
    type text,
    street text,
    street2 text,
    zip text
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
comment on column odoo.res_partner.lang is 'Language (selection)';
comment on column odoo.res_partner.category_id is 'Tags (many2many res.partner.category), ascending';
comment on column odoo.res_partner.type is 'Address Type (selection): contact, invoice, delivery, other; up to Odoo 16 also private';
comment on column odoo.res_partner.street is 'Street (char)';
comment on column odoo.res_partner.street2 is 'Street2 (char)';
comment on column odoo.res_partner.zip is 'Zip (char)';
-- A contact may have no name. The empty text keeps it in the order.
create index res_partner_sort_name on odoo.res_partner ((coalesce(lower(name), '')), id)
    where _deleted_at is null;
create index res_partner_parent on odoo.res_partner (parent_id);
create index res_partner_commercial on odoo.res_partner (commercial_partner_id);
create index res_partner_tags on odoo.res_partner using gin (category_id);

create table odoo.res_bank (
    id bigint primary key,
    name text,
    bic text,
    country bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_bank is 'res.bank: Banks.';
comment on column odoo.res_bank.name is 'Name (char)';
comment on column odoo.res_bank.bic is 'Bank Identifier Code (char)';
comment on column odoo.res_bank.country is 'Country (many2one res.country)';
comment on column odoo.res_bank.active is 'Active (boolean)';
comment on column odoo.res_bank.create_date is 'Created on (datetime)';
comment on column odoo.res_bank.write_date is 'Last Updated on (datetime)';

create table odoo.res_partner_bank (
    id bigint primary key,
    acc_number text,
    sanitized_acc_number text,
    acc_holder_name text,
    partner_id bigint,
    bank_id bigint,
    currency_id bigint,
    company_id bigint,
    allow_out_payment boolean,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.res_partner_bank is 'res.partner.bank: Bank accounts of partners and of the companies.';
comment on column odoo.res_partner_bank.acc_number is 'Account Number (char)';
comment on column odoo.res_partner_bank.sanitized_acc_number is 'Sanitized Account Number (char)';
comment on column odoo.res_partner_bank.acc_holder_name is 'Account Holder Name (char)';
comment on column odoo.res_partner_bank.partner_id is 'Account Holder (many2one res.partner)';
comment on column odoo.res_partner_bank.bank_id is 'Bank (many2one res.bank)';
comment on column odoo.res_partner_bank.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.res_partner_bank.company_id is 'Company (many2one res.company)';
comment on column odoo.res_partner_bank.allow_out_payment is 'Send Money (boolean)';
comment on column odoo.res_partner_bank.active is 'Active (boolean)';
comment on column odoo.res_partner_bank.create_date is 'Created on (datetime)';
comment on column odoo.res_partner_bank.write_date is 'Last Updated on (datetime)';

-- Accounts, journals, taxes and what else entries refer to.

create table odoo.account_group (
    id bigint primary key,
    name text,
    code_prefix_start text,
    code_prefix_end text,
    parent_id bigint,
    company_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_group is 'account.group: Groups of accounts, by the first characters of their codes.';
comment on column odoo.account_group.name is 'Name (char)';
comment on column odoo.account_group.code_prefix_start is 'Code Prefix Start (char)';
comment on column odoo.account_group.code_prefix_end is 'Code Prefix End (char): an account belongs to the group if the first characters of its code, as many as the prefixes have, are between the two prefixes; the longest prefix wins';
comment on column odoo.account_group.parent_id is 'Parent (many2one account.group)';
comment on column odoo.account_group.company_id is 'Company (many2one res.company); from Odoo 17 on, the root company';
comment on column odoo.account_group.create_date is 'Created on (datetime)';
comment on column odoo.account_group.write_date is 'Last Updated on (datetime)';

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
    _extra jsonb,
    company_ids bigint[],
    code_by_company jsonb,
    include_initial_balance boolean
);
comment on table odoo.account_account is 'account.account: Chart of accounts.';
comment on column odoo.account_account.code is 'Code (char); from Odoo 18 on, the code of the first mirrored company that has one';
comment on column odoo.account_account.name is 'Account Name (char)';
comment on column odoo.account_account.account_type is 'Type (selection): asset_receivable, asset_cash, asset_current, asset_non_current, asset_prepayments, asset_fixed, liability_payable, liability_credit_card, liability_current, liability_non_current, equity, equity_unaffected, income, income_other, expense, expense_depreciation, expense_direct_cost, off_balance; from Odoo 19 on also expense_other';
comment on column odoo.account_account.reconcile is 'Allow Reconciliation (boolean)';
comment on column odoo.account_account.deprecated is 'Deprecated (boolean); from Odoo 19 on, true if the account is archived';
comment on column odoo.account_account.currency_id is 'Account Currency (many2one res.currency)';
comment on column odoo.account_account.company_id is 'Company (many2one res.company); from Odoo 18 on, only if the account belongs to one company';
comment on column odoo.account_account.create_date is 'Created on (datetime)';
comment on column odoo.account_account.write_date is 'Last Updated on (datetime)';
comment on column odoo.account_account.company_ids is 'Companies (many2many res.company); from Odoo 18 on';
comment on column odoo.account_account.include_initial_balance is 'Bring Accounts Balance Forward (boolean): whether the account opens a year with its balance; up to Odoo 17, from then on the type decides';
comment on column odoo.account_account.code_by_company is 'The code in each mirrored company, including branches, by company id; from Odoo 18 on';

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
    _extra jsonb,
    default_account_id bigint,
    bank_account_id bigint
);
comment on table odoo.account_journal is 'account.journal: Journals.';
comment on column odoo.account_journal.code is 'Short Code (char)';
comment on column odoo.account_journal.name is 'Journal Name (char)';
comment on column odoo.account_journal.type is 'Type (selection): sale, purchase, cash, bank, general; from Odoo 18 on also credit';
comment on column odoo.account_journal.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_journal.company_id is 'Company (many2one res.company)';
comment on column odoo.account_journal.active is 'Active (boolean)';
comment on column odoo.account_journal.create_date is 'Created on (datetime)';
comment on column odoo.account_journal.write_date is 'Last Updated on (datetime)';
comment on column odoo.account_journal.default_account_id is 'Default Account (many2one account.account): for a bank or cash journal, the account that holds the money';
comment on column odoo.account_journal.bank_account_id is 'Bank Account (many2one res.partner.bank)';

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
comment on table odoo.l10n_latam_document_type is 'l10n_latam.document.type: Document types of the Latin American localisations.';
comment on column odoo.l10n_latam_document_type.code is 'Code (char)';
comment on column odoo.l10n_latam_document_type.name is 'Name (char)';
comment on column odoo.l10n_latam_document_type.doc_code_prefix is 'Document Code Prefix (char)';
comment on column odoo.l10n_latam_document_type.internal_type is 'Internal Type (selection): invoice, debit_note, credit_note; from Odoo 17 on also all';
comment on column odoo.l10n_latam_document_type.country_id is 'Country (many2one res.country)';
comment on column odoo.l10n_latam_document_type.active is 'Active (boolean)';
comment on column odoo.l10n_latam_document_type.create_date is 'Created on (datetime)';
comment on column odoo.l10n_latam_document_type.write_date is 'Last Updated on (datetime)';

create table odoo.crm_team (
    id bigint primary key,
    name text,
    user_id bigint,
    company_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.crm_team is 'crm.team: Sales teams. Empty if this module of Odoo is not installed.';
comment on column odoo.crm_team.name is 'Sales Team (char)';
comment on column odoo.crm_team.user_id is 'Team Leader (many2one res.users)';
comment on column odoo.crm_team.company_id is 'Company (many2one res.company)';
comment on column odoo.crm_team.active is 'Active (boolean)';
comment on column odoo.crm_team.create_date is 'Created on (datetime)';
comment on column odoo.crm_team.write_date is 'Last Updated on (datetime)';

create table odoo.product_template (
    id bigint primary key,
    name text,
    default_code text,
    type text,
    company_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.product_template is 'product.template: Products. Each has one or more variants.';
comment on column odoo.product_template.name is 'Name (char)';
comment on column odoo.product_template.default_code is 'Internal Reference (char); empty if the product has several variants';
comment on column odoo.product_template.type is 'Product Type (selection): consu, service; up to Odoo 17 also product, from Odoo 18 on also combo';
comment on column odoo.product_template.company_id is 'Company (many2one res.company)';
comment on column odoo.product_template.active is 'Active (boolean)';
comment on column odoo.product_template.create_date is 'Created on (datetime)';
comment on column odoo.product_template.write_date is 'Last Updated on (datetime)';

create table odoo.product_product (
    id bigint primary key,
    product_tmpl_id bigint,
    default_code text,
    barcode text,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.product_product is 'product.product: Product variants. Journal items refer to a variant; the name is a field of its template.';
comment on column odoo.product_product.product_tmpl_id is 'Product Template (many2one product.template)';
comment on column odoo.product_product.default_code is 'Internal Reference (char)';
comment on column odoo.product_product.barcode is 'Barcode (char)';
comment on column odoo.product_product.active is 'Active (boolean)';
comment on column odoo.product_product.create_date is 'Created on (datetime)';
comment on column odoo.product_product.write_date is 'Last Updated on (datetime)';

-- Journal entries, payments and reconciliations.

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
    _extra jsonb,
    team_id bigint
);
comment on table odoo.account_move is 'account.move: Journal entries: invoices, bills, credit notes, payments, other entries.';
comment on column odoo.account_move.name is 'Number (char)';
comment on column odoo.account_move.ref is 'Reference (char)';
comment on column odoo.account_move.move_type is 'Type (selection): entry, out_invoice, out_refund, in_invoice, in_refund, out_receipt, in_receipt';
comment on column odoo.account_move.state is 'Status (selection): draft, posted, cancel';
comment on column odoo.account_move.payment_state is 'Payment Status (selection): not_paid, in_payment, paid, partial, reversed, invoicing_legacy; from Odoo 18 on also blocked';
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
comment on column odoo.account_move.team_id is 'Sales Team (many2one crm.team); empty if Odoo''s sales module is not installed';
create index account_move_credit_notes on odoo.account_move (date)
    where move_type in ('out_refund', 'in_refund');

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
comment on table odoo.account_move_line is 'account.move.line: Journal items: one row for each line of a journal entry.';
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
comment on column odoo.account_move_line.display_type is 'Display Type (selection): product, cogs, tax, rounding, payment_term, line_section, line_note, epd; from Odoo 17 on also discount; from Odoo 19 on also line_subsection, non_deductible_product, non_deductible_product_total, non_deductible_tax';
comment on column odoo.account_move_line.analytic_distribution is 'Analytic Distribution (json)';
comment on column odoo.account_move_line.create_date is 'Created on (datetime)';
comment on column odoo.account_move_line.write_date is 'Last Updated on (datetime)';
create index account_move_line_move on odoo.account_move_line (move_id);
create index account_move_line_partner on odoo.account_move_line (partner_id);
-- The order of the general ledger: a page of an account is read from this index.
create index account_move_line_ledger on odoo.account_move_line (account_id, date, id)
    where _deleted_at is null;
-- An account has few drafts. A forecast that includes them must not read the whole account.
create index account_move_line_draft on odoo.account_move_line (account_id)
    where parent_state = 'draft' and _deleted_at is null;
-- To find the items of a deleted reconciliation or payment.
create index account_move_line_full_reconcile on odoo.account_move_line (full_reconcile_id)
    where full_reconcile_id is not null;
create index account_move_line_payment on odoo.account_move_line (payment_id)
    where payment_id is not null;

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
    _extra jsonb,
    name text,
    state text,
    date date,
    journal_id bigint,
    company_id bigint,
    memo text,
    invoice_ids bigint[]
);
comment on table odoo.account_payment is 'account.payment: Payments. Up to Odoo 17, the date, the journal and the reference are fields of the journal entry.';
comment on column odoo.account_payment.move_id is 'Journal Entry (many2one account.move); from Odoo 18 on, a payment may have none';
comment on column odoo.account_payment.payment_type is 'Payment Type (selection): outbound, inbound';
comment on column odoo.account_payment.partner_type is 'Partner Type (selection): customer, supplier';
comment on column odoo.account_payment.partner_id is 'Customer/Vendor (many2one res.partner)';
comment on column odoo.account_payment.amount is 'Amount (monetary)';
comment on column odoo.account_payment.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_payment.is_reconciled is 'Is Reconciled (boolean)';
comment on column odoo.account_payment.is_matched is 'Is Matched With a Bank Statement (boolean)';
comment on column odoo.account_payment.create_date is 'Created on (datetime)';
comment on column odoo.account_payment.write_date is 'Last Updated on (datetime)';
comment on column odoo.account_payment.name is 'Number (char); from Odoo 18 on';
comment on column odoo.account_payment.state is 'Status (selection): draft, in_process, paid, canceled, rejected; from Odoo 18 on';
comment on column odoo.account_payment.date is 'Date (date); from Odoo 18 on';
comment on column odoo.account_payment.invoice_ids is 'Invoices (many2many account.move) for which the payment was registered; from Odoo 18 on';
create index account_payment_pending on odoo.account_payment (partner_id)
    where state = 'in_process' and move_id is null;
comment on column odoo.account_payment.journal_id is 'Journal (many2one account.journal); from Odoo 18 on';
comment on column odoo.account_payment.company_id is 'Company (many2one res.company); from Odoo 18 on';
comment on column odoo.account_payment.memo is 'Memo (char); from Odoo 18 on, before that the reference of the journal entry';

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
comment on table odoo.account_full_reconcile is 'account.full.reconcile: Groups of journal items that settle each other completely.';
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
comment on table odoo.account_partial_reconcile is 'account.partial.reconcile: Which journal item settles which, and by what amount. All residuals are computed from these rows.';
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
create index account_partial_reconcile_debit on odoo.account_partial_reconcile (debit_move_id);
create index account_partial_reconcile_credit on odoo.account_partial_reconcile (credit_move_id);
create index account_partial_reconcile_exchange
    on odoo.account_partial_reconcile (exchange_move_id) where exchange_move_id is not null;
create index account_partial_reconcile_max_date on odoo.account_partial_reconcile (max_date);

create table odoo.account_bank_statement_line (
    id bigint primary key,
    move_id bigint,
    statement_id bigint,
    internal_index text,
    payment_ref text,
    partner_id bigint,
    partner_name text,
    account_number text,
    transaction_type text,
    amount numeric,
    currency_id bigint,
    amount_currency numeric,
    foreign_currency_id bigint,
    amount_residual numeric,
    is_reconciled boolean,
    journal_id bigint,
    company_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_bank_statement_line is 'account.bank.statement.line: Lines of bank statements. Date, number and state are fields of the journal entry.';
comment on column odoo.account_bank_statement_line.move_id is 'Journal Entry (many2one account.move)';
comment on column odoo.account_bank_statement_line.statement_id is 'Statement (many2one account.bank.statement)';
comment on column odoo.account_bank_statement_line.internal_index is 'Internal Reference (char): the order of the lines of a journal';
comment on column odoo.account_bank_statement_line.payment_ref is 'Label (char)';
comment on column odoo.account_bank_statement_line.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.account_bank_statement_line.partner_name is 'Partner Name (char): as the bank gave it';
comment on column odoo.account_bank_statement_line.account_number is 'Bank Account Number (char): as the bank gave it';
comment on column odoo.account_bank_statement_line.transaction_type is 'Transaction Type (char)';
comment on column odoo.account_bank_statement_line.amount is 'Amount (monetary): in the currency of the journal';
comment on column odoo.account_bank_statement_line.currency_id is 'Journal Currency (many2one res.currency)';
comment on column odoo.account_bank_statement_line.amount_currency is 'Amount in Currency (monetary): in the foreign currency';
comment on column odoo.account_bank_statement_line.foreign_currency_id is 'Foreign Currency (many2one res.currency)';
comment on column odoo.account_bank_statement_line.amount_residual is 'Residual Amount (float): not reconciled yet';
comment on column odoo.account_bank_statement_line.is_reconciled is 'Is Reconciled (boolean)';
comment on column odoo.account_bank_statement_line.journal_id is 'Journal (many2one account.journal); from Odoo 18 on, before that the journal of the journal entry';
comment on column odoo.account_bank_statement_line.company_id is 'Company (many2one res.company); from Odoo 18 on, before that the company of the journal entry';
comment on column odoo.account_bank_statement_line.create_date is 'Created on (datetime)';
comment on column odoo.account_bank_statement_line.write_date is 'Last Updated on (datetime)';

-- Analytic accounting.

create table odoo.account_analytic_plan (
    id bigint primary key,
    name text,
    complete_name text,
    parent_id bigint,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_analytic_plan is 'account.analytic.plan: Analytic plans.';
comment on column odoo.account_analytic_plan.name is 'Name (char)';
comment on column odoo.account_analytic_plan.complete_name is 'Complete Name (char)';
comment on column odoo.account_analytic_plan.parent_id is 'Parent (many2one account.analytic.plan)';
comment on column odoo.account_analytic_plan.create_date is 'Created on (datetime)';
comment on column odoo.account_analytic_plan.write_date is 'Last Updated on (datetime)';

create table odoo.account_analytic_account (
    id bigint primary key,
    name text,
    code text,
    plan_id bigint,
    root_plan_id bigint,
    partner_id bigint,
    company_id bigint,
    active boolean,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_analytic_account is 'account.analytic.account: Analytic accounts.';
comment on column odoo.account_analytic_account.name is 'Analytic Account (char)';
comment on column odoo.account_analytic_account.code is 'Reference (char)';
comment on column odoo.account_analytic_account.plan_id is 'Plan (many2one account.analytic.plan)';
comment on column odoo.account_analytic_account.root_plan_id is 'Root Plan (many2one account.analytic.plan)';
comment on column odoo.account_analytic_account.partner_id is 'Customer (many2one res.partner)';
comment on column odoo.account_analytic_account.company_id is 'Company (many2one res.company)';
comment on column odoo.account_analytic_account.active is 'Active (boolean)';
comment on column odoo.account_analytic_account.create_date is 'Created on (datetime)';
comment on column odoo.account_analytic_account.write_date is 'Last Updated on (datetime)';

create table odoo.account_analytic_line (
    id bigint primary key,
    name text,
    date date,
    amount numeric,
    unit_amount numeric,
    account_id bigint,
    general_account_id bigint,
    move_line_id bigint,
    journal_id bigint,
    partner_id bigint,
    product_id bigint,
    user_id bigint,
    currency_id bigint,
    company_id bigint,
    ref text,
    category text,
    create_date timestamptz,
    write_date timestamptz,
    _read_at timestamptz not null,
    _run uuid not null,
    _deleted_at timestamptz,
    _extra jsonb
);
comment on table odoo.account_analytic_line is 'account.analytic.line: Analytic items.';
comment on column odoo.account_analytic_line.name is 'Description (char)';
comment on column odoo.account_analytic_line.date is 'Date (date)';
comment on column odoo.account_analytic_line.amount is 'Amount (monetary): income is positive';
comment on column odoo.account_analytic_line.unit_amount is 'Quantity (float)';
comment on column odoo.account_analytic_line.account_id is 'Analytic Account (many2one account.analytic.account); from Odoo 17 on, only of the project plan: a field x_plan<id>_id has the account of another plan';
comment on column odoo.account_analytic_line.general_account_id is 'Financial Account (many2one account.account)';
comment on column odoo.account_analytic_line.move_line_id is 'Journal Item (many2one account.move.line)';
comment on column odoo.account_analytic_line.journal_id is 'Financial Journal (many2one account.journal)';
comment on column odoo.account_analytic_line.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.account_analytic_line.product_id is 'Product (many2one product.product)';
comment on column odoo.account_analytic_line.user_id is 'User (many2one res.users)';
comment on column odoo.account_analytic_line.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_analytic_line.company_id is 'Company (many2one res.company)';
comment on column odoo.account_analytic_line.ref is 'Ref. (char)';
comment on column odoo.account_analytic_line.category is 'Category (selection): other, invoice, vendor_bill; modules add more';
comment on column odoo.account_analytic_line.create_date is 'Created on (datetime)';
comment on column odoo.account_analytic_line.write_date is 'Last Updated on (datetime)';

-- The columns that the mirror adds to each table.
do $$
declare
    mirrored regclass;
begin
    for mirrored in
        select c.oid from pg_class c where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
    loop
        execute format('comment on column %s._read_at is %L', mirrored, 'When the page with this state of the row was requested from Odoo, by the worker''s clock.');
        execute format('comment on column %s._run is %L', mirrored, 'The sync run that last changed this row.');
        execute format('comment on column %s._deleted_at is %L', mirrored, 'Tombstone: when a run found that the record is gone in Odoo. The row keeps its last values. Null again if a later read finds the record, for example after Odoo was restored.');
        execute format('comment on column %s._extra is %L', mirrored, 'Values of the fields that the tenant''s file adds, by field name.');
    end loop;
end
$$;
