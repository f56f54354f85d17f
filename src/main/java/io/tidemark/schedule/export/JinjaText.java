package io.tidemark.schedule.export;

import java.util.regex.Pattern;

/** Texts inside a Jinja template that stand for themselves: Airflow renders its commands. */
final class JinjaText {

  private static final Pattern BEGINS_TAG = Pattern.compile("\\{[{%#]");

  private JinjaText() {}

  /** The text with what would begin a tag written as one that prints it. */
  static String literal(String text) {
    return BEGINS_TAG.matcher(text).replaceAll(found -> "{{ '" + found.group() + "' }}");
  }
}
