package io.tidemark.graph;

/**
 * Text for descriptions, from {@code {% docs name %}} in an {@code .md} file.
 *
 * @param uniqueId {@code doc.shop.orders}
 * @param packageName the package it was written in
 * @param name its name
 * @param path its file, relative to the docs path
 * @param originalPath its file, relative to the project
 * @param contents the text
 */
public record DocsBlock(
    String uniqueId,
    String packageName,
    String name,
    String path,
    String originalPath,
    String contents) {}
