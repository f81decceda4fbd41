-- The plan library: versions are counted per area and hazard; a draft has no number until it is adopted.
alter table plan
  add hazard   text   not null default 'general',
  add trigger  text,
  add teams    text[] not null default '{}',
  add channels text[] not null default '{}',
  drop constraint plan_area_number_key,
  add check (number >= 0);
create unique index plan_version on plan (area, hazard, number) where number > 0;

-- Why a compiled line is as it is: kinds and values, worded for the reader.
alter table plan_line add reasons jsonb not null default '[]';

-- What a tier says of a community beside the numbers; what it leaves open is as in the tier beneath.
create table plan_arrangement (
  plan_id       uuid   not null references plan,
  community     text   not null references area,
  tier          text   not null check (tier in ('normal', 'emergency', 'critical')),
  shifts        text[] not null default '{}',
  skills        jsonb  not null default '{}',
  lead_unit     uuid   references unit,
  meeting_point text,
  supplies      jsonb  not null default '{}',
  primary key (plan_id, community, tier)
);

-- Stations (服务站点): where volunteers report and residents come; coverage is measured from them.
create table station (
  id         uuid             primary key,
  name       text             not null,
  community  text             not null references area,
  lon        double precision not null check (lon between -180 and 180),
  lat        double precision not null check (lat between -90 and 90),
  created_by uuid,
  created_at timestamptz      not null default now(),
  unique (community, name)
);

-- How many places of a quota were given up when the response stepped down; who served on them does not count against
-- those that remain.
alter table quota add reduced integer not null default 0 check (reduced >= 0);
