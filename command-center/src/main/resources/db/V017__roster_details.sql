-- What units really keep of their people: several absences, certificates, hours, limits, the paired
-- community; liaisons with their history; records that turned out to be the same person.
alter table volunteer
  add column absences     jsonb  not null default '[]',
  add column certificates jsonb  not null default '[]',
  add column windows      jsonb  not null default '[]',
  add column limits       text[] not null default '{}',
  add column paired       text   references area,
  add column merged_into  uuid   references volunteer check (merged_into <> id);

update volunteer
set absences = jsonb_build_array(jsonb_build_object(
  'id', gen_random_uuid(), 'kind', 'leave', 'by', 'liaison',
  'during', jsonb_build_object(
    'from', to_char(unavailable_from at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'until', to_char(unavailable_until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))))
where unavailable_from is not null and unavailable_until > unavailable_from;

alter table volunteer drop column unavailable_from, drop column unavailable_until;
create index volunteer_paired on volunteer (paired) where paired is not null;
create index volunteer_merged on volunteer (merged_into) where merged_into is not null;

-- Who was liaison from when to when (联络员变动), whatever way the change came in.
create table liaison_tenure (
  n            bigint      generated always as identity primary key,
  unit_id      uuid        not null references unit,
  rank         text        not null check (rank in ('primary', 'deputy')),
  name         text        not null,
  phone_cipher bytea,
  since        timestamptz not null,
  until        timestamptz
);
create unique index liaison_tenure_open on liaison_tenure (unit_id, rank) where until is null;
insert into liaison_tenure (unit_id, rank, name, phone_cipher, since)
select unit_id, rank, name, phone_cipher, now() from liaison;

create function keep_liaison_tenure() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update liaison_tenure set until = now()
    where unit_id = old.unit_id and rank = old.rank and until is null;
  end if;
  if tg_op <> 'DELETE' then
    insert into liaison_tenure (unit_id, rank, name, phone_cipher, since)
    values (new.unit_id, new.rank, new.name, new.phone_cipher, now());
  end if;
  return null;
end
$$;
create trigger liaison_comes after insert or delete on liaison
  for each row execute function keep_liaison_tenure();
create trigger liaison_changes after update on liaison
  for each row when (old.name is distinct from new.name or old.phone_hash is distinct from new.phone_hash)
  execute function keep_liaison_tenure();

-- Folded from events: which records stand back for others.
create table volunteer_merge (
  merged_id uuid        primary key,
  kept_id   uuid        not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  version   integer     not null
);
create index volunteer_merge_kept on volunteer_merge (kept_id) where undone_at is null;

-- A person's own record and all that stand back for it.
create function records_of(person uuid) returns uuid[] language sql stable as $$
  select array(select merged_id from volunteer_merge where kept_id = person and undone_at is null) || person
$$;

-- How the record that goes on was before a merge, so that it can be taken back. No fact of the log.
create table merge_image (
  merged_id    uuid    primary key references volunteer,
  kept_id      uuid    not null references volunteer,
  kept_version integer not null,
  image        jsonb   not null
);

-- Folded from events: time off (调休) that units granted.
create table time_off (
  id           uuid        primary key,
  volunteer_id uuid        not null,
  minutes      integer     not null check (minutes > 0),
  from_at      timestamptz not null,
  until_at     timestamptz not null,
  granted_by   uuid        not null,
  granted_at   timestamptz not null,
  returned_at  timestamptz,
  version      integer     not null
);
create index time_off_volunteer on time_off (volunteer_id, from_at);
