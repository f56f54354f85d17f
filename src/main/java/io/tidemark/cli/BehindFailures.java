package io.tidemark.cli;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which nodes come after one that did not end well, at whatever distance: as in dbt nothing is done
 * for those any more. In a {@code build} a test stands before what comes after all that it reads.
 *
 * @param failed the ids of the nodes that did not end well
 * @param tests those among them that are tests, where what comes after waits for tests
 */
record BehindFailures(Set<String> failed, List<Node> tests) {

  static final BehindFailures NONE = new BehindFailures(Set.of(), List.of());

  BehindFailures {
    failed = Set.copyOf(failed);
    tests = List.copyOf(tests);
  }

  /**
   * Those of a run.
   *
   * @param testsFirst whether what comes after waits for tests
   */
  static BehindFailures of(RunResult result, boolean testsFirst) {
    Set<String> failed = new HashSet<>();
    List<Node> tests = new ArrayList<>();
    for (NodeResult one : result.results()) {
      if (!one.status().well()) {
        failed.add(one.node().uniqueId());
        if (testsFirst && one.node().type() == ResourceType.TEST) {
          tests.add(one.node());
        }
      }
    }
    return new BehindFailures(failed, tests);
  }

  /** Whether the node is one of them. */
  boolean has(Node node, Manifest manifest) {
    if (failed.isEmpty()) {
      return false;
    }
    Set<String> before = manifest.dag().ancestors(node.uniqueId(), Integer.MAX_VALUE);
    if (!Collections.disjoint(before, failed)) {
      return true;
    }
    return tests.stream().anyMatch(test -> before.containsAll(test.dependsOn()));
  }
}
