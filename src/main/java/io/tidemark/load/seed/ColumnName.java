package io.tidemark.load.seed;

import io.tidemark.postgres.Identifier;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a table's column is called that a seed's header names. */
final class ColumnName {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_\\x80-\\uffff][\\w$\\x80-\\uffff]*");

  /** dbt writes the header into the statement as it is, so it may bring quotes of its own. */
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")+\"");

  private ColumnName() {}

  /**
   * The name as the catalog holds it: PostgreSQL cuts a long one off, as it does under dbt.
   *
   * @throws ProjectException if PostgreSQL can't hold it
   */
  static String of(String header, SeedRequest request) {
    if (request.quoteColumns()) {
      return new Identifier(header).stored();
    }
    String bare = header.strip();
    if (QUOTED.matcher(bare).matches()) {
      String inside = bare.substring(1, bare.length() - 1).replace("\"\"", "\"");
      return new Identifier(inside).stored();
    }
    if (!PLAIN.matcher(bare).matches()) {
      throw new ProjectException(
          Problem.of("The column \"" + header + "\" of a seed has a name that needs quotes")
              .at(request.file().at(1))
              .found("quote_columns is false.")
              .next("Rename it, or set quote_columns: true."));
    }
    return new Identifier(bare.toLowerCase(Locale.ROOT)).stored();
  }
}
