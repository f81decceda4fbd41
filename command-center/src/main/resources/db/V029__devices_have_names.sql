-- A volunteer sees the phones that are signed in as them, and can sign each of them out.
alter table device add column id uuid not null default gen_random_uuid();
alter table device add column label text;
create unique index device_id on device (id);
