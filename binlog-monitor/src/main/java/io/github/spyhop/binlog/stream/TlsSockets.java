package io.github.spyhop.binlog.stream;

import com.github.shyiko.mysql.binlog.network.SSLSocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Turns a connection to TLS as the {@link TlsMode} says; the library's own way stops at TLS 1.2. */
final class TlsSockets implements SSLSocketFactory {

    private final ServerLogin login;

    TlsSockets(ServerLogin login) {
        this.login = login;
    }

    @Override
    public SSLSocket createSocket(Socket socket) throws SocketException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(), null);
            SSLSocket secured =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, login.host(), login.port(), true);
            if (login.tlsMode() == TlsMode.VERIFY_IDENTITY) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
            }
            return secured;
        } catch (GeneralSecurityException | IOException failure) {
            SocketException wrapped = new SocketException("TLS: " + failure.getMessage());
            wrapped.initCause(failure);
            throw wrapped;
        }
    }

    private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
        return switch (login.tlsMode()) {
            case DISABLED, PREFERRED, REQUIRED -> new TrustManager[] {new Unverified()};
            case VERIFY_CA, VERIFY_IDENTITY -> authorities(login.caCertificates());
        };
    }

    private static TrustManager @Nullable [] authorities(Optional<String> file)
            throws GeneralSecurityException, IOException {
        if (file.isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(Path.of(file.get()))) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** What MySQL means by REQUIRED: encrypted, the server's identity not asked for. */
    private static final class Unverified implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
