package io.tidemark.project.yaml;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.ComposerException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads YAML's events and, as PyYAML, refuses an anchor that a document has twice. */
final class AnchorsOnce extends ParserImpl {

  private final Map<String, Mark> anchors = new HashMap<>();

  AnchorsOnce(String text, LoaderOptions options) {
    super(new StreamReader(text), options);
  }

  @Override
  public Event getEvent() {
    Event event = super.getEvent();
    if (event instanceof DocumentStartEvent) {
      anchors.clear();
    }
    if (event instanceof NodeEvent node
        && !(node instanceof AliasEvent)
        && node.getAnchor() != null) {
      Mark first = anchors.putIfAbsent(node.getAnchor(), node.getStartMark());
      if (first != null) {
        throw new TwiceException(node.getAnchor(), first, node.getStartMark());
      }
    }
    return event;
  }

  private static final class TwiceException extends ComposerException {
    private static final long serialVersionUID = 1;

    TwiceException(String anchor, Mark first, Mark second) {
      super(
          null,
          null,
          "found the anchor &"
              + anchor
              + " a second time; the first is in line "
              + (first.getLine() + 1),
          second);
    }
  }
}
