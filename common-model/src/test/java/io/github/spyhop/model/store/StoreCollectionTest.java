package io.github.spyhop.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreCollectionTest {

    @Test
    void takesTheFirstVariableThatIsSet() {
        assertThat(StoreCollection.SLOW_QUERIES.nameIn(Map.of())).isEqualTo("mysql_slowquery");
        assertThat(
                        StoreCollection.SLOW_QUERIES.nameIn(
                                Map.of("MONGO_RDS_MYSQL_SLOW_SQL_COLLECTION", "second")))
                .isEqualTo("second");
        assertThat(
                        StoreCollection.SLOW_QUERIES.nameIn(
                                Map.of(
                                        "MONGODB_SLOWLOG_COLLECTION_NAME", "first",
                                        "MONGO_RDS_MYSQL_SLOW_SQL_COLLECTION", "second")))
                .isEqualTo("first");
    }

    @Test
    void givesEachCollectionAnotherName() {
        List<String> names =
                Arrays.stream(StoreCollection.values()).map(each -> each.nameIn(Map.of())).toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void refusesAnExpiringIndexOfTwoFields() {
        assertThatThrownBy(() ->
                        new IndexSpec(List.of("a", "b"), false, Optional.of(Duration.ofDays(1))))
                .hasMessageContaining("[a, b]");
    }
}
