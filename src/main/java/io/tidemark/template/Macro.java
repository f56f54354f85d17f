package io.tidemark.template;

import io.tidemark.jinja.Environment;
import io.tidemark.jinja.TemplateBlock;
import io.tidemark.project.file.SourceFile;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A macro of the project, of a package or of the engine. Thread-safe. Those of the engine are
 * parsed when their definition is first asked for: a command needs few of them.
 */
public final class Macro {

  private final String packageName;
  private final String path;
  private final String name;
  private final String source;
  private final Supplier<TemplateBlock> definition;
  private volatile @Nullable TemplateBlock block;

  private Macro(
      String packageName,
      String path,
      String name,
      String source,
      Supplier<TemplateBlock> definition) {
    this.packageName = packageName;
    this.path = path;
    this.name = name;
    this.source = source;
    this.definition = definition;
  }

  /**
   * A macro of a package. Its text is the block's, with what white space its tags take; what there
   * is of that at the ends of the file dbt doesn't read.
   */
  static Macro of(String packageName, SourceFile file, TemplateBlock block) {
    String source = block.source();
    String whole = file.text().strip();
    String alone = source.strip();
    if (whole.startsWith(alone)) {
      source = source.stripLeading();
    }
    if (whole.endsWith(alone)) {
      source = source.stripTrailing();
    }
    return new Macro(packageName, file.path(), block.boundName(), source, () -> block);
  }

  /** A macro that is made of a text of somebody else's, as the body of a strategy. */
  static Macro made(String packageName, String path, TemplateBlock block) {
    return new Macro(packageName, path, block.boundName(), block.source(), () -> block);
  }

  /** A macro of the engine. */
  static Macro unparsed(String packageName, String path, MacroText text, Environment environment) {
    return new Macro(
        packageName,
        path,
        text.name(),
        text.source(),
        () -> environment.parse(path, text.atItsLine()).blocks().get(0));
  }

  /** {@code macro.shop.cents_to_euros}. */
  public String uniqueId() {
    return "macro." + packageName + "." + name;
  }

  /** The package it was written in. */
  public String packageName() {
    return packageName;
  }

  /** The file it was written in. */
  public String path() {
    return path;
  }

  /** The name by which templates call it. */
  public String name() {
    return name;
  }

  /** Its text, from the opening tag to the end of the closing tag. */
  public String source() {
    return source;
  }

  /** The languages whose nodes a materialization can make; none for what is none. */
  public List<String> languages() {
    return name.startsWith("materialization_") ? block().languages() : List.of();
  }

  /** Its definition. */
  public TemplateBlock block() {
    TemplateBlock known = block;
    if (known == null) {
      // Two threads may both parse it; what they get is the same.
      known = definition.get();
      block = known;
    }
    return known;
  }
}
