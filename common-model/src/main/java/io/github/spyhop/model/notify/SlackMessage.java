package io.github.spyhop.model.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Slack's Block Kit, and Slack's way to say no with status 200. */
public final class SlackMessage {

    /** The most that Slack takes in the text of a section. */
    private static final int TEXT_MAX = 2_900;

    private static final ObjectMapper JSON = new ObjectMapper();

    private SlackMessage() {}

    public static ObjectNode of(String title, String text) {
        ObjectNode message = JSON.createObjectNode().put("text", escaped(title + "\n" + text));
        ArrayNode blocks = message.putArray("blocks");
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", "*" + escaped(title) + "*");
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", escaped(text));
        return message;
    }

    /** What an answer complains of, if anything. */
    public static Optional<String> complaint(String answer) {
        try {
            JsonNode json = JSON.readTree(answer);
            return json.path("ok").asBoolean(false)
                    ? Optional.empty()
                    : Optional.of("Slack says " + json.path("error").asText("nothing"));
        } catch (JsonProcessingException notJson) {
            return Optional.of("Slack's answer is not JSON");
        }
    }

    /** The three characters that Slack gives a meaning, and the length it takes. */
    private static String escaped(String text) {
        String cut = text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
        return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
