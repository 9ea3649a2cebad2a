#!/usr/bin/env bash
# Finds or installs the browsers beside Chromium that the tests drive, and a server, and writes what it found to .cache/engines.json:
#   firefox  $FIREFOX_PATH, one on the PATH, or Debian's firefox-esr
#   nginx    one on the PATH, or Debian's nginx-light, which deploy/nginx.conf is tried in
#   webkit   WebKitGTK's MiniBrowser and WebKitWebDriver, with Xvfb as their screen: Debian's webkit2gtk-driver and xvfb
# Installs only Debian packages and only as root. What cannot be had is reported with the reason, and its tests are skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
mkdir -p .cache
log=.cache/apt-engines.log

say() { printf 'setup-engines: %s\n' "$*"; }

install() {
  [ "$(id -u)" = 0 ] || { reason='not root, so Debian packages cannot be installed'; return 1; }
  grep -q '^ID=debian' /etc/os-release 2>/dev/null || { reason='not a Debian system'; return 1; }
  say "installing $* (log: $log)"
  [ -n "${updated:-}" ] || { apt-get -qq -o Acquire::Retries=2 -o Acquire::http::Timeout=30 update >"$log" 2>&1; updated=1; }
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=2 -o Acquire::http::Timeout=30 \
    install -y --no-install-recommends "$@" >>"$log" 2>&1 && return 0
  reason="apt could not install $*: $(tail -1 "$log")"
  return 1
}

find_firefox() {
  [ -n "${FIREFOX_PATH:-}" ] && { echo "$FIREFOX_PATH"; return; }
  command -v firefox-esr || command -v firefox
}

reason=
firefox=$(find_firefox)
if [ -z "$firefox" ] && install firefox-esr; then firefox=$(find_firefox); fi
firefox_reason=$reason

reason=
mini() { ls /usr/lib/*/webkit2gtk-4.1/MiniBrowser /usr/lib/*/webkitgtk-6.0/MiniBrowser 2>/dev/null | head -1; }
have_webkit() { [ -n "$(mini)" ] && command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null; }
have_webkit || install webkit2gtk-driver xvfb
if have_webkit; then
  minibrowser=$(mini)
  driver=$(command -v WebKitWebDriver)
else
  minibrowser=
  driver=
  reason=${reason:-'webkit2gtk-driver brought no MiniBrowser'}
fi
webkit_reason=$reason

reason=
find_nginx() { PATH=$PATH:/usr/sbin:/sbin command -v nginx; }
nginx=$(find_nginx)
if [ -z "$nginx" ]; then
  # The package would start a server of its own.
  policy=/usr/sbin/policy-rc.d
  quiet=
  if [ "$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null && [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && quiet=1
  fi
  install nginx-light && nginx=$(find_nginx)
  [ -z "$quiet" ] || rm -f $policy
fi
nginx_reason=$reason

say "firefox: ${firefox:-none, its tests will be skipped: $firefox_reason}"
say "webkit:  ${minibrowser:-none, its tests will be skipped: $webkit_reason}"
say "nginx:   ${nginx:-none, its tests will be skipped: $nginx_reason}"
FIREFOX=$firefox FIREFOX_REASON=$firefox_reason MINI=$minibrowser DRIVER=$driver REASON=$webkit_reason NGINX=$nginx NGINX_REASON=$nginx_reason node -e '
  const { FIREFOX, FIREFOX_REASON, MINI, DRIVER, REASON, NGINX, NGINX_REASON } = process.env;
  const found = { firefox: FIREFOX, firefoxReason: FIREFOX_REASON, miniBrowser: MINI, webkitDriver: DRIVER, webkitReason: REASON, nginx: NGINX, nginxReason: NGINX_REASON };
  process.stdout.write(JSON.stringify(found));' >.cache/engines.json
