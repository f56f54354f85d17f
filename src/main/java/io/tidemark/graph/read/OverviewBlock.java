package io.tidemark.graph.read;

import io.tidemark.graph.DocsBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The first page of a project's documentation where the project has none. Pages that show a
 * manifest look for it among dbt's own docs blocks.
 */
final class OverviewBlock {

  private static final String NAME = "__overview__";

  private OverviewBlock() {}

  static DocsBlock read() {
    try (InputStream text = OverviewBlock.class.getResourceAsStream("/docs/overview.md")) {
      if (text == null) {
        throw new IllegalStateException("docs/overview.md is not in this build");
      }
      return new DocsBlock(
          "doc.dbt." + NAME,
          "dbt",
          NAME,
          "overview.md",
          "docs/overview.md",
          new String(text.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
