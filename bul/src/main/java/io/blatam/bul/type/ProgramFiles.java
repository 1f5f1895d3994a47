package io.blatam.bul.type;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that ship inside the program, under {@code /templates}. */
public record ProgramFiles() implements TypeFiles {
  private static final String ROOT = "templates/";
  private static final String ANCHOR = "/templates/business-plan/type.yaml";
  private static final Pattern TYPE = Pattern.compile(ROOT + "([a-z0-9-]+)/type\\.yaml");

  @Override
  public Optional<String> find(String path) {
    try (InputStream in = ProgramFiles.class.getResourceAsStream("/" + ROOT + path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + path, e);
    }
  }

  @Override
  public String name(String path) {
    return ROOT + path;
  }

  /** The ids of the types, sorted: whatever folder has a {@code type.yaml}. */
  public List<String> ids() {
    URL anchor = ProgramFiles.class.getResource(ANCHOR);
    if (anchor == null) {
      throw new IllegalStateException("resource " + ANCHOR + " is not in the class path");
    }
    try {
      return anchor.getProtocol().equals("jar") ? inJar(anchor) : inFolder(anchor);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the document types beside " + anchor, e);
    }
  }

  private static List<String> inFolder(URL anchor) {
    File root = new File(java.net.URI.create(anchor.toString())).getParentFile().getParentFile();
    return new FolderFiles(root.toPath()).ids();
  }

  private static List<String> inJar(URL anchor) throws IOException {
    JarURLConnection connection = (JarURLConnection) anchor.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      return jar.stream()
          .map(entry -> TYPE.matcher(entry.getName()))
          .filter(Matcher::matches)
          .map(found -> found.group(1))
          .sorted()
          .toList();
    }
  }
}
