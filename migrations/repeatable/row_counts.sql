-- Row counts: what keeps ops.row_count up to date (decision 0037). Statement triggers do it, so no
-- write of a mirrored table is left out. `core-api migrate` calls ops.keep_row_count for each table
-- that has no such triggers yet, after it has applied these files.
--
-- If the triggers themselves change, or the way of counting, add a V file that drops the trigger
-- count_inserted of each mirrored table: `core-api migrate` then creates all triggers of the table
-- again and counts its rows again.

-- The argument of each trigger is the name of the model. Tables with a column company_id have a
-- function of their own, because a function cannot name a column that is missing.
create or replace function ops.count_rows_by_company() returns trigger language plpgsql as $$
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
comment on function ops.count_rows_by_company is 'Trigger of mirrored tables with company_id: counts rows by company.';

create or replace function ops.count_rows() returns trigger language plpgsql as $$
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
comment on function ops.count_rows is 'Trigger of mirrored tables without company_id: counts rows.';

create or replace function ops.count_no_rows() returns trigger language plpgsql as $$
begin
    delete from ops.row_count where model = tg_argv[0];
    return null;
end $$;
comment on function ops.count_no_rows is 'Trigger of mirrored tables: after truncate there are no rows.';

create or replace function ops.keep_row_count(mirrored regclass, model text) returns void
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
comment on function ops.keep_row_count is 'Counts the rows of a mirrored table, and creates the triggers that update the count. May be called again.';
