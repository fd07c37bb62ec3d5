#!/usr/bin/env python3
"""Records the golden captures from real servers and clients.

Each scene is one capture, src/test/resources/captures/NAME.pcap.gz, and beside it NAME.json: what the
server itself says was executed (performance_schema.events_statements_history_long, or the general log
where the server's history lacks executions), never what Spyhop makes of the capture.

Needs: tcpdump and the right to capture, the mysql client of 9.x (with mysqlbinlog beside it), a JDK,
Connector/J's jar, Go; Python packages of requirements.txt here. Servers are told as KEY=PORT:SOCKET,
with root without a password on the socket and on TCP, local_infile on and the consumer
events_statements_history_long on:

  record.py --server mysql97=35970:/run/a.sock --server mysql80=35980:/run/b.sock \\
            --server mariadb=35990:/run/c.sock --mysql /usr/bin/mysql --connector-j mysql-connector-j.jar \\
            [SCENE ...]
"""

import argparse
import datetime
import decimal
import gzip
import inspect
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

import mysql.connector
import pymysql

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "resources" / "captures"
SCHEMA = "golden"
SIZE_MAX = 1_000_000

# The server tells their rows at the statements inside.
OF_CALLS = ["CALL `results_of` (?)", "CALL `fails_after_a_result` ( )"]

SCENES = {}


def scene(*servers, **options):
    """Registers a scene: for which servers it is recorded, and how it is captured."""

    def register(function):
        for server in servers:
            suffix = "" if server == "mysql97" else "_" + server
            SCENES[function.__name__ + suffix] = (function, server, options)
        return function

    return register


class Server:
    def __init__(self, key, port, path):
        self.key, self.port, self.path = key, port, path
        self.is_mariadb = key == "mariadb"
        self.has_history_of_executions = key == "mysql97"

    def admin(self):
        connection = pymysql.connect(unix_socket=self.path, user="root", autocommit=True)
        with connection.cursor() as cursor:
            # What this script asks is no part of what happened.
            cursor.execute("UPDATE performance_schema.threads SET INSTRUMENTED='NO' WHERE PROCESSLIST_ID=CONNECTION_ID()")
        return connection

    def run(self, *statements):
        with self.admin() as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def rows(self, statement):
        with self.admin() as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


class Tools:
    pass


TOOLS = Tools()


# ---------------------------------------------------------------- clients

def py(server, **options):
    """PyMySQL: EOF packets, no session tracking."""
    settings = dict(host="127.0.0.1", port=server.port, user="app", password="", database=SCHEMA,
                    ssl_disabled=True, autocommit=True)
    settings.update(options)
    return pymysql.connect(**settings)


def connector(server, **options):
    """mysql-connector-python, its pure Python protocol."""
    settings = dict(host="127.0.0.1", port=server.port, user="app", password="", database=SCHEMA,
                    ssl_disabled=True, use_pure=True, autocommit=True)
    settings.update(options)
    return mysql.connector.connect(**settings)


def cli(server, sql, *options, check=False, user="app"):
    """The mysql command line, which uses query attributes."""
    words = TOOLS.mysql + ["--no-defaults", "-u", user, "-h", "127.0.0.1", "-P", str(server.port),
                           "--ssl-mode=DISABLED", "--force", *options, SCHEMA]
    return subprocess.run(words, input=sql, text=True, capture_output=True, check=check).stdout


def java(server, body, url=""):
    """Connector/J; the body sees `connection`."""
    source = """
import java.sql.*; import java.util.*; import java.io.*; import java.nio.charset.*;
public class Scene { public static void main(String[] a) throws Exception {
  String url = "jdbc:mysql://127.0.0.1:%d/%s?user=app&sslMode=DISABLED&allowPublicKeyRetrieval=true%s";
  try (Connection connection = DriverManager.getConnection(url)) { %s } } }
""" % (server.port, SCHEMA, url, body)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "Scene.java"
        file.write_text(source)
        subprocess.run(["java", "-cp", TOOLS.connector_j, str(file)], check=True, capture_output=True, text=True)


def go(server, body):
    """go-sql-driver; the body sees `db`."""
    source = """package main
import ("context"; "database/sql"; _ "github.com/go-sql-driver/mysql")
func must(err error) { if err != nil { panic(err) } }
func main() {
  db, err := sql.Open("mysql", "app@tcp(127.0.0.1:%d)/%s?multiStatements=true"); must(err)
  db.SetMaxOpenConns(1)
  ctx := context.Background(); _ = ctx
  %s
}
""" % (server.port, SCHEMA, body)
    folder = pathlib.Path(tempfile.gettempdir()) / "spyhop-golden-go"
    folder.mkdir(exist_ok=True)
    (folder / "main.go").write_text(source)
    environment = dict(os.environ, GOFLAGS="-mod=mod")
    if not (folder / "go.mod").exists():
        subprocess.run(["go", "mod", "init", "golden"], cwd=folder, check=True, capture_output=True)
    subprocess.run(["go", "mod", "tidy"], cwd=folder, check=True, capture_output=True, env=environment)
    subprocess.run(["go", "run", "."], cwd=folder, check=True, capture_output=True, env=environment)


