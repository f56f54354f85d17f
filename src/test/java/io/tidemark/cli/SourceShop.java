package io.tidemark.cli;

import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;

/**
 * A project whose sources are in another database, the shop's: orders by key and watermark,
 * customers likewise, countries as a whole; and models that read the copies.
 */
public final class SourceShop {

  private static final String SALES =
      """
      drop schema if exists sales cascade;
      create schema sales;
      create table sales.orders (
        order_id int primary key,
        customer_id int not null,
        total numeric(10, 2),
        updated_at timestamptz not null
      );
      create table sales.customers (id int primary key, name text, at int not null);
      create table sales.countries (code text, name text);
      create index on sales.orders (updated_at);
      insert into sales.customers select i, 'Customer ' || i, i from generate_series(1, 10) i;
      insert into sales.countries values ('de', 'Germany'), ('fr', 'France')
      """;

  private final TestDatabase shop;
  private final TestDatabase target;
  private final ProjectFolder project;

  /** A project in a folder, with nothing done yet in the target, and no orders in the shop. */
  public SourceShop(Path folder, TestDatabase shop, TestDatabase target) {
    this.shop = shop;
    this.target = target;
    shop.execute(SALES);
    target.execute("drop schema if exists raw, marts, tidemark cascade");
    project =
        ProjectFolder.in(folder, target.settings(), "marts")
            .file("profiles.yml", profiles(shop.settings()))
            .file(
                "models/sources.yml",
                """
                sources:
                  - name: raw
                    connection: shop
                    schema: sales
                    tables:
                      - name: orders
                        load: {unique_key: order_id, watermark: updated_at, chunk_size: 100}
                        columns: [{name: order_id, data_tests: [unique]}]
                      - name: customers
                        load: {unique_key: id, watermark: at}
                      - name: countries
                """)
            .model("stg_orders", "select * from {{ source('raw', 'orders') }}\n")
            .model(
                "revenue",
                """
                {{ config(materialized='table') }}
                select c.name, sum(o.total) as revenue
                from {{ ref('stg_orders') }} o
                join {{ source('raw', 'customers') }} c on c.id = o.customer_id
                group by 1
                """)
            .model("nations", "select * from {{ source('raw', 'countries') }}\n");
  }

  /** The profile with another connection to the shop. */
  public String profiles(ConnectionSettings toShop) {
    return ProjectFolder.profiles(
        ProjectFolder.output("dev", target.settings(), "marts"),
        ProjectFolder.output("shop", toShop, "public"));
  }

  /** The project. */
  public ProjectFolder project() {
    return project;
  }

  /** Orders come, with numbers from one to another, each a second after the one before it. */
  public SourceShop sells(int first, int last) {
    shop.execute(
        """
        insert into sales.orders
        select i, 1 + i %% 10, i, timestamptz '2024-01-01 00:00+00' + i * interval '1 second'
        from generate_series(%d, %d) i;
        analyze sales.orders
        """
            .formatted(first, last));
    return this;
  }

  /** What is different between a table of the shop and its copy; empty if nothing is. */
  public String difference(String table) {
    String all = "select coalesce(string_agg(t::text, E'\\n' order by t::text), '') from %s.%s t";
    String there = String.valueOf(shop.queryText(all.formatted("sales", table)));
    String here = String.valueOf(target.queryText(all.formatted("raw", table)));
    return there.equals(here) ? "" : "the shop has\n" + there + "\nthe copy has\n" + here;
  }

  /** How many rows the steps of a source have read and written, in the last execution. */
  public String counts(String table) {
    return String.valueOf(
        target.queryText(
            """
            select read_count || ' read, ' || write_count || ' written'
            from tidemark.batch_step_execution where step_name = 'source.shop.raw.%s'
            order by step_execution_id desc limit 1
            """
                .formatted(table)));
  }
}
