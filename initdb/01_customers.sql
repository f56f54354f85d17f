CREATE TABLE raw.customers (
    id SERIAL PRIMARY KEY,
    first_name VARCHAR(50),
    last_name VARCHAR(50),
    email VARCHAR(100),
    created_at TIMESTAMP
);

INSERT INTO raw.customers (first_name, last_name, email, created_at) 
VALUES 
('Alice', 'Brown', 'alice@example.com', '2024-01-01'),
('Bob', 'Smith', 'bob@example.com', '2024-01-02');
