-- Whose tokens are refused before they end. Every node reads it every few seconds.
create table revoked_subject (
  subject varchar(100) not null primary key
);
