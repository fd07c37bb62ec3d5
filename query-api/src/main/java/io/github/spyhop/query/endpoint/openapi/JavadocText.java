package io.github.spyhop.query.endpoint.openapi;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment as the OpenAPI description has it, in Markdown.
 *
 * @param summary the first sentence, without its full stop
 * @param rest what follows it; empty, if nothing does
 * @param params what it says of each parameter or record component
 */
record JavadocText(String summary, String rest, Map<String, String> params) {

    /** Where nobody wrote anything. */
    static final JavadocText NONE = new JavadocText("", "", Map.of());

    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*(?=@\\w)");
    private static final Pattern PARAM =
            Pattern.compile("@param\\s+(\\w+)\\s+(.*)", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^}]*)}");
    private static final Pattern LINK =
            Pattern.compile("\\{@link(?:plain)?\\s+([^\\s}]+)(?:\\s+([^}]*))?}");
    private static final Pattern SENTENCE =
            Pattern.compile("(.*?)\\.(?:\\s+|$)(.*)", Pattern.DOTALL);
    private static final Pattern PARAGRAPH = Pattern.compile("\\s*<p>\\s*");

    JavadocText {
        params = Map.copyOf(params);
    }

    /** Reads a comment as it was written, without its stars. */
    static JavadocText of(String comment) {
        String[] blocks = BLOCK_TAG.split(comment);
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 1; i < blocks.length; i++) {
            Matcher param = PARAM.matcher(blocks[i].strip());
            if (param.matches()) {
                params.put(param.group(1), sentence(markdown(param.group(2))));
            }
        }
        String text = markdown(blocks[0]);
        Matcher first = SENTENCE.matcher(text);
        return first.matches()
                ? new JavadocText(plain(first.group(1)), first.group(2), params)
                : new JavadocText(plain(text), "", params);
    }

    /** All of it as one text. */
    String whole() {
        return summary.isEmpty() ? "" : sentence(rest.isEmpty() ? summary : summary + ". " + rest);
    }

    private static String markdown(String javadoc) {
        String code = CODE.matcher(javadoc).replaceAll("`$1`");
        String linked =
                LINK.matcher(code)
                        .replaceAll(link ->
                                Matcher.quoteReplacement(
                                        link.group(2) == null
                                                ? "`" + link.group(1).replace('#', '.') + "`"
                                                : link.group(2)));
        String[] paragraphs = PARAGRAPH.split(linked);
        for (int i = 0; i < paragraphs.length; i++) {
            paragraphs[i] = paragraphs[i].strip().replaceAll("\\s+", " ");
        }
        return String.join("\n\n", paragraphs)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** A summary is no Markdown. */
    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }

    private static String sentence(String text) {
        String started = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return started.endsWith(".") ? started : started + ".";
    }
}
