// What one thread of each kernel does between two barriers. kernels.cu calls these on the device;
// host_check.cpp calls them one thread after another. The forms are those of docs/cache-codecs.md.
#pragma once
#include "numbers.cuh"

const int ROWS = 128;      // that share a scale
const int COLUMNS = 1024;  // of a block of the form
const int TILE = 128;      // columns of a thread block: 32 threads of four each
const int LINES = 8;       // rows that a thread block reads at once
const int THREADS = 256;

// One tile of 128 rows x 128 columns, and where its scales and codes lie.
struct Tile {
  int row, height, column, width, block_column, block_width;
  size_t scales, codes;
};

HD Tile tile_of(int x, int y, int rows, int channels) {
  Tile t;
  t.row = y * ROWS;
  t.height = rows - t.row < ROWS ? rows - t.row : ROWS;
  t.column = x * TILE;
  t.width = channels - t.column < TILE ? channels - t.column : TILE;
  t.block_column = t.column / COLUMNS * COLUMNS;
  t.block_width = channels - t.block_column < COLUMNS ? channels - t.block_column : COLUMNS;
  t.scales = (size_t)y * channels * (4 + ROWS) + (size_t)t.block_column * (4 + t.height);
  t.codes = t.scales + (size_t)t.block_width * 4;
  return t;
}

struct ChannelShared {
  int maxima[LINES * TILE];
  float factor[TILE];
};

template <int D>
HD void channels_maxima(const Tile &t, int thread, const void *values, int channels, ChannelShared &s) {
  int lane = thread % 32, line = thread / 32, there = t.width - lane * 4;
  bool whole = there >= 4 && channels % 4 == 0;
  int max[4] = {0, 0, 0, 0};
  for (int r = line; r < t.height && there > 0; r += LINES) {
    Four four = load4<D>(values, (size_t)(t.row + r) * channels + t.column + lane * 4, there, whole);
    for (int j = 0; j < 4; j++) {
      int magnitude = as_int(four.v[j]) & MAGNITUDE;
      max[j] = magnitude > max[j] ? magnitude : max[j];
    }
  }
  for (int j = 0; j < 4; j++) s.maxima[line * TILE + lane * 4 + j] = max[j];
}

HD void channels_scales(const Tile &t, int thread, float top, uint8_t *target, int *refused, ChannelShared &s) {
  if (thread >= t.width) return;
  int max = 0;
  for (int line = 0; line < LINES; line++) {
    int magnitude = s.maxima[line * TILE + thread];
    max = magnitude > max ? magnitude : max;
  }
  if (max > LARGEST) *refused = 1;
  float magnitude = max < SMALLEST ? 0 : as_float(max);
  ((float *)(target + t.scales))[t.column - t.block_column + thread] = magnitude / top;
  s.factor[thread] = magnitude == 0 ? 0 : top / magnitude;
}

template <int D, int F>
HD void channels_codes(const Tile &t, int thread, const void *values, int channels, uint8_t *target,
                       const ChannelShared &s) {
  int lane = thread % 32, line = thread / 32, there = t.width - lane * 4;
  bool whole = there >= 4 && channels % 4 == 0;
  for (int r = line; r < t.height && there > 0; r += LINES) {
    Four four = load4<D>(values, (size_t)(t.row + r) * channels + t.column + lane * 4, there, whole);
    uint8_t *to = target + t.codes + (size_t)r * t.block_width + (t.column - t.block_column) + lane * 4;
    uint32_t codes = 0;
    for (int j = 0; j < 4; j++) {
      if (j >= there) continue;
      float scaled = four.v[j] * s.factor[lane * 4 + j];
      int code = F == INT8 ? rounded(scaled) : to_e4m3(scaled);
      if (whole) {
        codes |= (uint32_t)(code & 0xff) << j * 8;
      } else {
        to[j] = (uint8_t)code;
      }
    }
    if (whole) *(uint32_t *)to = codes;
  }
}

template <int D, int F>
HD void channels_read(const Tile &t, int thread, const uint8_t *codes, int channels, void *values) {
  int lane = thread % 32, line = thread / 32, there = t.width - lane * 4;
  bool whole = there >= 4 && channels % 4 == 0;
  float scale[4] = {0, 0, 0, 0};
  const float *scales = (const float *)(codes + t.scales) + (t.column - t.block_column) + lane * 4;
  for (int j = 0; j < 4; j++) {
    if (j < there) scale[j] = scales[j];
  }
  for (int r = line; r < t.height && there > 0; r += LINES) {
    const uint8_t *from = codes + t.codes + (size_t)r * t.block_width + (t.column - t.block_column) + lane * 4;
    uint32_t four = 0;
    if (whole) {
      four = *(const uint32_t *)from;
    } else {
      for (int j = 0; j < there && j < 4; j++) four |= (uint32_t)from[j] << j * 8;
    }
    Four numbers;
    for (int j = 0; j < 4; j++) {
      int code = (int)(four >> j * 8 & 0xff);
      numbers.v[j] = (F == INT8 ? (float)(int8_t)code : from_e4m3(code)) * scale[j];
    }
    store4<D>(values, (size_t)(t.row + r) * channels + t.column + lane * 4, numbers, there, whole);
  }
}

