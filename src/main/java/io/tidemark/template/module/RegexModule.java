package io.tidemark.template.module;

import io.tidemark.jinja.value.Callable;
import io.tidemark.template.module.PythonModule.PythonClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code modules.re}. */
final class RegexModule {

  private RegexModule() {}

  static PythonModule module() {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : RegexValue.METHODS) {
      Callable function =
          arguments -> {
            Object given = arguments.get(0, "pattern");
            int flagsAt = RegexValue.flagsAt(name);
            Object flags =
                arguments.size() > flagsAt
                    ? arguments.positional().remove(flagsAt)
                    : arguments.named().remove("flags");
            RegexValue regex = RegexValue.of(given, flags == null ? 0 : RegexFlags.given(flags));
            if (!arguments.positional().isEmpty()) {
              arguments.positional().remove(0);
            } else {
              arguments.named().remove("pattern");
            }
            return regex.call(name, arguments);
          };
      members.put(name, function);
    }
    members.put(
        "compile",
        (Callable)
            arguments ->
                RegexValue.of(
                    arguments.get(0, "pattern"), RegexFlags.given(arguments.get(1, "flags", 0L))));
    members.put("escape", (Callable) arguments -> RegexText.escape(arguments.text(0, "pattern")));
    members.put("purge", (Callable) arguments -> null);
    for (String type : List.of("error", "Pattern", "Match")) {
      members.put(type, PythonClass.named("re." + type));
    }
    members.put("RegexFlag", RegexFlag.CLASS);
    RegexFlags.addTo(members);
    return new PythonModule(members);
  }
}
