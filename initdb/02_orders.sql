CREATE TABLE raw.orders (
    order_id SERIAL PRIMARY KEY,
    customer_id INT,
    order_date DATE,
    total_amount DECIMAL(10,2),
    FOREIGN KEY (customer_id) REFERENCES raw.customers(id)
);

INSERT INTO raw.orders (customer_id, order_date, total_amount) 
VALUES 
(1, '2024-02-01', 100.50),
(2, '2024-02-02', 150.75);
