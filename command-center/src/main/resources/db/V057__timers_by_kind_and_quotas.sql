-- Each kind is looked for and taken by itself, the longest due first; while a launch has thousands of rows due, a deadline
-- would otherwise be found behind all of them.
drop index timer_due;
create index timer_due on timer (kind, due_at, subject);

-- The signature waits for its quotas, by the thousand as well; as with the other lines of a launch (V033) what they refer
-- to stands in the log before them and is never deleted.
alter table quota
  drop constraint quota_order_id_fkey,
  drop constraint quota_unit_id_fkey,
  drop constraint quota_community_fkey;
alter table commitment
  drop constraint commitment_order_id_fkey,
  drop constraint commitment_unit_id_fkey;

-- The few candidates of a quota are found by its key.
drop index candidate_order;
