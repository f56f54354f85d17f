-- A key of three columns, one of them a text.


select store, order_number, line_number, product, quantity, price, updated_at
from "bench"."raw"."order_lines"

where updated_at > (select max(updated_at) from "bench"."marts"."order_lines") - interval '1 day'
