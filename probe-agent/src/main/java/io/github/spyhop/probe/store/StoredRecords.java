package io.github.spyhop.probe.store;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The record codec reads these by reflection, which a native image must be told. */
@RegisterForReflection(
        targets = {
            DigestDocument.class,
            WireCoverageDocument.class,
            WireCoverageDocument.Capture.class,
            WireSampleDocument.class,
            WireWindowDocument.class
        })
final class StoredRecords {

    private StoredRecords() {}
}
