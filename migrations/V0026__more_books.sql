-- What people and reports asked for beside the first models: groups of accounts, bank accounts and
-- statement lines, analytic accounting, sales teams, products with their names, and fields of
-- companies, journals and partners. The names, the types and what is stored are those of Odoo 16 to
-- 19; what a version or an installation lacks stays empty, as everywhere.

-- A tenant's file may have added one of these models. Its table gives way, and the next incremental
-- run loads the model anew.
do $$
declare
    added record;
begin
    for added in
        select c.oid::regclass as name,
               split_part(obj_description(c.oid, 'pg_class'), ':', 1) as model
        from pg_class c
        where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r'
          and c.relname in (
              'account_group',
              'res_bank',
              'res_partner_bank',
              'account_bank_statement_line',
              'account_analytic_plan',
              'account_analytic_account',
              'account_analytic_line',
              'crm_team',
              'product_template',
              'product_product')
    loop
        execute format('drop table %s', added.name);
        delete from ops.cursor where model = added.model;
        delete from ops.mirrored_field where model = added.model;
        delete from ops.history where model = added.model;
        delete from ops.content_check where model = added.model;
        delete from ops.proof where model = added.model;
    end loop;
end
$$;

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
comment on table odoo.account_group is 'account.group: Groups of accounts, by the beginning of their codes.';
comment on column odoo.account_group.name is 'Name (char)';
comment on column odoo.account_group.code_prefix_start is 'Code Prefix Start (char)';
comment on column odoo.account_group.code_prefix_end is 'Code Prefix End (char): an account belongs to the group if the first characters of its code, as many as the prefixes have, lie between the two; the longest prefix wins';
comment on column odoo.account_group.parent_id is 'Parent (many2one account.group)';
comment on column odoo.account_group.company_id is 'Company (many2one res.company); from Odoo 17 on the root company';
comment on column odoo.account_group.create_date is 'Created on (datetime)';
comment on column odoo.account_group.write_date is 'Last Updated on (datetime)';

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
comment on table odoo.res_partner_bank is 'res.partner.bank: Bank accounts of partners; those of the companies too.';
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
comment on table odoo.account_bank_statement_line is 'account.bank.statement.line: Lines of bank statements; date, number and state stand on their move.';
comment on column odoo.account_bank_statement_line.move_id is 'Journal Entry (many2one account.move)';
comment on column odoo.account_bank_statement_line.statement_id is 'Statement (many2one account.bank.statement)';
comment on column odoo.account_bank_statement_line.internal_index is 'Internal Reference (char): orders the lines of a journal';
comment on column odoo.account_bank_statement_line.payment_ref is 'Label (char)';
comment on column odoo.account_bank_statement_line.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.account_bank_statement_line.partner_name is 'Partner Name (char), as the bank gave it';
comment on column odoo.account_bank_statement_line.account_number is 'Bank Account Number (char), as the bank gave it';
comment on column odoo.account_bank_statement_line.transaction_type is 'Transaction Type (char)';
comment on column odoo.account_bank_statement_line.amount is 'Amount (monetary), in the currency of the journal';
comment on column odoo.account_bank_statement_line.currency_id is 'Journal Currency (many2one res.currency)';
comment on column odoo.account_bank_statement_line.amount_currency is 'Amount in Currency (monetary), in the foreign currency';
comment on column odoo.account_bank_statement_line.foreign_currency_id is 'Foreign Currency (many2one res.currency)';
comment on column odoo.account_bank_statement_line.amount_residual is 'Residual Amount (float): what is not reconciled yet';
comment on column odoo.account_bank_statement_line.is_reconciled is 'Is Reconciled (boolean)';
comment on column odoo.account_bank_statement_line.journal_id is 'Journal (many2one account.journal); from Odoo 18 on, before it that of the move';
comment on column odoo.account_bank_statement_line.company_id is 'Company (many2one res.company); from Odoo 18 on, before it that of the move';
comment on column odoo.account_bank_statement_line.create_date is 'Created on (datetime)';
comment on column odoo.account_bank_statement_line.write_date is 'Last Updated on (datetime)';

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
comment on column odoo.account_analytic_line.account_id is 'Analytic Account (many2one account.analytic.account); from Odoo 17 on of the project plan alone, that of another plan stands in a field x_plan<id>_id';
comment on column odoo.account_analytic_line.general_account_id is 'Financial Account (many2one account.account)';
comment on column odoo.account_analytic_line.move_line_id is 'Journal Item (many2one account.move.line)';
comment on column odoo.account_analytic_line.journal_id is 'Financial Journal (many2one account.journal)';
comment on column odoo.account_analytic_line.partner_id is 'Partner (many2one res.partner)';
comment on column odoo.account_analytic_line.product_id is 'Product (many2one product.product)';
comment on column odoo.account_analytic_line.user_id is 'User (many2one res.users)';
comment on column odoo.account_analytic_line.currency_id is 'Currency (many2one res.currency)';
comment on column odoo.account_analytic_line.company_id is 'Company (many2one res.company)';
comment on column odoo.account_analytic_line.ref is 'Ref. (char)';
comment on column odoo.account_analytic_line.category is 'Category (selection): other, invoice, vendor_bill, and what modules add';
comment on column odoo.account_analytic_line.create_date is 'Created on (datetime)';
comment on column odoo.account_analytic_line.write_date is 'Last Updated on (datetime)';

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
comment on table odoo.crm_team is 'crm.team: Sales teams; only if the sales teams of Odoo are installed.';
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
comment on table odoo.product_template is 'product.template: Products; each has one variant or several.';
comment on column odoo.product_template.name is 'Name (char)';
comment on column odoo.product_template.default_code is 'Internal Reference (char); empty if there are several variants';
comment on column odoo.product_template.type is 'Product Type (selection): consu, service; combo from Odoo 18 on, product up to Odoo 17';
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
comment on table odoo.product_product is 'product.product: Variants of products: what items refer to. The name stands on the template.';
comment on column odoo.product_product.product_tmpl_id is 'Product Template (many2one product.template)';
comment on column odoo.product_product.default_code is 'Internal Reference (char)';
comment on column odoo.product_product.barcode is 'Barcode (char)';
comment on column odoo.product_product.active is 'Active (boolean)';
comment on column odoo.product_product.create_date is 'Created on (datetime)';
comment on column odoo.product_product.write_date is 'Last Updated on (datetime)';

