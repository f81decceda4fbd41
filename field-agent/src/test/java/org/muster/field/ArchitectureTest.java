package org.muster.field;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses FIELD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.muster.field");

  @Test
  void fieldSideKnowsTheModelAndAFewLibraries() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.muster.field..",
            "org.muster.model..",
            "com.fasterxml.jackson.databind..",
            "com.eatthepath.otp..",
            "io.vertx.core..",
            "org.bouncycastle.util.encoders..",
            "org.jspecify.annotations..",
            "org.locationtech.jts.geom..",
            "org.slf4j..",
            "picocli..")
        .check(FIELD);
  }

  @Test
  void cardsAndOutboxKnowNothingOfTheConnection() {
    for (String alone : new String[] {"task", "outbox"}) {
      classes()
          .that()
          .resideInAPackage("org.muster.field." + alone)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.muster.field." + alone,
              "org.muster.model..",
              "com.fasterxml.jackson.databind..",
              "org.jspecify.annotations..",
              "org.slf4j..")
          .check(FIELD);
    }
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.muster.field.(*)..").should().beFreeOfCycles().check(FIELD);
  }
}
