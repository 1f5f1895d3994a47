#!/bin/sh
# Compares the kernels' own arithmetic, compiled for the CPU and run thread after thread, with Java's CPU device on
# random inputs: bit for bit for quantizing and planes, within 1e-5 for cosines. Needs g++ and Maven, no GPU.
# Run it after any change here; ./blatam bench devices does the same on a real GPU.
set -eu
cd "$(dirname "$0")/../../.."
cases=$(mktemp -d)
trap 'rm -rf "$cases"' EXIT
mvn -B -ntp -q test-compile dependency:build-classpath -Dmdep.outputFile="$cases/path" -Dmdep.includeScope=test
java --add-modules jdk.incubator.vector -cp "target/test-classes:target/classes:$(cat "$cases/path")" \
  io.blatam.kvcache.device.CudaCases "$cases/cases"
g++ -std=c++17 -O2 -ffp-contract=off -Wall -Wextra -o "$cases/host_check" src/main/cuda/host_check.cpp
"$cases/host_check" "$cases/cases"
