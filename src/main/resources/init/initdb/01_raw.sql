-- Runs once, when the embedded database is made.
create schema raw;

create table raw.orders (
    order_id integer primary key,
    customer_id integer not null,
    ordered_at timestamp not null,
    amount numeric(10, 2) not null
);

insert into raw.orders (order_id, customer_id, ordered_at, amount) values
    (1, 1, '2026-01-01 09:00', 100.50),
    (2, 2, '2026-01-02 10:30', 150.75),
    (3, 1, '2026-01-03 12:15', 20.00);
