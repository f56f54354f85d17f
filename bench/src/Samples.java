import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What one thing took, round by round. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double least() {
    return Collections.min(values);
  }

  double greatest() {
    return Collections.max(values);
  }

  /** Median, least and greatest: {@code 8.31 (7.90 to 9.02)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(), least(), greatest());
  }
}
