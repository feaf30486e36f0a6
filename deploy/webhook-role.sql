-- The webhook's own account of PostgreSQL: it adds events and answers to the store, and neither reads nor
-- changes anything else. The webhook is the one process that strangers can reach.
--   psql --dbname relocalisons --file deploy/webhook-role.sql
--   psql --dbname relocalisons --command '\password relocalisons_webhook'
-- Once the worker has made the tables; typing it again changes nothing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'relocalisons_webhook') THEN
    CREATE ROLE relocalisons_webhook LOGIN NOINHERIT CONNECTION LIMIT 20;
  END IF;
END
$$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM relocalisons_webhook;
GRANT INSERT ON mail_event TO relocalisons_webhook;
-- Answers, sealed: this account cannot read back what it kept, and holds no key that opens it.
GRANT INSERT ON inbound_mail TO relocalisons_webhook;
-- The number of the schema only: the webhook starts where the worker has upgraded the store.
GRANT SELECT ON relocalisons_version TO relocalisons_webhook;
