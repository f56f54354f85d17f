package io.tidemark.batch;

import io.tidemark.load.book.Setup;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Session;
import io.tidemark.template.TemplateDatabase;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the schemas that must be there before the first node. */
public final class MissingSchemas {

  private MissingSchemas() {}

  /**
   * Makes those that are missing.
   *
   * @param maker makes one; null where the engine does that
   */
  public static void make(
      RunTarget target,
      List<String> schemas,
      @Nullable BiConsumer<String, TemplateDatabase> maker) {
    if (schemas.isEmpty()) {
      return;
    }
    try (Session session = target.session()) {
      Catalog catalog = new Catalog(session, target.statements());
      List<String> missing =
          schemas.stream().distinct().sorted().filter(s -> !catalog.schemaExists(s)).toList();
      if (!missing.isEmpty()) {
        TemplateDatabase database = TemplateDatabase.of(session, target.statements());
        new Setup(session, target.statements())
            .once(
                () ->
                    missing.forEach(
                        maker == null
                            ? catalog::ensureSchema
                            : schema -> maker.accept(schema, database)));
      }
    }
  }
}
