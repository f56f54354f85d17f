package io.tidemark.graph.compile;

import io.tidemark.graph.ModelValues;
import io.tidemark.graph.Node;
import io.tidemark.graph.References;
import io.tidemark.graph.SourceNode;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.postgres.SqlComment;
import io.tidemark.project.QueryComment;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.Macro;
import io.tidemark.template.TemplateDatabase;
import io.tidemark.template.TemplateEngine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comment that goes with each statement, as {@code query-comment} of the project that is run
 * says it. As in dbt, its text is a macro of {@code connection_name} and {@code node}. Thread-safe.
 */
public final class QueryComments {

  /** What connections are called that are no node's, in dbt. */
  public static final String MASTER = "master";

  /** The facts that dbt's own comment has, which tools read from the server's statistics. */
  private static final String DEFAULT =
      "{%- set facts = {'app': 'dbt', 'dbt_version': dbt_version,"
          + " 'profile_name': target.get('profile_name'), 'target_name': target.get('target_name')}"
          + " -%}{%- if node is none -%}{%- do facts.update(connection_name=connection_name) -%}"
          + "{%- else -%}{%- do facts.update(node_id=node.unique_id) -%}{%- endif -%}"
          + "{{ return(tojson(facts)) }}";

  private final String projectName;
  private final TemplateEngine engine;
  private final References references;
  private final QueryComment asked;
  private final @Nullable Macro macro;

  QueryComments(
      QueryComment asked, String projectName, TemplateEngine engine, References references) {
    this.asked = asked;
    this.projectName = projectName;
    this.engine = engine;
    this.references = references;
    String text = asked.text() == null ? DEFAULT : asked.text();
    this.macro =
        text.isBlank()
            ? null
            : engine.macro(
                "query_comment_macro",
                List.of("connection_name", "node"),
                text,
                projectName,
                asked.place());
  }

  /**
   * With what is run for a node.
   *
   * @throws ProjectException if the template fails or gives what can be no comment
   */
  public SqlComment of(Node node) {
    return macro == null
        ? SqlComment.NONE
        : render(macro, node.uniqueId(), new NodeFacts(ModelValues.of(node, null)));
  }

  /** With what is run for a source that is asked how fresh it is. */
  public SqlComment of(SourceNode source) {
    if (macro == null) {
      return SqlComment.NONE;
    }
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("unique_id", source.uniqueId());
    facts.put("name", source.name());
    facts.put("source_name", source.source().name());
    facts.put("resource_type", source.type().dbtName());
    facts.put("package_name", source.packageName());
    facts.put("original_file_path", source.originalPath());
    facts.put("fqn", source.fqn());
    facts.put("tags", source.tags());
    facts.put("database", source.relation().database());
    facts.put("schema", source.relation().schema());
    facts.put("identifier", source.relation().name());
    return render(macro, source.uniqueId(), new NodeFacts(facts));
  }

  /** With what is run for no node. */
  public SqlComment of(String connection) {
    return macro == null ? SqlComment.NONE : render(macro, connection, null);
  }

  private SqlComment render(Macro written, String connection, @Nullable NodeFacts node) {
    Map<String, @Nullable Object> arguments = new HashMap<>();
    arguments.put("connection_name", connection);
    arguments.put("node", node);
    InlineHost host =
        new InlineHost(
            "query-comment", projectName, references, TemplateDatabase.none(), Reading.OWN);
    Object said = engine.caller().operate(written, host, arguments);
    String text = said == null ? "" : PythonText.str(said);
    String mark = SqlComment.mark(text);
    if (!mark.isEmpty()) {
      throw new ProjectException(
          Problem.of("The query-comment holds %s, which can't stand in a comment".formatted(mark))
              .at(asked.place())
              .found("It gives: " + text.strip())
              .next("Write it without /* and */: they are put around it."));
    }
    return new SqlComment(text, asked.append());
  }

  /** A node as the template knows it: as in dbt, what it has not is an empty text. */
  private record NodeFacts(Map<String, @Nullable Object> facts) implements HasAttributes {

    @Override
    public @Nullable Object attribute(String name) {
      return facts.getOrDefault(name, "");
    }

    @Override
    public Collection<String> attributeNames() {
      return facts.keySet();
    }
  }
}
