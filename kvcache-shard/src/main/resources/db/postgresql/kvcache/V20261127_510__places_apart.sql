-- An index that a question for one key can not use: while PostgreSQL has not analyzed the table it takes this one to be as
-- good as the primary key, and reads all rows of the tenant's namespace for each row that is read or written.
drop index kvcache_entry_place_idx;
create index kvcache_entry_place_idx on kvcache_entry (namespace, tenant, place) where place is not null;
create index kvcache_entry_unplaced_idx on kvcache_entry (namespace, tenant) where place is null;
