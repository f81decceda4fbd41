-- Groups of a command post (专班): who is in them, and for what. Names and phones stand encrypted.
create table task_group (
  id             uuid        primary key,
  area           text        not null,
  name           text        not null,
  duty           text        not null,
  members_cipher bytea       not null,
  changed_by     uuid        not null,
  changed_at     timestamptz not null default now(),
  version        integer     not null,
  unique (area, name)
);
