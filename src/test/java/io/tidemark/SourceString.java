package io.tidemark;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A text in the source code: a literal, a text block, or a concatenation with what isn't known yet
 * written as {@link SqlStatement#UNKNOWN}.
 *
 * @param file where it stands
 * @param line the line of its first character, from 1
 * @param text the text
 */
record SourceString(Path file, long line, String text) {

  /** All texts of the given Java files, in order, each concatenation once and whole. */
  static List<SourceString> in(List<Path> files) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager sources = javac.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null,
                  sources,
                  null,
                  List.of("-proc:none"),
                  null,
                  sources.getJavaFileObjectsFromPaths(files));
      Scanner scanner = new Scanner(Trees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
      return scanner.found;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + text.replace(SqlStatement.UNKNOWN, "…");
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {

    private final List<SourceString> found = new ArrayList<>();
    private final Trees trees;

    Scanner(Trees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void nothing) {
      if (sum.getKind() == Tree.Kind.PLUS) {
        List<ExpressionTree> parts = parts(sum);
        if (parts.stream().anyMatch(Scanner::isText)) {
          add(sum, text(parts));
          // What stands between the literals may hold texts of its own: a call's arguments.
          parts.stream().filter(part -> !isText(part)).forEach(part -> scan(part, null));
          return null;
        }
      }
      return super.visitBinary(sum, null);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
      if (isText(literal)) {
        add(literal, String.valueOf(literal.getValue()));
      }
      return null;
    }

    private void add(Tree place, String text) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      long start = trees.getSourcePositions().getStartPosition(unit, place);
      Path file = Path.of(unit.getSourceFile().getName());
      found.add(new SourceString(file, unit.getLineMap().getLineNumber(start), text));
    }

    private static String text(List<ExpressionTree> parts) {
      StringBuilder text = new StringBuilder();
      for (ExpressionTree part : parts) {
        text.append(isText(part) ? ((LiteralTree) part).getValue() : SqlStatement.UNKNOWN);
      }
      return text.toString();
    }

    /** The operands of a chain of additions, from left to right. */
    private static List<ExpressionTree> parts(ExpressionTree tree) {
      if (tree instanceof ParenthesizedTree inner) {
        return parts(inner.getExpression());
      }
      if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        List<ExpressionTree> parts = new ArrayList<>(parts(sum.getLeftOperand()));
        parts.addAll(parts(sum.getRightOperand()));
        return parts;
      }
      return List.of(tree);
    }

    private static boolean isText(ExpressionTree tree) {
      return tree.getKind() == Tree.Kind.STRING_LITERAL;
    }
  }
}
