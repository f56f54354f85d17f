import java.nio.file.Path;
import java.util.List;

/** Runs a command while a server of a version is up. */
final class WithServer {

  private WithServer() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    int exit;
    try (Server server =
        Server.of(words.get(1), "", Path.of(words.get(0)).resolve("bench/project"))) {
      ProcessBuilder process = new ProcessBuilder(words.subList(2, words.size())).inheritIO();
      process.environment().putAll(server.environment());
      exit = process.start().waitFor();
    }
    System.exit(exit);
  }
}