class Raw:
    """A client of our own, for what no driver sends: any capabilities, any order."""

    LONG_PASSWORD, CONNECT_WITH_DB, LOCAL_FILES, PROTOCOL_41 = 1, 8, 1 << 7, 1 << 9
    TRANSACTIONS, SECURE, MULTI_STATEMENTS, MULTI_RESULTS, PS_MULTI = 1 << 13, 1 << 15, 1 << 16, 1 << 17, 1 << 18
    PLUGIN_AUTH, SESSION_TRACK, DEPRECATE_EOF = 1 << 19, 1 << 23, 1 << 24
    OPTIONAL_METADATA, QUERY_ATTRIBUTES = 1 << 25, 1 << 27
    BASE = LONG_PASSWORD | PROTOCOL_41 | TRANSACTIONS | SECURE | MULTI_STATEMENTS | MULTI_RESULTS | PS_MULTI | PLUGIN_AUTH

    def __init__(self, server, capabilities=0, schema=SCHEMA, user="app"):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=5)
        self.buffer = b""
        self.flags = self.BASE | capabilities | (self.CONNECT_WITH_DB if schema else 0)
        self.deprecate_eof = bool(capabilities & self.DEPRECATE_EOF)
        greeting = self.read()[1]
        plugin = b"caching_sha2_password" if b"caching_sha2" in greeting else b"mysql_native_password"
        answer = struct.pack("<IIB23x", self.flags, 1 << 24, 45) + user.encode() + b"\0" + b"\0"
        if schema:
            answer += schema.encode() + b"\0"
        self.send(1, answer + plugin + b"\0")
        while True:
            sequence, packet = self.read()
            if packet[0] == 0xFE:
                self.send(sequence + 1, b"")
            elif packet[0] in (0x00, 0xFF):
                assert packet[0] == 0, packet
                break

    def send(self, sequence, payload):
        data = b""
        while True:
            part, payload = payload[:0xFFFFFF], payload[0xFFFFFF:]
            data += struct.pack("<I", len(part))[:3] + bytes([sequence & 255]) + part
            sequence += 1
            if len(part) < 0xFFFFFF:
                break
        self.socket.sendall(data)

    def command(self, code, payload=b""):
        self.send(0, bytes([code]) + payload)

    def read(self):
        def exactly(count):
            while len(self.buffer) < count:
                data = self.socket.recv(1 << 16)
                if not data:
                    raise EOFError
                self.buffer += data
            data, self.buffer = self.buffer[:count], self.buffer[count:]
            return data

        head = exactly(4)
        length = head[0] | head[1] << 8 | head[2] << 16
        return head[3], exactly(length)

    @staticmethod
    def is_eof(packet):
        return packet[0] == 0xFE and len(packet) < 0xFFFFFF

    def result(self):
        """Reads the results of a query up to the last; gives (rows of each, status)."""
        rows = []
        while True:
            _, first = self.read()
            if first[0] == 0xFF:
                return rows, None
            if first[0] == 0 and len(first) >= 7:
                status = self.status_of_ok(first)
                rows.append(None)
            else:
                # With OPTIONAL_METADATA a byte behind the count tells whether the definitions follow.
                if not self.flags & self.OPTIONAL_METADATA or first[-1]:
                    columns = first[0] if first[0] < 0xFB else struct.unpack("<H", first[1:3])[0]
                    for _ in range(columns):
                        self.read()
                count, status = 0, 0
                if not self.deprecate_eof:
                    _, eof = self.read()
                    status = struct.unpack("<H", eof[3:5])[0]
                if not status & 0x40:
                    while True:
                        _, packet = self.read()
                        if packet[0] == 0xFF:
                            return rows, None
                        if self.is_eof(packet):
                            break
                        count += 1
                    status = struct.unpack("<H", packet[3:5])[0]
                rows.append(count)
            if not status & 8:
                return rows, status

    @staticmethod
    def status_of_ok(packet):
        at = 1
        for _ in range(2):
            at += {0xFC: 3, 0xFD: 4, 0xFE: 9}.get(packet[at], 1)
        return struct.unpack("<H", packet[at:at + 2])[0]

    def finish_login(self, proof):
        """Answers the rounds of a login until the server says OK or ERR."""
        sequence, packet = self.read()
        while packet[0] not in (0x00, 0xFF):
            if packet[0] == 0xFE:
                self.send(sequence + 1, proof)
            sequence, packet = self.read()

    def query(self, sql):
        self.command(3, sql if isinstance(sql, bytes) else sql.encode())
        return self.result()

    def simple(self, code, payload=b""):
        self.command(code, payload)
        return self.read()[1]

    def prepare(self, sql):
        self.command(0x16, sql.encode())
        _, ok = self.read()
        if ok[0] == 0xFF:
            return None
        number, columns, parameters = struct.unpack("<IHH", ok[1:9])
        follows = not self.flags & self.OPTIONAL_METADATA or len(ok) < 13 or ok[12]
        for count in (parameters, columns):
            if count:
                for _ in range(count if follows else 0):
                    self.read()
                if not self.deprecate_eof:
                    self.read()
        return number

    def execute(self, number, values=b"", flags=0):
        self.command(0x17, struct.pack("<IBI", number, flags, 1) + values)

    def quit(self):
        self.command(1)
        self.socket.close()