// INT4: a thread block has 32 groups of 32 numbers, a group has 8 threads of four numbers each.
struct GroupShared {
  float numbers[THREADS * 4];
  int maxima[THREADS];
};

template <int D>
HD void groups_maxima(int block, int thread, const void *values, size_t count, GroupShared &s) {
  size_t i = ((size_t)block * THREADS + thread) * 4;
  int there = i < count ? (count - i < 4 ? (int)(count - i) : 4) : 0;
  Four four = load4<D>(values, i, there, there == 4);
  int max = 0;
  for (int j = 0; j < 4; j++) {
    int magnitude = as_int(four.v[j]) & MAGNITUDE;
    max = magnitude > max ? magnitude : max;
    s.numbers[thread * 4 + j] = four.v[j];
  }
  s.maxima[thread] = max;
}

HD void groups_codes(int block, int thread, size_t count, uint8_t *target, int *refused, const GroupShared &s) {
  size_t group = (size_t)block * (THREADS / 8) + thread / 8;
  if (group * 32 >= count) return;
  int first = thread / 8 * 8, part = thread % 8, max = 0;
  for (int j = 0; j < 8; j++) max = s.maxima[first + j] > max ? s.maxima[first + j] : max;
  if (max > LARGEST) *refused = 1;
  int scale = int4_scale(max);
  float inverse = int4_inverse(scale);
  uint16_t *to = (uint16_t *)(target + group * 18);
  if (part == 0) to[0] = (uint16_t)scale;
  const float *numbers = s.numbers + first * 4 + part * 2;
  int pair = 0;
  for (int j = 0; j < 2; j++) {
    int low = rounded(numbers[j] * inverse), high = rounded(numbers[16 + j] * inverse);
    pair |= ((low & 15) | (high & 15) << 4) << j * 8;
  }
  to[1 + part] = (uint16_t)pair;
}

template <int D>
HD void groups_read(int block, int thread, const uint8_t *codes, size_t count, void *values) {
  size_t i = ((size_t)block * THREADS + thread) * 4;
  if (i >= count) return;
  int there = count - i < 4 ? (int)(count - i) : 4, in_group = (int)(i % 32);
  const uint8_t *group = codes + i / 32 * 18;
  float scale = from_brain(*(const uint16_t *)group);
  Four four;
  for (int j = 0; j < 4; j++) {
    int pair = (int8_t)group[2 + in_group % 16 + j];
    int code = in_group < 16 ? (int)((unsigned)pair << 28) >> 28 : pair >> 4;
    four.v[j] = code * scale;
  }
  store4<D>(values, i, four, there, there == 4);
}

// Byte planes: four numbers a thread, as words where the planes' lengths allow.
template <int S>
HD void planes_split(int block, int thread, const uint8_t *values, size_t count, uint8_t *planes) {
  size_t i = ((size_t)block * THREADS + thread) * 4;
  if (i >= count) return;
  if (count % 4 == 0) {
    const uint32_t *words = (const uint32_t *)(values + i * S);
    uint32_t word[S];
    for (int j = 0; j < S; j++) word[j] = words[j];
    for (int p = 0; p < S; p++) {
      uint32_t plane = 0;
      for (int j = 0; j < 4; j++) {
        int at = j * S + p;
        plane |= (word[at / 4] >> at % 4 * 8 & 0xff) << j * 8;
      }
      *(uint32_t *)(planes + p * count + i) = plane;
    }
  } else {
    for (size_t n = i; n < i + 4 && n < count; n++) {
      for (int p = 0; p < S; p++) planes[p * count + n] = values[n * S + p];
    }
  }
}

template <int S>
HD void planes_join(int block, int thread, const uint8_t *planes, size_t count, uint8_t *values) {
  size_t i = ((size_t)block * THREADS + thread) * 4;
  if (i >= count) return;
  if (count % 4 == 0) {
    uint32_t plane[S];
    for (int p = 0; p < S; p++) plane[p] = *(const uint32_t *)(planes + p * count + i);
    uint32_t *words = (uint32_t *)(values + i * S);
    for (int w = 0; w < S; w++) {
      uint32_t word = 0;
      for (int b = 0; b < 4; b++) {
        int at = w * 4 + b;
        word |= (plane[at % S] >> at / S * 8 & 0xff) << b * 8;
      }
      words[w] = word;
    }
  } else {
    for (size_t n = i; n < i + 4 && n < count; n++) {
      for (int p = 0; p < S; p++) values[n * S + p] = planes[p * count + n];
    }
  }
}
