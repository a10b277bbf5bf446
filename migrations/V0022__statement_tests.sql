-- A mail may test a statement run: the customer does not get it.

alter table ops.mail drop constraint mail_occasion_check;
alter table ops.mail add constraint mail_occasion_check
    check (occasion in ('report', 'statement', 'statement_test'));
comment on column ops.mail.occasion is 'report; statement: to a customer; statement_test: the statement of a customer to an address of the tenant.';
