#!/usr/bin/env bash
# Gradescope runs this once, when the autograder is uploaded: Rust, the grader and the chapters, all built ahead, so that grading
# itself needs no network and little time.
#
# To try it elsewhere, unpack the zip into FOLDER/source and run: AUTOGRADER_ROOT=FOLDER bash FOLDER/source/setup.sh
set -euo pipefail
root=${AUTOGRADER_ROOT:-/autograder}
source "$root/source/settings.sh"

# Whether there is a cargo, new enough.
has_rust() {
    command -v cargo >/dev/null || return 1
    local found
    found=$(cargo --version | cut -d ' ' -f 2)
    [ "$(printf '%s\n' "$rust" "$found" | sort -V | head -n 1)" = "$rust" ]
}

install_rust() {
    curl --proto '=https' --tlsv1.2 --silent --show-error --fail --retry 3 https://sh.rustup.rs |
        RUSTUP_HOME=$root/rust/rustup CARGO_HOME=$root/rust/cargo \
            sh -s -- -y --quiet --profile minimal --default-toolchain "$rust" --no-modify-path
}

missing=()
command -v cc >/dev/null || missing+=(gcc libc6-dev)
has_rust || command -v curl >/dev/null || missing+=(curl ca-certificates)
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi
has_rust || install_rust
source "$root/source/settings.sh" # again: Rust may be new here
cargo --version

cargo build --release --locked --manifest-path "$root/source/tool/Cargo.toml" --target-dir "$root/tool"
cargo fetch --locked --manifest-path "$root/source/workspace/Cargo.toml"

# The first grading builds the chapters. What was handed out is handed in: it must be gradable, and earns nothing.
"$root/tool/release/grader" --handed-out "$root/source/workspace" --submission "$root/source/workspace" \
    --work "$root/work" --json "$root/first.json" "${chapters[@]}"
test -s "$root/first.json"
echo "ready: ${chapters[*]}"
