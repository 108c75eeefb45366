-- Two roles for PostgreSQL. Run once as a superuser, with passwords of your own:
--   psql -v owner_password=... -v application_password=... -f database-roles.sql
-- Then set SULIS_DATABASE_URL to the application's address and SULIS_DATABASE_OWNER_URL to the owner's. When it starts,
-- `sulis serve` migrates as the owner and gives the application its rights on each table; on the audit that is to read
-- and to add, never to change. The serving process drops the owner's address once that is done.
CREATE ROLE sulis_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE sulis_application LOGIN PASSWORD :'application_password';
CREATE DATABASE sulis OWNER sulis_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE sulis FROM PUBLIC;
GRANT CONNECT ON DATABASE sulis TO sulis_application;
\connect sulis
ALTER SCHEMA public OWNER TO sulis_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sulis_application;
