// Runs the kernels' bodies thread after thread on the CPU and compares them with what Java's CPU device made of
// the same random inputs (io.blatam.kvcache.device.CudaCases writes the file). See check-on-host.sh.
#include <stdio.h>
#include <stdlib.h>
#include <memory>
#include <vector>
#include "neighbours.cuh"

typedef std::vector<uint8_t> Bytes;

template <int D, int F>
static void quantize(const void *values, int rows, int channels, uint8_t *target, int *refused) {
  std::unique_ptr<ChannelShared> shared(new ChannelShared);
  for (int y = 0; y * ROWS < rows; y++) {
    for (int x = 0; x * TILE < channels; x++) {
      Tile tile = tile_of(x, y, rows, channels);
      for (int t = 0; t < THREADS; t++) channels_maxima<D>(tile, t, values, channels, *shared);
      for (int t = 0; t < THREADS; t++) channels_scales(tile, t, F == INT8 ? 127 : 448, target, refused, *shared);
      for (int t = 0; t < THREADS; t++) channels_codes<D, F>(tile, t, values, channels, target, *shared);
    }
  }
}

template <int D, int F>
static void dequantize(const uint8_t *codes, int rows, int channels, void *values) {
  for (int y = 0; y * ROWS < rows; y++) {
    for (int x = 0; x * TILE < channels; x++) {
      for (int t = 0; t < THREADS; t++) {
        channels_read<D, F>(tile_of(x, y, rows, channels), t, codes, channels, values);
      }
    }
  }
}

template <int D>
static void quantize_groups(const void *values, size_t count, uint8_t *target, int *refused) {
  std::unique_ptr<GroupShared> shared(new GroupShared);
  for (int b = 0; (size_t)b * THREADS * 4 < count; b++) {
    for (int t = 0; t < THREADS; t++) groups_maxima<D>(b, t, values, count, *shared);
    for (int t = 0; t < THREADS; t++) groups_codes(b, t, count, target, refused, *shared);
  }
}

template <int D>
static void dequantize_groups(const uint8_t *codes, size_t count, void *values) {
  for (int b = 0; (size_t)b * THREADS * 4 < count; b++) {
    for (int t = 0; t < THREADS; t++) groups_read<D>(b, t, codes, count, values);
  }
}

template <int D>
static void of_dtype(int op, int format, int rows, int channels, const uint8_t *in, uint8_t *out, int *refused) {
  size_t count = (size_t)rows * channels;
  if (op == 0 && format == 1) quantize<D, INT8>(in, rows, channels, out, refused);
  if (op == 0 && format == 2) quantize_groups<D>(in, count, out, refused);
  if (op == 0 && format == 3) quantize<D, FP8>(in, rows, channels, out, refused);
  if (op == 1 && format == 1) dequantize<D, INT8>(in, rows, channels, out);
  if (op == 1 && format == 2) dequantize_groups<D>(in, count, out);
  if (op == 1 && format == 3) dequantize<D, FP8>(in, rows, channels, out);
}

static void planes(int op, int size, size_t count, const uint8_t *in, uint8_t *out) {
  for (int b = 0; (size_t)b * THREADS * 4 < count; b++) {
    for (int t = 0; t < THREADS; t++) {
      if (op == 2 && size == 2) planes_split<2>(b, t, in, count, out);
      if (op == 2 && size == 4) planes_split<4>(b, t, in, count, out);
      if (op == 3 && size == 2) planes_join<2>(b, t, in, count, out);
      if (op == 3 && size == 4) planes_join<4>(b, t, in, count, out);
    }
  }
}

static void sort(uint64_t *places, int count) {
  for (int size = 2; size <= count; size *= 2) {
    for (int stride = size / 2; stride > 0; stride /= 2) {
      for (int pair = 0; pair < count / 2; pair++) sort_step(pair, size, stride, places);
    }
  }
}

template <typename S>
static std::vector<uint64_t> best_of(S source, int queries, int count, int k) {
  int slices = (count + SLICE - 1) / SLICE;
  std::vector<uint64_t> best((size_t)queries * slices * k);
  std::unique_ptr<BestShared> s(new BestShared);
  for (int query = 0; query < queries; query++) {
    for (int slice = 0; slice < slices; slice++) {
      for (int t = 0; t < THREADS; t++) best_own(slice, query, t, source, count, k, *s);
      sort(s->own, best_groups(k));
      for (int t = 0; t < THREADS; t++) best_gather(slice, query, t, source, count, k, *s);
      for (int t = 0; t < THREADS; t++) best_pad(t, *s);
      sort(s->found, best_padded(s->count));
      for (int t = 0; t < THREADS; t++) best_store(slice, slices, query, t, k, *s, best.data());
    }
  }
  return best;
}

