package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** One page of slow statements. */
public record SlowQueryPage(
        long total, int page, @JsonProperty("page_size") int pageSize, List<SlowQueryView> items) {}
