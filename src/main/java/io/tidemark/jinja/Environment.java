package io.tidemark.jinja;

import io.tidemark.jinja.filter.NativeFilters;
import io.tidemark.jinja.filter.StandardFilters;
import io.tidemark.jinja.filter.StandardGlobals;
import io.tidemark.jinja.filter.StandardTests;
import io.tidemark.jinja.render.Library;
import io.tidemark.jinja.render.Limits;
import io.tidemark.jinja.render.Render;
import io.tidemark.jinja.syntax.Grammar;
import io.tidemark.jinja.syntax.Parser;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What templates can use: filters, tests, globals, limits, and what an undefined name does. The
 * standard is Jinja2's, as dbt configures it: blocks are not trimmed, one newline at the end is
 * dropped, nothing is escaped by itself. Immutable and safe for use by several threads.
 */
public final class Environment {
  private final Library library;
  private final Library nativeLibrary;
  private final Limits limits;
  private final UndefinedMode undefinedMode;
  private final Grammar grammar;

  private Environment(Builder builder) {
    Map<String, Callable> filters = new LinkedHashMap<>(StandardFilters.all());
    filters.putAll(builder.filters);
    Map<String, Callable> tests = new LinkedHashMap<>(StandardTests.all());
    tests.putAll(builder.tests);
    Map<String, @Nullable Object> globals = new LinkedHashMap<>(StandardGlobals.all());
    globals.putAll(builder.globals);
    this.library = new Library(filters, tests, globals);
    Map<String, Callable> nativeFilters = new LinkedHashMap<>(filters);
    nativeFilters.putAll(NativeFilters.all());
    this.nativeLibrary = new Library(nativeFilters, tests, globals);
    this.limits = builder.limits;
    this.undefinedMode = builder.undefinedMode;
    this.grammar = new Grammar(filters.keySet(), tests.keySet());
  }

  /** Jinja2 as dbt has it, with the default limits. */
  public static Environment standard() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Parses a template, in time linear to its length.
   *
   * @param name the template's name for errors, usually its path
   * @throws io.tidemark.jinja.error.TemplateSyntaxException where Jinja2 refuses it
   */
  public Template parse(String name, String source) {
    return new Template(this, Parser.parse(name, source, grammar), source);
  }

  public Limits limits() {
    return limits;
  }

  /** What an undefined name does, unless a render asks for something else. */
  public UndefinedMode undefinedMode() {
    return undefinedMode;
  }

  Render newRender(UndefinedMode mode) {
    return new Render(library, limits, mode);
  }

  Render newNativeRender(UndefinedMode mode) {
    return Render.ofValues(nativeLibrary, limits, mode, library);
  }

  /** Builds an environment; not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Callable> filters = new LinkedHashMap<>();
    private final Map<String, Callable> tests = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> globals = new LinkedHashMap<>();
    private Limits limits = Limits.DEFAULT;
    private UndefinedMode undefinedMode = UndefinedMode.STANDARD;

    private Builder() {}

    /** Adds a filter, or replaces one: its first positional argument is the value. */
    public Builder filter(String name, Callable filter) {
      filters.put(name, filter);
      return this;
    }

    /** Adds a test, or replaces one: its first positional argument is the value. */
    public Builder test(String name, Callable test) {
      tests.put(name, test);
      return this;
    }

    /** Adds a global name, which a render's scope may hide. */
    public Builder global(String name, @Nullable Object value) {
      globals.put(name, value);
      return this;
    }

    public Builder limits(Limits newLimits) {
      limits = newLimits;
      return this;
    }

    /** Whether printing an undefined value is an error; it is not by default. */
    public Builder strict(boolean strict) {
      undefinedMode = strict ? UndefinedMode.STRICT : UndefinedMode.STANDARD;
      return this;
    }

    public Environment build() {
      return new Environment(this);
    }
  }
}
