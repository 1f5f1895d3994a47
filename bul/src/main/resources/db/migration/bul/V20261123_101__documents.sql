-- Finished documents, to compare later ones of the tenant with.
create table bul_document (
  job_id varchar(36) not null primary key,
  tenant varchar(100) not null,
  title varchar(300) not null,
  language varchar(5) not null,
  markdown char(64) not null,
  signature text not null,
  created_at timestamp with time zone not null
);
create index bul_document_tenant_idx on bul_document (tenant, created_at);

-- Files by what they were rendered from: the same text in the same format by the same renderers is not rendered twice.
create table bul_rendering (
  tenant varchar(100) not null,
  markdown char(64) not null,
  format varchar(10) not null,
  renderers varchar(100) not null,
  artifact char(64) not null,
  size_bytes bigint not null,
  primary key (tenant, markdown, format, renderers)
);
