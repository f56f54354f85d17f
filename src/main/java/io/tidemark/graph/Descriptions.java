package io.tidemark.graph;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Renders descriptions, in which {@code doc('name')} stands for a docs block: the root project's,
 * else the package's own, else any. Thread-safe.
 */
public final class Descriptions {

  private static final String TEXT = "\\s*['\"]([^'\"]*)['\"]\\s*";
  private static final Pattern DOC =
      Pattern.compile("\\{\\{-?\\s*doc\\s*\\(" + TEXT + "(?:," + TEXT + ")?\\)\\s*-?\\}\\}");

  private final Map<String, DocsBlock> docs;

  /** The file in places of a description; who knows the entry puts its own place there. */
  public static final String IN_DESCRIPTION = "description";

  private final String projectName;
  private final UnaryOperator<String> otherTemplates;

  /**
   * Of a project.
   *
   * @param docs the docs blocks by unique id
   * @param otherTemplates renders what is a template and no docs block
   */
  public Descriptions(
      Map<String, DocsBlock> docs, String projectName, UnaryOperator<String> otherTemplates) {
    this.docs = docs;
    this.projectName = projectName;
    this.otherTemplates = otherTemplates;
  }

  /**
   * The text, as it is read.
   *
   * @param packageName where it was written
   * @throws ProjectException where a docs block is not there
   */
  public String of(String written, String packageName) {
    if (!isTemplate(written)) {
      return written;
    }
    // As Jinja, which drops one line break at the end of a template.
    String text = written.endsWith("\n") ? written.substring(0, written.length() - 1) : written;
    StringBuilder rendered = new StringBuilder();
    Matcher call = DOC.matcher(text);
    int end = 0;
    while (call.find()) {
      rendered.append(rest(text.substring(end, call.start())));
      rendered.append(block(call, packageName).contents());
      end = call.end();
    }
    return rendered.append(rest(text.substring(end))).toString();
  }

  /** The unique ids of the docs blocks in a text. */
  public List<String> blocks(String text, String packageName) {
    List<String> ids = new ArrayList<>();
    if (isTemplate(text)) {
      Matcher call = DOC.matcher(text);
      while (call.find()) {
        ids.add(block(call, packageName).uniqueId());
      }
    }
    return ids;
  }

  /**
   * The contents of a docs block that a template asks for in other words.
   *
   * @param names the block, or the package and the block
   * @throws ProjectException where it is not there
   */
  public String doc(List<String> names, String packageName) {
    Matcher call = DOC.matcher("{{ doc('" + String.join("', '", names) + "') }}");
    if (!call.matches()) {
      throw new ProjectException(
          Problem.of("doc() takes a block's name, or a package's and a block's"));
    }
    return block(call, packageName).contents();
  }

  private static boolean isTemplate(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("{#");
  }

  private String rest(String text) {
    return isTemplate(text) ? otherTemplates.apply(text) : text;
  }

  private DocsBlock block(Matcher call, String packageName) {
    boolean inPackage = call.group(2) != null;
    String name = inPackage ? call.group(2) : call.group(1);
    DocsBlock found =
        inPackage ? docs.get("doc." + call.group(1) + "." + name) : anywhere(name, packageName);
    if (found == null) {
      throw new ProjectException(
          Problem.of("There is no docs block \"" + name + "\"")
              .at(new Place(IN_DESCRIPTION, 1, 0, call.group()))
              .next(
                  NearestName.question(
                          name, docs.values().stream().map(DocsBlock::name).distinct().toList())
                      .orElse("Write {% docs " + name + " %} … {% enddocs %} in an .md file.")));
    }
    return found;
  }

  private @Nullable DocsBlock anywhere(String name, String packageName) {
    for (String one : List.of(projectName, packageName)) {
      DocsBlock found = docs.get("doc." + one + "." + name);
      if (found != null) {
        return found;
      }
    }
    return docs.values().stream()
        .filter(block -> block.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
