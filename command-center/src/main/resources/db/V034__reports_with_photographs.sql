-- Reports from the field as events leave them, and photographs that came with them. A photograph is sealed, waits
-- under the id of its report until that has come, and is deleted some time after the end of the task.
create table report (
  id            uuid        primary key,
  assignment_id uuid        not null,
  photo_id      uuid,
  at            timestamptz not null
);
create index report_assignment on report (assignment_id, at);
insert into report (id, assignment_id, at)
select (body->>'text')::uuid, (body->>'assignment')::uuid, (body->>'at')::timestamptz
from event where type = 'report-filed';

create table report_photo (
  id            uuid        primary key,
  assignment_id uuid        not null,
  report        uuid        not null,
  sealed        bytea       not null,
  at            timestamptz not null,
  unique (assignment_id, report)
);
create index report_photo_age on report_photo (at);
