-- Alarms stay when they have ended: with who decided, and why.
alter table ops.alarm drop constraint alarm_pkey;
alter table ops.alarm
    add column id uuid primary key default gen_random_uuid(),
    add column models jsonb not null default '[]',
    add column cleared_at timestamptz,
    add column decided_by text,
    add column reason text,
    add constraint decided_when_cleared check (cleared_at is not null or (decided_by is null and reason is null));
comment on table ops.alarm is 'What a person must look at. It is open until its cause is gone or a person has decided.';
comment on column ops.alarm.run_id is 'The run that raised it, or the latest one that found it again.';
comment on column ops.alarm.models is 'Of the models that miss rows: model, rows_missing, and rows, which are those of the mirror at that time.';
comment on column ops.alarm.cleared_at is 'When it ended; null while it is open.';
comment on column ops.alarm.decided_by is 'person:<id>, key:<id>; null if its cause was gone.';
comment on column ops.alarm.reason is 'Why the person decided so, in their own words.';
create unique index alarm_open on ops.alarm (kind) where cleared_at is null;
create index alarm_raised on ops.alarm (raised_at desc, id desc);

-- The history of the mirror lists runs by their end.
create index sync_run_finished on ops.sync_run (finished_at);

comment on column ops.dead_letter_action.reason is 'Why the person did it, in their own words.';
drop index ops.dead_letter_action_requested;
create index dead_letter_action_requested on ops.dead_letter_action (requested_at desc, id desc);

-- Who changed a schedule last, and who started it by hand.
alter table ops.schedule add column updated_by text;
alter table ops.schedule_fire add column requested_by text;
comment on column ops.schedule_fire.requested_by is 'person:<id> or key:<id> if somebody started it by hand at due_at; null for an instant of the timetable.';

-- Saved views of one person, defaults, and how a view looks.
create type ops.saved_view_scope as enum ('shared', 'private');
alter table ops.saved_view
    add column scope ops.saved_view_scope not null default 'shared',
    add column is_default boolean not null default false,
    add column presentation jsonb,
    drop constraint saved_view_report_name_key;
comment on column ops.saved_view.scope is 'private: only created_by sees it.';
comment on column ops.saved_view.is_default is 'What the report shows first: to everybody if the view is shared, otherwise to its owner.';
comment on column ops.saved_view.presentation is 'Columns, density and what is unfolded.';
create unique index saved_view_shared_name on ops.saved_view (report, name) where scope = 'shared';
create unique index saved_view_private_name on ops.saved_view (created_by, report, name)
    where scope = 'private';
create unique index saved_view_shared_default on ops.saved_view (report)
    where scope = 'shared' and is_default;
create unique index saved_view_private_default on ops.saved_view (created_by, report)
    where scope = 'private' and is_default;
