#!/usr/bin/env bash
# The walk of a newcomer in a bare Debian: make newcomer (as root, with debootstrap; needs Debian's and Python's packages).
#
# A fresh system with git, make and Python alone; a clone of the last commit; an empty home. Then what the README and the
# tutorial say, in their order. Each step says what it did; the first that fails ends the walk with its output.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
suite=${SUITE:-bookworm}
[ "$(id -u)" = 0 ] || { echo "newcomer: root is needed to make the bare system" >&2; exit 2; }
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null
house=$(mktemp -d /tmp/newcomer.XXXXXX)
clean() { # what is mounted inside is never removed with the house
  for folder in ${NEWCOMER_BIND:-}; do umount -q "$house$folder" || true; done
  umount -q "$house/proc" || true
  if grep -q " $house/" /proc/mounts; then echo "newcomer: $house is left, something is still mounted in it" >&2; else rm -rf "$house"; fi
}
trap clean EXIT

say() { printf '%(%H:%M:%S)T  %s\n' -1 "$*"; }
inside() { chroot "$house" /usr/bin/env -i HOME=/home/new PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 bash -euc "cd /home/new/briefing && $1"; }
step() {
  local what=$1 began=$SECONDS
  shift
  if ! inside "$*" >"$house/step.log" 2>&1; then
    tail -40 "$house/step.log" >&2
    say "FAILED: $what" >&2
    exit 1
  fi
  say "$what ($((SECONDS - began)) s)"
}

say "a bare $suite"
debootstrap --variant=minbase --include=git,make,python3,ca-certificates "$suite" "$house" >/dev/null
mount -t proc proc "$house/proc"
cp /etc/resolv.conf "$house/etc/resolv.conf" 2>/dev/null || true
# where this machine takes its packages from is the machine's business, not the program's
for kept in /etc/pip.conf /etc/apt/apt.conf.d /etc/apt/sources.list /etc/apt/sources.list.d /usr/local/share/ca-certificates /etc/ssl/certs; do
  [ -e "$kept" ] && mkdir -p "$house$(dirname "$kept")" && cp -rL "$kept" "$house$(dirname "$kept")/" 2>/dev/null || true
done
for folder in ${NEWCOMER_BIND:-}; do mkdir -p "$house$folder" && mount --bind "$folder" "$house$folder"; done
mkdir -p "$house/home/new"
git clone -q "$root" "$house/home/new/briefing"
chroot "$house" git config --global --add safe.directory '*'

step "make brief: the sample edition" "make brief && ls out/desk/2022-01-06/*.pdf"
step "a configuration of one's own" ".venv/bin/briefing init mine/config.yaml --yes --name morning --zone Europe/Berlin"
step "a first wire and an edition" "cd mine && cp ../wires/tass-*.txt incoming/ && ../.venv/bin/briefing check && ../.venv/bin/briefing run --now && ls out/morning/*/*.pdf"
step "a changed template" "cd mine && ../.venv/bin/briefing new-template house && sed -i 's/template: default/template: house/' config.yaml && ../.venv/bin/briefing check && ../.venv/bin/briefing run --now"
step "the hours: cron and systemd" "cd mine && ../.venv/bin/briefing install --cron && ../.venv/bin/briefing install --systemd && ../.venv/bin/briefing schedule --show 3"
step "what came out, and is all well" "cd mine && ../.venv/bin/briefing editions && ../.venv/bin/briefing status && ../.venv/bin/briefing doctor"
step "the package away from the checkout" "python3 -m venv /tmp/apart && /tmp/apart/bin/pip install -q -c constraints.txt . && mkdir /tmp/desk && cd /tmp/desk && /tmp/apart/bin/briefing init --yes && cp /home/new/briefing/wires/*.txt incoming/ && /tmp/apart/bin/briefing run --as-of 2022-01-06T18:00:00Z && ls out/*/2022-01-06/*.pdf"
if [ "${NEWCOMER_TESTS:-yes}" = yes ]; then step "make test" "make test"; fi
say "the walk is done"
