package io.github.spyhop.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.statement.StatementDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An operation is one statement: each of the source's in turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
public class DigestBenchmark {

    /** See {@link Statements#of}. */
    @Param(Statements.SYSBENCH)
    public String source = "";

    private String[] texts = {};
    private byte[][] statements = {};
    private int next;

    /** As the probe has it: families stay known. */
    private final SqlDigester digester =
            new SqlDigester(
                    DigestOptions.DEFAULT.withDigestLengthMax(DigestOptions.SERVER_DIGEST_LENGTH));

    /** Forgets each family at the next one. */
    private final SqlDigester forgetful =
            new SqlDigester(
                    DigestOptions.DEFAULT
                            .withDigestLengthMax(DigestOptions.SERVER_DIGEST_LENGTH)
                            .withFamiliesMax(1));

    @Setup
    public void read() throws IOException {
        List<String> read = new ArrayList<>(Statements.of(source));
        Collections.shuffle(read, new Random(1));
        texts = read.toArray(String[]::new);
        statements = read.stream().map(sql -> sql.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    /** Statements of known families. */
    @Benchmark
    public StatementDigest known() {
        return digester.digest(statements[turn()]);
    }

    /** Statements of families not known, but for neighbours: the text is written and hashed. */
    @Benchmark
    public StatementDigest unknown() {
        return forgetful.digest(statements[turn()]);
    }

    /** A peer: JSqlParser's parse, without the thread that it starts for a time limit. */
    @Benchmark
    public Object jsqlparser() throws JSQLParserException {
        String sql = texts[turn()];
        try {
            return CCJSqlParserUtil.newParser(sql).withAllowComplexParsing(false).Statement();
        } catch (ParseException | RuntimeException refused) {
            return refused;
        }
    }

    private int turn() {
        int turn = next;
        next = turn + 1 == statements.length ? 0 : turn + 1;
        return turn;
    }
}
