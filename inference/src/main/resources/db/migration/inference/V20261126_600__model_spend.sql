-- What model endpoints have cost, in millionths of the operator's currency: one row a day, tenant and endpoint.
create table inference_spend (
  spent_on date not null,
  tenant varchar(128) not null,
  endpoint varchar(64) not null,
  micros bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  primary key (spent_on, tenant, endpoint)
);
