-- A unit's order handed over by one of its liaisons, and taken over by another.
alter table commitment
  add handed_at timestamptz,
  add handed_by uuid,
  add taken_at  timestamptz,
  add taken_by  uuid,
  add check ((handed_at is null) = (handed_by is null) and (taken_at is null) = (taken_by is null));
