package io.github.spyhop.testbed.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AptSourceTest {

    @Test
    void readsTheMirrorOfAOneLineSource() {
        List<String> lines =
                List.of(
                        "# deb http://old.example/debian bookworm main",
                        "deb-src http://src.example/debian bookworm main",
                        "deb [signed-by=/k.gpg arch=amd64] http://a.example/debian bookworm main");

        assertThat(AptSource.oneLineMirror(lines, "bookworm")).contains("http://a.example/debian");
        assertThat(AptSource.oneLineMirror(lines, "trixie")).isEmpty();
    }

    @Test
    void readsTheMirrorOfADeb822Stanza() {
        List<String> lines =
                List.of(
                        "Types: deb",
                        "URIs: http://other.example/node",
                        "Suites: nodistro",
                        "",
                        "# comment: yes",
                        "Types: deb",
                        "URIs: http://b.example/debian http://c.example/debian",
                        "Suites: bookworm bookworm-updates",
                        "Components: main");

        assertThat(AptSource.deb822Mirror(lines, "bookworm")).contains("http://b.example/debian");
        assertThat(AptSource.deb822Mirror(lines, "sid")).isEmpty();
    }
}
