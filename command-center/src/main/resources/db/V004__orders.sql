create extension if not exists btree_gist;

-- State tables of responses, orders and assignments: written by the projector only, folded from events.
create table response (
  id             uuid        primary key,
  number         text        not null unique,
  area           text        not null references area,
  tier           text        not null check (tier in ('normal', 'emergency', 'critical')),
  level          integer     not null check (level between 1 and 4),
  subject        text        not null,
  expected_until timestamptz not null,
  measures       jsonb       not null,
  plan_id        uuid        not null references plan,
  raised_by      uuid        not null,
  raised_at      timestamptz not null,
  ended_at       timestamptz,
  version        integer     not null
);

-- Every text an order ever had; never changed, never removed.
create table order_document (
  order_id uuid        not null,
  revision integer     not null,
  body     jsonb       not null,
  hash     bytea       not null,
  at       timestamptz not null default now(),
  primary key (order_id, revision)
);

-- Document numbers are gapless per issuer and year.
create table document_number (
  issuer text    not null,
  year   integer not null,
  last   integer not null,
  primary key (issuer, year)
);

create table orders (
  id            uuid        primary key,
  response_id   uuid        not null references response,
  amends        uuid        references orders,
  state         text        not null check (state in ('draft', 'reviewed', 'signed', 'closed', 'withdrawn')),
  revision      integer     not null,
  hash          text        not null,
  number        text        unique,
  tier          text        not null,
  nature        text        not null,
  drafted_by    uuid        not null,
  written_by    uuid        not null,
  reviewed_by   uuid,
  signed_by     uuid,
  signed_at     timestamptz,
  receipt_by    timestamptz,
  names_by      timestamptz,
  arrive_by     timestamptz,
  until         timestamptz,
  answer_within integer     not null,
  need_total    integer     not null default 0,
  space         text        not null,
  version       integer     not null
);

-- What a unit owes a community under an order.
create table quota (
  id        uuid    primary key,
  order_id  uuid    not null references orders,
  unit_id   uuid    not null references unit,
  community text    not null references area,
  need      integer not null check (need >= 0),
  short     integer not null default 0,
  withdrawn boolean not null default false,
  unique (order_id, unit_id, community)
);

-- What a unit owes under an order, as a whole: signing for it (签收) and shortages.
create table commitment (
  id         uuid        primary key,
  order_id   uuid        not null references orders,
  unit_id    uuid        not null references unit,
  signed_at  timestamptz,
  signed_by  uuid,
  overdue_at timestamptz,
  named_at   timestamptz,
  able_short integer     not null default 0,
  told_short integer     not null default 0,
  version    integer     not null default 0,
  unique (order_id, unit_id)
);
create index commitment_unit on commitment (unit_id, order_id);

-- Who is to be asked for a quota, in which order. Frozen at signing, extended by naming and by backfill.
create table candidate (
  quota_id     uuid    not null references quota,
  ordinal      integer not null,
  volunteer_id uuid    not null references volunteer,
  source       text    not null check (source in ('shock', 'named', 'reserve')),
  primary key (quota_id, volunteer_id)
);
create index candidate_order on candidate (quota_id, ordinal);
create index candidate_volunteer on candidate (volunteer_id);

create table assignment (
  id           uuid        primary key,
  order_id     uuid        not null references orders,
  quota_id     uuid        not null references quota,
  unit_id      uuid        not null,
  community    text        not null,
  volunteer_id uuid        not null references volunteer,
  state        text        not null check (state in ('offered', 'accepted', 'departed', 'onPost', 'relieved', 'confirmed',
                                                     'declined', 'expired', 'withdrawn', 'absent')),
  source       text        not null,
  offered_at   timestamptz not null,
  answer_by    timestamptz not null,
  answered_at  timestamptz,
  departed_at  timestamptz,
  arrived_at   timestamptz,
  arrived_how  text,
  relieved_at  timestamptz,
  during       tstzrange   not null,
  space        text        not null,
  version      integer     not null,
  exclude using gist (volunteer_id with =, space with =, during with &&)
    where (state in ('offered', 'accepted', 'departed', 'onPost'))
);
create index assignment_quota on assignment (quota_id, state);
create index assignment_order on assignment (order_id, state);
create index assignment_volunteer on assignment (volunteer_id, state);
create index assignment_community on assignment (community, state);

create table service_record (
  id            uuid        primary key,
  assignment_id uuid        not null unique references assignment,
  order_id      uuid        not null references orders,
  volunteer_id  uuid        not null references volunteer,
  community     text        not null,
  nature        text        not null,
  served_from   timestamptz not null,
  served_until  timestamptz not null,
  minutes       integer     not null check (minutes >= 0),
  confirmed_by  uuid        not null,
  agreed_by     text        check (agreed_by in ('volunteer', 'liaison', 'silence')),
  agreed_at     timestamptz,
  corrections   integer     not null default 0,
  space         text        not null,
  version       integer     not null
);
create index service_record_volunteer on service_record (volunteer_id, served_from);
