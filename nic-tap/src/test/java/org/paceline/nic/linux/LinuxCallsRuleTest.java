package org.paceline.nic.linux;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LinuxCallsRuleTest {
    @Test
    void onlyOneClassKnowsTheForeignFunctionInterface() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.paceline.nic");

        noClasses()
                .that()
                .haveNameNotMatching("org\\.paceline\\.nic\\.linux\\.LinuxCalls(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage("jnr..", "com.kenai.."))
                .check(classes);
    }
}
