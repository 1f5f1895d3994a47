-- A step over several segments is saved under a claim and a number of each. Those up to this number are withdrawn: what is
-- not saved of them by now never is.
alter table kvcache_owner add column withdrawn bigint default 0 not null;
