-- What was written by hand during an outage and entered afterwards stays marked as such; where in a community
-- somebody stands; and communities that need more people ask the command post.
alter table assignment
  add column entered_later_at timestamptz,
  add column spot             text;
create index assignment_entered_later on assignment (order_id) where entered_later_at is not null;

create table reinforcement (
  id            uuid        primary key,
  order_id      uuid        not null references orders,
  community     text        not null,
  people        integer     not null check (people > 0),
  reason_id     uuid        not null,
  asked_by      uuid        not null,
  asked_at      timestamptz not null,
  granted       boolean,
  reply_id      uuid,
  answered_by   uuid,
  answered_at   timestamptz,
  taken_back_at timestamptz,
  space         text        not null,
  version       integer     not null
);
create index reinforcement_community on reinforcement (community, asked_at);
-- One request of a community waits for its answer at a time.
create unique index reinforcement_waiting on reinforcement (order_id, community)
  where answered_at is null and taken_back_at is null;
