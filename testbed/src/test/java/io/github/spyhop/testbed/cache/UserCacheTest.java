package io.github.spyhop.testbed.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheTest {

    @TempDir Path folder;

    @Test
    void installsABundleOnce() throws Exception {
        AtomicInteger installs = new AtomicInteger();
        UserCache cache = new UserCache(folder);
        UserCache.Installer installer = counting(installs);

        Path first = cache.bundle("tool", installer);
        Path second = cache.bundle("tool", installer);

        assertThat(second).isEqualTo(first);
        assertThat(first.resolve("bin/tool")).hasContent(first.toString());
        assertThat(installs).hasValue(1);
    }

    @Test
    void installsAgainWhatWasDamaged() throws Exception {
        AtomicInteger installs = new AtomicInteger();
        UserCache cache = new UserCache(folder);
        Path bundle = cache.bundle("tool", counting(installs));
        Files.writeString(bundle.resolve("bin/tool"), "cut");

        cache.bundle("tool", counting(installs));

        assertThat(installs).hasValue(2);
        assertThat(bundle.resolve("bin/tool")).hasContent(bundle.toString());
    }

    @Test
    void leavesNothingOfAFailedInstall() throws IOException {
        UserCache cache = new UserCache(folder);

        assertThatThrownBy(() ->
                        cache.bundle(
                                "tool",
                                (staging, home) -> {
                                    Files.writeString(staging.resolve("half"), "x");
                                    throw new IOException("disk full");
                                }))
                .hasMessage("disk full");

        assertThat(folder.resolve("tool")).doesNotExist();
        assertThat(folder.resolve("tool.partial")).doesNotExist();
    }

    private static UserCache.Installer counting(AtomicInteger installs) {
        return (staging, home) -> {
            installs.incrementAndGet();
            Files.createDirectories(staging.resolve("bin"));
            Files.writeString(staging.resolve("bin/tool"), home.toString());
        };
    }
}
