import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints each row change once. Usage: Subscriber.java AMQP_URI EXCHANGE QUEUE */
public class Subscriber {

    public static void main(String[] arguments) throws Exception {
        String queue = arguments[2];
        Path file = Path.of(queue + ".handled");
        Set<String> handled =
                new HashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        ObjectMapper json = new ObjectMapper();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(arguments[0]);
        Channel channel = factory.newConnection().createChannel();
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
        channel.queueBind(queue, arguments[1], "#");
        channel.basicQos(100);
        channel.basicConsume(
                queue,
                false,
                (tag, delivery) -> {
                    String id = delivery.getProperties().getMessageId();
                    if (handled.add(id)) {
                        JsonNode body = json.readTree(delivery.getBody());
                        (body.isArray() ? body : List.of(body)).forEach(Subscriber::handle);
                        remember(file, id);
                    }
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});
    }

    private static void handle(JsonNode change) {
        if (change.get("type").asText().startsWith("row_")) {
            System.out.println(
                    String.join(
                            " ",
                            change.get("type").asText(),
                            change.get("schema_name").asText(),
                            change.get("table_name").asText(),
                            change.get("keys").toString()));
        }
    }

    private static void remember(Path file, String id) throws IOException {
        Files.writeString(
                file, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
