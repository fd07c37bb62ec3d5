package io.github.spyhop.model.store;

import java.time.Instant;

/**
 * A request that changed something, or tried to ({@link StoreCollection#AUDIT}).
 *
 * @param at when it was answered; the minute, for what was counted together
 * @param actor the token's name; "anonymous", if there was none
 * @param client the address that it came from
 * @param method such as {@code POST}
 * @param target the path with its query
 * @param subject what it was about, where that stood in the body; else empty
 * @param status the status of the answer
 * @param count 1, or how often an anonymous client did the same within the minute
 */
public record AuditEntryDocument(
        Instant at,
        String actor,
        String client,
        String method,
        String target,
        String subject,
        int status,
        int count) {}
