#!/usr/bin/env bash
# Brings what others wrote, unedited, from its package: needs npm, and is run by hand when a version in vendor.toml changes.
# Prints what vendor.toml is to say of it. The package holds no licence file; fluent-bundle.LICENSE is the Apache License 2.0.
set -euo pipefail
cd "$(dirname "$0")"

version=$(sed -n '/^\[fluent-bundle\]/,/^\[/s/^version = "\(.*\)"$/\1/p' vendor.toml)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
archive=$(npm pack --silent --pack-destination "$folder" "@fluent/bundle@$version")
tar -xzf "$folder/$archive" -C "$folder"
cp "$folder/package/index.js" fluent-bundle.js
echo "sha256 = \"$(sha256sum fluent-bundle.js | cut -d' ' -f1)\""
command -v b3sum >/dev/null && echo "blake3 = \"$(b3sum --no-names fluent-bundle.js)\""