// Input: queries of unit length, then the corpus. Output: k places for each query.
template <int Q>
static std::vector<uint64_t> cosine(int query_count, int count, int dimensions, int k, const float *in) {
  std::vector<float> unit(in + (size_t)query_count * dimensions, in + (size_t)(query_count + count) * dimensions);
  std::vector<float> scores((size_t)query_count * count);
  float *corpus = unit.data();
  UnitShared lengths;
  for (int b = 0; b * WARPS < count; b++) {
    for (int t = 0; t < THREADS; t++) unit_add(b, t, corpus, count, dimensions, lengths);
    for (int t = 0; t < THREADS; t++) unit_factor(t, lengths);
    for (int t = 0; t < THREADS; t++) unit_scale(b, t, corpus, count, dimensions, lengths);
  }
  std::unique_ptr<ScoreShared<Q>> shared(new ScoreShared<Q>);
  for (int y = 0; y * Q < query_count; y++) {
    for (int x = 0; x * CORPUS < count; x++) {
      std::vector<Sums<Q>> sums(THREADS, Sums<Q>{});
      for (int from = 0; from < dimensions; from += DEPTH) {
        for (int t = 0; t < THREADS; t++) {
          scores_put<Q>(t, scores_fetch<Q>(x, y, t, in, query_count, corpus, count, dimensions, from), *shared);
        }
        for (int t = 0; t < THREADS; t++) scores_add<Q>(t, *shared, sums[t]);
      }
      for (int t = 0; t < THREADS; t++) {
        scores_store<Q>(x, y, t, query_count, count, sums[t], scores.data());
      }
    }
  }
  std::vector<uint64_t> best = best_of(Scores{scores.data()}, query_count, count, k);
  for (int left = (int)(best.size() / query_count); left > k; left = (int)(best.size() / query_count)) {
    best = best_of(Places{best.data()}, query_count, left, k);
  }
  return best;
}

static bool same_neighbours(int queries, int corpus, int dimensions, int k, const Bytes &in, const Bytes &expected) {
  const float *numbers = (const float *)in.data();
  std::vector<uint64_t> best = queries > 16 ? cosine<64>(queries, corpus, dimensions, k, numbers)
                                            : cosine<16>(queries, corpus, dimensions, k, numbers);
  const int *rows = (const int *)expected.data();
  const float *scores = (const float *)(rows + (size_t)queries * k);
  for (int i = 0; i < queries * k; i++) {
    uint32_t ordered = (uint32_t)(best[i] >> 32);
    float score = as_float((int)(ordered >> 31 ? ordered & MAGNITUDE : ~ordered));
    // Where two scores are nearly equal, which of them comes first is not said.
    if (best[i] == 0 || fabsf(score - scores[i]) > 1e-5f) {
      printf("query %d, place %d: row %d %.8f, expected row %d %.8f\n", i / k, i % k, (int)~(uint32_t)best[i], score,
             rows[i], scores[i]);
      return false;
    }
  }
  return true;
}

static int32_t read_int(FILE *file) {
  int32_t value;
  if (fread(&value, 4, 1, file) != 1) exit(2);
  return value;
}

static Bytes read_bytes(FILE *file) {
  Bytes bytes(read_int(file));
  if (!bytes.empty() && fread(bytes.data(), 1, bytes.size(), file) != bytes.size()) exit(2);
  return bytes;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!file) {
    fprintf(stderr, "usage: host_check FILE\n");
    return 2;
  }
  int cases = read_int(file), different = 0;
  long bytes = 0;
  for (int i = 0; i < cases; i++) {
    // op: 0 quantize, 1 dequantize, 2 split, 3 join, 4 cosines; then what the operation takes.
    int op = read_int(file), a = read_int(file), b = read_int(file), c = read_int(file), d = read_int(file);
    Bytes in = read_bytes(file), expected = read_bytes(file), out(expected.size());
    int refused = 0;
    bool same;
    if (op == 4) {
      same = same_neighbours(a, b, c, d, in, expected);
    } else {
      if (op <= 1 && a == F32) of_dtype<F32>(op, b, c, d, in.data(), out.data(), &refused);
      if (op <= 1 && a == F16) of_dtype<F16>(op, b, c, d, in.data(), out.data(), &refused);
      if (op <= 1 && a == BF16) of_dtype<BF16>(op, b, c, d, in.data(), out.data(), &refused);
      if (op == 2 || op == 3) planes(op, a, b, in.data(), out.data());
      same = out == expected && !refused;
    }
    bytes += in.size();
    if (!same) {
      different++;
      printf("case %d differs: op %d, %d %d %d %d\n", i, op, a, b, c, d);
    }
  }
  printf("%d cases, %ld bytes of input, %d differ\n", cases, bytes, different);
  return different ? 1 : 0;
}
