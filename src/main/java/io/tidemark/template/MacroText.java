package io.tidemark.template;

import java.util.ArrayList;
import java.util.List;

/**
 * One macro of a file that comes with the engine, found without parsing it: these files are ours,
 * and each definition in them opens at the beginning of a line and holds no other ({@code
 * OwnMacroFilesTest}).
 *
 * @param name the name by which templates call it
 * @param source from the opening tag to the end of the closing tag
 * @param line of the opening tag, counted from 1
 */
record MacroText(String name, String source, int line) {

  private static final String MACRO = "{% macro ";
  private static final String TEST = "{% test ";
  private static final String TAG_END = "%}";

  /** All macros of a file, in their order. */
  static List<MacroText> of(String file) {
    List<MacroText> macros = new ArrayList<>();
    int line = 1;
    int start = 0;
    while (start < file.length()) {
      int next = file.indexOf('\n', start) + 1;
      if (file.startsWith(MACRO, start)) {
        macros.add(of(file, start, MACRO, "endmacro", "", line));
      } else if (file.startsWith(TEST, start)) {
        macros.add(of(file, start, TEST, "endtest", "test_", line));
      }
      line++;
      start = next == 0 ? file.length() : next;
    }
    return macros;
  }

  private static MacroText of(
      String file, int start, String opening, String closing, String prefix, int line) {
    int name = start + opening.length();
    int end = file.indexOf(TAG_END, file.indexOf(closing, name)) + TAG_END.length();
    return new MacroText(
        prefix + file.substring(name, file.indexOf('(', name)), file.substring(start, end), line);
  }

  /** The text as a template, in which the macro stands in the line that it has in its file. */
  String atItsLine() {
    return "\n".repeat(line - 1) + source;
  }
}
