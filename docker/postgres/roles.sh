#!/bin/sh
# Run once by PostgreSQL's image on an empty volume: the same two roles that launch/cluster.py makes.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" \
    --username postgres --dbname postgres <<'SQL'
CREATE ROLE concord_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE concord_app LOGIN PASSWORD :'app_password';
\connect template1
ALTER DEFAULT PRIVILEGES FOR ROLE concord_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO concord_app;
ALTER DEFAULT PRIVILEGES FOR ROLE concord_owner GRANT USAGE ON SEQUENCES TO concord_app;
CREATE EXTENSION ltree;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE EXTENSION btree_gist;
\connect postgres
CREATE DATABASE concord OWNER concord_owner TEMPLATE template1;
REVOKE CONNECT ON DATABASE concord FROM PUBLIC;
GRANT CONNECT ON DATABASE concord TO concord_app;
SQL
