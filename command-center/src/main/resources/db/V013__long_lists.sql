-- Long lists of people wait for their commit in tables of their own shape, so that one statement swaps
-- them in; the files themselves are kept sealed for a while, to be handed back with comments.
alter table import
  add column removed integer not null default 0,
  add column absent  integer not null default 0,
  add column sheet   integer not null default 0;

-- The file as it was sent, in sealed pieces; removed some days after the import.
create table import_file (
  import_id uuid    not null references import on delete cascade,
  ordinal   integer not null,
  sealed    bytea   not null,
  primary key (import_id, ordinal)
);

-- People of a roster before the commit. What the roster has no column for is null.
create table staged_person (
  import_id    uuid    not null references import on delete cascade,
  line         integer not null,
  unit_id      uuid    not null,
  name         text    not null,
  sex          text    not null,
  birth        date    not null,
  id_cipher    bytea   not null,
  id_hash      bytea   not null,
  phone_cipher bytea   not null,
  phone_hash   bytea   not null,
  department   text,
  duty_title   text,
  political    text,
  community    text,
  skills       text[],
  shock        boolean,
  health       text,
  health_note  text,
  remark       text,
  change       text    check (change in ('added', 'changed')),
  differing    text[]  not null default '{}',
  primary key (import_id, line),
  unique (import_id, id_hash)
);

-- Days of insurance or training before the commit; of several of one person the last to end.
create table staged_cover (
  import_id    uuid    not null references import on delete cascade,
  line         integer not null,
  volunteer_id uuid    not null,
  first_day    date    not null,
  last_day     date    not null,
  policy       text,
  change       text    check (change in ('added', 'changed')),
  primary key (import_id, volunteer_id)
);

-- Somebody is looked for by name and unit where neither number is known.
create index volunteer_name on volunteer (unit_id, name);

-- What waited in the old form is uploaded again.
delete from import where state <> 'committed' and kind in ('roster', 'insurance', 'training');
