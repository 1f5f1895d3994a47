-- What machine clients sign requests with. The secrets are not here: they follow from the ids.
create table signing_key (
  id varchar(64) not null primary key,
  account varchar(100) not null references account (name),
  scopes varchar(500) not null,
  created_at timestamp with time zone not null
);
create index signing_key_account_idx on signing_key (account, created_at);

-- Nonces of signed requests, for as long as their timestamps would be accepted.
create table signed_nonce (
  key_id varchar(64) not null,
  nonce varchar(64) not null,
  forget_at timestamp with time zone not null,
  primary key (key_id, nonce)
);
create index signed_nonce_forget_idx on signed_nonce (forget_at);
