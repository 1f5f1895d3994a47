package io.blatam.inference.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.ResponseFormat;
import io.blatam.inference.api.ToolCall;
import io.blatam.inference.api.Tools;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class FingerprintTest {

  private static final Parameters SET =
      new Parameters(
          OptionalDouble.of(0.5),
          OptionalDouble.of(0.9),
          OptionalInt.of(100),
          OptionalLong.of(7),
          OptionalDouble.of(0.1),
          OptionalDouble.of(0.2),
          List.of("FIN"),
          Optional.of(ResponseFormat.TEXT),
          Optional.empty());

  private static final GenerationRequest REQUEST =
      new GenerationRequest(
          "acme",
          "stub",
          List.of(Message.system("Eres breve."), Message.user("¿Qué hora es?")),
          SET,
          "plan-1",
          Optional.empty());

  /** A change for every component; the next test makes sure that none is missing. */
  private static final Map<String, Parameters> CHANGES =
      Map.of(
          "temperature", with(OptionalDouble.of(0.6), 0),
          "topP", with(OptionalDouble.of(0.8), 1),
          "maxTokens", with(OptionalInt.of(101), 2),
          "seed", with(OptionalLong.of(8), 3),
          "presencePenalty", with(OptionalDouble.of(0.3), 4),
          "frequencyPenalty", with(OptionalDouble.of(0.4), 5),
          "stop", with(List.of("FIN", "END"), 6),
          "responseFormat", with(Optional.of(ResponseFormat.JSON_OBJECT), 7),
          "tools", with(Optional.of(new Tools("[]", Optional.empty(), Optional.empty())), 8));

  @Example
  void of_anyOneParameterChanged_isAnother() {
    Set<String> seen = new HashSet<>(Set.of(Fingerprint.of("openai x", REQUEST)));
    CHANGES.forEach(
        (name, changed) ->
            assertThat(seen.add(Fingerprint.of("openai x", REQUEST.withParameters(changed))))
                .as(name)
                .isTrue());
  }

  @Example
  void parameters_everyComponent_isAmongTheChanges() {
    assertThat(CHANGES.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Parameters.class.getRecordComponents()).map(c -> c.getName()).toList());
  }

  @Example
  void request_everyComponent_isKnownToTheFingerprint() {
    // Who adds a component decides here whether it determines the answer, and then adds it there.
    assertThat(Arrays.stream(GenerationRequest.class.getRecordComponents()).map(c -> c.getName()))
        .containsExactly(
            "tenant",
            "model",
            "messages",
            "parameters",
            "templateVersion",
            "composition",
            // Who is asked sooner gets the same answer.
            "priority");
  }

  @Example
  void of_anyOtherFieldChanged_isAnother() {
    Set<String> fingerprints = new HashSet<>();
    fingerprints.add(Fingerprint.of("openai x", REQUEST));
    fingerprints.add(Fingerprint.of("openai y", REQUEST));
    fingerprints.add(Fingerprint.of("openai x", REQUEST.withModel("stub-2")));
    fingerprints.add(Fingerprint.of("openai x", REQUEST.withComposition("plan-1", () -> "x")));
    fingerprints.add(Fingerprint.of("openai x", REQUEST.withComposition("plan-2", () -> "x")));
    fingerprints.add(Fingerprint.of("openai x", withTenant("globex")));
    assertThat(fingerprints).hasSize(6);
  }

  @Example
  void of_anotherToolCallOrSchema_isAnother() {
    Message call =
        new Message(
            Message.Role.ASSISTANT, "", List.of(new ToolCall("1", "hora", "{}")), Optional.empty());
    Message answer = new Message(Message.Role.TOOL, "12:00", List.of(), Optional.of("1"));
    Set<String> fingerprints = new HashSet<>();
    fingerprints.add(Fingerprint.of("p", REQUEST.withMessages(List.of(call, answer))));
    fingerprints.add(Fingerprint.of("p", REQUEST.withMessages(List.of(call))));
    fingerprints.add(
        Fingerprint.of("p", REQUEST.withMessages(List.of(call, Message.user("12:00")))));
    fingerprints.add(Fingerprint.of("p", REQUEST.withMessages(List.of(Message.assistant("")))));
    for (String schema : List.of("{\"name\":\"a\"}", "{\"name\":\"b\"}")) {
      Parameters asked = SET.withResponseFormat(ResponseFormat.jsonSchema(schema));
      fingerprints.add(Fingerprint.of("p", REQUEST.withParameters(asked)));
    }
    assertThat(fingerprints).hasSize(6);
  }

  @Example
  void of_otherPriority_isTheSame() {
    assertThat(Fingerprint.of("p", REQUEST.withPriority(1)))
        .isEqualTo(Fingerprint.of("p", REQUEST.withPriority(5)));
  }

  @Example
  void of_sameRequestMadeTwice_isTheSame() {
    assertThat(Fingerprint.of("openai x", REQUEST.withComposition("plan-1", () -> "a")))
        .isEqualTo(Fingerprint.of("openai x", REQUEST.withComposition("plan-1", () -> "b")))
        .matches("[0-9a-f]{64}");
  }

  @Property
  void of_differentMessages_areDifferent(
      @ForAll("conversations") List<Message> one, @ForAll("conversations") List<Message> other) {
    String first = Fingerprint.of("p", GenerationRequest.of("acme", one));
    String second = Fingerprint.of("p", GenerationRequest.of("acme", other));

    assertThat(first.equals(second)).isEqualTo(one.equals(other));
  }

  @Property
  void of_textMovedFromOneMessageToTheNext_isAnother(
      @ForAll @StringLength(min = 1, max = 8) String text) {
    assertThat(pair(text, "")).isNotEqualTo(pair("", text));
  }

  @Property
  void hash_orderOfFields_makesNoDifference(@ForAll("fields") Map<String, String> fields) {
    CanonicalHash forwards = new CanonicalHash();
    fields.forEach(forwards::field);
    CanonicalHash backwards = new CanonicalHash();
    List<String> names = new java.util.ArrayList<>(fields.keySet());
    java.util.Collections.reverse(names);
    names.forEach(name -> backwards.field(name, fields.get(name)));

    assertThat(forwards.hex()).isEqualTo(backwards.hex());
  }

  @Property
  void hash_differentFields_areDifferent(
      @ForAll("fields") Map<String, String> one, @ForAll("fields") Map<String, String> other) {
    CanonicalHash first = new CanonicalHash();
    one.forEach(first::field);
    CanonicalHash second = new CanonicalHash();
    other.forEach(second::field);

    assertThat(first.hex().equals(second.hex())).isEqualTo(one.equals(other));
  }

  @Provide
  Arbitrary<List<Message>> conversations() {
    // A small alphabet, so that near misses are common.
    Arbitrary<String> text = Arbitraries.strings().withChars('a', 'b', '\n').ofMaxLength(3);
    return Combinators.combine(Arbitraries.of(Message.Role.class), text)
        .as(Message::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<Map<String, String>> fields() {
    Arbitrary<String> text = Arbitraries.strings().withChars('a', 'b').ofMaxLength(2);
    return Arbitraries.maps(text, text).ofMaxSize(3).map(HashMap::new);
  }

  private static String pair(String first, String second) {
    return Fingerprint.of(
        "p", GenerationRequest.of("acme", List.of(Message.user(first), Message.user(second))));
  }

  private static GenerationRequest withTenant(String tenant) {
    return new GenerationRequest(
        tenant,
        REQUEST.model(),
        REQUEST.messages(),
        REQUEST.parameters(),
        REQUEST.templateVersion(),
        Optional.empty());
  }

  /** {@link #SET} with one component, by its position, replaced. */
  private static Parameters with(Object value, int position) {
    Class<?>[] types =
        Arrays.stream(Parameters.class.getRecordComponents())
            .map(c -> c.getType())
            .toArray(Class[]::new);
    try {
      Object[] values = new Object[types.length];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            i == position
                ? value
                : Parameters.class.getRecordComponents()[i].getAccessor().invoke(SET);
      }
      return Parameters.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
