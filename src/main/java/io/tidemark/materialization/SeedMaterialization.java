package io.tidemark.materialization;

import io.tidemark.graph.NodeDetail;
import io.tidemark.load.IndexDefinition;
import io.tidemark.load.Load;
import io.tidemark.load.book.RelationLock;
import io.tidemark.load.seed.SeedFile;
import io.tidemark.load.seed.SeedLoad;
import io.tidemark.load.seed.SeedRequest;
import io.tidemark.load.seed.SeedScan;
import io.tidemark.load.seed.SeedShape;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.NearestName;
import java.util.List;
import java.util.Map;

/**
 * A seed: the rows of a CSV file as a table. The first run makes the table, later ones empty and
 * fill it, {@code --full-refresh} builds it anew; each in one transaction.
 */
final class SeedMaterialization implements Materialization {

  @Override
  public Materialized materialize(Work work) {
    SeedSettings settings = new SeedSettings(work.node().config());
    SeedFile file = file(work.node().file(), settings);
    Map<String, String> types = settings.columnTypes();
    SeedShape whole = new SeedScan(file, types.keySet()).scan();
    tell(work, whole, types);
    // The types are those of all rows, so that these fit in when they come.
    SeedShape shape =
        work.node().detail() instanceof NodeDetail.EmptySeed ? whole.withoutRows() : whole;
    boolean fullRefresh = settings.fullRefresh(work.fullRefresh());
    SeedRequest request =
        new SeedRequest(file, shape, work.target(), types, settings.quoteColumns(), fullRefresh);
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      load(work, settings, request);
    }
    return new Materialized((fullRefresh ? "CREATE " : "INSERT ") + shape.rows(), shape.rows());
  }

  /** The file of a seed as its configuration has it read. */
  static SeedFile file(SourceFile file, SeedSettings settings) {
    return new SeedFile(file.path(), file.absolutePath(), settings.delimiter());
  }

  private static void load(Work work, SeedSettings settings, SeedRequest request) {
    new NodeHooks(work)
        .around(
            () -> {
              // A model of that name may have left half a load, which nobody will finish now.
              new Load(
                      work.session(),
                      work.statements(),
                      work.schema(),
                      work.listener(),
                      work.idle())
                  .discardPending(work.target());
              boolean created =
                  new SeedLoad(work.session(), work.statements(), work.listener())
                      .load(request, built -> index(work, settings, built));
              grant(work, created);
              new Documentation(work).write(RelationKind.TABLE);
              return created;
            });
  }

  private static void grant(Work work, boolean created) {
    Grants grants = new Grants(work);
    if (created) {
      grants.onNew(RelationKind.TABLE);
    } else {
      grants.onKept(RelationKind.TABLE);
    }
  }

  private static void index(Work work, SeedSettings settings, Relation built) {
    for (IndexDefinition index : settings.model().indexes()) {
      index.create(
          work.session(), work.statements(), built, index.name(work.target(), work.invocationId()));
    }
  }

  private static void tell(Work work, SeedShape shape, Map<String, String> types) {
    shape.warnings().forEach(work.listener()::warning);
    if (shape.firstEmptyLine() > 0) {
      work.listener()
          .warning(
              "line "
                  + shape.firstEmptyLine()
                  + " of its file is empty: that is a row of NULLs, as in dbt");
    }
    List<String> names = shape.columns().stream().map(column -> column.name()).toList();
    for (String typed : types.keySet()) {
      if (!names.contains(typed)) {
        String question =
            NearestName.question(typed, names).map(nearest -> " " + nearest).orElse("");
        work.listener()
            .warning("column_types names " + typed + ", which its file does not have." + question);
      }
    }
  }
}
