package io.github.spyhop.query.query;

import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.statement.StatementKind;
import io.github.spyhop.query.read.MonthlySlowLogs;
import io.github.spyhop.query.read.MonthlySlowLogs.Family;
import io.github.spyhop.query.response.MonthlyStatistics.OfInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds the slow logs of a month up by instance. */
@ApplicationScoped
public class CalculateMonth {

    private final MonthlySlowLogs logs;

    CalculateMonth(MonthlySlowLogs logs) {
        this.logs = logs;
    }

    /** By instance; all, or those that are named. */
    public List<OfInstance> calculate(YearMonth month, List<String> instances) {
        Map<String, List<Family>> byInstance = new TreeMap<>();
        for (Family family : logs.families(month, instances)) {
            byInstance
                    .computeIfAbsent(family.instance(), instance -> new ArrayList<>())
                    .add(family);
        }
        SqlDigester digester = new SqlDigester();
        return byInstance.entrySet().stream()
                .map(entry -> ofInstance(month, entry.getKey(), entry.getValue(), digester))
                .toList();
    }

    private static OfInstance ofInstance(
            YearMonth month, String instance, List<Family> families, SqlDigester digester) {
        Map<StatementKind, Long> kinds = new EnumMap<>(StatementKind.class);
        long executions = 0;
        long lines = 0;
        double time = 0;
        double examined = 0;
        for (Family family : families) {
            kinds.merge(
                    digester.digest(family.digestText()).kind(), family.executions(), Long::sum);
            executions += family.executions();
            lines += family.days();
            time += family.time();
            examined += family.rowsExamined();
        }
        return new OfInstance(
                month.toString(),
                instance,
                families.size(),
                lines,
                executions,
                time,
                time / Math.max(1, executions),
                Math.round(examined),
                kinds.getOrDefault(StatementKind.READ, 0L),
                kinds.getOrDefault(StatementKind.WRITE, 0L),
                kinds.getOrDefault(StatementKind.DDL, 0L),
                kinds.getOrDefault(StatementKind.TRANSACTION, 0L));
    }
}
