-- Indexes for the search, the list of salespersons and the payments of a partner (decision 0070). The
-- indexes of texts are in repeatable/search.sql, because they use functions.

-- By an exact amount, in the currency of the document or of the company.
create index account_move_amounts on odoo.account_move
    using gin ((array[abs(amount_total), abs(amount_total_signed)])) where _deleted_at is null;
create index subledger_line_open_amounts on report.subledger_line
    using gin ((array[abs(residual), abs(residual_currency)])) where lifetime = 16;

-- Whether a user is the salesperson of a document of a company.
create index account_move_salesperson on odoo.account_move (invoice_user_id, company_id)
    where invoice_user_id is not null;

create index settlement_partner on report.settlement (partner_id, company_id, day)
    include (amount, days_late);
