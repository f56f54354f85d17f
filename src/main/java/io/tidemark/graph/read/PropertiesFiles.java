package io.tidemark.graph.read;

import io.tidemark.project.Project;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The properties files of a package, by what is written in them. Immutable. */
final class PropertiesFiles {

  private final Map<String, SourceFile> byPath = new HashMap<>();

  PropertiesFiles(Project owner) {
    for (SourceFile file : owner.files().of(FileKind.PROPERTIES)) {
      byPath.put(file.source().file(), file);
    }
  }

  /** The file that a place is in. */
  SourceFile of(Place place) {
    return Objects.requireNonNull(byPath.get(place.file()), place.file());
  }
}
