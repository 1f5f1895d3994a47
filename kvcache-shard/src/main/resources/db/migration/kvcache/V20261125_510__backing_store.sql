-- What namespaces with write-through or write-back keep behind the cache. Keys are bytes: text can not hold a NUL.
create table kvcache_entry (
  tenant varchar(128) not null,
  namespace varchar(64) not null,
  entry_key bytea not null,
  entry_value bytea not null,
  cost_millis bigint not null,
  -- Milliseconds since the epoch; the largest number is never.
  expires_at bigint not null,
  epoch bigint not null,
  sequence bigint not null,
  primary key (namespace, tenant, entry_key)
);
create index kvcache_entry_expiry_idx on kvcache_entry (expires_at);

-- Who may write: the segment that claimed last. A claim is a number that no claim had before.
create table kvcache_owner (
  namespace varchar(64) not null,
  segment integer not null,
  epoch bigint not null,
  primary key (namespace, segment)
);
create sequence kvcache_epoch;
