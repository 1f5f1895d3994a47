-- An artifact is visible when its row is here; its bytes live in a blob, in artifact_chunk or in a folder.
create table artifact (
  tenant varchar(100) not null,
  sha256 char(64) not null,
  media_type varchar(200) not null,
  size_bytes bigint not null,
  blob_id varchar(36) not null,
  reference_count integer not null,
  created_at timestamp with time zone not null,
  primary key (tenant, sha256)
);

create table artifact_chunk (
  blob_id varchar(36) not null,
  position integer not null,
  bytes bytea not null,
  primary key (blob_id, position)
);

-- Blobs that no artifact refers to: being written, or to be removed.
create table artifact_loose_blob (
  blob_id varchar(36) not null primary key,
  since timestamp with time zone not null
);
