-- A job is accepted when its row is here. What becomes of it is in the journal; status, title and revision follow.
create table bul_job (
  id varchar(36) not null primary key,
  tenant varchar(100) not null,
  subject varchar(200) not null,
  idempotency_key varchar(255),
  request_sha256 char(64) not null,
  request text not null,
  priority integer not null,
  formats varchar(200) not null,
  document_type varchar(40) not null,
  language varchar(5) not null,
  title varchar(300) not null,
  status varchar(20) not null,
  revision bigint not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint bul_job_idempotency_key unique (tenant, idempotency_key)
);
create index bul_job_list_idx on bul_job (tenant, created_at, id);
create index bul_job_status_idx on bul_job (status, created_at);
create index bul_job_tenant_status_idx on bul_job (tenant, status);
