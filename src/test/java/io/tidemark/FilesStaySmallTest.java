package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilesStaySmallTest {

  private static final int MOST_LINES = 600;

  @Test
  void noFileIsLongerThanAPersonReadsInOneGo() {
    assertThat(MainSources.java())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(lines(file)).as("lines of %s", file).isLessThanOrEqualTo(MOST_LINES));
  }

  private static long lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }
}
