#!/bin/sh
# Start of the container: roles where an administrator's address is given, tables, then the server.
set -eu
if [ -n "${ADMIN_DATABASE_URL:-}" ]; then
  vitreem db bootstrap
  unset ADMIN_DATABASE_URL
fi
vitreem db upgrade
unset MIGRATE_DATABASE_URL
exec vitreem serve
