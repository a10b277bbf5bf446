-- What keeps the mirror exact between two verifies: how many rows it has, what a run must look at
-- again before it is done, and up to when deletions in Odoo are known.

-- Counted by statement triggers, so that no way of writing rows can leave it out. Only inserts: two
-- transactions never wait for each other here. core-api adds the entries up from time to time.
create table ops.row_count (
    model text not null,
    company_id bigint not null,
    bucket bigint not null,
    rows bigint not null,
    id_sum numeric not null
);
comment on table ops.row_count is 'Rows of the mirror that are not deleted: the sum over all entries of a model.';
comment on column ops.row_count.company_id is '0 for rows of no company, and for models without companies.';
comment on column ops.row_count.bucket is '(id - 1) / 25000, rounded down.';
create index row_count_model on ops.row_count (model, bucket);

-- The trigger's argument is the model's name. A table with a column company_id has a function of
-- its own, because a column that is missing cannot be named.
create function ops.count_rows_by_company() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into ops.row_count
        select tg_argv[0], coalesce(company_id, 0), (id - 1) / 25000, count(*), sum(id)
        from new_rows where _deleted_at is null group by 2, 3;
    elsif tg_op = 'UPDATE' then
        insert into ops.row_count
        select tg_argv[0], company_id, (id - 1) / 25000, sum(one), sum(one * id)
        from (select id, coalesce(company_id, 0) as company_id, 1 as one
              from new_rows where _deleted_at is null
              union all
              select id, coalesce(company_id, 0), -1 from old_rows where _deleted_at is null) moved
        group by 2, 3 having sum(one) <> 0 or sum(one * id) <> 0;
    else
        insert into ops.row_count
        select tg_argv[0], coalesce(company_id, 0), (id - 1) / 25000, -count(*), -sum(id)
        from old_rows where _deleted_at is null group by 2, 3;
    end if;
    return null;
end $$;

create function ops.count_rows() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into ops.row_count
        select tg_argv[0], 0, (id - 1) / 25000, count(*), sum(id)
        from new_rows where _deleted_at is null group by 3;
    elsif tg_op = 'UPDATE' then
        insert into ops.row_count
        select tg_argv[0], 0, (id - 1) / 25000, sum(one), sum(one * id)
        from (select id, 1 as one from new_rows where _deleted_at is null
              union all
              select id, -1 from old_rows where _deleted_at is null) moved
        group by 3 having sum(one) <> 0 or sum(one * id) <> 0;
    else
        insert into ops.row_count
        select tg_argv[0], 0, (id - 1) / 25000, -count(*), -sum(id)
        from old_rows where _deleted_at is null group by 3;
    end if;
    return null;
end $$;

create function ops.count_no_rows() returns trigger language plpgsql as $$
begin
    delete from ops.row_count where model = tg_argv[0];
    return null;
end $$;

-- Counts the rows of a mirrored table from now on. Run again, it counts anew.
create function ops.keep_row_count(mirrored regclass, model text) returns void
language plpgsql as $$
declare
    has_company boolean := exists (select from pg_attribute
        where attrelid = mirrored and attname = 'company_id' and not attisdropped);
    company text := case when has_company then 'coalesce(company_id, 0)' else '0' end;
    counter text := case when has_company then 'ops.count_rows_by_company' else 'ops.count_rows' end;
