-- Which server, and which history of it, the epoch belongs to: a restored or promoted one is another.
-- (system identifier, timeline); unknown until a server has looked for the first time.
alter table mailbox_epoch add column origin text;
