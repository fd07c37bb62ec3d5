package io.github.spyhop.collector.normalise;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A system variable that was set otherwise. */
public sealed interface ParameterChange {

    /** What is said of it. */
    String detail();

    /** One whose values may be seen. */
    record Shown(String name, String before, String now) implements ParameterChange {

        /** How much of a value is shown. */
        static final int VALUE_CHARS_MAX = 200;

        @Override
        public String detail() {
            boolean isLong = Math.max(before.length(), now.length()) > VALUE_CHARS_MAX;
            return "%s: %s to %s"
                    .formatted(
                            name,
                            shown(isLong ? without(before, now) : before),
                            shown(isLong ? without(now, before) : now));
        }

        /** Of a long list, such as optimizer_switch, the parts alone that the other has not. */
        private static String without(String list, String other) {
            Set<String> parts = new LinkedHashSet<>(List.of(list.split(",")));
            List.of(other.split(",")).forEach(parts::remove);
            return String.join(",", parts);
        }

        private static String shown(String value) {
            if (value.isEmpty()) {
                return "''";
            }
            return value.length() <= VALUE_CHARS_MAX
                    ? value
                    : value.substring(0, VALUE_CHARS_MAX) + " …";
        }
    }

    /** One that may be a secret. */
    record Hidden(String name) implements ParameterChange {

        @Override
        public String detail() {
            return name + ": changed";
        }
    }
}
