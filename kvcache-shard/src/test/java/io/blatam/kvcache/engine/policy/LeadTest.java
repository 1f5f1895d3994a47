package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeadTest {

  @Test
  void nothingSeen_isNotSure() {
    assertThat(new Lead().sure()).isZero();
  }

  @Test
  void manyHitsSpreadOverBursts_areSure() {
    Lead lead = new Lead();
    for (int i = 0; i < 12; i++) {
      lead.add(1);
      lead.endBurst();
    }

    assertThat(lead.sure()).isEqualTo(12);
  }

  @Test
  void hitsSpreadOverFewBursts_areNot() {
    Lead lead = new Lead();
    for (int i = 0; i < 4; i++) {
      lead.add(1);
      lead.endBurst();
    }

    assertThat(lead.sure()).isZero();
  }

  @Test
  void asManyHitsInOneBurst_areNot() {
    Lead lead = new Lead();
    for (int i = 0; i < 12; i++) {
      lead.add(1);
    }
    lead.endBurst();

    assertThat(lead.sure()).isZero();
  }

  @Test
  void hitsOnBothSides_areNot() {
    Lead lead = new Lead();
    for (int i = 0; i < 100; i++) {
      lead.add(i % 2 == 0 ? 1 : -1);
      lead.endBurst();
    }

    assertThat(lead.sure()).isZero();
  }

  @Test
  void whereFurtherErrorsAreAskedFor_takesMoreHits() {
    Lead lead = new Lead();
    for (int i = 0; i < 12; i++) {
      lead.add(1);
      lead.endBurst();
    }
    assertThat(lead.sure(2)).isZero();

    for (int i = 0; i < 12; i++) {
      lead.add(1);
      lead.endBurst();
    }
    assertThat(lead.sure(2)).isEqualTo(24);
  }
}
