-- When somebody was last proven reachable: a phone of theirs was connected and spoke. Known before any
-- order, from the sockets' silent probes.
create table contact (
  recipient uuid        primary key,
  at        timestamptz not null
) with (fillfactor = 70);
