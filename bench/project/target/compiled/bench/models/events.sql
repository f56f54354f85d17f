-- A random UUID as its key.


select event_id, visitor_id, event_type, path, duration_ms, updated_at
from "bench"."raw"."events"

where updated_at > (select max(updated_at) from "bench"."marts"."events") - interval '1 day'
