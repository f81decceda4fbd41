-- How far a silent unit's order has climbed up the sender's line, and whether somebody has it in hand.
alter table commitment
  add escalated_to    text check (escalated_to in ('deputy', 'leader', 'commandPost')),
  add escalated_about text check (escalated_about in ('receipt', 'names')),
  add escalated_at    timestamptz,
  add acknowledged_at timestamptz,
  add acknowledged_by uuid,
  add check ((escalated_to is null) = (escalated_at is null) and (escalated_to is null) = (escalated_about is null));

-- People who may be asked although a bar stands against them, because somebody who may decided so.
alter table candidate add overridden text[] not null default '{}';

-- What all codes beneath a division begin with.
create function area_prefix(code text) returns text language sql immutable as $$
  select regexp_replace(code, '(((00)?00)?000)?000$', '')
$$;

-- Communities with a need and nobody of a kind, of which the command post was told; folded from events.
create table area_void (
  id        uuid        primary key,
  order_id  uuid        not null,
  community text        not null,
  kind      text        not null check (kind in ('nobodyCame', 'nobodyLeft', 'skillMissing')),
  skill     text,
  since     timestamptz not null,
  raised_at timestamptz not null,
  ended_at  timestamptz,
  version   integer     not null
);
create index area_void_open on area_void (order_id) where ended_at is null;
