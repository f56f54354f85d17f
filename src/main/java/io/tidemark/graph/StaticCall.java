package io.tidemark.graph;

import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ref()} or {@code source()} that stands alone, as properties files have it: {@code
 * relation: ref('orders')}.
 *
 * @param ref null for a source
 * @param source null for a node
 */
public record StaticCall(@Nullable RefCall ref, @Nullable SourceCall source) {

  private static final String TEXT = "\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*";
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(?<function>ref|source)\\s*\\("
              + TEXT
              + "(?:,"
              + TEXT
              + ")?(?:,\\s*(?:v|version)\\s*=\\s*(?<quote>['\"]?)(?<version>[^'\")\\s]+)['\"]?\\s*)?\\)\\s*");

  /** The call in a text; empty where that is none. */
  public static Optional<StaticCall> of(String text, @Nullable Place place) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return Optional.empty();
    }
    String first = call.group(2) == null ? call.group(3) : call.group(2);
    String second = call.group(4) == null ? call.group(5) : call.group(4);
    if (call.group("function").equals("source")) {
      return second == null
          ? Optional.empty()
          : Optional.of(new StaticCall(null, new SourceCall(first, second, place)));
    }
    String version = call.group("version");
    boolean textual = version != null && !call.group("quote").isEmpty();
    RefCall ref =
        second == null
            ? new RefCall(null, first, version, textual, place)
            : new RefCall(first, second, version, textual, place);
    return Optional.of(new StaticCall(ref, null));
  }

  /** What a foreign key constraint leads to; empty where it is none, or names a table itself. */
  public static Optional<StaticCall> to(YamlNode constraint) {
    return constraint instanceof YamlMapping mapping
            && mapping.get("to") instanceof YamlScalar to
            && to.value() instanceof String text
        ? of(text, to.place())
        : Optional.empty();
  }

  /** Adds it to whichever it is. */
  public void addTo(Collection<RefCall> refs, Collection<SourceCall> sources) {
    if (ref != null) {
      refs.add(ref);
    }
    if (source != null) {
      sources.add(source);
    }
  }
}
