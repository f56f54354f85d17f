package io.tidemark;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.tidemark.postgres.Identifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the house: what may know what, and what no class of ours does. */
class ArchitectureTest {

  /** Where the classes of the program are, and none of its tests'. */
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .importUrl(Identifier.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void arrowsPointDown() {
    check(
        classes()
            .should(
                new ArchCondition<>("depend only on the packages below their own") {
                  @Override
                  public void check(JavaClass origin, ConditionEvents events) {
                    for (var dependency : origin.getDirectDependenciesFromSelf()) {
                      JavaClass target = dependency.getTargetClass().getBaseComponentType();
                      if (Concept.isOurs(target)
                          && !Concept.of(origin).mayKnow(Concept.of(target))) {
                        events.add(
                            SimpleConditionEvent.violated(origin, dependency.getDescription()));
                      }
                    }
                  }
                }));
  }

  @Test
  void packagesFormNoCycles() {
    check(slices().matching("io.tidemark.(*)..").should().beFreeOfCycles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"load", "graph"})
  void theRoomsOfAConceptFormNoCycles(String concept) {
    check(
        slices()
            .assignedFrom(
                new SliceAssignment() {
                  @Override
                  public String getDescription() {
                    return concept + " and each package below it";
                  }

                  @Override
                  public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return (type.getPackageName() + ".").startsWith("io.tidemark." + concept + ".")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
                  }
                })
            .should()
            .beFreeOfCycles());
  }

  @Test
  void jinjaNeedsOnlyTheJdk() {
    check(
        classes()
            .that()
            .resideInAPackage("io.tidemark.jinja..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.tidemark.jinja..", "java..", "org.jspecify.annotations"));
  }

  @Test
  void jinjaReflectsOnNothing() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.tidemark.jinja..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .because("no class, method or file of the JVM may be reachable from a template"));
  }

  @Test
  void onlyTheCommandLinePrints() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.tidemark.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void onlyTheCommandLineExits() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.tidemark.cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  @Test
  void staticFieldsAreFinal() {
    check(fields().that().areStatic().should().beFinal().because("static state outlives its run"));
  }

  @Test
  void constantsDoNotChange() {
    check(
        fields()
            .that(areConstants())
            .should()
            .notHaveRawType(
                DescribedPredicate.describe(
                    "a type that is there to be changed", ArchitectureTest::isMutable)));
  }

  @Test
  void namesSayWhatAClassIs() {
    check(
        classes()
            .should()
            .haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
            .because("names come from the field, not from how a thing is made"));
  }

  @Test
  void everyPackageIsNullMarked() {
    check(
        classes()
            .should(
                new ArchCondition<>("reside in a package whose package-info has @NullMarked") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                      events.add(
                          SimpleConditionEvent.violated(
                              type, type.getPackageName() + " is not @NullMarked: " + type));
                    }
                  }
                }));
  }

  private static void check(ArchRule rule) {
    rule.check(OURS);
  }

  private static DescribedPredicate<JavaField> areConstants() {
    return DescribedPredicate.describe(
        "are static and final", field -> field.getModifiers().containsAll(List.of(STATIC, FINAL)));
  }

  private static boolean isMutable(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent.atomic")
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(ConcurrentMap.class)
        || type.isAssignableTo(StringBuilder.class)
        || (!type.isInterface()
            && type.getPackageName().startsWith("java.util")
            && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)));
  }
}
