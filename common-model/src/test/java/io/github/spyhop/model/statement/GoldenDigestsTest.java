package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What real servers said once; {@link GoldenDigestsIT} asks them whether they still do. */
class GoldenDigestsTest {

    static final List<GoldenFile.Entry> ENTRIES = GoldenFile.entries();

    @ParameterizedTest(name = "{0}")
    @FieldSource("ENTRIES")
    void equalsTheServersText(GoldenFile.Entry entry) {
        StatementDigest digest = new SqlDigester(entry.options()).digest(entry.bytes());

        assertThat(digest.text()).isEqualTo(entry.text());
    }

    @Test
    void holdsARuleAStatement() {
        assertThat(ENTRIES).hasSizeGreaterThan(150);
    }
}
