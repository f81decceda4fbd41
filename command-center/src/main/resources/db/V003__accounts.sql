-- Accounts, sessions and one-time codes. Only hashes of passwords, tokens and tickets are kept.
create table account (
  id            uuid    primary key,
  login         text    not null unique check (login ~ '^[a-z][a-z0-9._-]{1,63}$'),
  name          text    not null check (name <> ''),
  password_hash text    not null,
  otp_cipher    bytea,
  roles         text[]  not null check (roles <@ array['commander', 'dispatcher', 'liaison', 'community',
                                                       'volunteer', 'auditor', 'sysadmin', 'secadmin']),
  unit_id       uuid    references unit,
  area          text    check (area ~ '^[1-9][0-9]{11}$'),
  volunteer_id  uuid    references volunteer,
  trial         boolean not null default false,
  disabled      boolean not null default false,
  failures      integer not null default 0,
  locked_until  timestamptz,
  last_login_at timestamptz,
  last_login_ip text,
  version       integer not null default 1
);
create table session (
  token_hash bytea       primary key,
  account_id uuid        not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  seen_at    timestamptz not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- A volunteer's phone: a token that can be revoked.
create table device (
  token_hash   bytea       primary key,
  volunteer_id uuid        not null references volunteer,
  created_at   timestamptz not null default now(),
  revoked_at   timestamptz
);
create index device_volunteer on device (volunteer_id);

-- Single-use tickets for opening a socket; token_hash is the session or device that asked for it.
create table socket_ticket (
  ticket_hash bytea       primary key,
  token_hash  bytea       not null,
  expires_at  timestamptz not null
);
create index socket_ticket_expiry on socket_ticket (expires_at);

-- A one-time code works once per account and purpose; step numbers its 30 seconds.
create table otp_use (
  account_id uuid   not null references account,
  purpose    text   not null,
  step       bigint not null,
  primary key (account_id, purpose, step)
);
create index otp_use_step on otp_use (step);

-- Who signed in or tried to, and who changed whose account. Rows are only ever added.
-- A login that does not exist is not written down: people type their password there.
create table account_audit (
  n       bigint      generated always as identity primary key,
  at      timestamptz not null,
  action  text        not null,
  success boolean     not null,
  subject uuid,
  actor   uuid,
  ip      text        not null,
  detail  text        not null default ''
);
create index account_audit_subject on account_audit (subject, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
create trigger account_audit_is_append_only
  before update or delete or truncate on account_audit
  for each statement execute function refuse_change();
