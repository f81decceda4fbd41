-- What residents ask for (点单): the menu, who asks, and the requests, which are folded from events.

create table service_kind (
  code      text    primary key,
  name      text    not null,
  name_en   text    not null,
  task      text    not null,
  risk      text    not null,
  minutes   integer not null check (minutes > 0),
  skills    text[]  not null default '{}',
  ordinal   integer not null,
  offered   boolean not null default true
);
insert into service_kind (code, name, name_en, task, risk, minutes, skills, ordinal) values
  ('errand', '代买代送', 'Shopping and errands', '代购生活物资、药品并送到门口', '注意交通安全；钱款当面点清，保留小票', 60, '{}', 1),
  ('escort', '就医陪护', 'Escort to a doctor', '陪同就医、取药，送回家中', '不搀扶超出自身体力的人；突发不适立即拨打 120', 180, '{}', 2),
  ('visit', '探访独居老人', 'Visit to an elderly person', '上门看望、陪聊，查看用电用气安全', '两人同行更妥；不接受馈赠', 60, '{}', 3),
  ('repair', '家电水电小修', 'Small repairs', '检修照明、水龙头、门锁等', '断电断水后操作；高处作业须有人扶梯', 90, '{}', 4),
  ('counsel', '心理疏导', 'Somebody to talk to', '倾听、安抚，必要时转介专业机构', '尊重隐私；发现伤害风险立即上报', 60, '{}', 5),
  ('paperwork', '代办咨询', 'Papers and advice', '政策咨询、帮办证件与线上手续', '不代管证件原件与密码', 60, '{}', 6),
  ('moving', '搬运清理', 'Carrying and clearing', '搬运物品、清理楼道与积水', '量力而行，戴手套，防滑防砸', 90, '{}', 7),
  ('other', '其他求助', 'Something else', '按居民所述提供帮助', '先电话了解情况再出发', 60, '{}', 8);

-- A resident is a telephone number, found again by its keyed hash.
create table resident (
  id           uuid        primary key,
  phone_hash   bytea       not null unique,
  phone_cipher bytea       not null,
  known_since  timestamptz not null
);

create table resident_session (
  token_hash  bytea       primary key,
  resident_id uuid        not null references resident on delete cascade,
  expires_at  timestamptz not null
);
create index resident_session_resident on resident_session (resident_id);
create index resident_session_age on resident_session (expires_at);

-- Whom to call and where to go; removed when the request is closed.
create table request_contact (
  request_id     uuid  primary key,
  name_cipher    bytea not null,
  phone_cipher   bytea not null,
  address_cipher bytea not null
);

create table request (
  id            uuid        primary key,
  service       text        not null,
  community     text        not null,
  channel       text        not null,
  resident      uuid        not null,
  wish_id       uuid,
  wanted_at     timestamptz,
  state         text        not null check (state in ('waiting', 'accepted', 'dispatched', 'served', 'refused', 'rated',
                                                      'lapsed', 'cancelled')),
  order_id      uuid,
  raised_at     timestamptz not null,
  repeats       integer     not null default 0,
  accepted_at   timestamptz,
  reason_id     uuid,
  dispatched_at timestamptz,
  returns       integer     not null default 0,
  served_at     timestamptz,
  closed_at     timestamptz,
  stars         integer     check (stars between 1 and 5),
  words_id      uuid,
  version       integer     not null
);
create index request_queue on request (state, community, raised_at);
create index request_resident on request (resident, raised_at);
create index request_order on request (order_id);

create table request_dispatch (
  order_id   uuid        primary key,
  request_id uuid        not null,
  at         timestamptz not null
);
create index request_dispatch_request on request_dispatch (request_id);

create table contact_shown (
  request_id    uuid        not null,
  assignment_id uuid        not null,
  at            timestamptz not null,
  primary key (request_id, assignment_id)
);

create table complaint (
  id          uuid        primary key,
  request_id  uuid        not null,
  text_id     uuid        not null,
  made_at     timestamptz not null,
  answer_by   timestamptz not null,
  answer_id   uuid,
  answered_by uuid,
  answered_at timestamptz,
  version     integer     not null
);
create index complaint_open on complaint (answer_by) where answered_at is null;
create unique index complaint_one_open on complaint (request_id) where answered_at is null;

-- Whatever becomes of the people sent on a request, or of their places, has the request looked at again.
create function follow_request() returns trigger language plpgsql as $$
begin
  insert into timer (kind, subject, due_at)
  select distinct 'request', r.id, 'epoch'::timestamptz
  from changed c join request r on r.order_id = c.order_id and r.state = 'dispatched' order by r.id
  on conflict (kind, subject) do update set due_at = excluded.due_at;
  return null;
end
$$;
create trigger sent_people_change after update on assignment
  referencing new table as changed for each statement execute function follow_request();
create trigger sent_places_change after update on quota
  referencing new table as changed for each statement execute function follow_request();
