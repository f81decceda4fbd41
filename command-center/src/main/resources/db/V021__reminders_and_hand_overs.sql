-- When a unit was reminded of an order last, and how often.
alter table commitment
  add reminded_at timestamptz,
  add reminders   integer not null default 0;

-- Hand-overs of the command post's watch; folded from events.
create table handover (
  id            uuid        primary key,
  area          text        not null,
  sheet         jsonb       not null,
  remark_id     uuid,
  drawn_by      uuid        not null,
  drawn_at      timestamptz not null,
  leader_id     uuid,
  taken_by      uuid,
  taken_at      timestamptz,
  taken_back_at timestamptz,
  version       integer     not null
);
create index handover_area on handover (area, drawn_at);
-- One page at a time waits for its second signature.
create unique index handover_waiting on handover (area) where taken_at is null and taken_back_at is null;
