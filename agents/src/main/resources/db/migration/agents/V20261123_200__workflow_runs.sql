-- A run is accepted when its row is here. What becomes of it is in the journal; status and title follow.
create table agents_workflow_run (
  position bigint generated always as identity primary key,
  id varchar(36) not null unique,
  tenant varchar(100) not null,
  workflow varchar(40) not null,
  idempotency_key varchar(255),
  request_sha256 char(64) not null,
  request text not null,
  status varchar(20) not null,
  title varchar(300) not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint agents_workflow_run_idempotency_key unique (tenant, idempotency_key)
);
create index agents_workflow_run_list_idx on agents_workflow_run (tenant, position);
create index agents_workflow_run_status_idx on agents_workflow_run (status, position);
