package io.tidemark.graph.select;

import static io.tidemark.graph.ModelBuilder.model;
import static io.tidemark.graph.SourceBuilder.source;

import io.tidemark.graph.TestGraph;
import java.util.List;
import java.util.Map;

/**
 * The graph that the tests of selection share.
 *
 * <pre>
 * raw.orders ──► stg_orders ──┬──► orders ──┬──► revenue
 * raw.customers ► stg_customers ─► customers ┘
 *                              └─ (orders reads both)
 * crm.customers ► contacts            calendar (package dates)
 * </pre>
 */
final class Shop {

  static final TestGraph GRAPH =
      new TestGraph()
          .with(source("raw", "orders").tags("nightly"))
          .with(source("raw", "customers"))
          .with(source("crm", "customers").writtenIn("models/crm/crm.yml"))
          .with(
              model("models/staging/stg_orders.sql")
                  .tags("nightly", "staging")
                  .config("access", "private")
                  .reads("raw.orders"))
          .with(model("models/staging/stg_customers.sql").tags("staging").reads("raw.customers"))
          .with(
              model("models/marts/orders.sql")
                  .tags("finance")
                  .config("materialized", "incremental")
                  .config("unique_key", List.of("order_id", "line"))
                  .config("group", "finance")
                  .config("meta", Map.of("owner", Map.of("team", "money"), "pii", true, "tier", 1L))
                  .describedIn("models/marts/marts.yml")
                  .reads("stg_orders", "stg_customers"))
          .with(
              model("models/marts/customers.sql")
                  .config("materialized", "table")
                  .config("meta", Map.of("pii", false, "flags", List.of(true, "gold")))
                  .config("contract", Map.of("enforced", true))
                  .describedIn("models/marts/marts.yml")
                  .reads("stg_customers"))
          .with(
              model("models/marts/finance/revenue.sql.mustache")
                  .tags("finance", "nightly")
                  .config("schema", "audit")
                  .config("group", "finance_reports")
                  .config("access", "public")
                  .reads("orders", "customers"))
          .with(model("models/crm/contacts.v2.sql").reads("crm.customers"))
          .with(model("models/calendar.sql").inPackage("dates").tags("static"));

  private Shop() {}

  /** The names that a selection gives, sources with their source. */
  static List<String> names(Selection selection) {
    return GRAPH.names(selection.apply(GRAPH.nodes(), GRAPH.dag()));
  }
}
