package io.tidemark.jinja.syntax;

import io.tidemark.jinja.tree.Body;
import io.tidemark.jinja.tree.MacroDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A definition at the top of a template.
 *
 * @param tag the tag that opens it
 * @param name the name as written
 * @param adapter of a materialization, else null
 * @param macro what can be called; null for snapshots and docs
 * @param body what is inside
 * @param contentStart the offset after the opening tag
 * @param contentEnd the offset of the closing tag
 */
public record ParsedBlock(
    String tag,
    String name,
    @Nullable String adapter,
    @Nullable MacroDefinition macro,
    Body body,
    int line,
    int start,
    int contentStart,
    int contentEnd,
    int end) {}
