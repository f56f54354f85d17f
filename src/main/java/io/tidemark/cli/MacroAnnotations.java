package io.tidemark.cli;

import io.tidemark.project.Project;
import io.tidemark.project.properties.MacroProperties;
import io.tidemark.template.Macro;
import io.tidemark.template.MacroLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What properties files say of macros' arguments, held against the macros: dbt's flag {@code
 * validate_macro_args} asks for it.
 */
final class MacroAnnotations {

  private static final String FLAG = "validate_macro_args";
  private static final Pattern NAME = Pattern.compile("[a-z]+");

  /** The types, with how many others stand in brackets behind them. */
  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("str", 0),
          Map.entry("string", 0),
          Map.entry("bool", 0),
          Map.entry("int", 0),
          Map.entry("integer", 0),
          Map.entry("float", 0),
          Map.entry("any", 0),
          Map.entry("list", 1),
          Map.entry("dict", 2),
          Map.entry("optional", 1),
          Map.entry("relation", 0),
          Map.entry("column", 0));

  private MacroAnnotations() {}

  /** Whether a project asks for it. */
  static boolean asked(Project project) {
    return project.file().flag(FLAG);
  }

  /** What is wrong, in dbt's words; nothing where the project does not ask. */
  static List<String> warnings(Project project, MacroLibrary macros) {
    List<String> warnings = new ArrayList<>();
    if (!asked(project)) {
      return warnings;
    }
    for (Macro macro : macros.all()) {
      project
          .packageOf(macro.packageName())
          .map(owner -> owner.properties().macros().get(macro.name()))
          .filter(described -> !described.arguments().isEmpty())
          .ifPresent(described -> check(macro, described, warnings));
    }
    return warnings;
  }

  private static void check(Macro macro, MacroProperties described, List<String> warnings) {
    List<String> defined = macro.block().arguments();
    List<MacroProperties.Argument> said = described.arguments();
    for (int i = 0; i < Math.min(defined.size(), said.size()); i++) {
      if (!defined.get(i).equals(said.get(i).name())) {
        warnings.add(
            "Argument %s in yaml for macro %s does not match the jinja definition."
                .formatted(said.get(i).name(), macro.name()));
      }
    }
    if (defined.size() != said.size()) {
      warnings.add(
          "The number of arguments in the yaml for macro %s does not match the jinja definition."
              .formatted(macro.name()));
    }
    for (MacroProperties.Argument argument : said) {
      String type = argument.type();
      if (type != null && !type.isBlank() && !isType(type)) {
        warnings.add(
            "Argument %s in the yaml for macro %s has an invalid type."
                .formatted(argument.name(), macro.name()));
      }
    }
  }

  private static boolean isType(String written) {
    String text = written.replace(" ", "").replace("\t", "");
    return afterType(text, 0) == text.length();
  }

  /** Where a type that begins at a place ends; -1 if none begins there. */
  private static int afterType(String text, int from) {
    Matcher name = NAME.matcher(text).region(from, text.length());
    Integer others = name.lookingAt() ? TYPES.get(name.group()) : null;
    if (others == null) {
      return -1;
    }
    int at = name.end();
    for (int i = 0; i < others; i++) {
      if (at >= text.length() || text.charAt(at) != (i == 0 ? '[' : ',')) {
        return -1;
      }
      at = afterType(text, at + 1);
      if (at < 0) {
        return -1;
      }
    }
    if (others > 0) {
      return at < text.length() && text.charAt(at) == ']' ? at + 1 : -1;
    }
    return at;
  }
}
