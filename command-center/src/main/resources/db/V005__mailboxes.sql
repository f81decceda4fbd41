-- Mailboxes: per person the newest form of each item, numbered under the person's own row lock.

-- Tells a restored database from the one it is a copy of: whoever restores a backup renews the
-- epoch, and every phone is then sent everything.
create table mailbox_epoch (
  lone  boolean primary key default true check (lone),
  epoch uuid    not null
);
insert into mailbox_epoch (epoch) values (gen_random_uuid());

-- Whoever writes into mailboxes locks these rows first, in the order of their ids. Hence seq is
-- dense and follows the order of commit per person, and writers never deadlock.
create table recipient (
  id    uuid   primary key,
  seq   bigint not null default 0 check (seq >= 0),
  acked bigint not null default 0 check (acked between 0 and seq)
) with (fillfactor = 50);

-- body is json, not jsonb: the phone gets the very text that was written. Times of the ladder are
-- written after the row; free space keeps these updates off the indexes.
create table mailbox_item (
  recipient    uuid        not null references recipient,
  item         uuid        not null,
  kind         text        not null check (kind in ('assignment', 'order', 'notice')),
  seq          bigint      not null check (seq > 0),
  version      integer     not null,
  body         json        not null,
  queued_at    timestamptz not null default now(),
  sent_at      timestamptz,
  on_device_at timestamptz,
  read_at      timestamptz,
  answered_at  timestamptz,
  primary key (recipient, item),
  unique (recipient, seq)
) with (fillfactor = 70);
create index mailbox_item_item on mailbox_item (item);
