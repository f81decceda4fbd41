-- Divisions: a tree by code prefix, with the city's own shapes (WKB, longitude first, EPSG:4490).
create table area (
  code      text             primary key check (code ~ '^[1-9][0-9]{11}$'),
  name      text             not null,
  level     text             not null check (level in ('province', 'city', 'county', 'street', 'community')),
  parent    text             not null,
  shape     bytea,
  lon       double precision,
  lat       double precision,
  schematic boolean          not null default false,
  version   integer          not null default 1
);
create index area_parent on area (parent, code);

-- Sending units (派出单位).
create table unit (
  id        uuid    primary key,
  code      text    unique,
  name      text    not null unique,
  headcount integer not null check (headcount >= 0),
  party     integer not null default 0 check (party >= 0),
  leader    text,
  version   integer not null default 1
);

-- Liaison officers (联络员), primary and deputy. Phones are encrypted; the keyed hash finds them.
create table liaison (
  unit_id      uuid  not null references unit,
  rank         text  not null check (rank in ('primary', 'deputy')),
  name         text  not null,
  phone_cipher bytea,
  phone_hash   bytea,
  primary key (unit_id, rank)
);

-- Volunteers. ID number and phone are encrypted at rest and searched by keyed hash.
create table volunteer (
  id                uuid    primary key,
  unit_id           uuid    not null references unit,
  name              text    not null,
  sex               text    not null check (sex in ('unknown', 'male', 'female', 'unstated')),
  birth             date    not null,
  department        text,
  duty_title        text,
  political         text,
  id_cipher         bytea   not null,
  id_hash           bytea   not null unique,
  phone_cipher      bytea   not null,
  phone_hash        bytea   not null,
  community         text    references area,
  skills            text[]  not null default '{}',
  shock             boolean not null default false,
  health            text    not null default 'good' check (health in ('good', 'limited', 'unfit')),
  health_note       text,
  remark            text,
  insured_from      date,
  insured_until     date,
  policy            text,
  trained_on        date,
  trained_until     date,
  unavailable_from  timestamptz,
  unavailable_until timestamptz,
  location_consent  timestamptz,
  version           integer not null default 1
);
create index volunteer_unit on volunteer (unit_id, id);
create index volunteer_community on volunteer (community, id);
create index volunteer_phone on volunteer (phone_hash);

-- The plan (预案): each committed deployment table is one immutable version.
create table plan (
  id         uuid        primary key,
  area       text        not null references area,
  name       text        not null,
  number     integer     not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  unique (area, number)
);
create table plan_line (
  plan_id        uuid    not null references plan,
  community      text    not null references area,
  unit_id        uuid    not null references unit,
  normal         integer not null check (normal >= 0),
  emergency      integer not null check (emergency >= normal),
  critical       integer not null check (critical >= emergency),
  meeting_point  text,
  contact_name   text,
  contact_cipher bytea,
  primary key (plan_id, community, unit_id)
);

-- Imports: looked at first, swapped in later; staged rows hold no clear personal data.
create table import (
  id         uuid        primary key,
  kind       text        not null,
  state      text        not null check (state in ('reading', 'ready', 'committed', 'failed')),
  file_name  text        not null,
  file_hash  text        not null,
  row_count  integer     not null default 0,
  accepted   integer     not null default 0,
  added      integer     not null default 0,
  changed    integer     not null default 0,
  problems   jsonb       not null default '[]',
  owner      uuid        not null,
  unit_id    uuid,
  plan_id    uuid        references plan,
  created_at timestamptz not null default now()
);
create index import_age on import (created_at) where state <> 'committed';

-- The rows of an import that wait for its commit, encrypted as a whole.
create table import_batch (
  import_id uuid    not null references import on delete cascade,
  ordinal   integer not null,
  staged    bytea   not null,
  primary key (import_id, ordinal)
);

-- Who looked at unmasked personal data, of whom, and why.
create table disclosure (
  account_id   uuid        not null,
  volunteer_id uuid        not null references volunteer,
  reason       text        not null,
  at           timestamptz not null default now()
);
create index disclosure_volunteer on disclosure (volunteer_id, at);
