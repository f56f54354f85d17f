package io.tidemark.template.module;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.TimeZoneValue;
import io.tidemark.template.module.PythonModule.PythonClass;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code modules.pytz}. */
final class PytzModule {

  /** Zones of the time zone database that Java leaves out, and those which are the same. */
  private static final Map<String, String> ALIASES =
      Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu");

  private PytzModule() {}

  static PythonModule module() {
    Callable timezone = PytzModule::timezone;
    Callable fixed =
        arguments ->
            new TimeZoneValue(
                ZoneOffset.ofTotalSeconds((int) (Numbers.index(arguments.get(0, "offset")) * 60)));
    List<String> zones =
        ZoneId.getAvailableZoneIds().stream()
            .filter(id -> !id.startsWith("SystemV/"))
            .sorted()
            .toList();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("timezone", timezone);
    members.put("utc", TimeZoneValue.UTC);
    members.put("FixedOffset", fixed);
    members.put("all_timezones", zones);
    members.put("common_timezones", zones);
    for (String error :
        List.of(
            "AmbiguousTimeError",
            "InvalidTimeError",
            "NonExistentTimeError",
            "UnknownTimeZoneError")) {
      members.put(error, PythonClass.named("pytz.exceptions." + error));
    }
    return new PythonModule("pytz", members);
  }

  private static Object timezone(Arguments arguments) {
    String name = arguments.text(0, "zone");
    if (name.equalsIgnoreCase("utc")) {
      return TimeZoneValue.UTC;
    }
    String alias = ALIASES.get(name.toUpperCase(Locale.ROOT));
    if (alias != null) {
      return new TimeZoneValue(ZoneId.of(alias));
    }
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.equals(name))
        .findFirst()
        .or(
            () ->
                ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst())
        .map(id -> new TimeZoneValue(ZoneId.of(id)))
        .orElseThrow(
            () ->
                new PythonException(
                    ErrorKind.KEY,
                    "'" + name + "' is no time zone",
                    name,
                    List.copyOf(ZoneId.getAvailableZoneIds())));
  }
}