do $$
declare
    mirrored regclass;
begin
    foreach mirrored in array array[
        'odoo.account_group',
        'odoo.res_bank',
        'odoo.res_partner_bank',
        'odoo.account_bank_statement_line',
        'odoo.account_analytic_plan',
        'odoo.account_analytic_account',
        'odoo.account_analytic_line',
        'odoo.crm_team',
        'odoo.product_template',
        'odoo.product_product']::regclass[]
    loop
        execute format('comment on column %s._read_at is %L', mirrored, 'When the page that holds this row was asked for, by the worker''s clock.');
        execute format('comment on column %s._run is %L', mirrored, 'The sync run that last changed this row.');
        execute format('comment on column %s._deleted_at is %L', mirrored, 'Tombstone: a complete read no longer found the record. Never lifted: Odoo does not give an id twice.');
        execute format('comment on column %s._extra is %L', mirrored, 'Fields that the tenant adds by configuration.');
    end loop;
end
$$;

alter table odoo.res_company
    add column fiscalyear_last_day integer,
    add column fiscalyear_last_month text;
comment on column odoo.res_company.fiscalyear_last_day is 'Fiscalyear Last Day (integer): 31 in a shorter month is its last day';
comment on column odoo.res_company.fiscalyear_last_month is 'Fiscalyear Last Month (selection): 1 to 12';

alter table odoo.account_journal
    add column default_account_id bigint,
    add column bank_account_id bigint;
comment on column odoo.account_journal.default_account_id is 'Default Account (many2one account.account): of a bank or cash journal, the account of its money';
comment on column odoo.account_journal.bank_account_id is 'Bank Account (many2one res.partner.bank)';

alter table odoo.res_partner
    add column type text,
    add column street text,
    add column street2 text,
    add column zip text;
comment on column odoo.res_partner.type is 'Address Type (selection): contact, invoice, delivery, other, and private up to Odoo 16';
comment on column odoo.res_partner.street is 'Street (char)';
comment on column odoo.res_partner.street2 is 'Street2 (char)';
comment on column odoo.res_partner.zip is 'Zip (char)';

alter table odoo.account_move
    add column team_id bigint;
comment on column odoo.account_move.team_id is 'Sales Team (many2one crm.team); only if the sales of Odoo are installed';

-- Tenants had to add these three to their files. Their values move into the columns, so that reports
-- find them before the next incremental run has read the two models whole.
update odoo.res_company
set fiscalyear_last_day = case when _extra ->> 'fiscalyear_last_day' ~ '^[0-9]{1,2}$'
                               then (_extra ->> 'fiscalyear_last_day')::integer end,
    fiscalyear_last_month = _extra ->> 'fiscalyear_last_month',
    _extra = nullif(_extra - '{fiscalyear_last_day, fiscalyear_last_month}'::text[], '{}')
where _extra ?| '{fiscalyear_last_day, fiscalyear_last_month}';
update odoo.account_journal
set default_account_id = case when _extra ->> 'default_account_id' ~ '^[0-9]{1,18}$'
                              then (_extra ->> 'default_account_id')::bigint end,
    _extra = nullif(_extra - 'default_account_id', '{}')
where _extra ? 'default_account_id';
