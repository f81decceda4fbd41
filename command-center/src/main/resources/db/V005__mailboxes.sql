-- Mailboxes: per person the newest form of each item, numbered under the person's own row lock.
create table mailbox_epoch (
  lone  boolean primary key default true check (lone),
  epoch uuid    not null
);
insert into mailbox_epoch (epoch) values (gen_random_uuid());

create table recipient (
  id    uuid   primary key,
  seq   bigint not null default 0,
  acked bigint not null default 0
);

create table mailbox_item (
  recipient    uuid        not null references recipient,
  item         uuid        not null,
  kind         text        not null check (kind in ('assignment', 'order', 'notice')),
  seq          bigint      not null,
  version      integer     not null,
  body         jsonb       not null,
  queued_at    timestamptz not null default now(),
  sent_at      timestamptz,
  on_device_at timestamptz,
  read_at      timestamptz,
  answered_at  timestamptz,
  primary key (recipient, item),
  unique (recipient, seq)
);
create index mailbox_item_item on mailbox_item (item);
