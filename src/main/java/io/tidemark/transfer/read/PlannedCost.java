package io.tidemark.transfer.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.Map;

/**
 * What a server's planner expects of a query.
 *
 * @param first what the first row costs, in the planner's unit
 * @param all what all rows cost
 * @param rows how many rows
 * @param width how many bytes a row
 */
record PlannedCost(double first, double all, long rows, long width) {

  /**
   * Asks the planner; the query is not run.
   *
   * @throws io.tidemark.postgres.StatementException if the server refuses the query
   */
  static PlannedCost of(Session session, Statements statements, String query) {
    String sql = statements.render("transfer/explain", Map.of("query", new SqlText(query)));
    // Without bound values: a question mark in it is an operator of the user's.
    String plan = String.valueOf(session.rows(sql, -1).rows().get(0).get(0));
    try {
      JsonNode top = new ObjectMapper().readTree(plan).path(0).path("Plan");
      return new PlannedCost(
          top.path("Startup Cost").asDouble(),
          top.path("Total Cost").asDouble(),
          top.path("Plan Rows").asLong(),
          top.path("Plan Width").asLong());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the plan is no JSON", e);
    }
  }
}
