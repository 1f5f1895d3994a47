// The small floating-point formats, one number at a time: the same results as io.blatam.kvcache.codec.Numbers,
// bit for bit, but for infinities and what is no number, which are refused. Compiles for the device and for the host (host_check.cpp).
#pragma once
#include <stdint.h>
#include <string.h>

#ifdef __CUDACC__
#define HD __host__ __device__ __forceinline__
#define UNROLL _Pragma("unroll")
#else
#define HD inline
#define UNROLL
#endif

enum Dtype { F32 = 1, F16 = 2, BF16 = 3 };
enum Format { INT8 = 1, FP8 = 3 };

const int MAGNITUDE = 0x7fffffff;
const int LARGEST = 253 << 23;  // bits of 2^126: above, a number is refused
const int SMALLEST = 27 << 23;  // bits of 2^-100: below, a scale's unit becomes zeros

HD float as_float(int bits) {
#ifdef __CUDA_ARCH__
  return __int_as_float(bits);
#else
  float value;
  memcpy(&value, &bits, 4);
  return value;
#endif
}

HD int as_int(float value) {
#ifdef __CUDA_ARCH__
  return __float_as_int(value);
#else
  int bits;
  memcpy(&bits, &value, 4);
  return bits;
#endif
}

HD float from_half(int half) {
#ifdef __CUDA_ARCH__
  float converted;
  asm("cvt.f32.f16 %0, %1;" : "=f"(converted) : "h"((uint16_t)half));
  return converted;
#else
  int magnitude = half & 0x7fff;
  float value = magnitude < 0x400
                    ? magnitude * (1.0f / 16777216)
                    : as_float((magnitude << 13) + ((magnitude >= 0x7c00 ? 224 : 112) << 23));
  return as_float(as_int(value) | (half & 0x8000) << 16);
#endif
}

HD int to_half(float value) {
#ifdef __CUDA_ARCH__
  uint16_t converted;
  asm("cvt.rn.f16.f32 %0, %1;" : "=h"(converted) : "f"(value));
  return converted;
#else
  int bits = as_int(value);
  int magnitude = bits & MAGNITUDE;
  int half;
  if (magnitude < 0x38800000) {
    half = as_int(as_float(magnitude) + 0.5f) - 0x3f000000;
  } else {
    int rounded = ((magnitude + 0xfff + (magnitude >> 13 & 1)) >> 13) - (112 << 10);
    half = rounded < 0x7c00 ? rounded : 0x7c00;
  }
  return half | (bits >> 16 & 0x8000);
#endif
}

HD float from_brain(int brain) { return as_float((int)((unsigned)brain << 16)); }

HD int to_brain(float value) {
  unsigned bits = (unsigned)as_int(value);
  return (int)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

HD float from_e4m3(int code) {
  int magnitude = code & 0x7f;
  float value = magnitude < 8 ? magnitude * (1.0f / 512) : as_float((magnitude << 20) + (120 << 23));
  return as_float(as_int(value) | (int)((unsigned)(code & 0x80) << 24));
}

HD int to_e4m3(float value) {
  int bits = as_int(value);
  int magnitude = bits & MAGNITUDE;
  int code = magnitude < 0x3c800000
                 ? as_int(as_float(magnitude) + 16384.0f) - 0x46800000
                 : ((magnitude + 0x7ffff + (magnitude >> 20 & 1)) >> 20) - (120 << 3);
  return code | (bits >> 24 & 0x80);
}

// The nearest integer, ties to even, in the low bits.
HD int rounded(float value) { return as_int(value + 12582912.0f); }

HD int int4_scale(int max) {
  return max < SMALLEST ? 0 : (int)((unsigned)(as_int(as_float(max) / 7) + 0xffff) >> 16);
}

HD float int4_inverse(int scale) { return scale == 0 ? 0 : 1 / from_brain(scale); }

template <int D>
HD float number(const void *values, size_t i) {
  if (D == F32) return ((const float *)values)[i];
  int bits = ((const uint16_t *)values)[i];
  return D == F16 ? from_half(bits) : from_brain(bits);
}

template <int D>
HD void put_number(void *values, size_t i, float value) {
  if (D == F32) {
    ((float *)values)[i] = value;
  } else {
    ((uint16_t *)values)[i] = (uint16_t)(D == F16 ? to_half(value) : to_brain(value));
  }
}

struct Four {
  float v[4];
};

struct alignas(16) Words4 {
  uint32_t w[4];
};

struct alignas(8) Words2 {
  uint32_t w[2];
};

// Up to four numbers beside one another; in one load of 8 or 16 bytes where `whole` says that all four are
// there and the index is a multiple of four. Numbers that are not there are zeros.
template <int D>
HD Four load4(const void *values, size_t i, int there, bool whole) {
  Four four = {{0, 0, 0, 0}};
  if (whole) {
    if (D == F32) {
      Words4 words = *(const Words4 *)((const float *)values + i);
      for (int j = 0; j < 4; j++) four.v[j] = as_float((int)words.w[j]);
    } else {
      Words2 words = *(const Words2 *)((const uint16_t *)values + i);
      for (int j = 0; j < 4; j++) {
        int bits = (int)(words.w[j >> 1] >> (j & 1) * 16 & 0xffff);
        four.v[j] = D == F16 ? from_half(bits) : from_brain(bits);
      }
    }
  } else {
    for (int j = 0; j < 4; j++) {
      if (j < there) four.v[j] = number<D>(values, i + j);
    }
  }
  return four;
}

template <int D>
HD void store4(void *values, size_t i, Four four, int there, bool whole) {
  if (whole) {
    if (D == F32) {
      Words4 words;
      for (int j = 0; j < 4; j++) words.w[j] = (uint32_t)as_int(four.v[j]);
      *(Words4 *)((float *)values + i) = words;
    } else {
      Words2 words = {{0, 0}};
      for (int j = 0; j < 4; j++) {
        int bits = D == F16 ? to_half(four.v[j]) : to_brain(four.v[j]);
        words.w[j >> 1] |= (uint32_t)(bits & 0xffff) << (j & 1) * 16;
      }
      *(Words2 *)((uint16_t *)values + i) = words;
    }
  } else {
    for (int j = 0; j < 4; j++) {
      if (j < there) put_number<D>(values, i + j, four.v[j]);
    }
  }
}
