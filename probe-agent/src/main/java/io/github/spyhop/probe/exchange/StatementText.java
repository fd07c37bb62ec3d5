package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.Request;
import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.WireReader;

/**
 * Finds the statement in a COM_QUERY (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query.html">its
 * layout</a>):
 *
 * <pre>
 * 0x03 [attributes:length-encoded sets:length-encoded
 *      [null_bitmap 1 (type:2 name:length-encoded)… values…]] statement
 * </pre>
 *
 * The attributes are there if the login agreed on them. Of a login that was not seen, the bytes
 * tell: a count and the number 1 of sets cannot begin a statement.
 */
final class StatementText {

    private StatementText() {}

    /** Where the statement begins within the request's bytes; beyond their end if it is malformed. */
    static int start(Request request, WireReader reader, ParameterBlock block) {
        int first = request.offset() + 1;
        if (!hasAttributes(request)) {
            return first;
        }
        reader.on(request.bytes(), first, request.length() - 1);
        block.startQuery();
        ParameterTypes types = block.types(null);
        if (types != null) {
            block.skipValues(types);
        }
        return reader.isIntact() ? reader.position() : request.offset() + request.length();
    }

    private static boolean hasAttributes(Request request) {
        if (request.capabilitiesKnown()) {
            return request.capabilities().has(Capabilities.QUERY_ATTRIBUTES);
        }
        return request.length() > 3 && request.bytes()[request.offset() + 2] == 1;
    }
}
