package io.tidemark.cli;

import io.tidemark.jinja.Environment;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.profile.EmbeddedOutput;
import io.tidemark.project.profile.Profile;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;
import io.tidemark.project.yaml.YamlSequence;
import io.tidemark.schedule.export.Launch;
import io.tidemark.template.TemplateEngine;
import io.tidemark.template.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the chosen output of the profile needs of the environment. The output is not rendered: where
 * jobs are exported its password need not be known.
 *
 * @param output the output's name
 * @param embedded whether it is an embedded server
 * @param variables those that it reads by {@code env_var}, each once
 */
record ProfileVariables(String output, boolean embedded, List<Launch.Variable> variables) {

  private static final Pattern ENV_VAR =
      Pattern.compile("env_var\\(\\s*(?:'([^']+)'|\"([^\"]+)\")\\s*([,)])");

  ProfileVariables {
    variables = List.copyOf(variables);
  }

  /**
   * Looks into the profile that a command would use.
   *
   * @throws io.tidemark.project.problem.ProjectException if there is no such profile or output
   */
  static ProfileVariables of(ProjectCommand command, ProjectLoader loader, ProjectYaml yaml) {
    Environment environment = TemplateEngine.environment();
    Variables vars = new Variables(VarsOption.parse(command.options().vars), Map.of());
    ValueRenderer renderer =
        loader.renderer(environment, loader.invocation("", Map.of(), vars, false), true);
    Profile profile = loader.profile(yaml, renderer);
    String target = profile.target(command.options().target, renderer);
    YamlMapping output = profile.written(target, command.options().target);
    Map<String, Launch.Variable> found = new LinkedHashMap<>();
    collect(output, found);
    boolean embedded =
        output.get("type") instanceof YamlScalar type && type.text().equals(EmbeddedOutput.TYPE);
    return new ProfileVariables(target, embedded, List.copyOf(found.values()));
  }

  private static void collect(YamlNode node, Map<String, Launch.Variable> found) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), found));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> collect(item, found));
    } else if (node instanceof YamlScalar scalar) {
      Matcher call = ENV_VAR.matcher(scalar.text());
      while (call.find()) {
        String name = call.group(1) == null ? call.group(2) : call.group(1);
        boolean optional = call.group(3).equals(",");
        Launch.Variable before = found.get(name);
        found.put(
            name, new Launch.Variable(name, optional && (before == null || before.optional())));
      }
    }
  }
}
