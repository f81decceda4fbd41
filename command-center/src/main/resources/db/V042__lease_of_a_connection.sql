-- The connection over which a lease was last taken. When it is gone its holder is dead or cut off, and the
-- lease is free at once; a holder that is paused keeps its connection, and its lease ends by time.
alter table lease add column backend integer, add column backend_start timestamptz;
