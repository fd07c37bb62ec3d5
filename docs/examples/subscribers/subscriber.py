"""Prints each row change once. Usage: subscriber.py AMQP_URI EXCHANGE QUEUE"""

import json
import sqlite3
import sys

import pika

uri, exchange, queue = sys.argv[1:4]
handled = sqlite3.connect(queue + ".sqlite")
handled.execute("CREATE TABLE IF NOT EXISTS handled (id TEXT PRIMARY KEY)")


def on_message(channel, method, properties, body):
    changes = json.loads(body)
    with handled:  # The id is kept if, and only if, the change was handled.
        new = handled.execute(
            "INSERT OR IGNORE INTO handled VALUES (?)", (properties.message_id,)
        ).rowcount
        if new:
            for change in changes if isinstance(changes, list) else [changes]:
                handle(change)
    channel.basic_ack(method.delivery_tag)


def handle(change):
    if change["type"].startswith("row_"):
        print(change["type"], change["schema_name"], change["table_name"],
              json.dumps(change["keys"]), flush=True)


connection = pika.BlockingConnection(pika.URLParameters(uri))
channel = connection.channel()
channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
channel.queue_bind(queue, exchange, "#")
channel.basic_qos(prefetch_count=100)
channel.basic_consume(queue, on_message)
channel.start_consuming()
