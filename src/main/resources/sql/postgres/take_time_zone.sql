-- The time zone that a session has which asks for none: the role's in this database, the role's, the
-- database's, that of all. The server's own can't be read behind the driver's; log_timezone is set with it.
select set_config(
  'TimeZone',
  coalesce(
    (
      select substr(entry, strpos(entry, '=') + 1)
      from pg_db_role_setting as kept, unnest(kept.setconfig) as entry
      where lower(split_part(entry, '=', 1)) = 'timezone'
        and kept.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and kept.setrole in (0, (select oid from pg_roles where rolname = session_user))
      order by kept.setrole <> 0 desc, kept.setdatabase <> 0 desc
      limit 1
    ),
    current_setting('log_timezone')
  ),
  false
)
