package io.blatam.node.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows of docs/architecture.md: {@code node → {gateway, bul, gamma, agents, redundancy,
 * export} → inference → kvcache → platform}, and a service uses another only through its {@code
 * api}.
 */
@AnalyzeClasses(
    packages = "io.blatam",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArrowsTest.WithoutTestKits.class})
class ArrowsTest {

  /**
   * A packaged build reads the test kit from its jar, which the usual option takes for production.
   */
  static final class WithoutTestKits implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String[] SERVICES = {
    "bul", "gamma", "agents", "redundancy", "export", "gateway"
  };

  @ArchTest
  static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.blatam..")
          .layer("node")
          .definedBy("io.blatam.node..")
          .layer("gateway")
          .definedBy("io.blatam.gateway..")
          .layer("services")
          .definedBy(
              "io.blatam.bul..",
              "io.blatam.gamma..",
              "io.blatam.agents..",
              "io.blatam.redundancy..",
              "io.blatam.export..")
          .layer("inference")
          .definedBy("io.blatam.inference..")
          .layer("kvcache")
          .definedBy("io.blatam.kvcache..")
          .layer("platform")
          .definedBy("io.blatam.platform..")
          .withOptionalLayers(true)
          .whereLayer("node")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("gateway")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("services")
          .mayOnlyBeAccessedByLayers("node")
          .whereLayer("inference")
          .mayOnlyBeAccessedByLayers("services", "node")
          .whereLayer("kvcache")
          .mayOnlyBeAccessedByLayers("inference", "node");

  @ArchTest
  static final ArchRule GATEWAY_KNOWS_THE_PLATFORM_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.blatam.gateway..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.blatam..")
                  .and(not(resideInAnyPackage("io.blatam.gateway..", "io.blatam.platform.."))))
          .allowEmptyShould(true);

  @ArchTest
  static void a_service_uses_another_only_through_its_api(JavaClasses all) {
    for (String service : SERVICES) {
      noClasses()
          .that()
          .resideOutsideOfPackages("io.blatam." + service + "..", "io.blatam.node..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.blatam." + service + "..")
                  .and(not(resideInAPackage("io.blatam." + service + ".api.."))))
          .because("what others may use of " + service + " is in its api package")
          .check(all);
    }
  }

  @ArchTest
  static void inference_and_the_cache_are_used_through_their_api(JavaClasses all) {
    for (String room : new String[] {"inference", "kvcache"}) {
      noClasses()
          .that()
          .resideOutsideOfPackages("io.blatam." + room + "..", "io.blatam.node..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.blatam." + room + "..")
                  .and(not(resideInAPackage("io.blatam." + room + ".api.."))))
          .check(all);
    }
  }

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_MODULES =
      slices().matching("io.blatam.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_THE_PACKAGES_OF_A_MODULE =
      slices()
          .matching("io.blatam.(*).(*)..")
          .should()
          .beFreeOfCycles()
          // An api may hold the door to what implements it, such as Inference.get(system).
          .ignoreDependency(resideInAPackage("io.blatam.*.api.."), alwaysTrue())
          // A store speaks of the records that it keeps, which belong to the features that use it.
          .ignoreDependency(resideInAPackage("io.blatam.*.store.."), alwaysTrue());

  @ArchTest
  static final ArchRule ROUTES_ARE_NOT_USED_BY_FEATURES =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.blatam.*.http..", "io.blatam.node..", "io.blatam.*")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.blatam.*.http..")
                  .and(not(resideInAPackage("io.blatam.platform.http.."))))
          .because("routes translate and validate; nothing stands on them");

  @ArchTest
  static final ArchRule EVERY_SERVICE_HAS_THE_SAME_PACKAGES =
      classes()
          .that()
          .implement("io.blatam.platform.Service")
          .should()
          .resideInAnyPackage("io.blatam.*", "io.blatam.*.http..")
          .because("whoever has read one service finds the start of every other");

  @ArchTest
  static final ArchRule CLASSES_ARE_NAMED_AFTER_A_CONCEPT =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|V2)$");

  /** An adapter may speak a library's own levels; nobody logs through another facade. */
  @ArchTest
  static final ArchRule ONE_LOGGING_FACADE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.logging\\.Logger|org\\.apache\\.(log4j|commons\\.logging)\\..*");

  @ArchTest
  static final ArchRule THE_CORE_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.blatam.kvcache.engine..",
              "io.blatam.kvcache.analytics..",
              "io.blatam.inference.fingerprint..",
              "io.blatam.export.document..",
              "io.blatam.export.docx..",
              "io.blatam.export.html..",
              "io.blatam.export.pdf..",
              "io.blatam.redundancy.readability..",
              "io.blatam.redundancy.repetition..",
              "io.blatam.redundancy.similarity..",
              "io.blatam.redundancy.keyword..",
              "io.blatam.bul.brief..",
              "io.blatam.bul.document..",
              "io.blatam.bul.finance..",
              "io.blatam.bul.locale..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("akka..")
          .because("a rule of the domain is tested without starting an actor system");
}
