-- Appeals of volunteers against residents' ratings (申诉), folded from events: one for each who served.
create table appeal (
  id            uuid        primary key,
  request_id    uuid        not null,
  assignment_id uuid        not null unique,
  reason_id     uuid        not null,
  made_at       timestamptz not null,
  answer_by     timestamptz not null,
  upheld        boolean,
  answer_id     uuid,
  answered_by   uuid,
  answered_at   timestamptz,
  version       integer     not null
);
create index appeal_request on appeal (request_id);
create index appeal_open on appeal (answer_by) where answered_at is null;
