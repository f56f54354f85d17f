package io.tidemark.load;

import static io.tidemark.load.RandomColumn.pick;

import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.load.increment.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a user could have written into a model's configuration, sensible or not. Predicates read the
 * target itself as {@code %THIS%}.
 *
 * @param columns what its query gives at first, without the filler
 * @param filler how wide the column is that makes rows fill pages; 0 if there is none
 * @param key its {@code unique_key}
 * @param strategy its {@code incremental_strategy}
 * @param update its {@code merge_update_columns}
 * @param exclude its {@code merge_exclude_columns}
 * @param predicates its {@code incremental_predicates}
 * @param schemaChange its {@code on_schema_change}
 */
record RandomModel(
    List<RandomColumn> columns,
    int filler,
    List<String> key,
    Strategy strategy,
    @Nullable List<String> update,
    List<String> exclude,
    List<String> predicates,
    OnSchemaChange schemaChange) {

  private static final List<String> NAMES = List.of("a", "b", "day", "\"Größe\"", "\"order\"", "e");

  static RandomModel any(Random random) {
    List<RandomColumn> columns = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(NAMES.size()); i++) {
      columns.add(RandomColumn.any(NAMES.get(i), random));
    }
    Strategy strategy =
        pick(
            List.of(
                Strategy.APPEND,
                Strategy.DELETE_INSERT,
                Strategy.DELETE_INSERT,
                Strategy.DELETE_INSERT,
                Strategy.MERGE,
                Strategy.MERGE),
            random);
    boolean merge = strategy == Strategy.MERGE;
    List<String> names = columns.stream().map(RandomColumn::name).toList();
    int said = merge ? random.nextInt(6) : -1;
    return new RandomModel(
        columns,
        random.nextInt(10) < 7 ? 300 + random.nextInt(1500) : 0,
        key(columns, random),
        strategy,
        said == 0 ? some(names, random) : null,
        said == 1 && names.size() > 1
            ? some(names.subList(1, names.size()), random).stream()
                .map(name -> name.replace("\"", ""))
                .toList()
            : List.of(),
        predicates(columns, merge, random),
        pick(
            List.of(
                OnSchemaChange.IGNORE,
                OnSchemaChange.IGNORE,
                OnSchemaChange.APPEND_NEW_COLUMNS,
                OnSchemaChange.SYNC_ALL_COLUMNS,
                OnSchemaChange.FAIL),
            random));
  }

  private static List<String> key(List<RandomColumn> columns, Random random) {
    List<String> names = columns.stream().map(RandomColumn::name).toList();
    String first = names.get(0);
    return switch (random.nextInt(12)) {
      case 0 -> List.of();
      case 1, 2, 3, 4 -> List.of(first);
      case 5 -> List.of(pick(names, random));
      case 6 -> List.of(first.toUpperCase(Locale.ROOT));
      case 7 -> List.of(expression(columns.get(0), random));
      case 8 -> List.of(String.join(", ", some(names, random)));
      default -> some(names, random);
    };
  }

  private static String expression(RandomColumn column, Random random) {
    String name = column.name();
    return switch (column.type()) {
      case "integer", "bigint", "numeric" ->
          pick(List.of(name + " + 0", name + " % 3", "coalesce(" + name + ", 1)"), random);
      case "date", "timestamp with time zone" ->
          pick(List.of("date_trunc('month', " + name + ")", name + "::date"), random);
      default -> pick(List.of(name + "::text", "lower(" + name + "::text)"), random);
    };
  }

  private static List<String> predicates(List<RandomColumn> columns, boolean merge, Random random) {
    List<String> predicates = new ArrayList<>();
    int count = List.of(0, 0, 0, 0, 0, 1, 1, 2).get(random.nextInt(8));
    for (int i = 0; i < count; i++) {
      RandomColumn column = pick(columns, random);
      String there = "DBT_INTERNAL_DEST." + column.name();
      String one = "(" + column.literal(random) + ")";
      predicates.add(
          switch (random.nextInt(9)) {
            case 0 -> there + " = " + one;
            case 1 -> there + " <> " + one + " or " + there + " is null";
            case 2 -> there + " is not null";
            case 3 -> there + " in (select " + column.name() + " from public.side)";
            case 4 -> there + " not in (select distinct " + column.name() + " from %THIS%)";
            case 5 -> "(select count(*) from %THIS%) > 20";
            case 6 -> "random() >= 0";
            case 7 ->
                merge
                    ? "DBT_INTERNAL_SOURCE." + column.name() + " = " + one
                    : column.name() + " is distinct from " + one;
            default -> "true or " + there + " = " + one;
          });
    }
    return predicates;
  }

  /** At least one of them, in their order. */
  private static List<String> some(List<String> names, Random random) {
    List<String> some = names.stream().filter(name -> random.nextBoolean()).toList();
    return some.isEmpty() ? List.of(pick(names, random)) : some;
  }
}
