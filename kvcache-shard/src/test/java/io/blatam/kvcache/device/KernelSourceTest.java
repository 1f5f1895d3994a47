package io.blatam.kvcache.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KernelSourceTest {

  private static final Path CUDA = Path.of("src/main/cuda");

  @Test
  void ptx_isMadeOfTheSourceBesideIt() throws IOException, NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (String file : List.of("numbers.cuh", "blocks.cuh", "neighbours.cuh", "kernels.cu")) {
      sha256.update(Files.readAllBytes(CUDA.resolve(file)));
    }
    assertThat(ptx().lines().findFirst())
        .describedAs("run src/main/cuda/build-ptx.sh after changing the CUDA source")
        .hasValue("// source sha256 " + HexFormat.of().formatHex(sha256.digest()));
  }

  @Test
  void ptx_hasEveryKernelThatIsLaunched() {
    List<String> kernels =
        new ArrayList<>(
            List.of(
                "split_planes_2",
                "split_planes_4",
                "join_planes_2",
                "join_planes_4",
                "unit_rows",
                "cosine_scores_16",
                "cosine_scores_64",
                "best_of_scores",
                "best_of_places"));
    for (Quantization quantization :
        List.of(Quantization.INT8, Quantization.INT4, Quantization.FP8)) {
      for (Dtype dtype : List.of(Dtype.F32, Dtype.F16, Dtype.BF16)) {
        String name = (quantization + "_" + dtype).toLowerCase(Locale.ROOT);
        kernels.add("quantize_" + name);
        kernels.add("dequantize_" + name);
      }
    }
    assertThat(kernels).allSatisfy(name -> assertThat(ptx()).contains(".entry " + name + "("));
  }

  /** A fused multiply-add would round once where the CPU rounds twice; cosines ask for theirs. */
  @Test
  void ptx_quantizesWithoutContraction() {
    assertThat(ptx().split("\\.entry "))
        .filteredOn(entry -> entry.startsWith("quantize_") || entry.startsWith("dequantize_"))
        .hasSize(18)
        .allSatisfy(
            entry ->
                assertThat(entry)
                    .doesNotContain("fma.", ".ftz", "div.approx", "div.full", "rcp.approx"));
  }

  private static String ptx() {
    return new String(KernelSource.ptx(), StandardCharsets.UTF_8);
  }
}
