-- Settlements (decision 0033): the definition of report.settlement, and what updates it.

create or replace view report.settlement_of_mirror as
select part.id as partial_id, line.company_id, line.account_id,
       coalesce(contact.commercial_partner_id, line.partner_id) as partner_id,
       part.max_date as day, round(part.amount, scale(line.balance)) as amount,
       part.max_date - coalesce(line.date_maturity, line.date) as days_late
from odoo.account_partial_reconcile part
join report.journal_item line on line.id = part.debit_move_id
join odoo.account_move_line payment on payment.id = part.credit_move_id
join odoo.account_journal journal on journal.id = payment.journal_id
join odoo.account_account account on account.id = line.account_id
left join odoo.res_partner contact on contact.id = line.partner_id
join odoo.account_account counterpart on counterpart.id = payment.account_id
where part._deleted_at is null and part.max_date is not null and part.amount is not null
  and line.parent_state = 'posted' and line._deleted_at is null and line.date is not null
  and line.partner_id is not null and line.company_id is not null
  and payment.parent_state = 'posted' and payment._deleted_at is null
  and payment.company_id = line.company_id
  and account.account_type = 'asset_receivable'
  and counterpart.account_type = 'asset_receivable'
  and journal.type in ('bank', 'cash', 'credit');
comment on view report.settlement_of_mirror is 'The definition of report.settlement: its rows, computed from the mirror.';

create or replace function report.keep_settlements(partials bigint[]) returns void
language plpgsql as $$
begin
    with became as materialized (
        select mirror.* from report.settlement_of_mirror mirror where mirror.partial_id = any(partials)
    ), removed as (
        delete from report.settlement
        where partial_id = any(partials) and partial_id not in (select partial_id from became)
    )
    insert into report.settlement as kept
    select became.* from became
    where not exists (select from report.settlement was
                      where was.partial_id = became.partial_id and was = became)
    on conflict (partial_id) do update
    set (company_id, account_id, partner_id, day, amount, days_late)
      = (excluded.company_id, excluded.account_id, excluded.partner_id, excluded.day,
         excluded.amount, excluded.days_late);
end
$$;
comment on function report.keep_settlements is 'Updates the rows of these partial reconciliations from the mirror.';
