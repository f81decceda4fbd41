-- Each kind is looked for and taken by itself, the longest due first; while a launch has thousands of rows due, a deadline
-- would otherwise be found behind all of them.
drop index timer_due;
create index timer_due on timer (kind, due_at, subject);