def numbers(*values):
    """The parameters of an execution, all of them BIGINT."""
    return (bytes((len(values) + 7) // 8) + b"\1" + b"\x08\0" * len(values)
            + b"".join(struct.pack("<q", value) for value in values))


MIXED = """
SELECT * FROM item WHERE id = 1;
SELECT * FROM item WHERE id IN (1, 2, 3) ORDER BY id LIMIT 2;
INSERT INTO item VALUES (100, 'x', 1.5), (101, 'y', 2.5);
INSERT INTO item VALUES (100, 'again', 1);
UPDATE item SET name = 'z' WHERE id > 99;
DELETE FROM item WHERE id >= 100;
SELECT nothing FROM item;
SELECT * FROM no_such_table;
BEGIN; UPDATE item SET price = 0 WHERE id = 1; ROLLBACK;
SELECT name, COUNT(*) FROM item GROUP BY name HAVING COUNT(*) > 0;
SELECT /* a comment */ 1 + 1 -- the end
;
SHOW TABLES;
SET @a = 5;
SELECT @a, 'it''s', "quoted", x'4142', 0x1F, 1e3;
"""


def statements_of(text):
    return [each.strip() for each in re.split(r";\s*(?:\n|$)|; (?=UPDATE|ROLLBACK)", text) if each.strip()]


def run_all(cursor, statements):
    for statement in statements:
        try:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
        except Exception as refused:
            if not hasattr(refused, "args") or "Lost connection" in str(refused):
                raise


# ---------------------------------------------------------------- scenes

@scene("mysql97", "mysql80")
def text_mysql_cli(server):
    """The command line, whose every COM_QUERY carries (empty) query attributes."""
    cli(server, MIXED)


@scene("mysql97", "mysql80", "mariadb")
def text_pymysql(server):
    """A client with EOF packets and without session tracking."""
    with py(server) as connection, connection.cursor() as cursor:
        run_all(cursor, statements_of(MIXED))


@scene("mysql97", "mysql80")
def text_connector_python(server):
    with connector(server) as connection, connection.cursor() as cursor:
        run_all(cursor, statements_of(MIXED))


@scene("mysql97")
def query_attributes(server):
    """Attributes with names, types and values before the statement, also before an execution."""
    with connector(server) as connection:
        with connection.cursor() as cursor:
            cursor.add_attribute("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
            cursor.add_attribute("number", 42)
            cursor.execute("SELECT * FROM item WHERE id = 1")
            cursor.fetchall()
            cursor.execute("SELECT name FROM item WHERE id = 2")
            cursor.fetchall()
            cursor.clear_attributes()
            cursor.execute("SELECT price FROM item WHERE id = 3")
            cursor.fetchall()
        with connection.cursor(prepared=True) as cursor:
            cursor.add_attribute("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
            for number in range(3):
                cursor.execute("SELECT * FROM item WHERE id = ? AND name <> ?", (number, "x"))
                cursor.fetchall()
    raw = Raw(server, Raw.QUERY_ATTRIBUTES)
    # A NULL, an integer, a date and a text.
    raw.command(3, b"\4\1" + b"\1" + b"\1" + b"\x06\0\4null" + b"\x03\0\1n" + b"\x0a\0\4date" + b"\xfd\0\4text"
                + struct.pack("<I", 7) + b"\4" + struct.pack("<HBB", 2026, 11, 21) + b"\5value" + b"SELECT 'raw attributes'")
    raw.result()
    raw.quit()


@scene("mysql97", "mysql80", "mariadb")
def text_connector_j(server):
    java(server, """
      try (Statement s = connection.createStatement()) {
        for (int i = 0; i < 5; i++) { s.executeQuery("SELECT * FROM item WHERE id = " + i).close(); }
        s.executeUpdate("INSERT INTO item VALUES (200, 'j', 1)");
        try { s.executeUpdate("INSERT INTO item VALUES (200, 'j', 1)"); } catch (SQLException expected) {}
        s.executeUpdate("DELETE FROM item WHERE id = 200");
        connection.setAutoCommit(false);
        s.executeUpdate("UPDATE item SET price = price + 1 WHERE id = 1");
        connection.rollback();
      }""")


@scene("mysql97", "mysql80")
def prepared_connector_j(server):
    """Server-side prepared statements with values of every type."""
    java(server, """
      try (PreparedStatement p = connection.prepareStatement("INSERT INTO types (i, b, s, d, f, t, dt, tm, bin, n) VALUES (?,?,?,?,?,?,?,?,?,?)")) {
        for (int i = 0; i < 3; i++) {
          p.setInt(1, i); p.setLong(2, 1L << 40); p.setString(3, "text " + i);
          p.setBigDecimal(4, new java.math.BigDecimal("12.50")); p.setDouble(5, 0.25);
          p.setDate(6, java.sql.Date.valueOf("2026-11-21")); p.setTimestamp(7, Timestamp.valueOf("2026-11-21 03:04:05.678"));
          p.setTime(8, Time.valueOf("12:34:56")); p.setBytes(9, new byte[] {0, 1, (byte) 255}); p.setNull(10, Types.INTEGER);
          p.executeUpdate();
        }
      }
      try (PreparedStatement p = connection.prepareStatement("SELECT * FROM types WHERE i >= ? AND s LIKE ?")) {
        for (int i = 0; i < 4; i++) { p.setInt(1, i); p.setString(2, "text%"); try (ResultSet r = p.executeQuery()) { while (r.next()) {} } }
      }
      try { connection.prepareStatement("SELECT broken FROM item WHERE id = ?"); } catch (SQLException expected) {}
      try (PreparedStatement p = connection.prepareStatement("INSERT INTO item VALUES (?, 'dup', 0)")) {
        p.setInt(1, 1);
        for (int i = 0; i < 2; i++) { try { p.executeUpdate(); } catch (SQLException expected) {} }
      }""", "&useServerPrepStmts=true&cachePrepStmts=true")


@scene("mysql97", "mariadb", rows_told_elsewhere=["SELECT * FROM `item` WHERE `id` > ?"])
def cursor_fetch_connector_j(server):
    """Rows that stay on the server until COM_STMT_FETCH asks for them."""
    java(server, """
      try (PreparedStatement p = connection.prepareStatement("SELECT * FROM item WHERE id > ?")) {
        p.setFetchSize(3);
        for (int i = 0; i < 2; i++) { p.setInt(1, 0); try (ResultSet r = p.executeQuery()) { while (r.next()) {} } }
      }""", "&useServerPrepStmts=true&useCursorFetch=true")


@scene("mysql97", "mysql80", rows_told_elsewhere=OF_CALLS)
def multi_statements_connector_j(server):
    """Several statements in one packet: their results come one after the other."""
    java(server, """
      try (Statement s = connection.createStatement()) {
        s.execute("SELECT * FROM item WHERE id = 1; UPDATE item SET price = 3 WHERE id = 2; SELECT COUNT(*) FROM item; SET @x = 1");
        while (s.getMoreResults() || s.getUpdateCount() != -1) {}
        try { s.execute("SELECT 1; SELECT nothing FROM item; SELECT 2"); while (s.getMoreResults() || s.getUpdateCount() != -1) {} } catch (SQLException expected) {}
        s.execute("CALL results_of(2); SELECT 'behind the call'");
        while (s.getMoreResults() || s.getUpdateCount() != -1) {}
        for (int i = 0; i < 3; i++) { s.addBatch("UPDATE item SET price = " + i + " WHERE id = " + i); }
        s.executeBatch();
      }
      try (PreparedStatement p = connection.prepareStatement("INSERT INTO types (i, s) VALUES (?, ?)")) {
        for (int i = 0; i < 5; i++) { p.setInt(1, 50 + i); p.setString(2, "batch"); p.addBatch(); }
        p.executeBatch();
      }""", "&allowMultiQueries=true&rewriteBatchedStatements=true")


@scene("mysql97", "mysql80", "mariadb", rows_told_elsewhere=OF_CALLS)
def results_of_call(server):
    """A procedure with several result sets, as text and prepared, with OUT parameters."""
    with py(server, client_flag=Raw.MULTI_STATEMENTS) as connection, connection.cursor() as cursor:
        cursor.execute("CALL results_of(3)")
        while cursor.nextset():
            pass
    raw = Raw(server)
    raw.query("CALL results_of(1)")
    raw.query("CALL fails_after_a_result()")
    raw.query("SELECT 'after the failure'")
    number = raw.prepare("CALL results_of(?)")
    raw.execute(number, numbers(2))
    raw.result()
    raw.query("SELECT 'after the execution'")
    raw.quit()


@scene("mysql97", "mysql80", "mariadb")
def local_infile(server):
    """LOAD DATA LOCAL: the server asks for a file, and the client sends it."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        for number in range(2000):
            file.write("%d,name %d,1.5\n" % (1000 + number, number))
        file.flush()
        with py(server, local_infile=True) as connection, connection.cursor() as cursor:
            cursor.execute("LOAD DATA LOCAL INFILE '%s' INTO TABLE item FIELDS TERMINATED BY ','" % file.name)
            cursor.execute("SELECT COUNT(*) FROM item")
            try:
                cursor.execute("LOAD DATA LOCAL INFILE '/no/such/file' INTO TABLE item")
            except Exception:
                pass
            cursor.execute("DELETE FROM item WHERE id >= 1000")


@scene("mysql97", "mysql80")
def compressed_zlib(server):
    cli(server, MIXED + "SELECT REPEAT('compressible ', 5000);\nSELECT '%s';\n" % ("x" * 3000), "--compression-algorithms=zlib")
    with connector(server, compress=True) as connection, connection.cursor() as cursor:
        run_all(cursor, statements_of(MIXED) + ["SELECT REPEAT('compressible ', 5000)"])


@scene("mariadb")
def compressed_zlib_old(server):
    cli(server, MIXED + "SELECT REPEAT('compressible ', 5000);\n", "--compression-algorithms=zlib")


@scene("mysql97")
def compressed_zstd(server):
    cli(server, MIXED + "SELECT REPEAT('compressible ', 5000);\nSELECT '%s';\n" % ("x" * 3000),
        "--compression-algorithms=zstd", "--zstd-compression-level=7")


@scene("mysql97", unreadable="tls")
def encrypted(server):
    """TLS: the connection is counted, and nothing of it is read."""
    words = TOOLS.mysql + ["--no-defaults", "-u", "app", "-h", "127.0.0.1", "-P", str(server.port), "--ssl-mode=REQUIRED", SCHEMA]
    subprocess.run(words, input="SELECT 'secret'; SELECT * FROM item;", text=True, capture_output=True, check=True)


@scene("mysql97", unreadable="tls", late=True)
def encrypted_joined_late(server):
    connection = pymysql.connect(host="127.0.0.1", port=server.port, user="app", database=SCHEMA, autocommit=True,
                                 ssl={"check_hostname": False, "verify_mode": False})
    yield
    with connection.cursor() as cursor:
        run_all(cursor, statements_of(MIXED))
    connection.close()


@scene("mysql97", "mysql80", "mariadb", lost={"STATEMENT_UNKNOWN": 1})
def change_user(server):
    """COM_CHANGE_USER and COM_RESET_CONNECTION: the session starts anew."""
    raw = Raw(server, Raw.SESSION_TRACK)
    raw.query("SELECT 'as app'")
    number = raw.prepare("SELECT * FROM item WHERE id = ?")
    raw.execute(number, numbers(1))
    raw.result()
    raw.simple(0x1F)
    raw.query("SELECT 'after a reset'")
    raw.execute(number, numbers(1))
    raw.result()
    raw.command(0x11, b"other\0\0other_schema\0" + struct.pack("<H", 45) + b"caching_sha2_password\0")
    raw.finish_login(b"")
    raw.query("SELECT 'as other'")
    raw.command(0x11, b"nobody\0\0\0" + struct.pack("<H", 45) + b"caching_sha2_password\0")
    try:
        raw.finish_login(b"\0")
    except EOFError:
        pass
    raw.socket.close()


@scene("mysql97")
def schema_of_session(server):
    """USE, COM_INIT_DB, a dropped schema; with and without session tracking."""
    for capabilities in (0, Raw.SESSION_TRACK):
        raw = Raw(server, capabilities)
        raw.query("SELECT 'in golden'")
        raw.query("USE other_schema")
        raw.query("SELECT 'in other_schema'")
        raw.query("use `odd``name`")
        raw.query("SELECT 'in an odd name'")
        raw.simple(2, SCHEMA.encode())
        raw.query("SELECT 'in golden again'")
        raw.simple(2, b"no_such_schema")
        raw.query("SELECT 'still in golden'")
        raw.query("USE no_such_schema")
        raw.query("SELECT 'yet in golden'")
        raw.query("/* first */ USE other_schema")
        raw.query("SELECT 'commented'")
        raw.query("USE golden; SELECT 'in a text of two'; USE other_schema")
        raw.query("SELECT 'behind it'")
        raw.query("CREATE DATABASE short_lived")
        raw.query("USE short_lived")
        raw.query("SELECT 'short'")
        raw.query("DROP DATABASE short_lived")
        raw.query("SELECT 'in none'")
        raw.quit()
    raw = Raw(server, schema="")
    raw.query("SELECT 'never in one'")
    raw.query("SELECT * FROM golden.item WHERE id = 1")
    raw.quit()


def types_of_all():
    """(type, unsigned, bytes) of each type that an execution may bind, with odd values of it."""
    def text(value):
        return bytes([len(value)]) + value

    def date(*fields):
        body = struct.pack("<HBB", *fields[:3]) + bytes(fields[3:6]) + (struct.pack("<I", fields[6]) if len(fields) > 6 else b"")
        return bytes([len(body)]) + body

    def clock(negative, days, hours, minutes, seconds, micros=None):
        body = struct.pack("<BIBBB", negative, days, hours, minutes, seconds) + (b"" if micros is None else struct.pack("<I", micros))
        return bytes([len(body)]) + body

    return [
        (0x01, 0, struct.pack("<b", -128)), (0x01, 0x80, b"\xff"),
        (0x02, 0, struct.pack("<h", -32768)), (0x02, 0x80, b"\xff\xff"),
        (0x03, 0, struct.pack("<i", -2147483648)), (0x03, 0x80, b"\xff\xff\xff\xff"),
        (0x08, 0, struct.pack("<q", -9223372036854775808)), (0x08, 0x80, b"\xff" * 8),
        (0x04, 0, struct.pack("<f", 1.1)), (0x05, 0, struct.pack("<d", -2.5e-9)), (0x05, 0, struct.pack("<d", 3.0)),
        (0x06, 0, b""),
        (0x0a, 0, date(2026, 11, 21)), (0x0c, 0, date(2026, 11, 21, 3, 4, 5)), (0x07, 0, date(1999, 12, 31, 23, 59, 59, 1)),
        (0x0c, 0, b"\0"), (0x0b, 0, clock(0, 0, 12, 34, 56)), (0x0b, 0, clock(1, 2, 3, 4, 5, 600000)), (0x0b, 0, b"\0"),
        (0x00, 0, text(b"12.50")), (0xf6, 0, text(b"-0.000001")),
        (0x0f, 0, text(b"varchar")), (0xfd, 0, text("it's a \\ back\nslash \"é\"".encode())), (0xfe, 0, text(b"")),
        (0xfc, 0, text(b"blob\x00\xff")), (0xf9, 0, text(b"tiny")),
    ]


@scene("mysql97", "mysql80", log=True)
def bound_values(server):
    """Executions with values of every type, the types named once; values sent ahead; query attributes."""
    raw = Raw(server)
    types = types_of_all()
    number = raw.prepare("SELECT " + ", ".join("?" * len(types)))
    # A value of the type NULL must be NULL.
    nulls = sum(1 << place for place, (kind, _, _) in enumerate(types) if kind == 0x06).to_bytes((len(types) + 7) // 8, "little")
    values = b"".join(value for _, _, value in types)
    raw.execute(number, nulls + b"\1" + b"".join(bytes([kind, sign]) for kind, sign, _ in types) + values)
    raw.result()
    raw.execute(number, nulls + b"\0" + values)
    raw.result()
    number = raw.prepare("/* two */ SELECT ?, '?', ?")
    raw.execute(number, numbers(1, 2))
    raw.result()
    # The first is NULL, and the types are those of the execution before.
    raw.execute(number, b"\1\0" + struct.pack("<q", 5))
    raw.result()
    number = raw.prepare("INSERT INTO types (i, s, bin) VALUES (?, ?, ?)")
    for row in (1, 2):
        raw.command(0x18, struct.pack("<IH", number, 2) + b"ahead \x00")
        raw.command(0x18, struct.pack("<IH", number, 2) + b"in pieces")
        raw.command(0x18, struct.pack("<IH", number, 1) + b"text ahead")
        if row == 2:
            raw.simple(0x1A, struct.pack("<I", number))
            raw.command(0x18, struct.pack("<IH", number, 2) + b"anew")
        raw.execute(number, b"\0\1" + b"\x03\0" + b"\xfd\0" + b"\xfc\0" + struct.pack("<i", row)
                    + (b"\5after" if row == 2 else b""))
        raw.result()
    raw.query("SET NAMES latin1")
    number = raw.prepare("SELECT ?")
    raw.execute(number, b"\0\1\xfd\0\4caf\xe9")
    raw.result()
    raw.query("SET NAMES utf8mb4, sql_mode = 'NO_BACKSLASH_ESCAPES'")
    number = raw.prepare("SELECT ?")
    raw.execute(number, b"\0\1\xfd\0\x04a'\\b")
    raw.result()
    raw.quit()
    if server.key == "mysql97":
        raw = Raw(server, Raw.QUERY_ATTRIBUTES)
        trace = b"\x37" + b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        names = b"\x08\0\0" + b"\xfd\0\x0btraceparent"
        raw.command(0x16, b"SELECT ?")
        number = struct.unpack("<I", raw.read()[1][1:5])[0]
        for _ in range(4):
            raw.read()
        raw.execute(number, b"\2\0\1" + names + struct.pack("<q", 7) + trace, flags=8)
        raw.result()
        raw.execute(number, b"\1\0\1" + b"\x08\0\0" + struct.pack("<q", 9))
        raw.result()
        raw.quit()
    with connector(server) as connection, connection.cursor(prepared=True) as cursor:
        cursor.execute("INSERT INTO types (i, b, s, d, f, t, dt, bin, n) VALUES (?,?,?,?,?,?,?,?,?)",
                       (-5, 2 ** 40, "teχt", decimal.Decimal("12.50"), 0.25, datetime.date(2026, 11, 21),
                        datetime.datetime(2026, 11, 21, 3, 4, 5, 678000), b"\0\1\xff", None))
    java(server, """
      try (PreparedStatement p = connection.prepareStatement("INSERT INTO types (i, b, s, d, f, t, dt, tm, bin, n) VALUES (?,?,?,?,?,?,?,?,?,?)")) {
        for (int i = 0; i < 2; i++) {
          p.setInt(1, i); p.setLong(2, 1L << 40); p.setString(3, "text " + i);
          p.setBigDecimal(4, new java.math.BigDecimal("12.50")); p.setDouble(5, 0.25);
          p.setDate(6, java.sql.Date.valueOf("2026-11-21")); p.setTimestamp(7, Timestamp.valueOf("2026-11-21 03:04:05.678"));
          p.setTime(8, Time.valueOf("12:34:56")); p.setBytes(9, new byte[] {0, 1, (byte) 255}); p.setNull(10, Types.INTEGER);
          p.executeUpdate();
        }
      }""", "&useServerPrepStmts=true")


@scene("mysql97", "mysql80", "mariadb")
def long_data(server):
    """COM_STMT_SEND_LONG_DATA, which is not answered, and COM_STMT_RESET."""
    raw = Raw(server)
    number = raw.prepare("INSERT INTO types (i, bin, s) VALUES (?, ?, ?)")
    head = bytes(1) + b"\1" + b"\x08\0" + b"\xfb\0" + b"\xfd\0"
    for row in range(3):
        for part in range(4):
            raw.command(0x18, struct.pack("<IH", number, 1) + bytes([row]) * 1000)
        raw.execute(number, head + struct.pack("<q", 300 + row) + b"\4text")
        raw.result()
        raw.simple(0x1A, struct.pack("<I", number))
    raw.command(0x19, struct.pack("<I", number))
    raw.query("SELECT COUNT(*) FROM types WHERE LENGTH(bin) = 4000")
    raw.quit()


@scene("mysql97")
def packets_over_16_mb(server):
    """A statement and a row that do not fit into one packet."""
    server.run("SET GLOBAL max_allowed_packet = 1 << 27")
    with py(server, max_allowed_packet=1 << 27) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT LENGTH('%s')" % ("a" * ((1 << 24) + 1000)))
        cursor.fetchall()
        cursor.execute("SELECT REPEAT('b', 17000000), 1")
        cursor.fetchall()
        cursor.execute("SELECT LENGTH('%s')" % ("c" * (0xFFFFFF - 1 - len("SELECT LENGTH('')"))))
        cursor.fetchall()
        cursor.execute("SELECT 'small again'")
        cursor.fetchall()


@scene("mysql97", "mysql80", "mariadb", late=True)
def joined_late_text(server):
    """The capture starts when the connection is open already."""
    connection = py(server)
    cursor = connection.cursor()
    cursor.execute("SELECT 'before the capture'")
    yield
    run_all(cursor, statements_of(MIXED))
    connection.close()


@scene("mysql97", late=True)
def joined_late_query_attributes(server):
    connection = connector(server)
    cursor = connection.cursor()
    cursor.execute("SELECT 'before the capture'")
    cursor.fetchall()
    yield
    run_all(cursor, statements_of(MIXED))
    cursor.add_attribute("a", "b")
    run_all(cursor, ["SELECT name FROM item WHERE id = 2"])
    connection.close()


@scene("mysql97", late=True, lost={"STATEMENT_UNKNOWN": 4})
def joined_late_prepared(server):
    """Executions of a statement that was prepared before the capture, then of one that was not."""
    raw = Raw(server, Raw.DEPRECATE_EOF)
    before = raw.prepare("SELECT * FROM item WHERE id = ?")
    yield
    for number in range(4):
        raw.execute(before, numbers(number))
        raw.result()
    known = raw.prepare("SELECT name FROM item WHERE id = ? OR id = ?")
    without_parameters = raw.prepare("SELECT COUNT(*) FROM item")
    without_columns = raw.prepare("DELETE FROM item WHERE id = ?")
    for number in range(3):
        raw.execute(known, numbers(number, number + 1))
        raw.result()
        raw.execute(without_parameters)
        raw.result()
        raw.execute(without_columns, numbers(-1))
        raw.result()
    raw.quit()


@scene("mysql97", late=True)
def joined_late_prepared_eof(server):
    """The same with EOF packets, of which a late listener cannot know beforehand."""
    raw = Raw(server)
    raw.query("SELECT 1")
    yield
    known = raw.prepare("SELECT name FROM item WHERE id = ? OR id = ?")
    without_parameters = raw.prepare("SELECT COUNT(*) FROM item")
    without_columns = raw.prepare("DELETE FROM item WHERE id = ?")
    with_neither = raw.prepare("DELETE FROM item WHERE id = -1")
    for number in range(3):
        raw.execute(known, numbers(number, number + 1))
        raw.result()
        raw.execute(without_parameters)
        raw.result()
        raw.execute(without_columns, numbers(-1))
        raw.result()
        raw.execute(with_neither)
        raw.result()
    raw.quit()


@scene("mysql97", late=True)
def joined_late_compressed(server):
    connection = connector(server, compress=True)
    cursor = connection.cursor()
    cursor.execute("SELECT 'before the capture'")
    cursor.fetchall()
    yield
    run_all(cursor, statements_of(MIXED) + ["SELECT REPEAT('compressible ', 500)", "SELECT '%s'" % ("y" * 300)])
    connection.close()


@scene("mysql97", "mysql80", "mariadb")
def pipelined(server):
    """A client that sends the next commands before it has read the answers."""
    raw = Raw(server, Raw.DEPRECATE_EOF)
    for _ in range(3):
        for sql in ("BEGIN", "UPDATE item SET price = 9 WHERE id = 1", "SELECT * FROM item", "SELECT wrong FROM item", "COMMIT"):
            raw.command(3, sql.encode())
        for _ in range(5):
            raw.result()
    number = raw.prepare("SELECT * FROM item WHERE id = ?")
    for value in range(10):
        raw.execute(number, numbers(value))
    for value in range(10):
        raw.result()
    raw.quit()


@scene("mysql97", rows_told_elsewhere=["SELECT * FROM `item` WHERE `id` > ?"])
def both_eof_modes(server):
    """Empty and full results, failures within, with and without EOF packets, text and prepared."""
    for capabilities in (0, Raw.DEPRECATE_EOF):
        raw = Raw(server, capabilities)
        for sql in ("SELECT * FROM item WHERE id < 0", "SELECT * FROM item", "SELECT 1 FROM item", "SELECT NULL, NULL",
                    "SELECT ''", "SELECT id, (SELECT 1 UNION SELECT 2) FROM item", "DO 1", "SHOW WARNINGS",
                    "SELECT 1 WHERE 1 = 0", "SELECT REPEAT('z', 300), REPEAT('y', 70000)"):
            raw.query(sql)
            number = raw.prepare(sql)
            if number is not None:
                raw.execute(number)
                raw.result()
        raw.query("SELECT " + ", ".join("%d" % n for n in range(300)))
        number = raw.prepare("SELECT * FROM item WHERE id > ?")
        raw.execute(number, numbers(0), flags=1)
        raw.result()
        for _ in range(3):
            raw.command(0x1C, struct.pack("<II", number, 4))
            while True:
                packet = raw.read()[1]
                if raw.is_eof(packet) or packet[0] == 0xFF:
                    break
        raw.quit()


@scene("mysql97")
def optional_metadata(server):
    """A client that does without column definitions."""
    for capabilities in (Raw.OPTIONAL_METADATA, Raw.OPTIONAL_METADATA | Raw.DEPRECATE_EOF):
        raw = Raw(server, capabilities)
        raw.query("SELECT * FROM item")
        raw.query("SET resultset_metadata = NONE")
        raw.query("SELECT * FROM item WHERE id = 1")
        raw.query("SELECT 1 WHERE 1 = 0")
        number = raw.prepare("SELECT * FROM item WHERE id = ?")
        raw.execute(number, numbers(1))
        raw.result()
        raw.query("SET resultset_metadata = FULL")
        raw.query("SELECT * FROM item WHERE id = 2")
        raw.quit()


@scene("mysql97", "mysql80", "mariadb")
def other_commands(server):
    """Commands that are no statements: PING, STATISTICS, FIELD_LIST, PROCESS_INFO, DEBUG, SET_OPTION, KILL."""
    raw = Raw(server)
    raw.simple(0x0E)
    raw.simple(0x09)
    raw.query("SELECT 'between'")
    raw.command(0x04, b"item\0%")
    while True:
        packet = raw.read()[1]
        if raw.is_eof(packet) or packet[0] == 0xFF:
            break
    raw.command(0x0A)
    raw.result()
    raw.simple(0x0D)
    raw.simple(0x1B, b"\1\0")
    raw.query("SELECT 'in the middle'")
    raw.simple(0x0C, struct.pack("<I", 999999999))
    raw.simple(0x77)
    raw.query("SELECT 'at the end'")
    raw.quit()


@scene("mysql80", stream="replication")
def binlog_dump(server):
    """A replication stream carries no statements; what went before it on the connection does."""
    if server.key == "mysql97":
        name = server.rows("SHOW BINARY LOG STATUS")[0][0]
    else:
        name = server.rows("SHOW MASTER STATUS")[0][0] if server.rows("SHOW MASTER STATUS") else "none.000001"
    raw = Raw(server, user="root", schema="")
    raw.query("SET @source_binlog_checksum = 'CRC32', @master_binlog_checksum = 'CRC32'")
    raw.simple(0x15, struct.pack("<I", 4711) + b"\0\0\0" + struct.pack("<HII", 0, 0, 0))
    raw.command(0x12, struct.pack("<IHI", 4, 1, 4711) + name.encode())
    try:
        while True:
            packet = raw.read()[1]
            if packet[0] in (0xFE, 0xFF):
                break
    except EOFError:
        pass
    raw.socket.close()


@scene("mysql97", lost={"UNANSWERED": 1})
def killed(server):
    """A connection that is killed while it executes (its answer is lost), and a query that is."""
    victim = py(server)
    number = victim.thread_id()
    thread = threading.Thread(target=lambda: run_all_quietly(victim, "SELECT SLEEP(20), 'killed query'"))
    thread.start()
    time.sleep(0.3)
    with py(server, user="root") as killer, killer.cursor() as cursor:
        cursor.execute("KILL QUERY %d" % number)
        thread.join()
        thread = threading.Thread(target=lambda: run_all_quietly(victim, "SELECT SLEEP(20), 'killed connection'"))
        thread.start()
        time.sleep(0.3)
        cursor.execute("KILL %d" % number)
        thread.join()


def run_all_quietly(connection, sql):
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.fetchall()
    except Exception:
        pass


@scene("mysql97", "mysql80", "mariadb")
def refused_logins(server):
    """A wrong password, an unknown schema, too many connections."""
    for options in (dict(user="with_password", password="wrong"), dict(database="no_such_schema"), dict(user="nobody")):
        try:
            py(server, **options)
        except Exception:
            pass
    limit = server.rows("SELECT @@max_connections")[0][0]
    server.run("SET GLOBAL max_connections = 10")
    held = []
    try:
        for _ in range(20):
            held.append(py(server))
    except Exception:
        pass
    server.run("SET GLOBAL max_connections = %d" % limit)
    with held[0].cursor() as cursor:
        cursor.execute("SELECT 'one of many'")
    for connection in held:
        connection.close()


@scene("mysql97")
def login_caching_sha2(server):
    """The rounds of caching_sha2_password: the full one with the server's public key, then the fast one."""
    server.run("FLUSH PRIVILEGES")
    for _ in range(2):
        with py(server, user="with_password", password="golden pass") as connection, connection.cursor() as cursor:
            cursor.execute("SELECT 'logged in by caching_sha2'")


@scene("mysql80", "mariadb")
def login_auth_switch(server):
    """The server asks for another authentication plug-in than the client began with."""
    with py(server, user="native", password="golden pass") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 'logged in by the native plug-in'")


@scene("mysql80")
def go_driver(server):
    go(server, """
  for i := 0; i < 3; i++ { rows, err := db.Query("SELECT name FROM item WHERE id = ?", i); must(err); for rows.Next() {}; rows.Close() }
  _, err = db.Exec("UPDATE item SET price = ? WHERE id = ?", 4.5, 2); must(err)
  _, err = db.Exec("INSERT INTO item VALUES (1, 'dup', 0)"); _ = err
  stmt, err := db.Prepare("SELECT COUNT(*) FROM item WHERE id > ?"); must(err)
  for i := 0; i < 5; i++ { var n int; must(stmt.QueryRow(i).Scan(&n)) }
  stmt.Close()
  tx, err := db.Begin(); must(err); _, err = tx.Exec("DELETE FROM item WHERE id = 999"); must(err); must(tx.Commit())
  rows, err := db.Query("SELECT 1; SELECT 2"); must(err); for rows.Next() {}; rows.NextResultSet(); for rows.Next() {}; rows.Close()
  must(db.Close())""")


@scene("mysql97", device="any")
def captured_on_any(server):
    """The cooked header that the device "any" gives, in its newer form."""
    with py(server) as connection, connection.cursor() as cursor:
        run_all(cursor, statements_of(MIXED))


@scene("mysql97", device="any", tcpdump=["-y", "LINUX_SLL"])
def captured_on_any_old(server):
    with py(server) as connection, connection.cursor() as cursor:
        run_all(cursor, statements_of(MIXED))


@scene("mysql97", tcpdump=["-s", "120"], cut=True)
def cut_by_snap_length(server):
    """Packets cut short: what is missing is lost, and said to be."""
    with py(server) as connection, connection.cursor() as cursor:
        run_all(cursor, ["SELECT 1", "SELECT REPEAT('a', 500)", "SELECT 2", "SELECT %s" % ", ".join("1" for _ in range(200)), "SELECT 3"])


@scene("mysql97", "mysql80", "mariadb")
def many_connections(server):
    """Connections that come and go, each with a few statements."""
    for number in range(30):
        with py(server) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT * FROM item WHERE id = %d" % number)
            cursor.execute("SELECT name FROM item WHERE id = %d" % number)


@scene("mysql97")
def dialects_of_text(server):
    """Session settings that change how a text is read."""
    with py(server) as connection, connection.cursor() as cursor:
        run_all(cursor, [
            "SELECT \"text\" FROM item", "SET sql_mode = 'ANSI_QUOTES'", "SELECT \"name\" FROM item WHERE id = 1",
            "SET sql_mode = 'NO_BACKSLASH_ESCAPES'", "SELECT 'a\\' FROM item WHERE id = 2", "SET SESSION sql_mode = ''",
            "SELECT 'a\\'b' FROM item WHERE id = 3", "SELECT 1 || 2", "SET sql_mode = 'PIPES_AS_CONCAT'", "SELECT 1 || 2",
            "SET NAMES latin1", "SELECT 'caf\xe9'", "SET NAMES gbk", "SELECT 1"])


# ---------------------------------------------------------------- recording

def prepare(server):
    plugin = "" if server.is_mariadb else "caching_sha2_password"
    server.run(
        "DROP DATABASE IF EXISTS " + SCHEMA, "CREATE DATABASE " + SCHEMA, "DROP DATABASE IF EXISTS other_schema",
        "CREATE DATABASE other_schema", "DROP DATABASE IF EXISTS `odd``name`", "CREATE DATABASE `odd``name`",
        "DROP DATABASE IF EXISTS short_lived",
        "CREATE TABLE golden.item (id INT PRIMARY KEY, name VARCHAR(100), price DOUBLE)",
        "INSERT INTO golden.item VALUES " + ", ".join("(%d, 'name %d', %d)" % (n, n % 3, n) for n in range(1, 11)),
        "CREATE TABLE golden.types (i INT, b BIGINT, s VARCHAR(200), d DECIMAL(10,2), f DOUBLE, t DATE, dt DATETIME(3), tm TIME, bin LONGBLOB, n INT)",
        "CREATE PROCEDURE golden.results_of(n INT) BEGIN SELECT * FROM golden.item WHERE id <= n; SELECT 'second', n; END",
        "CREATE PROCEDURE golden.fails_after_a_result() BEGIN SELECT 'first'; SELECT * FROM golden.no_such_table; END")
    for user, password in (("app", ""), ("other", ""), ("with_password", "golden pass")):
        server.run("DROP USER IF EXISTS '%s'@'%%'" % user)
        server.run("CREATE USER '%s'@'%%' IDENTIFIED %s BY '%s'" % (user, "WITH " + plugin if plugin else "", password),
                   "GRANT ALL ON *.* TO '%s'@'%%'" % user)
    if server.key != "mysql97":
        server.run("DROP USER IF EXISTS 'native'@'%'",
                   "CREATE USER 'native'@'%' IDENTIFIED " + ("" if server.is_mariadb else "WITH mysql_native_password ") + "BY 'golden pass'",
                   "GRANT ALL ON *.* TO 'native'@'%'")


HISTORY = """SELECT EVENT_NAME, CURRENT_SCHEMA, DIGEST_TEXT, SQL_TEXT, MYSQL_ERRNO, ROWS_SENT, ROWS_AFFECTED
 FROM performance_schema.events_statements_history_long
 WHERE NESTING_EVENT_LEVEL = 0
   AND (EVENT_NAME LIKE 'statement/sql/%' OR EVENT_NAME IN ('statement/com/Execute', 'statement/com/Query', 'statement/com/Fetch'))
   AND NOT (COALESCE(SQL_TEXT, '') LIKE 'UPDATE performance_schema.threads%')
   AND NOT (CURRENT_SCHEMA IS NULL AND COALESCE(SQL_TEXT, '') = 'SET NAMES utf8mb4')
 ORDER BY TIMER_START"""


def record(name, server, function, options):
    prepare(server)
    generator = function(server) if inspect.isgeneratorfunction(function) else None
    if generator:
        next(generator)
    server.run("TRUNCATE performance_schema.events_statements_history_long", "SET GLOBAL log_output = 'TABLE'",
               "TRUNCATE mysql.general_log", "SET GLOBAL general_log = ON")
    pcap = pathlib.Path(tempfile.gettempdir()) / (name + ".pcap")
    words = TOOLS.tcpdump + ["-i", options.get("device", "lo"), "-s", "0", "-B", "65536", "-Z", "root", "--immediate-mode",
                             "-w", str(pcap), *options.get("tcpdump", []), "tcp port %d" % server.port]
    capture = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    while "listening on" not in (line := capture.stderr.readline()):
        if not line:
            raise SystemExit("tcpdump did not start: " + " ".join(words))
    try:
        time.sleep(0.2)
        if generator:
            for _ in generator:
                pass
        else:
            function(server)
        time.sleep(0.7)
    finally:
        capture.send_signal(signal.SIGINT)
        capture.communicate()
    server.run("SET GLOBAL general_log = OFF")
    facts = {
        "scene": name,
        "about": inspect.cleandoc(function.__doc__ or ""),
        "server": server.rows("SELECT VERSION()")[0][0],
        "port": server.port,
        "source": "events_statements_history_long" if server.has_history_of_executions else "general_log",
        "statements": history(server) if server.has_history_of_executions else general_log(server),
    }
    if options.get("log"):
        facts["log"] = log_of_statements(server)
    for key in ("unreadable", "late", "cut", "stream", "lost", "rows_told_elsewhere"):
        if key in options:
            facts[key] = options[key]
    OUT.mkdir(parents=True, exist_ok=True)
    packed = OUT / (name + ".pcap.gz")
    with open(pcap, "rb") as source, gzip.GzipFile(packed, "wb", compresslevel=9, mtime=0) as target:
        shutil.copyfileobj(source, target)
    pcap.unlink()
    if packed.stat().st_size > SIZE_MAX:
        raise SystemExit("%s is larger than %d bytes" % (packed, SIZE_MAX))
    (OUT / (name + ".json")).write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
    print("%-40s %7d bytes, %d families" % (name, packed.stat().st_size, len(facts["statements"])))


def history(server):
    """What performance_schema says was executed, by schema and digest."""
    counted = {}
    for event, schema, digest, sql, errno, sent, affected in server.rows(HISTORY):
        if event == "statement/com/Fetch":
            # Rows of a cursor: the server names no statement for them (rows_told_elsewhere).
            continue
        sent_as = sql or ""
        if digest and digest.startswith("EXECUTE ") and not re.match(r"\s*execute\s", sent_as, re.I):
            digest = digest[len("EXECUTE "):]
        if digest and re.match(r"(PREPARE|DEALLOCATE) ", digest) and not re.match(r"\s*(prepare|deallocate)\s", sent_as, re.I):
            continue
        if errno in (1160, 1243):
            # The answer reached nobody, or the statement is one that the server does not know: lost.
            continue
        row = counted.setdefault((schema, digest, None if digest else sql), {"count": 0, "errors": {}, "rows_sent": 0, "rows_affected": 0})
        row["count"] += 1
        row["rows_sent"] += sent
        row["rows_affected"] += affected
        if errno:
            row["errors"][str(errno)] = row["errors"].get(str(errno), 0) + 1
    return [{"schema": schema, "digest_text": digest, "sql_text": sql, **row} for (schema, digest, sql), row in counted.items()]


def general_log(server):
    """What the general log says was executed. The digest of a text is asked of the newest MySQL."""
    counted = {}
    for command, argument in server.rows("SELECT command_type, argument FROM mysql.general_log"
                                         " WHERE user_host NOT LIKE '%@ localhost []%' ORDER BY event_time"):
        text = argument.decode("utf-8", "replace") if isinstance(argument, bytes) else argument
        if command in ("Query", "Execute"):
            row = counted.setdefault((command, text), 0)
            counted[(command, text)] = row + 1
    return [{"command": command, "sql_text": text, "count": count} for (command, text), count in counted.items()]


def log_of_statements(server):
    """The general log's own texts, in which the server put the values of executions."""
    return [{"command": command, "hex": argument.hex()}
            for command, argument in server.rows("SELECT command_type, argument FROM mysql.general_log"
                                                 " WHERE user_host NOT LIKE '%@ localhost []%' ORDER BY event_time")
            if command in ("Query", "Execute")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", action="append", required=True)
    parser.add_argument("--tcpdump", default="tcpdump")
    parser.add_argument("--mysql", default="mysql")
    parser.add_argument("--connector-j", required=True)
    parser.add_argument("scenes", nargs="*")
    arguments = parser.parse_args()
    TOOLS.tcpdump = arguments.tcpdump.split()
    TOOLS.mysql = arguments.mysql.split()
    TOOLS.connector_j = arguments.connector_j
    servers = {}
    for each in arguments.server:
        key, rest = each.split("=", 1)
        port, path = rest.split(":", 1)
        servers[key] = Server(key, int(port), path)
    wanted = arguments.scenes or list(SCENES)
    for name in wanted:
        function, key, options = SCENES[name]
        if key in servers:
            record(name, servers[key], function, options)


if __name__ == "__main__":
    sys.exit(main())
