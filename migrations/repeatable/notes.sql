-- What notes are about, and what a change of a note touches.

create or replace view ops.note_object_shown as
select note.id as note_id,
       case note.object_kind when 'partner' then partner.company_id else document.company_id end
           as company_id,
       partner.id as partner_id, partner.name as partner_name,
       document.id as move_id, document.name as move_name
from ops.note note
left join odoo.account_move document
    on note.object_kind = 'document' and document.id = note.object_id
left join odoo.res_partner partner
    on partner.id = case note.object_kind
        when 'partner' then note.object_id
        else coalesce(document.commercial_partner_id, document.partner_id) end;
comment on view ops.note_object_shown is 'The partner and the document of each note, also if Odoo has deleted them.';

create or replace function ops.tell_note() returns trigger language plpgsql as $$
declare
    note ops.note := case when tg_op = 'DELETE' then old else new end;
    company bigint;
begin
    if note.object_kind = 'partner' then
        select company_id into company from odoo.res_partner where id = note.object_id;
    else
        select company_id into company from odoo.account_move where id = note.object_id;
    end if;
    insert into ops.feed_event (kind, object_id, state, about, company_ids)
    values ('note', note.id,
            case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end,
            case note.object_kind when 'partner' then '/v1/partners/' else '/v1/documents/' end
                || note.object_id,
            case when company is null then '{}' else array[company] end);
    return null;
end $$;
comment on function ops.tell_note is 'Trigger: a note was created, changed or deleted.';

create or replace trigger tell after insert or update or delete on ops.note
    for each row execute function ops.tell_note();

-- The lock on this row makes transactions that change notes run one after another. So two different
-- states of the notes never have the same version. These transactions wait for each other at ops.audit
-- in any case.
create or replace function ops.raise_note_version() returns trigger language plpgsql as $$
begin
    update ops.note_version set version = version + 1;
    return null;
end $$;
comment on function ops.raise_note_version is 'Trigger: reports show other notes, or another name of an author.';

create or replace trigger raise_version after insert or update or delete on ops.note
    for each statement execute function ops.raise_note_version();
create or replace trigger raise_note_version after update of name on ops.person
    for each row when (old.name <> new.name) execute function ops.raise_note_version();
create or replace trigger raise_note_version after update of name on ops.api_key
    for each row when (old.name <> new.name) execute function ops.raise_note_version();
