package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.filter.ColumnTreatment;
import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.value.ColumnValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Values of columns that subscribers are not to see as they are. */
final class TreatedValues {

    private static final String ALGORITHM = "HmacSHA256";

    private TreatedValues() {}

    /** Not for hidden columns, which have no value at all. */
    static ColumnValue of(ColumnTreatment treatment, ColumnValue plain, String hashKey) {
        return switch (treatment) {
            case PLAIN -> plain;
            case MASKED, HIDDEN -> (bytes, start, end, json) -> json.ascii("\"***\"");
            case HASHED -> hashed(plain, hashKey);
        };
    }

    private static ColumnValue hashed(ColumnValue plain, String hashKey) {
        Mac mac = macOf(hashKey);
        JsonBytes scratch = new JsonBytes();
        return (bytes, start, end, json) -> {
            scratch.clear();
            plain.write(bytes, start, end, scratch);
            json.raw('"')
                    .ascii(HexFormat.of().formatHex(mac.doFinal(scratch.copyFrom(0))))
                    .raw('"');
        };
    }

    private static Mac macOf(String hashKey) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(hashKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
