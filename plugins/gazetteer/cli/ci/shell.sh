#!/bin/sh
# For any CI system: what the branch makes worse than BASE, or, without a BASE, everything that is wrong.
set -eu
base="${1:-}"
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  git fetch --quiet --unshallow # how fresh a document is stands in the history
fi
if [ -n "$base" ]; then
  set -- --since "$base"
else
  set --
fi
exec gazetteer check "$@" --format text --format junit=gazetteer.xml
