-- The schema in which the tutorial creates its source tables.
CREATE SCHEMA raw;
