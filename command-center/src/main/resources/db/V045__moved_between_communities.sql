-- Who was sent from one community to another within an order is shown on both sides as having come
-- from there.
alter table assignment add column moved_from text;
