package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.tree.Body;
import java.util.List;

/** A template's tree, and the definitions at its top. */
public record ParsedTemplate(Source source, Body body, List<ParsedBlock> blocks) {
  public ParsedTemplate {
    blocks = List.copyOf(blocks);
  }
}
