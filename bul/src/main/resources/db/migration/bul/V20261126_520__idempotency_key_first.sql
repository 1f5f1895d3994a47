-- The key first: with the tenant first, PostgreSQL took this index for every question about a tenant's line as long as it had
-- not counted the tenant's rows yet, and read and sorted all of them.
alter table bul_job drop constraint bul_job_idempotency_key;
alter table bul_job add constraint bul_job_idempotency_key unique (idempotency_key, tenant);
