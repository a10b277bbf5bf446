-- Reports show the latest note of a partner or a document, in answers and in files.

create table ops.note_version (
    version bigint not null
);
comment on table ops.note_version is 'One row: rises in each transaction that changes what reports show of notes. Their ETags contain it.';
create unique index note_version_is_one on ops.note_version ((true));
insert into ops.note_version (version) values (0);

comment on column ops.feed_event.about is 'What the object belongs to: the URL of the export of a mail, of the partner or document of a note; null for others.';

-- Files name the author of a note. The reader role sees nothing else of people and keys.
grant select on ops.note, ops.note_version to espejo_reader;
grant select (id, name) on ops.person, ops.api_key to espejo_reader;
