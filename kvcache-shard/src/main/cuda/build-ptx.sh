#!/bin/sh
# Makes the resource io/blatam/kvcache/device/kernels.ptx of the CUDA source beside this script. Only who
# changes the source needs it, and nvcc; a test compares the hash in the resource's first line.
# No contraction to fused multiply-adds: codes have to be the CPU's, bit for bit.
set -eu
cd "$(dirname "$0")"
target=../resources/io/blatam/kvcache/device/kernels.ptx
mkdir -p "$(dirname "$target")"
made=$(mktemp)
trap 'rm -f "$made"' EXIT
nvcc -ptx -arch=compute_75 -O3 -std=c++17 -fmad=false -ftz=false -prec-div=true -o "$made" kernels.cu
{
  printf '// source sha256 %s\n' "$(cat numbers.cuh blocks.cuh neighbours.cuh kernels.cu | sha256sum | cut -d ' ' -f 1)"
  # Without what names the compiler's build: the same source gives the same file.
  grep -v -e '^//' "$made"
} >"$target"
echo "made $target"
