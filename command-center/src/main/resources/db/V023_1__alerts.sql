-- Roads to people beside the sockets. One row per person or unit, item and channel: asked for in the
-- transaction that finds it due, handed over afterwards, tried again, and in the end a human's affair.
create table alert (
  id          uuid        primary key default gen_random_uuid(),
  channel     text        not null check (channel in ('sms', 'robot', 'call')),
  recipient   uuid        not null,
  item        uuid        not null,
  order_id    uuid        not null,
  unit_id     uuid        not null,
  space       text        not null,
  state       text        not null check (state in ('queued', 'sent', 'dead', 'listed', 'barred', 'moot', 'closed')),
  tries       integer     not null default 0,
  next_at     timestamptz not null,
  queued_at   timestamptz not null,
  sent_at     timestamptz,
  answered_at timestamptz,
  reference   text        not null default '',
  reason      text        not null default '',
  unique (recipient, item, channel)
);
create index alert_due on alert (next_at) where state = 'queued';
create index alert_dead on alert (queued_at) where state = 'dead';
create index alert_item on alert (item, channel);
create index alert_order on alert (order_id);

-- The group robot of a unit; its token and secret are as good as a password.
create table unit_robot (
  unit_id       uuid primary key references unit,
  kind          text not null check (kind in ('dingTalk', 'weCom', 'feishu')),
  token_cipher  bytea not null,
  secret_cipher bytea
);
