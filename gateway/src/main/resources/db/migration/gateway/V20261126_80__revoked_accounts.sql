-- Accounts that were disabled before tokens were refused at every door.
insert into revoked_subject (subject) select name from account where disabled = true;
