-- Who keeps people in memory asks which of them changed since a snapshot: each row carries the
-- transaction that changed it last.
alter table volunteer add column touched xid8 not null default pg_current_xact_id();
create index volunteer_touched on volunteer (touched);

create function touch_volunteer() returns trigger language plpgsql as $$
begin
  new.touched := pg_current_xact_id();
  return new;
end
$$;
create trigger volunteer_touched before update on volunteer
  for each row execute function touch_volunteer();
