package io.tidemark.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.report.FakeTerminal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Live lines and ordinary lines never mix. */
class LiveAreaTest {

  private final FakeTerminal terminal = new FakeTerminal();
  private final LiveArea area = new LiveArea(terminal.stream(), new Terminal(false, true, 20));

  @Test
  void liveLinesStayBelowWhatIsPrinted() {
    area.want(List.of("10 %", "20 %"));
    area.redraw();
    area.print("first");
    area.want(List.of("30 %"));
    area.print("second");

    assertThat(terminal.screen()).isEqualTo("first\nsecond\n30 %");
  }

  @Test
  void nothingIsLeftOfThemInTheEnd() {
    area.want(List.of("a long live line", "another"));
    area.redraw();
    area.want(List.of());
    area.redraw();
    area.print("end");

    assertThat(terminal.screen()).isEqualTo("end");
  }

  @Test
  void aLineThatWouldWrapIsCut() {
    area.want(List.of("x".repeat(30)));
    area.redraw();

    assertThat(terminal.screen()).isEqualTo("x".repeat(18) + "…");
  }

  @Test
  void whereTheCursorCantMoveThereAreNone() {
    LiveArea plain = new LiveArea(terminal.stream(), Terminal.NONE);
    plain.want(List.of("10 %"));
    plain.redraw();
    plain.print("line");

    assertThat(terminal.printed()).isEqualTo("line\n");
  }

  @Test
  void manyThreadsDoNotGarbleIt() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "thread " + t;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 50; i++) {
                  area.want(List.of(name + " live", "more"));
                  area.redraw();
                  area.print(name + " line " + i);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    area.want(List.of());
    area.redraw();

    List<String> expected = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "thread " + t;
      IntStream.range(0, 50).forEach(i -> expected.add(name + " line " + i));
    }
    assertThat(terminal.screen().lines()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
