-- Drafts are few and stand anywhere in an account: a forecast that counts them must not read it
-- whole.
create index account_move_line_draft on odoo.account_move_line (account_id)
    where parent_state = 'draft' and _deleted_at is null;
