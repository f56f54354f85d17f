import java.util.Locale;

/**
 * A source load beside what is done without Tidemark.
 *
 * @param name what was done
 * @param pipeName what the pipe is
 * @param most how many times the pipe's time is allowed
 * @param pipe psql into psql
 * @param springBatch Spring Batch's own reader and writer, the whole process
 * @param whole the whole process of Tidemark
 * @param node what it took in the databases
 * @param heap what it had in use at most, in MB
 */
record SourceComparison(
    String name,
    String pipeName,
    double most,
    Samples pipe,
    Samples springBatch,
    Samples whole,
    Samples node,
    Samples heap) {

  SourceComparison(String name, String pipeName, double most) {
    this(
        name,
        pipeName,
        most,
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples());
  }

  static String header() {
    return """
    | work | pipe, s | Spring Batch, s | node, s | process, s | node ÷ pipe | process ÷ pipe | at most | Spring Batch ÷ process | heap in use, MB |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\
    """;
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s (pipe: %s) | %s | %s | %s | %s | **%.2f** | **%.2f** | %.2f | %.1f | %.0f |",
        name,
        pipeName,
        pipe,
        springBatch,
        node,
        whole,
        node.median() / pipe.median(),
        whole.median() / pipe.median(),
        most,
        springBatch.median() / whole.median(),
        heap.greatest());
  }
}
