package io.blatam.platform.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.platform.StartupException;
import io.blatam.platform.http.Json;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The RSA key pair that signs tokens (RS256), made at first start.
 *
 * @param keyId the RFC 7638 thumbprint of the public key
 */
record SigningKeys(String keyId, RSAPublicKey publicKey, RSAPrivateCrtKey privateKey) {

  private static final int BITS = 2048;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  static SigningKeys load(Secrets secrets) {
    String pem = secrets.readOrCreate("jwt-signing-key.pem", SigningKeys::freshPem);
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replace(BEGIN, "").replace(END, "").strip());
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey privateKey =
          (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der));
      RSAPublicKey publicKey =
          (RSAPublicKey)
              rsa.generatePublic(
                  new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
      return new SigningKeys(thumbprint(publicKey), publicKey, privateKey);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StartupException(
          "the secret jwt-signing-key.pem (a file in the secrets folder; in a cluster, a row of"
              + " shared_secret) is not an RSA private key in PKCS#8 PEM; restore it, or remove it"
              + " to have a new one made (tokens issued before then stop working)",
          e);
    }
  }

  /** The public half as a JSON Web Key (RFC 7517). */
  ObjectNode toJwk() {
    return Json.mapper()
        .createObjectNode()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", keyId)
        .put("n", base64Url(publicKey.getModulus()))
        .put("e", base64Url(publicKey.getPublicExponent()));
  }

  private static String freshPem() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(pair.getPrivate().getEncoded());
      return BEGIN + "\n" + body + "\n" + END + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static String thumbprint(RSAPublicKey key) throws GeneralSecurityException {
    String canonical =
        "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
            .formatted(base64Url(key.getPublicExponent()), base64Url(key.getModulus()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(DigestUtils.sha256(canonical));
  }

  /** Big-endian, without the sign byte that {@link BigInteger#toByteArray} may add. */
  private static String base64Url(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    byte[] magnitude = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }
}
