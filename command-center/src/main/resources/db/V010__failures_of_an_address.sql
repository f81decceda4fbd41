-- Failed sign-ins are counted per address as well, at every sign-in.
create index account_audit_ip on account_audit (ip, at) where not success;
