-- Shock teams that are watched, and specialist and standing teams; all folded from events.

-- What was last told of a unit's shock team.
create table shock_team (
  unit_id  uuid        primary key,
  short    boolean     not null,
  required integer     not null,
  eligible integer     not null,
  since    timestamptz not null,
  version  integer     not null
);

create table team (
  id           uuid        primary key,
  kind         text        not null,
  area         text        not null,
  name_id      uuid        not null,
  unit_id      uuid,
  until        date,
  leader_id    uuid,
  liaison_id   uuid,
  formed_at    timestamptz not null,
  dissolved_at timestamptz,
  version      integer     not null
);
create index team_area on team (area, kind);

create table team_member (
  team_id      uuid        not null,
  volunteer_id uuid        not null,
  since        timestamptz not null,
  primary key (team_id, volunteer_id)
);
create index team_member_volunteer on team_member (volunteer_id);

create table team_dispatch (
  team_id   uuid        not null,
  version   integer     not null,
  order_id  uuid        not null,
  community text        not null,
  people    integer     not null,
  at        timestamptz not null,
  primary key (team_id, version)
);

-- Whoever changes people or a unit, in whatever way, has the shock team counted again: a due row of
-- each unit concerned, in the same transaction. The epoch is due at once by everybody's clock.
create function recount_on_people() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into timer (kind, subject, due_at)
    select distinct 'shockTeam', n.unit_id, 'epoch'::timestamptz from now_people n order by n.unit_id
    on conflict (kind, subject) do update set due_at = excluded.due_at;
  elsif tg_op = 'DELETE' then
    insert into timer (kind, subject, due_at)
    select distinct 'shockTeam', b.unit_id, 'epoch'::timestamptz from before_people b order by b.unit_id
    on conflict (kind, subject) do update set due_at = excluded.due_at;
  else
    insert into timer (kind, subject, due_at)
    select 'shockTeam', c.unit_id, 'epoch'::timestamptz
    from (select n.unit_id from now_people n union select b.unit_id from before_people b) c
    order by c.unit_id
    on conflict (kind, subject) do update set due_at = excluded.due_at;
  end if;
  return null;
end
$$;
create trigger people_come after insert on volunteer
  referencing new table as now_people for each statement execute function recount_on_people();
create trigger people_change after update on volunteer
  referencing old table as before_people new table as now_people
  for each statement execute function recount_on_people();
create trigger people_go after delete on volunteer
  referencing old table as before_people for each statement execute function recount_on_people();

create function recount_on_unit() returns trigger language plpgsql as $$
begin
  insert into timer (kind, subject, due_at) values ('shockTeam', new.id, 'epoch')
  on conflict (kind, subject) do update set due_at = excluded.due_at;
  return null;
end
$$;
create trigger unit_comes after insert on unit for each row execute function recount_on_unit();
create trigger unit_changes after update on unit for each row
  when (old.headcount is distinct from new.headcount or old.party is distinct from new.party)
  execute function recount_on_unit();

-- Whoever is there already is counted at the next start.
insert into timer (kind, subject, due_at) select 'shockTeam', id, 'epoch' from unit
on conflict (kind, subject) do nothing;
