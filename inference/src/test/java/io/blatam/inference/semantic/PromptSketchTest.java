package io.blatam.inference.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule without the embedding, whose part is measured by {@code ./blatam bench semantic}. */
class PromptSketchTest {

  private static final SimilarityRule RULE = new SimilarityRule(0, 0.5, 0);
  private static final float[] VECTOR = {0.6f, 0.8f};

  private static PromptSketch sketch(String prompt) {
    return PromptSketch.of(prompt, VECTOR);
  }

  private static boolean serves(String earlier, String asked) {
    boolean there = RULE.mayServe(sketch(earlier), sketch(asked));
    assertThat(RULE.mayServe(sketch(asked), sketch(earlier))).isEqualTo(there);
    return there;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Haz un plan de negocio de una panadería en Cuenca       | Plan de negocio para una panadería en Cuenca
          Write a job description for an accountant               | Please write the job description of an accountant
          Compare renting with owning a van                       | Compare owning a van with renting
          Política de devoluciones, 30 días y sin gastos          | Redacta la política de devoluciones: 30 días y sin gastos
          Inversión de 80 000 000 COP                             | Inversión de 80_000_000 COP
          """)
  void otherSmallWordsOrOrder_serve(String earlier, String asked) {
    assertThat(serves(earlier, asked.replace('_', '\u00a0'))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Política de devoluciones, 30 días y sin gastos      | Política de devoluciones, 15 días y sin gastos
          Política de devoluciones, 30 días y sin gastos      | Política de devoluciones, 30 días y con gastos
          Precio de 1.500 EUR                                 | Precio de 1.500 USD
          Precio de 1.500 EUR                                 | Precio de 15.00 EUR
          Contrato para Marta Ruiz                            | Contrato para Marta Díaz
          Viaje a Madrid en otoño                             | Viaje a Madrigal en otoño
          Plan para una panadería                             | Plan para una floristería
          Reunión del lunes                                   | Reunión del martes
          La subida de precios                                | La bajada de precios
          A warranty that covers water damage                 | A warranty that does not cover water damage
          The transfer of 500 USD from checking to savings    | The transfer of 500 USD from savings to checking
          Translate from English to Spanish                   | Translate from Spanish to English
          Alice reports to Bob                                | Bob reports to Alice
          Who supplies Acme?                                  | Whom does Acme supply?
          Traspaso de la cuenta corriente a la de ahorro      | Traspaso de la cuenta de ahorro a la corriente
          Transfer 500 from Luis to Ana                       | Transfer 500 to Luis from Ana
          Transfiere 500 de Luis a Ana                        | Transfiere 500 a Luis de Ana
          Translate this from Spanish to English: hola        | Translate this to Spanish from English: hola
          Is the customer entitled to a refund?               | Is the customer hardly entitled to a refund?
          El cliente puede cancelar el pedido                 | El cliente apenas puede cancelar el pedido
          A slogan for the new bakery in our town             | A slogan for the new vegan bakery in our town
          Las obligaciones del arrendador                     | Las obligaciones fiscales del arrendador
          Compare iPhone with Pixel                           | Compare iPad with Pixel
          Run align_labels on it                              | Run map_labels on it
          """)
  void anotherThingAsked_neverServes(String earlier, String asked) {
    assertThat(serves(earlier, asked)).isFalse();
  }

  @Test
  void otherMeaning_doesNotServe() {
    SimilarityRule rule = new SimilarityRule(0.95, 0.5, 0);
    PromptSketch one = PromptSketch.of("A plan", new float[] {1, 0});

    assertThat(rule.mayServe(one, PromptSketch.of("A plan", new float[] {0.8f, 0.6f}))).isFalse();
    assertThat(rule.mayServe(one, PromptSketch.of("A plan", new float[] {0.99f, 0.1f}))).isTrue();
  }

  @Test
  void write_isReadBackEqual() {
    PromptSketch sketch = sketch("Write 12 offers for Hotel Sol from Monday on, not later");
    ByteBuffer bytes = ByteBuffer.allocate(sketch.bytes());
    sketch.write(bytes);
    assertThat(bytes.remaining()).isZero();

    PromptSketch read = PromptSketch.read(bytes.flip());

    assertThat(read).usingRecursiveComparison().isEqualTo(sketch);
  }
}
