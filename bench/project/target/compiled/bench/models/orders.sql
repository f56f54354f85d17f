-- The plain statements in bench/src/Plain.java read the same rows: change both or none.


select order_id, customer_id, order_date, total_amount, status, updated_at
from "bench"."raw"."orders"

where updated_at > (select max(updated_at) from "bench"."marts"."orders") - interval '1 day'
