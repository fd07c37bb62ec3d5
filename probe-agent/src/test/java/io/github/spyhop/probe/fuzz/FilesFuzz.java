package io.github.spyhop.probe.fuzz;

/** Capture files: the input is one, in any format. */
public final class FilesFuzz {

    private FilesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        HostileCapture.run("the file", data);
    }
}
