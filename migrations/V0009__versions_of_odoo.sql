-- What Odoo 18 and later keep where earlier versions do not: accounts of several companies with a
-- code in each, payments that need no journal entry.

alter table odoo.account_account
    add column company_ids bigint[],
    add column code_by_company jsonb;
comment on column odoo.account_account.code is 'Code (char); from Odoo 18 on, that of the first company that has one, in the order in which companies are mirrored';
comment on column odoo.account_account.company_id is 'Company (many2one res.company); from Odoo 18 on only if the account belongs to just one';
comment on column odoo.account_account.deprecated is 'Deprecated (boolean); from Odoo 19 on, archived';
comment on column odoo.account_account.company_ids is 'Companies (many2many res.company); from Odoo 18 on';
comment on column odoo.account_account.code_by_company is 'The code in each mirrored company, by its id, branches included; from Odoo 18 on';

alter table odoo.account_payment
    add column name text,
    add column state text,
    add column date date,
    add column journal_id bigint,
    add column company_id bigint,
    add column memo text;
comment on table odoo.account_payment is 'account.payment: Payments; up to Odoo 17 date, journal and reference stand on their move.';
comment on column odoo.account_payment.move_id is 'Journal Entry (many2one account.move); from Odoo 18 on a payment may have none';
comment on column odoo.account_payment.name is 'Number (char); from Odoo 18 on';
comment on column odoo.account_payment.state is 'Status (selection): draft, in_process, paid, canceled, rejected; from Odoo 18 on';
comment on column odoo.account_payment.date is 'Date (date); from Odoo 18 on';
comment on column odoo.account_payment.journal_id is 'Journal (many2one account.journal); from Odoo 18 on';
comment on column odoo.account_payment.company_id is 'Company (many2one res.company); from Odoo 18 on';
comment on column odoo.account_payment.memo is 'Memo (char); from Odoo 18 on, before it the reference of the move';
