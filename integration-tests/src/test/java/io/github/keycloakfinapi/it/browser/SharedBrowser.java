package io.github.keycloakfinapi.it.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the one Chromium of a test run. It is started for the first test that asks and ends with the run. */
final class SharedBrowser implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(SharedBrowser.class);

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
        var process = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(BrowserProcess.class, key -> new BrowserProcess(), BrowserProcess.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Browser.class, key -> process.browser(context.getRequiredTestClass()), Browser.class);
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
