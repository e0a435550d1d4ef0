#!/usr/bin/env bash
# Fuzzes the entry payloads, guided by coverage: fuzz.sh [seconds]. Needs the .NET 10 SDK and afl-fuzz. Goes on with what an earlier
# run found, if there was one. Ends with the figures, and with status 1 if anything crashed or hung.
set -euo pipefail
seconds=${1:-600}
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p ../../artifacts/fuzzing
work=$(cd ../../artifacts/fuzzing && pwd)
findings="$work/findings"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if ! command -v afl-fuzz >/dev/null; then
    echo "error: afl-fuzz is not installed; on Debian: apt-get install afl++" >&2
    exit 1
fi

# What is instrumented is a copy, and only what reads payloads: the rest would be noise.
rm -rf "$work/bin"
dotnet publish -c Release -o "$work/bin" -v quiet
dotnet "$work/bin/EfCache.Fuzzing.dll" corpus "$work/corpus"
dotnet tool restore
dotnet sharpfuzz "$work/bin/EfCache.dll" EfCache.Storage.Remote.Payloads EfCache.Query.Replay
dotnet sharpfuzz "$work/bin/MessagePack.dll" MessagePack.MessagePackReader MessagePack.MessagePackPrimitives

corpus="$work/corpus"
if [ -d "$findings/default/queue" ]; then corpus=-; fi

# dotnet itself is not instrumented, which afl-fuzz would refuse. Its threads, which compile among other things, are not bound to one
# core. It reserves more memory than it takes (-m). Inputs are small, as the limits are that the target reads with (-G).
export AFL_SKIP_BIN_CHECK=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
fuzz=(afl-fuzz -i "$corpus" -o "$findings" -x payload.dict -V "$seconds" -t 2000 -m none -G 4096
    -- dotnet "$work/bin/EfCache.Fuzzing.dll")
if [ -t 1 ]; then
    "${fuzz[@]}"
elif ! AFL_NO_UI=1 "${fuzz[@]}" >"$work/log"; then
    tail -n 30 "$work/log" >&2
    exit 1
fi

stats="$findings/default/fuzzer_stats"
grep -E '^(run_time|execs_done|execs_per_sec|cycles_done|corpus_count|edges_found|stability|saved_crashes|saved_hangs) ' "$stats"
if grep -qE '^saved_(crashes|hangs) +: [1-9]' "$stats"; then
    echo "error: see the crashes and hangs in $findings/default" >&2
    exit 1
fi
