package io.tidemark.schedule;

import io.tidemark.project.problem.Problems;
import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import io.tidemark.template.TemplateSyntax;

/**
 * Looks through the templates of a job file for what would be found out when the tasks before them
 * have run: texts that are no templates, and params that the job does not have.
 */
final class TemplateTexts {

  private final ParamUses params;
  private final Problems problems;

  TemplateTexts(ParamUses params, Problems problems) {
    this.params = params;
    this.problems = problems;
  }

  /** Looks through all texts of a value. */
  void check(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().stream()
          .filter(entry -> !entry.name().equals("description"))
          .map(YamlEntry::value)
          .forEach(this::check);
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(this::check);
    } else if (node instanceof YamlScalar scalar && scalar.value() instanceof String) {
      TemplateSyntax.check(scalar.place(), scalar.text(), problems);
      params.check(scalar.text(), offset -> scalar.place(), problems);
    }
  }
}
