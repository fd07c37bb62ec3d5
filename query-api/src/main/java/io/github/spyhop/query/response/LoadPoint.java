package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * The load of a statement family within a bucket of time.
 *
 * @param time the bucket's start
 * @param seconds the bucket's length
 * @param digestId empty for all families that are not shown on their own
 * @param averageActive how many of its statements ran at once, on average
 */
public record LoadPoint(
        Instant time,
        int seconds,
        @JsonProperty("digest_id") String digestId,
        @JsonProperty("digest_text") String digestText,
        @JsonProperty("average_active") double averageActive) {}
