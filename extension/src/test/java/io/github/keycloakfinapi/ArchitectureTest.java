package io.github.keycloakfinapi;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.keycloakfinapi.account.FinapiUser;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.cluster.ClusterEvent;
import org.keycloak.models.UserProvider;

class ArchitectureTest {
    private static final String ROOT = ArchitectureTest.class.getPackageName();
    static final JavaClasses EXTENSION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> INTERNAL = describe("internal to the server", Internals::is);

    private static final DescribedPredicate<JavaClass> FOR_ONE_PACKAGE =
            describe("internal to the server, and none of the exceptions", Internals::isForOnePackage);

    private static final DescribedPredicate<JavaMethodCall> LOOKS_FOR_A_USER = describe(
            "looks for a user",
            call -> call.getTargetOwner().isAssignableTo(UserProvider.class)
                    && call.getName().matches("(get|search)(Federated)?(For)?User(?!Count).*"));

    @Test
    void onlyOnePackageTouchesTheServersInternalClasses() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Internals.PACKAGE)
                .should()
                .dependOnClassesThat(FOR_ONE_PACKAGE)
                .check(EXTENSION);
    }

    /** Otherwise the test above would say nothing. */
    @Test
    void thatPackageIsThereForThem() {
        classes()
                .that()
                .haveSimpleName("BearerToken")
                .should()
                .dependOnClassesThat(INTERNAL)
                .check(EXTENSION);
    }

    /** A node with an older version of the extension lacks the class: during an upgrade both versions run. */
    @Test
    void noOtherNodeGetsAnObjectOfTheExtension() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ClusterEvent.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.infinispan..", "org.jgroups..")
                .check(EXTENSION);
    }

    @Test
    void thePackageForKeycloaksInternalClassesKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internals")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT,
                        ROOT + ".account",
                        ROOT + ".api",
                        ROOT + ".callback",
                        ROOT + ".check",
                        ROOT + ".configuration",
                        ROOT + ".mandator",
                        ROOT + ".oauth",
                        ROOT + ".openapi",
                        ROOT + ".realmimport",
                        ROOT + ".register",
                        ROOT + ".ui",
                        ROOT + ".users")
                .check(EXTENSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callback",
                "check",
                "configuration",
                "mandator",
                "oauth",
                "openapi",
                "realmimport",
                "register",
                "ui",
                "users"
            })
    void aCapabilityKnowsNothingOfTheOthers(String capability) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + capability)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(
                                "callback",
                                "check",
                                "configuration",
                                "mandator",
                                "oauth",
                                "openapi",
                                "realmimport",
                                "ui",
                                "users")
                        .filter(other -> !other.equals(capability))
                        .map(other -> ROOT + "." + other)
                        .toArray(String[]::new))
                .check(EXTENSION);
    }

    /** Whoever has found a user by Keycloak itself may have found an administrator. */
    @Test
    void finapisUsersAreFoundInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(FinapiUser.class.getName())
                .and()
                .resideOutsideOfPackage(ROOT + ".internals")
                .should()
                .callMethodWhere(LOOKS_FOR_A_USER)
                .check(EXTENSION);
    }

    @Test
    void packagesDependInOneDirection() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(EXTENSION);
    }

    @Test
    void noClassIsServedAtTheServersRoot() {
        classes()
                .should()
                .notBeAnnotatedWith(Path.class)
                .andShould()
                .notBeAnnotatedWith(Provider.class)
                .check(EXTENSION);
    }
}
