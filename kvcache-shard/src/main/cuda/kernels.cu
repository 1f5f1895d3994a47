// The GPU's side of io.blatam.kvcache.device.GpuDevice. build-ptx.sh makes the resource kernels.ptx of it.
#include "blocks.cuh"

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
    cosine_scores(const float *queries, int query_count, const float *corpus, int corpus_count, int dimensions,
                  float *scores) {
  __shared__ ScoreShared shared;
  float sums[4] = {0, 0, 0, 0};
  for (int from = 0; from < dimensions; from += DEPTH) {
    scores_load(blockIdx.x, blockIdx.y, threadIdx.x, queries, query_count, corpus, corpus_count, dimensions, from,
                shared);
    __syncthreads();
    scores_add(threadIdx.x, shared, sums);
    __syncthreads();
  }
  scores_store(blockIdx.x, blockIdx.y, threadIdx.x, query_count, corpus_count, sums, scores);
}

extern "C" __global__ void __launch_bounds__(THREADS)
    best_of_slices(const float *scores, int corpus_count, int k, float *best, int *rows) {
  __shared__ BestShared shared;
  best_load(blockIdx.x, blockIdx.y, threadIdx.x, scores, corpus_count, shared);
  __syncthreads();
  for (int round = 0; round < k; round++) {
    best_of_thread(blockIdx.x, threadIdx.x, corpus_count, shared);
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
      best_halve(threadIdx.x, half, shared);
      __syncthreads();
    }
    if (threadIdx.x == 0) best_take(blockIdx.x, gridDim.x, blockIdx.y, round, k, shared, best, rows);
    __syncthreads();
  }
}
