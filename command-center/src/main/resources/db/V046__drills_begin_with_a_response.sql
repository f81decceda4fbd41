-- A drill (演练) is a response that is only practised: its id is the space of all that follows from it.
alter table response add column space text not null default 'live';
