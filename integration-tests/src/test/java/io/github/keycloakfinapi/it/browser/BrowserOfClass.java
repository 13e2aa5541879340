package io.github.keycloakfinapi.it.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One browser per test class, since Playwright's objects may be used by the thread only that has made them. */
final class BrowserOfClass implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserOfClass.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.find().isPresent() || Boolean.getBoolean("browser.required")
                ? ConditionEvaluationResult.enabled(null)
                : ConditionEvaluationResult.disabled(Chromium.ABSENT);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var process = ofClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(BrowserProcess.class, key -> new BrowserProcess(), BrowserProcess.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Browser.class, key -> process.browser(context.getRequiredTestClass()), Browser.class);
    }

    private static ExtensionContext ofClass(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                ? context
                : context.getParent().map(BrowserOfClass::ofClass).orElseThrow();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var browser = context.getStore(NAMESPACE).get(Browser.class, Browser.class);
        // What a failed test left behind would only hide why it failed.
        if (browser != null && context.getExecutionException().isEmpty()) {
            browser.checkPages();
        }
    }
}
