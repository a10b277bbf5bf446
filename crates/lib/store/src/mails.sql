--- Whether this epoch of the mail must still be sent.
--! is_requested
select exists (
    select from ops.mail where id = :id and epoch = :epoch and state = 'requested'
) as is_requested;
