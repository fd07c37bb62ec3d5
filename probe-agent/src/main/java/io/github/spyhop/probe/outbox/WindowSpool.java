package io.github.spyhop.probe.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The windows of an outbox as files, one each, so that the next run of a node that was killed delivers
 * them. Without a folder there are none. What the disk refuses is counted, and waits in memory alone.
 */
final class WindowSpool {

    private static final Logger LOGGER = Logger.getLogger(WindowSpool.class);
    private static final String SUFFIX = ".window";
    private static final String UNFINISHED = ".part";

    private final Optional<Path> folder;
    private boolean complained;
    private long failures;

    /**
     * @param folder is made if it is not there
     */
    WindowSpool(Optional<Path> folder) {
        this.folder = folder;
    }

    /** What earlier runs have left, in the order of their places. What is no window is deleted. */
    List<KeptWindow> earlier() {
        List<KeptWindow> windows = new ArrayList<>();
        run(at -> {
            Files.createDirectories(at);
            List<Path> files;
            try (Stream<Path> all = Files.list(at)) {
                files = all.sorted().toList();
            }
            for (Path file : files) {
                if (file.toString().endsWith(SUFFIX)) {
                    read(file).ifPresent(windows::add);
                } else if (file.toString().endsWith(UNFINISHED)) {
                    Files.delete(file);
                }
            }
        });
        return windows;
    }

    private Optional<KeptWindow> read(Path file) throws IOException {
        WindowFrame frame = WindowFrame.received(Files.readAllBytes(file));
        String name = file.getFileName().toString();
        try {
            long place = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
            return Optional.of(new KeptWindow(place, frame.report().id(), frame));
        } catch (DamagedFrameException | NumberFormatException damaged) {
            LOGGER.warnf("%s is no window, and was deleted: %s", file, damaged.getMessage());
            failures++;
            Files.delete(file);
            return Optional.empty();
        }
    }

    /** Writes a window: afterwards it is there as a whole, or not at all. */
    void keep(KeptWindow window) {
        run(at -> {
            Path file = fileOf(at, window);
            Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
            Files.write(part, window.frame().bytes());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    void remove(KeptWindow window) {
        run(at -> Files.deleteIfExists(fileOf(at, window)));
    }

    private static Path fileOf(Path folder, KeptWindow window) {
        return folder.resolve("%019d%s".formatted(window.place(), SUFFIX));
    }

    private interface Step {
        void run(Path folder) throws IOException;
    }

    private void run(Step step) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            step.run(folder.get());
            complained = false;
        } catch (IOException failure) {
            failed(folder.get(), failure);
        }
    }

    private void failed(Path at, IOException failure) {
        failures++;
        if (!complained) {
            complained = true;
            LOGGER.warnf(
                    "windows wait in memory only, and are lost if this process is killed; look at"
                            + " probe.outbox-folder %s: %s",
                    at, failure);
        }
    }

    /** How often the disk refused, or had what is no window. */
    long failures() {
        return failures;
    }
}
