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

  private ColumnName() {}

  /**
   * The name as the catalog holds it.
   *
   * @throws ProjectException if PostgreSQL can't hold it
   */
  static String of(String header, SeedRequest request) {
    if (new Identifier(header).tooLong()) {
      throw new ProjectException(
          Problem.of("The column \"" + header + "\" of a seed has a name that is too long")
              .at(request.file().at(1))
              .found("PostgreSQL cuts names off at " + Identifier.MAX_BYTES + " bytes.")
              .next("Give it a shorter one."));
    }
    if (request.quoteColumns()) {
      return header;
    }
    if (!PLAIN.matcher(header).matches()) {
      throw new ProjectException(
          Problem.of("The column \"" + header + "\" of a seed has a name that needs quotes")
              .at(request.file().at(1))
              .found("quote_columns is false.")
              .next("Rename it, or set quote_columns: true."));
    }
    return header.toLowerCase(Locale.ROOT);
  }
}
