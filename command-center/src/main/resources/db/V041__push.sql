-- The push that wakes a phone whose page is closed: one subscription of each phone, sealed, gone with
-- the phone; and the one pair of keys by which push services know this installation.
create table push_subscription (
  token_hash bytea       primary key references device on delete cascade,
  sealed     bytea       not null,
  created_at timestamptz not null
);

create table push_key (
  one    boolean primary key default true check (one),
  sealed bytea   not null
);

create function forget_push_of_revoked_device() returns trigger language plpgsql as $$
begin
  delete from push_subscription where token_hash = new.token_hash;
  return new;
end $$;

create trigger device_revoked after update of revoked_at on device
for each row when (new.revoked_at is not null) execute function forget_push_of_revoked_device();

alter table alert drop constraint alert_channel_check;
alter table alert add constraint alert_channel_check check (channel in ('push', 'sms', 'robot', 'call'));
