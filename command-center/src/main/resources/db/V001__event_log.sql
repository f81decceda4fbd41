-- The event log is the memory of the system: everything that has happened, in the order it was committed.
create table event (
  position bigint generated always as identity primary key,
  stream   uuid        not null,
  version  integer     not null check (version > 0),
  type     text        not null,
  body     jsonb       not null,
  at       timestamptz not null,
  actor    uuid,
  command  uuid,
  space    text        not null,
  xid      xid8        not null default pg_current_xact_id(),
  unique (stream, version)
);
create index event_commit_order on event (xid, position);

-- The answer each command got, so that a repeat gets the same answer and has no second effect.
create table command_reply (
  principal    uuid        not null,
  command      uuid        not null,
  request_hash text        not null,
  status       integer     not null,
  body         jsonb       not null,
  at           timestamptz not null default now(),
  primary key (principal, command)
);

-- The seal: a hash chain over the committed events; n is gapless and follows the order of commit.
create table seal (
  n        bigint      primary key check (n > 0),
  position bigint      not null unique references event,
  hash     bytea       not null,
  at       timestamptz not null default now()
);

-- Who leads a kind of work; token rises with each change of holder, and every write names its token.
create table lease (
  name   text        primary key,
  holder uuid,
  token  bigint      not null default 0,
  until  timestamptz not null default '-infinity'
);

-- Deadlines and work that is due; a due row becomes a command on the same road as all others.
create table timer (
  kind    text        not null,
  subject uuid        not null,
  due_at  timestamptz not null,
  primary key (kind, subject)
);
create index timer_due on timer (due_at);

-- Free texts that people wrote (reasons, reports, remarks); outside the log so that they can be purged.
create table note (
  id     uuid        primary key,
  text   text        not null,
  author uuid,
  at     timestamptz not null default now()
);
