-- Ephemeral: it becomes a part of the SQL of the models that read it.
SELECT
    customer_id,
    count(*) AS orders,
    sum(total_amount) AS total_amount,
    max(order_date) AS last_order_date
FROM {{ ref('incremental_orders') }}
GROUP BY customer_id
