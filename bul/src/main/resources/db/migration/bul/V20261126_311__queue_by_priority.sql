-- The first in line of each priority, and how many there are.
create index bul_job_priority_idx on bul_job (tenant, priority, queue_key);
