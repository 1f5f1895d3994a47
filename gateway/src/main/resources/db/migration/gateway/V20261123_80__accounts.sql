-- Who may ask for a token. Names are unique across tenants, because a login names no tenant.
create table account (
  name varchar(100) not null primary key,
  tenant varchar(100) not null,
  password_hash varchar(100) not null,
  scopes varchar(500) not null,
  disabled boolean not null,
  created_at timestamp with time zone not null,
  password_changed_at timestamp with time zone not null
);
create index account_tenant_idx on account (tenant, name);
