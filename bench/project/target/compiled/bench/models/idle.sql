-- For the time that a run takes which has nothing to do.


select id from generate_series(1, 3) as id

where id > (select max(id) from "bench"."marts"."idle")
