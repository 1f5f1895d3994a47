-- Where a key stands in a listing of its namespace: a hash of it, so that a page can begin in the middle. The rows of
-- before get theirs with the first listing.
alter table kvcache_entry add column place bigint;
create index kvcache_entry_place_idx on kvcache_entry (namespace, tenant, place);
