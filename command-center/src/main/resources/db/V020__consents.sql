-- A consent is a record of its own: to which text, since when, until when (PIPL art. 14, 15, 29).

create table consent (
  id           uuid        primary key,
  volunteer_id uuid        not null references volunteer (id) on delete cascade,
  kind         text        not null check (kind in ('location')),
  text         text        not null,
  given_at     timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= given_at)
);
create unique index consent_in_force on consent (volunteer_id, kind) where withdrawn_at is null;

insert into consent (id, volunteer_id, kind, text, given_at)
select gen_random_uuid(), id, 'location', 'unversioned', location_consent
from volunteer where location_consent is not null;

alter table volunteer drop column location_consent;
