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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code modules.pytz}. */
final class PytzModule {

  /** Zones of the time zone database that Java leaves out, and their hours from UTC. */
  private static final Map<String, Integer> LEFT_OUT = Map.of("EST", -5, "MST", -7, "HST", -10);

  /** Other names that Java does not have. */
  private static final Map<String, String> LINKS =
      Map.of("GMT+0", "GMT", "GMT-0", "GMT", "ROC", "Asia/Taipei");

  private static final List<String> KNOWN =
      List.of(
          "Canada/Atlantic",
          "Canada/Central",
          "Canada/Eastern",
          "Canada/Mountain",
          "Canada/Newfoundland",
          "Canada/Pacific",
          "GMT",
          "US/Alaska",
          "US/Arizona",
          "US/Central",
          "US/Eastern",
          "US/Hawaii",
          "US/Mountain",
          "US/Pacific",
          "UTC");

  private PytzModule() {}

  static PythonModule module() {
    Callable timezone = PytzModule::timezone;
    Callable fixed =
        arguments ->
            TimeZoneValue.fixed(
                ZoneOffset.ofTotalSeconds((int) (Numbers.index(arguments.get(0, "offset")) * 60)));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("timezone", timezone);
    members.put("utc", TimeZoneValue.UTC);
    members.put("FixedOffset", fixed);
    members.put("country_names", Countries.names());
    members.put("country_timezones", Countries.zones());
    Set<String> all = all();
    members.put("all_timezones", new ArrayList<Object>(all));
    members.put("all_timezones_set", new LinkedHashSet<Object>(all));
    Set<String> common = common();
    members.put("common_timezones", new ArrayList<Object>(common));
    members.put("common_timezones_set", new LinkedHashSet<Object>(common));
    members.put("BaseTzInfo", PythonClass.named("pytz.tzinfo.BaseTzInfo"));
    for (String error :
        List.of(
            "AmbiguousTimeError",
            "InvalidTimeError",
            "NonExistentTimeError",
            "UnknownTimeZoneError")) {
      members.put(error, PythonClass.named("pytz.exceptions." + error));
    }
    return new PythonModule(members);
  }

  private static Set<String> all() {
    Set<String> all = new TreeSet<>(ZoneId.getAvailableZoneIds());
    all.removeIf(id -> id.startsWith("SystemV/"));
    all.addAll(LEFT_OUT.keySet());
    all.addAll(LINKS.keySet());
    return all;
  }

  /** Those of the countries, and some that people know. */
  private static Set<String> common() {
    Set<String> common = new TreeSet<>(KNOWN);
    for (Object zones : Countries.zones().byCode().values()) {
      ((List<?>) zones).forEach(zone -> common.add((String) zone));
    }
    return common;
  }

  private static Object timezone(Arguments arguments) {
    String name = arguments.text(0, "zone");
    if (name.equalsIgnoreCase("utc")) {
      return TimeZoneValue.UTC;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    Integer hours = LEFT_OUT.get(upper);
    if (hours != null) {
      return TimeZoneValue.named(upper, ZoneOffset.ofHours(hours));
    }
    String link = LINKS.get(upper);
    if (link != null) {
      return TimeZoneValue.of(ZoneId.of(link)).as(upper);
    }
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.equals(name))
        .findFirst()
        .or(
            () ->
                ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst())
        .map(id -> TimeZoneValue.of(ZoneId.of(id)))
        .orElseThrow(
            () ->
                new PythonException(
                    ErrorKind.KEY,
                    "'" + name + "' is no time zone",
                    name,
                    List.copyOf(ZoneId.getAvailableZoneIds())));
  }
}
