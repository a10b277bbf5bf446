-- A full reload: what Odoo has is kept beside the mirror until all of it is read; decision 0022.

alter table ops.sync_run
    drop constraint sync_run_kind_check,
    drop constraint sync_run_state_check,
    add constraint sync_run_kind_check
        check (kind in ('snapshot', 'incremental', 'verify', 'repair', 'reload')),
    add constraint sync_run_state_check
        check (state in ('requested', 'running', 'done', 'failed', 'cancelled'));

create table ops.reload_row (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    model text not null,
    id bigint not null,
    attempt uuid not null,
    read_at timestamptz not null,
    fields jsonb not null,
    primary key (run_id, model, id, attempt)
);
comment on table ops.reload_row is 'Rows that a reload found new or different, until the reload is complete and they take their place, or it ends otherwise. Those that are as they were are not here.';
comment on column ops.reload_row.attempt is 'Who read it; the run itself when a later attempt went on behind it.';
comment on column ops.reload_row.fields is 'What was read, as the columns of the model''s table; of other columns the values stay.';
comment on column ops.sync_missing.attempt is 'Who missed it; of a reload, the run itself when a later attempt went on behind it.';
