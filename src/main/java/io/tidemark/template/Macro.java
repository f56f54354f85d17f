package io.tidemark.template;

import io.tidemark.jinja.TemplateBlock;

/**
 * A macro of the project, of a package or of the engine.
 *
 * @param uniqueId {@code macro.shop.cents_to_euros}
 * @param packageName the package it was written in
 * @param path the file it was written in
 * @param block its definition
 */
public record Macro(String uniqueId, String packageName, String path, TemplateBlock block) {

  /** A macro of a package. */
  static Macro of(String packageName, String path, TemplateBlock block) {
    return new Macro("macro." + packageName + "." + block.boundName(), packageName, path, block);
  }

  /** The name by which templates call it. */
  public String name() {
    return block.boundName();
  }
}
