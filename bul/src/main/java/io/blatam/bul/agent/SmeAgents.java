package io.blatam.bul.agent;

import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.locale.Language;
import io.blatam.platform.Capital;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The agents there are, one a business area, and what belongs to none of them. Immutable. */
public final class SmeAgents {
  private static final String KEY = "blatam.bul.areas-folder";
  private static final String SHIPPED = "/bul/agents/";

  private final Map<String, SmeAgent> byArea;
  private final List<String> unclear;

  private SmeAgents(Map<String, SmeAgent> byArea, List<String> unclear) {
    this.byArea = new LinkedHashMap<>(byArea);
    this.unclear = List.copyOf(unclear);
  }

  /** The ten that ship with the program. */
  public static SmeAgents shipped() {
    Map<String, SmeAgent> agents = new LinkedHashMap<>();
    for (BusinessArea area : BusinessArea.values()) {
      String file = SHIPPED + area.id() + ".yaml";
      agents.put(area.id(), AreaFile.read(file, resource(file), agents, type -> true));
    }
    return new SmeAgents(agents, resource(SHIPPED + "unclear.txt").lines().toList());
  }

  /**
   * The ten, changed and added to by the {@code *.yaml} files of {@code folder}; none for an empty
   * name.
   *
   * @param types ids of the document types that may be named besides those the ten know
   * @throws StartupException naming file and line of what can not be read
   */
  public static SmeAgents of(String folder, Set<String> types) {
    SmeAgents shipped = shipped();
    if (folder.isBlank()) {
      return shipped;
    }
    Map<String, SmeAgent> agents = new LinkedHashMap<>(shipped.byArea);
    Set<String> shippedTypes = shipped.asked();
    Predicate<String> known = type -> types.contains(type) || shippedTypes.contains(type);
    try (Stream<Path> listed = Files.list(Path.of(folder))) {
      for (Path file : listed.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        SmeAgent agent = AreaFile.read(file.toString(), Files.readString(file), agents, known);
        agents.put(agent.area().id(), agent);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StartupException(KEY + ": can not read " + folder + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new StartupException(KEY + ": " + e.getMessage(), e);
    }
    return new SmeAgents(agents, shipped.unclear);
  }

  /** All agents: the ten first, in the order of {@link BusinessArea}. */
  public List<SmeAgent> all() {
    return List.copyOf(byArea.values());
  }

  /** The agent of an area. */
  public Optional<SmeAgent> of(BusinessArea area) {
    return Optional.ofNullable(byArea.get(area.id()));
  }

  /** Asks that could mean anything. */
  List<String> unclear() {
    return unclear;
  }

  /** The areas whose agents write documents of {@code type}. */
  List<BusinessArea> writing(String type) {
    return byArea.values().stream()
        .filter(agent -> agent.documentTypes().contains(type))
        .map(SmeAgent::area)
        .toList();
  }

  /**
   * What people call a document type: "Acuerdo de confidencialidad"; its id where no agent says.
   */
  public String label(String type, Language language) {
    return byArea.values().stream()
        .flatMap(agent -> agent.documents().stream())
        .filter(document -> document.type().equals(type))
        .map(document -> language.choose(document.names().es(), document.names().en()).get(0))
        .map(Capital::first)
        .findFirst()
        .or(() -> DocumentTypes.find(type).map(known -> known.label(language)))
        .orElse(type);
  }

  /** Every type that an agent knows how people ask for. */
  public Set<String> asked() {
    return byArea.values().stream()
        .flatMap(agent -> agent.documents().stream())
        .map(SmeAgent.DocumentProfile::type)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String resource(String path) {
    try (InputStream in = SmeAgents.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("it is not in the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + path + ": " + e.getMessage(), e);
    }
  }
}
