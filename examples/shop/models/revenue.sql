-- A model like any other: it reads the copies, and knows of no other database.
select
    countries.name as country,
    date_trunc('month', orders.ordered_at)::date as month,
    count(*) as orders,
    sum(orders.total) as revenue
from {{ source('raw', 'orders') }} as orders
join {{ source('raw', 'customers') }} as customers using (customer_id)
join {{ source('raw', 'countries') }} as countries using (country_id)
group by 1, 2
