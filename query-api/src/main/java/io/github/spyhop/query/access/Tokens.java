package io.github.spyhop.query.access;

import io.github.spyhop.model.store.AccessTokenDocument;
import io.github.spyhop.query.read.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The known tokens: those of the configuration, and those that were made by {@link
 * AccessTokenResource}. Only hashes are held.
 */
@ApplicationScoped
public class Tokens {

    private static final int LENGTH_MIN = 16;
    private static final Duration USE_NOTED_EVERY = Duration.ofHours(1);

    private final List<Configured> configured = new ArrayList<>();
    private final AccessTokens stored;
    private final Clock clock = Clock.systemUTC();

    Tokens(AccessConfig config, AccessTokens stored) {
        this.stored = stored;
        add(config.adminToken(), Roles.ADMIN);
        add(config.operatorToken(), Roles.OPERATOR);
        add(config.viewerToken(), Roles.VIEWER);
    }

    private void add(Optional<String> token, String role) {
        token.filter(text -> !text.isBlank())
                .ifPresent(text -> {
                    if (text.length() < LENGTH_MIN) {
                        throw new IllegalArgumentException(
                                "spyhop.access.%s-token has fewer than %d characters: give one of `openssl rand -hex 24`"
                                        .formatted(role, LENGTH_MIN));
                    }
                    configured.add(new Configured(role, TokenText.hashOf(text)));
                });
    }

    /**
     * Who the bearer of a token is, if it is known and still valid. Reads the store: blocks. Hashes
     * are compared in constant time.
     */
    public Optional<Bearer> bearerOf(String token) {
        byte[] hash = TokenText.hashOf(token);
        Optional<Bearer> found = Optional.empty();
        for (Configured each : configured) {
            if (MessageDigest.isEqual(each.hash, hash)) {
                found = Optional.of(Bearer.of(each.role, each.role));
            }
        }
        return found.or(() -> TokenText.parse(token).flatMap(this::storedBearerOf));
    }

    private Optional<Bearer> storedBearerOf(TokenText token) {
        Instant now = clock.instant();
        Optional<AccessTokenDocument> known =
                stored.withId(token.id())
                        .filter(document -> isSame(document.hash(), token.hash()))
                        .filter(document -> document.isValidAt(now));
        known.filter(document -> isUseToBeNoted(document, now))
                .ifPresent(document -> stored.used(document.id(), now));
        return known.map(Tokens::bearerOf);
    }

    private static Bearer bearerOf(AccessTokenDocument token) {
        String name = token.name() + " (" + token.id() + ")";
        List<String> instances = token.instances();
        return instances == null
                ? Bearer.of(name, token.role())
                : Bearer.ofInstances(name, Set.copyOf(instances));
    }

    private static boolean isUseToBeNoted(AccessTokenDocument token, Instant now) {
        Instant last = token.lastUsedAt();
        return last == null || last.plus(USE_NOTED_EVERY).isBefore(now);
    }

    private static boolean isSame(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }

    private static final class Configured {
        private final String role;
        private final byte[] hash;

        Configured(String role, byte[] hash) {
            this.role = role;
            this.hash = hash;
        }
    }
}
