package io.github.spyhop.query.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The known tokens, held only as hashes, with the roles that each gives. */
@ApplicationScoped
public class Tokens {

    private static final int LENGTH_MIN = 16;

    private final List<Known> known = new ArrayList<>();

    Tokens(AccessConfig config) {
        add(config.adminToken(), Roles.ADMIN, Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN));
        add(config.operatorToken(), Roles.OPERATOR, Set.of(Roles.VIEWER, Roles.OPERATOR));
        add(config.viewerToken(), Roles.VIEWER, Set.of(Roles.VIEWER));
    }

    private void add(Optional<String> token, String name, Set<String> roles) {
        token.filter(text -> !text.isBlank())
                .ifPresent(text -> {
                    if (text.length() < LENGTH_MIN) {
                        throw new IllegalArgumentException(
                                "spyhop.access.%s-token has fewer than %d characters: give one of `openssl rand -hex 24`"
                                        .formatted(name, LENGTH_MIN));
                    }
                    known.add(new Known(name, hash(text), roles));
                });
    }

    /** Who the bearer of a token is, if it is known. Every known token is compared, in constant time. */
    public Optional<Bearer> bearerOf(String token) {
        byte[] hash = hash(token);
        Bearer found = null;
        for (Known each : known) {
            if (MessageDigest.isEqual(each.hash, hash)) {
                found = new Bearer(each.name, each.roles);
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The name and roles that a token stands for. */
    public record Bearer(String name, Set<String> roles) {

        public Bearer {
            roles = Set.copyOf(roles);
        }
    }

    private static final class Known {
        private final String name;
        private final byte[] hash;
        private final Set<String> roles;

        Known(String name, byte[] hash, Set<String> roles) {
            this.name = name;
            this.hash = hash;
            this.roles = roles;
        }
    }
}
