-- Which mailboxes a transaction put letters into, and their newest numbers: one row for all of them. Every node
-- reads what was committed since it last looked, instead of comparing each mailbox of whoever is connected.
create table mail_round (
  xid        xid8        not null default pg_current_xact_id(),
  recipients uuid[]      not null,
  seqs       bigint[]    not null,
  at         timestamptz not null default now()
);
alter table mail_round alter column recipients set storage external;
create index mail_round_xid on mail_round (xid);
