import java.util.Locale;

/** What the rounds of one method took. */
final class Costs {

  private final Samples seconds = new Samples();
  private final Samples processor = new Samples();
  private final Samples log = new Samples();
  private final Samples dead = new Samples();
  private final Samples growth = new Samples();

  void add(Cost cost) {
    seconds.add(cost.seconds());
    processor.add(cost.processor());
    log.add(cost.log());
    dead.add(cost.dead());
    growth.add(cost.growth());
  }

  static String header() {
    return """
    | increment | division | method | seconds | processor, s | log, MB | dead rows, thousands | growth, MB |
    | --- | --- | --- | --- | --- | --- | --- | --- |\
    """;
  }

  String row(Change change, Division division, Method method) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | **%.2f** (%.2f to %.2f) | %s | %.1f | %.1f | %.1f |",
        change.title(),
        division.title(),
        method.title(),
        seconds.median(),
        seconds.least(),
        seconds.greatest(),
        Double.isNaN(processor.median())
            ? "–"
            : String.format(Locale.ROOT, "%.2f", processor.median()),
        log.median(),
        dead.median(),
        growth.median());
  }
}
