package io.tidemark.load.seed;

import java.util.ArrayList;
import java.util.List;

/** The names of a seed's columns: what the header says, and dbt's names where it says nothing. */
final class SeedHeader {

  private static final int LETTERS = 26;

  private final List<String> names = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  SeedHeader(List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      String wanted = fields.get(i);
      if (wanted.isEmpty()) {
        wanted = letter(i);
        warnings.add("column " + (i + 1) + " has no name; it is called " + wanted + ", as in dbt");
      }
      String name = free(wanted);
      if (!name.equals(wanted)) {
        warnings.add(
            "there are two columns named " + wanted + "; one is called " + name + ", as in dbt");
      }
      names.add(name);
    }
  }

  List<String> names() {
    return names;
  }

  List<String> warnings() {
    return warnings;
  }

  private String free(String wanted) {
    String name = wanted;
    for (int count = 2; names.contains(name); count++) {
      name = wanted + "_" + count;
    }
    return name;
  }

  /** {@code a} to {@code z}, then {@code aa}, {@code bb} and so on. */
  private static String letter(int index) {
    return Character.toString('a' + index % LETTERS).repeat(index / LETTERS + 1);
  }
}
