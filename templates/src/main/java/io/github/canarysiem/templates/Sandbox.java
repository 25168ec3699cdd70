package io.github.canarysiem.templates;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may reach: entries of maps and lists, and the counters of a loop. No property and no method of any other
 * object, so no way from a value to its class. Filters and tests are called as methods, by the template engine itself.
 */
final class Sandbox extends ELResolver {
    private static final Set<String> CALLS = Set.of("filter", "evaluate", "evaluateNegate");

    private static final Pattern INDEX = Pattern.compile("-?[0-9]{1,9}");

    private final ELResolver lists = new JinjavaListELResolver(true);
    private final ELResolver beans = new JinjavaBeanELResolver(true);

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (base == null) {
            return null;
        }
        if (base instanceof Map<?, ?> map) {
            context.setPropertyResolved(true);
            if (!map.containsKey(String.valueOf(property))) {
                throw new ELException("the map has no such entry: " + property);
            }
            return map.get(String.valueOf(property));
        }
        if (base instanceof List && INDEX.matcher(String.valueOf(property)).matches()) {
            return lists.getValue(context, base, property);
        }
        if (isCallable(base)) {
            context.setPropertyResolved(true);
            return null;
        }
        if (base instanceof ForLoop) {
            return beans.getValue(context, base, property);
        }
        throw new ELException("a template may not look into this value: " + property);
    }

    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?>[] types, @Nullable Object[] parameters) {
        if (isCallable(base) && CALLS.contains(String.valueOf(method))) {
            return beans.invoke(context, base, method, types, parameters);
        }
        throw new ELException("a template may not call a method: " + method);
    }

    private static boolean isCallable(Object base) {
        return base instanceof Filter || base instanceof ExpTest;
    }

    @Override
    public Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        context.setPropertyResolved(true);
        return Object.class;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        throw new ELException("a template may not change a value");
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        context.setPropertyResolved(true);
        return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return Object.class;
    }
}
