-- Accounts, sessions and one-time codes. Only hashes of passwords, tokens and tickets are kept.
create table account (
  id            uuid    primary key,
  login         text    not null unique check (login = lower(login)),
  name          text    not null,
  password_hash text    not null,
  otp_cipher    bytea,
  roles         text[]  not null,
  unit_id       uuid    references unit,
  area          text,
  volunteer_id  uuid    references volunteer,
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
  csrf       text        not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on session (account_id);

-- A volunteer's phone: a token that can be revoked.
create table device (
  token_hash   bytea       primary key,
  volunteer_id uuid        not null references volunteer,
  created_at   timestamptz not null default now(),
  revoked_at   timestamptz
);
create index device_volunteer on device (volunteer_id);

-- Single-use tickets for opening a socket.
create table socket_ticket (
  ticket_hash bytea       primary key,
  principal   jsonb       not null,
  session     bytea,
  expires_at  timestamptz not null
);

-- A one-time code works once per account and purpose.
create table otp_use (
  account_id uuid   not null references account,
  purpose    text   not null,
  step       bigint not null,
  primary key (account_id, purpose, step)
);
