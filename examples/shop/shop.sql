-- What the shop has, made anew: half a million orders.
drop schema if exists sales cascade;
create schema sales;

create table sales.countries (
  country_id smallint primary key,
  name text not null
);
insert into sales.countries values (1, 'Germany'), (2, 'France'), (3, 'Spain'), (4, 'Italy');

create table sales.customers (
  customer_id integer primary key,
  country_id smallint not null references sales.countries,
  name text not null,
  password_hash text not null,
  updated_at timestamptz not null
);
insert into sales.customers
select i, 1 + i % 4, 'Customer ' || i, md5(i::text), now() - interval '1 year'
from generate_series(1, 20000) as i;

create table sales.orders (
  order_id bigint primary key,
  customer_id integer not null references sales.customers,
  ordered_at timestamptz not null,
  total numeric(10, 2) not null,
  basket jsonb,
  updated_at timestamptz not null
);
insert into sales.orders
select
  i,
  (1 + i % 20000)::int,
  now() - interval '1 year' + i * interval '1 minute',
  (i * 7919 % 100000) / 100.0,
  jsonb_build_object('items', i % 9, 'coupon', case when i % 7 = 0 then 'WELCOME' end),
  now() - interval '1 year' + i * interval '1 minute'
from generate_series(1, 500000::bigint) as i;
create index on sales.orders (updated_at);
create index on sales.customers (updated_at);
analyze;
