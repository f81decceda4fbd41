-- A device asks for one ticket after the other, so their numbers tell which of its connections is the newer one,
-- whatever order their first frames arrive in.
alter table socket_ticket add column number bigint generated always as identity;
