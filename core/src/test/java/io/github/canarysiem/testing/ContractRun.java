package io.github.canarysiem.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs a test class inside a test. */
final class ContractRun {
    private final Events tests;

    private ContractRun(Events tests) {
        this.tests = tests;
    }

    /** Runs all tests of the class. */
    static ContractRun of(Class<?> testClass) {
        return of(selector -> true, testClass);
    }

    /** Runs these tests of the class. */
    static ContractRun of(Class<?> testClass, String... methods) {
        return of(List.of(methods)::contains, testClass);
    }

    private static ContractRun of(Predicate<String> wanted, Class<?> testClass) {
        PostDiscoveryFilter filter = descriptor -> FilterResult.includedIf(descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> wanted.test(((MethodSource) source).getMethodName()))
                .orElse(true));
        return new ContractRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .filters(filter)
                .execute()
                .testEvents());
    }

    /** Names of the test methods that failed, each once. */
    List<String> failed() {
        return names(tests.failed());
    }

    /** Names of the test methods that passed, each once. */
    List<String> passed() {
        return names(tests.succeeded());
    }

    private static List<String> names(Events events) {
        return events.stream().map(ContractRun::method).distinct().toList();
    }

    private static String method(Event event) {
        TestSource source = event.getTestDescriptor().getSource().orElseThrow();
        return ((MethodSource) source).getMethodName();
    }
}
