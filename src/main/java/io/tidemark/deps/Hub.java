package io.tidemark.deps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.project.packages.PackageSpec;
import io.tidemark.project.packages.PackagesFile;
import io.tidemark.project.packages.Version;
import io.tidemark.project.packages.VersionRequirement;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlRendering;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hub of packages: dbt's, or the one that {@code DBT_PACKAGE_HUB_URL} names. */
final class Hub {

  private static final String DBTS = "https://hub.getdbt.com/";
  private static final String VARIABLE = "DBT_PACKAGE_HUB_URL";

  private final ObjectMapper json = new ObjectMapper();
  private final Downloads downloads;
  private final String address;
  private final Map<String, HubPackage> known = new HashMap<>();

  Hub(Downloads downloads, Map<String, String> environment) {
    this.downloads = downloads;
    String asked = environment.get(VARIABLE);
    String base = asked == null || asked.isBlank() ? DBTS : asked;
    this.address = base.endsWith("/") ? base : base + "/";
  }

  /**
   * What the hub knows of a package.
   *
   * @param place where it is asked for
   * @throws ProjectException if it knows nothing, or can't be asked
   */
  HubPackage find(String name, Place place) {
    HubPackage before = known.get(name);
    if (before != null) {
      return before;
    }
    URI file = Downloads.address(address + "api/v1/" + name + ".json", place);
    JsonNode answer = downloads.get(file, "the package " + name, place, json::readTree);
    if (answer == null || !answer.path("versions").isObject()) {
      throw new ProjectException(
          Problem.of("The hub has no package \"" + name + "\"")
              .at(place)
              .found("Asked " + file + ".")
              .next("Correct the name; packages and their names are listed at " + address));
    }
    HubPackage found = read(answer.path("versions"), file.toString());
    known.put(name, found);
    return found;
  }

  private HubPackage read(JsonNode versions, String file) {
    Place place = new Place(file, 1, 0, "");
    List<HubPackage.Release> releases = new ArrayList<>();
    versions
        .properties()
        .forEach(
            entry ->
                Version.of(entry.getKey())
                    .map(version -> release(entry.getKey(), version, entry.getValue(), place))
                    .ifPresent(releases::add));
    return new HubPackage(releases);
  }

  private HubPackage.@Nullable Release release(
      String text, Version version, JsonNode one, Place place) {
    String tarball = one.path("downloads").path("tarball").asText("");
    if (tarball.isEmpty()) {
      return null;
    }
    Map<?, ?> content = json.convertValue(one, Map.class);
    Object packages = content.get("packages");
    Map<String, Object> list = Map.of("packages", packages == null ? List.of() : packages);
    YamlMapping mapping = (YamlMapping) YamlRendering.toNode(list, place);
    List<PackageSpec> needs =
        PackagesFile.of(place.file(), mapping, mapping, new Problems()).packages();
    return new HubPackage.Release(
        text,
        version,
        one.path("name").asText(""),
        needs,
        requirements(content.get("require_dbt_version")),
        Downloads.address(tarball, place));
  }

  private static List<VersionRequirement> requirements(@Nullable Object written) {
    List<?> all = written == null ? List.of() : written instanceof List<?> l ? l : List.of(written);
    return all.stream()
        .flatMap(one -> Arrays.stream(String.valueOf(one).split(",")))
        .map(VersionRequirement::of)
        .flatMap(Optional::stream)
        .toList();
  }
}
