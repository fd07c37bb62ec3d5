package io.github.spyhop.collector.alert;

import java.util.Map;

/** What a rule says of a fact. */
sealed interface Verdict {

    /** What the rule is about here, such as a digest id; empty for the whole instance. */
    String subject();

    /** It is as the rule fears. */
    record Breach(String subject, String summary, Map<String, String> details) implements Verdict {

        public Breach {
            details = Map.copyOf(details);
        }
    }

    /** It is not. */
    record Fine(String subject) implements Verdict {}
}
