// The GPU's side of io.blatam.kvcache.device.GpuDevice. build-ptx.sh makes the resource kernels.ptx of it.
#include "neighbours.cuh"

template <int D, int F>
__device__ void quantize(const void *values, int rows, int channels, uint8_t *target, int *refused) {
  __shared__ ChannelShared shared;
  Tile tile = tile_of(blockIdx.x, blockIdx.y, rows, channels);
  channels_maxima<D>(tile, threadIdx.x, values, channels, shared);
  __syncthreads();
  channels_scales(tile, threadIdx.x, F == INT8 ? 127 : 448, target, refused, shared);
  __syncthreads();
  channels_codes<D, F>(tile, threadIdx.x, values, channels, target, shared);
}

#define CHANNELS(NAME, D, F)                                                                              \
  extern "C" __global__ void __launch_bounds__(THREADS)                                                    \
      quantize_##NAME(const void *values, int rows, int channels, uint8_t *target, int *refused) {         \
    quantize<D, F>(values, rows, channels, target, refused);                                               \
  }                                                                                                        \
  extern "C" __global__ void __launch_bounds__(THREADS)                                                    \
      dequantize_##NAME(const uint8_t *codes, int rows, int channels, void *values) {                      \
    channels_read<D, F>(tile_of(blockIdx.x, blockIdx.y, rows, channels), threadIdx.x, codes, channels, values); \
  }

CHANNELS(int8_f32, F32, INT8)
CHANNELS(int8_f16, F16, INT8)
CHANNELS(int8_bf16, BF16, INT8)
CHANNELS(fp8_f32, F32, FP8)
CHANNELS(fp8_f16, F16, FP8)
CHANNELS(fp8_bf16, BF16, FP8)

#define GROUPS(NAME, D)                                                                              \
  extern "C" __global__ void __launch_bounds__(THREADS)                                              \
      quantize_##NAME(const void *values, int rows, int channels, uint8_t *target, int *refused) {   \
    __shared__ GroupShared shared;                                                                   \
    size_t count = (size_t)rows * channels;                                                          \
    groups_maxima<D>(blockIdx.x, threadIdx.x, values, count, shared);                                \
    __syncthreads();                                                                                 \
    groups_codes(blockIdx.x, threadIdx.x, count, target, refused, shared);                           \
  }                                                                                                  \
  extern "C" __global__ void __launch_bounds__(THREADS)                                              \
      dequantize_##NAME(const uint8_t *codes, int rows, int channels, void *values) {                \
    groups_read<D>(blockIdx.x, threadIdx.x, codes, (size_t)rows * channels, values);                 \
  }

GROUPS(int4_f32, F32)
GROUPS(int4_f16, F16)
GROUPS(int4_bf16, BF16)

#define PLANES(S)                                                                                            \
  extern "C" __global__ void __launch_bounds__(THREADS)                                                      \
      split_planes_##S(const uint8_t *values, int count, uint8_t *planes) {                                  \
    planes_split<S>(blockIdx.x, threadIdx.x, values, count, planes);                                         \
  }                                                                                                          \
  extern "C" __global__ void __launch_bounds__(THREADS)                                                      \
      join_planes_##S(const uint8_t *planes, int count, uint8_t *values) {                                   \
    planes_join<S>(blockIdx.x, threadIdx.x, planes, count, values);                                          \
  }

PLANES(2)
PLANES(4)

extern "C" __global__ void __launch_bounds__(THREADS)
    unit_rows(float *rows, int count, int dimensions) {
  __shared__ UnitShared shared;
  unit_add(blockIdx.x, threadIdx.x, rows, count, dimensions, shared);
  __syncthreads();
  unit_factor(threadIdx.x, shared);
  __syncthreads();
  unit_scale(blockIdx.x, threadIdx.x, rows, count, dimensions, shared);
}

template <int Q>
__device__ void cosine_scores(const float *queries, int query_count, const float *corpus, int first,
                              int corpus_count, int dimensions, float *scores) {
  __shared__ ScoreShared<Q> shared[2];
  Sums<Q> sums = {};
  corpus += (size_t)first * dimensions;
  Fetched<Q> fetched = scores_fetch<Q>(blockIdx.x, blockIdx.y, threadIdx.x, queries, query_count, corpus, corpus_count,
                                       dimensions, 0);
  scores_put<Q>(threadIdx.x, fetched, shared[0]);
  __syncthreads();
  // What comes next is on its way while what is here is multiplied.
  for (int from = 0; from < dimensions; from += DEPTH) {
    int here = from / DEPTH % 2;
    bool more = from + DEPTH < dimensions;
    if (more) {
      fetched = scores_fetch<Q>(blockIdx.x, blockIdx.y, threadIdx.x, queries, query_count, corpus, corpus_count,
                                dimensions, from + DEPTH);
    }
    scores_add<Q>(threadIdx.x, shared[here], sums);
    if (more) scores_put<Q>(threadIdx.x, fetched, shared[1 - here]);
    __syncthreads();
  }
  scores_store<Q>(blockIdx.x, blockIdx.y, threadIdx.x, query_count, corpus_count, sums, scores);
}

#define COSINES(Q, BLOCKS)                                                                                         \
  extern "C" __global__ void __launch_bounds__(THREADS, BLOCKS)                                                  \
      cosine_scores_##Q(const float *queries, int query_count, const float *corpus, int first, int corpus_count, \
                        int dimensions, float *scores) {                                                         \
    cosine_scores<Q>(queries, query_count, corpus, first, corpus_count, dimensions, scores);                     \
  }

COSINES(16, 4)
COSINES(64, 2)

__device__ void sort(uint64_t *places, int count) {
  for (int size = 2; size <= count; size *= 2) {
    for (int stride = size / 2; stride > 0; stride /= 2) {
      for (int pair = threadIdx.x; pair < count / 2; pair += THREADS) sort_step(pair, size, stride, places);
      __syncthreads();
    }
  }
}

template <typename S>
__device__ void best_of(S source, int count, int k, uint64_t *best) {
  __shared__ BestShared shared;
  best_own(blockIdx.x, blockIdx.y, threadIdx.x, source, count, k, shared);
  __syncthreads();
  sort(shared.own, best_groups(k));
  best_gather(blockIdx.x, blockIdx.y, threadIdx.x, source, count, k, shared);
  __syncthreads();
  best_pad(threadIdx.x, shared);
  __syncthreads();
  sort(shared.found, best_padded(shared.count));
  best_store(blockIdx.x, gridDim.x, blockIdx.y, threadIdx.x, k, shared, best);
}

extern "C" __global__ void __launch_bounds__(THREADS)
    best_of_scores(const float *scores, int count, int k, uint64_t *best) {
  best_of(Scores{scores}, count, k, best);
}

extern "C" __global__ void __launch_bounds__(THREADS)
    best_of_places(const uint64_t *places, int count, int k, uint64_t *best) {
  best_of(Places{places}, count, k, best);
}