begin
    execute format('drop trigger if exists count_inserted on %s', mirrored);
    execute format('drop trigger if exists count_updated on %s', mirrored);
    execute format('drop trigger if exists count_deleted on %s', mirrored);
    execute format('drop trigger if exists count_truncated on %s', mirrored);
    execute format('create trigger count_inserted after insert on %s referencing new table as new_rows
                    for each statement execute function %s(%L)', mirrored, counter, model);
    execute format('create trigger count_updated after update on %s
                    referencing old table as old_rows new table as new_rows
                    for each statement execute function %s(%L)', mirrored, counter, model);
    execute format('create trigger count_deleted after delete on %s referencing old table as old_rows
                    for each statement execute function %s(%L)', mirrored, counter, model);
    execute format('create trigger count_truncated after truncate on %s
                    for each statement execute function ops.count_no_rows(%L)', mirrored, model);
    delete from ops.row_count kept where kept.model = keep_row_count.model;
    execute format('insert into ops.row_count
                    select %L, %s, (id - 1) / 25000, count(*), sum(id)
                    from %s where _deleted_at is null group by 2, 3', model, company, mirrored);
end $$;

select ops.keep_row_count(c.oid::regclass, split_part(obj_description(c.oid, 'pg_class'), ':', 1))
from pg_class c where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r';

create table ops.model_link (
    model text not null,
    field text not null,
    relation text not null,
    primary key (model, field)
);
comment on table ops.model_link is 'Which model each many2one and many2many field refers to, as Odoo itself says.';

-- What a run has still to look at. A part of the run is opened for it, which reads it.
create table ops.sync_wanted (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    model text not null,
    what text not null check (what in ('count', 'list', 'read', 'refer')),
    field text not null default '',
    after_id bigint not null default 0,
    up_to_id bigint not null default 0,
    record_id bigint not null default 0,
    part integer,
    primary key (run_id, model, what, field, after_id, up_to_id, record_id)
);
comment on column ops.sync_wanted.field is 'refer: the field that refers; read: late for a record that was committed late.';
comment on column ops.sync_wanted.what is 'count: rows of a range; list: ids of a range; read: a record; refer: records whose field holds the id of a record.';
comment on column ops.sync_wanted.part is 'The part that was opened for it; null while none is.';

create table ops.sync_difference (
    run_id uuid not null references ops.sync_run (id) on delete cascade,
    model text not null,
    rows bigint not null,
    id_sum numeric,
    searched boolean not null default false,
    primary key (run_id, model)
);
comment on table ops.sync_difference is 'By how much the mirror has more rows than Odoo, less what the run has found missing so far; no row where they are equal.';
comment on column ops.sync_difference.id_sum is 'Null where the protocol cannot carry it.';
comment on column ops.sync_difference.searched is 'All ranges of the model were counted.';

alter table ops.sync_missing add column followed smallint not null default 0;
comment on column ops.sync_missing.followed is '1: some records that refer to it are read again; 2: all of them are, or one of these refers to it still.';

alter table ops.sync_run
    add column followed_version bigint not null default 0,
    add column rights jsonb;
comment on column ops.sync_run.followed_version is 'What the run changed up to this mirror version was followed: whatever a change touches beside the row is read again.';
comment on column ops.sync_run.rights is 'By kind of right, a text that changes when the Odoo user has other rights, as far as Odoo shows it.';

alter table ops.sync_run_model
    add column counted_at timestamptz,
    add column written_from timestamptz;
comment on column ops.sync_run_model.written_from is 'verify: what was written from then on is compared record by record.';
comment on column ops.sync_run_model.counted_at is 'When Odoo''s count of all its records came.';

alter table ops.cursor add column deletions_as_of timestamptz;
comment on column ops.cursor.deletions_as_of is 'Whatever was deleted in Odoo before this instant is gone in the mirror.';

alter table ops.mirror add column rights jsonb not null default '{}';
comment on column ops.mirror.rights is 'The rights of the Odoo user when deletions were last taken over.';

alter table ops.proof
    add column window_until timestamptz,
    add column late bigint not null default 0;
comment on column ops.proof.window_until is 'The end of the window of its first verify: every row that was written before it was compared.';
comment on column ops.proof.late is 'Rows that were committed late: no window had them.';

grant select on ops.row_count, ops.model_link, ops.sync_wanted, ops.sync_difference to espejo_reader;

-- What is looked for when a reconciliation or a payment is gone.
create index account_move_line_full_reconcile on odoo.account_move_line (full_reconcile_id)
    where full_reconcile_id is not null;
create index account_move_line_payment on odoo.account_move_line (payment_id)
    where payment_id is not null;
