package io.blatam.platform.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 of an artifact's bytes, as 64 lower-case hexadecimal digits. */
public record ArtifactId(@JsonValue String sha256) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ArtifactId {
    if (!FORM.matcher(sha256).matches()) {
      throw new IllegalArgumentException("artifact: must be 64 lower-case hexadecimal digits");
    }
  }

  static ArtifactId of(MessageDigest digest) {
    return new ArtifactId(HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public String toString() {
    return sha256;
  }
}
