-- Passkeys of volunteers: what their phones proved once, and challenges that are to be proven now.
create table passkey (
  id            uuid        primary key default gen_random_uuid(),
  volunteer_id  uuid        not null references volunteer on delete cascade,
  credential    bytea       not null unique,
  attestation   bytea       not null,
  counter       bigint      not null,
  label         text        not null,
  added_at      timestamptz not null,
  used_at       timestamptz
);
create index passkey_volunteer on passkey (volunteer_id);

create table passkey_challenge (
  hash         bytea       primary key,
  volunteer_id uuid,
  expires_at   timestamptz not null
);
create index passkey_challenge_expires on passkey_challenge (expires_at);
