package io.blatam.inference.gguf;

import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks into a GGUF file before native code does (specification of the ggml project, versions 2 and
 * 3), so that what is no model, or only half of one, is told in a sentence.
 */
final class GgufFile {

  private static final int MAGIC = 0x46554747;
  private static final long MOST_TEXT = 64L * 1024 * 1024;
  private static final String ARCHITECTURE = "general.architecture";

  /** Bytes of a value, by type; 0: a text or a list. */
  private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  private static final int TEXT = 8;
  private static final int LIST = 9;

  private final DataInputStream in;

  private GgufFile(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * What kind of model it is, such as "llama".
   *
   * @throws GenerationException (UNAVAILABLE) if the file is no GGUF file or ends in its header
   */
  static String architecture(Path path) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return new GgufFile(in).architecture();
    } catch (EOFException e) {
      throw broken(path, "ends in the middle of its header; it may not have been copied whole");
    } catch (MalformedGgufException e) {
      throw broken(path, e.getMessage());
    } catch (IOException e) {
      throw broken(path, "can not be read: " + e.getMessage());
    }
  }

  private static GenerationException broken(Path path, String why) {
    return new GenerationException(
        Reason.UNAVAILABLE, path + " " + why + " (blatam.inference.gguf.path)");
  }

  private static final class MalformedGgufException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedGgufException(String message) {
      super(message);
    }
  }

  private String architecture() throws IOException {
    if (number() != MAGIC) {
      throw new MalformedGgufException("is no GGUF file");
    }
    int version = number();
    if (version != 2 && version != 3) {
      throw new MalformedGgufException("is of GGUF version " + version + ", not 2 or 3");
    }
    long tensors = count();
    long values = count();
    if (tensors == 0) {
      throw new MalformedGgufException("has a vocabulary, but no model");
    }
    String architecture = "";
    for (long i = 0; i < values; i++) {
      String key = text();
      int type = number();
      if (key.equals(ARCHITECTURE) && type == TEXT) {
        architecture = text();
      } else {
        skip(type);
      }
    }
    if (architecture.isEmpty()) {
      throw new MalformedGgufException("does not say what kind of model it is");
    }
    return architecture;
  }

  private void skip(int type) throws IOException {
    if (type == TEXT) {
      text();
    } else if (type == LIST) {
      int of = number();
      long length = count();
      for (long i = 0; i < length; i++) {
        skip(of);
      }
    } else if (type >= 0 && type < SIZES.length) {
      in.skipNBytes(SIZES[type]);
    } else {
      throw new MalformedGgufException("has a value of the unknown type " + type);
    }
  }

  private String text() throws IOException {
    long length = count();
    if (length > MOST_TEXT) {
      throw new MalformedGgufException("has a text of " + length + " bytes in its header");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Little-endian. */
  private int number() throws IOException {
    return Integer.reverseBytes(in.readInt());
  }

  private long count() throws IOException {
    long count = Long.reverseBytes(in.readLong());
    if (count < 0) {
      throw new MalformedGgufException("has a negative length in its header");
    }
    return count;
  }
}
