package io.github.spyhop.query.schedule;

import io.github.spyhop.query.report.ReportFormat;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which reports are made by themselves, and who is told. */
@ConfigMapping(prefix = "spyhop.reports")
public interface ScheduleConfig {

    /** Whether this replica makes reports; each is made by one of those that do so. */
    @WithDefault("false")
    boolean enabled();

    /**
     * When reports of the periods that have ended are made, as <a
     * href="https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html">Quartz</a>
     * writes it: by default each morning at six. What was missed is made up for.
     */
    @WithDefault("0 0 6 * * ?")
    String cron();

    /** Where days, weeks and months begin, and in which HTML and Markdown tell times. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** {@code day}, {@code week} (from Monday on), {@code month}, or several. */
    @WithDefault("month")
    Set<ReportPeriod> periods();

    /** {@code html}, {@code markdown}, {@code json}, or several. */
    @WithDefault("html,markdown,json")
    Set<ReportFormat> formats();

    /** The instances that have a report each; without any, there is one of the fleet. */
    Optional<List<String>> instances();

    /** The address of the console, for links. */
    Optional<URI> publicUrl();

    /** A Slack incoming webhook that is told of each report. From {@code SLACK_WEBHOOK_URL}. */
    Optional<URI> slackWebhookUrl();

    /** A webhook that is told of each report as JSON. */
    Optional<URI> webhookUrl();

    /** What the bodies to the webhook are signed with (HMAC-SHA-256). */
    Optional<String> webhookSigningKey();

    /** The alert channels that are told of each report, by their names. */
    Optional<List<String>> channels();

    /** Slack's API, for alert channels with a token. */
    @WithDefault("https://slack.com/api/")
    URI slackApi();

    /** Between two looks at what is due. */
    @WithDefault("30s")
    Duration every();
}
