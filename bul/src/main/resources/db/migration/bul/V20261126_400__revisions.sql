-- Jobs that make a version of a document out of the one before it. Version 1 is the document's own job and has no row here.
create table bul_revision (
  job_id varchar(36) not null primary key,
  tenant varchar(100) not null,
  document_id varchar(36) not null,
  base integer not null,
  -- Set when its files are there; what was cancelled or given up has none.
  version integer,
  restores integer,
  asked varchar(2000) not null,
  summary varchar(1000) not null,
  constraint bul_revision_version_key unique (document_id, version)
);
create index bul_revision_document_idx on bul_revision (tenant, document_id, base);
