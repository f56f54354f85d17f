import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements a person would write in Tidemark's place. They read what the models in {@code
 * bench/project} read.
 *
 * @param columns of the table, in their order
 */
record Plain(Shape shape, List<String> columns) {

  /** What a first run does: the table, then its unique index. */
  String[] firstRun() {
    return new String[] {
      "create schema if not exists marts",
      "create table " + target() + " as " + all(),
      "create unique index " + shape.table() + "_key on " + target() + " (" + keys() + ")"
    };
  }

  /** The model's increment. */
  String increment(String lookback) {
    return all()
        + " where updated_at > (select max(updated_at) from "
        + target()
        + ")"
        + (lookback.isEmpty() ? "" : " - interval '" + lookback + "'");
  }

  /** What an incremental run does, in one statement. */
  String upsert(String lookback) {
    String assignments =
        columns.stream()
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    return "insert into %s (%s) %s on conflict (%s) do update set %s"
        .formatted(target(), list(), increment(lookback), keys(), assignments);
  }

  private String target() {
    return "marts." + shape.table();
  }

  private String all() {
    return "select " + list() + " from raw." + shape.table();
  }

  private String list() {
    return String.join(", ", columns);
  }

  private String keys() {
    return String.join(", ", shape.key());
  }
}
