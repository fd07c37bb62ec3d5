package io.github.spyhop.binlog.definition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Adds, changes and removes sources, after a look at what is asked for. */
public final class ManageDefinitions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    private final DefinitionStore store;
    private final Optional<String> configured;

    /**
     * @param configured the name of the source that the environment describes, if it does
     */
    public ManageDefinitions(DefinitionStore store, Optional<String> configured) {
        this.store = store;
        this.configured = configured;
    }

    /** What came of a request. */
    public sealed interface Outcome {

        /** It is kept; replicas follow within seconds. */
        record Done(SourceDefinition definition) implements Outcome {}

        /** The request is at fault, in a way that is said. */
        record Invalid(String detail) implements Outcome {}

        /** Something else stands against it. */
        record Conflict(String detail) implements Outcome {}

        /** There is no such source. */
        record Absent() implements Outcome {}
    }

    public Outcome add(String name, Map<String, String> settings) {
        if (!NAME.matcher(name).matches()) {
            return new Outcome.Invalid(
                    "The field name must match " + NAME.pattern() + ", unlike \"" + name + "\".");
        }
        SourceDefinition definition = definition(name, settings);
        return checked(definition)
                .orElseGet(() ->
                        store.add(definition)
                                ? new Outcome.Done(definition)
                                : new Outcome.Conflict("There is a source " + name + " already."));
    }

    /** Puts all settings in place of the old ones; secrets that are not given stay. */
    public Outcome change(String name, Map<String, String> settings) {
        Optional<SourceDefinition> old = store.find(name);
        if (old.isEmpty()) {
            return absent(name);
        }
        Map<String, String> together = new HashMap<>(settings);
        for (String secret : SettingNames.SECRET) {
            String kept = old.get().settings().get(secret);
            if (kept != null) {
                together.putIfAbsent(secret, kept);
            }
        }
        SourceDefinition definition = definition(name, together);
        return checked(definition)
                .orElseGet(() ->
                        store.replace(definition)
                                ? new Outcome.Done(definition)
                                : new Outcome.Absent());
    }

    /** Its checkpoint stays, so that it goes on there when it is added again. */
    public Outcome remove(String name) {
        Optional<SourceDefinition> old = store.find(name);
        return old.isPresent() && store.remove(name) ? new Outcome.Done(old.get()) : absent(name);
    }

    private Outcome absent(String name) {
        return configured.filter(name::equals).isPresent()
                ? new Outcome.Conflict(
                        "The environment describes the source " + name + ": change it there.")
                : new Outcome.Absent();
    }

    private static SourceDefinition definition(String name, Map<String, String> settings) {
        return new SourceDefinition(name, UUID.randomUUID().toString(), settings);
    }

    private Optional<Outcome> checked(SourceDefinition definition) {
        Map<String, String> settings = definition.settings();
        for (String setting : settings.keySet()) {
            if (!SettingNames.all().contains(setting)) {
                return Optional.of(
                        new Outcome.Invalid(
                                "The field "
                                        + setting
                                        + " is not known; those that are: "
                                        + String.join(", ", SettingNames.all())));
            }
        }
        String serverId = settings.getOrDefault(SourceDefinition.SERVER_ID, "");
        if (settings.getOrDefault("host", "").isBlank() || serverId.isBlank()) {
            return Optional.of(
                    new Outcome.Invalid(
                            "The fields host and server_id are needed, the latter an id that no"
                                    + " other replica of the server has."));
        }
        if (configured.filter(definition.name()::equals).isPresent()) {
            return Optional.of(
                    new Outcome.Conflict(
                            "The environment describes a source of the name "
                                    + definition.name()
                                    + "."));
        }
        Optional<String> other =
                store.all().stream()
                        .filter(one -> !one.name().equals(definition.name()))
                        .filter(one ->
                                serverId.equals(one.settings().get(SourceDefinition.SERVER_ID)))
                        .map(SourceDefinition::name)
                        .findFirst();
        if (other.isPresent()) {
            return Optional.of(
                    new Outcome.Conflict(
                            "The source %s has the server_id %s already."
                                    .formatted(other.get(), serverId)));
        }
        return invalidValue(definition);
    }

    private static Optional<Outcome> invalidValue(SourceDefinition definition) {
        try {
            DefinedConfig.of(definition);
            return Optional.empty();
        } catch (IllegalArgumentException invalid) {
            return Optional.of(
                    new Outcome.Invalid(
                            "A setting cannot be read: " + String.valueOf(invalid.getMessage())));
        }
    }
}
