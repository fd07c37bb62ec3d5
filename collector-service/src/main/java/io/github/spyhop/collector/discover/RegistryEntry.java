package io.github.spyhop.collector.discover;

/** An instance of the registry: one that can be watched, or one whose entry cannot be used. */
public sealed interface RegistryEntry {

    String name();

    /** An entry with a login. */
    record Watchable(Target target) implements RegistryEntry {
        @Override
        public String name() {
            return target.name();
        }
    }

    /** An entry that cannot be used, and why; nothing secret is in the reason. */
    record Unusable(String name, String reason) implements RegistryEntry {}
}
