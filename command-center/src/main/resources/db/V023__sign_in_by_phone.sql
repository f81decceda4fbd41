-- Volunteers sign in with the number on the roster and a code sent to it. Per number there is one row:
-- the newest code as a keyed hash, gone when spent, and how often was asked; it outlives the code, or
-- asking again would start the count afresh.
create table sign_in_code (
  phone_hash  bytea       primary key,
  code_hash   bytea,
  valid_until timestamptz not null,
  tries       integer     not null default 0,
  asked_at    timestamptz not null,
  day_began   timestamptz not null,
  asked_today integer     not null default 1
);
create index sign_in_code_age on sign_in_code (asked_at);

-- Codes asked for are counted per address as well.
create index account_audit_code_ip on account_audit (ip, at) where action = 'signInCode';

-- A phone that was signed in by its owner is to be signed in again some day; those of trials are not.
alter table device add column expires_at timestamptz;
create index device_expiry on device (expires_at) where revoked_at is null;
