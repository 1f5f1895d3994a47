-- Documents on a date. next_at is empty when nothing is due any more.
create table bul_schedule (
  id varchar(36) not null primary key,
  tenant varchar(100) not null,
  subject varchar(200) not null,
  scopes varchar(400) not null,
  name varchar(160) not null,
  brief text not null,
  cron varchar(200),
  run_at timestamp with time zone,
  zone varchar(60) not null,
  missed varchar(10) not null,
  paused boolean not null,
  created_at timestamp with time zone not null,
  next_at timestamp with time zone
);
create index bul_schedule_tenant_idx on bul_schedule (tenant, created_at);
create index bul_schedule_due_idx on bul_schedule (next_at);

-- One row an occurrence: whoever writes it first has it.
create table bul_schedule_run (
  schedule_id varchar(36) not null references bul_schedule (id) on delete cascade,
  occurrence timestamp with time zone not null,
  state varchar(12) not null,
  missed integer not null,
  job_id varchar(36),
  reason varchar(1000),
  primary key (schedule_id, occurrence)
);
create index bul_schedule_run_state_idx on bul_schedule_run (state, occurrence);
