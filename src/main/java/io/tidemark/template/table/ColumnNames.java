package io.tidemark.template.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of a table's columns, which are all different. */
final class ColumnNames {

  private static final int LETTERS = 26;

  private ColumnNames() {}

  /** The names, those that repeat with a number, those that are empty with a letter. */
  static List<String> distinct(List<String> columns) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.add(columns.get(i).isEmpty() ? letter(i) : columns.get(i));
    }
    return numbered(names, "_");
  }

  /** The names, those that repeat with a number after the separator. */
  static List<String> numbered(List<String> names, String separator) {
    Set<String> taken = new HashSet<>();
    List<String> numbered = new ArrayList<>();
    for (String name : names) {
      String own = name;
      for (int times = 2; !taken.add(own); times++) {
        own = name + separator + times;
      }
      numbered.add(own);
    }
    return numbered;
  }

  private static String letter(int index) {
    return String.valueOf((char) ('a' + index % LETTERS)).repeat(index / LETTERS + 1);
  }

  /** The name in small letters and digits, with the separator for anything between. */
  static String slug(String name, String separator) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("[^\\p{ASCII}]", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("(?<=\\d),(?=\\d)", "")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-+|-+$", "")
        .replace("-", separator);
  }
}
