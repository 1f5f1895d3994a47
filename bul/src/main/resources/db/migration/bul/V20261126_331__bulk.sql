-- Many briefs of one call. Finished when its last row has come to its end.
create table bul_bulk (
  id varchar(36) not null primary key,
  tenant varchar(100) not null,
  subject varchar(200) not null,
  scopes varchar(400) not null,
  format varchar(10) not null,
  row_count integer not null,
  idempotency_key varchar(255),
  request_sha256 char(64) not null,
  cancelled_by varchar(200),
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint bul_bulk_idempotency_key unique (tenant, idempotency_key)
);
create index bul_bulk_list_idx on bul_bulk (tenant, created_at, id);
create index bul_bulk_open_idx on bul_bulk (finished_at, created_at);

-- One brief. What becomes of an accepted one is in bul_job. A row that is being admitted will be accepted whatever
-- happens: it may have become a job already.
create table bul_bulk_row (
  bulk_id varchar(36) not null references bul_bulk (id) on delete cascade,
  row_no integer not null,
  state varchar(12) not null,
  request text,
  document_type varchar(40),
  job_id varchar(36),
  reason varchar(1000),
  primary key (bulk_id, row_no)
);
create index bul_bulk_row_state_idx on bul_bulk_row (bulk_id, state, row_no);
