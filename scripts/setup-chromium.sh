#!/usr/bin/env bash
# Finds or installs the browsers that the end-to-end tests drive, and writes what it found to .cache/browsers.json:
#   chromium  any Chromium, for the WASM tests: $CHROMIUM_PATH, one on the PATH, Debian's package, or Playwright's download
#   webgpu    a Chromium whose WebGPU has shader-f16 without a GPU: a shadow copy of Debian's Chromium in
#             .cache/f16-chromium that draws on Mesa's lavapipe (see f16-chromium/vk_swiftshader.c); or $WEBGPU_CHROMIUM_PATH
# Installs only Debian packages, only as root, and leaves apt's sources as they are. Where the second cannot be had it
# says why, and the WebGPU tests are reported as skipped with that reason. Run again, it takes a second.
set -uo pipefail
cd "$(dirname "$0")/.."
cache=$PWD/.cache
shadow=$cache/f16-chromium
shim=scripts/f16-chromium/vk_swiftshader.c
debian_chromium=/usr/lib/chromium/chromium
mkdir -p "$cache"

say() { printf 'setup-chromium: %s\n' "$*"; }
version() { dpkg-query -W -f '${db:Status-Abbrev}${Version}\n' "$1" 2>/dev/null | sed -n 's/^ii *//p' | head -1; }
at_least() { [ -n "$1" ] && dpkg --compare-versions "$1" ge "$2"; }
is_debian() { [ -r /etc/os-release ] && grep -q '^ID=debian' /etc/os-release && command -v apt-get >/dev/null; }

# apt-get with the machine's own sources plus, for this call alone, the release's backports from the same mirror.
apt() {
  local sources suite mirror
  sources=$cache/apt-sources
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME-backports")
  mirror=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null |
    grep -oE 'https?://[^ ]+/debian/?( |$)' | head -1 | tr -d ' ')
  rm -rf "$sources" && mkdir -p "$sources"
  cp /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list "$sources" 2>/dev/null
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
    "$mirror" "$suite" /usr/share/keyrings/debian-archive-keyring.gpg >"$sources/inkling-backports.sources"
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o "Dir::Etc::sourceparts=$sources" -o Acquire::Retries=2 \
    -o Acquire::http::Timeout=30 "$@" >>"$cache/apt.log" 2>&1
}

install() {
  [ "$(id -u)" = 0 ] || { reason='not root, so Debian packages cannot be installed'; return 1; }
  is_debian || { reason='not a Debian system'; return 1; }
  : >"$cache/apt.log"
  say "installing $* (log: .cache/apt.log)"
  [ -n "${updated:-}" ] || { apt update; updated=1; }
  apt install -y --no-install-recommends "$@" && return 0
  reason="apt could not install $*: $(tail -1 "$cache/apt.log")"
  return 1
}

find_chromium() {
  local name
  [ -n "${CHROMIUM_PATH:-}" ] && { echo "$CHROMIUM_PATH"; return; }
  for name in chromium chromium-browser google-chrome; do command -v "$name" && return; done
}

# The shadow copy, or sets $reason.
build_shadow() {
  local mesa_suite stamp
  if [ ! -x $debian_chromium ]; then install chromium || return 1; fi
  if ! at_least "$(version mesa-vulkan-drivers)" 25; then
    mesa_suite=$(. /etc/os-release 2>/dev/null && echo "$VERSION_CODENAME-backports")
    install -t "$mesa_suite" mesa-vulkan-drivers || return 1
    at_least "$(version mesa-vulkan-drivers)" 25 || { reason='no Mesa >= 25 in this release or its backports'; return 1; }
  fi
  stamp="$(version chromium) $(sha256sum <$shim)"
  [ "$(cat "$shadow/stamp" 2>/dev/null)" = "$stamp" ] && return 0
  if ! command -v gcc >/dev/null || [ ! -e /usr/include/vulkan/vulkan.h ]; then
    install gcc libc6-dev libvulkan-dev || return 1
  fi
  rm -rf "$shadow" && mkdir -p "$shadow" && cp -rs /usr/lib/chromium/. "$shadow" &&
    rm -f "$shadow/chromium" "$shadow/libvk_swiftshader.so" &&
    cp $debian_chromium "$shadow/chromium" && # a copy: it looks for its libraries where it lies
    gcc -shared -fPIC -O2 -Wall -o "$shadow/libvk_swiftshader.so" $shim -ldl &&
    echo "$stamp" >"$shadow/stamp" && return 0
  reason='the shadow copy could not be built (see above)'
  return 1
}

reason=
chromium=$(find_chromium)
if [ -z "$chromium" ]; then
  if install chromium; then
    chromium=$(find_chromium)
  else
    say "$reason; taking Playwright's own Chromium"
    npx playwright install chromium || { say 'no Chromium: set CHROMIUM_PATH'; exit 1; }
  fi
fi

reason=
webgpu=${WEBGPU_CHROMIUM_PATH:-}
if [ -z "$webgpu" ] && build_shadow; then webgpu=$shadow/chromium; fi

say "chromium: ${chromium:-the one that Playwright downloaded}"
if [ -n "$webgpu" ]; then say "webgpu:   $webgpu"; else say "webgpu:   none, its tests will be skipped: $reason"; fi
CHROMIUM=$chromium WEBGPU=$webgpu REASON=$reason node -e '
  const { CHROMIUM: chromium, WEBGPU: webgpu, REASON: reason } = process.env;
  process.stdout.write(JSON.stringify({ chromium, webgpu, reason }));' >"$cache/browsers.json"
