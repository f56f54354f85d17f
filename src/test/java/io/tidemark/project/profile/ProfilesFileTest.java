package io.tidemark.project.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.ProjectOnDisk;
import io.tidemark.project.problem.Place;
import io.tidemark.project.yaml.ValueRenderer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ProfilesFileTest {

  private static final String TWO =
      """
      config: {send_anonymous_usage_stats: false}
      shop:
        target: dev
        outputs:
          dev: {type: embedded}
          prod: {type: embedded}
      bank:
        outputs:
          default: {type: embedded}
      """;

  @TempDir Path directory;

  @Test
  void theProjectsOwnFileComesBeforeTheCurrentDirectorysAndTheHomes() {
    ProfilesLocation location = location(null);
    new ProjectOnDisk(directory)
        .with("home/.dbt/profiles.yml", "home: {}")
        .with("current/profiles.yml", "current: {}");

    assertThat(location.read().names()).containsExactly("current");

    new ProjectOnDisk(directory).with("project/profiles.yml", "project: {}");

    assertThat(location.read().names()).containsExactly("project");
  }

  @Test
  void theHomeIsTheLastPlace() {
    new ProjectOnDisk(directory).with("home/.dbt/profiles.yml", "home: {}");

    assertThat(location(null).read().names()).containsExactly("home");
  }

  @Test
  void aDirectoryThatIsAskedForIsTheOnlyPlace() {
    new ProjectOnDisk(directory)
        .with("asked/profiles.yml", "asked: {}")
        .with("project/profiles.yml", "project: {}");

    assertThat(location(directory.resolve("asked")).read().names()).containsExactly("asked");
    assertThatThrownBy(() -> location(directory.resolve("nowhere")).read())
        .hasMessageContaining("There is no profiles.yml")
        .hasMessageContaining(directory.resolve("nowhere/profiles.yml").toString())
        .hasMessageNotContaining("home");
  }

  @Test
  void withoutAFileAllPlacesAreNamedAndAFileIsShown() {
    assertThatThrownBy(() -> location(null).read())
        .hasMessage(
            """
            There is no profiles.yml
              Looked for:
                DIR/project/profiles.yml
                DIR/current/profiles.yml
                DIR/home/.dbt/profiles.yml
              Write one, for example (with the profile that dbt_project.yml names):
                my_profile:
                  target: dev
                  outputs:
                    dev:
                      type: embedded
                      schema: public
                      threads: 4"""
                .replace("DIR", directory.toString()));
  }

  @Test
  void aProfileThatIsNotThereGetsTheNearestAndAllThatAre() {
    ProfilesFile file = file(TWO);
    Place namedAt = new Place("dbt_project.yml", 2, 10, "profile: shoop");

    assertThatThrownBy(() -> file.profile("shoop", namedAt))
        .hasMessage(
            """
            There is no profile "shoop"
              dbt_project.yml:2:10
                2 | profile: shoop
                  |          ^
              The profiles in FILE: shop, bank. Did you mean "shop"?
              Add the profile, or name another one in dbt_project.yml or with --profile."""
                .replace("FILE", file.path().toString()));
    assertThatThrownBy(() -> file.profile("config", null))
        .hasMessageContaining("There is no profile \"config\"");
  }

  @Test
  void aProjectThatNamesNoProfileIsTold() {
    assertThatThrownBy(() -> file(TWO).profile(null, null))
        .hasMessageContaining("The project names no profile")
        .hasMessageContaining("shop, bank")
        .hasMessageContaining("--profile NAME");
  }

  @Test
  void theTargetIsTheOneAskedForOrTheProfilesOrDefault() {
    ProfilesFile file = file(TWO);
    ValueRenderer asIs = ValueRenderer.identity();

    assertThat(file.profile("shop", null).output("prod", asIs).name()).isEqualTo("prod");
    assertThat(file.profile("shop", null).output(null, asIs).name()).isEqualTo("dev");
    assertThat(file.profile("bank", null).output(null, asIs).name()).isEqualTo("default");
  }

  @Test
  void aTargetThatIsNotThereGetsTheList() {
    ProfilesFile file = file(TWO.replace("target: dev", "target: prd"));

    assertThatThrownBy(() -> file.profile("shop", null).output(null, ValueRenderer.identity()))
        .hasMessage(
            """
            The profile "shop" has no output "prd"
              profiles.yml:3:3
                3 |   target: prd
                  |   ^
              Its outputs: dev, prod. Did you mean "prod"?
              Set "target:" to one of them, or choose one with --target.""");
    assertThatThrownBy(() -> file.profile("shop", null).output("qa", ValueRenderer.identity()))
        .hasMessageContaining("has no output \"qa\"")
        .hasMessageContaining("Choose one of them with --target.");
  }

  @Test
  void aProfileWithoutOutputsIsRefused() {
    ValueRenderer asIs = ValueRenderer.identity();
    assertThatThrownBy(() -> file("shop: {target: dev}").profile("shop", null).output(null, asIs))
        .hasMessageContaining("The profile \"shop\" has no \"outputs\"");
    assertThatThrownBy(() -> file("shop:\n").profile("shop", null))
        .hasMessageContaining("The profile \"shop\" must be a mapping with \"outputs\"")
        .hasMessageContaining("Found nothing.");
    assertThatThrownBy(
            () -> file("shop: {outputs: {default: 5}}").profile("shop", null).output(null, asIs))
        .hasMessageContaining("The output \"default\" must be a mapping");
  }

  @Test
  void anEmptyFileAndOneThatIsNoMappingAreRefused() {
    assertThatThrownBy(() -> file("# nothing\n"))
        .hasMessageContaining("profiles.yml is empty")
        .hasMessageContaining("type: embedded");
    assertThatThrownBy(() -> file("- a\n"))
        .hasMessageContaining("profiles.yml must be a mapping of profile names to profiles");
  }

  @Test
  void aMalformedLineIsShownWithoutItsPassword() {
    assertThatThrownBy(() -> file("shop:\n  outputs:\n    dev:\n      password: hunter2: x\n"))
        .hasMessageContaining("profiles.yml:4:")
        .hasMessageContaining("4 |       password: ********")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aFileThatIsNotUtf8IsShownWithoutItsPassword() {
    new ProjectOnDisk(directory)
        .with("profiles.yml", "password: hunter2é\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ProfilesFile.read(directory.resolve("profiles.yml"), "profiles.yml"))
        .hasMessageContaining("The file profiles.yml is not UTF-8")
        .hasMessageContaining("1 | password: ********")
        .hasMessageNotContaining("hunter2");
  }

  private ProfilesLocation location(Path asked) {
    return new ProfilesLocation(
        asked,
        directory.resolve("project"),
        directory.resolve("current"),
        directory.resolve("home"));
  }

  private ProfilesFile file(String yaml) {
    new ProjectOnDisk(directory).with("profiles.yml", yaml);
    return ProfilesFile.read(directory.resolve("profiles.yml"), "profiles.yml");
  }
}
