-- Where the server can (PostgreSQL 14, on Linux), it looks now and then whether its client is still there while a
-- statement runs: what a killed process has left would else run to its end, and hold its locks as long.
select set_config('client_connection_check_interval', '2s', false)
where current_setting('client_connection_check_interval', true) = '0'
  and version() like '%linux%'
