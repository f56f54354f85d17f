-- A day in the shop: orders come, some are changed, some are taken back.
insert into sales.orders
select
  order_id + 1000000,
  customer_id,
  now(),
  total,
  basket,
  clock_timestamp()
from sales.orders
where order_id <= 100000;

update sales.orders
set total = total * 0.9, updated_at = clock_timestamp()
where order_id between 400001 and 450000;

delete from sales.orders where order_id % 1000 = 0 and order_id <= 400000;

insert into sales.countries values (5, 'Portugal');
update sales.customers set country_id = 5, updated_at = clock_timestamp() where customer_id % 50 = 0;
