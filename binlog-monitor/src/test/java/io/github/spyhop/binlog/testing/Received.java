package io.github.spyhop.binlog.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;

/** A message as a subscriber got it. */
public record Received(
        String id, String routingKey, AMQP.BasicProperties properties, JsonNode body, String text) {

    public String type() {
        return body.path("type").asText();
    }

    public JsonNode values() {
        return body.path("values");
    }
}
