// Nearest rows by cosine: what one thread does between two barriers, as in blocks.cuh. Queries and
// rows are of unit length or zero, so that a product is the cosine.
#pragma once
#include "blocks.cuh"

#ifdef __CUDA_ARCH__
#define FMA __fmaf_rn
#define NEXT(counter) atomicAdd(&(counter), 1)
#else
#include <math.h>
#define FMA fmaf
#define NEXT(counter) (counter)++
#endif

const int WARPS = THREADS / 32;

// Brings rows to unit length, rows of zeros stay: a warp has a row.
struct UnitShared {
  float sums[THREADS];
  float factor[WARPS];
};

HD void unit_add(int block, int thread, const float *rows, int count, int dimensions, UnitShared &s) {
  int row = block * WARPS + thread / 32;
  float sum = 0;
  for (int d = thread % 32; row < count && d < dimensions; d += 32) {
    float number = rows[(size_t)row * dimensions + d];
    sum = FMA(number, number, sum);
  }
  s.sums[thread] = sum;
}

HD void unit_factor(int thread, UnitShared &s) {
  if (thread >= WARPS) return;
  float square = 0;
  for (int i = 0; i < 32; i++) square += s.sums[thread * 32 + i];
  s.factor[thread] = square == 0 ? 0 : 1 / sqrtf(square);
}

HD void unit_scale(int block, int thread, float *rows, int count, int dimensions, const UnitShared &s) {
  int row = block * WARPS + thread / 32;
  for (int d = thread % 32; row < count && d < dimensions; d += 32) {
    rows[(size_t)row * dimensions + d] *= s.factor[thread / 32];
  }
}

// Scores: a thread block has Q queries and 256 rows, a thread Q/8 queries and every 32nd of the rows.
const int CORPUS = 256;
const int DEPTH = 16;
const int EACH = CORPUS / 32;

template <int N>
struct alignas(4 * N) Floats {
  float v[N];
};

// Paddings: of the queries to keep a thread's together aligned, of the corpus for a warp's stores to meet all banks.
template <int Q>
struct ScoreShared {
  alignas(32) float queries[DEPTH][Q + 8];
  float corpus[DEPTH][CORPUS + 2];
};

template <int Q>
struct Sums {
  float v[Q / WARPS][EACH];
};

// Four numbers a row beside one another, of every 64th row of the thread block's.
const int APART = THREADS * 4 / DEPTH;

template <int Q>
struct Fetched {
  static const int QUERIES = (Q + APART - 1) / APART;
  Four queries[QUERIES], corpus[CORPUS / APART];
};

template <int Q>
HD Fetched<Q> scores_fetch(int x, int y, int thread, const float *queries, int query_count, const float *corpus,
                           int corpus_count, int dimensions, int from) {
  Fetched<Q> fetched = {};
  int d = from + thread % (DEPTH / 4) * 4, first = thread / (DEPTH / 4), there = dimensions - d;
  bool whole = there >= 4 && dimensions % 4 == 0;
  UNROLL for (int i = 0; i < Fetched<Q>::QUERIES; i++) {
    int r = first + i * APART, query = y * Q + r;
    if (r < Q && query < query_count && there > 0) {
      fetched.queries[i] = load4<F32>(queries, (size_t)query * dimensions + d, there, whole);
    }
  }
  UNROLL for (int i = 0; i < CORPUS / APART; i++) {
    int row = x * CORPUS + first + i * APART;
    if (row < corpus_count && there > 0) {
      fetched.corpus[i] = load4<F32>(corpus, (size_t)row * dimensions + d, there, whole);
    }
  }
  return fetched;
}

template <int Q>
HD void scores_put(int thread, const Fetched<Q> &fetched, ScoreShared<Q> &s) {
  int d = thread % (DEPTH / 4) * 4, first = thread / (DEPTH / 4);
  UNROLL for (int j = 0; j < 4; j++) {
    UNROLL for (int i = 0; i < Fetched<Q>::QUERIES; i++) {
      int r = first + i * APART;
      if (r < Q) s.queries[d + j][r] = fetched.queries[i].v[j];
    }
    UNROLL for (int i = 0; i < CORPUS / APART; i++) s.corpus[d + j][first + i * APART] = fetched.corpus[i].v[j];
  }
}

