#!/usr/bin/env bash
# Brings what others wrote, unedited, from its package: needs npm, and is run by hand when a version in vendor.toml changes.
# Prints what vendor.toml is to say of each. Where a package holds no licence file, NAME.LICENSE is kept as it is here: for
# fluent-bundle that is the Apache License 2.0.
set -euo pipefail
cd "$(dirname "$0")"

# The value of KEY in the section NAME.
told() { sed -n "/^\[$1\]/,/^\[/s/^$2 = \"\(.*\)\"\$/\1/p" vendor.toml; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in $(sed -n 's/^\[\(.*\)\]$/\1/p' vendor.toml); do
    archive=$(npm pack --silent --pack-destination "$folder" "$(told "$name" package)@$(told "$name" version)")
    mkdir "$folder/$name"
    tar -xzf "$folder/$archive" -C "$folder/$name" --strip-components 1
    cp "$folder/$name/$(told "$name" file)" "$name.js"
    [ ! -f "$folder/$name/LICENSE" ] || cp "$folder/$name/LICENSE" "$name.LICENSE"
    echo "[$name]"
    echo "sha256 = \"$(sha256sum "$name.js" | cut -d' ' -f1)\""
    ! command -v b3sum >/dev/null || echo "blake3 = \"$(b3sum --no-names "$name.js")\""
done
