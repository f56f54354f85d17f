package io.tidemark.batch;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.UnitTestInput;
import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.graph.compile.UnitTestCompiler;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.materialization.Compilation;
import io.tidemark.materialization.WrittenMaterialization;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.StatementLog;
import io.tidemark.template.TemplateDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node's compilation that remembers what was compiled, and when. For one thread. */
final class TimedCompilation implements Compilation {

  private final Function<TemplateDatabase, Compilation> source;
  private TemplateDatabase database = TemplateDatabase.none();
  private final Clock clock;
  private @Nullable Compilation compilation;
  private @Nullable Instant endedAt;
  private @Nullable String lastSql;

  TimedCompilation(Function<TemplateDatabase, Compilation> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public String sql(boolean incremental, HighWaterMarks marks) {
    String sql = compilation().sql(incremental, marks);
    lastSql = sql;
    endedAt = clock.instant();
    return sql;
  }

  @Override
  public String whole() {
    return compilation().whole();
  }

  @Override
  public String hook(String template) {
    return compilation().hook(template);
  }

  @Override
  public String macro(String name, @Nullable Object... arguments) {
    return compilation().macro(name, arguments);
  }

  @Override
  public UnitTestCompiler unitTest() {
    return compilation().unitTest();
  }

  @Override
  public String unitTestSql(Map<UnitTestInput, String> fixtures) {
    String sql = compilation().unitTestSql(fixtures);
    lastSql = sql;
    endedAt = clock.instant();
    return sql;
  }

  @Override
  public Compilation of(Microbatch batch, TemplateDatabase asked) {
    return compilation().of(batch, asked);
  }

  @Override
  public NodeMacros macros() {
    return compilation().macros();
  }

  @Override
  public SqlComment comment() {
    return compilation().comment();
  }

  @Override
  public void executed(StatementLog statements) {
    compilation().executed(statements);
  }

  /** From now on templates ask this database. */
  void ask(TemplateDatabase asked) {
    database = asked;
  }

  @Override
  public Optional<WrittenMaterialization> written(Set<String> ours) {
    return compilation().written(ours);
  }

  /** What the node's work is timed with. */
  Clock clock() {
    return clock;
  }

  /** When a template was rendered last; null if none was. */
  @Nullable Instant endedAt() {
    return endedAt;
  }

  /** What came of it. */
  @Nullable String lastSql() {
    return lastSql;
  }

  private Compilation compilation() {
    Compilation made = compilation == null ? source.apply(database) : compilation;
    compilation = made;
    return made;
  }
}
