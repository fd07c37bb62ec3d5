package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One page of slow statements.
 *
 * @param total statements on all pages; counted up to 100,000
 * @param page this page's number, from 1
 * @param pageSize statements on a page
 * @param items the statements of this page
 */
public record SlowQueryPage(
        long total, int page, @JsonProperty("page_size") int pageSize, List<SlowQueryView> items) {}
