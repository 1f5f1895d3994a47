package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.locale.Language;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is published on which day. Each channel's posts are spread over the week; pillars take turns
 * in proportion to their shares (smooth weighted round robin: the one furthest behind its share is
 * next); each takes its ideas in the order given; a key date takes the first post of its day, or
 * one of its own on the first channel.
 */
record PublicationCalendar(
    LocalDate first,
    LocalDate last,
    List<Channel> channels,
    List<Pillar> pillars,
    List<Week> weeks,
    int occasions,
    int total)
    implements FigureModel {

  /** Which days of the week {@code n} posts take, by n - 1. */
  private static final List<List<DayOfWeek>> DAYS =
      List.of(
          List.of(DayOfWeek.WEDNESDAY),
          List.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY),
          List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY),
          List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
          List.of(DayOfWeek.values()).subList(0, 5),
          List.of(DayOfWeek.values()).subList(0, 6),
          List.of(DayOfWeek.values()));

  /**
   * @param posts in the whole period
   */
  public record Channel(String name, int perWeek, Optional<String> time, long posts) {}

  /**
   * @param share in percent
   * @param posts in the whole period
   */
  public record Pillar(String name, BigDecimal share, Optional<String> format, long posts) {}

  public record Week(int number, LocalDate first, LocalDate last, List<Post> posts) {}

  /**
   * @param day as it is printed: "lun 4/1"
   * @param pillar none for a key date
   * @param idea what it says; none where nobody gave one
   */
  public record Post(
      LocalDate date, String day, String channel, Optional<String> pillar, Optional<String> idea) {}

  static PublicationCalendar of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    LocalDate first = fields.date("start").orElse(brief.date());
    int weeks = fields.number("weeks").map(BigDecimal::intValue).orElse(1);
    LocalDate last = first.plusWeeks(weeks).minusDays(1);
    Turns turns = new Turns(fields.rows("pillars"), fields.rows("ideas"));
    List<Post> posts = new ArrayList<>();
    for (Slot slot : slots(fields, first, last)) {
      posts.add(
          slot.occasion().isPresent()
              ? post(slot, brief.language(), Optional.empty(), slot.occasion())
              : turns.next(slot, brief.language()));
    }
    return new PublicationCalendar(
        first,
        last,
        fields.rows("channels").stream().map(row -> channel(row, posts)).toList(),
        fields.rows("pillars").stream().map(row -> pillar(row, posts)).toList(),
        IntStream.range(0, weeks).mapToObj(week -> week(week, first, posts)).toList(),
        (int) posts.stream().filter(post -> post.pillar().isEmpty()).count(),
        posts.size());
  }

  private record Slot(LocalDate date, int channel, String name, Optional<String> occasion) {}

  /** When each channel publishes, day by day, channels in the order given. */
  private static List<Slot> slots(FieldValues fields, LocalDate first, LocalDate last) {
    Map<LocalDate, Deque<String>> occasions = new HashMap<>();
    fields
        .rows("dates")
        .forEach(
            row ->
                occasions
                    .computeIfAbsent(row.date("date").orElseThrow(), day -> new ArrayDeque<>())
                    .add(row.text("occasion").orElseThrow()));
    List<FieldValues> channels = fields.rows("channels");
    List<Slot> slots = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Deque<String> today = occasions.getOrDefault(day, new ArrayDeque<>());
      for (int i = 0; i < channels.size(); i++) {
        int perWeek = channels.get(i).number("per_week").orElseThrow().intValue();
        if (DAYS.get(perWeek - 1).contains(day.getDayOfWeek())) {
          slots.add(new Slot(day, i, name(channels, i), Optional.ofNullable(today.poll())));
        }
      }
      while (!today.isEmpty()) {
        slots.add(new Slot(day, 0, name(channels, 0), Optional.of(today.poll())));
      }
    }
    slots.sort(Comparator.comparing(Slot::date).thenComparing(Slot::channel));
    return slots;
  }

  private static String name(List<FieldValues> channels, int index) {
    return channels.get(index).text("channel").orElseThrow();
  }

  /** Whose turn it is among the pillars. */
  private static final class Turns {
    private final List<FieldValues> pillars;
    private final BigDecimal[] credit;
    private final BigDecimal whole;
    private final Map<String, Deque<String>> ideas = new HashMap<>();

    Turns(List<FieldValues> pillars, List<FieldValues> ideas) {
      this.pillars = pillars;
      this.credit = new BigDecimal[pillars.size()];
      java.util.Arrays.fill(credit, BigDecimal.ZERO);
      this.whole = pillars.stream().map(Turns::share).reduce(BigDecimal.ZERO, BigDecimal::add);
      ideas.forEach(
          row ->
              this.ideas
                  .computeIfAbsent(key(row.text("pillar").orElseThrow()), any -> new ArrayDeque<>())
                  .add(row.text("idea").orElseThrow()));
    }

    Post next(Slot slot, Language language) {
      int chosen = 0;
      for (int i = 0; i < credit.length; i++) {
        credit[i] = credit[i].add(share(pillars.get(i)));
        if (credit[i].compareTo(credit[chosen]) > 0) {
          chosen = i;
        }
      }
      credit[chosen] = credit[chosen].subtract(whole);
      String pillar = pillars.get(chosen).text("pillar").orElseThrow();
      Optional<String> idea =
          Optional.ofNullable(ideas.getOrDefault(key(pillar), new ArrayDeque<>()).poll());
      return post(slot, language, Optional.of(pillar), idea);
    }

    private static BigDecimal share(FieldValues pillar) {
      return pillar.number("share").orElseThrow();
    }

    private static String key(String pillar) {
      return pillar.strip().toLowerCase(Locale.ROOT);
    }
  }

  private static Post post(
      Slot slot, Language language, Optional<String> pillar, Optional<String> idea) {
    DateTimeFormatter day =
        DateTimeFormatter.ofPattern(
            language.choose("EEE d/M", "EEE, MMM d"), Locale.forLanguageTag(language.code()));
    return new Post(slot.date(), slot.date().format(day), slot.name(), pillar, idea);
  }

  private static Channel channel(FieldValues row, List<Post> posts) {
    String name = row.text("channel").orElseThrow();
    return new Channel(
        name,
        row.number("per_week").orElseThrow().intValue(),
        row.text("time"),
        posts.stream().filter(post -> post.channel().equals(name)).count());
  }

  private static Pillar pillar(FieldValues row, List<Post> posts) {
    String name = row.text("pillar").orElseThrow();
    return new Pillar(
        name,
        row.number("share").orElseThrow(),
        row.text("format"),
        posts.stream().filter(post -> post.pillar().filter(name::equals).isPresent()).count());
  }

  private static Week week(int index, LocalDate start, List<Post> posts) {
    LocalDate first = start.plusWeeks(index);
    return new Week(
        index + 1,
        first,
        first.plusDays(6),
        posts.stream()
            .filter(post -> ChronoUnit.DAYS.between(start, post.date()) / 7 == index)
            .toList());
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("calendar", this);
  }

  @Override
  public List<BigDecimal> figures() {
    List<BigDecimal> figures = new ArrayList<>();
    figures.add(BigDecimal.valueOf(total));
    channels.forEach(channel -> figures.add(BigDecimal.valueOf(channel.posts())));
    pillars.forEach(pillar -> figures.add(BigDecimal.valueOf(pillar.posts())));
    return figures;
  }

  @Override
  public List<String> contradictions() {
    long byChannel = channels.stream().mapToLong(Channel::posts).sum();
    return byChannel == total
        ? List.of()
        : List.of("the channels' " + byChannel + " posts are not the total of " + total);
  }
}
