-- How people answered whom we asked: counted from the log, so that waves are as large as is needed.
create table acceptance (
  unit_id     uuid    not null,
  tier        text    not null,
  part_of_day integer not null,
  reach       integer not null,
  asked       bigint  not null,
  accepted    bigint  not null check (accepted between 0 and asked),
  primary key (tier, unit_id, part_of_day, reach)
);

-- How far the log is counted, in the order of commit; one row.
create table acceptance_mark (
  single   boolean primary key default true check (single),
  xid      xid8    not null,
  position bigint  not null
);
insert into acceptance_mark (xid, position) values ('0', 0);
insert into timer (kind, subject, due_at) values ('acceptance', '00000000-0000-0000-0000-000000000000', 'epoch');
