package io.tidemark.project;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code query-comment}: a text, nothing, or a mapping; as in dbt, nothing means none. */
final class QueryCommentReader {

  private static final List<String> KEYS = List.of("comment", "append", "job-label", "job_label");

  private QueryCommentReader() {}

  static QueryComment read(@Nullable YamlNode node, Problems problems) {
    if (node == null) {
      return QueryComment.DEFAULT;
    }
    if (node instanceof YamlMapping mapping) {
      YamlFields fields = new YamlFields(mapping, problems);
      fields.rejectUnknown(KEYS);
      // A label of a job is BigQuery's; here it means nothing, as in dbt-postgres.
      fields.bool("job-label");
      Boolean append = fields.bool("append");
      YamlNode comment = mapping.get("comment");
      return new QueryComment(
          comment == null ? null : text(comment, problems),
          append != null && append,
          comment == null ? mapping.place() : comment.place());
    }
    return new QueryComment(text(node, problems), false, node.place());
  }

  private static String text(YamlNode node, Problems problems) {
    if (node instanceof YamlScalar scalar) {
      Object value = scalar.value();
      if (value == null || Boolean.FALSE.equals(value)) {
        return "";
      }
      if (value instanceof String text) {
        return text;
      }
    }
    problems.add(
        Problem.of("\"query-comment\" must be a text")
            .at(node.place())
            .found(
                "Found %s. Allowed: a text, which may be a template.".formatted(node.description()))
            .next("Write it in quotes, or leave it empty to have no comment."));
    return "";
  }
}
