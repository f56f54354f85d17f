package io.tidemark.cli;

/** Writes {@code manifest.json}. */
final class ManifestFile {

  private ManifestFile() {}

  static void write(
      LoadedProject project, OutputFiles files, Surroundings surroundings, String invocationId) {
    files.file("manifest.json");
  }
}