template <int Q>
HD void scores_add(int thread, const ScoreShared<Q> &s, Sums<Q> &sums) {
  const int N = Q / WARPS;
  int lane = thread % 32, first = thread / 32 * N;
  for (int d = 0; d < DEPTH; d++) {
    Floats<N> query = *(const Floats<N> *)&s.queries[d][first];
    for (int j = 0; j < EACH; j++) {
      float number = s.corpus[d][lane + 32 * j];
      for (int q = 0; q < N; q++) sums.v[q][j] = FMA(query.v[q], number, sums.v[q][j]);
    }
  }
}

template <int Q>
HD void scores_store(int x, int y, int thread, int query_count, int corpus_count, const Sums<Q> &sums,
                     float *scores) {
  const int N = Q / WARPS;
  for (int j = 0; j < EACH; j++) {
    int row = x * CORPUS + thread % 32 + 32 * j;
    if (row >= corpus_count) continue;
    for (int q = 0; q < N; q++) {
      int query = y * Q + thread / 32 * N + q;
      if (query < query_count) scores[(size_t)query * corpus_count + row] = sums.v[q][j];
    }
  }
}

// A place: the score in an order that unsigned integers have, then the row, the lower before the higher. Places are
// all different, the best is the largest, and 0 is none.
HD uint64_t place(float score, int row) {
  uint32_t bits = (uint32_t)as_int(score);
  uint32_t ordered = score != score ? 0 : bits >> 31 ? ~bits : bits | 0x80000000u;
  return (uint64_t)ordered << 32 | ~(uint32_t)row;
}

// The best k of a slice of 4096 places. At least k of them reach the k-th best of the bests of groups, and seldom many
// more: those alone are sorted.
const int SLICE = 4096;
const int MOST_GROUPS = 1024;

HD int best_groups(int k) { return k > 128 ? MOST_GROUPS : 256; }

struct BestShared {
  uint64_t own[MOST_GROUPS];
  uint64_t found[SLICE];
  int count;
};

struct Scores {
  const float *scores;
  HD uint64_t at(size_t i, int row) const { return place(scores[i], row); }
};

struct Places {
  const uint64_t *places;
  HD uint64_t at(size_t i, int) const { return places[i]; }
};

template <typename S>
HD void best_own(int slice, int query, int thread, S source, int count, int k, BestShared &s) {
  int groups = best_groups(k);
  for (int group = thread; group < groups; group += THREADS) {
    uint64_t best = 0;
    for (int i = group; i < SLICE && slice * SLICE + i < count; i += groups) {
      int row = slice * SLICE + i;
      uint64_t here = source.at((size_t)query * count + row, row);
      best = here > best ? here : best;
    }
    s.own[group] = best;
  }
  if (thread == 0) s.count = 0;
}

// One step of a bitonic sort, the largest first (Batcher, 1968): a pair for each thread below `pairs`.
HD void sort_step(int pair, int size, int stride, uint64_t *places) {
  int low = 2 * pair - (pair & (stride - 1)), high = low + stride;
  uint64_t a = places[low], b = places[high];
  bool falling = (low & size) == 0;
  if (falling ? a < b : a > b) {
    places[low] = b;
    places[high] = a;
  }
}

template <typename S>
HD void best_gather(int slice, int query, int thread, S source, int count, int k, BestShared &s) {
  uint64_t least = s.own[k - 1];
  for (int i = thread; i < SLICE && slice * SLICE + i < count; i += THREADS) {
    int row = slice * SLICE + i;
    uint64_t here = source.at((size_t)query * count + row, row);
    if (here != 0 && here >= least) s.found[NEXT(s.count)] = here;
  }
}

HD int best_padded(int count) {
  int padded = 1;
  while (padded < count) padded *= 2;
  return padded;
}

HD void best_pad(int thread, BestShared &s) {
  int padded = best_padded(s.count);
  for (int i = s.count + thread; i < padded; i += THREADS) s.found[i] = 0;
}

HD void best_store(int slice, int slices, int query, int thread, int k, const BestShared &s, uint64_t *best) {
  for (int i = thread; i < k; i += THREADS) {
    best[((size_t)query * slices + slice) * k + i] = i < s.count ? s.found[i] : 0;
  }
}
