-- What a tenant has uploaded. The original and its text are artifacts; what is searched are the chunks.
create table bul_note (
  id varchar(36) not null primary key,
  tenant varchar(100) not null,
  subject varchar(200) not null,
  title varchar(300) not null,
  file_name varchar(300) not null,
  media_type varchar(200) not null,
  original char(64) not null,
  size_bytes bigint not null,
  state varchar(20) not null,
  reason varchar(1000),
  text_artifact char(64),
  pages integer not null,
  words integer not null,
  chunks integer not null,
  attempts integer not null,
  leased_until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint bul_note_once unique (tenant, original)
);
create index bul_note_list_idx on bul_note (tenant, created_at, id);
create index bul_note_state_idx on bul_note (state, created_at);

-- The passages of notes that are ready, and what they mean as a vector (float32, big-endian).
create table bul_chunk (
  note_id varchar(36) not null,
  position integer not null,
  tenant varchar(100) not null,
  page integer not null,
  heading varchar(300) not null,
  language varchar(5) not null,
  body text not null,
  vector bytea not null,
  primary key (note_id, position)
);
create index bul_chunk_tenant_idx on bul_chunk (tenant);

-- Grows with every note that becomes ready or goes: what tells a node that its index is behind.
create table bul_knowledge (
  tenant varchar(100) not null primary key,
  version bigint not null
);

-- Cached answers of models whose prompt had a passage of the note in it. A row goes after the entry it names.
create table bul_note_derivative (
  tenant varchar(100) not null,
  note_id varchar(36) not null,
  fingerprint varchar(128) not null,
  primary key (note_id, fingerprint)
);
