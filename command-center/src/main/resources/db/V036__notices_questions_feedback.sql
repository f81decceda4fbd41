-- What people tell each other: notices (who has read them stands on the ladder of the mailboxes), questions on
-- an order with one answer for all of it, and what somebody says after a task. All are folded from events.
create table notice (
  id           uuid        primary key,
  order_id     uuid        references orders,
  unit_id      uuid,
  area         text,
  from_unit    uuid,
  from_area    text,
  title_id     uuid        not null,
  text_id      uuid        not null,
  published_by uuid        not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  space        text        not null,
  version      integer     not null
);
create index notice_newest on notice (published_at desc);
create index notice_order on notice (order_id) where order_id is not null;

create table question (
  id          uuid        primary key,
  order_id    uuid        not null references orders,
  text_id     uuid        not null,
  asked_by    uuid        not null,
  asked_at    timestamptz not null,
  answer_id   uuid,
  answered_by uuid,
  answered_at timestamptz,
  space       text        not null,
  version     integer     not null
);
create index question_order on question (order_id, asked_at);
create index question_answer on question (answer_id) where answer_id is not null;

create table feedback (
  assignment_id uuid        primary key,
  order_id      uuid        not null references orders,
  unit_id       uuid        not null,
  text_id       uuid        not null,
  given_at      timestamptz not null,
  space         text        not null,
  version       integer     not null
);
create index feedback_order on feedback (order_id, given_at);
