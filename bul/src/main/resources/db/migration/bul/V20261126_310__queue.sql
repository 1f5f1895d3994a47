-- A job that waits for its first attempt has its place in the tenant's line here: the smaller, the sooner. What was given to
-- a worker since has none, and is remembered in the journal of the tenant's queue.
alter table bul_job add column queue_key bigint;
-- What limits are counted by.
alter table bul_job add column area varchar(40) default '' not null;
alter table bul_job add column provider varchar(60) default '' not null;
alter table bul_job add column deadline timestamp with time zone;
-- Of dead letters: why, and after how many attempts.
alter table bul_job add column reason varchar(1000);
alter table bul_job add column attempts integer default 0 not null;

-- Jobs from before stand in line by when they were accepted; those that were at work are taken up where they were.
update bul_job
  set status = 'queued', queue_key = cast(extract(epoch from created_at) * 1000 as bigint)
  where status not in ('done', 'failed', 'cancelled');

create index bul_job_queue_idx on bul_job (tenant, queue_key, id, priority);
-- Which tenants have unfinished jobs; a tenant's dead letters, newest first.
create index bul_job_state_idx on bul_job (status, tenant, created_at, id);
drop index bul_job_status_idx;
drop index bul_job_tenant_status_idx;

-- Whether an operator has paused everything: one row while it is so.
create table bul_queue_pause (
  scope varchar(20) not null primary key,
  paused_by varchar(200) not null,
  paused_at timestamp with time zone not null
);
