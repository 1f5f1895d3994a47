package io.blatam.bul.brief;

import io.blatam.bul.type.FolderFiles;
import io.blatam.bul.type.ProgramFiles;
import io.blatam.bul.type.TypeDefinition;
import io.blatam.bul.type.TypeFile;
import io.blatam.bul.type.TypeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The document types of this process: those that ship with the program and those of the operator's
 * folder. The folder is set once, at start, before any brief is read; thread-safe.
 */
public final class DocumentTypes {
  private static final Set<String> AREAS =
      Arrays.stream(BusinessArea.values()).map(BusinessArea::id).collect(Collectors.toSet());
  private static final Catalogue SHIPPED = Catalogue.of(shipped());
  private static final AtomicReference<Catalogue> ALL = new AtomicReference<>(SHIPPED);

  private DocumentTypes() {}

  /** Those whose brief is a record first, then by id. */
  public static List<DocumentType> all() {
    return ALL.get().types;
  }

  /**
   * Adds the types in {@code folder} to those of the program; what an earlier folder brought goes.
   *
   * @return the types added
   * @throws IllegalArgumentException with file, line and what to change; nothing has changed then
   */
  public static List<DocumentType> addFrom(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no folder " + folder.toAbsolutePath());
    }
    FolderFiles files = new FolderFiles(folder);
    List<TypeDefinition> added = read(files, files.ids());
    for (TypeDefinition type : added) {
      if (SHIPPED.definitions.containsKey(type.id())) {
        throw new IllegalArgumentException(
            files.name(type.id())
                + ": rename the folder, there is a document type \""
                + type.id()
                + "\" already");
      }
      if (type.typed()) {
        throw new IllegalArgumentException(
            files.name(type.id() + "/type.yaml") + ": brief: only the program has typed briefs");
      }
    }
    List<TypeDefinition> all = new java.util.ArrayList<>(SHIPPED.definitions.values());
    all.addAll(added);
    ALL.set(Catalogue.of(all));
    return added.stream().map(type -> new DocumentType(type.id())).toList();
  }

  /** Only those that ship with the program. */
  public static void shippedOnly() {
    ALL.set(SHIPPED);
  }

  static TypeDefinition definition(DocumentType type) {
    return Optional.ofNullable(ALL.get().definitions.get(type.id()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the document type \"" + type + "\" is no longer among the known ones"));
  }

  private static List<TypeDefinition> shipped() {
    ProgramFiles files = new ProgramFiles();
    return read(files, files.ids());
  }

  private static List<TypeDefinition> read(TypeFiles files, List<String> ids) {
    return ids.stream().map(id -> TypeFile.read(id, files, AREAS)).toList();
  }

  private record Catalogue(Map<String, TypeDefinition> definitions, List<DocumentType> types) {
    static Catalogue of(List<TypeDefinition> unsorted) {
      Map<String, TypeDefinition> definitions = new LinkedHashMap<>();
      unsorted.stream()
          .sorted(
              Comparator.comparing((TypeDefinition type) -> !type.typed())
                  .thenComparing(TypeDefinition::id))
          .forEach(type -> definitions.put(type.id(), type));
      return new Catalogue(
          definitions, definitions.keySet().stream().map(DocumentType::new).toList());
    }
  }
}
