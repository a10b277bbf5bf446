-- What the reports read first: lines that Odoo holds open now, by due date and by date within an
-- account. Lines of accounts that are not reconciled have no residual, so they are not in here.
create index account_move_line_open_due on odoo.account_move_line
    (account_id, coalesce(date_maturity, date), id)
    where not reconciled
      and (amount_residual <> 0 or amount_residual_currency <> 0)
      and parent_state = 'posted'
      and _deleted_at is null;
create index account_move_line_open_date on odoo.account_move_line
    (account_id, date, id)
    where not reconciled
      and (amount_residual <> 0 or amount_residual_currency <> 0)
      and parent_state = 'posted'
      and _deleted_at is null;

-- Contacts may have no name: the empty text keeps them in the order.
create index res_partner_sort_name on odoo.res_partner ((coalesce(lower(name), '')), id)
    where _deleted_at is null;
