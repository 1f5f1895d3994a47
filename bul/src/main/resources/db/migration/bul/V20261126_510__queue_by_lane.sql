-- The first in line of each business area and model provider: a lane at its limit may not hide the others.
create index bul_job_lane_idx on bul_job (tenant, area, provider, queue_key, id);
