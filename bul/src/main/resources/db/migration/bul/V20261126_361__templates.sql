-- Tenants' own templates. Each upload is a version; its bytes are an artifact.
create table bul_template (
  id varchar(36) not null primary key,
  tenant varchar(100) not null,
  name varchar(200) not null,
  kind varchar(10) not null,
  version integer not null,
  created_at timestamp with time zone not null
);
create index bul_template_list_idx on bul_template (tenant, created_at, id);

create table bul_template_version (
  template_id varchar(36) not null,
  version integer not null,
  artifact char(64) not null,
  language varchar(5) not null,
  currency varchar(3) not null,
  country varchar(2) not null,
  fields text not null,
  subject varchar(200) not null,
  created_at timestamp with time zone not null,
  primary key (template_id, version)
);

-- Documents made from templates: the data they were made with is not kept, the files are.
create table bul_template_document (
  id varchar(36) not null primary key,
  tenant varchar(100) not null,
  template_id varchar(36) not null,
  version integer not null,
  title varchar(200) not null,
  files text not null,
  created_at timestamp with time zone not null
);
create index bul_template_document_idx on bul_template_document (tenant, template_id, created_at);
