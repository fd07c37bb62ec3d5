package io.github.spyhop.collector;

import io.github.spyhop.collector.alert.AlertDesk;
import io.github.spyhop.collector.alert.send.PersonalNotices;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.explain.Explainer;
import io.github.spyhop.collector.store.AddressStore;
import io.github.spyhop.collector.store.DigestStore;
import io.github.spyhop.collector.store.EventStore;
import io.github.spyhop.collector.store.InstanceStates;
import io.github.spyhop.collector.store.LockStore;
import io.github.spyhop.collector.store.ParameterStore;
import io.github.spyhop.collector.store.PlanStore;
import io.github.spyhop.collector.store.SampleStore;
import io.github.spyhop.collector.store.SlowQueryStore;
import io.github.spyhop.collector.store.StatusStore;
import io.github.spyhop.collector.store.StorageStore;
import io.github.spyhop.collector.store.TopologyStore;
import io.github.spyhop.collector.store.WaitStore;
import io.github.spyhop.collector.store.WireSamples;
import io.github.spyhop.model.store.Store;
import io.vertx.core.Vertx;
import java.util.Optional;

/** What all watched instances share. */
record Services(
        CollectorConfig config,
        Vertx vertx,
        TaskMeters meters,
        Store store,
        InstanceStates states,
        AddressStore addresses,
        WireSamples wireSamples,
        SlowQueryStore slowQueries,
        PlanStore plans,
        DigestStore digests,
        SampleStore samples,
        StatusStore status,
        WaitStore waits,
        LockStore locks,
        TopologyStore topology,
        ParameterStore parameters,
        StorageStore storage,
        EventStore events,
        Explainer explainer,
        AlertDesk alerts,
        Optional<PersonalNotices> personal) {}
