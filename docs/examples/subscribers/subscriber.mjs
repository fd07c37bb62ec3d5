// Prints each row change once. Usage: node subscriber.mjs AMQP_URI EXCHANGE QUEUE
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import amqp from 'amqplib';

const [uri, exchange, queue] = process.argv.slice(2);
const file = `${queue}.handled`;
const handled = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);

function handle(change) {
  if (change.type.startsWith('row_')) {
    console.log(change.type, change.schema_name, change.table_name, JSON.stringify(change.keys));
  }
}

const connection = await amqp.connect(uri);
const channel = await connection.createChannel();
await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
await channel.bindQueue(queue, exchange, '#');
await channel.prefetch(100);
await channel.consume(queue, (message) => {
  const id = message.properties.messageId;
  if (!handled.has(id)) {
    const body = JSON.parse(message.content.toString());
    (Array.isArray(body) ? body : [body]).forEach(handle);
    handled.add(id);
    appendFileSync(file, `${id}\n`);
  }
  channel.ack(message);
});
