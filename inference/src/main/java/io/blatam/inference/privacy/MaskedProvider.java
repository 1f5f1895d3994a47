package io.blatam.inference.privacy;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.provider.Provider;
import java.util.List;
import kamon.Kamon;

/**
 * A provider outside that never sees personal data (as far as {@link PersonalData} finds it): it
 * gets placeholders, and whoever asked gets them restored.
 */
public final class MaskedProvider implements Provider {

  private final Provider provider;

  public MaskedProvider(Provider provider) {
    this.provider = provider;
  }

  @Override
  public String name() {
    return provider.name();
  }

  /** What is answered to a masked prompt may differ. */
  @Override
  public String identity() {
    return provider.identity() + " masked";
  }

  @Override
  public List<String> models() {
    return provider.models();
  }

  @Override
  public Source<GenerationChunk, NotUsed> generate(GenerationRequest request) {
    Mask mask = Mask.of(request.messages());
    GenerationRequest masked = request.withMessages(mask.masked(request.messages()));
    if (mask.size() == 0) {
      return provider.generate(request);
    }
    Kamon.counter("blatam.inference.masked").withoutTags().increment(mask.size());
    return provider.generate(masked).statefulMapConcat(() -> new Restoring(mask)::on);
  }
}
