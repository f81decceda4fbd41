-- Proofs of service (服务证明), folded from events: each lists the records it was made of.
create table proof (
  id           uuid        primary key,
  volunteer_id uuid        not null,
  area         text        not null,
  from_day     date        not null,
  until_day    date        not null,
  purpose_id   uuid        not null,
  state        text        not null check (state in ('waiting', 'issued', 'refused', 'revoked')),
  asked_at     timestamptz not null,
  number       text        unique,
  records      uuid[]      not null default '{}',
  minutes      integer,
  issued_by    uuid,
  issued_at    timestamptz,
  reason_id    uuid,
  ended_by     uuid,
  ended_at     timestamptz,
  version      integer     not null
);
create index proof_volunteer on proof (volunteer_id, asked_at);
create index proof_waiting on proof (asked_at) where state = 'waiting';
create index proof_records on proof using gin (records) where state = 'issued';
