package io.tidemark.load.chunk;

import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.PageRange;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Applies pages, or chunks of keys, of a frozen increment to its target, in the transaction that
 * the session is in. For one thread.
 */
public final class IncrementWriter implements ItemWriter<PageRange> {

  private final Session session;
  private final Statements statements;
  private final Increment increment;
  private final KeyRangeWriter keys;
  private @Nullable Upsert upsert;

  /** Writes the increment on the session. */
  public IncrementWriter(Session session, Statements statements, Increment increment) {
    this.session = session;
    this.statements = statements;
    this.increment = increment;
    this.keys = new KeyRangeWriter(session, statements, increment);
  }

  @Override
  public void write(Chunk<? extends PageRange> chunk) {
    for (PageRange range : chunk) {
      switch (increment.method()) {
        case INSERT -> session.execute(statements.render("load/insert", values(range)));
        case UPSERT -> upsert().apply(range);
        case REPLACE_KEYS -> keys.replace(range);
        case DELETE_INSERT, MERGE ->
            throw new IllegalStateException(
                increment.method() + " is not applied by pages but whole, in the freeze");
      }
    }
  }

  /** How many rows the pages hold. */
  long rows(PageRange range) {
    if (range.from() == 0 && range.to() >= increment.pages()) {
      return increment.rows();
    }
    if (increment.method() == LoadMethod.REPLACE_KEYS) {
      return keys.rows(range);
    }
    return session
        .first(statements.render("load/count_range", values(range)), row -> row.getLong(1))
        .orElseThrow();
  }

  private Upsert upsert() {
    Upsert made = upsert == null ? new Upsert(session, statements, increment) : upsert;
    upsert = made;
    return made;
  }

  private Map<String, Object> values(PageRange range) {
    Map<String, Object> values = new HashMap<>();
    values.put("target", increment.target());
    values.put("staging", increment.staging());
    values.put(
        "columns", SqlText.join(", ", increment.columns().stream().map(Identifier::new).toList()));
    values.put("from", new Literal("(" + range.from() + ",0)"));
    values.put("to", new Literal("(" + range.to() + ",0)"));
    return values;
  }
}
