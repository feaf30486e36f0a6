-- The answer page's own account of PostgreSQL: it reads the pages and inserts sealed answers; it
-- reads and changes nothing else. Strangers can reach that process.
--   psql --dbname relocalisons --file deploy/answer-page-role.sql
--   psql --dbname relocalisons --command '\password relocalisons_page'
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'relocalisons_page') THEN
    CREATE ROLE relocalisons_page LOGIN NOINHERIT CONNECTION LIMIT 20;
  END IF;
END
$$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM relocalisons_page;
GRANT SELECT ON answer_page TO relocalisons_page;
GRANT INSERT ON inbound_mail TO relocalisons_page;
GRANT SELECT ON relocalisons_version TO relocalisons_page;
