package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.settings.RespSettings;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate and the key that the door shows its clients, from PEM files. */
final class PemFiles {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private static final char[] NO_PASSWORD = new char[0];

  private PemFiles() {}

  /**
   * @throws StartupException naming the setting whose file does not do
   */
  static SSLContext context(RespSettings.Tls tls) {
    Certificate[] chain = chain(tls.certificate());
    PrivateKey key = key(tls.privateKey(), chain[0].getPublicKey().getAlgorithm());
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("door", key, NO_PASSWORD, chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new StartupException("blatam.kv-cache.resp.tls: " + e.getMessage(), e);
    }
  }

  private static Certificate[] chain(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length > 0) {
        return chain;
      }
      throw unfit("certificate", file, "no certificate is in it");
    } catch (IOException | GeneralSecurityException e) {
      throw unfit("certificate", file, e.toString());
    }
  }

  private static PrivateKey key(Path file, String algorithm) {
    try {
      Matcher text = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (!text.find()) {
        throw unfit(
            "private-key",
            file,
            "no PRIVATE KEY (PKCS #8, not encrypted) is in it; openssl pkcs8 -topk8 -nocrypt makes"
                + " one of other keys");
      }
      byte[] encoded = Base64.getMimeDecoder().decode(text.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unfit("private-key", file, e.toString());
    }
  }

  private static StartupException unfit(String key, Path file, String why) {
    return new StartupException(
        "blatam.kv-cache.resp.tls.%s: %s can not be used: %s".formatted(key, file, why));
  }
}
