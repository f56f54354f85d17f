package io.tidemark.cli;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.compile.AlreadyBuilt;
import io.tidemark.graph.compile.AskedTable;
import io.tidemark.graph.compile.CompiledModel;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.materialization.Compilation;
import org.jspecify.annotations.Nullable;

/** What the compilation of a node and that of one of its batches have in common. */
abstract class NodeCompilation implements Compilation {

  private final Node node;
  private final @Nullable Microbatch batch;
  private final Compiler compiler;
  private final AskedTable asked;
  private final SelectedEphemerals ephemerals;

  /**
   * Of a node.
   *
   * @param batch which of its batches; null for all rows
   * @param compiler on the database that its template asks
   * @param asked what is there of the node
   * @param ephemerals those that fail in the place of what reads them
   */
  NodeCompilation(
      Node node,
      @Nullable Microbatch batch,
      Compiler compiler,
      AskedTable asked,
      SelectedEphemerals ephemerals) {
    this.node = node;
    this.batch = batch;
    this.compiler = compiler;
    this.asked = asked;
    this.ephemerals = ephemerals;
  }

  /** What was compiled is kept and written; gives its SQL. */
  abstract String keep(CompiledModel compiled);

  @Override
  public final String sql(boolean incremental, HighWaterMarks marks) {
    asked.decide(incremental);
    AlreadyBuilt decided =
        AlreadyBuilt.decided(incremental, column -> marks.greatest(node.relation(), column).sql());
    return keep(ephemerals.blamed(() -> compiler.compile(node, decided, batch)));
  }

  @Override
  public final String whole() {
    return ephemerals.blamed(() -> compiler.compile(node, AlreadyBuilt.NOTHING, batch)).sql();
  }

  @Override
  public final String hook(String template) {
    return compiler.compileHook(node, template, asked, batch);
  }

  @Override
  public final NodeMacros macros() {
    return compiler.macros(node, asked, batch);
  }
}
