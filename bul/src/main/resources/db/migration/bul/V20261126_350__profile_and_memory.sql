-- What a company has told of itself once. A change takes the place of the version it was made from.
create table bul_profile (
  tenant varchar(100) not null primary key,
  version bigint not null,
  profile text not null,
  logo varchar(500),
  changed_at timestamp with time zone not null
);

-- What a tenant decided in earlier asks: the document type of an ask that was unclear, the area of a type, the tone.
create table bul_agent_memory (
  tenant varchar(100) not null,
  kind varchar(20) not null,
  about varchar(700) not null,
  decided varchar(100) not null,
  decided_at timestamp with time zone not null,
  primary key (tenant, kind, about)
);
create index bul_agent_memory_idx on bul_agent_memory (tenant, decided_at);
