-- Secrets that every node of a cluster must agree on, such as the key that signs tokens.
create table shared_secret (
  name varchar(100) primary key,
  secret text not null
);

-- Who may go on when the nodes of a cluster can not see each other any more.
create table cluster_lease (
  name varchar(200) primary key,
  owner varchar(200) not null,
  expires_at timestamp with time zone not null
);
